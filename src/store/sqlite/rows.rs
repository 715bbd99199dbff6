//! Records to rows and back, with a checksum on every row.
//!
//! SQLite notices a broken page, not a flipped letter in a name or an id, and a wrong id is worse than an error. So
//! each row carries a checksum of its other columns, written here and compared here; there is no other way in or out.

use jiff::Timestamp;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection as Db, Params, Row, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::checksum::checksum;
use super::error::DatabaseError;
use crate::domain::{KeyId, Sealed};

/// A kind of record and the table that holds it.
pub(super) trait Record: Sized {
    /// The table.
    const TABLE: &'static str;
    /// Its columns in the order of [`Record::cells`], without the checksum.
    const COLUMNS: &'static [&'static str];

    /// The record as a row.
    fn cells(&self) -> Vec<Value>;

    /// The row as a record.
    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError>;
}

/// What to do when a row with the same key is there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Conflict {
    /// There is none; if there is, it is an error.
    Fail,
    /// Leave the present row alone.
    Ignore,
    /// Write over the present row, found by these columns.
    Replace(&'static str),
}

/// Writes one record; says whether anything was written.
pub(super) fn write<R: Record>(db: &Db, record: &R, conflict: Conflict) -> Result<bool, DatabaseError> {
    let mut cells = record.cells();
    let sum = checksum(R::TABLE, cells.iter().map(ValueRef::from));
    cells.push(Value::Integer(sum));
    let changed = db.prepare_cached(&insert_sql::<R>(conflict))?.execute(params_from_iter(cells))?;
    Ok(changed > 0)
}

fn insert_sql<R: Record>(conflict: Conflict) -> String {
    let columns = R::COLUMNS.join(", ");
    let marks = vec!["?"; R::COLUMNS.len() + 1].join(", ");
    let tail = match conflict {
        Conflict::Fail => String::new(),
        Conflict::Ignore => " ON CONFLICT DO NOTHING".to_owned(),
        Conflict::Replace(key) => {
            let sets: Vec<_> = R::COLUMNS.iter().map(|column| format!("{column} = excluded.{column}")).collect();
            format!(" ON CONFLICT ({key}) DO UPDATE SET {}, checksum = excluded.checksum", sets.join(", "))
        }
    };
    format!("INSERT INTO {} ({columns}, checksum) VALUES ({marks}){tail}", R::TABLE)
}

/// Hands the records that `tail` (everything behind `FROM table`) finds to `each`, until that says to stop.
pub(super) fn each<R: Record>(
    db: &Db,
    tail: &str,
    params: impl Params,
    mut each: impl FnMut(R) -> Result<bool, DatabaseError>,
) -> Result<(), DatabaseError> {
    let sql = format!("SELECT {}, checksum FROM {} {tail}", R::COLUMNS.join(", "), R::TABLE);
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        if !each(read_verified(row)?)? {
            break;
        }
    }
    Ok(())
}

/// All records that `tail` finds.
pub(super) fn all<R: Record>(db: &Db, tail: &str, params: impl Params) -> Result<Vec<R>, DatabaseError> {
    let mut found = Vec::new();
    each(db, tail, params, |record| {
        found.push(record);
        Ok(true)
    })?;
    Ok(found)
}

/// The first record that `tail` finds.
pub(super) fn first<R: Record>(db: &Db, tail: &str, params: impl Params) -> Result<Option<R>, DatabaseError> {
    let mut found = None;
    each(db, tail, params, |record| {
        found = Some(record);
        Ok(false)
    })?;
    Ok(found)
}

fn read_verified<R: Record>(row: &Row<'_>) -> Result<R, DatabaseError> {
    let width = R::COLUMNS.len();
    let mut values = Vec::with_capacity(width);
    for column in 0..width {
        values.push(row.get_ref(column)?);
    }
    if row.get_ref(width)? != ValueRef::Integer(checksum(R::TABLE, values.iter().copied())) {
        return Err(corrupt::<R>("a row was changed by something else than snorq"));
    }
    R::read(&mut Cells { values: values.into_iter() })
}

/// Says that the rows of `R` are not as they were written.
pub(super) fn corrupt<R: Record>(what: &str) -> DatabaseError {
    DatabaseError::Corrupt(format!("{what} (table {})", R::TABLE))
}

/// The columns of one row, read one after the other.
pub(super) struct Cells<'r> {
    values: std::vec::IntoIter<ValueRef<'r>>,
}

