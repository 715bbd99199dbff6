//! Getting into the folder: its head, its key, its lock, and what killed processes left.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::header::{Head, Kdf, VaultFile};
use super::key::{self, Source};
use super::sealed::Sealer;
use super::{LOCK, PLAN, PROBE, SEALED, VAULT, hex};
use crate::files;
use crate::secrets::VaultError;

/// What a call wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
    /// Like `Write`, and makes the folder if there is none.
    Make,
}

/// A folder that was opened with its key, and its lock for those who write.
pub(super) struct Session {
    pub(super) folder: files::Folder,
    pub(super) sealer: Arc<Sealer>,
    _lock: Option<files::Lock>,
}

/// The key is made or fetched once in a process, by whoever comes first, and kept with the file it was proven against.
type Known = Option<(VaultFile, Arc<Sealer>)>;

/// The folder and what opens it.
pub(super) struct Unlocker {
    pub(super) path: PathBuf,
    pub(super) source: Source,
    kdf: Kdf,
    known: Mutex<Known>,
    swept: Mutex<bool>,
}

impl Unlocker {
    /// `kdf` is how the key is made if the folder is.
    pub(super) fn new(path: PathBuf, source: Source, kdf: Kdf) -> Self {
        Self { path, source, kdf, known: Mutex::new(None), swept: Mutex::new(false) }
    }

    /// Opens the folder with its key. A key in the keyring must be known by then, see [`Unlocker::fetch`].
    pub(super) fn unlock(&self, access: Access) -> Result<Session, VaultError> {
        let folder = self.folder(access)?.ok_or_else(|| self.nothing_there())?;
        // The key comes before the lock: others need not wait while it is made.
        let sealer = match &self.source {
            Source::Given(_) => self.sealer(&folder, access)?,
            Source::Provider(_) => self.known_sealer(&folder)?.ok_or_else(|| self.not_fetched(&folder))?,
        };
        if access == Access::Read {
            return Ok(Session { folder, sealer, _lock: None });
        }
        let lock = folder.lock(LOCK)?;
        self.sweep(&folder)?;
        Ok(Session { folder, sealer, _lock: Some(lock) })
    }

    /// Whether the keyring has to be asked: not if its key is known and opens the folder that is there now.
    pub(super) fn must_fetch(&self) -> Result<bool, VaultError> {
        let Some(folder) = files::Folder::existing(&self.path)? else { return Ok(true) };
        Ok(self.known_sealer(&folder)?.is_none())
    }

    /// Fetches the key from the keyring, making it (and the folder) on first use.
    ///
    /// Where there is no folder and none is to be made the keyring is asked all the same: should it be locked, that is
    /// the answer.
    pub(super) fn fetch(&self, access: Access) -> Result<(), VaultError> {
        if let Some(folder) = self.folder(access)?
            && (access == Access::Make || folder.read(VAULT)?.is_some())
        {
            return self.sealer(&folder, access).map(drop);
        }
        match &self.source {
            Source::Provider(provider) => provider.prove(),
            Source::Given(_) => Ok(()),
        }
    }

    /// Opens what there is; where there is nothing yet, only what is to open it is looked at.
    pub(super) fn look(&self) -> Result<(), VaultError> {
        match self.folder(Access::Read)? {
            Some(folder) if folder.read(VAULT)?.is_some() => self.sealer(&folder, Access::Read).map(drop),
            _ => key::look(&self.source),
        }
    }

    fn folder(&self, access: Access) -> Result<Option<files::Folder>, VaultError> {
        Ok(match access {
            Access::Make => Some(files::Folder::create(&self.path)?),
            Access::Read | Access::Write => files::Folder::existing(&self.path)?,
        })
    }

    fn known_sealer(&self, folder: &files::Folder) -> Result<Option<Arc<Sealer>>, VaultError> {
        let Some(bytes) = folder.read(VAULT)? else { return Ok(None) };
        let found = VaultFile::parse(&bytes)?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(matching(&known, &found))
    }

    fn sealer(&self, folder: &files::Folder, access: Access) -> Result<Arc<Sealer>, VaultError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match folder.read(VAULT)? {
            Some(bytes) => VaultFile::parse(&bytes)?,
            None if access == Access::Make => return self.begin(folder, &mut known),
            None => return Err(self.nothing_there()),
        };
        matching(&known, &found).map_or_else(|| self.learn(found, &mut known), Ok)
    }

    fn learn(&self, found: VaultFile, known: &mut Known) -> Result<Arc<Sealer>, VaultError> {
        let master = key::master(&self.source, &found.head)?;
        found.prove(&master)?;
        let sealer = Arc::new(Sealer::new(found.head, &master));
        *known = Some((found, Arc::clone(&sealer)));
        Ok(sealer)
    }

    /// Makes the file `vault`, unless another process did so meanwhile: then that one's holds.
    ///
    /// It comes last: a key that it names was kept and read back before.
    fn begin(&self, folder: &files::Folder, known: &mut Known) -> Result<Arc<Sealer>, VaultError> {
        let _lock = folder.lock(LOCK)?;
        if let Some(bytes) = folder.read(VAULT)? {
            return self.learn(VaultFile::parse(&bytes)?, known);
        }
        if folder.names()?.iter().any(|name| name.starts_with(SEALED)) {
            return Err(VaultError::Damaged(format!("{} holds secrets but no file `vault`", self.path.display())));
        }
        let head = self.plan(folder)?;
        let master = key::first_master(&self.source, &head)?;
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

    /// The head to begin with. If its key goes into the keyring, the salt, which is the entry's name, is written down
    /// first and taken up again by the next process, so that one that is killed leaves no entry that nobody knows of.
    fn plan(&self, folder: &files::Folder) -> Result<Head, VaultError> {
        if self.kdf != Kdf::Provider {
            return Head::fresh(self.kdf);
        }
        for name in folder.names()?.iter().filter(|name| name.starts_with(PLAN)) {
            if let Some(salt) = folder.read(name)?.and_then(|bytes| bytes.as_slice().try_into().ok()) {
                return Ok(Head { kdf: self.kdf, salt });
            }
        }
        let head = Head::fresh(self.kdf)?;
        folder.write(&format!("{PLAN}{}", hex(&head.salt)), &head.salt)?;
        Ok(head)
    }

    /// Removes what killed processes left, once in a process, under the lock and behind the head.
    fn sweep(&self, folder: &files::Folder) -> Result<(), VaultError> {
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if *swept {
            return Ok(());
        }
        let stale = [files::UNFINISHED, PROBE, PLAN];
        for name in folder.names()? {
            if stale.iter().any(|kind| name.starts_with(kind)) {
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

    fn not_fetched(&self, folder: &files::Folder) -> VaultError {
        match folder.read(VAULT) {
            Ok(Some(_)) => VaultError::Unavailable(format!("{} was exchanged: try again", self.path.display())),
            Ok(None) => self.nothing_there(),
            Err(error) => error.into(),
        }
    }
}

fn matching(known: &Known, found: &VaultFile) -> Option<Arc<Sealer>> {
    known.as_ref().filter(|(file, _)| file == found).map(|(_, sealer)| Arc::clone(sealer))
}
