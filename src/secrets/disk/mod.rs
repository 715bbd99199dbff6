//! Files that belong to one user alone, reached through the handle of their folder so that nothing on the way can be
//! exchanged between a check and its use. Here are the rules; what the system offers for them is in the other files.

#[cfg(not(unix))]
mod plain;
#[cfg(test)]
#[cfg(unix)]
mod tests;
#[cfg(unix)]
mod unix;

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

#[cfg(not(unix))]
use self::plain as system;
#[cfg(unix)]
use self::unix as system;
use super::VaultError;
use crate::domain::SecretName;

/// What the names of unfinished files begin with.
pub(super) const UNFINISHED: &str = "tmp-";

/// What the names of unfinished files begin with that are to become `name`.
pub(super) fn unfinished(name: &str) -> String {
    format!("{UNFINISHED}{name}-")
}

/// More than any file of a vault holds; what is longer is none of ours.
const LONGEST: u64 = 256 * 1024;

/// A folder that was checked when it was opened.
pub(super) struct Folder {
    handle: system::Handle,
    path: PathBuf,
}

/// An advisory lock among processes, held until dropped.
pub(super) struct Lock(#[expect(dead_code, reason = "closing the file is what lets the lock go")] File);

impl Folder {
    /// Opens the folder, making it first if there is none.
    pub(super) fn create(path: &Path) -> Result<Self, VaultError> {
        if let Some(folder) = Self::existing(path)? {
            return Ok(folder);
        }
        let path = tidy(path);
        system::make(&path).map_err(|error| broken(&path, &error))?;
        Self::existing(&path)?.ok_or_else(|| VaultError::Unavailable(format!("{} vanished", path.display())))
    }

    /// Opens the folder if there is one; it must be closed to others.
    pub(super) fn existing(path: &Path) -> Result<Option<Self>, VaultError> {
        let path = tidy(path);
        let handle = system::open_private(&path)?;
        Ok(handle.map(|handle| Self { handle, path }))
    }

    /// Opens the folder that `file` is in, which may be open to others, and gives the name of `file` in it.
    pub(super) fn around(file: &Path, make: bool) -> Result<(Self, String), VaultError> {
        let file = tidy(file);
        let name = file.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let name = name.ok_or_else(|| VaultError::Unavailable(format!("{} is no name for a file", file.display())))?;
        let path = match file.parent() {
            Some(parent) if parent != Path::new("") => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        if make {
            system::make(&path).map_err(|error| broken(&path, &error))?;
        }
        let handle = system::open_any(&path).map_err(|error| broken(&path, &error))?;
        Ok((Self { handle, path }, name))
    }

    /// Reads a whole file; `None` if there is none.
    pub(super) fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let path = self.path.join(name);
        let Some(file) = system::open_file(&self.handle, &path, name)? else { return Ok(None) };
        let length = file.metadata().map_err(|error| broken(&path, &error))?.len().min(LONGEST);
        // Room for all of it at once: a buffer that grows leaves copies behind that nobody wipes.
        let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 64));
        file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| broken(&path, &error))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
            return Err(VaultError::Damaged(format!("{} is too long to be ours", path.display())));
        }
        Ok(Some(bytes))
    }

    /// Puts a file in place, whole or not at all, in place of one that may be there.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        // What is there must be ours: a link is refused, not replaced.
        system::open_file(&self.handle, &self.path.join(name), name)?;
        self.place(name, bytes, system::Placing::Replace).map(|_| ())
    }

    /// Puts a file in place, whole or not at all, unless there is one: then it gives `false` and leaves that alone.
    pub(super) fn write_new(&self, name: &str, bytes: &[u8]) -> Result<bool, VaultError> {
        self.place(name, bytes, system::Placing::New)
    }

    fn place(&self, name: &str, bytes: &[u8], placing: system::Placing) -> Result<bool, VaultError> {
        let unfinished = unfinished(name) + SecretName::fresh().as_str();
        let placed = self.fill(&unfinished, bytes).and_then(|()| {
            let placed = system::rename(&self.handle, &unfinished, name, placing);
            placed.and_then(|placed| system::sync(&self.handle).map(|()| placed))
        });
        if !matches!(placed, Ok(true)) {
            // Should this fail as well, the next process that writes sweeps it up.
            let _ = system::unlink(&self.handle, &unfinished);
        }
        placed.map_err(|error| broken(&self.path.join(name), &error))
    }

    fn fill(&self, unfinished: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = system::create_file(&self.handle, unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Deletes a file; whether there was one.
    pub(super) fn remove(&self, name: &str) -> Result<bool, VaultError> {
        let removed = match system::unlink(&self.handle, name) {
            Ok(()) => system::sync(&self.handle).map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        };
        removed.map_err(|error| broken(&self.path.join(name), &error))
    }

    /// The names of all files in it.
    pub(super) fn names(&self) -> Result<Vec<String>, VaultError> {
        system::names(&self.handle).map_err(|error| broken(&self.path, &error))
    }

    /// Waits for the lock that this file stands for, making the file if there is none.
    pub(super) fn lock(&self, name: &str) -> Result<Lock, VaultError> {
        let path = self.path.join(name);
        let file = system::open_lock(&self.handle, &path, name)?;
        file.lock().map_err(|error| broken(&path, &error))?;
        Ok(Lock(file))
    }
}

/// Takes the lock that the file at `path` stands for.
pub(super) fn lock(path: &Path) -> Result<Lock, VaultError> {
    let (folder, name) = Folder::around(path, true)?;
    folder.lock(&name)
}

/// The path without a slash at its end, behind which the system would follow a link.
fn tidy(path: &Path) -> PathBuf {
    path.components().collect()
}

fn broken(path: &Path, error: &io::Error) -> VaultError {
    VaultError::Unavailable(format!("{}: {error}", path.display()))
}
