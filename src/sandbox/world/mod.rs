//! The world: people, Pages, grants, tokens and subscriptions as typed documents in one SQLite file.
//!
//! Several processes share a world, so nothing of it is kept in memory between requests: a request sees one
//! transaction, a writing one an immediate transaction. It refuses documents of kinds it does not know by not having
//! a type for them.

mod bulk;
mod disk;
mod home;
pub(crate) mod models;

pub(crate) use disk::{in_memory, is_in, on_disk};
pub(crate) use home::{ANY, Home};

use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::GraphError;
use super::limits::Limits;
use models::App;

/// A kind of document.
pub(crate) trait Document: Serialize + DeserializeOwned {
    /// The name of the kind, part of the key.
    const KIND: &'static str;
    /// The other part of the key.
    fn id(&self) -> String;
    /// Whose list it stands in.
    fn owner(&self) -> String {
        String::new()
    }
    /// Where it stands in that list.
    fn ord(&self) -> i64 {
        0
    }
}

/// What the world knows about itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct State {
    /// The seed's name.
    pub(crate) seed: String,
    /// The number that the next token or code gets.
    pub(crate) serial: u32,
    /// Seconds by which the world is ahead of the machine.
    pub(crate) ahead: i64,
    /// Calls that were served by processes which are gone.
    pub(crate) calls: u64,
    /// What was told about limits.
    #[serde(default)]
    pub(crate) limits: Limits,
    /// The ready-made tokens.
    #[serde(default)]
    pub(crate) ready: Ready,
}

/// The numbers of the tokens that are handed out without a login.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Ready {
    /// The main person's.
    pub(crate) user: u32,
    /// The system user's.
    pub(crate) system: u32,
}

impl Default for Ready {
    fn default() -> Self {
        Self { user: 1, system: 2 }
    }
}

/// A part of a list: what stands after or before a place, at most so many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slice {
    /// Only what stands after this place.
    pub(crate) after: Option<i64>,
    /// Only what stands before this place, the nearest first to be kept.
    pub(crate) before: Option<i64>,
    /// The most rows.
    pub(crate) limit: usize,
}

impl Slice {
    /// The whole list.
    pub(crate) const ALL: Self = Self { after: None, before: None, limit: usize::MAX };

    /// It counts back from a place.
    pub(crate) fn backwards(self) -> bool {
        self.before.is_some() && self.after.is_none()
    }
}

/// The world as one request sees it.
pub(crate) struct World<'a> {
    sql: &'a Connection,
    /// What belongs to no seed.
    pub(crate) home: Home,
    /// What the world knows about itself.
    pub(crate) state: State,
    /// The app that this sandbox serves.
    pub(crate) app: App,
    /// The world's time in seconds.
    pub(crate) now: i64,
}

impl<'a> World<'a> {
    /// Reads the world's own state. `machine` is the machine's time in seconds.
    pub(crate) fn open(sql: &'a Connection, machine: i64) -> Result<Self, GraphError> {
        let state: State = meta(sql)?.unwrap_or_default();
        let mut world = Self { sql, home: home::read(sql)?, now: machine + state.ahead, state, app: App::default() };
        world.app = world.get(models::APP_ID)?.unwrap_or_default();
        Ok(world)
    }

    /// One document.
    pub(crate) fn get<T: Document>(&self, id: &str) -> Result<Option<T>, GraphError> {
        let mut ask = self.sql.prepare_cached("SELECT doc FROM thing WHERE kind = ?1 AND id = ?2")?;
        let doc: Option<T> = ask.query_row(params![T::KIND, id], decode).optional()?;
        Ok(doc)
    }

    /// Whether there is such a document.
    pub(crate) fn has<T: Document>(&self, id: &str) -> Result<bool, GraphError> {
        let mut ask = self.sql.prepare_cached("SELECT 1 FROM thing WHERE kind = ?1 AND id = ?2")?;
        Ok(ask.exists(params![T::KIND, id])?)
    }

