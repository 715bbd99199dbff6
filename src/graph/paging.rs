//! Follows cursors until there is no next page.
//!
//! The `next` link is never followed: it carries the token and could name another host. Its presence counts (a short or
//! empty page with a `next` is normal), and the request is rebuilt from the cursor, which is read out of the link where
//! it stands nowhere else.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use futures_util::StreamExt as _;
use futures_util::stream;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::Value;
use url::Url;

use super::Graph;
use super::answer::Object;
use super::call::Call;
use crate::domain::{Cause, Trouble};

/// Rows a page: more than Meta's default of 25, no more than its edges are known to take.
pub(super) const PAGE_SIZE: usize = 100;
/// Where a list ends even if Meta goes on. There are more pages where Meta takes fewer rows a page.
const MOST_PAGES: usize = 200;
/// A page that has more says nothing that fits in memory.
const MOST_ROWS: usize = 10_000;
/// Lists that are read on at the same time.
const AT_ONCE: usize = 4;
/// What a link says about where its page begins (Meta, paginated results: by cursor, time and offset).
const POSITIONS: &[&str] = &["after", "offset", "until", "__paging_token"];

/// A page of a list.
#[derive(Debug)]
pub(super) struct Page<T> {
    /// The rows that could be read.
    pub(super) rows: Vec<T>,
    /// How many could not.
    unread: usize,
    /// Whether there were more than are kept.
    cut: bool,
    next: Next,
}

/// What comes after a page.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Nothing,
    /// A page that these parameters lead to.
    At(Vec<(&'static str, String)>),
    /// A page that nothing leads to.
    Lost,
}

/// A list, as far as it could be read.
#[derive(Debug)]
pub(super) struct Rows<T> {
    pub(super) nodes: Vec<T>,
    /// Rows that are not what they should be, such as one without an id.
    pub(super) unread: usize,
    /// Whether there are more than were read.
    pub(super) cut: bool,
    /// Why a later page could not be read; the rows before it are there.
    pub(super) refused: Option<Trouble>,
}

impl<T> Page<T> {
    /// All rows of this page, or trouble if one could not be read.
    pub(super) fn whole(self) -> Result<Vec<T>, Trouble> {
        Rows { nodes: self.rows, unread: self.unread, cut: false, refused: None }.whole()
    }
}

impl<T> Rows<T> {
    /// All rows, or why some are missing.
    pub(super) fn whole(self) -> Result<Vec<T>, Trouble> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        match (self.unread, self.cut) {
            (0, false) => Ok(self.nodes),
            (0, true) => Err(Trouble::new(Cause::Garbled, "Meta's list does not end")),
            _ => Err(Trouble::new(Cause::Garbled, "a row of Meta's list is not what was asked for")),
        }
    }

    fn take(&mut self, page: Page<T>) {
        self.unread += page.unread;
        self.cut |= page.cut;
        self.nodes.extend(page.rows);
    }
}

impl Graph {
    /// All rows of the edge that `call` reads.
    pub(super) async fn paginate<T: DeserializeOwned>(&self, call: Call) -> Result<Rows<T>, Trouble> {
        let mut limit = PAGE_SIZE;
        let first = self.page(&call, &mut limit, &[]).await?;
        Box::pin(self.follow(first, call, limit)).await
    }

    /// The rows of `first` and of the pages behind it, which are read with `call`.
    pub(super) async fn paginate_from<T: DeserializeOwned>(
        &self,
        first: Page<T>,
        call: Call,
    ) -> Result<Rows<T>, Trouble> {
        Box::pin(self.follow(first, call, PAGE_SIZE)).await
    }

    /// The rows of many lists.
    pub(super) async fn lists<T: DeserializeOwned>(&self, calls: Vec<Call>) -> Vec<Result<Vec<T>, Trouble>> {
        let answers = self.batch(calls.clone()).await.into_iter().zip(calls);
        let lists =
            answers.map(|(answer, call)| async move { self.paginate_from(answer?.page()?, call).await?.whole() });
        stream::iter(lists.collect::<Vec<_>>()).buffered(AT_ONCE).collect().await
    }

    async fn follow<T: DeserializeOwned>(
        &self,
        first: Page<T>,
        call: Call,
        mut limit: usize,
    ) -> Result<Rows<T>, Trouble> {
        let mut all = Rows { nodes: Vec::new(), unread: 0, cut: false, refused: None };
        let (mut seen, mut page, mut pages) = (HashSet::new(), first, 1);
        loop {
            let next = std::mem::replace(&mut page.next, Next::Nothing);
            all.take(page);
            let position = match next {
                Next::Nothing => return Ok(all),
                Next::At(position) if seen.insert(position.clone()) => position,
                Next::At(_) | Next::Lost => break,
            };
            if all.nodes.len() >= MOST_ROWS || pages >= MOST_PAGES * PAGE_SIZE / limit {
                break;
            }
            page = match self.page(&call, &mut limit, &position).await {
                Err(trouble) => return Ok(Rows { refused: Some(trouble), ..all }),
                Ok(page) => page,
            };
            pages += 1;
        }
        all.cut = true;
        Ok(all)
    }

