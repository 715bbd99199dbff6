//! No keeper at all: what asks it for a key is told that none was given.

use async_trait::async_trait;

use super::{DataKey, Keeper, VaultError};
use crate::domain::{DatabaseId, KeeperKind, KeyId, KeyRecord};

pub(super) struct Nobody;

#[async_trait]
impl Keeper for Nobody {
    fn kind(&self) -> KeeperKind {
        KeeperKind::KeyFile
    }

    fn describe(&self) -> String {
        "nothing".to_owned()
    }

    async fn begin(&self, _: DatabaseId, _: bool) -> Result<(KeyRecord, DataKey), VaultError> {
        Err(none_given())
    }

    async fn adopt(&self, _: DatabaseId, _: &DataKey) -> Result<KeyRecord, VaultError> {
        Err(none_given())
    }

    async fn keep(&self, _: &DataKey) -> Result<(), VaultError> {
        Err(none_given())
    }

    async fn fetch(&self, _: DatabaseId, _: &KeyRecord) -> Result<DataKey, VaultError> {
        Err(none_given())
    }

    async fn forget(&self, _: KeyId) -> Result<(), VaultError> {
        Err(none_given())
    }

    async fn look(&self, _: DatabaseId, _: Option<&KeyRecord>) -> Result<(), VaultError> {
        Err(none_given())
    }
}

fn none_given() -> VaultError {
    VaultError::WrongKey("it needs one, and none was given".to_owned())
}
