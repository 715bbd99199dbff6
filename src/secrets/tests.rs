//! What the keepers must hold up against: files with odd rights, links, several processes, a violent end.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use super::test_support::{at_the_gate, crowd, has_strace, other_self, part, say};
use super::*;

const HERE: DatabaseId = DatabaseId([1; 16]);
const ACTOR: &str = "secrets::tests::actor";

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The sandbox's key file below `home`, which is made on first use.
fn made(home: &Path) -> Box<dyn Keeper> {
    open(Choice::Sandbox(home.join("sandbox/key")))
}

fn given(home: &Path) -> Box<dyn Keeper> {
    open(Choice::KeyFile(home.join("key")))
}

/// A key file as the user makes it.
fn write_key(home: &Path, bytes: &[u8]) {
    fs::write(home.join("key"), bytes).unwrap();
    fs::set_permissions(home.join("key"), Permissions::from_mode(0o600)).unwrap();
}

async fn first(keeper: &dyn Keeper) -> Result<KeyRecord, VaultError> {
    let (record, key) = keeper.begin(HERE, false).await?;
    keeper.keep(&key).await?;
    Ok(record)
}

/// Begins, fetches, takes a new key and forgets the old one.
async fn story(keeper: &dyn Keeper) {
    keeper.look(HERE, None).await.unwrap();
    let old = first(keeper).await.unwrap();
    assert_eq!((old.keeper, old.is_current), (keeper.kind(), false));
    assert_eq!(keeper.fetch(HERE, &old).await.unwrap().id(), old.id);
    assert_eq!(keeper.look(HERE, Some(&old)).await, Ok(()));
    let (new, key) = keeper.begin(HERE, true).await.unwrap();
    assert_ne!(new.id, old.id);
    keeper.keep(&key).await.unwrap();
    for record in [&old, &new] {
        assert_eq!(keeper.fetch(HERE, record).await.unwrap().id(), record.id, "both are there meanwhile");
    }
    keeper.forget(old.id).await.unwrap();
    keeper.forget(old.id).await.unwrap();
    assert_eq!(keeper.fetch(HERE, &new).await.unwrap().id(), new.id);
    if old.keeper != KeeperKind::Passphrase {
        assert!(matches!(keeper.fetch(HERE, &old).await, Err(VaultError::WrongKey(_))));
    }
    keeper.forget(new.id).await.unwrap();
}

#[tokio::test]
async fn files_and_passphrases_pass_the_story() {
    let home = home();
    write_key(home.path(), &(0..32).collect::<Vec<u8>>());
    story(given(home.path()).as_ref()).await;
    story(made(home.path()).as_ref()).await;
    story(open(Choice::Passphrase(Secret::new("correct horse"))).as_ref()).await;
}

#[tokio::test]
async fn the_key_of_a_file_is_the_one_that_was_given() {
    let home = home();
    let raw: Vec<u8> = (200..232).collect();
    write_key(home.path(), &raw);
    let record = first(given(home.path()).as_ref()).await.unwrap();
    assert_eq!(fs::read(home.path().join("key")).unwrap(), raw, "it stays as it is");
    let hexed: String = raw.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    write_key(home.path(), hexed.as_bytes());
    assert_eq!(given(home.path()).fetch(HERE, &record).await.unwrap().id(), record.id);
}

#[tokio::test]
async fn what_opens_nothing_is_refused_with_the_reason() {
    let home = home();
    let says = async |keeper: Box<dyn Keeper>, record: Option<&KeyRecord>| match keeper.look(HERE, record).await {
        Err(VaultError::WrongKey(what)) => what,
        other => panic!("{other:?}"),
    };
    assert!(says(given(home.path()), None).await.contains("there is no key file"));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "looking leaves no trace");
    for odd in [&[0; 32][..], b"", b"short"] {
        write_key(home.path(), odd);
        assert!(says(given(home.path()), None).await.contains("does not hold 32 random bytes"), "{odd:?}");
    }
    write_key(home.path(), &(0..32).collect::<Vec<u8>>());
    let record = first(given(home.path()).as_ref()).await.unwrap();
    write_key(home.path(), &(1..33).collect::<Vec<u8>>());
    assert!(says(given(home.path()), Some(&record)).await.contains("of another database"));
    let passphrase = || open(Choice::Passphrase(Secret::new("correct horse")));
    assert!(says(passphrase(), Some(&record)).await.contains("in a key file"));
    assert!(says(open(Choice::Passphrase(Secret::new("short"))), None).await.contains("fewer than 8"));
    let (record, _) = passphrase().begin(HERE, false).await.unwrap();
    let other = open(Choice::Passphrase(Secret::new("correct house")));
    assert!(says(other, Some(&record)).await.contains("another passphrase"));
    assert!(matches!(passphrase().fetch(DatabaseId([2; 16]), &record).await, Err(VaultError::WrongKey(_))));
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[tokio::test]
async fn a_file_or_folder_open_to_others_is_refused_with_the_cure() {
    let home = home();
    let record = first(made(home.path()).as_ref()).await.unwrap();
    for path in ["sandbox", "sandbox/key"].map(|name| home.path().join(name)) {
        let right = mode(&path);
        assert_eq!(right, if path.is_dir() { 0o700 } else { 0o600 });
        for more in [0o044, 0o066, 0o040, 0o001] {
            fs::set_permissions(&path, Permissions::from_mode(right | more)).unwrap();
            match made(home.path()).fetch(HERE, &record).await {
                Err(VaultError::Unsafe(what)) => {
                    assert!(what.ends_with(&format!("chmod {right:o} '{}'", path.display())), "{what}");
                }
                other => panic!("{:?}", other.map(|key| key.id())),
            }
        }
        fs::set_permissions(&path, Permissions::from_mode(right)).unwrap();
    }
    made(home.path()).fetch(HERE, &record).await.unwrap();
}

