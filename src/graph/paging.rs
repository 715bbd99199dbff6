//! Follows cursors until there is no next page.
//!
//! The `next` link is never followed: it carries the token and could name another host. Only its presence counts (a
//! short or empty page with a `next` is normal), and the request is rebuilt from `cursors.after`.

use std::collections::HashSet;

use serde_json::Value;

use super::call::Call;
use super::{Graph, read};
use crate::domain::Trouble;

/// Rows a page: more than Meta's default of 25, no more than its edges are known to take.
pub(super) const PAGE_SIZE: usize = 100;
/// Where a list ends even if Meta goes on.
const MOST_PAGES: usize = 200;

/// A list, and whether it had to be cut.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) nodes: Vec<Value>,
    pub(super) cut: bool,
    /// Why a later page could not be read; the rows before it are there.
    pub(super) refused: Option<Trouble>,
}

impl Rows {
    /// All rows, or why some are missing.
    pub(super) fn whole(self) -> Result<Vec<Value>, Trouble> {
        self.refused.map_or(Ok(self.nodes), Err)
    }
}

impl Graph {
    /// All rows of the edge that `call` reads.
    pub(super) async fn paginate(&self, call: Call) -> Result<Rows, Trouble> {
        let first = self.call(call.clone().param("limit", PAGE_SIZE.to_string())).await?;
        self.paginate_from(first, call).await
    }

    /// The rows of `first` and of the pages behind it, which are read with `call`.
    pub(super) async fn paginate_from(&self, first: Value, call: Call) -> Result<Rows, Trouble> {
        let (mut all, mut seen, mut page) = (Rows::default(), HashSet::new(), first);
        for _ in 0..MOST_PAGES {
            let after = next(&page);
            all.nodes.extend(read::list(&page)?.iter().cloned());
            let Some(after) = after else { return Ok(all) };
            if !seen.insert(after.clone()) {
                break;
            }
            let call = call.clone().param("limit", PAGE_SIZE.to_string()).param("after", after);
            page = match self.call(call).await {
                Err(trouble) => return Ok(Rows { refused: Some(trouble), ..all }),
                page => page?,
            };
        }
        all.cut = true;
        Ok(all)
    }
}

/// The cursor of the next page, if there is a next page.
fn next(page: &Value) -> Option<String> {
    let paging = page.get("paging")?;
    paging.get("next")?;
    paging["cursors"]["after"].as_str().map(str::to_owned)
}
