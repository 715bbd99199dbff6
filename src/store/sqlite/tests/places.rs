//! Where the file may be and what rights it has.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::Path;

use super::super::file;
use super::child::{nobody, said, shell};
use super::{bytes, filled, listed, place, run};
use crate::store::contract::action;
use crate::store::sqlite::Sqlite;
use crate::store::{ConnectionStore as _, Filter, StoreError};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Makes a file private, as ours are.
pub(super) fn private(path: &Path) {
    set_mode(path, 0o600);
}

fn refused(path: &Path) -> String {
    match run(listed(path)) {
        Err(StoreError::Unsafe { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn d11_files_are_private_whatever_the_umask() {
    let (folder, _) = place();
    let path = folder.path().join("new/deep/snorq.db");
    let mut holder = shell("umask 000", "hold", &path).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(holder.stdout.take().unwrap()));
    assert!(lines.any(|line| line.unwrap().contains("holding")));
    for suffix in ["", "-wal", "-shm", ".lock"] {
        assert_eq!(mode(&file::beside(&path, suffix)), 0o600, "{suffix}");
    }
    assert_eq!((mode(path.parent().unwrap()), mode(&folder.path().join("new"))), (0o700, 0o700));
    holder.kill().unwrap();
    holder.wait().unwrap();
}

#[test]
fn d11_links_and_open_files_are_refused() {
    let (folder, path) = place();
    run(filled(&path, 1));
    let other = folder.path().join("other.db");
    symlink(&path, &other).unwrap();
    assert!(refused(&other).contains("symbolic link"));
    fs::remove_file(&other).unwrap();
    fs::hard_link(&path, &other).unwrap();
    assert!(refused(&path).contains("hard link"));
    fs::remove_file(&other).unwrap();
    for wide in [0o640, 0o604, 0o620, 0o666] {
        set_mode(&path, wide);
        assert!(refused(&path).contains("chmod 600"));
    }
    private(&path);
    set_mode(folder.path(), 0o777);
    assert!(refused(&path).contains("chmod go-w"));
    set_mode(folder.path(), 0o700);
    assert_eq!(run(listed(&path)).unwrap().len(), 1);
}

#[test]
fn d11_what_lies_beside_the_file_is_looked_at_too() {
    for suffix in ["-wal", "-shm", "-journal", ".lock"] {
        let (folder, path) = place();
        let target = folder.path().join("target");
        fs::write(&target, "precious").unwrap();
        symlink(&target, file::beside(&path, suffix)).unwrap();
        assert!(refused(&path).contains("symbolic link"), "{suffix}");
        assert_eq!(fs::read_to_string(target).unwrap(), "precious");
    }
}

#[test]
fn d11_a_foreign_owner_is_refused() {
    let (_folder, path) = place();
    run(filled(&path, 1));
    if rustix::process::geteuid().is_root() {
        chown(&path, Some(65534), None).unwrap();
        assert!(refused(&path).contains("belongs to user"));
    }
}

/// SQLite is built to read `file:` as a URI; ours is the name of a file all the same.
#[test]
fn d11_a_uri_is_only_a_name() {
    let (folder, _) = place();
    for name in ["file:x?mode=memory", ":memory:", "file:y?vfs=none#z", "a%41?immutable=1"] {
        let path = folder.path().join(name);
        run(filled(&path, 2));
        assert!(path.is_file(), "{name}");
        assert_eq!(run(listed(&path)).unwrap().len(), 2, "{name}");
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let (folder, path) = place();
    fs::create_dir(&path).unwrap();
    assert!(refused(&path).contains("plain file"));
    let inside = folder.path().join("file");
    fs::write(&inside, "").unwrap();
    let error = run(listed(&inside.join("snorq.db"))).unwrap_err();
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
}

/// D-05: the numbers are those of `statfs(2)`; ext4, tmpfs, btrfs, xfs and overlay are at home.
#[cfg(target_os = "linux")]
#[test]
fn d05_shared_file_systems_are_known() {
    let shared = [0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x0102_1997, 0x6573_5546];
    assert_eq!(shared.map(file::kind), ["nfs", "cifs", "smb3", "smbfs", "9p", "fuse"].map(Some));
    assert_eq!(file::kind(-11_317_950), Some("cifs"), "as a number with a sign");
    for home in [0xEF53, 0x0102_1994, 0x9123_683E, 0x5846_5342, 0x794C_7630] {
        assert_eq!(file::kind(home), None);
    }
}

/// D-07, as a user whom rights stop: root may do anything.
#[test]
fn d07_a_read_only_place_can_be_read() {
    for (file_mode, folder_mode) in [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)] {
        let (folder, path) = place();
        run(filled(&path, 7));
        set_mode(&path, file_mode);
        set_mode(folder.path(), folder_mode);
        let before = bytes(&path);
        let Some(mut list) = as_owner(folder.path(), "list", &path) else { return };
        assert_eq!(said(&mut list), "7\ndone", "{file_mode:o} {folder_mode:o}");
        assert!(bytes(&path) == before, "stray files: {:?}", fs::read_dir(folder.path()).unwrap().collect::<Vec<_>>());
        let mut write = as_owner(folder.path(), "write", &path).unwrap();
        let answer = said(&mut write);
        assert!(answer.contains("Unavailable") && answer.contains("snorq.db"), "{answer}");
        set_mode(folder.path(), 0o700);
    }
}

#[test]
fn d07_an_unfolded_log_in_a_read_only_folder_is_said_so() {
    let (folder, path) = place();
    run(async {
        filled(&path, 3).await;
        let store = Sqlite::open(&path).await.unwrap();
        store.log(&[action("p", "connect")]).await.unwrap();
        let (elsewhere, copy) = place();
        for suffix in ["", "-wal"] {
            fs::copy(file::beside(&path, suffix), file::beside(&copy, suffix)).unwrap();
        }
        set_mode(elsewhere.path(), 0o500);
        let Some(mut list) = as_owner(elsewhere.path(), "list", &copy) else { return };
        let answer = said(&mut list);
        assert!(answer.contains("Unavailable") && answer.contains("unfinished work"), "{answer}");
        set_mode(elsewhere.path(), 0o700);
    });
    drop(folder);
}

#[test]
fn d07_no_file_and_no_right_to_make_one() {
    let (folder, path) = place();
    set_mode(folder.path(), 0o500);
    let Some(mut list) = as_owner(folder.path(), "list", &path) else { return };
    assert_eq!(said(&mut list), "0\ndone");
    let answer = said(&mut as_owner(folder.path(), "write", &path).unwrap());
    assert!(answer.contains("Unavailable") && answer.contains("snorq.db"), "{answer}");
    set_mode(folder.path(), 0o700);
}

#[test]
fn reading_makes_nothing_and_the_first_write_everything() {
    run(async {
        let (folder, _) = place();
        let path = folder.path().join("new/deep/snorq.db");
        let store = Sqlite::open(&path).await.unwrap();
        store.bind("p", "app", "place").await.unwrap();
        assert!(store.list(&Filter::default()).await.unwrap().is_empty());
        assert_eq!(store.missing().await.unwrap(), Some(path.display().to_string()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

        // What another process makes meanwhile is seen, and its tie holds.
        let other = Sqlite::open(&path).await.unwrap();
        other.bind("p", "other app", "place").await.unwrap();
        other.log(&[action("p", "connect")]).await.unwrap();
        assert_eq!(store.history(None, 9).await.unwrap().len(), 1);
        let refused = store.log(&[action("p", "connect")]).await.unwrap_err();
        assert!(matches!(refused, StoreError::OtherOrigin { .. }), "{refused:?}");
        assert_eq!(other.history(None, 9).await.unwrap().len(), 1);
    });
}

/// A child whom rights stop, owning everything in `folder`.
fn as_owner(folder: &Path, role: &str, path: &Path) -> Option<std::process::Command> {
    if rustix::process::geteuid().is_root() {
        for entry in fs::read_dir(folder).unwrap() {
            chown(entry.unwrap().path(), Some(65534), Some(65534)).unwrap();
        }
        chown(folder, Some(65534), Some(65534)).unwrap();
    }
    nobody(role, path)
}

#[test]
fn examining_changes_nothing() {
    run(async {
        let (folder, path) = place();
        let deep = folder.path().join("none/snorq.db");
        assert!(Sqlite::examine(&deep).await.unwrap().is_none() && Sqlite::examine(&path).await.unwrap().is_none());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let records = filled(&path, 3).await;
        let before = bytes(&path);
        let examined = Sqlite::examine(&path).await.unwrap().unwrap();
        assert_eq!(examined.schema, examined.newest);
        let store = examined.records.unwrap();
        assert_eq!(store.list(&Filter::default()).await.unwrap().len(), 3);
        assert!(store.settle(&records, &[]).await.is_err(), "it is for reading only");
        drop(store);
        assert!(bytes(&path) == before);
        std::fs::write(&path, b"not a database at all, and long enough to be looked at as if it were one.").unwrap();
        assert!(matches!(Sqlite::examine(&path).await, Err(StoreError::Damaged { .. })));
    });
}
