//! The one thread that writes: it takes what waits, does it in one transaction, commits, and only then answers.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection as Db, TransactionBehavior};
use tokio::sync::oneshot;

use super::file::{self, Trouble};
use super::{Limits, SpoolError};

/// The most pieces of work in a commit, and the most bytes.
const MOST: usize = 1024;
const HEAVIEST: usize = 4 * 1024 * 1024;
/// How much may wait. More is refused, so that Meta keeps it.
const QUEUE: usize = 2048;
/// After so long without work the log is folded into the file.
const IDLE: Duration = Duration::from_secs(2);

/// What the writer knows without asking the file.
#[derive(Debug, Default)]
pub(super) struct Books {
    /// The bytes of all bodies that are kept.
    pub(super) bytes: u64,
    /// The bounds.
    pub(super) limits: Limits,
}

/// Work, what it weighs, and what is told once it is committed or why it is not.
struct Job {
    weight: usize,
    work: Work,
}

type Work = Box<dyn FnOnce(&Db, &mut Books) -> Result<Told, Trouble> + Send>;

type Told = Box<dyn FnOnce(Result<(), SpoolError>) + Send>;

/// The thread. It ends when this is dropped, with everything done that was handed to it.
pub(super) struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(path: PathBuf, db: Db, limits: Limits) -> Result<Self, SpoolError> {
        let mut books = Books { bytes: 0, limits };
        books.bytes = super::prune::bytes(&db).map_err(|error| Trouble::from(error).about(&path))?;
        let (jobs, queue) = sync_channel(QUEUE);
        let name = "spool".to_owned();
        let failed = SpoolError::Unavailable { path: path.display().to_string(), reason: "no thread".to_owned() };
        let thread = std::thread::Builder::new().name(name).spawn(move || serve(&path, db, books, &queue));
        Ok(Self { jobs: Some(jobs), thread: Some(thread.map_err(|_| failed)?) })
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        weight: usize,
        work: impl FnOnce(&Db, &mut Books) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, SpoolError> {
        let (tell, told) = oneshot::channel();
        let work = move |db: &Db, books: &mut Books| -> Result<Told, Trouble> {
            match work(db, books) {
                // Who asked may have gone: nothing is waited for then.
                Ok(done) => Ok(Box::new(move |ended: Result<(), SpoolError>| drop(tell.send(ended.map(|()| done))))),
                // A refusal wrote nothing and spoils nothing of the others.
                Err(Trouble::Told(error)) => Ok(Box::new(move |_| drop(tell.send(Err(error))))),
                Err(error) => Err(error),
            }
        };
        let job = Job { weight, work: Box::new(work) };
        let jobs = self.jobs.as_ref().ok_or(SpoolError::Busy)?;
        jobs.try_send(job).map_err(|_| SpoolError::Busy)?;
        // A job that failed in the file takes its sender with it.
        told.await.unwrap_or(Err(SpoolError::Busy))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(path: &std::path::Path, db: Db, mut books: Books, queue: &Receiver<Job>) {
    let (mut db, mut folded) = (Some(db), false);
    loop {
        let first = match queue.recv_timeout(IDLE) {
            Ok(job) => job,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(db) = db.as_ref().filter(|_| !std::mem::replace(&mut folded, true)) {
                    let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        folded = false;
        let group = gather(first, queue);
        // After a commit that failed nothing is known of the connection: the file is opened anew.
        let opened = db.take().map_or_else(|| file::open(path), Ok);
        let Ok(mut opened) = opened else { continue };
        match commit(&mut opened, &mut books, group) {
            Ok(told) => {
                for tell in told {
                    tell(Ok(()));
                }
                db = Some(opened);
            }
            Err((told, trouble)) => {
                let error = trouble.about(path);
                tracing::warn!(%error, "nothing was kept");
                for tell in told {
                    tell(Err(error.clone()));
                }
            }
        }
    }
}

fn gather(first: Job, queue: &Receiver<Job>) -> Vec<Job> {
    let (mut weight, mut group) = (first.weight, vec![first]);
    while group.len() < MOST && weight < HEAVIEST {
        let Ok(next) = queue.try_recv() else { break };
        weight += next.weight;
        group.push(next);
    }
    group
}

/// Does all of it or nothing.
fn commit(db: &mut Db, books: &mut Books, group: Vec<Job>) -> Result<Vec<Told>, (Vec<Told>, Trouble)> {
    let before = books.bytes;
    let mut told = Vec::with_capacity(group.len());
    let all = || -> Result<(), Trouble> {
        let writing = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for job in group {
            told.push((job.work)(&writing, books)?);
        }
        Ok(writing.commit()?)
    };
    match all() {
        Ok(()) => Ok(told),
        Err(trouble) => {
            books.bytes = before;
            Err((told, trouble))
        }
    }
}
