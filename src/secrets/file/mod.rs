//! The encrypted folder: one sealed file for each secret, opened by a key file or a passphrase.
//!
//! | file | what it is |
//! |---|---|
//! | `vault` | how the key is made, and the check value by which a wrong one is noticed |
//! | `s-…` | a sealed secret; the rest of the name is the secret's name in hex, which no file system folds or forbids |
//! | `lock` | whoever writes holds it |
//! | `tmp-…`, `probe-…` | left behind by a process that was killed; the next one that writes sweeps them up |

mod header;
mod key;
mod sealed;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;

use self::header::{Head, Kdf, VaultFile};
use self::sealed::Sealer;
use super::worker::{self, Limits};
use super::{Key, Vault, VaultError, disk};
use crate::domain::{Secret, SecretName};

const VAULT: &str = "vault";
const LOCK: &str = "lock";
const SEALED: &str = "s-";
const PROBE: &str = "probe-";

/// Longer than any token; what is longer is a mistake of the caller.
const LONGEST: usize = 64 * 1024;

/// Making the key takes its time on a small machine, and it belongs to the first of the two.
const LIMITS: Limits = Limits { turn: Duration::from_secs(30), call: Duration::from_secs(10) };

/// The vault in a folder.
pub(super) struct Folder {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    key: Key,
    kdf: Kdf,
    /// The key is made once in a process, by whoever comes first, and kept with the file it was proven against.
    known: Mutex<Option<(VaultFile, Arc<Sealer>)>>,
    swept: Mutex<bool>,
}

/// A folder that was opened with its key, and its lock for those who write.
struct Opened {
    folder: disk::Folder,
    sealer: Arc<Sealer>,
    _lock: Option<disk::Lock>,
}

impl Folder {
    /// Names the folder and its key; nothing is touched before the first call.
    #[expect(clippy::unnecessary_wraps, reason = "the shape of every vault's start")]
    pub(super) fn open(folder: PathBuf, key: Key) -> Result<Self, VaultError> {
        Ok(Self::with_kdf(folder, key, Kdf::STRONG))
    }

    fn with_kdf(path: PathBuf, key: Key, passphrase: Kdf) -> Self {
        let kdf = if matches!(key, Key::Passphrase(_)) { passphrase } else { Kdf::Raw };
        Self { inner: Arc::new(Inner { path, key, kdf, known: Mutex::new(None), swept: Mutex::new(false) }) }
    }

    /// Runs `job` on the opened folder; with the lock unless it only reads.
    async fn run<Done: Send + 'static>(
        &self,
        access: Access,
        job: impl FnOnce(&Opened) -> Result<Done, VaultError> + Send + 'static,
    ) -> Result<Done, VaultError> {
        let inner = Arc::clone(&self.inner);
        worker::run(LIMITS, move || inner.enter(access), job).await
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
    /// Like `Write`, and makes the folder if there is none.
    Make,
}

#[async_trait]
impl Vault for Folder {
    async fn put(&self, name: &SecretName, secret: &Secret) -> Result<(), VaultError> {
        let length = secret.expose().len();
        if length > LONGEST {
            return Err(VaultError::TooLong(length));
        }
        let (name, secret) = (name.clone(), secret.clone());
        self.run(Access::Make, move |opened| opened.put(&file_name(SEALED, &name), &name, &secret)).await
    }

    async fn get(&self, name: &SecretName) -> Result<Secret, VaultError> {
        let name = name.clone();
        self.run(Access::Read, move |opened| opened.get(&file_name(SEALED, &name), &name)).await
    }

    async fn delete(&self, name: &SecretName) -> Result<(), VaultError> {
        let name = name.clone();
        self.run(Access::Write, move |opened| opened.delete(&file_name(SEALED, &name))).await
    }

