//! Modes, owners and planted links.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn refusal(outcome: Result<(), VaultError>) -> String {
    match outcome {
        Err(VaultError::Unsafe(what)) => what,
        other => panic!("not refused: {other:?}"),
    }
}

/// A folder with a secret; gives all its files, the key and the folder itself.
async fn used(home: &Path, name: &SecretName) -> Vec<PathBuf> {
    with_key_file(home).put(name, &Secret::new("EAA")).await.unwrap();
    let folder = home.join("secrets");
    let mut paths = vec![home.join("key"), folder.clone()];
    paths.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    assert_eq!(paths.len(), 5);
    paths
}

#[tokio::test]
async fn a_file_or_folder_open_to_others_is_refused_with_the_cure() {
    let (home, name) = (home(), SecretName::fresh());
    for path in used(home.path(), &name).await {
        let right = mode(&path);
        assert_eq!(right, if path.is_dir() { 0o700 } else { 0o600 });
        for more in [0o044, 0o066, 0o040, 0o001] {
            set_mode(&path, right | more);
            let what = refusal(with_key_file(home.path()).put(&name, &Secret::new("EAA")).await);
            assert!(what.ends_with(&format!("chmod {right:o} '{}'", path.display())), "{what}");
        }
        set_mode(&path, right);
        with_key_file(home.path()).put(&name, &Secret::new("EAA")).await.unwrap();
    }
}

#[tokio::test]
async fn something_else_in_the_place_of_a_file_is_refused() {
    let (home, name) = (home(), SecretName::fresh());
    for path in used(home.path(), &name).await {
        let aside = home.path().join("aside");
        fs::rename(&path, &aside).unwrap();
        let (folder, place) = (aside.is_dir(), path.as_path());
        (if folder { fs::write(place, "x") } else { fs::create_dir(place) }).unwrap();
        refusal(with_key_file(home.path()).put(&name, &Secret::new("EAA")).await);
        (if folder { fs::remove_file(place) } else { fs::remove_dir(place) }).unwrap();
        fs::rename(&aside, &path).unwrap();
    }
}

#[tokio::test]
async fn planted_links_are_refused_and_what_they_point_to_stays_as_it_was() {
    let (home, name) = (home(), SecretName::fresh());
    let mut planted = 0;
    for path in used(home.path(), &name).await {
        let victim = home.path().join("victim");
        fs::rename(&path, &victim).unwrap();
        let before = contents(&victim);
        let targets = if victim.is_dir() { vec![victim.clone()] } else { vec![victim.clone(), "/dev/zero".into()] };
        for target in targets {
            symlink(&target, &path).unwrap();
            refusal(with_key_file(home.path()).put(&name, &Secret::new("EAAnew")).await);
            fs::remove_file(&path).unwrap();
            planted += 1;
        }
        if victim.is_file() {
            fs::hard_link(&victim, &path).unwrap();
            let what = refusal(with_key_file(home.path()).put(&name, &Secret::new("EAAnew")).await);
            assert!(what.contains("hard link"), "{what}");
            fs::remove_file(&path).unwrap();
            planted += 1;
        }
        assert_eq!(contents(&victim), before);
        fs::rename(&victim, &path).unwrap();
    }
    assert_eq!(planted, 13);
    assert_eq!(with_key_file(home.path()).get(&name).await.unwrap().expose(), "EAA");
}

/// What is in a file, or in all files of a folder.
fn contents(path: &Path) -> Vec<Vec<u8>> {
    if path.is_file() {
        return vec![fs::read(path).unwrap()];
    }
    let mut paths: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[tokio::test]
async fn links_planted_before_the_first_use_are_refused_too() {
    for place in ["secrets", "key"] {
        let (home, victim) = (home(), home());
        symlink(victim.path(), home.path().join(place)).unwrap();
        let key = Key::KeyFile { path: home.path().join("key"), create: true };
        // Behind a slash at the end the system itself would follow the link.
        refusal(Folder::open(home.path().join("secrets/"), key).probe().await);
        assert_eq!(fs::read_dir(victim.path()).unwrap().count(), 0, "{place}");
    }
    let home = home();
    let nowhere = home.path().join("nowhere");
    symlink(&nowhere, home.path().join("key")).unwrap();
    refusal(with_key_file(home.path()).probe().await);
    assert!(!nowhere.exists(), "a link to nothing is not followed either");
}

#[tokio::test]
async fn a_link_in_the_place_of_the_secret_is_removed_by_delete_and_the_victim_stays() {
    let (home, name) = (home(), SecretName::fresh());
    used(home.path(), &name).await;
    let victim = home.path().join("victim");
    fs::write(&victim, "x").unwrap();
    let file = home.path().join("secrets").join(file_name(SEALED, &name));
    fs::remove_file(&file).unwrap();
    symlink(&victim, &file).unwrap();
    with_key_file(home.path()).delete(&name).await.unwrap();
    assert_eq!(fs::read(&victim).unwrap(), b"x");
}

#[tokio::test]
async fn a_folder_of_somebody_else_is_refused() {
    let (home, name) = (home(), SecretName::fresh());
    for path in used(home.path(), &name).await {
        if std::os::unix::fs::chown(&path, Some(12_345), None).is_err() {
            // Only root can give files away; what is left to look at is a folder of root's.
            let key = Key::KeyFile { path: home.path().join("key"), create: true };
            refusal(Folder::open("/".into(), key).probe().await);
            return;
        }
        let what = refusal(with_key_file(home.path()).put(&name, &Secret::new("EAA")).await);
        assert!(what.contains("belongs to user 12345"), "{what}");
        std::os::unix::fs::chown(&path, Some(rustix::process::geteuid().as_raw()), None).unwrap();
    }
}
