//! Rows of the database, changed by one who knows how they are written: each keeps a sum of its own columns, which tells
//! accidents and no intent.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params_from_iter};

/// Changes every row of `table` that `which` (a condition) finds, by its columns, and puts its sum right.
#[expect(clippy::disallowed_methods, reason = "a hand from outside")]
pub(crate) fn rewrite(
    home: &Path,
    table: &str,
    which: &str,
    mut change: impl FnMut(&dyn Fn(&str) -> usize, &mut [Value]),
) {
    let db = Db::open(home.join("snorq.db")).unwrap();
    let mut statement = db.prepare(&format!("SELECT rowid, * FROM {table} WHERE {which} ORDER BY rowid")).unwrap();
    let names: Vec<String> = statement.column_names().skip(1).map(str::to_owned).collect();
    let width = names.len();
    let read = |row: &rusqlite::Row<'_>| (0..=width).map(|at| row.get::<_, Value>(at)).collect::<Result<Vec<_>, _>>();
    let rows: Vec<Vec<Value>> = statement.query_map([], read).unwrap().map(Result::unwrap).collect();
    let column = |name: &str| names.iter().position(|own| own == name).unwrap();
    for row in rows {
        let mut cells = row[1..].to_vec();
        change(&column, &mut cells);
        let last = width - 1;
        cells[last] = Value::Integer(sum(table, &cells[..last]));
        let sets: Vec<_> = names.iter().map(|name| format!("{name} = ?")).collect();
        cells.push(row[0].clone());
        db.execute(&format!("UPDATE {table} SET {} WHERE rowid = ?", sets.join(", ")), params_from_iter(cells))
            .unwrap();
    }
}

/// What `sql` counts.
#[expect(clippy::disallowed_methods, reason = "a look from outside")]
pub(crate) fn counted(home: &Path, sql: &str) -> usize {
    let count: i64 = Db::open(home.join("snorq.db")).unwrap().query_row(sql, [], |row| row.get(0)).unwrap();
    usize::try_from(count).unwrap()
}

/// How many secrets are kept; an Instagram account has its Page's.
pub(crate) fn secrets(home: &Path) -> usize {
    let tables = ["profiles", "changes", "grants", "notes", "connections"];
    let of = |table| {
        let own = if table == "connections" { "AND platform <> 'INSTAGRAM'" } else { "" };
        counted(home, &format!("SELECT count(*) FROM {table} WHERE sealed IS NOT NULL {own}"))
    };
    tables.into_iter().map(of).sum()
}

/// The sum of a row, as the program makes it.
fn sum(table: &str, cells: &[Value]) -> i64 {
    let mut sum = 0x736E_6F72_715F_7631_u64;
    let mut word = |word: u64| {
        let mixed = (sum ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        sum = mixed ^ (mixed >> 32);
    };
    let mut part = |kind: u64, bytes: Option<&[u8]>| {
        word(kind);
        let Some(bytes) = bytes else { return };
        word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            word(u64::from_le_bytes(eight));
        }
    };
    part(1, Some(table.as_bytes()));
    for cell in cells {
        match cell {
            Value::Null => part(2, None),
            Value::Integer(number) => part(3, Some(&number.to_le_bytes())),
            Value::Real(number) => part(4, Some(&number.to_le_bytes())),
            Value::Text(text) => part(5, Some(text.as_bytes())),
            Value::Blob(bytes) => part(6, Some(bytes)),
        }
    }
    sum.cast_signed()
}
