//! Looking at what is kept: lists, one delivery whole, and how much there is.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{Spool, SpoolError, millis, time};
use crate::domain::{ConnectionRef, Event};

/// Which events are meant. What is left out does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of these connections.
    pub references: Vec<ConnectionRef>,
    /// Of this kind, or this field.
    pub kind: Option<String>,
    /// Whose delivery stands so with some target.
    pub state: Option<State>,
    /// That came at this time or later.
    pub since: Option<Timestamp>,
    /// That came before this time.
    pub until: Option<Timestamp>,
    /// Behind this delivery in the order in which they came.
    pub after: Option<i64>,
    /// That customers wrote.
    pub incoming: bool,
    /// The newest so many.
    pub limit: usize,
}

/// How a delivery stands with a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is to be tried, for the first time or again.
    Waiting,
    /// The target has it.
    Delivered,
    /// It was given up.
    Failed,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Failed];

    /// The word in documents and in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    fn named(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == word).unwrap_or(Self::Waiting)
    }
}

/// An event that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The delivery's number in the spool.
    pub number: i64,
    /// The delivery's name.
    pub id: String,
    /// When it came.
    pub received: Timestamp,
    /// What it tells.
    pub event: Event,
    /// Whether it came before.
    pub repeat: bool,
}

/// How a delivery stands with one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passing {
    /// The target.
    pub url: String,
    /// How it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// What went wrong last.
    pub words: Option<String>,
    /// When it is tried next, if it waits.
    pub due: Option<Timestamp>,
}

/// One delivery, whole.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Its number in the spool.
    pub number: i64,
    /// Its name.
    pub id: String,
    /// When it came.
    pub received: Timestamp,
    /// Header lines as they came.
    pub headers: Vec<(String, String)>,
    /// The bytes; none once they are erased.
    pub body: Option<Vec<u8>>,
    /// What it tells.
    pub events: Vec<Found>,
    /// Where it is to go.
    pub passing: Vec<Passing>,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Deliveries whose bodies are kept.
    pub kept: u64,
    /// What they weigh.
    pub bytes: u64,
    /// Those among all that wait for some target.
    pub waiting: u64,
    /// Those that were given up.
    pub failed: u64,
}

const COLUMNS: &str = "d.number, d.id, d.received, e.object, e.asset, e.reference, e.field, e.kind, e.incoming, e.sender, \
                       e.sender_name, e.recipient, e.text, e.at, e.key, e.repeat";

impl Spool {
    /// The newest events that `filter` lets through, oldest first.
    pub fn find(&self, filter: &Filter) -> Result<Vec<Found>, SpoolError> {
        let mut found: Vec<Found> = Vec::new();
        let query = format!(
            "SELECT {COLUMNS} FROM delivery AS d JOIN event AS e ON e.delivery = d.number \
             WHERE d.number > ?1 AND d.received >= ?2 AND d.received < ?3 AND (?4 IS NULL OR e.kind = ?4 OR e.field = ?4) \
             AND (?5 IS NULL OR EXISTS (SELECT 1 FROM passing WHERE delivery = d.number AND state = ?5)) \
             AND (NOT ?6 OR e.incoming) ORDER BY d.number DESC, e.place DESC"
        );
        self.read(|db| {
            let mut query = db.prepare_cached(&query)?;
            let mut rows = query.query(params![
                filter.after.unwrap_or(0),
                filter.since.map_or(i64::MIN, millis),
                filter.until.map_or(i64::MAX, millis),
                filter.kind,
                filter.state.map(State::as_str),
                filter.incoming,
            ])?;
            while let Some(row) = rows.next()? {
                let one = event(row)?;
                let is_meant = filter.references.is_empty()
                    || one.event.reference.as_ref().is_some_and(|reference| filter.references.contains(reference));
                if is_meant {
                    found.push(one);
                }
                if found.len() >= filter.limit {
                    break;
                }
            }
            Ok(())
        })?;
        found.reverse();
        Ok(found)
    }

    /// The number of the newest delivery.
    pub fn newest(&self) -> Result<i64, SpoolError> {
        self.read(|db| db.query_row("SELECT coalesce(max(number), 0) FROM delivery", [], |row| row.get(0)))
    }

