//! What every token goes through before anything is done with it.

use std::collections::BTreeSet;

use super::Login;
use crate::domain::{Cause, Person, Secret, TokenKind, Trouble};
use crate::graph::{Graph, Inspection};

/// Inspects a token and asks who is behind it.
pub(super) async fn login(graph: &Graph, token: Secret) -> Result<Login, Trouble> {
    let inspection = inspect(graph, &token).await?;
    login_with(graph, token, inspection).await
}

/// Inspects a token. One of another app, a dead one, or one of a Page or an app is dropped here: it could only have been
/// slipped in.
pub(super) async fn inspect(graph: &Graph, token: &Secret) -> Result<Inspection, Trouble> {
    let inspection = graph.inspect(token).await?;
    check(graph, &inspection)?;
    Ok(inspection)
}

/// The login of a token that was inspected; what was declined is not known.
pub(super) async fn login_with(graph: &Graph, token: Secret, inspection: Inspection) -> Result<Login, Trouble> {
    let person = person(graph, &token, &inspection).await?;
    Ok(Login {
        token,
        person,
        token_kind: inspection.kind,
        scopes: inspection.scopes.into_iter().collect(),
        declined: BTreeSet::new(),
        targets: inspection.targets,
        token_expires_at: inspection.expires_at,
        data_access_expires_at: inspection.data_access_expires_at,
    })
}

fn check(graph: &Graph, inspection: &Inspection) -> Result<(), Trouble> {
    if !inspection.valid {
        let dead = || Trouble::new(Cause::Revoked, "Meta says that this token is not valid");
        return Err(inspection.trouble.clone().unwrap_or_else(dead));
    }
    if inspection.app_id.as_deref().is_some_and(|id| id != graph.app_id()) {
        return Err(Trouble::new(Cause::Refused, "the token belongs to another app"));
    }
    match inspection.kind {
        TokenKind::Page => Err(Trouble::new(Cause::Refused, "that is a Page's token; a person's is needed")),
        TokenKind::App => Err(Trouble::new(Cause::Refused, "that is the app's token; a person's is needed")),
        TokenKind::User | TokenKind::SystemUser | TokenKind::Unknown => Ok(()),
    }
}

async fn person(graph: &Graph, token: &Secret, inspection: &Inspection) -> Result<Person, Trouble> {
    let person = graph.me(token).await?;
    match &inspection.user_id {
        Some(id) if *id != person.id => Err(Trouble::new(Cause::Refused, "the token speaks for somebody else")),
        _ => Ok(person),
    }
}

/// Takes a person's permissions back and proves it.
pub(super) async fn revoke_permissions(graph: &Graph, person: &str) -> Result<bool, Trouble> {
    match graph.revoke_permissions(person).await {
        // Nothing is left to take back: the person was faster.
        Err(trouble) if trouble.kills_token() || trouble.cause == Cause::Gone => Ok(true),
        Err(trouble) => Err(trouble),
        Ok(()) => Ok(!graph.still_granted(person).await?),
    }
}