    /// The page at `position`, with fewer rows where Meta asks for less.
    async fn page<T: DeserializeOwned>(
        &self,
        call: &Call,
        limit: &mut usize,
        position: &[(&'static str, String)],
    ) -> Result<Page<T>, Trouble> {
        loop {
            let call = position.iter().fold(call.clone().limit(*limit), |call, (name, at)| call.param(name, at));
            match self.call(call).await {
                Err(trouble) if *limit > 1 && wants_less(&trouble) => *limit /= 2,
                answer => return answer?.page(),
            }
        }
    }
}

/// "Please reduce the amount of data you're asking for": code 1 as for any passing fault, so the words are the only sign.
pub(super) fn wants_less(trouble: &Trouble) -> bool {
    let said = trouble.graph.as_ref().filter(|graph| graph.code == Some(1));
    said.is_some_and(|graph| graph.message.to_lowercase().contains("amount of data"))
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(bound = "T: DeserializeOwned")]
        struct Envelope<T> {
            data: Data<T>,
            #[serde(default)]
            paging: Value,
        }
        let Envelope { data: Data { rows, unread, cut }, paging } = Envelope::deserialize(source)?;
        Ok(Self { rows, unread, cut, next: next(&paging) })
    }
}

/// The rows of a page. One is held at a time besides those that are kept, whatever their number.
struct Data<T> {
    rows: Vec<T>,
    unread: usize,
    cut: bool,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Data<T> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(List(PhantomData))
    }
}

struct List<T>(PhantomData<T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for List<T> {
    type Value = Data<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Data<T>, A::Error> {
        let mut data = Data { rows: Vec::new(), unread: 0, cut: false };
        while data.rows.len() + data.unread < MOST_ROWS {
            match list.next_element::<Value>()?.map(serde_json::from_value) {
                None => return Ok(data),
                Some(Ok(Object(row))) => data.rows.push(row),
                Some(Err(_)) => data.unread += 1,
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {
            data.cut = true;
        }
        Ok(data)
    }
}

/// What `paging` says about the next page. PHP writes an empty object as a list.
fn next(paging: &Value) -> Next {
    match paging {
        Value::Null => Next::Nothing,
        Value::Array(list) if list.is_empty() => Next::Nothing,
        Value::Object(paging) => match paging.get("next") {
            None | Some(Value::Null) => Next::Nothing,
            Some(link) => position(paging.get("cursors").and_then(|cursors| cursors.get("after")), link),
        },
        _ => Next::Lost,
    }
}

fn position(after: Option<&Value>, link: &Value) -> Next {
    let after = match after {
        Some(Value::String(after)) if !after.is_empty() => Some(after.clone()),
        Some(Value::Number(after)) => Some(after.to_string()),
        _ => None,
    };
    if let Some(after) = after {
        return Next::At(vec![("after", after)]);
    }
    let link = link.as_str().and_then(|link| Url::parse(link).ok());
    let pairs = link.iter().flat_map(Url::query_pairs);
    let known = pairs.filter_map(|(name, at)| {
        let name = POSITIONS.iter().find(|known| **known == name)?;
        (!at.is_empty()).then(|| (*name, at.into_owned()))
    });
    let found: Vec<_> = known.collect();
    if found.is_empty() { Next::Lost } else { Next::At(found) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_cursor_stands_beside_the_link_or_in_it() {
        let link = "https://evil.example/v26.0/5/accounts?access_token=t&limit=100&after=QVFI%3D";
        for (paging, expected) in [
            (json!({"next": link, "cursors": {"after": "a"}}), vec![("after", "a")]),
            (json!({"next": link}), vec![("after", "QVFI=")]),
            (json!({"next": link, "cursors": {"after": ""}}), vec![("after", "QVFI=")]),
            (json!({"next": link, "cursors": []}), vec![("after", "QVFI=")]),
            (json!({"next": "https://x.example/?offset=25&limit=25"}), vec![("offset", "25")]),
            (json!({"next": true, "cursors": {"after": 7}}), vec![("after", "7")]),
        ] {
            let expected = expected.into_iter().map(|(name, at)| (name, at.to_owned())).collect();
            assert_eq!(next(&paging), Next::At(expected), "{paging}");
        }
        for end in [json!(null), json!([]), json!({}), json!({"next": null}), json!({"cursors": {"after": "a"}})] {
            assert_eq!(next(&end), Next::Nothing, "{end}");
        }
        for lost in
            [json!({"next": "https://x.example/"}), json!({"next": "nonsense"}), json!({"next": {}}), json!("x")]
        {
            assert_eq!(next(&lost), Next::Lost, "{lost}");
        }
    }

    /// Nine million bytes of rows take no more memory than ten thousand of them.
    #[test]
    fn a_list_of_a_million_rows_is_cut() {
        let row = |number: usize| format!(r#"{{"id":{number}}}"#);
        let rows: Vec<_> = (1..=1_000_000).map(row).collect();
        let body = format!(r#"{{"data":[{}]}}"#, rows.join(","));
        let page: Page<super::super::answer::Named> = serde_json::from_str(&body).unwrap();
        assert_eq!((page.rows.len(), page.unread, page.cut), (MOST_ROWS, 0, true));
    }
}
