//! What an encrypted folder must hold up against.

#[cfg(unix)]
mod access;
#[cfg(unix)]
mod processes;
#[cfg(unix)]
mod provider;
mod tamper;

use std::path::Path;

use super::header::VaultFile;
use super::*;
use crate::files;
use crate::secrets::contract;

/// Argon2id that takes no time: for all tests that are not about its strength.
pub(super) const WEAK: Kdf = Kdf::Argon2id { memory_kib: 8, passes: 1, lanes: 1 };

/// A folder below `home` with a key file that is made on first use.
fn with_key_file(home: &Path) -> Folder {
    let key = Key::KeyFile { path: home.join("key"), create: true };
    Folder::open(home.join("secrets"), key)
}

fn with_passphrase(home: &Path, passphrase: &str) -> Folder {
    Folder::with_kdf(home.join("secrets"), Key::Passphrase(Secret::new(passphrase)), WEAK)
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[tokio::test]
async fn a_folder_with_a_key_file_passes_the_story() {
    let home = home();
    contract::holds(&with_key_file(home.path())).await;
    contract::holds(&with_key_file(home.path())).await;
}

#[tokio::test]
async fn a_folder_with_a_passphrase_passes_the_story() {
    let home = home();
    contract::holds(&with_passphrase(home.path(), "correct horse")).await;
    contract::holds(&with_passphrase(home.path(), "correct horse")).await;
}

#[tokio::test]
async fn a_new_folder_stretches_its_passphrase_well_and_once_in_a_process() {
    let home = home();
    let vault = Folder::open(home.path().join("secrets"), Key::Passphrase(Secret::new("correct horse")));
    let name = SecretName::fresh();
    vault.put(&name, &Secret::new("EAA")).await.unwrap();
    let file = VaultFile::parse(&std::fs::read(home.path().join("secrets/vault")).unwrap()).unwrap();
    assert_eq!(file.head.kdf, Kdf::Argon2id { memory_kib: 65_536, passes: 3, lanes: 1 });
    let first = vault.unlocker.unlock(Access::Read).unwrap().sealer;
    assert_eq!(vault.get(&name).await.unwrap().expose(), "EAA");
    assert!(Arc::ptr_eq(&first, &vault.unlocker.unlock(Access::Write).unwrap().sealer), "the same key, not made again");
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_not_an_entry_that_is_missing() {
    let home = home();
    let vault = with_key_file(home.path());
    assert!(matches!(vault.get(&SecretName::fresh()).await, Err(VaultError::Unavailable(_))));
    assert!(matches!(vault.delete(&SecretName::fresh()).await, Err(VaultError::Unavailable(_))));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "asking makes nothing");
    vault.probe().await.unwrap();
    assert_eq!(vault.get(&SecretName::fresh()).await, Err(VaultError::Missing));
}

#[tokio::test]
async fn a_folder_exchanged_under_a_running_process_is_noticed() {
    let home = home();
    let (vault, name) = (with_key_file(home.path()), SecretName::fresh());
    vault.put(&name, &Secret::new("EAA")).await.unwrap();
    std::fs::rename(home.path().join("secrets"), home.path().join("old")).unwrap();
    assert!(matches!(vault.get(&name).await, Err(VaultError::Unavailable(_))));
    vault.put(&name, &Secret::new("other")).await.unwrap();
    assert_eq!(with_key_file(home.path()).get(&name).await.unwrap().expose(), "other", "it has a head of its own");
}

#[tokio::test]
async fn what_killed_processes_left_is_swept_up_and_no_more() {
    let home = home();
    with_key_file(home.path()).put(&SecretName::recorded("kept"), &Secret::new("EAA")).await.unwrap();
    let folder = home.path().join("secrets");
    for stale in ["tmp-abc", "probe-abc"] {
        files::Folder::create(&folder).unwrap().write(stale, b"x").unwrap();
    }
    with_key_file(home.path()).delete(&SecretName::fresh()).await.unwrap();
    let mut names = files::Folder::create(&folder).unwrap().names().unwrap();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    assert_eq!(names, ["lock", "s-6b657074", "vault"]);
}

#[tokio::test]
async fn nothing_of_the_text_is_on_the_disk() {
    let home = home();
    with_key_file(home.path()).put(&SecretName::fresh(), &Secret::new("EAAcanary0123456789")).await.unwrap();
    for entry in std::fs::read_dir(home.path().join("secrets")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|part| part == b"EAAcanary"));
    }
}

#[tokio::test]
async fn what_is_too_long_is_refused_before_anything_is_written() {
    let home = home();
    let long = Secret::new("x".repeat(LONGEST + 1));
    let refused = with_key_file(home.path()).put(&SecretName::fresh(), &long).await;
    assert_eq!(refused, Err(VaultError::TooLong(LONGEST + 1)));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn looking_finds_what_is_wrong_and_leaves_no_trace() {
    let home = home();
    let without =
        |create| Folder::open(home.path().join("secrets"), Key::KeyFile { path: home.path().join("key"), create });
    assert!(matches!(without(false).look().await, Err(VaultError::WrongKey(_))), "no key file");
    assert_eq!(with_key_file(home.path()).look().await, Ok(()));
    assert!(with_passphrase(home.path(), "").look().await.is_err());
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    with_passphrase(home.path(), "correct horse").put(&SecretName::fresh(), &Secret::new("EAA")).await.unwrap();
    assert_eq!(with_passphrase(home.path(), "correct horse").look().await, Ok(()));
    assert!(matches!(with_passphrase(home.path(), "wrong").look().await, Err(VaultError::WrongKey(_))));
}