    /// Writes a document, in the place of one with the same key.
    pub(crate) fn put<T: Document>(&self, document: &T) -> Result<(), GraphError> {
        let doc = serde_json::to_string(document)?;
        self.sql
            .prepare_cached("INSERT OR REPLACE INTO thing (kind, id, owner, ord, doc) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![T::KIND, document.id(), document.owner(), document.ord(), doc])?;
        Ok(())
    }

    /// Removes a document; says whether there was one.
    pub(crate) fn remove<T: Document>(&self, id: &str) -> Result<bool, GraphError> {
        let gone =
            self.sql.prepare_cached("DELETE FROM thing WHERE kind = ?1 AND id = ?2")?.execute(params![T::KIND, id])?;
        Ok(gone > 0)
    }

    /// Removes a whole list.
    pub(crate) fn remove_all<T: Document>(&self, owner: &str) -> Result<(), GraphError> {
        self.sql
            .prepare_cached("DELETE FROM thing WHERE kind = ?1 AND owner = ?2")?
            .execute(params![T::KIND, owner])?;
        Ok(())
    }

    /// A part of the list of `owner`, in order.
    pub(crate) fn list<T: Document>(&self, owner: &str, slice: Slice) -> Result<Vec<T>, GraphError> {
        let backwards = slice.backwards();
        let ask = if backwards {
            "SELECT doc FROM thing WHERE kind = ?1 AND owner = ?2 AND ord > ?3 AND ord < ?4 ORDER BY ord DESC LIMIT ?5"
        } else {
            "SELECT doc FROM thing WHERE kind = ?1 AND owner = ?2 AND ord > ?3 AND ord < ?4 ORDER BY ord LIMIT ?5"
        };
        let after = slice.after.unwrap_or(i64::MIN);
        let before = slice.before.unwrap_or(i64::MAX);
        let limit = i64::try_from(slice.limit).unwrap_or(i64::MAX);
        let mut ask = self.sql.prepare_cached(ask)?;
        let rows = ask.query_map(params![T::KIND, owner, after, before, limit], decode)?;
        let mut rows = rows.collect::<Result<Vec<T>, _>>()?;
        if backwards {
            rows.reverse();
        }
        Ok(rows)
    }

    /// Every document of a kind, by id.
    pub(crate) fn all<T: Document>(&self) -> Result<Vec<T>, GraphError> {
        let mut ask = self.sql.prepare_cached("SELECT doc FROM thing WHERE kind = ?1 ORDER BY id")?;
        let rows = ask.query_map(params![T::KIND], decode)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Some documents of a kind, by id, from the one at this place on.
    pub(crate) fn page<T: Document>(&self, from: u64, limit: u64) -> Result<Vec<T>, GraphError> {
        let ask = "SELECT doc FROM thing WHERE kind = ?1 ORDER BY id LIMIT ?2 OFFSET ?3";
        let mut ask = self.sql.prepare_cached(ask)?;
        let number = |number| i64::try_from(number).unwrap_or(i64::MAX);
        let rows = ask.query_map(params![T::KIND, number(limit), number(from)], decode)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many documents of a kind there are.
    pub(crate) fn count<T: Document>(&self) -> Result<u64, GraphError> {
        let mut ask = self.sql.prepare_cached("SELECT count(*) FROM thing WHERE kind = ?1")?;
        let count: i64 = ask.query_row(params![T::KIND], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// How many documents the list of `owner` has, without those whose field `but` is true.
    pub(crate) fn count_in<T: Document>(&self, owner: &str, but: Option<&str>) -> Result<u64, GraphError> {
        let count: i64 = match but {
            None => {
                let ask = "SELECT count(*) FROM thing WHERE kind = ?1 AND owner = ?2";
                self.sql.prepare_cached(ask)?.query_row(params![T::KIND, owner], |row| row.get(0))?
            }
            Some(field) => {
                let ask = "SELECT count(*) FROM thing WHERE kind = ?1 AND owner = ?2 \
                           AND NOT coalesce(json_extract(doc, '$.' || ?3), 0)";
                self.sql.prepare_cached(ask)?.query_row(params![T::KIND, owner, field], |row| row.get(0))?
            }
        };
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The next number for a token or a code.
    pub(crate) fn serial(&mut self) -> Result<u32, GraphError> {
        self.state.serial += 1;
        self.remember()?;
        Ok(self.state.serial)
    }

    /// Writes the state.
    pub(crate) fn remember(&self) -> Result<(), GraphError> {
        let doc = serde_json::to_string(&self.state)?;
        self.sql.prepare_cached("INSERT OR REPLACE INTO state (one, doc) VALUES (1, ?1)")?.execute(params![doc])?;
        Ok(())
    }

    /// Removes everything.
    pub(crate) fn clear(&self) -> Result<(), GraphError> {
        self.sql.execute_batch("DELETE FROM thing; DELETE FROM state;")?;
        Ok(())
    }
}

/// Whether there is any document of a kind.
pub(crate) fn any<T: Document>(sql: &Connection) -> Result<bool, GraphError> {
    Ok(sql.prepare_cached("SELECT 1 FROM thing WHERE kind = ?1 LIMIT 1")?.exists(params![T::KIND])?)
}

fn meta(sql: &Connection) -> Result<Option<State>, GraphError> {
    let mut ask = sql.prepare_cached("SELECT doc FROM state WHERE one = 1")?;
    Ok(ask.query_row([], decode).optional()?)
}

/// Reads the first column as a document.
fn decode<T: DeserializeOwned>(row: &Row<'_>) -> rusqlite::Result<T> {
    let text = row.get_ref(0)?.as_bytes()?;
    serde_json::from_slice(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}
