//! What becomes of secrets, and of those who need them, when the key or one of them is lost; and of keys that change.

use super::Fixture;
use crate::domain::{ConnectionRef, Sealed, Secret, Status};
use crate::error::Kind;
use crate::flows::revoke::{self, RevokeOptions};
use crate::sandbox::{Action, Fault};
use crate::secrets::VaultError;
use crate::store::Keys;

const EDGE: &str = "/1001/subscribed_apps";

impl Fixture {
    async fn token(&self, reference: &str) -> Result<Option<String>, Kind> {
        let reference: ConnectionRef = reference.parse().unwrap();
        let one = self.store.get("acme", &reference).await.unwrap().unwrap();
        let token = self.tools().token(&one).await.map_err(|failure| failure.kind)?;
        Ok(token.map(|token| token.expose().to_owned()))
    }

    async fn keys(&self) -> Keys {
        self.store.keys().await.unwrap()
    }

    /// A connect that was cut off behind the subscription.
    async fn cut_off(&self) {
        self.fault(&format!("POST {EDGE}"), 0, Fault::ALWAYS, Action::HangUp { after_effect: true });
        self.connect(&["1001"]).await;
        self.mend();
        assert_eq!(self.status("facebook:1001").await, Some(Status::Pending));
    }

    /// Another process, which knows no key yet.
    pub(super) fn begin_anew(&mut self) {
        self.custody = super::Custody::new(Box::new(self.keeper.clone()));
    }

    /// Spoils every secret of open changes.
    async fn spoil_changes(&self) {
        let mut changes = self.store.open_changes("acme").await.unwrap();
        for change in &mut changes {
            change.sealed = change.sealed.take().map(|sealed| Sealed { bytes: vec![0; 60], ..sealed });
        }
        self.store.begin(&changes, &[]).await.unwrap();
    }
}

#[tokio::test]
async fn a_page_and_its_account_have_the_same_token_each_for_itself() {
    let fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    let records = fixture.records().await;
    assert_eq!(records.len(), 2);
    assert_ne!(records[0].sealed, records[1].sealed);
    let [one, other] = [&records[0], &records[1]].map(|one| one.reference().to_string());
    assert_eq!(fixture.token(&one).await.unwrap(), fixture.token(&other).await.unwrap());
}

#[tokio::test]
async fn a_connect_whose_token_is_damaged_or_whose_key_is_lost_is_undone_and_takes_back_what_meta_took() {
    for is_key in [false, true] {
        let mut fixture = Fixture::new("small").await;
        fixture.cut_off().await;
        if is_key {
            fixture.keeper.lose();
        } else {
            fixture.spoil_changes().await;
        }
        fixture.begin_anew();
        assert_eq!(fixture.recover().await.undone.len(), 2, "{is_key}");
        assert_eq!(fixture.subscribed(), [""; 0], "{is_key}");
        assert!(fixture.is_empty().await, "{is_key}");
    }
}

#[tokio::test]
async fn a_connect_whose_key_is_out_of_reach_stays_open_and_is_finished_by_the_next() {
    let mut fixture = Fixture::new("small").await;
    fixture.cut_off().await;
    fixture.keeper.fail(Some(VaultError::Locked("nobody is there".to_owned())));
    fixture.begin_anew();
    assert_eq!(fixture.recover().await.parked.len(), 2);
    fixture.keeper.fail(None);
    fixture.begin_anew();
    assert_eq!(fixture.recover().await.finished.len(), 2);
    assert_eq!(fixture.status("facebook:1001").await, Some(Status::Active));
}

#[tokio::test]
async fn without_a_key_everything_can_be_forgotten_here() {
    let mut fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    fixture.keeper.lose();
    fixture.begin_anew();
    let local = RevokeOptions { local_only: true, ..RevokeOptions::default() };
    let report = revoke::revoke(&fixture.enter().await, &fixture.records().await, local).await.unwrap();
    assert_eq!((report.revoked.len(), report.failed.len()), (2, 0));
    assert!(report.revoked.iter().all(|one| one.secret_deleted));
    assert_eq!(fixture.secrets().await, 0);
}

