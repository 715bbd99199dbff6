//! Pages: the admin's list, single nodes, and those of business portfolios.

use serde::Deserialize;

use super::answer::{Named, Object};
use super::call::Call;
use super::paging::Rows;
use super::scalars;
use super::{Graph, is_unknown_field};
use crate::domain::{Business, Cause, InstagramLink, Secret, Trouble};

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

/// A list of Pages.
#[derive(Debug, Clone)]
pub struct PageList {
    /// The Pages, as far as they were listed.
    pub pages: Vec<PageNode>,
    /// How many rows were none of a Page's, such as one without an id.
    pub unread: usize,
    /// Whether the list goes on, but could not be followed to its end.
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
        Ok(list_of(rows))
    }

    /// Single Pages by id, many at once.
    pub async fn pages(&self, ids: &[String], token: &Secret) -> Vec<Result<PageNode, Trouble>> {
        let calls = ids.iter().map(|id| Call::get(id.clone()).param("fields", NODE).token(token)).collect();
        let answers = self.batch(calls).await;
        answers
            .into_iter()
            .zip(ids)
            .map(|(answer, id)| {
                let otherwise = format!("Meta answered for another Page than {id}");
                let page = page(answer?.node(&otherwise)?);
                if page.id == *id { Ok(page) } else { Err(Trouble::new(Cause::Garbled, otherwise)) }
            })
            .collect()
    }

    /// The businesses of the person.
    pub async fn businesses(&self, token: &Secret) -> Result<Vec<Business>, Trouble> {
        let rows = self.paginate(Call::get("me/businesses").param("fields", "id,name").token(token)).await?.whole()?;
        Ok(rows.into_iter().map(|Named { id, name }| Business { id, name }).collect())
    }

    /// The Pages that a business owns or works on; rarely with a token.
    pub async fn portfolio(&self, business: &str, role: PageRole, token: &Secret) -> Result<PageList, Trouble> {
        let edge = match role {
            PageRole::Owned => "owned_pages",
            PageRole::Client => "client_pages",
        };
        let call = Call::get(format!("{business}/{edge}")).param("fields", PORTFOLIO).token(token);
        Ok(list_of(self.paginate(call).await?))
    }
}

fn list_of(rows: Rows<Node>) -> PageList {
    let pages = rows.nodes.into_iter().map(page).collect();
    PageList { pages, unread: rows.unread, cut: rows.cut, refused: rows.refused }
}

#[derive(Debug, Deserialize)]
struct Node {
    #[serde(deserialize_with = "scalars::id")]
    id: String,
    #[serde(default, deserialize_with = "scalars::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "scalars::token")]
    access_token: Option<Secret>,
    #[serde(default, deserialize_with = "scalars::texts")]
    tasks: Vec<String>,
    #[serde(flatten)]
    instagram: Instagram,
}

fn page(node: Node) -> PageNode {
    PageNode {
        name: node.name.unwrap_or_else(|| node.id.clone()),
        id: node.id,
        token: node.access_token,
        tasks: node.tasks,
        instagram: node.instagram.link(),
    }
}

/// What a Page tells of the Instagram account behind it.
#[derive(Debug, Deserialize)]
pub(super) struct Instagram {
    instagram_business_account: Option<Object<InstagramAccount>>,
    connected_instagram_account: Option<Object<InstagramAccount>>,
}

#[derive(Debug, Deserialize)]
struct InstagramAccount {
    #[serde(deserialize_with = "scalars::id")]
    id: String,
    #[serde(default, deserialize_with = "scalars::text")]
    username: Option<String>,
}

impl Instagram {
    /// The account of the business conversion flow, else the one that the Page's settings name, which proves less: Meta
    /// fills the two independently (Meta, Page reference).
    pub(super) fn link(self) -> InstagramLink {
        let link = |Object(InstagramAccount { id, username }), proven| InstagramLink::Linked { id, username, proven };
        let business = self.instagram_business_account.map(|account| link(account, true));
        let connected = self.connected_instagram_account.map(|account| link(account, false));
        business.or(connected).unwrap_or(InstagramLink::None)
    }
}