impl Cells<'_> {
    /// A text.
    pub(super) fn text(&mut self) -> Result<String, DatabaseError> {
        self.maybe_text()?.ok_or_else(foreign)
    }

    /// A text or nothing.
    pub(super) fn maybe_text(&mut self) -> Result<Option<String>, DatabaseError> {
        match self.values.next() {
            Some(ValueRef::Null) => Ok(None),
            Some(ValueRef::Text(bytes)) => String::from_utf8(bytes.to_vec()).map(Some).map_err(|_| foreign()),
            _ => Err(foreign()),
        }
    }

    /// Some bytes.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, DatabaseError> {
        match self.values.next() {
            Some(ValueRef::Blob(bytes)) => Ok(bytes.to_vec()),
            _ => Err(foreign()),
        }
    }

    /// A sealed secret or nothing.
    pub(super) fn sealed(&mut self) -> Result<Option<Sealed>, DatabaseError> {
        match (self.values.next(), self.values.next()) {
            (Some(ValueRef::Null), Some(ValueRef::Null)) => Ok(None),
            (Some(ValueRef::Blob(key)), Some(ValueRef::Blob(bytes))) => {
                let key = KeyId(key.try_into().map_err(|_| foreign())?);
                Ok(Some(Sealed { key, bytes: bytes.to_vec() }))
            }
            _ => Err(foreign()),
        }
    }

    /// Yes or no.
    pub(super) fn flag(&mut self) -> Result<bool, DatabaseError> {
        Ok(self.number()?.ok_or_else(foreign)? != 0)
    }

    /// A time.
    pub(super) fn time(&mut self) -> Result<Timestamp, DatabaseError> {
        self.maybe_time()?.ok_or_else(foreign)
    }

    /// A time or nothing.
    pub(super) fn maybe_time(&mut self) -> Result<Option<Timestamp>, DatabaseError> {
        let number = self.number()?;
        number.map(|ms| Timestamp::from_millisecond(ms).map_err(|_| foreign())).transpose()
    }

    /// A list, or whatever else was written as JSON.
    pub(super) fn json<T: DeserializeOwned>(&mut self) -> Result<T, DatabaseError> {
        self.maybe_json()?.ok_or_else(foreign)
    }

    /// What was written as JSON, or nothing.
    pub(super) fn maybe_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>, DatabaseError> {
        self.maybe_text()?.map(|text| serde_json::from_str(&text).map_err(|_| foreign())).transpose()
    }

    /// A word that `T` understands.
    pub(super) fn word<T: std::str::FromStr>(&mut self) -> Result<T, DatabaseError> {
        self.text()?.parse().map_err(|_| foreign())
    }

    /// A word that `T` understands, or nothing.
    pub(super) fn maybe_word<T: std::str::FromStr>(&mut self) -> Result<Option<T>, DatabaseError> {
        self.maybe_text()?.map(|text| text.parse().map_err(|_| foreign())).transpose()
    }

    fn number(&mut self) -> Result<Option<i64>, DatabaseError> {
        match self.values.next() {
            Some(ValueRef::Null) => Ok(None),
            Some(ValueRef::Integer(number)) => Ok(Some(number)),
            _ => Err(foreign()),
        }
    }
}

/// A value that this version would never have written.
pub(super) fn foreign() -> DatabaseError {
    DatabaseError::Corrupt("a row holds a value that snorq does not write".to_owned())
}

/// A text as a cell.
pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A text or nothing as a cell.
pub(super) fn maybe(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.to_owned()))
}

/// A sealed secret or nothing as two cells: the name of its key, and what it is.
pub(super) fn sealed(sealed: Option<&Sealed>) -> [Value; 2] {
    let cells = |one: &Sealed| [Value::Blob(one.key.0.to_vec()), Value::Blob(one.bytes.clone())];
    sealed.map_or([Value::Null, Value::Null], cells)
}

/// A time as a cell: milliseconds since 1970, finer parts are dropped.
pub(super) fn time(time: Timestamp) -> Value {
    Value::Integer(time.as_millisecond())
}

/// A time or nothing as a cell.
pub(super) fn maybe_time(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Null, time)
}

/// A list as a cell.
pub(super) fn json<T: Serialize>(list: &T) -> Value {
    Value::Text(serde_json::to_string(list).expect("lists of text become JSON"))
}