#[tokio::test]
async fn whoever_connects_again_after_the_key_was_lost_gets_a_new_one() {
    let mut fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    let lost = fixture.keys().await.current(false).unwrap().id;
    fixture.keeper.lose();
    fixture.begin_anew();
    assert_eq!(fixture.token("facebook:1001").await, Err(Kind::SecretStore));
    fixture.tools().prove_custody().await.unwrap();
    assert_ne!(fixture.keys().await.current(false).unwrap().id, lost);
    fixture.connect(&["1001"]).await;
    assert!(fixture.token("facebook:1001").await.unwrap().is_some());
    drop(fixture.enter().await);
    assert_eq!(fixture.keys().await.records.len(), 1, "what opens nothing any more is forgotten");
}

#[tokio::test]
async fn a_new_key_opens_everything_and_the_old_one_is_gone() {
    let mut fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    let (token, old) = (fixture.token("facebook:1001").await.unwrap(), fixture.keys().await.records[0].id);
    let lock = fixture.store.lock(&|| {}).await.unwrap();
    assert_eq!(fixture.custody.rotate(fixture.store.as_ref(), &lock).await.unwrap(), 0);
    drop(lock);
    let keys = fixture.keys().await;
    assert_eq!((keys.records.len(), fixture.keeper.count()), (1, 1));
    assert_ne!(keys.current(false).unwrap().id, old);
    fixture.begin_anew();
    assert_eq!(fixture.token("facebook:1001").await.unwrap(), token);
}

/// Killed before anything was sealed anew, and before the old key was forgotten.
#[tokio::test]
async fn a_rotation_that_was_cut_off_is_tidied_up_by_the_next() {
    let mut fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    let token = fixture.token("facebook:1001").await.unwrap();
    let left =
        crate::domain::KeyRecord { id: crate::domain::KeyId([1; 16]), ..fixture.keys().await.records[0].clone() };
    for is_current in [false, true] {
        let current = fixture.keys().await.current(false).unwrap().clone();
        fixture.store.put_key(&crate::domain::KeyRecord { is_current, ..left.clone() }).await.unwrap();
        if is_current {
            fixture.store.put_key(&current).await.unwrap();
        }
        fixture.begin_anew();
        drop(fixture.enter().await);
        assert_eq!(fixture.keys().await.records, [current]);
        assert_eq!(fixture.token("facebook:1001").await.unwrap(), token);
    }
}

/// Another machine with a copy of the database, and a keyring that has never seen the key.
#[tokio::test]
async fn an_exported_key_opens_a_copy_elsewhere_and_no_other_database() {
    let (mut fixture, other) = (Fixture::new("small").await, Fixture::new("small").await);
    fixture.connect(&["1001"]).await;
    let token = fixture.token("facebook:1001").await.unwrap();
    let passphrase = || Secret::new("correct horse");
    let exported = fixture.custody.export(fixture.store.as_ref(), passphrase()).await.unwrap();
    assert!(fixture.custody.export(fixture.store.as_ref(), Secret::new("short")).await.is_err());
    fixture.keeper.lose();
    fixture.begin_anew();
    let lock = fixture.store.lock(&|| {}).await.unwrap();
    let import = async |fixture: &Fixture, passphrase| {
        fixture.custody.import(fixture.store.as_ref(), &exported, passphrase, &lock).await.map_err(|error| error.kind)
    };
    assert_eq!(import(&fixture, Secret::new("another horse")).await, Err(Kind::SecretStore));
    assert_eq!(import(&other, passphrase()).await, Err(Kind::SecretStore));
    assert_eq!(import(&fixture, passphrase()).await, Ok(()));
    assert_eq!(fixture.token("facebook:1001").await.unwrap(), token);
}

/// A row that was put in another's place opens nothing.
#[tokio::test]
async fn a_secret_in_anothers_row_is_told() {
    let fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    let mut records = fixture.records().await;
    let swapped = records[0].sealed.take();
    records[0].sealed = records[1].sealed.take();
    records[1].sealed = swapped;
    fixture.store.settle(&records, &[]).await.unwrap();
    for one in &records {
        assert_eq!(fixture.token(&one.reference().to_string()).await, Err(Kind::SecretStore));
    }
}
