//! Names that Meta publishes: permissions, and the fields of a Page's webhook subscription with what each needs.

use super::world::models::{Object, Sort};

/// Permissions that the sandbox's app may ask for.
pub(crate) const SCOPES: &[&str] = &[
    "public_profile",
    "email",
    "pages_show_list",
    "pages_messaging",
    "pages_manage_metadata",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_posts",
    "pages_manage_engagement",
    "instagram_basic",
    "instagram_manage_messages",
    "instagram_manage_comments",
    "instagram_content_publish",
    "instagram_manage_insights",
    "business_management",
    "leads_retrieval",
    "read_insights",
    "ads_management",
    "ads_read",
    "catalog_management",
    "whatsapp_business_management",
    "whatsapp_business_messaging",
];

/// Which assets a permission is granted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The person only; it has no entry in `granular_scopes`.
    Person,
    /// Assets of this sort.
    Assets(Sort),
    /// Assets that the dialog gives no choice of.
    Everything,
}

/// Which assets `scope` is granted for.
pub(crate) fn reach(scope: &str) -> Reach {
    match scope {
        "public_profile" | "email" => Reach::Person,
        "leads_retrieval" | "read_insights" => Reach::Assets(Sort::Page),
        _ if scope.starts_with("pages_") => Reach::Assets(Sort::Page),
        _ if scope.starts_with("instagram_") => Reach::Assets(Sort::Instagram),
        _ if scope.starts_with("whatsapp_") => Reach::Assets(Sort::Waba),
        _ => Reach::Everything,
    }
}

/// What each permission is called in the dialog.
pub(crate) fn wording(scope: &str) -> &'static str {
    match scope {
        "public_profile" => "Your name and profile picture",
        "email" => "Your email address",
        "pages_show_list" => "Show a list of the Pages you manage",
        "pages_messaging" => "Manage and access Page conversations in Messenger",
        "pages_manage_metadata" => "Manage accounts, settings and webhooks for a Page",
        "pages_read_engagement" => "Read content posted on the Page",
        "instagram_basic" => "Access profile and posts of the Instagram account connected to your Page",
        "instagram_manage_messages" => "Manage and access Instagram messages",
        "business_management" => "Manage your business",
        "whatsapp_business_management" => "Manage your WhatsApp accounts",
        "whatsapp_business_messaging" => "Manage and access conversations in WhatsApp",
        _ => "A further permission",
    }
}

/// Every field of a Page's subscription (Meta, reference of the Page's `subscribed_apps`, and the API specification of 2026-04).
pub(crate) const FIELDS: &[&str] = &[
    "affiliation",
    "agent_messages",
    "agent_questions",
    "attire",
    "awards",
    "bio",
    "birthday",
    "business_integrity",
    "call_permission_reply",
    "call_settings_update",
    "calls",
    "category",
    "checkins",
    "comment_poll_response",
    "company_overview",
    "conversations",
    "culinary_team",
    "current_location",
    "description",
    "email",
    "feature_access_list",
    "feed",
    "follow",
    "founded",
    "general_info",
    "general_manager",
    "group_feed",
    "hometown",
    "hours",
    "inbox_labels",
    "invalid_topic_placeholder",
    "invoice_access_bank_slip_events",
    "invoice_access_invoice_change",
    "invoice_access_invoice_draft_change",
    "invoice_access_onboarding_status_active",
    "leadgen",
    "leadgen_fat",
    "leadgen_update",
    "live_videos",
    "local_delivery",
    "location",
    "marketing_message_clicks",
    "marketing_message_deliveries",
    "marketing_message_delivery_failed",
    "marketing_message_echoes",
    "marketing_message_reads",
    "marketing_messages_subscriber_upload_status",
    "mcom_invoice_change",
    "members",
    "mention",
    "merchant_review",
    "message_context",
    "message_deliveries",
    "message_echoes",
    "message_edits",
    "message_mention",
    "message_reactions",
    "message_reads",
    "message_template_status_update",
    "messages",
    "messaging_account_linking",
    "messaging_appointments",
    "messaging_checkout_updates",
    "messaging_customer_information",
    "messaging_direct_sends",
    "messaging_fblogin_account_linking",
    "messaging_feedback",
    "messaging_game_plays",
    "messaging_handovers",
    "messaging_in_thread_lead_form_submit",
    "messaging_integrity",
    "messaging_optins",
    "messaging_optouts",
    "messaging_payments",
    "messaging_policy_enforcement",
    "messaging_postbacks",
    "messaging_pre_checkouts",
    "messaging_referrals",
    "mission",
    "name",
    "page_about_story",
    "page_change_proposal",
    "page_upcoming_change",
    "parking",
    "payment_options",
    "payment_request_update",
    "personal_info",
    "personal_interests",
    "phone",
    "picture",
    "price_range",
    "product_review",
    "products",
    "public_transit",
    "publisher_subscriptions",
    "ratings",
    "registration",
    "response_feedback",
    "send_cart",
    "standby",
    "story_poll_response",
    "story_share",
    "user_action",
    "video_text_question_responses",
    "videos",
    "website",
];

