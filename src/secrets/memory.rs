//! A keeper in memory, which fails when it is told to.

use std::sync::Mutex;

use async_trait::async_trait;

use super::{DataKey, Keeper, VaultError, check_kind};
use crate::domain::{DatabaseId, KeeperKind, KeyId, KeyRecord};

/// Keeps keys for as long as it lives, as a keyring would.
#[derive(Default)]
pub(crate) struct Memory {
    keys: Mutex<Vec<DataKey>>,
    fault: Mutex<Option<VaultError>>,
}

impl Memory {
    /// From now on every call fails so; with nothing, none does.
    pub(crate) fn fail(&self, error: Option<VaultError>) {
        *self.fault.lock().unwrap() = error;
    }

    /// Loses every key.
    pub(crate) fn lose(&self) {
        self.keys.lock().unwrap().clear();
    }

    /// How many keys it keeps.
    pub(crate) fn count(&self) -> usize {
        self.keys.lock().unwrap().len()
    }

    fn call(&self) -> Result<(), VaultError> {
        self.fault.lock().unwrap().clone().map_or(Ok(()), Err)
    }
}

#[async_trait]
impl Keeper for std::sync::Arc<Memory> {
    fn kind(&self) -> KeeperKind {
        KeeperKind::Keyring
    }

    fn describe(&self) -> String {
        "memory".to_owned()
    }

    async fn begin(&self, _: DatabaseId, _: bool) -> Result<(KeyRecord, DataKey), VaultError> {
        let key = DataKey::fresh()?;
        Ok((key.record(KeeperKind::Keyring, Vec::new()), key))
    }

    async fn keep(&self, key: &DataKey) -> Result<(), VaultError> {
        self.call()?;
        self.keys.lock().unwrap().push(key.clone());
        Ok(())
    }

    async fn fetch(&self, _: DatabaseId, record: &KeyRecord) -> Result<DataKey, VaultError> {
        self.call()?;
        check_kind(KeeperKind::Keyring, record)?;
        let keys = self.keys.lock().unwrap();
        let found = keys.iter().find(|key| key.id() == record.id).cloned();
        found.ok_or_else(|| VaultError::KeyLost("it is gone".to_owned()))
    }

    async fn forget(&self, id: KeyId) -> Result<(), VaultError> {
        self.call()?;
        self.keys.lock().unwrap().retain(|key| key.id() != id);
        Ok(())
    }

    async fn look(&self, database: DatabaseId, record: Option<&KeyRecord>) -> Result<(), VaultError> {
        match record {
            Some(record) => self.fetch(database, record).await.map(drop),
            None => self.call(),
        }
    }
}
