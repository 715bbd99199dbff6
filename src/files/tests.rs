//! One strictness: modes, links, owners, what cannot be written, what has no room.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::process::Command;

use super::*;

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("folder/file");
    (home, file)
}

/// Every way to reach the file at `path`, whose folder is one of ours; each must refuse it as unsafe.
fn refused(path: &Path) -> Vec<String> {
    let folder = Folder::existing(path.parent().unwrap()).unwrap().unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let outcomes = [
        folder.read(name).map(drop),
        folder.write(name, b"new"),
        folder.open_file(name).map(drop),
        folder.lock(name).map(drop),
        lock(path).map(drop),
        check(path).map(drop),
    ];
    let reason = |outcome: Result<(), FileError>| match outcome {
        Err(FileError { kind: Refusal::Unsafe, reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    outcomes.map(reason).to_vec()
}

#[test]
fn what_is_made_is_private_whatever_the_umask() {
    let (home, _) = home();
    let file = home.path().join("new/deep/file");
    assert_eq!(in_child("umask 000", "", &file), "written");
    let folder = file.parent().unwrap();
    assert_eq!((mode(&file), mode(folder), mode(&home.path().join("new"))), (0o600, 0o700, 0o700));
    drop(Folder::create(folder).unwrap().open_file("lock").unwrap());
    assert_eq!(mode(&folder.join("lock")), 0o600);
}

#[test]
fn what_is_open_to_others_is_refused_with_the_cure() {
    let (home, file) = home();
    write(&file, b"old").unwrap();
    for wide in [0o640, 0o604, 0o620, 0o666, 0o601] {
        set_mode(&file, wide);
        let cure = format!("chmod 600 '{}'", file.display());
        assert!(refused(&file).iter().all(|reason| reason.ends_with(&cure)), "{wide:o}");
    }
    set_mode(&file, 0o600);
    let folder = file.parent().unwrap();
    for (folder_mode, ours, around) in
        [(0o700, true, true), (0o755, false, true), (0o1777, false, true), (0o775, false, false), (0o777, false, false)]
    {
        set_mode(folder, folder_mode);
        assert_eq!(Folder::existing(folder).is_ok(), ours, "{folder_mode:o}");
        assert_eq!(Folder::around(&file, false).is_ok(), around, "{folder_mode:o}");
        assert_eq!((check(&file).is_ok(), write(&file, b"new").is_ok()), (around, around), "{folder_mode:o}");
    }
    set_mode(folder, 0o777);
    assert!(check(&file).unwrap_err().reason.ends_with(&format!("chmod go-w '{}'", folder.display())));
    drop(home);
}

#[test]
fn a_file_that_is_merely_open_is_replaced_by_a_private_one() {
    let (_home, file) = home();
    write(&file, b"old").unwrap();
    set_mode(&file, 0o644);
    write(&file, b"new").unwrap();
    assert_eq!((fs::read(&file).unwrap(), mode(&file)), (b"new".to_vec(), 0o600));
}

#[test]
fn links_are_refused_and_what_they_point_to_stays_as_it_was() {
    let (home, file) = home();
    write(&file, b"old").unwrap();
    let victim = home.path().join("victim");
    write(&victim, b"precious").unwrap();
    for target in [victim.clone(), home.path().join("nowhere"), PathBuf::from("/dev/zero")] {
        fs::remove_file(&file).unwrap();
        symlink(&target, &file).unwrap();
        assert!(refused(&file).iter().all(|reason| reason.contains("symbolic link")), "{target:?}");
        assert_eq!(write(&file, b"new").unwrap_err().kind, Refusal::Unsafe);
    }
    fs::remove_file(&file).unwrap();
    fs::hard_link(&victim, &file).unwrap();
    assert!(refused(&file).iter().all(|reason| reason.contains("hard link")));
    assert_eq!(write(&file, b"new").unwrap_err().kind, Refusal::Unsafe);
    assert_eq!(fs::read(&victim).unwrap(), b"precious");
    assert!(!home.path().join("nowhere").exists());

    let link = home.path().join("link");
    symlink(file.parent().unwrap(), &link).unwrap();
    assert!(Folder::create(&link).map(drop).unwrap_err().reason.contains("symbolic link"));
    // Behind a slash at the end the system itself would follow the link.
    assert!(Folder::create(&home.path().join("link/")).map(drop).unwrap_err().reason.contains("symbolic link"));
}

#[test]
fn what_belongs_to_another_user_is_refused() {
    let (_home, file) = home();
    write(&file, b"old").unwrap();
    let folder = file.parent().unwrap();
    if chown(&file, Some(12_345), None).is_err() {
        // Only root can give files away; what is left to look at is root's own folder.
        assert_eq!(Folder::existing(Path::new("/")).map(drop).unwrap_err().kind, Refusal::Unsafe);
        return;
    }
    assert!(refused(&file).iter().all(|reason| reason.contains("belongs to user 12345")));
    assert_eq!(write(&file, b"new").unwrap_err().kind, Refusal::Unsafe);
    chown(folder, Some(12_345), None).unwrap();
    for error in [Folder::existing(folder).map(drop), Folder::around(&file, false).map(drop), check(&file).map(drop)] {
        assert!(error.unwrap_err().reason.contains("belongs to user 12345"));
    }
}

#[test]
fn a_read_only_folder_and_a_full_disk_are_said_and_leave_the_file_as_it_was() {
    let (home, file) = home();
    write(&file, b"old").unwrap();
    let folder = file.parent().unwrap().to_owned();
    // Rights do not stop root.
    let is_root = rustix::process::geteuid().is_root();
    let as_owner = if is_root { "setpriv --reuid=65534 --regid=65534 --clear-groups" } else { "" };
    let can_step_down = !is_root || Command::new("setpriv").arg("--version").output().is_ok();
    let cases = [(0o500, "true", as_owner, can_step_down), (0o700, "trap '' XFSZ; ulimit -f 0", "", true)];
    for (folder_mode, setup, before, _) in cases.into_iter().filter(|(_, _, _, possible)| *possible) {
        let owner = if before.is_empty() { rustix::process::geteuid().as_raw() } else { 65_534 };
        for path in [home.path(), &folder, &file] {
            chown(path, Some(owner), Some(owner)).or_else(|error| if is_root { Err(error) } else { Ok(()) }).unwrap();
        }
        set_mode(&folder, folder_mode);
        assert!(in_child(setup, before, &file).starts_with("Unavailable"), "{setup}");
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing unfinished is left");
        set_mode(&folder, 0o700);
    }
}

/// Lets another self write `new` to `file`, after `setup` in a shell and behind the command `before`; what it says.
fn in_child(setup: &str, before: &str, file: &Path) -> String {
    let line = format!("{setup}; exec {before} \"$0\" --exact files::tests::child --nocapture");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).arg(std::env::current_exe().unwrap()).env("SNORQ_TEST_FILE", file);
    let output = shell.output().unwrap();
    let all = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = all.lines().find_map(|line| line.split_once("#> "));
    said.unwrap_or_else(|| panic!("{all}{}", String::from_utf8_lossy(&output.stderr))).1.to_owned()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a child learns from its environment what to do")]
#[expect(clippy::print_stdout, reason = "a child talks to its parent")]
fn child() {
    let Some(file) = std::env::var_os("SNORQ_TEST_FILE") else { return };
    match write(Path::new(&file), b"new") {
        Ok(()) => println!("#> written"),
        Err(error) => println!("#> {:?}: {error}", error.kind),
    }
}

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
    drop(Folder::create(&home.path().join("folder")).unwrap());
    fs::rename(home.path().join("pipe"), home.path().join("folder/pipe")).unwrap();
    assert!(refused(&home.path().join("folder/pipe")).iter().all(|reason| reason.contains("plain file")));
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
    assert_eq!(folder.write("taken", b"x").unwrap_err().kind, Refusal::Unsafe);
    assert_eq!(folder.place("taken", b"x", Placing::Replace).unwrap_err().kind, Refusal::Unavailable);
    assert_eq!(folder.names().unwrap().iter().filter(|name| name.starts_with(UNFINISHED)).count(), 0);
}
