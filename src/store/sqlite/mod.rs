//! The store in one SQLite file.
//!
//! | file | what is in it |
//! |---|---|
//! | `file`, `lock` | the file before SQLite sees it: rights, links, the lock beside it |
//! | `open`, `migrate` | opening it safely, making it, taking it to the newest schema |
//! | `handle` | the reading and the writing transaction |
//! | `rows`, `checksum` | records to rows and back, with a checksum on each |
//! | `profiles`, `connections`, `changes`, `grants`, `notes`, `log`, `keys`, `meta` | one table each |
//! | `error` | errors, before it is known which file they happened to |
//!
//! The connection stays behind a mutex and is used on the runtime's blocking threads only, so a slow disk or another
//! process never stops the program's other work. A call whose future is dropped still ends as one transaction.

mod changes;
mod checksum;
pub(super) mod completion;
mod connections;
mod error;
mod file;
mod grants;
mod handle;
mod keys;
mod lock;
mod log;
mod meta;
mod migrate;
mod notes;
mod open;
mod profiles;
mod rows;
// They start shells, set modes and make links.
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rusqlite::{Connection as Db, Transaction};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use self::error::{DatabaseError, unavailable};
use self::handle::Handle;
use super::{Action, ConnectionStore, Examined, Filter, Health, Keys, Lock, ProfileRecord, Reseal, StoreError};
use crate::domain::{Change, Connection, ConnectionRef, Grant, KeyId, KeyRecord, Note, Topic};

/// How many records travel at once from the file to whoever visits them.
const BATCH: usize = 128;

/// Connections in one SQLite file.
pub(super) struct Sqlite {
    path: PathBuf,
    handle: Arc<Mutex<Handle>>,
}

impl Sqlite {
    /// Opens the file at `path`, taking it to the newest schema as needed. The first write makes one that is not there.
    pub(super) async fn open(path: &Path) -> Result<Self, StoreError> {
        let given = path.to_owned();
        let handle = ended(spawn_blocking(move || open::open(&given, migrate::STEPS)), path).await?;
        Ok(Self { path: handle.path().to_owned(), handle: Arc::new(Mutex::new(handle)) })
    }

    /// Looks through the whole file at `path`, changing nothing.
    pub(super) async fn examine(path: &Path) -> Result<Option<Examined>, StoreError> {
        let given = path.to_owned();
        let look = move || open::examine(&given, migrate::STEPS);
        let Some((handle, schema)) = ended(spawn_blocking(look), path).await? else { return Ok(None) };
        let (path, newest) = (handle.path().to_owned(), migrate::count(migrate::STEPS));
        let shown = error::shown(&path);
        let records = Self { path, handle: Arc::new(Mutex::new(handle)) };
        let records = (schema == newest).then(|| Box::new(records) as Box<dyn ConnectionStore>);
        Ok(Some(Examined { path: shown, schema, newest, records }))
    }

    fn start<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Handle) -> Result<T, StoreError> + Send + 'static,
    ) -> JoinHandle<Result<T, StoreError>> {
        let handle = Arc::clone(&self.handle);
        // A panic in the middle of work rolls its transaction back: what is behind the mutex stays whole.
        spawn_blocking(move || work(&mut handle.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db) -> Result<T, DatabaseError> + Send + 'static,
    ) -> Result<T, StoreError> {
        ended(self.start(|handle| handle.read(work)), &self.path).await
    }

    async fn read_checked<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db) -> Result<T, DatabaseError> + Send + 'static,
    ) -> Result<T, StoreError> {
        ended(self.start(|handle| handle.read_checked(work)), &self.path).await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError> + Send + 'static,
    ) -> Result<T, StoreError> {
        ended(self.start(|handle| handle.write(work)), &self.path).await
    }
}

/// Waits for work on a blocking thread; a panic there goes on here.
async fn ended<T>(work: JoinHandle<Result<T, StoreError>>, path: &Path) -> Result<T, StoreError> {
    match work.await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(unavailable(path, "the program is ending")),
        },
    }
}

