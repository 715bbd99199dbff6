//! A file with data keys: one as a rule, two while one takes the place of the other.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use zeroize::Zeroizing;

use super::{DataKey, Keeper, VaultError, aside, check_kind};
use crate::domain::{DatabaseId, KeeperKind, KeyId, KeyRecord};
use crate::files;

/// The file.
#[derive(Clone)]
pub(super) struct KeyFile {
    pub(super) path: PathBuf,
    /// The file of the user's, or the sandbox's, which is made if there is none.
    pub(super) kind: KeeperKind,
}

#[async_trait]
impl Keeper for KeyFile {
    fn kind(&self) -> KeeperKind {
        self.kind
    }

    fn describe(&self) -> String {
        format!("key file {}", self.path.display())
    }

    async fn begin(&self, _: DatabaseId, fresh: bool) -> Result<(KeyRecord, DataKey), VaultError> {
        let own = self.clone();
        let given = aside(move || own.first()).await?;
        let key = match given {
            Some(key) if !fresh => key,
            _ => DataKey::fresh()?,
        };
        Ok((key.record(self.kind, Vec::new()), key))
    }

    async fn keep(&self, key: &DataKey) -> Result<(), VaultError> {
        let key = key.clone();
        self.change(move |keys| {
            if !keys.iter().any(|one| one.id() == key.id()) {
                keys.push(key);
            }
        })
        .await
    }

    async fn fetch(&self, _: DatabaseId, record: &KeyRecord) -> Result<DataKey, VaultError> {
        check_kind(self.kind, record)?;
        let (own, id) = (self.clone(), record.id);
        aside(move || {
            let keys = own.keys()?.ok_or_else(|| own.missing())?;
            keys.into_iter().find(|key| key.id() == id).ok_or_else(|| own.other())
        })
        .await
    }

    async fn forget(&self, id: KeyId) -> Result<(), VaultError> {
        self.change(move |keys| keys.retain(|key| key.id() != id)).await
    }

    async fn look(&self, database: DatabaseId, record: Option<&KeyRecord>) -> Result<(), VaultError> {
        let Some(record) = record else {
            let own = self.clone();
            return aside(move || own.first().map(drop)).await;
        };
        self.fetch(database, record).await.map(drop)
    }
}

impl KeyFile {
    /// The key for a database that has none yet; nothing if one is to be made.
    fn first(&self) -> Result<Option<DataKey>, VaultError> {
        match self.keys()? {
            Some(keys) => Ok(keys.into_iter().next()),
            None if self.kind == KeeperKind::Sandbox => Ok(None),
            None => Err(self.missing()),
        }
    }

    /// Changes what the file holds, unless that is so already. Processes take turns, and the file is whole at any moment.
    async fn change(&self, change: impl FnOnce(&mut Vec<DataKey>) + Send + 'static) -> Result<(), VaultError> {
        let own = self.clone();
        aside(move || {
            let (folder, name) = own.place(true)?.ok_or_else(|| own.missing())?;
            let _lock = folder.lock(&format!("{name}.lock"))?;
            // What a killed process left unfinished opens nothing and goes.
            for left in folder.names()?.iter().filter(|left| left.starts_with(&files::unfinished(&name))) {
                folder.remove(left)?;
            }
            let mut keys = own.keys()?.unwrap_or_default();
            let before: Vec<_> = keys.iter().map(DataKey::id).collect();
            change(&mut keys);
            if keys.iter().map(DataKey::id).eq(before.iter().copied()) {
                return Ok(());
            }
            // An empty file would be a broken one.
            if keys.is_empty() {
                return Ok(folder.remove(&name).map(drop)?);
            }
            // The lock keeps others out, and where locks do nothing (some network file systems) this does.
            if before.is_empty() && !folder.write_new(&name, &text(&keys))? {
                return Err(VaultError::Unavailable(format!("{} was made meanwhile: try again", own.path.display())));
            }
            if !before.is_empty() {
                folder.write(&name, &text(&keys))?;
            }
            Ok(())
        })
        .await
    }

    /// The folder that the file is in, and its name there. Others may look into a folder of the user's; the sandbox's is
    /// closed to them.
    fn place(&self, make: bool) -> Result<Option<(files::Folder, String)>, VaultError> {
        let parent = self.path.parent().filter(|parent| *parent != Path::new(""));
        match (self.kind, parent) {
            (KeeperKind::Sandbox, Some(parent)) => {
                let folder = if make { Some(files::Folder::create(parent)?) } else { files::Folder::existing(parent)? };
                let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Ok(folder.map(|folder| (folder, name)))
            }
            // A folder that is not there holds no file either.
            (_, Some(parent)) if !make && !parent.exists() => Ok(None),
            _ => Ok(Some(files::Folder::around(&self.path, make)?)),
        }
    }

    fn keys(&self) -> Result<Option<Vec<DataKey>>, VaultError> {
        let Some((folder, name)) = self.place(false)? else { return Ok(None) };
        let Some(bytes) = folder.read(&name)? else { return Ok(None) };
        let path = self.path.display();
        let odd = || VaultError::WrongKey(format!("{path} does not hold 32 random bytes, plain or in base64 or hex"));
        parse(&bytes).map(Some).ok_or_else(odd)
    }

    fn missing(&self) -> VaultError {
        VaultError::WrongKey(format!("there is no key file {}", self.path.display()))
    }

    fn other(&self) -> VaultError {
        VaultError::WrongKey(format!("{} holds the key of another database", self.path.display()))
    }
}

/// One key in any spelling, or several in one of the spellings of text, a line each.
fn parse(bytes: &[u8]) -> Option<Vec<DataKey>> {
    if bytes.len() == 32 {
        return Some(vec![DataKey::of_bytes(bytes)?]);
    }
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let keys = lines.map(DataKey::parse).collect::<Option<Vec<_>>>()?;
    (!keys.is_empty()).then_some(keys)
}

fn text(keys: &[DataKey]) -> Zeroizing<Vec<u8>> {
    let mut text = Zeroizing::new(Vec::with_capacity(keys.len() * 45));
    for key in keys {
        text.extend_from_slice(key.text().expose().as_bytes());
        text.push(b'\n');
    }
    text
}
