//! The token: alive, lasting, and allowed to do what the connection needs.

use jiff::Timestamp;

use super::{Facts, day, from_trouble, needs_of, unknown};
use crate::domain::hint::{Connect, Hint, Step};
use crate::domain::{Cause, Code, Finding, Platform, TokenInfo, TokenKind};

/// The asset is read with the connection's own token, so a token that was answered is alive.
pub(super) fn is_alive(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(trouble) = facts.observation.trouble() else { return Vec::new() };
    let finding = match trouble.cause {
        // Meta does not tell what is gone from what may not be seen; the missing permission is a finding of its own.
        Cause::Gone if lacks_permissions(facts) => return Vec::new(),
        Cause::Expired | Cause::Revoked | Cause::WrongToken => from_trouble(Code::TokenDead, trouble),
        Cause::Gone => from_trouble(Code::AssetGone, trouble),
        Cause::MissingPermission => from_trouble(Code::ScopeMissing, trouble),
        _ => unknown("it", trouble),
    };
    vec![finding]
}

/// The token has a date of its own only if a system user or a short login stands behind it.
pub(super) fn lasts(facts: &Facts<'_>) -> Vec<Finding> {
    let end = match token(facts) {
        // A Page's token outlives the long-lived login that it came from; its own date was recorded.
        Some(token) if token.kind != TokenKind::User => token.expires_at,
        Some(_) => facts.connection.token_expires_at,
        None => return Vec::new(),
    };
    let end = end.filter(|end| is_near(facts, *end));
    let system_token = facts.connection.platform == Platform::Whatsapp;
    let renew = Step::Refresh { reference: facts.connection.reference(), system_token };
    let finding = end.map(|end| Finding::new(Code::TokenExpiring, format!("the token ends on {}", day(end))));
    let hinted = finding
        .map(|finding| finding.hint(Hint::new("renew it", renew)).hint(Hint::new("or log in again", Step::AGAIN)));
    hinted.into_iter().collect()
}

/// After 90 days without the person, Meta closes their data to the app though the token has no date.
pub(super) fn gives_access(facts: &Facts<'_>) -> Vec<Finding> {
    let end = token(facts).and_then(|token| token.data_access_expires_at).filter(|end| is_near(facts, *end));
    let told = |end: Timestamp| {
        let (ends, login) =
            if end <= facts.now { ("ended", "log in again") } else { ("ends", "log in again before that") };
        let words = format!("Meta {ends} the app's access to the person's data on {}", day(end));
        Finding::new(Code::DataAccessExpiring, words).hint(Hint::new(login, Step::AGAIN))
    };
    end.map(told).into_iter().collect()
}

/// Each permission that the platform needs, granted and for this very asset.
pub(super) fn allows(facts: &Facts<'_>) -> Vec<Finding> {
    match facts.token {
        Some(Ok(token)) => missing(facts, token),
        Some(Err(trouble)) => vec![unknown("what the token allows", trouble)],
        // Nothing was alive enough to be inspected: that is a finding of its own already.
        None => Vec::new(),
    }
}

/// Whether a permission of the connection's platform is known to be missing.
pub(super) fn lacks_permissions(facts: &Facts<'_>) -> bool {
    token(facts).is_some_and(|token| !missing(facts, token).is_empty())
}

fn missing(facts: &Facts<'_>, token: &TokenInfo) -> Vec<Finding> {
    let (what, asset) = asset(facts);
    let again = match facts.connection.platform {
        Platform::Whatsapp => Hint::new("sign up again and allow it", Step::AGAIN),
        _ => {
            Hint::new("log in again, choose \"edit previous settings\" and allow it", Connect::AGAIN.rerequest().step())
        }
    };
    let needs = needs_of(facts.connection.platform).filter(|need| need.required || is_instagrams(need.scope));
    let mut found = Vec::new();
    for need in needs {
        let words = if !token.scopes.contains(need.scope) {
            format!("{} is not granted; it is needed {}", need.scope, need.purpose)
        } else if names_assets(need.scope) && token.targets.covers(need.scope, asset) == Some(false) {
            format!("{} is granted, but not for {what}; it is needed {}", need.scope, need.purpose)
        } else {
            continue;
        };
        let finding = Finding::new(Code::ScopeMissing, words);
        found.push(finding.hint(again.clone()));
    }
    found
}

fn is_instagrams(scope: &str) -> bool {
    scope.starts_with("instagram_")
}

/// Permissions that are granted for Pages or WhatsApp accounts one by one.
fn names_assets(scope: &str) -> bool {
    ["pages_", "whatsapp_"].iter().any(|prefix| scope.starts_with(prefix))
}

/// What permissions are granted for, in words and by its id.
fn asset<'a>(facts: &'a Facts<'_>) -> (&'static str, &'a str) {
    match (&facts.connection.parent, facts.connection.platform) {
        (Some(parent), Platform::Instagram) => ("this Page", &parent.platform_user_id),
        (_, Platform::Whatsapp) => ("this account", facts.connection.waba_id.as_deref().unwrap_or_default()),
        _ => ("this Page", &facts.connection.platform_user_id),
    }
}

fn token<'a>(facts: &'a Facts<'_>) -> Option<&'a TokenInfo> {
    facts.token.and_then(|token| token.as_ref().ok())
}

fn is_near(facts: &Facts<'_>, end: Timestamp) -> bool {
    facts.now.checked_add(facts.within).is_ok_and(|edge| end <= edge)
}
