//! The files of a database before SQLite sees them: where they are and whether they are safe.
//!
//! Nothing here ever opens an existing database file: closing it would drop the locks that SQLite has on it in the same
//! process (POSIX says so). So it is looked at by name only.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::unavailable;
use crate::files::{self, Folder};
use crate::store::StoreError;

/// The address as an absolute path, with its folder resolved if there is one: SQLite takes a relative
/// `file:x?mode=memory` for a URI, an absolute path never.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    let whole = std::path::absolute(path).map_err(|error| unavailable(path, error.to_string()))?;
    let (Some(folder), Some(name)) = (whole.parent(), whole.file_name()) else {
        return Err(unavailable(path, "it is not a file"));
    };
    match fs::canonicalize(folder) {
        Ok(folder) => Ok(folder.join(name)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(whole),
        Err(error) => Err(unavailable(folder, error.to_string())),
    }
}

/// Makes the folder of `path` if it is not there; answers the path with its folder resolved.
pub(super) fn make_home(path: &Path) -> Result<PathBuf, StoreError> {
    if let Some(folder) = path.parent() {
        files::make_folder(folder)?;
    }
    resolve(path)
}

/// Whether the database is there, after checking that it, its folder and the files beside it are safe.
pub(super) fn inspect(path: &Path) -> Result<bool, StoreError> {
    for side in ["-wal", "-shm", "-journal", ".lock"] {
        files::check(&beside(path, side))?;
    }
    Ok(files::check(path)?)
}

/// The name of a file that belongs to the database.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes an empty file that must not be there yet.
pub(super) fn make(path: &Path) -> Result<(), StoreError> {
    let (folder, name) = Folder::around(path, false)?;
    folder.create_file(&name)?;
    Ok(())
}

/// Opens the lock file beside the database `path`, making it if needed.
pub(super) fn lock_file(path: &Path) -> Result<File, StoreError> {
    let (folder, name) = Folder::around(&beside(path, ".lock"), false)?;
    Ok(folder.open_file(&name)?)
}

/// Makes a rename in `path`'s folder last through a power loss.
pub(super) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    Ok(Folder::around(path, false)?.0.sync()?)
}

/// The kind of file system `path` is on, if it is one on which several processes cannot share a write-ahead log.
pub(super) fn shared_elsewhere(path: &Path) -> Option<&'static str> {
    #[cfg(target_os = "linux")]
    return rustix::fs::statfs(path).ok().and_then(|found| kind(i128::from(found.f_type)));
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        None
    }
}

/// Names the file systems of other machines and of user space by the number Linux gives them (`statfs(2)`).
#[cfg(target_os = "linux")]
pub(super) fn kind(number: i128) -> Option<&'static str> {
    match number & 0xFFFF_FFFF {
        0x6969 => Some("nfs"),
        0xFF53_4D42 => Some("cifs"),
        0xFE53_4D42 => Some("smb3"),
        0x517B => Some("smbfs"),
        0x0102_1997 => Some("9p"),
        0x6573_5546 => Some("fuse"),
        0x5346_414F => Some("afs"),
        0x00C3_6400 => Some("ceph"),
        _ => None,
    }
}
