//! The system keyring as it really is. `tests/with-keyring` starts one and says in which state it is; a test for
//! another state does nothing. Without a keyring these tests say that they were not run, and where all must run
//! (`SNORQ_TEST_ALL`) they fail.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::secrets::test_support::{at_the_gate, crowd, has_strace, not_run, other_self, part, say, told};
use crate::secrets::{Choice, open};

const ACTOR: &str = "secrets::keyring::tests::actor";
const HERE: DatabaseId = DatabaseId([1; 16]);

/// The entry that the script puts into the locked keyring.
const FIXTURE: KeyId = KeyId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

/// A place for a lock, if the script started a keyring in this state.
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

fn below(home: &Path) -> Box<dyn Keeper> {
    open(Choice::Keyring { lock: home.join("state/keyring.lock"), attended: false })
}

fn record(id: KeyId) -> KeyRecord {
    KeyRecord { id, keeper: KeeperKind::Keyring, wrapped: Vec::new(), is_current: true }
}

/// A key that is kept.
async fn kept(keeper: &dyn Keeper) -> Result<KeyRecord, VaultError> {
    let (record, key) = keeper.begin(HERE, false).await?;
    keeper.keep(&key).await?;
    Ok(record)
}

fn looked_up(id: KeyId) -> String {
    tool(&format!("secret-tool lookup service snorq username {}", name(id)))
}

