//! The app: live, subscribed to what its connections are, with a callback that answers, on a version that lives.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{day, needs_of, unknown};
use crate::domain::hint::{DashboardChange, Hint, Property, Step};
use crate::domain::{AppSubscription, Cause, Code, Finding, Platform, Trouble, WebhookObject, end_of_version, text};
use crate::platforms::{AppSnapshot, CallbackAnswer};

/// Judges the app for connections on `platforms`.
pub fn judge(
    facts: &AppSnapshot,
    platforms: &BTreeSet<Platform>,
    now: Timestamp,
    within: SignedDuration,
) -> Vec<Finding> {
    let mut found: Vec<_> = is_live(facts, platforms).into_iter().collect();
    for platform in platforms {
        found.extend(is_subscribed(facts, *platform));
        found.extend(hears_of_routing(facts, *platform));
    }
    found.extend(facts.callbacks.iter().filter_map(|(url, answer)| unanswered(url, answer)));
    found.extend(version(facts, now, within));
    found
}

/// Instagram tells nothing to an app in development mode, not even about its own testers (Meta, Instagram webhooks).
/// Meta has no field for the mode; the permissions that are open to everybody show it.
fn is_live(facts: &AppSnapshot, platforms: &BTreeSet<Platform>) -> Option<Finding> {
    if !platforms.contains(&Platform::Instagram) {
        return None;
    }
    let publish = Step::Dashboard { app_id: facts.id.clone(), change: DashboardChange::Publish };
    match &facts.permissions {
        // What needs no review is open in every mode.
        Ok(all) if needs_of(Platform::Instagram).any(|need| need.required && all.get(need.scope) == Some(&true)) => {
            None
        }
        Ok(_) => {
            let words = "the app is in development mode, so Instagram sends it nothing";
            Some(Finding::new(Code::AppNotLive, words).hint(Hint::new("publish it in the dashboard", publish)))
        }
        Err(trouble) => {
            Some(unknown("whether the app is live", trouble).hint(Hint::new("see it in the dashboard", publish)))
        }
    }
}

/// Fields without which an inbox gets nothing.
const MINIMUM: &[&str] = &["messages"];

fn is_subscribed(facts: &AppSnapshot, platform: Platform) -> Option<Finding> {
    let object = WebhookObject::of(platform)?;
    let all = facts.subscriptions.as_deref().unwrap_or_default();
    let found = all.iter().find(|subscription| subscription.object == object.as_str());
    let words = match found {
        None => format!("the app has no webhook subscription for the object {object}, so nothing is delivered"),
        Some(AppSubscription { active: false, .. }) => {
            format!("Meta has switched off the app's webhook subscription for the object {object}")
        }
        Some(one) if MINIMUM.iter().any(|field| !one.fields.contains(*field)) => {
            format!("the app's webhook subscription for the object {object} lacks the field messages")
        }
        Some(_) => return None,
    };
    let mut urls = found.into_iter().chain(all).filter_map(|one| one.callback_url.as_deref());
    let url = urls.next().map_or_else(|| "https://YOURS".to_owned(), text::shown);
    let set = Hint::new("set it", Step::SetWebhooks(Some((object, url))));
    Some(Finding::new(Code::AppNotSubscribed, words).hint(set))
}

/// Fields that tell an app of conversations that another responder has (Meta, Conversation Routing, 2026-10-12).
const ROUTING: &[&str] = &["standby", "messaging_handovers"];

/// Where a business routes its WhatsApp conversations, an app that is not the responder gets no `messages` any more,
/// without an error: a copy as `standby` at best. The roles themselves are shown to no app here.
fn hears_of_routing(facts: &AppSnapshot, platform: Platform) -> Option<Finding> {
    let object = WebhookObject::of(platform).filter(|object| *object == WebhookObject::WhatsappBusinessAccount)?;
    let all = facts.subscriptions.as_deref().unwrap_or_default();
    let present = all.iter().find(|one| one.object == object.as_str() && one.active)?;
    let lacking: Vec<_> = ROUTING.iter().filter(|field| !present.fields.contains(**field)).copied().collect();
    if lacking.is_empty() {
        return None;
    }
    let words = format!(
        "the app does not subscribe to {}: where the business routes its conversations to another responder, messages \
         stop without an error",
        lacking.join(" and ")
    );
    let url = present.callback_url.as_deref().map_or_else(|| "https://YOURS".to_owned(), text::shown);
    let set = Hint::new("set them as well", Step::SetWebhooks(Some((object, url))));
    Some(Finding::new(Code::RoutedElsewhere, words).hint(set))
}

/// A callback that does not answer.
pub(super) fn unanswered(url: &str, answer: &CallbackAnswer) -> Option<Finding> {
    let trouble = answer.trouble()?;
    let words = format!("the callback {} does not answer this machine: {}", text::shown(url), trouble.message);
    Some(
        Finding::new(Code::CallbackUnreachable, words).hint("start its server, or see whether it lets this machine in"),
    )
}

fn version(facts: &AppSnapshot, now: Timestamp, within: SignedDuration) -> Option<Finding> {
    let update = Hint::new("unset SNORQ_GRAPH_VERSION, or name a newer one", Step::set(Property::GraphVersion));
    match &facts.served {
        Some(served) if *served != facts.version => {
            let words = format!("Meta answers with version {served} in place of {}", text::shown(&facts.version));
            return Some(Finding::new(Code::VersionServedDiffers, words).hint(update));
        }
        Some(_) => {}
        None => {
            let trouble = Trouble::new(Cause::Garbled, "Meta's answer does not name its version");
            return Some(unknown("the version", &trouble));
        }
    }
    let end = end_of_version(&facts.version).filter(|end| now.checked_add(within).is_ok_and(|edge| *end <= edge))?;
    Some(Finding::new(Code::VersionEnding, format!("version {} ends on {}", facts.version, day(end))).hint(update))
}
