//! Pages: the admin's list, single nodes, and those of business portfolios.

use serde_json::Value;

use super::call::Call;
use super::{Graph, is_unknown_field, read};
use crate::domain::{Business, InstagramLink, Secret, Trouble};

/// What is read of every Page in one go, its Instagram side included.
const NODE: &str = "id,name,access_token,instagram_business_account{id,username,name},\
                    connected_instagram_account{id,username}";
/// The tasks are told by the list alone.
const LISTED: &str = "id,name,access_token,tasks,instagram_business_account{id,username,name},\
                      connected_instagram_account{id,username}";
/// The list where Meta does not know a field of it: fields come and go with versions.
const NARROW: &str = "id,name,access_token,tasks,instagram_business_account{id,username}";
/// A portfolio's edges refuse wide field lists.
const PORTFOLIO: &str = "id,name";

/// A Page as Graph tells it.
#[derive(Debug, Clone)]
pub struct PageNode {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The Page's token, if handed out.
    pub token: Option<Secret>,
    /// Tasks, if told.
    pub tasks: Vec<String>,
    /// Instagram side as far as the Page tells it.
    pub instagram: InstagramLink,
}

/// The list of a person's Pages.
#[derive(Debug, Clone)]
pub struct PageList {
    /// The Pages, as far as they were listed.
    pub pages: Vec<PageNode>,
    /// Whether the list went on for ever and was cut.
    pub cut: bool,
    /// Why a later part of the list could not be read.
    pub refused: Option<Trouble>,
}

/// How a business stands to a Page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageRole {
    /// It owns the Page.
    Owned,
    /// It works on the Page for a client.
    Client,
}

impl Graph {
    /// The Pages that `/me/accounts` lists.
    pub async fn accounts(&self, token: &Secret) -> Result<PageList, Trouble> {
        let list = |fields| Call::get("me/accounts").param("fields", fields).token(token);
        let rows = match self.paginate(list(LISTED)).await {
            Err(trouble) if is_unknown_field(&trouble) => self.paginate(list(NARROW)).await?,
            rows => rows?,
        };
        Ok(PageList { pages: rows.nodes.iter().filter_map(node).collect(), cut: rows.cut, refused: rows.refused })
    }

    /// Single Pages by id, many at once.
    pub async fn pages(&self, ids: &[String], token: &Secret) -> Vec<Result<PageNode, Trouble>> {
        let calls = ids.iter().map(|id| Call::get(id.clone()).param("fields", NODE).token(token)).collect();
        let answers = self.batch(calls).await;
        answers.into_iter().zip(ids).map(|(answer, id)| answer.map(|value| node_or_bare(&value, id))).collect()
    }

    /// The businesses of the person.
    pub async fn businesses(&self, token: &Secret) -> Result<Vec<Business>, Trouble> {
        let rows = self.paginate(Call::get("me/businesses").param("fields", "id,name").token(token)).await?.whole()?;
        let business = |row: &Value| Some(Business { id: read::id(&row["id"])?, name: read::text(&row["name"]) });
        Ok(rows.iter().filter_map(business).collect())
    }

    /// The Pages that a business owns or works on; rarely with a token.
    pub async fn portfolio(&self, business: &str, role: PageRole, token: &Secret) -> Result<Vec<PageNode>, Trouble> {
        let edge = match role {
            PageRole::Owned => "owned_pages",
            PageRole::Client => "client_pages",
        };
        let call = Call::get(format!("{business}/{edge}")).param("fields", PORTFOLIO).token(token);
        Ok(self.paginate(call).await?.whole()?.iter().filter_map(node).collect())
    }
}

fn node(row: &Value) -> Option<PageNode> {
    read::id(&row["id"]).map(|id| node_or_bare(row, &id))
}

fn node_or_bare(row: &Value, id: &str) -> PageNode {
    PageNode {
        id: read::id(&row["id"]).unwrap_or_else(|| id.to_owned()),
        name: read::text(&row["name"]).unwrap_or_else(|| id.to_owned()),
        token: read::text(&row["access_token"]).map(Secret::new),
        tasks: read::texts(&row["tasks"]),
        instagram: instagram(row),
    }
}

/// The account of the business conversion flow, else the one that the Page's settings name, which proves less: Meta
/// fills the two independently (Meta, Page reference).
pub(super) fn instagram(row: &Value) -> InstagramLink {
    let (business, connected) = (&row["instagram_business_account"], &row["connected_instagram_account"]);
    let link = |value: &Value, proven| {
        read::id(&value["id"]).map(|id| InstagramLink::Linked { id, username: read::text(&value["username"]), proven })
    };
    link(business, true).or_else(|| link(connected, false)).unwrap_or(InstagramLink::None)
}