/// Walks the records and sends them in batches until nobody listens.
fn send_all(db: &Db, filter: &Filter, out: &mpsc::Sender<Vec<Connection>>) -> Result<(), DatabaseError> {
    let mut batch = Vec::with_capacity(BATCH);
    connections::scan(db, filter, |record| {
        batch.push(record);
        batch.len() < BATCH || out.blocking_send(std::mem::take(&mut batch)).is_ok()
    })?;
    // If nobody listens any more, nobody misses the rest.
    let _ = out.blocking_send(batch);
    Ok(())
}

#[async_trait]
impl ConnectionStore for Sqlite {
    async fn missing(&self) -> Result<Option<String>, StoreError> {
        let work = |handle: &mut Handle| Ok(handle.is_missing()?.then(|| error::shown(handle.path())));
        ended(self.start(work), &self.path).await
    }

    async fn lock(&self, waiting: &(dyn Fn() + Sync)) -> Result<Lock, StoreError> {
        let make = |handle: &mut Handle| handle.make().map(|()| handle.path().to_owned());
        lock::take(ended(self.start(make), &self.path).await?, waiting).await
    }

    async fn bind(&self, profile: &str, app_id: &str, origin: &str) -> Result<(), StoreError> {
        let record = ProfileRecord::met(profile, app_id, origin);
        ended(self.start(|handle| handle.bind(record)), &self.path).await
    }

    async fn is_bound(&self, profile: &str, app_id: &str, origin: &str) -> Result<bool, StoreError> {
        let record = ProfileRecord::met(profile, app_id, origin);
        ended(self.start(move |handle| handle.is_bound(&record)), &self.path).await
    }

    async fn siblings(&self, profile: &str) -> Result<Vec<String>, StoreError> {
        let profile = profile.to_owned();
        ended(self.start(move |handle| handle.siblings(&profile)), &self.path).await
    }

    async fn profiles(&self) -> Result<Vec<ProfileRecord>, StoreError> {
        self.read_checked(profiles::list).await
    }

    async fn profile(&self, name: &str) -> Result<Option<ProfileRecord>, StoreError> {
        let (name, again) = (name.to_owned(), name.to_owned());
        // A row proves itself; that there is none only a sound file does.
        match self.read(move |db| profiles::find(db, &name)).await? {
            Some(found) => Ok(Some(found)),
            None => self.read_checked(move |db| profiles::find(db, &again)).await,
        }
    }

    async fn put_profile(&self, record: &ProfileRecord, log: &[Action]) -> Result<(), StoreError> {
        let (record, actions) = (record.clone(), log.to_vec());
        self.write(move |db| profiles::put(db, &record, &actions)).await
    }

    async fn remove_profile(&self, name: &str, log: &[Action]) -> Result<(), StoreError> {
        let (name, actions) = (name.to_owned(), log.to_vec());
        self.write(move |db| profiles::remove(db, &name, &actions)).await
    }

    async fn list(&self, filter: &Filter) -> Result<Vec<Connection>, StoreError> {
        let filter = filter.clone();
        let work = move |db: &Db| {
            let mut found = Vec::new();
            connections::scan(db, &filter, |record| {
                found.push(record);
                true
            })?;
            Ok(found)
        };
        self.read(work).await
    }

    async fn visit(
        &self,
        filter: &Filter,
        each: &mut (dyn FnMut(Connection) -> bool + Send),
    ) -> Result<(), StoreError> {
        let (out, mut batches) = mpsc::channel(2);
        let filter = filter.clone();
        let work = self.start(move |handle| handle.read(|db| send_all(db, &filter, &out)));
        while let Some(batch) = batches.recv().await {
            if !batch.into_iter().all(&mut *each) {
                // The walk ends at the next batch that it cannot hand over.
                drop(batches);
                break;
            }
        }
        ended(work, &self.path).await
    }