    /// The delivery of this name, or of the one name that begins so.
    pub fn whole(&self, id: &str) -> Result<Option<Whole>, SpoolError> {
        self.read(|db| {
            let query = "SELECT number, id, received, headers, body FROM delivery WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2";
            let mut find = db.prepare_cached(query)?;
            let mut found: Vec<Whole> = find.query_map([id], whole)?.collect::<Result<_, _>>()?;
            let Some(mut one) = found.pop().filter(|_| found.is_empty()) else { return Ok(None) };
            let query = format!("SELECT {COLUMNS} FROM delivery AS d JOIN event AS e ON e.delivery = d.number WHERE d.number = ?1 ORDER BY e.place");
            one.events = db.prepare_cached(&query)?.query_map([one.number], event)?.collect::<Result<_, _>>()?;
            one.passing = db.prepare_cached(PASSING)?.query_map([one.number], passing)?.collect::<Result<_, _>>()?;
            Ok(Some(one))
        })
    }

    /// The names of deliveries that some target was to have and was given up for, oldest first.
    pub fn failed(&self) -> Result<Vec<String>, SpoolError> {
        let query = "SELECT id FROM delivery WHERE EXISTS \
                     (SELECT 1 FROM passing WHERE delivery = number AND state = 'failed') ORDER BY number";
        self.read(|db| db.prepare_cached(query)?.query_map([], |row| row.get(0))?.collect())
    }

    /// How much there is.
    pub fn usage(&self) -> Result<Usage, SpoolError> {
        let query = "SELECT (SELECT count(*) FROM delivery WHERE body IS NOT NULL), \
                     (SELECT coalesce(sum(size), 0) FROM delivery WHERE body IS NOT NULL), \
                     (SELECT count(DISTINCT delivery) FROM passing WHERE state = 'waiting'), \
                     (SELECT count(DISTINCT delivery) FROM passing WHERE state = 'failed')";
        let number = |row: &Row<'_>, place: usize| row.get::<_, i64>(place).map(i64::cast_unsigned);
        self.read(|db| {
            db.query_row(query, [], |row| {
                Ok(Usage {
                    kept: number(row, 0)?,
                    bytes: number(row, 1)?,
                    waiting: number(row, 2)?,
                    failed: number(row, 3)?,
                })
            })
        })
    }
}

const PASSING: &str = "SELECT url, state, attempts, status, words, due FROM passing \
                       JOIN target ON target.number = passing.target WHERE delivery = ?1 ORDER BY passing.target";

fn event(row: &Row<'_>) -> rusqlite::Result<Found> {
    let reference: Option<String> = row.get(5)?;
    Ok(Found {
        number: row.get(0)?,
        id: row.get(1)?,
        received: time(row.get(2)?),
        event: Event {
            object: row.get(3)?,
            asset: row.get(4)?,
            reference: reference.and_then(|text| text.parse().ok()),
            field: row.get(6)?,
            kind: row.get(7)?,
            incoming: row.get(8)?,
            from: row.get(9)?,
            from_name: row.get(10)?,
            to: row.get(11)?,
            text: row.get(12)?,
            at: row.get::<_, Option<i64>>(13)?.map(time),
            key: row.get(14)?,
        },
        repeat: row.get(15)?,
    })
}

fn passing(row: &Row<'_>) -> rusqlite::Result<Passing> {
    let word: String = row.get(1)?;
    let state = State::named(&word);
    Ok(Passing {
        url: row.get(0)?,
        state,
        attempts: row.get(2)?,
        status: row.get(3)?,
        words: row.get(4)?,
        due: (state == State::Waiting).then(|| row.get(5).map(time)).transpose()?,
    })
}

fn whole(row: &Row<'_>) -> rusqlite::Result<Whole> {
    let headers: String = row.get(3)?;
    Ok(Whole {
        number: row.get(0)?,
        id: row.get(1)?,
        received: time(row.get(2)?),
        headers: serde_json::from_str(&headers).unwrap_or_default(),
        body: row.get(4)?,
        events: Vec::new(),
        passing: Vec::new(),
    })
}
