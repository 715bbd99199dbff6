//! Bounds by size and age. Only what every target has is erased.

use std::time::Duration;

use rusqlite::{Connection as Db, params};

use super::file::Trouble;
use super::writer::Books;
use super::{Spool, SpoolError, millis_of};
use jiff::Timestamp;

/// What a row takes beside its body.
const ROW: u64 = 1024;
/// For how long it is known what came: Meta repeats for seven days (WhatsApp) and 36 hours (the others).
const MEMORY: Duration = Duration::from_hours(9 * 24);
/// The most rows that one commit erases.
const AT_ONCE: i64 = 500;

/// How much is kept, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of bodies, a thousand more for each.
    pub bytes: u64,
    /// How long a body stays once every target has it.
    pub age: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 1 << 30, age: Duration::from_hours(72) }
    }
}

impl Spool {
    /// Erases what has had its time: bodies and texts after [`Limits::age`], the rest once its repeats are over.
    pub async fn prune(&self, now: Timestamp) -> Result<(), SpoolError> {
        let now = now.as_millisecond();
        while self.write(0, move |db, books| prune(db, books, now, 0)).await? {}
        Ok(())
    }

    /// Erases everything that every target has, whatever its age, and everything that `before` came before; what waits
    /// goes too if `waiting` says so. Answers how many deliveries that were.
    pub async fn purge(&self, before: Timestamp, waiting: bool) -> Result<u64, SpoolError> {
        let before = before.as_millisecond();
        let mut all = 0;
        loop {
            let gone = self.write(0, move |db, books| purge(db, books, before, waiting)).await?;
            all += gone;
            if gone == 0 {
                return Ok(all);
            }
        }
    }
}

/// What a body counts for.
pub(super) fn weight(body: usize) -> u64 {
    body as u64 + ROW
}

/// The weight of all bodies that are kept.
pub(super) fn bytes(db: &Db) -> rusqlite::Result<u64> {
    let sum: i64 =
        db.query_row("SELECT coalesce(sum(size), 0) FROM delivery WHERE body IS NOT NULL", [], |row| row.get(0))?;
    Ok(sum.cast_unsigned())
}

/// Erases some of what has had its time and, where `room` is needed, the oldest of what every target has. Answers
/// whether there may be more.
pub(super) fn prune(db: &Db, books: &mut Books, now: i64, room: u64) -> Result<bool, Trouble> {
    let tight = books.bytes + room > books.limits.bytes;
    let settled_before = if tight { i64::MAX } else { now.saturating_sub(millis_of(books.limits.age)) };
    let mut find = db.prepare_cached(
        "SELECT number, size FROM delivery WHERE open = 0 AND body IS NOT NULL AND settled < ?1 ORDER BY settled LIMIT ?2",
    )?;
    let old: Vec<(i64, i64)> = find
        .query_map(params![settled_before, AT_ONCE], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (number, size) in &old {
        db.prepare_cached("UPDATE delivery SET body = NULL, headers = '[]' WHERE number = ?1")?.execute([number])?;
        db.prepare_cached("UPDATE event SET text = NULL, sender_name = NULL WHERE delivery = ?1")?.execute([number])?;
        books.bytes = books.bytes.saturating_sub(size.cast_unsigned());
    }
    let forgotten = now.saturating_sub(millis_of(MEMORY));
    let rows = db
        .prepare_cached(
            "DELETE FROM delivery WHERE number IN \
             (SELECT number FROM delivery WHERE open = 0 AND body IS NULL AND received < ?1 LIMIT ?2)",
        )?
        .execute(params![forgotten, AT_ONCE])?;
    let marks = db
        .prepare_cached("DELETE FROM seen WHERE mark IN (SELECT mark FROM seen WHERE at < ?1 LIMIT ?2)")?
        .execute(params![forgotten, AT_ONCE])?;
    let full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= AT_ONCE);
    Ok(full(old.len()) || full(rows) || full(marks))
}

fn purge(db: &Db, books: &mut Books, before: i64, waiting: bool) -> Result<u64, Trouble> {
    let mut find = db.prepare_cached(
        "SELECT number, CASE WHEN body IS NULL THEN 0 ELSE size END FROM delivery \
         WHERE received < ?1 AND (open = 0 OR ?2) LIMIT ?3",
    )?;
    let old: Vec<(i64, i64)> = find
        .query_map(params![before, waiting, AT_ONCE], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (number, size) in &old {
        db.prepare_cached("DELETE FROM line WHERE delivery = ?1")?.execute([number])?;
        db.prepare_cached("DELETE FROM delivery WHERE number = ?1")?.execute([number])?;
        books.bytes = books.bytes.saturating_sub(size.cast_unsigned());
    }
    Ok(old.len() as u64)
}
