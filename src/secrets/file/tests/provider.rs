//! A folder whose key somebody else keeps, here a folder beside it that fails when it is told to. The real keyring is
//! in the tests of `keyring`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Instant;

use zeroize::Zeroizing;

use super::header::Head;
use super::key::provider_entry;
use super::processes::killed_at_every_change;
use super::*;
use crate::secrets::test_support::{self, has_strace};

const ACTOR: &str = "secrets::file::tests::provider::actor";

/// Keeps keys in files, and counts.
struct Shelf {
    home: PathBuf,
    reads: AtomicUsize,
    writes: AtomicUsize,
    fault: Mutex<Option<VaultError>>,
    hang: Mutex<Option<mpsc::Receiver<()>>>,
}

impl Shelf {
    fn below(home: &Path) -> Arc<Self> {
        let (reads, writes) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Arc::new(Self { home: home.to_owned(), reads, writes, fault: Mutex::new(None), hang: Mutex::new(None) })
    }

    fn fails(home: &Path, error: VaultError) -> Arc<Self> {
        let shelf = Self::below(home);
        *shelf.fault.lock().unwrap() = Some(error);
        shelf
    }

    fn folder(&self) -> files::Folder {
        files::Folder::create(&self.home.join("shelf")).unwrap()
    }

    fn keys(&self) -> Vec<String> {
        self.folder().names().unwrap().into_iter().filter(|name| name.starts_with("data-key-")).collect()
    }

    fn counted(&self) -> (usize, usize) {
        (self.reads.load(Ordering::SeqCst), self.writes.load(Ordering::SeqCst))
    }
}

impl KeyProvider for Shelf {
    fn limits(&self) -> Limits {
        let call = if self.hang.lock().unwrap().is_some() { 1 } else { 10 };
        Limits { queue: Duration::from_secs(30), call: Duration::from_secs(call) }
    }

    fn queue(&self) -> Result<files::Lock, VaultError> {
        Ok(files::lock(&self.home.join("state/keyring.lock"))?)
    }

    fn queue_if_any(&self) -> Result<Option<files::Lock>, VaultError> {
        Ok(None)
    }

    fn read(&self, name: &str) -> Result<Option<KeyBytes>, VaultError> {
        self.prove()?;
        self.reads.fetch_add(1, Ordering::SeqCst);
        Ok(self.folder().read(name)?.map(|bytes| Zeroizing::new(bytes.as_slice().try_into().unwrap())))
    }

    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), VaultError> {
        self.writes.fetch_add(1, Ordering::SeqCst);
        Ok(self.folder().write(name, key.as_slice())?)
    }

    fn prove(&self) -> Result<(), VaultError> {
        if let Some(hang) = self.hang.lock().unwrap().take() {
            let _ = hang.recv();
        }
        self.fault.lock().unwrap().clone().map_or(Ok(()), Err)
    }

    fn describe(&self) -> String {
        "shelf".to_owned()
    }
}

fn with(shelf: &Arc<Shelf>) -> Folder {
    let provider: Arc<dyn KeyProvider> = shelf.clone();
    Folder::with_provider(shelf.home.join("sealed"), provider)
}

async fn every_answer(vault: &Folder, name: &SecretName) -> [Result<(), VaultError>; 4] {
    let put = vault.put(&SecretName::fresh(), &Secret::new("EAAnew")).await;
    [vault.get(name).await.map(|_| ()), put, vault.delete(&SecretName::fresh()).await, vault.probe().await]
}

#[tokio::test]
async fn actor() {
    let Some((part, home)) = test_support::part() else { return };
    let (home, vault) = (Path::new(&home), with(&Shelf::below(Path::new(&home))));
    match part.as_str() {
        "crowd" => test_support::one_of_a_crowd(&vault, home).await,
        _ => vault.put(&SecretName::recorded("it"), &Secret::new("new")).await.unwrap(),
    }
}

#[tokio::test]
async fn a_folder_with_a_held_key_passes_the_story_and_asks_for_the_key_once() {
    let home = home();
    let first = Shelf::below(home.path());
    contract::holds(&with(&first)).await;
    assert_eq!(first.counted(), (1, 1), "looked for, made");
    let second = Shelf::below(home.path());
    contract::holds(&with(&second)).await;
    assert_eq!(second.counted(), (1, 0), "read");
    assert_eq!(second.keys().len(), 1);
    let mut names = files::Folder::create(&home.path().join("sealed")).unwrap().names().unwrap();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    assert_eq!(names, ["lock", "vault"], "no plan is left");
}

#[tokio::test]
async fn a_lost_key_is_said_and_no_new_one_made() {
    let (home, name) = (home(), SecretName::fresh());
    with(&Shelf::below(home.path())).put(&name, &Secret::new("EAA")).await.unwrap();
    let shelf = Shelf::below(home.path());
    let (key, head) = (shelf.keys().remove(0), std::fs::read(home.path().join("sealed/vault")).unwrap());
    let bytes = shelf.folder().read(&key).unwrap().unwrap();
    for instead in [None, Some([7; 32])] {
        match instead {
            None => assert!(shelf.folder().remove(&key).unwrap()),
            Some(other) => shelf.folder().write(&key, &other).unwrap(),
        }
        for answer in every_answer(&with(&shelf), &name).await {
            assert!(matches!(&answer, Err(VaultError::KeyLost(_))), "{answer:?}");
        }
    }
    assert_eq!(shelf.counted().1, 0, "nothing was made");
    assert_eq!(std::fs::read(home.path().join("sealed/vault")).unwrap(), head);
    shelf.folder().write(&key, &bytes).unwrap();
    assert_eq!(with(&shelf).get(&name).await.unwrap().expose(), "EAA", "the key brought back opens it again");
}

