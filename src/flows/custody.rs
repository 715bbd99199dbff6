//! The data key of a database and what is done with it: sealing secrets for the rows that are to own them, and opening
//! them again.
//!
//! What a database knows of its keys it says itself; the keys are with their keeper. A key is written down before it is
//! kept, so that none is ever kept that no database knows of, and it is used only after that.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Mutex;

use crate::domain::{KeeperKind, KeyId, KeyRecord, Owner, Sealed, Secret};
use crate::error::Failure;
use crate::secrets::{self, Keeper, Sealer, VaultError};
use crate::store::{ConnectionStore, Keys, Lock};

/// Who keeps the data key, and what is known of it in this process.
pub struct Custody {
    keeper: Box<dyn Keeper>,
    /// A keeper that did not give a key is not asked for it again by each secret.
    known: Mutex<HashMap<KeyId, Result<Arc<Sealer>, VaultError>>>,
}

impl Custody {
    /// With a keeper that was not asked for anything yet.
    pub fn new(keeper: Box<dyn Keeper>) -> Self {
        Self { keeper, known: Mutex::default() }
    }

    /// What and where the keeper is, for a person.
    pub fn describe(&self) -> String {
        self.keeper.describe()
    }

    /// Tells whether secrets could be sealed and opened, without making or changing anything.
    pub async fn look(&self, keys: Option<&Keys>) -> Result<(), VaultError> {
        let blank = crate::domain::DatabaseId([0; 16]);
        let database = keys.map_or(blank, |keys| keys.database);
        self.keeper.look(database, keys.and_then(|keys| keys.current(self.is_of_sandbox()))).await
    }

    /// Proves that secrets can be sealed and opened; makes the key if there is none, or if what it opened is lost with
    /// it for good. `waiting` is called once if another process has to finish first.
    pub async fn prove(&self, store: &dyn ConnectionStore, waiting: &(dyn Fn() + Sync)) -> Result<(), Failure> {
        let keys = store.keys().await?;
        let Some(record) = keys.current(self.is_of_sandbox()) else {
            self.keeper.look(keys.database, None).await?;
            return self.make(store, &store.lock(waiting).await?).await;
        };
        match self.learn(&keys, record).await {
            Ok(_) => Ok(()),
            Err(error) if is_replaceable(&error, &keys, record) => self.make(store, &store.lock(waiting).await?).await,
            Err(error) => Err(error.into()),
        }
    }

    /// What seals secrets now.
    pub async fn sealer(&self, store: &dyn ConnectionStore) -> Result<Arc<Sealer>, Failure> {
        let keys = store.keys().await?;
        let none = || VaultError::KeyLost("the database has none yet".to_owned());
        let record = keys.current(self.is_of_sandbox()).ok_or_else(none)?;
        Ok(self.learn(&keys, record).await?)
    }

    /// The secret that was sealed for `owner`.
    pub async fn open(
        &self,
        store: &dyn ConnectionStore,
        owner: &Owner<'_>,
        sealed: &Sealed,
    ) -> Result<Secret, Failure> {
        let known = self.known.lock().await.get(&sealed.key).cloned();
        let opener = if let Some(known) = known {
            known?
        } else {
            let keys = store.keys().await?;
            let unknown = || VaultError::Damaged("a secret is sealed under a key that is not known".to_owned());
            self.learn(&keys, keys.find(sealed.key).ok_or_else(unknown)?).await?
        };
        Ok(opener.open(owner, sealed)?)
    }

