//! Folders and files on Unix: everything relative to the folder's handle, no link is followed, and owner, mode and
//! number of names are checked on the open file itself.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::Path;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, open, openat, renameat, unlinkat};
use rustix::io::Errno;
use rustix::process::geteuid;

use super::{VaultError, broken};

/// The open folder.
pub(super) type Handle = File;

/// What becomes of a file that is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placing {
    Replace,
    New,
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// A pipe in place of a file must not make us wait for a writer, hence `NONBLOCK`.
const FILE: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK);

/// Makes the folder and those above it, closed to others from the first moment.
pub(super) fn make(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    match path.parent().filter(|parent| *parent != Path::new("")) {
        // Without this a power cut could take the new folder with it.
        Some(parent) => sync(&open_any(parent)?),
        None => Ok(()),
    }
}

/// Opens a folder that must be ours alone.
pub(super) fn open_private(path: &Path) -> Result<Option<Handle>, VaultError> {
    let handle = match open(path, FOLDER | OFlags::NOFOLLOW, Mode::empty()) {
        Ok(handle) => File::from(handle),
        Err(Errno::NOENT) => return Ok(None),
        Err(error) => return Err(refused(path, error)),
    };
    closed_to_others(&handle, path, 0o700)?;
    Ok(Some(handle))
}

/// Opens a folder of whomever.
pub(super) fn open_any(path: &Path) -> io::Result<Handle> {
    Ok(File::from(open(path, FOLDER, Mode::empty())?))
}

/// Opens a file that must be ours alone, for reading.
pub(super) fn open_file(folder: &Handle, path: &Path, name: &str) -> Result<Option<File>, VaultError> {
    match openat(folder, name, FILE | OFlags::RDONLY, Mode::empty()) {
        Ok(file) => checked(File::from(file), path).map(Some),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(refused(path, error)),
    }
}

/// Opens a file to lock, making it if there is none.
pub(super) fn open_lock(folder: &Handle, path: &Path, name: &str) -> Result<File, VaultError> {
    let flags = FILE | OFlags::RDWR | OFlags::CREATE;
    match openat(folder, name, flags, Mode::RUSR | Mode::WUSR) {
        Ok(file) => checked(File::from(file), path),
        Err(error) => Err(refused(path, error)),
    }
}

/// Makes a file that was not there.
pub(super) fn create_file(folder: &Handle, name: &str) -> io::Result<File> {
    let flags = FILE | OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
    Ok(File::from(openat(folder, name, flags, Mode::RUSR | Mode::WUSR)?))
}

/// Renames within the folder; `false` if there is one already and it is to stay.
pub(super) fn rename(folder: &Handle, from: &str, to: &str, placing: Placing) -> io::Result<bool> {
    if placing == Placing::Replace {
        renameat(folder, from, folder, to)?;
        return Ok(true);
    }
    match rename_new(folder, from, to) {
        Ok(()) => Ok(true),
        Err(Errno::EXIST) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(any(target_vendor = "apple", target_os = "linux", target_os = "android"))]
fn rename_new(folder: &Handle, from: &str, to: &str) -> Result<(), Errno> {
    use rustix::fs::{RenameFlags, renameat_with};
    match renameat_with(folder, from, folder, to, RenameFlags::NOREPLACE) {
        // Not every file system can; a second name can be given on most of them.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => link_new(folder, from, to),
        other => other,
    }
}

#[cfg(not(any(target_vendor = "apple", target_os = "linux", target_os = "android")))]
use link_new as rename_new;

fn link_new(folder: &Handle, from: &str, to: &str) -> Result<(), Errno> {
    rustix::fs::linkat(folder, from, folder, to, AtFlags::empty())?;
    unlinkat(folder, from, AtFlags::empty())
}

/// Deletes a file.
pub(super) fn unlink(folder: &Handle, name: &str) -> io::Result<()> {
    Ok(unlinkat(folder, name, AtFlags::empty())?)
}

/// Makes names that came and went outlive a power cut.
pub(super) fn sync(folder: &Handle) -> io::Result<()> {
    folder.sync_all()
}

/// All names in the folder.
pub(super) fn names(folder: &Handle) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in Dir::read_from(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

fn checked(file: File, path: &Path) -> Result<File, VaultError> {
    let about = file.metadata().map_err(|error| broken(path, &error))?;
    if !about.is_file() {
        return Err(not_safe(path, "is no plain file: remove it"));
    }
    if about.nlink() > 1 {
        return Err(not_safe(path, "has a second name (hard link): remove it and try again"));
    }
    closed_to_others(&file, path, 0o600)?;
    Ok(file)
}

fn closed_to_others(file: &File, path: &Path, mode: u32) -> Result<(), VaultError> {
    let about = file.metadata().map_err(|error| broken(path, &error))?;
    let me = geteuid().as_raw();
    if about.uid() != me {
        return Err(not_safe(
            path,
            &format!("belongs to user {}, not to {me}: chown it or choose another", about.uid()),
        ));
    }
    if about.mode() & 0o077 != 0 {
        let open = about.mode() & 0o777;
        return Err(not_safe(path, &format!("is open to others (mode {open:04o}): chmod {mode:o} {}", path.display())));
    }
    Ok(())
}

/// Puts into words why a folder or file was not opened; a link and something of another kind are no mere failure.
fn refused(path: &Path, error: Errno) -> VaultError {
    let Ok(about) = std::fs::symlink_metadata(path) else { return broken(path, &error.into()) };
    match error {
        Errno::LOOP | Errno::NOTDIR | Errno::MLINK if about.is_symlink() => {
            not_safe(path, "is a symbolic link: remove it or name the place it points to")
        }
        Errno::NOTDIR => not_safe(path, "is no folder: remove it or choose another place"),
        Errno::ISDIR | Errno::NXIO => not_safe(path, "is no plain file: remove it"),
        error => broken(path, &error.into()),
    }
}

fn not_safe(path: &Path, what: &str) -> VaultError {
    VaultError::Unsafe(format!("{} {what}", path.display()))
}
