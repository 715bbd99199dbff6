//! Whatever is cut, changed or swapped is noticed, and told from a wrong key.

use std::fs;
use std::path::PathBuf;

use super::*;

struct Kept {
    home: tempfile::TempDir,
    name: SecretName,
    file: PathBuf,
}

/// A folder with one secret in it; the file is 104 bytes long.
async fn kept() -> Kept {
    let home = home();
    let name = SecretName::fresh();
    with_key_file(home.path()).put(&name, &Secret::new("EAAG0123456789abcdefghij01")).await.unwrap();
    let file = home.path().join("secrets").join(file_name(SEALED, &name));
    Kept { home, name, file }
}

fn is_damage<Done>(outcome: &Result<Done, VaultError>) -> bool {
    matches!(outcome, Err(VaultError::Damaged(_)))
}

/// Every way to flip one bit, and every way to cut.
fn variants(whole: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    let flips = (0..whole.len() * 8).map(|bit| {
        let mut bytes = whole.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        (format!("bit {bit}"), bytes)
    });
    let cuts = (0..whole.len()).map(|length| (format!("cut at {length}"), whole[..length].to_vec()));
    let longer = [(1, "one more"), (whole.len(), "twice")];
    let longer = longer.map(|(more, what)| (what.to_owned(), [whole, &whole[..more]].concat()));
    flips.chain(cuts).chain(longer)
}

#[tokio::test]
async fn every_flipped_bit_and_every_cut_of_a_secret_is_noticed() {
    let kept = kept().await;
    let session = with_key_file(kept.home.path()).unlocker.unlock(Access::Read).unwrap();
    let whole = fs::read(&kept.file).unwrap();
    assert_eq!(whole.len(), 104);
    assert!(session.sealer.open(&kept.name, &whole).is_ok());
    for (what, bytes) in variants(&whole) {
        assert!(is_damage(&session.sealer.open(&kept.name, &bytes)), "{what}");
    }
}

#[tokio::test]
async fn every_flipped_bit_of_a_long_secret_is_noticed() {
    let kept = kept().await;
    let session = with_key_file(kept.home.path()).unlocker.unlock(Access::Read).unwrap();
    let whole = session.sealer.seal(&kept.name, &Secret::new("x".repeat(4096 - 78))).unwrap();
    assert_eq!(whole.len(), 4096);
    // All 32,768 bits where it is quick; a build without optimisation takes every seventh.
    let step = if cfg!(debug_assertions) { 7 } else { 1 };
    for (what, bytes) in variants(&whole).step_by(step) {
        assert!(is_damage(&session.sealer.open(&kept.name, &bytes)), "{what}");
    }
}

#[tokio::test]
async fn every_flipped_bit_and_every_cut_of_the_head_is_noticed() {
    let kept = kept().await;
    let file = kept.home.path().join("secrets/vault");
    let whole = fs::read(&file).unwrap();
    for (what, bytes) in variants(&whole) {
        assert!(is_damage(&VaultFile::parse(&bytes).map(|_| ())), "{what}");
    }
    fs::write(&file, &whole[..50]).unwrap();
    assert!(is_damage(&with_key_file(kept.home.path()).get(&kept.name).await), "and the vault says so");
    assert!(is_damage(&with_key_file(kept.home.path()).probe().await), "and does not begin anew");
    assert_eq!(fs::read(&file).unwrap(), &whole[..50], "and leaves it alone");
}

#[tokio::test]
async fn a_damaged_file_is_an_answer_of_the_vault() {
    let kept = kept().await;
    let whole = fs::read(&kept.file).unwrap();
    for bytes in [&[][..], &whole[..20], &whole[..100], &[0; 104], &vec![7; 300_000]] {
        fs::write(&kept.file, bytes).unwrap();
        assert!(is_damage(&with_key_file(kept.home.path()).get(&kept.name).await), "{} bytes", bytes.len());
    }
}

