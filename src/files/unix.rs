//! Folders and files on Unix: everything relative to the folder's handle, no link is followed, and owner, mode and
//! number of names are checked on the open file itself.

use std::fs::{DirBuilder, File, Metadata};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::Path;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, open, openat, renameat, unlinkat};
use rustix::io::Errno;
use rustix::process::geteuid;

use super::FileError;

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
        Some(parent) => File::from(open(parent, FOLDER, Mode::empty())?).sync_all(),
        None => Ok(()),
    }
}

/// Opens a folder that must be ours alone.
pub(super) fn open_private(path: &Path) -> Result<Option<Handle>, FileError> {
    let handle = match open(path, FOLDER | OFlags::NOFOLLOW, Mode::empty()) {
        Ok(handle) => File::from(handle),
        Err(Errno::NOENT) => return Ok(None),
        Err(error) => return Err(refused(path, error)),
    };
    closed_to_others(&metadata(&handle, path)?, path, 0o700)?;
    Ok(Some(handle))
}

/// Opens a folder that others may look into.
pub(super) fn open_shared(path: &Path) -> Result<Handle, FileError> {
    let opened = open(path, FOLDER, Mode::empty());
    let handle = File::from(opened.map_err(|error| FileError::of(path, &error.into()))?);
    not_writable_by_others(&metadata(&handle, path)?, path)?;
    Ok(handle)
}

/// Checks a folder that others may look into, by name.
pub(super) fn check_shared(path: &Path) -> Result<(), FileError> {
    not_writable_by_others(&path.metadata().map_err(|error| FileError::of(path, &error))?, path)
}

/// Opens a file that must be ours alone, for reading.
pub(super) fn open_file(folder: &Handle, path: &Path, name: &str) -> Result<Option<File>, FileError> {
    match openat(folder, name, FILE | OFlags::RDONLY, Mode::empty()) {
        Ok(file) => checked(File::from(file), path).map(Some),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(refused(path, error)),
    }
}

/// Opens a file that must be ours alone, for reading and writing, making it if there is none.
pub(super) fn open_or_create(folder: &Handle, path: &Path, name: &str) -> Result<File, FileError> {
    let flags = FILE | OFlags::RDWR | OFlags::CREATE;
    match openat(folder, name, flags, Mode::RUSR | Mode::WUSR) {
        Ok(file) => checked(File::from(file), path),
        Err(error) => Err(refused(path, error)),
    }
}

/// Makes a file that was not there.
pub(super) fn create_file(folder: &Handle, name: &str) -> io::Result<File> {
    let flags = FILE | OFlags::RDWR | OFlags::CREATE | OFlags::EXCL;
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

fn checked(file: File, path: &Path) -> Result<File, FileError> {
    check_file(path, &metadata(&file, path)?)?;
    Ok(file)
}

fn metadata(file: &File, path: &Path) -> Result<Metadata, FileError> {
    file.metadata().map_err(|error| FileError::of(path, &error))
}

/// Refuses what is no plain file, has a second name, another owner, or is open to others.
pub(super) fn check_file(path: &Path, found: &Metadata) -> Result<(), FileError> {
    if found.file_type().is_symlink() {
        return Err(FileError::not_safe(path, A_LINK));
    }
    if !found.is_file() {
        return Err(FileError::not_safe(path, NO_FILE));
    }
    if found.nlink() > 1 {
        return Err(FileError::not_safe(path, "it has a second name (hard link): copy it and use the copy"));
    }
    closed_to_others(found, path, 0o600)
}

const A_LINK: &str = "it is a symbolic link: remove it or name the place it points to";
const NO_FILE: &str = "it is no plain file: remove it or choose another place";

/// Whether nothing else is wrong with the file at `path` than its mode.
pub(super) fn is_merely_open(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.nlink() == 1 && found.uid() == geteuid().as_raw())
}

fn closed_to_others(found: &Metadata, path: &Path, mode: u32) -> Result<(), FileError> {
    owned_by(found, path, &[geteuid().as_raw()])?;
    if found.mode() & 0o077 != 0 {
        let cure = format!("chmod {mode:o} '{}'", path.display());
        return Err(FileError::not_safe(
            path,
            format!("it is open to others (mode {:04o}): {cure}", found.mode() & 0o777),
        ));
    }
    Ok(())
}

/// Refuses a folder in which others could put another file in place of ours.
fn not_writable_by_others(found: &Metadata, path: &Path) -> Result<(), FileError> {
    let is_sticky = found.mode() & 0o1000 != 0;
    if found.mode() & 0o022 != 0 && !is_sticky {
        return Err(FileError::not_safe(path, format!("others can write to it: chmod go-w '{}'", path.display())));
    }
    owned_by(found, path, &[0, geteuid().as_raw()])
}

fn owned_by(found: &Metadata, path: &Path, owners: &[u32]) -> Result<(), FileError> {
    if owners.contains(&found.uid()) {
        return Ok(());
    }
    let me = geteuid().as_raw();
    let reason = format!("it belongs to user {}, not to {me}: chown it or choose another", found.uid());
    Err(FileError::not_safe(path, reason))
}

/// Puts into words why a folder or file was not opened; a link and something of another kind are no mere failure.
fn refused(path: &Path, error: Errno) -> FileError {
    let Ok(found) = path.symlink_metadata() else { return FileError::of(path, &error.into()) };
    match error {
        Errno::LOOP | Errno::NOTDIR | Errno::MLINK if found.is_symlink() => FileError::not_safe(path, A_LINK),
        Errno::NOTDIR => FileError::not_safe(path, "it is no folder: remove it or choose another place"),
        Errno::ISDIR | Errno::NXIO => FileError::not_safe(path, NO_FILE),
        error => FileError::of(path, &error.into()),
    }
}
