//! The encrypted folder: one sealed file for each secret, opened by a key file, a passphrase, or a key in the keyring.
//!
//! | file | what it is |
//! |---|---|
//! | `vault` | how the key is made, and the check value by which a wrong one is noticed |
//! | `s-…` | a sealed secret; the rest of the name is the secret's name in hex, which no file system folds or forbids |
//! | `lock` | whoever writes holds it |
//! | `plan-…` | names the keyring's entry until `vault` does; a process that was killed is taken up from here |
//! | `tmp-…`, `probe-…` | left behind by a process that was killed; the next one that writes sweeps them up |

mod header;
mod key;
mod sealed;
#[cfg(test)]
mod tests;
mod unlock;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use self::header::Kdf;
pub(super) use self::header::KeyBytes;
pub(super) use self::key::KeyProvider;
use self::key::Source;
use self::unlock::{Access, Session, Unlocker};
use super::worker::{self, Limits};
use super::{Key, Vault, VaultError};
use crate::domain::{Secret, SecretName};

const VAULT: &str = "vault";
const LOCK: &str = "lock";
const SEALED: &str = "s-";
const PROBE: &str = "probe-";
const PLAN: &str = "plan-";

/// Longer than any token; what is longer is a mistake of the caller.
const LONGEST: usize = 64 * 1024;

/// Making the key takes its time on a small machine, and it belongs to the first of the two.
const LIMITS: Limits = Limits { queue: Duration::from_secs(30), call: Duration::from_secs(10) };

/// The vault in a folder.
pub(super) struct Folder {
    unlocker: Arc<Unlocker>,
}

impl Folder {
    /// Names the folder and its key; nothing is touched before the first call.
    pub(super) fn open(folder: PathBuf, key: Key) -> Self {
        Self::with_kdf(folder, key, Kdf::STRONG)
    }

    /// The same for a folder whose key `provider` keeps.
    pub(super) fn with_provider(folder: PathBuf, provider: Arc<dyn KeyProvider>) -> Self {
        Self { unlocker: Arc::new(Unlocker::new(folder, Source::Provider(provider), Kdf::Provider)) }
    }

    fn with_kdf(path: PathBuf, key: Key, passphrase: Kdf) -> Self {
        let kdf = if matches!(key, Key::Passphrase(_)) { passphrase } else { Kdf::Raw };
        Self { unlocker: Arc::new(Unlocker::new(path, Source::Given(key), kdf)) }
    }

    /// Runs `job` on the opened folder; with the lock unless it only reads.
    async fn run<Done: Send + 'static>(
        &self,
        access: Access,
        job: impl FnOnce(&Session) -> Result<Done, VaultError> + Send + 'static,
    ) -> Result<Done, VaultError> {
        if let Source::Provider(provider) = &self.unlocker.source {
            self.fetch(Arc::clone(provider), access).await?;
        }
        let unlocker = Arc::clone(&self.unlocker);
        worker::run(LIMITS, move || unlocker.unlock(access), job).await
    }

    /// Asks `provider` for the key unless it is known, with the provider's own limits: it may hang, which a disk does not.
    async fn fetch(&self, provider: Arc<dyn KeyProvider>, access: Access) -> Result<(), VaultError> {
        let (before, unlocker) = (Arc::clone(&self.unlocker), Arc::clone(&self.unlocker));
        let limits = provider.limits();
        let queue = move || if before.must_fetch()? { provider.queue().map(Some) } else { Ok(None) };
        worker::run(limits, queue, move |lock| if lock.is_some() { unlocker.fetch(access) } else { Ok(()) }).await
    }
}

#[async_trait]
impl Vault for Folder {
    async fn put(&self, name: &SecretName, secret: &Secret) -> Result<(), VaultError> {
        let length = secret.expose().len();
        if length > LONGEST {
            return Err(VaultError::TooLong(length));
        }
        let (name, secret) = (name.clone(), secret.clone());
        self.run(Access::Make, move |session| session.put(&file_name(SEALED, &name), &name, &secret)).await
    }

    async fn get(&self, name: &SecretName) -> Result<Secret, VaultError> {
        let name = name.clone();
        self.run(Access::Read, move |session| session.get(&file_name(SEALED, &name), &name)).await
    }

    async fn delete(&self, name: &SecretName) -> Result<(), VaultError> {
        let name = name.clone();
        self.run(Access::Write, move |session| session.delete(&file_name(SEALED, &name))).await
    }

    async fn probe(&self) -> Result<(), VaultError> {
        // All under one lock: another process would sweep up the file in between.
        let trial = |session: &Session| {
            let (name, worthless) = (SecretName::fresh(), Secret::new(SecretName::fresh().as_str()));
            let file = file_name(PROBE, &name);
            session.put(&file, &name, &worthless)?;
            session.delete(&file)
        };
        self.run(Access::Make, trial).await
    }

    async fn look(&self) -> Result<(), VaultError> {
        let unlocker = Arc::clone(&self.unlocker);
        match &self.unlocker.source {
            Source::Provider(provider) => {
                let queue = {
                    let provider = Arc::clone(provider);
                    move || provider.queue_if_any()
                };
                worker::run(provider.limits(), queue, move |_| unlocker.fetch(Access::Read)).await
            }
            Source::Given(_) => worker::run(LIMITS, || Ok(()), move |()| unlocker.look()).await,
        }
    }

    fn describe(&self) -> String {
        match &self.unlocker.source {
            Source::Provider(provider) => provider.describe(),
            Source::Given(_) => format!("encrypted folder {}", self.unlocker.path.display()),
        }
    }
}

impl Session {
    fn put(&self, file: &str, name: &SecretName, secret: &Secret) -> Result<(), VaultError> {
        self.folder.write(file, &self.sealer.seal(name, secret)?)?;
        match self.get(file, name) {
            Ok(kept) if kept == *secret => Ok(()),
            Ok(_) | Err(VaultError::Missing) => {
                Err(VaultError::Damaged(format!("entry {name} reads differently from what was written")))
            }
            Err(error) => Err(error),
        }
    }

    fn get(&self, file: &str, name: &SecretName) -> Result<Secret, VaultError> {
        let bytes = self.folder.read(file)?.ok_or(VaultError::Missing)?;
        self.sealer.open(name, &bytes)
    }

    fn delete(&self, file: &str) -> Result<(), VaultError> {
        self.folder.remove(file)?;
        match self.folder.read(file)? {
            None => Ok(()),
            Some(_) => Err(VaultError::Damaged(format!("{file} is still there after it was deleted"))),
        }
    }
}

/// Makes the head of a folder whose key is held under this id already.
#[cfg(test)]
#[cfg(unix)]
pub(super) fn made_for(path: &std::path::Path, id: [u8; 16], key: &KeyBytes) {
    let file = header::VaultFile::new(header::Head { kdf: Kdf::Provider, salt: id }, key);
    crate::files::Folder::create(path).unwrap().write(VAULT, &file.bytes()).unwrap();
}

fn file_name(kind: &str, name: &SecretName) -> String {
    format!("{kind}{}", hex(name.as_str().as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes everything");
        text
    })
}
