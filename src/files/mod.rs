//! Files and folders that belong to one user alone, made, written and looked at in one way.
//!
//! | what | rule |
//! |---|---|
//! | a folder of ours ([`Folder::create`]) | the user's, closed to others (0700), no link |
//! | a folder that a file of ours is in ([`Folder::around`]) | the user's or root's; others may look into it, not write |
//! | a file | the user's, closed to others (0600), a plain file with one name, no link |
//! | writing | whole or not at all, and on the disk when it is done |
//!
//! A folder is reached through its handle, so that nothing on the way can be exchanged between a check and its use.
//! [`check`] looks by name: SQLite's files must not be opened by anything else, because closing one drops SQLite's
//! locks on it. Where there are no modes (Windows) the user's own profile folder keeps others out.

#[cfg(not(unix))]
mod other;
#[cfg(test)]
#[cfg(unix)]
mod tests;
#[cfg(unix)]
mod unix;

use std::fs::File;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

#[cfg(not(unix))]
use self::other as system;
use self::system::Placing;
#[cfg(unix)]
use self::unix as system;

/// What the names of unfinished files begin with.
pub const UNFINISHED: &str = "tmp-";

/// What the names of unfinished files begin with that are to become `name`.
pub fn unfinished(name: &str) -> String {
    format!("{UNFINISHED}{name}-")
}

/// More than any file that is read here holds; what is longer is none of ours.
const LONGEST: u64 = 256 * 1024;

/// Why a file or folder cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct FileError {
    /// The sort of refusal.
    pub kind: Refusal,
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong, with the cure where there is one.
    pub reason: String,
}

/// The sorts of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is open to others, another user's, a link, or of another kind.
    Unsafe,
    /// The system does not let it be used: missing rights, a full or read-only disk.
    Unavailable,
    /// It is longer than anything that is written here.
    TooLong,
}

impl FileError {
    fn of(path: &Path, error: &io::Error) -> Self {
        Self { kind: Refusal::Unavailable, path: path.to_owned(), reason: error.to_string() }
    }

    fn not_safe(path: &Path, reason: impl Into<String>) -> Self {
        Self { kind: Refusal::Unsafe, path: path.to_owned(), reason: reason.into() }
    }
}

/// A folder that was checked when it was opened.
pub struct Folder {
    handle: system::Handle,
    path: PathBuf,
}

