//! The whole world at once, row by row: what saving, loading and checking it need.

use rusqlite::{OptionalExtension, params};

use super::{Document, World};
use crate::sandbox::error::GraphError;

impl World<'_> {
    /// Writes a document that is not there yet; says whether it was not.
    pub(crate) fn insert<T: Document>(&self, document: &T) -> Result<bool, GraphError> {
        let doc = serde_json::to_string(document)?;
        let rows = self
            .sql
            .prepare_cached("INSERT OR IGNORE INTO thing (kind, id, owner, ord, doc) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![T::KIND, document.id(), document.owner(), document.ord(), doc])?;
        Ok(rows > 0)
    }

    /// Shows the text of every document of a kind, by id, one after the other.
    pub(crate) fn each(
        &self,
        kind: &str,
        mut f: impl FnMut(&[u8]) -> Result<(), GraphError>,
    ) -> Result<(), GraphError> {
        let mut ask = self.sql.prepare_cached("SELECT doc FROM thing WHERE kind = ?1 ORDER BY id")?;
        let mut rows = ask.query(params![kind])?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_bytes().map_err(rusqlite::Error::from)?;
            f(text)?;
        }
        Ok(())
    }

    /// The first document of a kind whose `field` names something that is not there: its id and that name.
    pub(crate) fn dangling(
        &self,
        kind: &str,
        field: &str,
        named: &str,
    ) -> Result<Option<(String, String)>, GraphError> {
        let mut ask = self.sql.prepare_cached(
            "SELECT one.id, json_extract(one.doc, '$.' || ?2) AS named FROM thing AS one WHERE one.kind = ?1 \
             AND named IS NOT NULL AND named != '' \
             AND NOT EXISTS (SELECT 1 FROM thing AS other WHERE other.kind = ?3 AND other.id = named) LIMIT 1",
        )?;
        Ok(ask.query_row(params![kind, field, named], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// The first place in a list of this kind on which two documents stand: their ids.
    pub(crate) fn crowded(&self, kind: &str) -> Result<Option<(String, String)>, GraphError> {
        let mut ask = self.sql.prepare_cached(
            "SELECT min(id), max(id) FROM thing WHERE kind = ?1 GROUP BY owner, ord HAVING count(*) > 1 LIMIT 1",
        )?;
        Ok(ask.query_row(params![kind], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}
