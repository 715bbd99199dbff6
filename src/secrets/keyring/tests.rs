//! The system keyring as it really is. `tests/with-keyring` starts one and says in which state it is; a test for
//! another state does nothing. Without a keyring these tests say that they were not run, and where all must run
//! (`SNORQ_TEST_ALL`) they fail.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::*;
use crate::secrets::contract;
use crate::secrets::stage::{crowd_loses_nothing, not_run, one_of_a_crowd, part, told};

const ACTOR: &str = "secrets::keyring::tests::actor";

/// A keyring in this state with a lock of its own, if the script started one.
fn keyring(state: &str) -> Option<(Keyring, tempfile::TempDir)> {
    match told("SNORQ_TEST_KEYRING") {
        Some(there) if there == state => {
            let home = tempfile::tempdir().unwrap();
            Some((below(home.path()), home))
        }
        Some(_) => None,
        None => {
            not_run(&format!("there is no keyring that is {state}; tests/with-keyring starts one"));
            None
        }
    }
}

fn below(home: &Path) -> Keyring {
    Keyring::new(home.join("state/keyring.lock"), false)
}

#[tokio::test]
async fn actor() {
    let Some((_, home)) = part() else { return };
    one_of_a_crowd(&below(Path::new(&home)), Path::new(&home)).await;
}

#[tokio::test]
async fn sixteen_processes_at_one_keyring_lose_nothing() {
    let Some((vault, home)) = keyring("unlocked") else { return };
    for name in crowd_loses_nothing(&vault, ACTOR, home.path()).await.keys() {
        vault.delete(name).await.unwrap();
    }
}

#[tokio::test(flavor = "current_thread")]
async fn an_unlocked_keyring_passes_the_story() {
    let Some((vault, home)) = keyring("unlocked") else { return };
    contract::holds(&vault).await;
    assert!(home.path().join("state/keyring.lock").exists(), "calls went under the lock");
}

#[tokio::test]
async fn an_unlocked_keyring_holds_text_that_other_programs_can_read_and_spoil() {
    let Some((vault, _home)) = keyring("unlocked") else { return };
    let name = SecretName::fresh();
    vault.put(&name, &Secret::new("EAA")).await.unwrap();
    let shell = format!("secret-tool lookup service snorq username {name}");
    let seen = Command::new("sh").args(["-c", &shell]).output().unwrap();
    assert_eq!(String::from_utf8(seen.stdout).unwrap(), "RUFB");
    let shell = format!("printf '%%%%' | secret-tool store --label=x service snorq username {name}");
    assert!(Command::new("sh").args(["-c", &shell]).status().unwrap().success());
    assert!(matches!(vault.get(&name).await, Err(VaultError::Damaged(_))));
    vault.delete(&name).await.unwrap();
}

#[tokio::test]
async fn a_probe_leaves_nothing_behind() {
    let Some((vault, _home)) = keyring("unlocked") else { return };
    vault.probe().await.unwrap();
    // Probes of other tests may be on their way at any one moment, but there is a moment without.
    let clean = || {
        let search = Command::new("secret-tool").args(["search", "--all", "service", "snorq-probe"]).output();
        search.unwrap().stdout.is_empty()
    };
    assert!((0..100).any(|_| clean()));
}

#[tokio::test]
async fn a_locked_keyring_is_locked_and_never_missing() {
    let Some((vault, _home)) = keyring("locked") else { return };
    for name in [SecretName::recorded("locked-fixture"), SecretName::fresh()] {
        let began = Instant::now();
        let answers = [
            vault.get(&name).await.map(|_| ()),
            vault.put(&name, &Secret::new("EAA")).await,
            vault.delete(&name).await,
            vault.probe().await,
        ];
        for answer in answers {
            assert!(matches!(answer, Err(VaultError::Locked(_))), "{answer:?}");
        }
        assert!(began.elapsed() < Duration::from_secs(12), "bounded, four calls together");
    }
}

#[tokio::test]
async fn a_service_without_a_keyring_and_no_service_at_all_are_unavailable() {
    let Some((vault, _home)) = keyring("none").or_else(|| keyring("no-bus")) else { return };
    let name = SecretName::fresh();
    let answers = [
        vault.get(&name).await.map(|_| ()),
        vault.put(&name, &Secret::new("EAA")).await,
        vault.delete(&name).await,
        vault.probe().await,
    ];
    for answer in answers {
        assert!(matches!(answer, Err(VaultError::Unavailable(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_left_after_three_seconds_and_cleaned_up_later() {
    let Some((vault, _home)) = keyring("frozen") else { return };
    let daemon = told("SNORQ_TEST_KEYRING_PID").unwrap();
    let signal = |signal: &str| assert!(Command::new("kill").args([signal, &daemon]).status().unwrap().success());
    vault.probe().await.unwrap();
    let name = SecretName::fresh();
    signal("-STOP");
    let began = Instant::now();
    assert_eq!(vault.put(&name, &Secret::new("EAA")).await, Err(VaultError::Timeout(3)));
    assert!(began.elapsed() < Duration::from_secs(4));
    signal("-CONT");
    // The late put still holds the lock, so this comes after it, and nothing is left.
    vault.delete(&name).await.unwrap();
    assert_eq!(vault.get(&name).await, Err(VaultError::Missing));
}