    async fn get(&self, profile: &str, reference: &ConnectionRef) -> Result<Option<Connection>, StoreError> {
        let (profile, reference) = (profile.to_owned(), reference.clone());
        self.read_checked(move |db| connections::find(db, &profile, &reference)).await
    }

    async fn begin(&self, changes: &[Change], records: &[Connection]) -> Result<(), StoreError> {
        let (changes, records) = (changes.to_vec(), records.to_vec());
        self.write(move |db| changes::begin(db, &changes, &records)).await
    }

    async fn settle(&self, records: &[Connection], log: &[Action]) -> Result<(), StoreError> {
        let (records, actions) = (records.to_vec(), log.to_vec());
        self.write(move |db| changes::settle(db, &records, &actions)).await
    }

    async fn abandon(&self, change: &Change, log: &[Action]) -> Result<(), StoreError> {
        let (change, actions) = (change.clone(), log.to_vec());
        self.write(move |db| changes::abandon(db, &change, &actions)).await
    }

    async fn note_health(&self, found: &[Health]) -> Result<(), StoreError> {
        let found = found.to_vec();
        self.write(move |db| found.iter().try_for_each(|one| connections::note_health(db, one))).await
    }

    async fn open_changes(&self, profile: &str) -> Result<Vec<Change>, StoreError> {
        let profile = profile.to_owned();
        self.read_checked(move |db| changes::list(db, &profile)).await
    }

    async fn grants(&self, profile: &str) -> Result<Vec<Grant>, StoreError> {
        let profile = profile.to_owned();
        self.read_checked(move |db| grants::list(db, &profile)).await
    }

    async fn put_grant(&self, grant: &Grant) -> Result<(), StoreError> {
        let grant = grant.clone();
        self.write(move |db| grants::put(db, &grant)).await
    }

    async fn remove_grant(&self, profile: &str, grant_id: &str) -> Result<(), StoreError> {
        let (profile, id) = (profile.to_owned(), grant_id.to_owned());
        self.write(move |db| grants::remove(db, &profile, &id)).await
    }

    async fn note(&self, profile: &str, topic: Topic, subject: &str) -> Result<Option<Note>, StoreError> {
        let (profile, subject) = (profile.to_owned(), subject.to_owned());
        self.read_checked(move |db| notes::find(db, &profile, topic, &subject)).await
    }

    async fn put_note(&self, note: &Note) -> Result<(), StoreError> {
        let note = note.clone();
        self.write(move |db| notes::put(db, &note)).await
    }

    async fn remove_note(&self, profile: &str, topic: Topic, subject: &str) -> Result<(), StoreError> {
        let (profile, subject) = (profile.to_owned(), subject.to_owned());
        self.write(move |db| notes::remove(db, &profile, topic, &subject)).await
    }

    async fn log(&self, actions: &[Action]) -> Result<(), StoreError> {
        let actions = actions.to_vec();
        self.write(move |db| log::append(db, &actions)).await
    }

    async fn history(&self, profile: Option<&str>, limit: usize) -> Result<Vec<Action>, StoreError> {
        let profile = profile.map(str::to_owned);
        self.read_checked(move |db| log::history(db, profile.as_deref(), limit)).await
    }

    async fn keys(&self) -> Result<Keys, StoreError> {
        self.read_checked(keys::all).await
    }

    async fn put_key(&self, record: &KeyRecord) -> Result<(), StoreError> {
        let record = record.clone();
        self.write(move |db| keys::put(db, &record)).await
    }

    async fn forget_key(&self, id: KeyId) -> Result<(), StoreError> {
        self.write(move |db| keys::forget(db, id)).await
    }

    async fn reseal(&self, record: &KeyRecord, reseal: Box<Reseal>) -> Result<(), StoreError> {
        let record = record.clone();
        self.write(move |db| keys::reseal(db, &record, &reseal)).await
    }
}