#[tokio::test]
async fn a_holder_that_cannot_be_asked_is_the_answer_with_and_without_a_folder() {
    let errors =
        [VaultError::Locked("x".into()), VaultError::Unavailable("no bus".into()), VaultError::KeyLost("x".into())];
    for error in errors {
        let (home, name) = (home(), SecretName::fresh());
        for made in [false, true] {
            if made {
                with(&Shelf::below(home.path())).put(&name, &Secret::new("EAA")).await.unwrap();
            }
            for answer in every_answer(&with(&Shelf::fails(home.path(), error.clone())), &name).await {
                assert_eq!(answer, Err(error.clone()));
            }
            assert_eq!(home.path().join("sealed/vault").exists(), made, "begun by nobody else");
        }
        assert_eq!(Shelf::below(home.path()).keys().len(), 1);
    }
}

#[tokio::test]
async fn a_key_once_read_is_enough_though_the_holder_fails_later() {
    let (home, name) = (home(), SecretName::fresh());
    let shelf = Shelf::below(home.path());
    let vault = with(&shelf);
    vault.probe().await.unwrap();
    *shelf.fault.lock().unwrap() = Some(VaultError::Locked("x".into()));
    vault.put(&name, &Secret::new("EAA")).await.unwrap();
    assert_eq!(vault.get(&name).await.unwrap().expose(), "EAA");
}

#[tokio::test]
async fn a_holder_that_hangs_is_left_in_its_own_time_and_asked_again() {
    let (home, name) = (home(), SecretName::fresh());
    let shelf = Shelf::below(home.path());
    let (let_go, hang) = mpsc::channel();
    *shelf.hang.lock().unwrap() = Some(hang);
    let (vault, began) = (with(&shelf), Instant::now());
    assert_eq!(vault.put(&name, &Secret::new("EAA")).await, Err(VaultError::Timeout(1)));
    assert!(began.elapsed() < Duration::from_secs(4));
    let_go.send(()).unwrap();
    assert_eq!(vault.get(&name).await, Err(VaultError::Missing), "the put that was given up had no effect");
    vault.put(&name, &Secret::new("EAA")).await.unwrap();
    assert_eq!(shelf.keys().len(), 1);
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_unavailable_and_asking_makes_none() {
    let home = home();
    let vault = with(&Shelf::below(home.path()));
    assert!(matches!(vault.get(&SecretName::fresh()).await, Err(VaultError::Unavailable(_))));
    assert!(matches!(vault.delete(&SecretName::fresh()).await, Err(VaultError::Unavailable(_))));
    assert!(!home.path().join("sealed").exists());
}

#[tokio::test]
async fn a_plan_that_was_left_is_taken_up_with_its_key() {
    let home = home();
    let (shelf, salt) = (Shelf::below(home.path()), [5; 16]);
    let name = provider_entry(&Head { kdf: Kdf::Provider, salt });
    files::Folder::create(&home.path().join("sealed")).unwrap().write("plan-05", &salt).unwrap();
    shelf.folder().write(&name, &[9; 32]).unwrap();
    with(&shelf).probe().await.unwrap();
    assert_eq!((shelf.counted(), shelf.keys()), ((1, 0), vec![name]));
    assert_eq!(VaultFile::parse(&std::fs::read(home.path().join("sealed/vault")).unwrap()).unwrap().head.salt, salt);
}

#[tokio::test]
async fn folders_of_one_choice_are_not_opened_by_another() {
    let (home, name) = (home(), SecretName::fresh());
    with(&Shelf::below(home.path())).put(&name, &Secret::new("EAA")).await.unwrap();
    let key = Key::KeyFile { path: home.path().join("key"), create: true };
    let opened = Folder::open(home.path().join("sealed"), key).get(&name).await;
    assert_eq!(opened, Err(VaultError::WrongKey("its key is in a keyring".to_owned())));
    with_key_file(home.path()).put(&name, &Secret::new("EAA")).await.unwrap();
    let provider: Arc<dyn KeyProvider> = Shelf::below(home.path());
    let opened = Folder::with_provider(home.path().join("secrets"), provider).get(&name).await;
    assert_eq!(opened, Err(VaultError::WrongKey("it was made with a key file".to_owned())));
}

#[tokio::test]
async fn sixteen_processes_that_begin_together_agree_on_one_key() {
    let home = home();
    let shelf = Shelf::below(home.path());
    test_support::crowd_loses_nothing(&with(&shelf), ACTOR, home.path()).await;
    assert_eq!(shelf.keys().len(), 1);
}

#[tokio::test]
async fn killed_at_every_step_of_the_making_of_key_and_folder_the_next_one_goes_on_with_the_same_key() {
    if !has_strace() {
        return;
    }
    let after = async |home: &Path| {
        let shelf = Shelf::below(home);
        contract::holds(&with(&shelf)).await;
        assert_eq!(shelf.keys().len(), 1, "no key that nobody knows of");
        let left = files::Folder::create(&home.join("sealed")).unwrap().names().unwrap();
        assert!(!left.iter().any(|name| name.starts_with(PLAN)), "{left:?}");
    };
    let killed = killed_at_every_change(ACTOR, async || home(), after).await;
    assert!(killed >= 16, "folder, plan, key, head and secret: {killed}");
    test_support::say(&format!("{killed} kill points of the making with a provided key, 0 stuck, 0 orphans"));
}
