//! Keeps the ledger and the secret store in step: no secret without a name in the ledger, none left behind.

use crate::domain::{Fingerprint, Secret, SecretName};
use crate::error::Failure;
use crate::secrets::{Vault, VaultError};
use crate::store::{ConnectionStore, LedgerState, Lock, NewSecret};

/// The ledger and the secret store of one profile.
#[derive(Clone, Copy)]
pub struct SecretLedger<'a> {
    /// The ledger.
    pub store: &'a dyn ConnectionStore,
    /// The secrets.
    pub vault: &'a dyn Vault,
    /// The profile.
    pub profile: &'a str,
    /// The name of the profile's app secret, which only the configuration file refers to.
    pub app_secret: Option<&'a SecretName>,
}

impl SecretLedger<'_> {
    /// A fresh name, ready to be written into the ledger.
    pub fn reserve(&self, purpose: &'static str) -> NewSecret {
        NewSecret { name: SecretName::fresh(), profile: self.profile.to_owned(), purpose }
    }

    /// Stores secrets whose names are in the ledger, reads each back and records its mark. What failed is named in the
    /// answer; the others are stored.
    pub async fn store_all(&self, secrets: &[(SecretName, Secret)]) -> Result<Vec<(SecretName, Failure)>, Failure> {
        let key = self.store.fingerprint_key().await?;
        let (mut marks, mut failed) = (Vec::new(), Vec::new());
        for (name, secret) in secrets {
            match self.vault.put(name, secret).await {
                Ok(()) => marks.push((name.clone(), secret.fingerprint(&key))),
                Err(error) => failed.push((name.clone(), Failure::from(error))),
            }
        }
        self.store.stored(&marks).await?;
        Ok(failed)
    }

    /// Stores one secret under a fresh name. Whoever names it says so to the store, or the next purge deletes it.
    pub async fn store(&self, purpose: &'static str, secret: &Secret) -> Result<SecretName, Failure> {
        let reserved = self.reserve(purpose);
        self.store.begin(std::slice::from_ref(&reserved), &[], &[]).await?;
        let name = reserved.name;
        match self.store_all(&[(name.clone(), secret.clone())]).await?.pop() {
            Some((_, failure)) => Err(failure),
            None => Ok(name),
        }
    }

    /// Reads a secret and checks it against its mark.
    pub async fn fetch(&self, name: &SecretName) -> Result<Secret, Failure> {
        let secret = self.vault.get(name).await?;
        let mark = self.store.ledger(name).await?.and_then(|row| row.fingerprint);
        match mark {
            Some(mark) if !self.matches(&secret, &mark).await? => {
                Err(VaultError::Damaged("the entry is not the one that was stored".to_owned()).into())
            }
            _ => Ok(secret),
        }
    }

    /// A secret, or nothing if the secret store does not give it.
    pub async fn find(&self, name: &SecretName) -> Result<Option<Secret>, Failure> {
        match self.fetch(name).await {
            Ok(secret) => Ok(Some(secret)),
            Err(failure) if failure.cause::<VaultError>().is_some() => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    async fn matches(&self, secret: &Secret, mark: &Fingerprint) -> Result<bool, Failure> {
        Ok(secret.fingerprint(&self.store.fingerprint_key().await?) == *mark)
    }

    /// Deletes every secret of the profile that nothing uses: the ones that are pending deletion, and those that a killed run planned and
    /// never used. No change may be open but those that are to stay open.
    pub async fn purge(&self, _: &Lock) -> Result<(), Failure> {
        let open = self.store.open_changes(self.profile).await?;
        let in_use = |name: &SecretName| {
            Some(name) == self.app_secret || open.iter().any(|change| change.secret_name.as_ref() == Some(name))
        };
        let planned = self.store.ledger_in(self.profile, LedgerState::Planned).await?;
        let (used, left): (Vec<_>, Vec<_>) = planned.into_iter().map(|row| row.name).partition(in_use);
        let app_secret: Vec<_> = used.into_iter().filter(|name| Some(name) == self.app_secret).collect();
        if !app_secret.is_empty() {
            self.store.mark(&app_secret, LedgerState::InUse).await?;
        }
        if !left.is_empty() {
            self.store.mark(&left, LedgerState::PendingDelete).await?;
        }
        self.delete_pending().await
    }

    /// Deletes the secrets that are pending deletion, proves them gone and forgets their names. What the secret store will not delete
    /// stays pending and is tried again by the next run.
    async fn delete_pending(&self) -> Result<(), Failure> {
        let pending = self.store.ledger_in(self.profile, LedgerState::PendingDelete).await?;
        let (mut gone, mut failure) = (Vec::new(), None);
        for row in pending {
            match self.vault.delete(&row.name).await {
                Ok(()) => gone.push(row.name),
                Err(error) => failure = Some(Failure::from(error)),
            }
        }
        if !gone.is_empty() {
            self.store.forget(&gone).await?;
        }
        failure.map_or(Ok(()), |failure| Err(failure.during("a secret that is no longer needed could not be deleted")))
    }
}
