//! Opens the world's file. Folder and file are private to the user; processes that open a new world at the same time
//! take turns behind a lock file, because SQLite cannot change the journal mode under a second opener.

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::home::{self, Home};
use crate::sandbox::SandboxError;

/// How long a process waits for another one's transaction.
const PATIENCE: Duration = Duration::from_secs(10);

/// The world's file.
const FILE: &str = "world.db";

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS thing (
  kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, ord INTEGER NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS thing_owner ON thing (kind, owner, ord);
CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY CHECK (one = 1), doc TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS home (one INTEGER PRIMARY KEY CHECK (one = 1), doc TEXT NOT NULL);
";

/// Whether there is a world in `folder`.
pub(crate) fn is_in(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// Opens or creates the world in `folder`. The returned file is the lock; while it lives, no one else opens the world.
pub(crate) fn on_disk(folder: &Path) -> Result<(Connection, File), SandboxError> {
    private_folder(folder)?;
    let lock = private_file(&folder.join("world.lock"))?;
    lock.lock().map_err(SandboxError::Folder)?;
    let file = folder.join(FILE);
    drop(private_file(&file)?);
    #[expect(clippy::disallowed_methods, reason = "the sandbox's own world")]
    let mut sql = Connection::open(file)?;
    sql.busy_timeout(PATIENCE)?;
    let mode: String = sql.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    tracing::trace!(mode, "world opened");
    prepare(&mut sql, Home::fresh)?;
    Ok((sql, lock))
}

/// A world that is gone when it is closed.
pub(crate) fn in_memory() -> Result<Connection, SandboxError> {
    let mut sql = Connection::open_in_memory()?;
    prepare(&mut sql, || Ok(Home::known()))?;
    Ok(sql)
}

fn prepare(sql: &mut Connection, home: impl FnOnce() -> Result<Home, SandboxError>) -> Result<(), SandboxError> {
    sql.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")?;
    sql.set_prepared_statement_cache_capacity(64);
    let known: bool = sql.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'home'", [], |row| row.get(0))?;
    if !known {
        sql.execute_batch(TABLES)?;
    }
    home::keep(sql, home)
}

fn private_folder(folder: &Path) -> Result<(), SandboxError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(SandboxError::Folder)
}

/// SQLite gives its side files the rights of the main one, so making that one private is enough.
fn private_file(path: &Path) -> Result<File, SandboxError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(SandboxError::Folder)
}
