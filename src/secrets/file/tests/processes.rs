//! Several processes on one folder, and processes with an odd umask or a violent end.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::*;
use crate::secrets::stage::{self, other_self};

const ACTOR: &str = "secrets::file::tests::processes::actor";

#[tokio::test]
async fn actor() {
    let Some((part, home)) = stage::part() else { return };
    let home = Path::new(&home);
    match part.as_str() {
        "crowd" => stage::one_of_a_crowd(&with_key_file(home), home).await,
        "replace" => with_key_file(home).put(&SecretName::recorded("it"), &Secret::new("new")).await.unwrap(),
        "once" => contract::holds(&with_key_file(home)).await,
        other => panic!("no such part: {other}"),
    }
}

#[tokio::test]
async fn sixteen_processes_that_begin_together_lose_nothing() {
    let home = home();
    let kept = stage::crowd_loses_nothing(&with_key_file(home.path()), ACTOR, home.path()).await;
    let files = disk::Folder::create(&home.path().join("secrets")).unwrap().names().unwrap();
    let files = files.iter().filter(|name| !name.starts_with('.')).count();
    assert_eq!(files, kept.len() + 2, "and nothing else is left");
}

#[test]
fn modes_are_right_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let home = home();
        let deep = home.path().join("deep/er");
        let shell = format!("umask {umask}; exec \"$0\" \"$@\"");
        let output = other_self(&["sh", "-c", &shell], ACTOR, "once", &deep).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for path in ["deep", "deep/er", "deep/er/secrets"] {
            assert_eq!(mode(&home.path().join(path)), 0o700, "{path} with umask {umask}");
        }
        for path in ["key", "secrets/vault", "secrets/lock"] {
            assert_eq!(mode(&deep.join(path)), 0o600, "{path} with umask {umask}");
        }
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Another self puts a secret and is killed at its `point`-th call of those that change files; whether it came through.
fn comes_through(point: u32, home: &Path) -> bool {
    let calls = "mkdir,write,fsync,renameat,renameat2,unlinkat,flock";
    let inject = format!("inject={calls}:signal=SIGKILL:when={point}");
    let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-e", &inject];
    let output = other_self(&strace, ACTOR, "replace", home).output().unwrap();
    assert!(point < 200, "{}", String::from_utf8_lossy(&output.stderr));
    output.status.success()
}

fn has_strace() -> bool {
    let there = Command::new("strace").arg("-V").output().is_ok();
    if !there {
        stage::not_run("strace is not installed");
    }
    there
}

#[tokio::test]
async fn killed_at_every_change_of_a_file_the_secret_is_the_old_or_the_new_one() {
    if !has_strace() {
        return;
    }
    let home = home();
    let (name, old) = (SecretName::recorded("it"), Secret::new("old"));
    let (mut point, mut seen, mut through) = (0, Vec::new(), false);
    while !through {
        point += 1;
        with_key_file(home.path()).put(&name, &old).await.unwrap();
        through = comes_through(point, home.path());
        seen.push(with_key_file(home.path()).get(&name).await.unwrap().expose().to_owned());
    }
    assert!(seen.iter().all(|text| text == "old" || text == "new"), "{seen:?}");
    assert!(seen[0] == "old" && point > 4, "it was killed before and after: {seen:?}");
    let folder = disk::Folder::create(&home.path().join("secrets")).unwrap();
    assert!(!folder.names().unwrap().iter().any(|name| name.starts_with(disk::UNFINISHED)), "all was swept up");
    stage::say(&format!("{} kill points of a write, 0 torn", point - 1));
}

#[tokio::test]
async fn killed_at_every_step_of_its_making_the_folder_is_made_by_the_next_one() {
    if !has_strace() {
        return;
    }
    let (mut point, mut through) = (0, false);
    while !through {
        point += 1;
        let home = home();
        through = comes_through(point, home.path());
        contract::holds(&with_key_file(home.path())).await;
    }
    assert!(point > 10, "it was killed on the way: {point}");
    stage::say(&format!("{} kill points of the making, 0 stuck", point - 1));
}
