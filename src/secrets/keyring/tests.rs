//! The system keyring as it really is. `tests/with-keyring` starts one and says in which state it is; a test for
//! another state does nothing. Without a keyring these tests say that they were not run, and where all must run
//! (`SNORQ_TEST_ALL`) they fail.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::*;
use crate::domain::SecretName;
use crate::secrets::test_support::{
    crowd_loses_nothing, has_strace, not_run, one_of_a_crowd, other_self, part, say, told,
};
use crate::secrets::{Choice, Vault, contract, open};

const ACTOR: &str = "secrets::keyring::tests::actor";

/// The entry that the script puts into the locked keyring, and the folder's id that it is named after.
const FIXTURE: &str = "data-key-000102030405060708090a0b0c0d0e0f";
const FIXTURE_ID: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// A place for a vault, if the script started a keyring in this state.
fn home(state: &str) -> Option<tempfile::TempDir> {
    match told("SNORQ_TEST_KEYRING") {
        Some(there) if there == state => Some(tempfile::tempdir().unwrap()),
        Some(_) => None,
        None => {
            not_run(&format!("there is no keyring that is {state}; tests/with-keyring starts one"));
            None
        }
    }
}

fn below(home: &Path) -> Box<dyn Vault> {
    open(Choice::Keyring { lock: home.join("state/keyring.lock"), folder: home.join("sealed"), attended: false })
}

