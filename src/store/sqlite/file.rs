//! The file before SQLite sees it: where it is, who may read it, and the lock beside it.
//!
//! Nothing here ever opens an existing database file. Closing a file that the same process has open in SQLite drops
//! SQLite's own locks on it (POSIX says so), so looking is done by name only.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{shown, unavailable};
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

/// Makes the folder of `path` private if it is not there; answers the path with its folder resolved.
pub(super) fn make_home(path: &Path) -> Result<PathBuf, StoreError> {
    if let Some(folder) = path.parent() {
        make_folder(folder).map_err(|error| unavailable(folder, error.to_string()))?;
    }
    resolve(path)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Whether the database is there, after checking that it, its folder and the files SQLite keeps beside it are safe.
pub(super) fn inspect(path: &Path) -> Result<bool, StoreError> {
    match path.parent() {
        Some(folder) if folder.exists() => rights::folder(folder)?,
        _ => return Ok(false),
    }
    for side in ["-wal", "-shm", "-journal", ".lock"] {
        private(&beside(path, side))?;
    }
    private(path)
}

/// The name of a file that belongs to the database.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether there is something at `path`, and an error if it is anything but a plain file of ours alone.
fn private(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(found) => plain(path, &found).map(|()| true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(unavailable(path, error.to_string())),
    }
}

fn plain(path: &Path, found: &Metadata) -> Result<(), StoreError> {
    if found.file_type().is_symlink() {
        return Err(unsafe_to_use(path, "it is a symbolic link; give the path of the file itself"));
    }
    if !found.is_file() {
        return Err(unsafe_to_use(path, "it is not a plain file"));
    }
    rights::file(path, found)
}

fn unsafe_to_use(path: &Path, reason: impl Into<String>) -> StoreError {
    StoreError::Unsafe { path: shown(path), reason: reason.into() }
}

/// Makes an empty file that only we can read, whatever the umask; it must not be there yet.
pub(super) fn make(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens the lock file beside the database `path`, making it if needed.
pub(super) fn lock_file(path: &Path) -> Result<File, StoreError> {
    let path = beside(path, ".lock");
    match make(&path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            private(&path)?;
            let file = OpenOptions::new().read(true).write(true).open(&path);
            let file = file.map_err(|error| unavailable(&path, error.to_string()))?;
            // Looked at by name, opened by name: what was opened must be what was looked at.
            rights::same(&path, &file)?;
            Ok(file)
        }
        made => made.map_err(|error| unavailable(&path, error.to_string())),
    }
}

/// Makes a rename in `path`'s folder last through a power loss.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    let _ = path;
    Ok(())
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

/// Owner and mode, where files have them.
#[cfg(unix)]
mod rights {
    use std::fs::{self, File, Metadata};
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    use super::{StoreError, unavailable, unsafe_to_use};

    /// Refuses a file that has a second name, another owner or is open to others.
    pub(super) fn file(path: &Path, found: &Metadata) -> Result<(), StoreError> {
        if found.nlink() > 1 {
            return Err(unsafe_to_use(path, "it has a second name (hard link); copy it and use the copy"));
        }
        if found.uid() != rustix::process::geteuid().as_raw() {
            return Err(unsafe_to_use(path, "it belongs to somebody else; run as its owner"));
        }
        if found.mode() & 0o077 != 0 {
            let mode = found.mode() & 0o777;
            let fix = format!("others can use it (mode {mode:04o}); chmod 600 '{}'", path.display());
            return Err(unsafe_to_use(path, fix));
        }
        Ok(())
    }

    /// Refuses a folder in which others could put another file in place of ours.
    pub(super) fn folder(path: &Path) -> Result<(), StoreError> {
        let found = fs::metadata(path).map_err(|error| unavailable(path, error.to_string()))?;
        let sticky = found.mode() & 0o1000 != 0;
        if found.mode() & 0o022 != 0 && !sticky {
            let fix = format!("others can write to this folder; chmod go-w '{}'", path.display());
            return Err(unsafe_to_use(path, fix));
        }
        let owner = found.uid();
        if owner != 0 && owner != rustix::process::geteuid().as_raw() {
            return Err(unsafe_to_use(path, "this folder belongs to somebody else; use one of your own"));
        }
        Ok(())
    }

    /// Refuses `opened` if the name `path` means another file by now.
    pub(super) fn same(path: &Path, opened: &File) -> Result<(), StoreError> {
        let named = fs::symlink_metadata(path).map_err(|error| unavailable(path, error.to_string()))?;
        let held = opened.metadata().map_err(|error| unavailable(path, error.to_string()))?;
        if (named.dev(), named.ino()) != (held.dev(), held.ino()) {
            return Err(unsafe_to_use(path, "it was replaced while it was being opened"));
        }
        Ok(())
    }
}

/// Elsewhere the user's own folder keeps others out.
#[cfg(not(unix))]
mod rights {
    use std::fs::{File, Metadata};
    use std::path::Path;

    use super::StoreError;

    pub(super) fn file(_: &Path, _: &Metadata) -> Result<(), StoreError> {
        Ok(())
    }

    pub(super) fn folder(_: &Path) -> Result<(), StoreError> {
        Ok(())
    }

    pub(super) fn same(_: &Path, _: &File) -> Result<(), StoreError> {
        Ok(())
    }
}
