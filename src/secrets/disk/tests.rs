//! What the folder promises to the vault in it.

use std::fs;
use std::os::unix::fs::symlink;

use super::*;

#[test]
fn a_file_that_is_there_is_left_alone_by_write_new() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::create(&home.path().join("a/b/c")).unwrap();
    assert!(folder.write_new("file", b"one").unwrap());
    assert!(!folder.write_new("file", b"two").unwrap());
    assert_eq!(**folder.read("file").unwrap().unwrap(), *b"one");
    folder.write("file", b"three").unwrap();
    assert_eq!(**folder.read("file").unwrap().unwrap(), *b"three");
    assert_eq!(fs::read_dir(home.path().join("a/b/c")).unwrap().count(), 1, "no unfinished file is left");
    assert!(folder.remove("file").unwrap());
    assert!(!folder.remove("file").unwrap());
}

#[test]
fn an_exchanged_folder_is_not_written_to() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("folder");
    let folder = Folder::create(&path).unwrap();
    let victim = tempfile::tempdir().unwrap();
    fs::rename(&path, home.path().join("moved")).unwrap();
    symlink(victim.path(), &path).unwrap();
    folder.write("file", b"x").unwrap();
    assert_eq!(fs::read_dir(victim.path()).unwrap().count(), 0);
    assert_eq!(fs::read(home.path().join("moved/file")).unwrap(), b"x");
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_refused_at_once() {
    let home = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("mkfifo").args(["-m", "600"]).arg(home.path().join("pipe")).status().unwrap();
    assert!(made.success());
    let folder = Folder::create(&home.path().join("folder")).unwrap();
    fs::rename(home.path().join("pipe"), home.path().join("folder/pipe")).unwrap();
    assert!(matches!(folder.read("pipe"), Err(VaultError::Unsafe(_))));
    assert!(matches!(folder.lock("pipe").map(drop), Err(VaultError::Unsafe(_))));
}

#[test]
fn a_lock_keeps_others_out_until_it_is_dropped() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("made/lock");
    let held = lock(&path).unwrap();
    let other = File::open(&path).unwrap();
    assert!(other.try_lock().is_err());
    drop(held);
    other.try_lock().unwrap();
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::create(&home.path().join("folder")).unwrap();
    fs::create_dir(home.path().join("folder/taken")).unwrap();
    assert!(matches!(folder.write("taken", b"x"), Err(VaultError::Unsafe(_))));
    assert!(matches!(folder.place("taken", b"x", system::Placing::Replace), Err(VaultError::Unavailable(_))));
    assert_eq!(folder.names().unwrap().iter().filter(|name| name.starts_with(UNFINISHED)).count(), 0);
}
