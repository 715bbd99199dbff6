//! The app's own webhooks: one callback and its fields for each kind of object.
//!
//! They are the first of two layers: only what is subscribed here and at the Page or account is delivered (Meta, Page
//! `subscribed_apps`).

use super::{DEFAULT_FIELDS, Meta};
use crate::domain::{AppSubscription, Secret, Trouble, WebhookObject};

impl Meta {
    /// What is subscribed; an empty list is a real one.
    pub async fn app_subscriptions(&self) -> Result<Vec<AppSubscription>, Trouble> {
        self.graph.app_subscriptions().await
    }

    /// Puts callback and fields of an object in the place of the present ones; Meta asks the callback before it agrees.
    pub async fn subscribe_app(&self, wish: &AppSubscription, verify_token: &Secret) -> Result<(), Trouble> {
        self.graph.subscribe_app(wish, verify_token).await
    }

    /// Ends an object's subscription.
    pub async fn unsubscribe_app(&self, object: WebhookObject) -> Result<(), Trouble> {
        self.graph.unsubscribe_app(object.as_str()).await
    }
}

/// What an inbox needs of Instagram, in that object's own names. There is no field for echoes: they come with `messages`
/// (Meta, Instagram webhooks).
const INSTAGRAM_FIELDS: &[&str] = &[
    "messages",
    "messaging_postbacks",
    "message_reactions",
    "message_edit",
    "messaging_seen",
    "messaging_referral",
    "messaging_optins",
    "messaging_handover",
    "standby",
    "messaging_policy_enforcement",
];

/// What an inbox needs of WhatsApp: messages, `account_update`, which Embedded Signup demands, what befalls account,
/// number and templates, the three of numbers that the WhatsApp Business app keeps using, and the two without which an
/// app hears nothing once a business routes its conversations to another responder (Meta, Conversation Routing).
const WHATSAPP_FIELDS: &[&str] = &[
    "messages",
    "account_update",
    "account_alerts",
    "account_review_update",
    "business_capability_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "security",
    "message_template_status_update",
    "message_template_quality_update",
    "template_category_update",
    "history",
    "smb_app_state_sync",
    "smb_message_echoes",
    "standby",
    "messaging_handovers",
];

/// The fields that a callback of the account's own carries; every other goes to the app's address all the same (Meta,
/// webhook overrides, 2026-06-28).
pub const OVERRIDE_FIELDS: &[&str] = &[
    "messages",
    "message_echoes",
    "calls",
    "consumer_profile",
    "messaging_handovers",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "smb_message_echoes",
    "smb_app_state_sync",
    "history",
    "account_settings_update",
];

/// What an inbox needs of an object.
pub fn inbox_fields(object: WebhookObject) -> &'static [&'static str] {
    match object {
        WebhookObject::Page => DEFAULT_FIELDS,
        WebhookObject::Instagram => INSTAGRAM_FIELDS,
        WebhookObject::WhatsappBusinessAccount => WHATSAPP_FIELDS,
    }
}