/// The name of the entry that holds the key of the folder below `home`: the last 16 bytes of the head are its id.
fn entry_of(home: &Path) -> String {
    let head = std::fs::read(home.join("sealed/vault")).unwrap();
    head[22..38].iter().fold("data-key-".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

fn tool(line: &str) -> String {
    let output = Command::new("sh").args(["-c", line]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

async fn every_answer(vault: &dyn Vault) -> [Result<(), VaultError>; 4] {
    let name = SecretName::fresh();
    let (get, put) = (vault.get(&name).await.map(|_| ()), vault.put(&name, &Secret::new("EAA")).await);
    [get, put, vault.delete(&name).await, vault.probe().await]
}

#[tokio::test]
async fn actor() {
    let Some((part, home)) = part() else { return };
    let (home, vault) = (Path::new(&home), below(Path::new(&home)));
    match part.as_str() {
        "crowd" => one_of_a_crowd(vault.as_ref(), home).await,
        _ => vault.probe().await.unwrap(),
    }
}

#[tokio::test]
async fn sixteen_processes_at_one_keyring_lose_nothing() {
    let Some(home) = home("unlocked") else { return };
    crowd_loses_nothing(below(home.path()).as_ref(), ACTOR, home.path()).await;
}

#[tokio::test(flavor = "current_thread")]
async fn an_unlocked_keyring_passes_the_story() {
    let Some(home) = home("unlocked") else { return };
    contract::holds(below(home.path()).as_ref()).await;
    contract::holds(below(home.path()).as_ref()).await;
    assert!(home.path().join("state/keyring.lock").exists(), "it was asked under the lock");
}

#[tokio::test]
async fn the_keyring_holds_one_key_that_opens_nothing_once_it_is_spoiled_or_gone() {
    let Some(home) = home("unlocked") else { return };
    let name = SecretName::fresh();
    below(home.path()).put(&name, &Secret::new("EAA")).await.unwrap();
    let entry = entry_of(home.path());
    let key = tool(&format!("secret-tool lookup service snorq username {entry}"));
    assert_eq!(STANDARD.decode(&key).unwrap().len(), 32);
    let store = format!("secret-tool store --label=x service snorq username {entry}");
    let other = STANDARD.encode([7; 32]);
    for spoiled in [Some("%%%%"), Some(other.as_str()), None] {
        match spoiled {
            Some(text) => tool(&format!("printf '%s' '{text}' | {store}")),
            None => tool(&format!("secret-tool clear service snorq username {entry}")),
        };
        for answer in every_answer(below(home.path()).as_ref()).await {
            assert!(matches!(&answer, Err(VaultError::KeyLost(_))), "{answer:?}");
        }
    }
    assert_eq!(tool(&format!("secret-tool lookup service snorq username {entry}")), "", "none was made");
    tool(&format!("printf '%s' '{key}' | {store}"));
    assert_eq!(below(home.path()).get(&name).await.unwrap().expose(), "EAA");
}

#[tokio::test]
async fn killed_at_every_message_to_the_keyring_the_making_goes_on_with_the_same_entry() {
    let Some(home) = home("unlocked").filter(|_| has_strace()) else { return };
    let (mut killed, mut kept) = (0, 0);
    for nth in 1.. {
        let inject = format!("inject=?sendmsg,?sendto:signal=SIGKILL:when={nth}");
        let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=?sendmsg,?sendto", "-e", &inject];
        let done = other_self(&strace, ACTOR, "probe", home.path()).output().unwrap().status.success();
        let planned = planned(home.path());
        let lookup = |id: &String| tool(&format!("secret-tool lookup service snorq username data-key-{id}"));
        let key = planned.as_ref().map(lookup).filter(|key| !key.is_empty());
        below(home.path()).probe().await.unwrap();
        let entry = entry_of(home.path());
        assert!(planned.as_ref().is_none_or(|id| entry.ends_with(id)), "the plan was taken up");
        assert!(key.as_ref().is_none_or(|key| *key == lookup(&entry.replace("data-key-", ""))), "with its key");
        tool(&format!("secret-tool clear service snorq username {entry}"));
        std::fs::remove_dir_all(home.path().join("sealed")).unwrap();
        if done {
            break;
        }
        (killed, kept) = (killed + 1, kept + usize::from(key.is_some()));
    }
    assert!(killed >= 8 && kept >= 1, "{killed}, {kept}");
    say(&format!("{killed} kill points among the messages to the keyring, {kept} behind the entry, 0 stuck"));
}

/// The id in the plan that a killed process left.
fn planned(home: &Path) -> Option<String> {
    let names = std::fs::read_dir(home.join("sealed")).ok()?.map(|entry| entry.unwrap().file_name());
    let mut names = names.map(|name| name.into_string().unwrap());
    names.find_map(|name| name.strip_prefix("plan-").map(str::to_owned))
}

#[tokio::test]
async fn a_probe_leaves_nothing_behind() {
    let Some(home) = home("unlocked") else { return };
    below(home.path()).probe().await.unwrap();
    // Probes of other tests may be on their way at any one moment, but there is a moment without.
    assert!((0..100).any(|_| tool("secret-tool search --all service snorq-probe").is_empty()));
}

#[tokio::test]
async fn a_locked_keyring_is_locked_and_never_missing() {
    let Some(home) = home("locked") else { return };
    // First no folder, then one whose key is in there, then one whose key is not.
    for id in [None, Some(FIXTURE_ID), Some([1; 16])] {
        if let Some(id) = id {
            crate::secrets::file::made_for(&home.path().join("sealed"), id, &Zeroizing::new([0; 32]));
        }
        assert!(id != Some(FIXTURE_ID) || entry_of(home.path()) == FIXTURE);
        let began = Instant::now();
        for answer in every_answer(below(home.path()).as_ref()).await {
            assert!(matches!(answer, Err(VaultError::Locked(_))), "{answer:?}");
        }
        assert!(began.elapsed() < Duration::from_secs(12), "bounded, four calls together");
    }
}

#[tokio::test]
async fn a_service_without_a_keyring_and_no_service_at_all_are_unavailable() {
    let Some(home) = home("none").or_else(|| home("no-bus")) else { return };
    for made in [false, true] {
        if made {
            crate::secrets::file::made_for(&home.path().join("sealed"), FIXTURE_ID, &Zeroizing::new([0; 32]));
        }
        for answer in every_answer(below(home.path()).as_ref()).await {
            assert!(matches!(answer, Err(VaultError::Unavailable(_))), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn a_service_that_stops_answering_is_left_after_three_seconds_and_not_needed_by_whom_it_gave_the_key() {
    let Some(home) = home("frozen") else { return };
    let daemon = told("SNORQ_TEST_KEYRING_PID").unwrap();
    let signal = |signal: &str| assert!(Command::new("kill").args([signal, &daemon]).status().unwrap().success());
    let (early, late, name) = (below(home.path()), below(home.path()), SecretName::fresh());
    early.probe().await.unwrap();
    signal("-STOP");
    let began = Instant::now();
    assert_eq!(late.put(&name, &Secret::new("EAA")).await, Err(VaultError::Timeout(3)));
    assert!(began.elapsed() < Duration::from_secs(4));
    early.put(&SecretName::fresh(), &Secret::new("EAA")).await.unwrap();
    signal("-CONT");
    // The late call still has its turn, so this comes after it; the put that was given up had no effect.
    assert_eq!(late.get(&name).await, Err(VaultError::Missing));
    late.put(&name, &Secret::new("EAA")).await.unwrap();
    a_keyring_that_is_locked_meanwhile(home.path(), early.as_ref(), &name).await;
}

async fn a_keyring_that_is_locked_meanwhile(home: &Path, early: &dyn Vault, name: &SecretName) {
    tool(
        "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
         org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/aliases/default",
    );
    assert_eq!(early.get(name).await.unwrap().expose(), "EAA", "the key is known");
    for answer in every_answer(below(home).as_ref()).await {
        assert!(matches!(answer, Err(VaultError::Locked(_))), "{answer:?}");
    }
}