/// Every field of the app's subscription of `instagram` (Meta, webhooks for Instagram, and the API specification).
const INSTAGRAM_FIELDS: &[&str] = &[
    "comment_poll_response",
    "comments",
    "creator_marketplace_invited_creator_onboarding",
    "creator_marketplace_projects",
    "delta",
    "follow",
    "live_comments",
    "mentions",
    "message_edit",
    "message_reactions",
    "messages",
    "messaging_handover",
    "messaging_optins",
    "messaging_policy_enforcement",
    "messaging_postbacks",
    "messaging_referral",
    "messaging_seen",
    "onboarding_welcome_message_series",
    "response_feedback",
    "share_to_story",
    "standby",
    "story_insights",
    "story_poll_response",
    "story_reactions",
];

/// Every field of the app's subscription of `whatsapp_business_account` (public setup guides; Meta, WhatsApp changelog
/// and Conversation Routing).
const WHATSAPP_FIELDS: &[&str] = &[
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "account_update",
    "automatic_events",
    "business_capability_update",
    "calls",
    "flows",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "history",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "messages",
    "messaging_handovers",
    "partner_solutions",
    "payment_configuration_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
    "smb_app_state_sync",
    "smb_message_echoes",
    "standby",
    "template_category_update",
    "user_preferences",
];

/// The WhatsApp fields that an own address of an account or number carries; the others go to the app's address all the
/// same (Meta, webhook overrides, 2026-06-28).
pub(crate) const OVERRIDDEN: &[&str] = &[
    "account_settings_update",
    "calls",
    "consumer_profile",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "history",
    "message_echoes",
    "messages",
    "messaging_handovers",
    "smb_app_state_sync",
    "smb_message_echoes",
];

/// Every field that the app can subscribe to for an object.
pub(crate) fn object_fields(object: Object) -> &'static [&'static str] {
    match object {
        Object::Page => FIELDS,
        Object::Instagram => INSTAGRAM_FIELDS,
        Object::WhatsappBusinessAccount => WHATSAPP_FIELDS,
    }
}

/// The permission that a field needs besides `pages_manage_metadata`.
pub(crate) fn permission(field: &str) -> &'static str {
    let messaging = ["message", "messaging_", "message_", "messages", "marketing_message"];
    match field {
        "standby"
        | "calls"
        | "call_permission_reply"
        | "call_settings_update"
        | "response_feedback"
        | "send_cart"
        | "inbox_labels" => "pages_messaging",
        _ if field.starts_with("leadgen") => "leads_retrieval",
        _ if messaging.iter().any(|start| field.starts_with(start)) => "pages_messaging",
        _ => "pages_manage_metadata",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_sorted_and_carry_no_instagram_names() {
        assert!(FIELDS.is_sorted());
        for name in ["messaging_seen", "messaging_referral", "message_edit", "comments"] {
            assert!(!FIELDS.contains(&name), "{name}");
        }
        assert_eq!((permission("messages"), permission("feed")), ("pages_messaging", "pages_manage_metadata"));
    }
}
