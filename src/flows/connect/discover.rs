//! What a login reaches, beside what is recorded already.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{Connection, ConnectionRef, Discovery, Platform, Status};
use crate::error::Failure;
use crate::flows::{Tools, grants};
use crate::platforms::Login;
use crate::store::Filter;

/// What was found.
#[derive(Debug)]
pub struct DiscoveredPages {
    /// Pages and warnings.
    pub discovery: Discovery,
    /// Connections that are recorded already, by ref.
    pub known: HashMap<ConnectionRef, Status>,
    /// The fields that connected Pages are subscribed to, by Page id.
    pub fields: HashMap<String, Vec<String>>,
}

/// Finds the Pages, and looks up what is recorded.
pub async fn discover(tools: &Tools<'_>, login: &Login) -> Result<DiscoveredPages, Failure> {
    tools.reporter.start("looking for Pages", None);
    let discovery = tools.meta.discover_pages(login).await;
    tools.reporter.finish();
    let discovery = discovery?;
    let usable = discovery.pages.iter().any(|page| page.unusable.is_none());
    // That no Page is reached can be said of a list that was read.
    if let (false, Some(refused)) = (usable, &discovery.refused) {
        return Err(refused.clone().into());
    }
    let recorded = tools.store.list(&Filter::of(tools.profile)).await?;
    let known = recorded.iter().map(|connection| (connection.reference(), connection.status)).collect();
    let page = |one: &Connection| one.platform == Platform::Facebook && one.status != Status::Disconnected;
    let has_fields = recorded.into_iter().filter(|one| page(one) && !one.webhook_fields.is_empty());
    let fields = has_fields.map(|one| (one.platform_user_id, one.webhook_fields)).collect();
    Ok(DiscoveredPages { discovery, known, fields })
}

impl DiscoveredPages {
    /// The Pages that the login has a token for.
    pub fn reached(&self) -> BTreeSet<&str> {
        let with_token = self.discovery.pages.iter().filter(|page| page.token.is_some());
        with_token.map(|page| page.id.as_str()).collect()
    }
}

/// The working connections that the same person made and that their new login, which has a token for the Pages
/// `reached`, leaves out. Meta has one grant per person and app: a Page that is not ticked again loses its token.
pub async fn orphaned_by(
    tools: &Tools<'_>,
    login: &Login,
    reached: &BTreeSet<&str>,
) -> Result<Vec<Connection>, Failure> {
    let mut made = made_by(tools, login).await?;
    made.retain(|one| one.subscription_target().page().is_some_and(|page| !reached.contains(page)));
    Ok(made)
}

/// The working connections that an earlier login of the same person made.
pub(in crate::flows) async fn made_by(tools: &Tools<'_>, login: &Login) -> Result<Vec<Connection>, Failure> {
    let earlier = tools.store.grants(tools.profile).await?;
    let Some(grant) = grants::of_person(&earlier, &login.person.id) else { return Ok(Vec::new()) };
    let mut made = tools.store.list(&Filter { statuses: vec![Status::Active], ..Filter::of(tools.profile) }).await?;
    made.retain(|connection| connection.grant_id.as_ref() == Some(&grant.id));
    Ok(made)
}
