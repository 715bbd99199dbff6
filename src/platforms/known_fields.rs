//! Every webhook field that Meta has, object by object: what is asked for by name is held against it before anything is
//! sent. Sources: Meta, Page `subscribed_apps`, Instagram webhooks, WhatsApp Business account webhooks; the specification
//! of Meta's API. Fields that Meta adds later need a row here.

use crate::domain::WebhookObject;

const PAGE: &str = "\
    affiliation agent_messages agent_questions attire awards bio birthday business_integrity \
    call_permission_reply call_settings_update calls category checkins comment_poll_response \
    company_overview conversations culinary_team current_location description email feature_access_list \
    feed follow founded general_info general_manager group_feed hometown hours inbox_labels \
    invalid_topic_placeholder invoice_access_bank_slip_events invoice_access_invoice_change \
    invoice_access_invoice_draft_change invoice_access_onboarding_status_active leadgen leadgen_fat \
    leadgen_update live_videos local_delivery location marketing_message_clicks \
    marketing_message_deliveries marketing_message_delivery_failed marketing_message_echoes \
    marketing_message_reads marketing_messages_subscriber_upload_status mcom_invoice_change members mention \
    merchant_review message_context message_deliveries message_echoes message_edits message_mention \
    message_reactions message_reads message_template_status_update messages messaging_account_linking \
    messaging_appointments messaging_checkout_updates messaging_customer_information messaging_direct_sends \
    messaging_fblogin_account_linking messaging_feedback messaging_game_plays messaging_handovers \
    messaging_in_thread_lead_form_submit messaging_integrity messaging_optins messaging_optouts \
    messaging_payments messaging_policy_enforcement messaging_postbacks messaging_pre_checkouts \
    messaging_referrals mission name page_about_story page_change_proposal page_upcoming_change parking \
    payment_options payment_request_update personal_info personal_interests phone picture price_range \
    product_review products public_transit publisher_subscriptions ratings registration response_feedback \
    send_cart standby story_poll_response story_share user_action video_text_question_responses videos \
    website";

const INSTAGRAM: &str = "\
    comments live_comments mentions messages message_edit message_reactions messaging_handover \
    messaging_optins messaging_policy_enforcement messaging_postbacks messaging_referral messaging_seen \
    response_feedback standby story_insights comment_poll_response \
    creator_marketplace_invited_creator_onboarding creator_marketplace_projects delta follow \
    onboarding_welcome_message_series share_to_story story_poll_response story_reactions";

const WHATSAPP: &str = "\
    account_alerts account_review_update account_settings_update account_update automatic_events \
    business_capability_update calls flows group_lifecycle_update group_participants_update \
    group_settings_update group_status_update history message_template_components_update \
    message_template_quality_update message_template_status_update messages messaging_handovers \
    partner_solutions payment_configuration_update phone_number_name_update phone_number_quality_update \
    security smb_app_state_sync smb_message_echoes standby template_category_update user_preferences";

/// The fields of an object.
pub fn known_fields(object: WebhookObject) -> impl Iterator<Item = &'static str> {
    let fields = match object {
        WebhookObject::Page => PAGE,
        WebhookObject::Instagram => INSTAGRAM,
        WebhookObject::WhatsappBusinessAccount => WHATSAPP,
    };
    fields.split_ascii_whitespace()
}
