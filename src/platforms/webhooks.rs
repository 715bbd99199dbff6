//! The app's own webhooks: one callback and its fields for each kind of object.
//!
//! They are the first of two layers: only what is subscribed here and at the Page or account is delivered (Meta, Page
//! `subscribed_apps`).

use async_trait::async_trait;

use super::{DEFAULT_FIELDS, Facebook};
use crate::domain::{Secret, Trouble, WebhookObject};
use crate::graph::{AppSubscription, CallbackAnswer};

/// Reads and changes the app's own webhooks, as the app.
#[async_trait]
pub trait AppWebhooks: Send + Sync {
    /// What is subscribed; an empty list is a real one.
    async fn subscriptions(&self) -> Result<Vec<AppSubscription>, Trouble>;
    /// Asks `callback` from this machine as Meta will.
    async fn verify_callback(&self, callback: &str, verify_token: &Secret) -> CallbackAnswer;
    /// Puts callback and fields of an object in the place of what stands; Meta asks the callback before it agrees.
    async fn subscribe(&self, wish: &AppSubscription, verify_token: &Secret) -> Result<(), Trouble>;
    /// Ends an object's subscription.
    async fn unsubscribe(&self, object: WebhookObject) -> Result<(), Trouble>;
}

#[async_trait]
impl AppWebhooks for Facebook {
    async fn subscriptions(&self) -> Result<Vec<AppSubscription>, Trouble> {
        self.graph.app_subscriptions().await
    }

    async fn verify_callback(&self, callback: &str, verify_token: &Secret) -> CallbackAnswer {
        self.graph.verify_callback(callback, verify_token).await
    }

    async fn subscribe(&self, wish: &AppSubscription, verify_token: &Secret) -> Result<(), Trouble> {
        self.graph.subscribe_app(wish, verify_token).await
    }

    async fn unsubscribe(&self, object: WebhookObject) -> Result<(), Trouble> {
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
/// number and templates, and the three of numbers that the WhatsApp Business app keeps using.
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
];

/// What an inbox needs of an object.
pub fn inbox_fields(object: WebhookObject) -> &'static [&'static str] {
    match object {
        WebhookObject::Page => DEFAULT_FIELDS,
        WebhookObject::Instagram => INSTAGRAM_FIELDS,
        WebhookObject::WhatsappBusinessAccount => WHATSAPP_FIELDS,
    }
}