/// An advisory lock among processes, held until dropped.
pub struct Lock(#[expect(dead_code, reason = "closing the file is what lets the lock go")] File);

impl Folder {
    /// Opens the folder, making it first if there is none.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        if let Some(folder) = Self::existing(path)? {
            return Ok(folder);
        }
        make_folder(path)?;
        Self::existing(path)?.ok_or_else(|| FileError::of(path, &ErrorKind::NotFound.into()))
    }

    /// Opens the folder if there is one; it must be closed to others.
    pub fn existing(path: &Path) -> Result<Option<Self>, FileError> {
        let path = tidy(path);
        let handle = system::open_private(&path)?;
        Ok(handle.map(|handle| Self { handle, path }))
    }

    /// Opens the folder that `file` is in, which others may look into, and gives the name of `file` in it.
    pub fn around(file: &Path, make: bool) -> Result<(Self, String), FileError> {
        let file = tidy(file);
        let name = file.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let name = name.ok_or_else(|| FileError::of(&file, &ErrorKind::InvalidFilename.into()))?;
        let path = match file.parent() {
            Some(parent) if parent != Path::new("") => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        if make {
            make_folder(&path)?;
        }
        let handle = system::open_shared(&path)?;
        Ok((Self { handle, path }, name))
    }

    /// Reads a whole file; `None` if there is none.
    pub fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, FileError> {
        let path = self.path.join(name);
        let Some(file) = system::open_file(&self.handle, &path, name)? else { return Ok(None) };
        let length = file.metadata().map_err(|error| FileError::of(&path, &error))?.len().min(LONGEST);
        // Room for all of it at once: a buffer that grows leaves copies behind that nothing wipes.
        let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 64));
        file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| FileError::of(&path, &error))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
            return Err(FileError { kind: Refusal::TooLong, path, reason: "it is too long to be ours".to_owned() });
        }
        Ok(Some(bytes))
    }

    /// Puts a file in place, whole or not at all, in place of one that may be there.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        // What is there must be ours: a link is refused, not replaced.
        system::open_file(&self.handle, &self.path.join(name), name)?;
        self.place(name, bytes, Placing::Replace).map(|_| ())
    }

    /// Puts a file in place, whole or not at all, unless there is one: then it gives `false` and leaves that alone.
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> Result<bool, FileError> {
        self.place(name, bytes, Placing::New)
    }

    fn place(&self, name: &str, bytes: &[u8], placing: Placing) -> Result<bool, FileError> {
        let unfinished = unfinished(name) + &suffix();
        let placed = self.fill(&unfinished, bytes).and_then(|()| {
            let placed = system::rename(&self.handle, &unfinished, name, placing);
            placed.and_then(|placed| system::sync(&self.handle).map(|()| placed))
        });
        if !matches!(placed, Ok(true)) {
            // Should this fail as well, the next process that writes sweeps it up.
            let _ = system::unlink(&self.handle, &unfinished);
        }
        placed.map_err(|error| self.failed(name, &error))
    }

    fn fill(&self, unfinished: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = system::create_file(&self.handle, unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Makes an empty file that is not there yet.
    pub fn create_file(&self, name: &str) -> Result<File, FileError> {
        system::create_file(&self.handle, name).map_err(|error| self.failed(name, &error))
    }

    /// Opens a file for reading and writing, making it if there is none.
    pub fn open_file(&self, name: &str) -> Result<File, FileError> {
        system::open_or_create(&self.handle, &self.path.join(name), name)
    }

    /// Deletes a file; whether there was one.
    pub fn remove(&self, name: &str) -> Result<bool, FileError> {
        let removed = match system::unlink(&self.handle, name) {
            Ok(()) => system::sync(&self.handle).map(|()| true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        };
        removed.map_err(|error| self.failed(name, &error))
    }

    /// The names of all files in it.
    pub fn names(&self) -> Result<Vec<String>, FileError> {
        system::names(&self.handle).map_err(|error| FileError::of(&self.path, &error))
    }

    /// Makes names that came and went outlive a power cut.
    pub fn sync(&self) -> Result<(), FileError> {
        system::sync(&self.handle).map_err(|error| FileError::of(&self.path, &error))
    }

    /// Waits for the lock that this file stands for, making the file if there is none.
    pub fn lock(&self, name: &str) -> Result<Lock, FileError> {
        let file = self.open_file(name)?;
        file.lock().map_err(|error| self.failed(name, &error))?;
        Ok(Lock(file))
    }

    /// Takes the lock that this file stands for, making the file if there is none; nothing if another process has it.
    pub fn try_lock(&self, name: &str) -> Result<Option<Lock>, FileError> {
        let file = self.open_file(name)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock(file))),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(self.failed(name, &error)),
        }
    }

    fn failed(&self, name: &str, error: &io::Error) -> FileError {
        FileError::of(&self.path.join(name), error)
    }
}

/// Makes a folder and those above it, closed to others; one that is there is left as it is.
pub fn make_folder(path: &Path) -> Result<(), FileError> {
    let path = tidy(path);
    system::make(&path).map_err(|error| FileError::of(&path, &error))
}

/// Writes the file at `path`, whole or not at all, making its folder if there is none. One that is replaced must be the
/// user's and no link; it may have been open to others, which the new one is not.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let (folder, name) = Folder::around(path, true)?;
    match check(path) {
        Ok(_) => {}
        Err(error) if error.kind == Refusal::Unsafe && system::is_merely_open(path) => {}
        Err(error) => return Err(error),
    }
    folder.place(&name, bytes, Placing::Replace).map(|_| ())
}

/// Takes the lock that the file at `path` stands for.
pub fn lock(path: &Path) -> Result<Lock, FileError> {
    let (folder, name) = Folder::around(path, true)?;
    folder.lock(&name)
}

/// Whether there is a file at `path`, looked at by name only; an error if it or its folder breaks the rules.
pub fn check(path: &Path) -> Result<bool, FileError> {
    match path.parent() {
        Some(folder) if folder.exists() => system::check_shared(folder)?,
        _ => return Ok(false),
    }
    match path.symlink_metadata() {
        Ok(found) => system::check_file(path, &found).map(|()| true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(FileError::of(path, &error)),
    }
}

/// What tells the unfinished files of two processes apart.
fn suffix() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    format!("{:016x}", u64::from_le_bytes(bytes))
}

/// The path without a slash at its end, behind which the system would follow a link.
fn tidy(path: &Path) -> PathBuf {
    path.components().collect()
}
