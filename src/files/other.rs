//! Folders and files where there are no modes (Windows): only links are looked for.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::FileError;

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
pub(super) fn open_private(path: &Path) -> Result<Option<Handle>, FileError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(Some(path.to_path_buf())),
        Ok(_) => Err(FileError::not_safe(path, "it is a link or no folder: remove it")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::of(path, &error)),
    }
}

/// Opens a folder that others may look into.
pub(super) fn open_shared(path: &Path) -> Result<Handle, FileError> {
    fs::read_dir(path).map(|_| path.to_path_buf()).map_err(|error| FileError::of(path, &error))
}

/// Checks a folder that others may look into, by name.
#[expect(clippy::unnecessary_wraps, reason = "the shape that other systems need")]
pub(super) fn check_shared(_: &Path) -> Result<(), FileError> {
    Ok(())
}

/// Opens a file for reading.
pub(super) fn open_file(_: &Handle, path: &Path, _: &str) -> Result<Option<File>, FileError> {
    match fs::symlink_metadata(path) {
        Ok(found) => {
            check_file(path, &found)?;
            File::open(path).map(Some).map_err(|error| FileError::of(path, &error))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::of(path, &error)),
    }
}

/// Opens a file for reading and writing, making it if there is none.
pub(super) fn open_or_create(folder: &Handle, path: &Path, name: &str) -> Result<File, FileError> {
    open_file(folder, path, name)?;
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    opened.map_err(|error| FileError::of(path, &error))
}

/// Makes a file that was not there.
pub(super) fn create_file(folder: &Handle, name: &str) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).open(folder.join(name))
}

/// Refuses a link and what is no plain file.
pub(super) fn check_file(path: &Path, found: &Metadata) -> Result<(), FileError> {
    if found.is_file() { Ok(()) } else { Err(FileError::not_safe(path, "it is a link or no plain file: remove it")) }
}

/// There is no mode to be wrong.
pub(super) fn is_merely_open(_: &Path) -> bool {
    false
}

/// Renames within the folder; `false` if there is one already and it is to stay.
pub(super) fn rename(folder: &Handle, from: &str, to: &str, placing: Placing) -> io::Result<bool> {
    let (from, to) = (folder.join(from), folder.join(to));
    if placing == Placing::Replace {
        return fs::rename(from, to).map(|()| true);
    }
    match fs::hard_link(&from, to) {
        Ok(()) => fs::remove_file(from).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
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
