//! Webhook fields of a Page's subscription.

use super::known_fields::known_fields;
use crate::domain::WebhookObject;

/// What an inbox needs: messages and buttons, what the business itself sent from elsewhere, receipts, reactions,
/// edits, referrals and opt-ins, hand-overs between apps, and Meta's warnings. Not `response_feedback`: subscribing it
/// shows thumbs below the Page's messages to its customers (Meta, Messenger webhooks).
pub const DEFAULT_FIELDS: &[&str] = &[
    "messages",
    "messaging_postbacks",
    "message_echoes",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "message_edits",
    "messaging_referrals",
    "messaging_optins",
    "messaging_handovers",
    "standby",
    "messaging_policy_enforcement",
];

/// Names of the `instagram` object that people try on a Page, with the Page's own name. A Page refuses them, and with
/// them the whole list (Meta, Page `subscribed_apps` reference; the Page's subscription covers its Instagram account).
const INSTAGRAM_NAMES: &[(&str, &str)] = &[
    ("messaging_seen", "message_reads"),
    ("messaging_referral", "messaging_referrals"),
    ("messaging_handover", "messaging_handovers"),
    ("message_edit", "message_edits"),
];

/// What the `instagram` object calls a Page's field; `None` for echoes, which it has no field for, and for deliveries.
pub fn instagram_name(page: &str) -> Option<&str> {
    if matches!(page, "message_echoes" | "message_deliveries") {
        return None;
    }
    Some(INSTAGRAM_NAMES.iter().find(|(_, name)| *name == page).map_or(page, |(name, _)| name))
}

/// Names that are taken for fields and are none, with where to look instead.
const NO_FIELDS: &[(&str, &str)] =
    &[("user_id_update", "changed WhatsApp ids come with 'messages', as messages of the type system")];

/// Checks a wished list before Meta sees it: not empty, and nothing but fields of the object. A name of the `instagram`
/// object on a Page is explained.
pub fn check(object: WebhookObject, fields: &[String]) -> Result<(), String> {
    if fields.is_empty() {
        return Err("no webhook field is named".to_owned());
    }
    fields.iter().try_for_each(|field| known(object, field))
}

fn known(object: WebhookObject, field: &str) -> Result<(), String> {
    let of_page = INSTAGRAM_NAMES.iter().find(|(name, _)| object == WebhookObject::Page && *name == field);
    if let Some((_, page)) = of_page {
        return Err(format!("'{field}' is the Instagram name; a Page calls it '{page}'"));
    }
    if let Some((_, instead)) = NO_FIELDS.iter().find(|(name, _)| *name == field) {
        return Err(format!("'{field}' is no webhook field: {instead}"));
    }
    if known_fields(object).any(|known| known == field) {
        return Ok(());
    }
    let all = known_fields(object).collect::<Vec<_>>().join(", ");
    Err(format!("'{field}' is no webhook field of the object {object}; it has {all}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound_and_instagram_names_are_explained() {
        let of_page = |fields: &[&str]| {
            let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
            check(WebhookObject::Page, &fields)
        };
        for object in WebhookObject::ALL {
            let defaults: Vec<_> = super::super::inbox_fields(object).iter().map(|field| (*field).to_owned()).collect();
            assert_eq!(check(object, &defaults), Ok(()));
        }
        assert!(!DEFAULT_FIELDS.contains(&"response_feedback"), "it changes what customers see");
        assert!(of_page(&["messaging_seen"]).unwrap_err().contains("message_reads"));
        let unknown = of_page(&["messages", "message_seen"]).unwrap_err();
        assert!(unknown.contains("'message_seen'") && unknown.contains(", message_reads, "), "{unknown}");
        let none = check(WebhookObject::WhatsappBusinessAccount, &["user_id_update".to_owned()]);
        assert!(none.unwrap_err().contains("type system"));
        for bad in [&[][..], &[""], &["a b"]] {
            assert!(of_page(bad).is_err(), "{bad:?}");
        }
    }
}
