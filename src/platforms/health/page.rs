//! The Page: what it sends to the app, and which Instagram account stands behind it.

use super::Facts;
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

/// The Page is where it begins.
const LOG_IN: Step = Connect::on(Platform::Facebook).step();

fn repair(facts: &Facts<'_>) -> Hint {
    Hint::new("subscribe it again", Step::Fix(Some(facts.connection.reference())))
}