    /// A secret, or nothing if it cannot be opened.
    pub async fn find(
        &self,
        store: &dyn ConnectionStore,
        owner: &Owner<'_>,
        sealed: &Sealed,
    ) -> Result<Option<Secret>, Failure> {
        match self.open(store, owner, sealed).await {
            Ok(secret) => Ok(Some(secret)),
            Err(failure) if failure.cause::<VaultError>().is_some() => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// Forgets the keys that open nothing any more: what a rotation that was cut off left, and those that it replaced.
    pub async fn tidy(&self, store: &dyn ConnectionStore, _: &Lock) -> Result<(), Failure> {
        let keys = store.keys().await?;
        for record in keys.left().filter(|record| record.keeper == self.keeper.kind()) {
            self.keeper.forget(record.id).await?;
            store.forget_key(record.id).await?;
        }
        Ok(())
    }

    /// Takes a new key in place of the present one and seals everything anew. Whatever becomes of this process, one of the
    /// two opens every secret, and the next one forgets the other. Answers how many secrets could not be opened: they stay
    /// as they are, and so does the key that they need.
    pub async fn rotate(&self, store: &dyn ConnectionStore, lock: &Lock) -> Result<usize, Failure> {
        self.known.lock().await.clear();
        let before = self.sealer(store).await?;
        let keys = store.keys().await?;
        let (record, key) = self.keeper.begin(keys.database, true).await?;
        store.put_key(&record).await?;
        self.keeper.keep(&key).await?;
        let after = Arc::new(Sealer::new(keys.database, &key));
        let (new, unopened) = (Arc::clone(&after), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&unopened);
        let reseal = move |owner: &Owner<'_>, sealed: &Sealed| {
            let opened = (sealed.key == before.key()).then(|| before.open(owner, sealed))?;
            let anew = opened.and_then(|secret| new.seal(owner, &secret)).ok();
            count.fetch_add(usize::from(anew.is_none()), Ordering::Relaxed);
            anew
        };
        store.reseal(&record, Box::new(reseal)).await?;
        self.known.lock().await.insert(key.id(), Ok(after));
        self.tidy(store, lock).await?;
        Ok(unopened.load(Ordering::Relaxed))
    }

    /// The present key under a passphrase, for another machine that is to open a copy of this database.
    pub async fn export(&self, store: &dyn ConnectionStore, passphrase: Secret) -> Result<String, Failure> {
        let keys = store.keys().await?;
        let none = || VaultError::KeyLost("the database has none yet".to_owned());
        let record = keys.current(self.is_of_sandbox()).ok_or_else(none)?;
        let key = self.keeper.fetch(keys.database, record).await?;
        Ok(secrets::lock_up(key, passphrase).await?)
    }

    /// Keeps an exported key of this database here. Another one opens nothing and is refused.
    pub async fn import(
        &self,
        store: &dyn ConnectionStore,
        text: &str,
        passphrase: Secret,
        _: &Lock,
    ) -> Result<(), Failure> {
        let key = secrets::take_out(text, passphrase).await?;
        let keys = store.keys().await?;
        let other = || VaultError::WrongKey("it is the key of another database".to_owned());
        let known = keys.find(key.id()).filter(|record| record.is_of_sandbox() == self.is_of_sandbox());
        let is_current = known.ok_or_else(other)?.is_current;
        self.keeper.keep(&key).await?;
        let record = self.keeper.adopt(keys.database, &key).await?;
        Ok(store.put_key(&KeyRecord { is_current, ..record }).await?)
    }

    async fn make(&self, store: &dyn ConnectionStore, _: &Lock) -> Result<(), Failure> {
        // What was known is of before the lock was had.
        self.known.lock().await.clear();
        let keys = store.keys().await?;
        if let Some(record) = keys.current(self.is_of_sandbox()) {
            match self.learn(&keys, record).await {
                Ok(_) => return Ok(()),
                Err(error) if is_replaceable(&error, &keys, record) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let (record, key) = self.keeper.begin(keys.database, false).await?;
        store.put_key(&KeyRecord { is_current: true, ..record }).await?;
        self.keeper.keep(&key).await?;
        self.known.lock().await.insert(key.id(), Ok(Arc::new(Sealer::new(keys.database, &key))));
        Ok(())
    }

    async fn learn(&self, keys: &Keys, record: &KeyRecord) -> Result<Arc<Sealer>, VaultError> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.get(&record.id) {
            return known.clone();
        }
        let fetched = self.keeper.fetch(keys.database, record).await;
        let sealer = fetched.map(|key| Arc::new(Sealer::new(keys.database, &key)));
        known.insert(record.id, sealer.clone());
        sealer
    }

    fn is_of_sandbox(&self) -> bool {
        self.keeper.kind() == KeeperKind::Sandbox
    }
}

/// Whether another key may take the place of one that was not given: that is surely gone, or nothing needs it.
fn is_replaceable(error: &VaultError, keys: &Keys, record: &KeyRecord) -> bool {
    match error {
        VaultError::KeyLost(_) => true,
        VaultError::WrongKey(_) | VaultError::Damaged(_) => !keys.used.contains(&record.id),
        _ => false,
    }
}
