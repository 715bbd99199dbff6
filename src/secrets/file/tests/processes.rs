//! Several processes on one folder, and processes with an odd umask or a violent end.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::*;
use crate::secrets::test_support::{self, has_strace, other_self};

const ACTOR: &str = "secrets::file::tests::processes::actor";

#[tokio::test]
async fn actor() {
    let Some((part, home)) = test_support::part() else { return };
    let home = Path::new(&home);
    match part.as_str() {
        "crowd" => test_support::one_of_a_crowd(&with_key_file(home), home).await,
        "replace" => with_key_file(home).put(&SecretName::recorded("it"), &Secret::new("new")).await.unwrap(),
        "once" => contract::holds(&with_key_file(home)).await,
        other => panic!("no such part: {other}"),
    }
}

#[tokio::test]
async fn sixteen_processes_that_begin_together_lose_nothing() {
    let home = home();
    let kept = test_support::crowd_loses_nothing(&with_key_file(home.path()), ACTOR, home.path()).await;
    let files = files::Folder::create(&home.path().join("secrets")).unwrap().names().unwrap();
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

/// The system calls that change what another process sees, none of which the test program makes by itself.
/// (`?`: not every processor has all of them.)
const CHANGES: [&str; 7] = ["?mkdir", "?mkdirat", "flock", "fsync", "?renameat", "renameat2", "unlinkat"];

/// Lets another self put a secret once for each of its calls in [`CHANGES`], killed when it makes that call, with
/// `before` and `after` around it; gives how often it was killed.
///
/// Each kind is counted from 1 until a run comes through, so that no call can be forgotten.
pub(super) async fn killed_at_every_change(
    actor: &str,
    before: impl AsyncFn() -> tempfile::TempDir,
    mut after: impl AsyncFnMut(&Path),
) -> u32 {
    let mut killed = 0;
    for call in CHANGES {
        for nth in 1.. {
            let home = before().await;
            let (trace, inject) = (format!("trace={call}"), format!("inject={call}:signal=SIGKILL:when={nth}"));
            let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
            let output = other_self(&strace, actor, "replace", home.path()).output().unwrap();
            if output.status.success() {
                break;
            }
            assert!(nth < 50, "{}", String::from_utf8_lossy(&output.stderr));
            after(home.path()).await;
            killed += 1;
        }
    }
    killed
}

#[tokio::test]
async fn killed_at_every_change_of_a_file_the_secret_is_the_old_or_the_new_one() {
    if !has_strace() {
        return;
    }
    let name = SecretName::recorded("it");
    let before = async || {
        let home = home();
        with_key_file(home.path()).put(&name, &Secret::new("old")).await.unwrap();
        home
    };
    let mut seen = Vec::new();
    let killed = killed_at_every_change(ACTOR, before, async |home| {
        seen.push(with_key_file(home).get(&name).await.unwrap().expose().to_owned());
        with_key_file(home).delete(&name).await.unwrap();
        let left = files::Folder::create(&home.join("secrets")).unwrap().names().unwrap();
        assert!(!left.iter().any(|name| name.starts_with(files::UNFINISHED)), "all was swept up: {left:?}");
    });
    assert_eq!(killed.await, 4, "at the lock, at either sync, at the renaming");
    seen.sort();
    assert_eq!(seen, ["new", "old", "old", "old"], "new from the renaming on");
    test_support::say("4 kill points of a write, 0 torn");
}

#[tokio::test]
async fn killed_at_every_step_of_its_making_the_folder_is_made_by_the_next_one() {
    if !has_strace() {
        return;
    }
    let killed =
        killed_at_every_change(ACTOR, async || home(), async |home| contract::holds(&with_key_file(home)).await).await;
    assert!(killed >= 12, "folder, key, head and secret: {killed}");
    test_support::say(&format!("{killed} kill points of the making, 0 stuck"));
}
