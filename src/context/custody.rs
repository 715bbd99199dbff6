//! Who keeps the data key: what the environment says, what was chosen for this machine, or what the database records.

use super::Context;
use crate::domain::KeeperKind;
use crate::error::{Failure, Kind};
use crate::flows::Custody;
use crate::secrets::{self, Choice};
use crate::settings::{Profile, VaultKind};

impl Context {
    /// What seals and opens the secrets of the profile.
    pub async fn custody(&self) -> Result<&Custody, Failure> {
        let open =
            self.custody.get_or_try_init(|| async { self.open_custody(self.profile().await?.is_sandbox()).await });
        open.await
    }

    /// Proves that the secrets of `profile` have a place.
    pub async fn prove_custody(&self, custody: &Custody) -> Result<(), Failure> {
        custody.prove(self.store().await?, &|| self.tell_waiting()).await
    }

    /// What seals and opens secrets: the sandbox's, or those that belong to Meta.
    pub async fn open_custody(&self, of_sandbox: bool) -> Result<Custody, Failure> {
        let recorded = self.store().await?.keys().await?.current(of_sandbox).map(|record| record.keeper);
        self.choose_custody(of_sandbox, recorded)
    }

    /// Who keeps the key of a database that has none: the variable says so, else what was chosen for this machine. Else,
    /// and where there is one, it is `recorded`.
    pub(super) fn choose_custody(&self, of_sandbox: bool, recorded: Option<KeeperKind>) -> Result<Custody, Failure> {
        let choice = match (of_sandbox, self.vault_kind(recorded)?) {
            (true, _) => Choice::Sandbox(self.paths.sandbox_key()),
            (false, VaultKind::Keyring) => {
                Choice::Keyring { lock: self.paths.keyring_lock(), attended: self.prompts.can_ask() }
            }
            (false, VaultKind::File) => self.given_key()?,
        };
        Ok(Custody::new(secrets::open(choice)))
    }

    fn vault_kind(&self, recorded: Option<KeeperKind>) -> Result<VaultKind, Failure> {
        if let Some(word) = self.env.get("SNORQ_SECRETS") {
            return Ok(word.parse::<VaultKind>()?);
        }
        Ok(match recorded {
            Some(KeeperKind::KeyFile | KeeperKind::Passphrase) => VaultKind::File,
            Some(KeeperKind::Keyring | KeeperKind::Sandbox) => VaultKind::Keyring,
            None => self.file()?.secrets.unwrap_or(VaultKind::Keyring),
        })
    }

    /// Which kind of secret store the profile's secrets are in.
    pub async fn secrets_kind(&self, profile: &Profile) -> Result<VaultKind, Failure> {
        if profile.is_sandbox() {
            return Ok(VaultKind::File);
        }
        self.vault_kind(self.store().await?.keys().await?.current(false).map(|record| record.keeper))
    }

    fn given_key(&self) -> Result<Choice, Failure> {
        if let Some(path) = self.env.get("SNORQ_SECRETS_KEY_FILE") {
            return Ok(Choice::KeyFile(path.into()));
        }
        let passphrase = self.env.secret("SNORQ_SECRETS_PASSPHRASE").map(Choice::Passphrase);
        passphrase.ok_or_else(|| {
            Failure::new(Kind::SecretStore, "the secret store needs a key, and none was given")
                .hint("make one: (umask 077; head -c 32 /dev/urandom > snorq.key), then: export SNORQ_SECRETS_KEY_FILE=$PWD/snorq.key")
                .hint("or: export SNORQ_SECRETS_PASSPHRASE")
        })
    }
}
