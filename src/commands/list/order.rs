//! The order of a list: by columns, one after the other, upwards or downwards.

use std::cmp::Ordering;

use clap::ValueEnum as _;
use jiff::Timestamp;

use super::columns::{Column, Value};
use crate::commands::hint::Hints;
use crate::domain::Connection;

/// One column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct By {
    column: Column,
    downwards: bool,
}

/// Reads `NAME` or `-NAME`.
pub(super) fn by(text: &str) -> Result<By, String> {
    let name = text.strip_prefix('-');
    let column = Column::from_str(name.unwrap_or(text), false).map_err(|_| {
        let names: Vec<_> = Column::value_variants().iter().map(|column| column.name()).collect();
        format!("no such column; there are {}", names.join(", "))
    })?;
    Ok(By { column, downwards: name.is_some() })
}

/// What a connection is sorted by in one column; nothing comes last.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Without zeros in front, the longer number is the greater one.
    Number(usize, String),
    Text(String),
    Time(Timestamp),
}

/// What a connection is sorted by.
pub(super) struct Rank(Vec<Option<Key>>);

impl Rank {
    /// The place of `one`.
    pub(super) fn of(hints: &Hints, one: &Connection, order: &[By]) -> Self {
        Self(order.iter().map(|by| key(by.column.of(hints, one))).collect())
    }

    /// How two places compare.
    pub(super) fn compare(&self, other: &Self, order: &[By]) -> Ordering {
        let pairs = self.0.iter().zip(&other.0).zip(order);
        let orders = pairs.map(|((one, two), by)| match (one, two) {
            (Some(one), Some(two)) if by.downwards => two.cmp(one),
            (Some(one), Some(two)) => one.cmp(two),
            (one, two) => one.is_none().cmp(&two.is_none()),
        });
        orders.fold(Ordering::Equal, Ordering::then)
    }
}

fn key(value: Value) -> Option<Key> {
    match value {
        Value::Absent => None,
        Value::Time(at) => Some(Key::Time(at)),
        Value::Text(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            let digits = text.trim_start_matches('0');
            Some(Key::Number(digits.len(), digits.to_owned()))
        }
        Value::Text(text) => Some(Key::Text(text.to_lowercase())),
    }
}