#[tokio::test]
async fn swapped_files_are_noticed() {
    let kept = kept().await;
    let other = SecretName::fresh();
    let vault = with_key_file(kept.home.path());
    vault.put(&other, &Secret::new("EAAother")).await.unwrap();
    let other_file = kept.home.path().join("secrets").join(file_name(SEALED, &other));
    let (one, two) = (fs::read(&kept.file).unwrap(), fs::read(&other_file).unwrap());
    fs::write(&kept.file, two).unwrap();
    fs::write(&other_file, one).unwrap();
    assert!(is_damage(&vault.get(&kept.name).await));
    assert!(is_damage(&vault.get(&other).await));
}

#[tokio::test]
async fn a_file_from_another_folder_is_noticed() {
    let (kept, elsewhere) = (kept().await, home());
    fs::copy(kept.home.path().join("key"), elsewhere.path().join("key")).unwrap();
    let vault = with_key_file(elsewhere.path());
    vault.probe().await.unwrap();
    fs::copy(&kept.file, elsewhere.path().join("secrets").join(file_name(SEALED, &kept.name))).unwrap();
    assert!(is_damage(&vault.get(&kept.name).await), "same key, same name, other folder");
}

#[tokio::test]
async fn an_older_file_put_back_holds_the_same_secret() {
    let kept = kept().await;
    let older = fs::read(&kept.file).unwrap();
    let (vault, secret) = (with_key_file(kept.home.path()), Secret::new("EAAG0123456789abcdefghij01"));
    vault.put(&kept.name, &secret).await.unwrap();
    assert_ne!(fs::read(&kept.file).unwrap(), older, "a fresh nonce each time");
    fs::write(&kept.file, older).unwrap();
    assert_eq!(vault.get(&kept.name).await.unwrap(), secret);
}

#[tokio::test]
async fn secrets_without_a_head_are_damage_and_no_new_beginning() {
    let kept = kept().await;
    fs::remove_file(kept.home.path().join("secrets/vault")).unwrap();
    let vault = with_key_file(kept.home.path());
    assert!(matches!(vault.get(&kept.name).await, Err(VaultError::Unavailable(_))));
    assert!(is_damage(&vault.put(&SecretName::fresh(), &Secret::new("x")).await));
}

#[tokio::test]
async fn a_wrong_key_is_told_from_damage() {
    let kept = kept().await;
    let is_wrong_key = |outcome: Result<Secret, VaultError>| matches!(outcome, Err(VaultError::WrongKey(_)));
    let key = kept.home.path().join("key");
    for content in [vec![9; 32], b"too short".to_vec(), Vec::new()] {
        fs::write(&key, content).unwrap();
        assert!(is_wrong_key(with_key_file(kept.home.path()).get(&kept.name).await));
    }
    assert!(is_wrong_key(with_passphrase(kept.home.path(), "x").get(&kept.name).await), "no key file");
    fs::remove_file(&key).unwrap();
    assert!(is_wrong_key(with_key_file(kept.home.path()).get(&kept.name).await));
    let put = with_key_file(kept.home.path()).put(&SecretName::fresh(), &Secret::new("x")).await;
    assert!(matches!(put, Err(VaultError::WrongKey(_))));
    assert!(!key.exists(), "a new key would not open what is there, so none is made");
}

#[tokio::test]
async fn a_wrong_passphrase_is_told_from_damage() {
    let home = home();
    let name = SecretName::fresh();
    with_passphrase(home.path(), "correct horse").put(&name, &Secret::new("EAA")).await.unwrap();
    for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
        let outcome = with_passphrase(home.path(), wrong).get(&name).await;
        assert!(matches!(outcome, Err(VaultError::WrongKey(_))), "{wrong:?}");
    }
    let key_file = with_key_file(home.path()).get(&name).await;
    assert!(matches!(key_file, Err(VaultError::WrongKey(_))));
    assert!(!home.path().join("key").exists());
}

#[tokio::test]
async fn an_empty_passphrase_and_a_key_file_that_is_not_to_be_made_begin_nothing() {
    let home = home();
    let no_key = Key::KeyFile { path: home.path().join("no/key"), create: false };
    for vault in [with_passphrase(home.path(), ""), Folder::open(home.path().join("secrets"), no_key)] {
        assert!(matches!(vault.probe().await, Err(VaultError::WrongKey(_))));
        assert!(!home.path().join("secrets/vault").exists());
    }
}
