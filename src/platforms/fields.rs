//! Webhook fields of a Page's subscription.

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

/// Whether it could be the name of a field, of whatever object.
pub fn check_name(field: &str) -> Result<(), String> {
    if let Some((_, instead)) = NO_FIELDS.iter().find(|(name, _)| *name == field) {
        return Err(format!("'{field}' is no webhook field: {instead}"));
    }
    if !field.is_empty() && field.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Ok(());
    }
    Err(format!("'{field}' is not the name of a webhook field"))
}

/// Checks a wished list before Meta sees it: not empty, no blanks, no name of the `instagram` object. Whether Meta
/// knows a field is for Meta to say: its list grows.
pub fn check(fields: &[String]) -> Result<(), String> {
    if fields.is_empty() {
        return Err("no webhook field is named".to_owned());
    }
    for field in fields {
        check_name(field)?;
        if let Some((_, page)) = INSTAGRAM_NAMES.iter().find(|(name, _)| name == field) {
            return Err(format!("'{field}' is the Instagram name; a Page calls it '{page}'"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound_and_instagram_names_are_explained() {
        let defaults: Vec<String> = DEFAULT_FIELDS.iter().map(|field| (*field).to_owned()).collect();
        assert_eq!(check(&defaults), Ok(()));
        assert!(!DEFAULT_FIELDS.contains(&"response_feedback"), "it changes what customers see");
        assert!(check(&["messaging_seen".to_owned()]).unwrap_err().contains("message_reads"));
        assert!(check_name("user_id_update").unwrap_err().contains("type system"));
        for bad in [vec![], vec![String::new()], vec!["a b".to_owned()]] {
            assert!(check(&bad).is_err(), "{bad:?}");
        }
    }
}
