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

/// Kills the process at its first, second, third, … call of those that change files, until one run comes through.
#[tokio::test]
async fn killed_at_every_change_of_a_file_the_secret_is_the_old_or_the_new_one() {
    if Command::new("strace").arg("-V").output().is_err() {
        return stage::not_run("strace is not installed");
    }
    let home = home();
    let (name, old) = (SecretName::recorded("it"), Secret::new("old"));
    let (mut point, mut seen) = (0, Vec::new());
    loop {
        point += 1;
        with_key_file(home.path()).put(&name, &old).await.unwrap();
        let calls = "write,fsync,renameat,renameat2,unlinkat,flock";
        let inject = format!("inject={calls}:signal=SIGKILL:when={point}");
        let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-e", &inject];
        let output = other_self(&strace, ACTOR, "replace", home.path()).output().unwrap();
        let kept = with_key_file(home.path()).get(&name).await.unwrap();
        seen.push(kept.expose().to_owned());
        if output.status.success() {
            break;
        }
        assert!(point < 200, "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(seen.iter().all(|text| text == "old" || text == "new"), "{seen:?}");
    assert!(seen[0] == "old" && point > 4, "it was killed before and after: {seen:?}");
    let folder = disk::Folder::create(&home.path().join("secrets")).unwrap();
    assert!(!folder.names().unwrap().iter().any(|name| name.starts_with(disk::UNFINISHED)), "all was swept up");
    stage::say(&format!("{} kill points, 0 torn", point - 1));
}