    async fn probe(&self) -> Result<(), VaultError> {
        // All under one lock: another process would sweep up the file in between.
        let trial = |opened: &Opened| {
            let (name, worthless) = (SecretName::fresh(), Secret::new(SecretName::fresh().as_str()));
            let file = file_name(PROBE, &name);
            opened.put(&file, &name, &worthless)?;
            opened.delete(&file)
        };
        self.run(Access::Make, trial).await
    }

    fn describe(&self) -> String {
        format!("encrypted folder {}", self.inner.path.display())
    }
}

impl Opened {
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

impl Inner {
    fn enter(&self, access: Access) -> Result<Opened, VaultError> {
        let folder = match access {
            Access::Make => disk::Folder::create(&self.path)?,
            Access::Read | Access::Write => disk::Folder::existing(&self.path)?.ok_or_else(|| self.nothing_there())?,
        };
        // The key comes before the lock: others need not wait while it is made.
        let sealer = self.sealer(&folder, access)?;
        if access == Access::Read {
            return Ok(Opened { folder, sealer, _lock: None });
        }
        let lock = folder.lock(LOCK)?;
        self.sweep(&folder)?;
        Ok(Opened { folder, sealer, _lock: Some(lock) })
    }

    fn sealer(&self, folder: &disk::Folder, access: Access) -> Result<Arc<Sealer>, VaultError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match folder.read(VAULT)? {
            Some(bytes) => VaultFile::parse(&bytes)?,
            None if access == Access::Make => return self.begin(folder, &mut known),
            None => return Err(self.nothing_there()),
        };
        if let Some((_, sealer)) = known.as_ref().filter(|(file, _)| *file == found) {
            return Ok(Arc::clone(sealer));
        }
        self.learn(found, &mut known)
    }

    fn learn(&self, found: VaultFile, known: &mut Option<(VaultFile, Arc<Sealer>)>) -> Result<Arc<Sealer>, VaultError> {
        let master = key::master(&self.key, &found.head)?;
        found.prove(&master)?;
        let sealer = Arc::new(Sealer::new(found.head, &master));
        *known = Some((found, Arc::clone(&sealer)));
        Ok(sealer)
    }

    /// Makes the file `vault`, unless another process did so meanwhile: then that one's holds.
    fn begin(
        &self,
        folder: &disk::Folder,
        known: &mut Option<(VaultFile, Arc<Sealer>)>,
    ) -> Result<Arc<Sealer>, VaultError> {
        let _lock = folder.lock(LOCK)?;
        if let Some(bytes) = folder.read(VAULT)? {
            return self.learn(VaultFile::parse(&bytes)?, known);
        }
        if folder.names()?.iter().any(|name| name.starts_with(SEALED)) {
            return Err(VaultError::Damaged(format!("{} holds secrets but no file `vault`", self.path.display())));
        }
        let head = Head::fresh(self.kdf)?;
        let master = key::first_master(&self.key, &head)?;
        let file = VaultFile::new(head, &master);
        // The lock keeps others out, and where locks do nothing (some network file systems) this does.
        if !folder.write_new(VAULT, &file.bytes())? {
            let bytes = folder.read(VAULT)?.ok_or_else(|| self.nothing_there())?;
            return self.learn(VaultFile::parse(&bytes)?, known);
        }
        let sealer = Arc::new(Sealer::new(head, &master));
        *known = Some((file, Arc::clone(&sealer)));
        Ok(sealer)
    }

    /// Removes what killed processes left, once in a process, under the lock.
    fn sweep(&self, folder: &disk::Folder) -> Result<(), VaultError> {
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if *swept {
            return Ok(());
        }
        for name in folder.names()? {
            if name.starts_with(disk::UNFINISHED) || name.starts_with(PROBE) {
                folder.remove(&name)?;
            }
        }
        *swept = true;
        Ok(())
    }

    /// Not the same as an entry that is missing: the folder may be on a disk that is not mounted.
    fn nothing_there(&self) -> VaultError {
        VaultError::Unavailable(format!("there is no encrypted folder at {}", self.path.display()))
    }
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
