//! Fields that Meta documents and that this world holds nothing of.
//!
//! Meta leaves a field without a value out of the answer and refuses one that does not exist; other people's clients
//! ask for many of the first kind. Counts of what did not happen are 0 (Meta, Page, User, IG User, Business and
//! WhatsApp references).

use serde_json::{Value, json};

use super::fields::Field;
use crate::sandbox::error::GraphError;

const PAGE: &str = "about affiliation app_id artists_we_like attire awards band_interests band_members best_page bio \
    birthday booking_agent built can_checkin can_post checkins company_overview contact_address cover \
    culinary_team delivery_and_pickup_option_info description description_html directed_by display_subtext \
    displayed_message_response_time emails engagement featured_video features food_styles founded general_info \
    general_manager global_brand_page_name global_brand_root_id has_added_app has_lead_access hometown hours impressum \
    influences is_always_open is_chain is_community_page is_eligible_for_branded_content \
    is_messenger_bot_get_started_enabled is_messenger_platform_bot is_owned is_permanently_closed is_unclaimed \
    is_verified keywords leadgen_tos_acceptance_time leadgen_tos_accepted location members merchant_id \
    merchant_review_status messaging_feature_status mission mpg name_with_location_descriptor offer_eligible \
    overall_star_rating owner_business page_token parent_page payment_options personal_info personal_interests \
    pharma_safety_info phone pickup_options place_type plot_outline press_contact price_range privacy_info_url \
    produced_by products promotion_eligible promotion_ineligible_reason public_transit record_label release_date \
    restaurant_services restaurant_specialties schedule screenplay_by season single_line_address starring \
    store_location_descriptor store_number studio supports_donate_button_in_live_video temporary_status \
    user_access_expire_time username verification_status voip_info website whatsapp_number written_by";

const USER: &str = "about age_range birthday cover currency education favorite_athletes favorite_teams gender hometown \
    inspirational_people install_type installed is_guest_user is_work_account languages link locale \
    location meeting_for middle_name name_format payment_pricepoints political profile_pic quotes relationship_status \
    religion short_name significant_other sports timezone token_for_business updated_time verified video_upload_limits \
    website";

const INSTAGRAM: &str = "biography has_profile_pic ig_id is_published legacy_instagram_user_id owner_business \
    shopping_product_tag_eligibility shopping_review_status website";

const BUSINESS: &str = "block_offline_analytics created_by created_time extended_updated_time is_hidden link \
    payment_account_id primary_page profile_picture_uri timezone_id two_factor_type updated_by updated_time \
    user_access_expire_time vertical vertical_id";

const WABA: &str = "analytics auth_international_rate_eligibility creation_time \
    disable_marketing_messages_on_cloud_api is_enabled_for_insights is_shared_with_partners linked_commerce_account \
    marketing_messages_ad_account marketing_messages_lite_api_status marketing_messages_onboarding_status owner_business \
    primary_business_location purchase_order_number service_pricing_policy template_auto_archival_enabled";

const NUMBER: &str = "certificate conversational_automation country_code country_dial_code \
    eligibility_for_api_business_global_search is_preverified_number new_certificate new_name_status quality_score \
    search_visibility username";

const TEMPLATE: &str = "correct_category cta_url_link_tracking_opted_out degrees_of_freedom_spec library_template_name \
    message_send_ttl_seconds previous_category quality_score rejected_reason sub_category";

const COUNTS: &str = "fan_count followers_count follows_count media_count new_like_count rating_count \
    talking_about_count unread_message_count unread_notif_count unseen_message_count were_here_count";

/// The value of a field that a node of this type does not hold: a count of nothing, or no value at all.
pub(in crate::sandbox::graph) fn value(field: &Field, node: &str) -> Result<Option<Value>, GraphError> {
    let among = |names: &str| names.split(' ').any(|name| name == field.name);
    let documented = of(node);
    let counts = match node {
        "Page" => !among("follows_count media_count"),
        "IGUser" => among("followers_count follows_count media_count"),
        _ => false,
    };
    match field.name.as_str() {
        "picture" if matches!(node, "Page" | "User") => Ok(Some(silhouette())),
        _ if counts && among(COUNTS) => Ok(Some(json!(0))),
        _ if among(documented) => Ok(None),
        _ => Err(GraphError::field(&field.name, node)),
    }
}

/// The names of a type.
fn of(node: &str) -> &'static str {
    match node {
        "Page" => PAGE,
        "User" => USER,
        "WhatsAppBusinessAccount" => WABA,
        "WhatsAppBusinessPhoneNumber" => NUMBER,
        "MessageTemplate" => TEMPLATE,
        "IGUser" => INSTAGRAM,
        _ => BUSINESS,
    }
}

/// The names of a type, one by one; an app's are all in its own table.
#[cfg(test)]
pub(crate) fn documented(node: &str) -> impl Iterator<Item = &'static str> {
    let names = if node == "Application" { "" } else { of(node) };
    names.split(' ').filter(|name| !name.is_empty())
}

/// The picture of a person without one.
fn silhouette() -> Value {
    json!({ "data": { "height": 50, "is_silhouette": true, "url": "https://scontent.invalid/silhouette.jpg", "width": 50 } })
}
