//! The Page: what it sends to the app, and which Instagram account stands behind it.

use super::token::lacks_permissions;
use super::{Facts, unknown};
use crate::domain::hint::{Connect, Hint, Step};
use crate::domain::{Code, Finding, InstagramLink, Platform, text};

/// It sends webhooks to the app at all.
pub(super) fn is_subscribed(facts: &Facts<'_>) -> Vec<Finding> {
    match facts.observation.page() {
        Some(seen) if seen.fields.is_empty() => {
            let words =
                "the Page does not send webhooks to the app (Meta ends that by itself after an hour of failures)";
            vec![Finding::new(Code::PageNotSubscribed, words).hint(repair(facts))]
        }
        _ => Vec::new(),
    }
}

/// It sends every field that was subscribed when it was connected; more than those do no harm.
pub(super) fn has_its_fields(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(seen) = facts.observation.page().filter(|seen| !seen.fields.is_empty()) else { return Vec::new() };
    let wished = &facts.connection.webhook_fields;
    let lost: Vec<_> = wished.iter().filter(|field| !seen.fields.contains(field)).map(String::as_str).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let words = format!("the Page no longer sends {}", text::shown(&lost.join(", ")));
    vec![Finding::new(Code::FieldsDrifted, words).hint(repair(facts))]
}

/// The account that was connected is still the Page's.
pub(super) fn has_its_account(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(seen) = facts.observation.page() else { return Vec::new() };
    let page = facts.connection.parent.as_ref().map_or_else(String::new, ToString::to_string);
    let now = match &seen.instagram {
        InstagramLink::Linked { id, .. } => Some(id),
        InstagramLink::NotGranted { id, .. } | InstagramLink::NotProfessional { id, .. } => id.as_ref(),
        InstagramLink::None => None,
    };
    let finding = match now {
        Some(id) if *id == facts.connection.platform_user_id => return Vec::new(),
        Some(id) => {
            let words = format!("{page} is linked to another Instagram account now: instagram:{}", text::shown(id));
            Finding::new(Code::InstagramMoved, words).hint(Hint::new("connect the new one", LOG_IN))
        }
        None => Finding::new(Code::InstagramUnlinked, format!("{page} has no Instagram account linked any more"))
            .hint(Hint::new("link it again in the Page's settings (Linked accounts), then connect it", LOG_IN)),
    };
    vec![finding]
}

/// "Allow access to messages" is on: without it the account is subscribed and stays silent. Of an account that is not the
/// Page's any more, or whose permission is missing, that is said already.
pub(super) fn lets_messages_out(facts: &Facts<'_>) -> Vec<Finding> {
    let inbox = facts.observation.page().and_then(|seen| seen.inbox.as_ref());
    let finding = match inbox {
        Some(Ok(false)) => {
            let words = "the account's owner does not let apps see its messages, so none arrives";
            Finding::new(Code::MessagesClosed, words).hint(ALLOW_ACCESS)
        }
        Some(Err(trouble)) if !lacks_permissions(facts) => {
            unknown("whether the account lets apps see its messages", trouble)
        }
        _ => return Vec::new(),
    };
    if has_its_account(facts).is_empty() { vec![finding] } else { Vec::new() }
}

/// The owner alone can (Meta, Instagram messaging: connected tools).
const ALLOW_ACCESS: &str = "its owner allows it in the Instagram app: Settings > Messages and story replies > Message \
                            controls > Connected tools > Allow access to messages";

/// The Page is where it begins.
const LOG_IN: Step = Connect::on(Platform::Facebook).step();

fn repair(facts: &Facts<'_>) -> Hint {
    Hint::new("subscribe it again", Step::Fix(Some(facts.connection.reference())))
}
