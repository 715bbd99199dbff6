//! Takes a delivery in: its bytes, what it tells, and a place in the queue of each target, all in one commit.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection as Db, params};
use sha2::{Digest as _, Sha256};

use super::file::Trouble;
use super::queue::TargetNumber;
use super::writer::Books;
use super::{Spool, SpoolError, millis, prune};
use crate::domain::Event;

/// A delivery as it came.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// When.
    pub received: Timestamp,
    /// Header lines in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The bytes.
    pub body: Vec<u8>,
    /// What it tells.
    pub events: Vec<Event>,
    /// Who is to have it.
    pub targets: Vec<TargetNumber>,
}

/// A delivery that is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name for ever.
    pub id: String,
    /// What of it came before, in the order of its events.
    pub repeats: Vec<bool>,
}

impl Spool {
    /// Keeps a delivery. What comes back is on the disk.
    pub async fn keep(&self, arrival: Arrival) -> Result<Kept, SpoolError> {
        let weight = arrival.body.len();
        self.write(weight, move |db, books| keep(db, books, &arrival)).await
    }
}

fn keep(db: &Db, books: &mut Books, arrival: &Arrival) -> Result<Kept, Trouble> {
    let now = millis(arrival.received);
    let size = prune::weight(arrival.body.len());
    if books.bytes + size > books.limits.bytes {
        prune::prune(db, books, now, size)?;
    }
    if books.bytes + size > books.limits.bytes {
        return Err(Trouble::Told(SpoolError::Full { bytes: books.bytes }));
    }
    let id = uuid::Uuid::now_v7().to_string();
    let headers = serde_json::to_string(&arrival.headers).unwrap_or_default();
    let open = i64::try_from(arrival.targets.len()).unwrap_or(i64::MAX);
    db.prepare_cached(
        "INSERT INTO delivery (id, received, headers, body, size, open, settled) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?2)",
    )?
    .execute(params![id, now, headers, arrival.body, size.cast_signed(), open])?;
    let number = db.last_insert_rowid();
    let repeats = events(db, number, now, &arrival.events)?;
    queue(db, number, now, arrival)?;
    books.bytes += size;
    Ok(Kept { id, repeats })
}

fn events(db: &Db, delivery: i64, now: i64, events: &[Event]) -> rusqlite::Result<Vec<bool>> {
    let mut insert = db.prepare_cached(
        "INSERT INTO event (delivery, place, object, asset, reference, field, kind, incoming, sender, sender_name, \
         recipient, text, at, key, repeat) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    // A repeat keeps its mark alive for another while.
    let mut known = db.prepare_cached("UPDATE seen SET at = ?2 WHERE mark = ?1")?;
    let mut new = db.prepare_cached("INSERT INTO seen (mark, at) VALUES (?1, ?2)")?;
    let mut repeats = Vec::with_capacity(events.len());
    for (place, event) in events.iter().enumerate() {
        let mark = mark(event);
        let repeat = known.execute(params![mark, now])? > 0;
        if !repeat {
            new.execute(params![mark, now])?;
        }
        insert.execute(params![
            delivery,
            place.cast_signed(),
            event.object,
            event.asset,
            event.reference.as_ref().map(ToString::to_string),
            event.field,
            event.kind,
            event.incoming,
            event.from,
            event.from_name,
            event.to,
            event.text,
            event.at.map(millis),
            event.key,
            repeat,
        ])?;
        repeats.push(repeat);
    }
    Ok(repeats)
}

fn queue(db: &Db, delivery: i64, now: i64, arrival: &Arrival) -> rusqlite::Result<()> {
    if arrival.targets.is_empty() {
        return Ok(());
    }
    let conversations: BTreeSet<String> = arrival.events.iter().filter_map(Event::conversation).collect();
    let mut passing = db.prepare_cached(
        "INSERT INTO passing (target, delivery, state, since, due, attempts, refusals) VALUES (?1, ?2, 'waiting', ?3, ?3, 0, 0)",
    )?;
    let mut line = db.prepare_cached("INSERT INTO line (target, conversation, delivery) VALUES (?1, ?2, ?3)")?;
    for TargetNumber(target) in &arrival.targets {
        passing.execute(params![target, delivery, now])?;
        for conversation in &conversations {
            line.execute(params![target, conversation, delivery])?;
        }
    }
    Ok(())
}

/// What is equal for what is told twice: half of a hash over whose it is, what it is and its key.
fn mark(event: &Event) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in [&event.asset, &event.field, &event.kind, &event.key] {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()[..16].to_vec()
}