fn tool(line: &str) -> String {
    let output = Command::new("sh").args(["-c", line]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

async fn every_answer(keeper: &dyn Keeper, id: KeyId) -> [Result<(), VaultError>; 4] {
    let (fetch, keep) = (keeper.fetch(HERE, &record(id)).await.map(drop), kept(keeper).await.map(drop));
    [fetch, keep, keeper.forget(KeyId([9; 16])).await, keeper.look(HERE, None).await]
}

#[tokio::test]
async fn actor() {
    let Some((part, home)) = part() else { return };
    let (home, keeper) = (Path::new(&home), below(Path::new(&home)));
    match part.as_str() {
        "crowd" => {
            at_the_gate(home);
            for _ in 0..20 {
                let record = kept(keeper.as_ref()).await.unwrap();
                assert_eq!(keeper.fetch(HERE, &record).await.unwrap().id(), record.id);
                keeper.forget(record.id).await.unwrap();
                assert!(matches!(keeper.fetch(HERE, &record).await, Err(VaultError::KeyLost(_))));
            }
        }
        _ => kept(keeper.as_ref()).await.map(drop).unwrap(),
    }
}

#[tokio::test]
async fn sixteen_processes_at_one_keyring_lose_nothing() {
    let Some(home) = home("unlocked") else { return };
    let mine = kept(below(home.path()).as_ref()).await.unwrap();
    crowd(ACTOR, home.path());
    assert_eq!(below(home.path()).fetch(HERE, &mine).await.unwrap().id(), mine.id);
    below(home.path()).forget(mine.id).await.unwrap();
}

#[tokio::test(flavor = "current_thread")]
async fn an_unlocked_keyring_keeps_a_key_until_it_is_forgotten() {
    let Some(home) = home("unlocked") else { return };
    let keeper = below(home.path());
    keeper.look(HERE, None).await.unwrap();
    let record = kept(keeper.as_ref()).await.unwrap();
    assert_eq!(keeper.look(HERE, Some(&record)).await, Ok(()));
    assert_eq!(keeper.fetch(HERE, &record).await.unwrap().id(), record.id);
    keeper.forget(record.id).await.unwrap();
    keeper.forget(record.id).await.unwrap();
    assert!(matches!(keeper.fetch(HERE, &record).await, Err(VaultError::KeyLost(_))));
    assert!(home.path().join("state/keyring.lock").exists(), "it was asked under the lock");
}

#[tokio::test]
async fn a_key_that_is_spoiled_or_gone_is_lost() {
    let Some(home) = home("unlocked") else { return };
    let record = kept(below(home.path()).as_ref()).await.unwrap();
    let key = looked_up(record.id);
    assert_eq!(STANDARD.decode(&key).unwrap().len(), 32);
    let entry = name(record.id);
    let store = format!("secret-tool store --label=x service snorq username {entry}");
    let other = DataKey::fresh().unwrap().text();
    for spoiled in [Some("%%%%"), Some(other.expose()), None] {
        match spoiled {
            Some(text) => tool(&format!("printf '%s' '{text}' | {store}")),
            None => tool(&format!("secret-tool clear service snorq username {entry}")),
        };
        let keeper = below(home.path());
        for answer in [keeper.fetch(HERE, &record).await.map(drop), keeper.look(HERE, Some(&record)).await] {
            assert!(matches!(&answer, Err(VaultError::KeyLost(_))), "{answer:?}");
        }
    }
    assert_eq!(looked_up(record.id), "", "none was made");
    tool(&format!("printf '%s' '{key}' | {store}"));
    assert_eq!(below(home.path()).fetch(HERE, &record).await.unwrap().id(), record.id);
    below(home.path()).forget(record.id).await.unwrap();
}

#[tokio::test]
async fn killed_at_every_message_to_the_keyring_the_next_one_keeps_a_key() {
    let Some(home) = home("unlocked").filter(|_| has_strace()) else { return };
    let mut killed = 0;
    for nth in 1.. {
        let inject = format!("inject=?sendmsg,?sendto:signal=SIGKILL:when={nth}");
        let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=?sendmsg,?sendto", "-e", &inject];
        let done = other_self(&strace, ACTOR, "keep", home.path()).output().unwrap().status.success();
        let keeper = below(home.path());
        let record = kept(keeper.as_ref()).await.unwrap();
        keeper.fetch(HERE, &record).await.unwrap();
        keeper.forget(record.id).await.unwrap();
        if done {
            break;
        }
        killed += 1;
    }
    assert!(killed >= 8, "{killed}");
    say(&format!("{killed} kill points among the messages to the keyring, 0 stuck"));
}

#[tokio::test]
async fn a_probe_leaves_nothing_behind() {
    let Some(home) = home("unlocked") else { return };
    below(home.path()).look(HERE, None).await.unwrap();
    // Probes of other tests may be on their way at any one moment, but there is a moment without.
    assert!((0..100).any(|_| tool("secret-tool search --all service snorq-probe").is_empty()));
}

#[tokio::test]
async fn a_locked_keyring_is_locked_and_never_missing() {
    let Some(home) = home("locked") else { return };
    // First a key that is in there, then one that is not.
    for id in [FIXTURE, KeyId([1; 16])] {
        let began = Instant::now();
        for answer in every_answer(below(home.path()).as_ref(), id).await {
            assert!(matches!(answer, Err(VaultError::Locked(_))), "{answer:?}");
        }
        assert!(began.elapsed() < Duration::from_secs(12), "bounded, four calls together");
    }
}

#[tokio::test]
async fn a_service_without_a_keyring_and_no_service_at_all_are_unavailable() {
    let Some(home) = home("none").or_else(|| home("no-bus")) else { return };
    for answer in every_answer(below(home.path()).as_ref(), FIXTURE).await {
        assert!(matches!(answer, Err(VaultError::Unavailable(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn a_service_that_stops_answering_is_left_after_three_seconds() {
    let Some(home) = home("frozen") else { return };
    let daemon = told("SNORQ_TEST_KEYRING_PID").unwrap();
    let signal = |signal: &str| assert!(Command::new("kill").args([signal, &daemon]).status().unwrap().success());
    let (early, late) = (below(home.path()), below(home.path()));
    let mine = kept(early.as_ref()).await.unwrap();
    signal("-STOP");
    let began = Instant::now();
    assert_eq!(late.fetch(HERE, &mine).await.map(drop), Err(VaultError::Timeout(3)));
    assert!(began.elapsed() < Duration::from_secs(4));
    signal("-CONT");
    // The late call still has its turn, so this comes after it.
    assert_eq!(late.fetch(HERE, &mine).await.unwrap().id(), mine.id);
    tool(
        "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
         org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/aliases/default",
    );
    for answer in every_answer(below(home.path()).as_ref(), mine.id).await {
        assert!(matches!(answer, Err(VaultError::Locked(_))), "{answer:?}");
    }
}