#[tokio::test]
async fn planted_links_are_refused_and_what_they_point_to_stays_as_it_was() {
    let (home, victim) = (home(), home());
    for place in ["key", "sandbox"] {
        symlink(victim.path(), home.path().join(place)).unwrap();
    }
    for keeper in [given(home.path()), made(home.path())] {
        assert!(matches!(first(keeper.as_ref()).await, Err(VaultError::Unsafe(_))));
    }
    assert_eq!(fs::read_dir(victim.path()).unwrap().count(), 0);
    fs::remove_file(home.path().join("key")).unwrap();
    let nowhere = home.path().join("nowhere");
    symlink(&nowhere, home.path().join("key")).unwrap();
    assert!(first(given(home.path()).as_ref()).await.is_err());
    assert!(!nowhere.exists(), "a link to nothing is not followed either");
}

#[tokio::test]
async fn actor() {
    let Some((part, home)) = part() else { return };
    let (home, keeper) = (Path::new(&home), made(Path::new(&home)));
    match part.as_str() {
        // Whoever is first makes the file; the others add theirs, and lose none.
        "crowd" => {
            at_the_gate(home);
            for _ in 0..20 {
                let (record, key) = keeper.begin(HERE, true).await.unwrap();
                while let Err(VaultError::Unavailable(_)) = keeper.keep(&key).await {}
                assert_eq!(keeper.fetch(HERE, &record).await.unwrap().id(), record.id);
                keeper.forget(record.id).await.unwrap();
            }
            let (_, key) = keeper.begin(HERE, true).await.unwrap();
            keeper.keep(&key).await.unwrap();
        }
        "add" => {
            let (_, key) = keeper.begin(HERE, true).await.unwrap();
            keeper.keep(&key).await.unwrap();
        }
        other => panic!("no such part: {other}"),
    }
}

#[tokio::test]
async fn sixteen_processes_that_begin_together_lose_nothing() {
    let home = home();
    crowd(ACTOR, home.path());
    let lines = fs::read_to_string(home.path().join("sandbox/key")).unwrap();
    assert_eq!(lines.lines().count(), 16);
}

#[test]
fn modes_are_right_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let home = home();
        let deep = home.path().join("deep/er");
        let shell = format!("umask {umask}; exec \"$0\" \"$@\"");
        let output = other_self(&["sh", "-c", &shell], ACTOR, "add", &deep).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for path in ["deep", "deep/er", "deep/er/sandbox"] {
            assert_eq!(mode(&home.path().join(path)), 0o700, "{path} with umask {umask}");
        }
        assert_eq!(mode(&deep.join("sandbox/key")), 0o600, "umask {umask}");
    }
}

/// The system calls that change what another process sees. (`?`: not every processor has all of them.)
const CHANGES: [&str; 7] = ["?mkdir", "?mkdirat", "flock", "fsync", "?renameat", "renameat2", "unlinkat"];

/// Each kind of call is counted from 1 until a run comes through, so that none can be forgotten.
#[tokio::test]
async fn killed_at_every_change_of_the_file_the_earlier_key_is_there() {
    if !has_strace() {
        return;
    }
    let mut killed = 0;
    for is_there in [false, true] {
        for call in CHANGES {
            for nth in 1.. {
                let home = home();
                let record = if is_there { Some(first(made(home.path()).as_ref()).await.unwrap()) } else { None };
                let (trace, inject) = (format!("trace={call}"), format!("inject={call}:signal=SIGKILL:when={nth}"));
                let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
                let output = other_self(&strace, ACTOR, "add", home.path()).output().unwrap();
                let keeper = made(home.path());
                if let Some(record) = &record {
                    assert_eq!(keeper.fetch(HERE, record).await.unwrap().id(), record.id, "{call} {nth}");
                }
                story(keeper.as_ref()).await;
                let left = fs::read_dir(home.path().join("sandbox")).unwrap();
                let unfinished =
                    |name: &std::ffi::OsString| name.to_string_lossy().starts_with(crate::files::UNFINISHED);
                assert!(!left.map(|entry| entry.unwrap().file_name()).any(|name| unfinished(&name)), "{call} {nth}");
                if output.status.success() {
                    break;
                }
                assert!(nth < 50, "{}", String::from_utf8_lossy(&output.stderr));
                killed += 1;
            }
        }
    }
    assert!(killed >= 8, "{killed}");
    say(&format!("{killed} kill points of a key file, 0 torn, 0 stuck"));
}
