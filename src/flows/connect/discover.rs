//! What a login reaches, beside what is recorded already.

use std::collections::{HashMap, HashSet};

use crate::domain::{Connection, ConnectionRef, Discovery, Platform, Status};
use crate::error::Failure;
use crate::flows::{Tools, grants};
use crate::platforms::Login;
use crate::store::Filter;

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// Pages and gaps.
    pub discovery: Discovery,
    /// Connections that are recorded already, by ref.
    pub known: HashMap<ConnectionRef, Status>,
}

/// A connection whose token this login has killed or will kill: its person's present grant no longer covers it.
pub type Endangered = Connection;

/// Climbs the ladder and looks up what is recorded.
pub async fn discover(tools: &Tools<'_>, login: &Login) -> Result<Found, Failure> {
    tools.steps.begin("looking for Pages", None);
    let discovery = tools.connector.discover(login).await;
    tools.steps.end();
    let recorded = tools.store.list(&of_profile(tools.profile)).await?;
    let known = recorded.iter().map(|connection| (connection.reference(), connection.status)).collect();
    Ok(Found { discovery: discovery?, known })
}

/// The working connections that the same person made and that their new login leaves out. Meta has one grant per
/// person and app: a Page that is not ticked again loses its token.
pub async fn endangered(tools: &Tools<'_>, login: &Login, found: &Found) -> Result<Vec<Endangered>, Failure> {
    let earlier = tools.store.grants(tools.profile).await?;
    let Some(grant) = grants::of_person(&earlier, &login.person.id) else { return Ok(Vec::new()) };
    let covered: HashSet<&str> =
        found.discovery.pages.iter().filter(|page| page.token.is_some()).map(|page| page.id.as_str()).collect();
    let recorded = tools.store.list(&Filter { statuses: vec![Status::Active], ..of_profile(tools.profile) }).await?;
    let own = |connection: &Connection| connection.grant_id.as_ref() == Some(&grant.id);
    let lost = |connection: &Connection| page_of(connection).is_some_and(|page| !covered.contains(page));
    Ok(recorded.into_iter().filter(|connection| own(connection) && lost(connection)).collect())
}

fn of_profile(profile: &str) -> Filter {
    Filter { profile: Some(profile.to_owned()), ..Filter::default() }
}

/// The Page that a connection is or stands on.
fn page_of(connection: &Connection) -> Option<&str> {
    match connection.platform {
        Platform::Facebook => Some(&connection.platform_user_id),
        _ => connection.parent.as_ref().map(|parent| parent.platform_user_id.as_str()),
    }
}
