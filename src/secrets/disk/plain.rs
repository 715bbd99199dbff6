//! Folders and files where there are no modes (Windows): the user's own profile folder keeps others out there, so
//! only links are looked for.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::{VaultError, broken};

/// The folder's path, as there are no handles to go by.
pub(super) type Handle = PathBuf;

/// What becomes of a file that is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placing {
    Replace,
    New,
}

/// Makes the folder and those above it.
pub(super) fn make(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Opens a folder that must be ours alone.
pub(super) fn open_private(path: &Path) -> Result<Option<Handle>, VaultError> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => Ok(Some(path.to_path_buf())),
        Ok(_) => Err(VaultError::Unsafe(format!("{} is a link or no folder: remove it", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(broken(path, &error)),
    }
}

/// Opens a folder of whomever.
pub(super) fn open_any(path: &Path) -> io::Result<Handle> {
    fs::read_dir(path).map(|_| path.to_path_buf())
}

/// Opens a file for reading.
pub(super) fn open_file(_: &Handle, path: &Path, _: &str) -> Result<Option<File>, VaultError> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_file() => File::open(path).map(Some).map_err(|error| broken(path, &error)),
        Ok(_) => Err(VaultError::Unsafe(format!("{} is a link or no plain file: remove it", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(broken(path, &error)),
    }
}

/// Opens a file to lock, making it if there is none.
pub(super) fn open_lock(folder: &Handle, path: &Path, name: &str) -> Result<File, VaultError> {
    open_file(folder, path, name)?;
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    opened.map_err(|error| broken(path, &error))
}

/// Makes a file that was not there.
pub(super) fn create_file(folder: &Handle, name: &str) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(folder.join(name))
}

/// Renames within the folder; `false` if there is one already and it is to stay.
pub(super) fn rename(folder: &Handle, from: &str, to: &str, placing: Placing) -> io::Result<bool> {
    let (from, to) = (folder.join(from), folder.join(to));
    if placing == Placing::Replace {
        return fs::rename(from, to).map(|()| true);
    }
    match fs::hard_link(&from, to) {
        Ok(()) => fs::remove_file(from).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Deletes a file.
pub(super) fn unlink(folder: &Handle, name: &str) -> io::Result<()> {
    fs::remove_file(folder.join(name))
}

/// Folders cannot be synced here; the file system's own journal has to do.
#[expect(clippy::unnecessary_wraps, reason = "the shape that other systems need")]
pub(super) fn sync(_: &Handle) -> io::Result<()> {
    Ok(())
}

/// All names in the folder.
pub(super) fn names(folder: &Handle) -> io::Result<Vec<String>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}
