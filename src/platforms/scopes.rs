//! The permissions that each platform needs, as data: Meta renames them now and then.

use std::collections::BTreeSet;

use crate::domain::{Platform, Scope};

/// One permission and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// Name at Meta.
    pub scope: &'static str,
    /// What does not work without it.
    pub purpose: &'static str,
    /// Whether nothing can be connected without it.
    pub required: bool,
    /// Whose connections it is for.
    pub platforms: &'static [Platform],
}

const fn need(scope: &'static str, purpose: &'static str, required: bool, platforms: &'static [Platform]) -> Need {
    Need { scope, purpose, required, platforms }
}

const BOTH: &[Platform] = &[Platform::Facebook, Platform::Instagram];
const WHATSAPP: &[Platform] = &[Platform::Whatsapp];
const INSTAGRAM: &[Platform] = &[Platform::Instagram];

/// What connecting Facebook Pages and their Instagram accounts asks for. `business_management` is not among them: it
/// is asked for by the app's own configuration, where Pages live in a business portfolio.
pub const FACEBOOK_SCOPES: &[Need] = &[
    need("public_profile", "to see who logged in", false, BOTH),
    need("email", "to tell two people of one name apart", false, BOTH),
    need("pages_show_list", "to list the Pages", true, BOTH),
    need("pages_messaging", "to receive and answer messages", true, BOTH),
    need("pages_manage_metadata", "to subscribe webhooks", true, BOTH),
    need("instagram_basic", "to see the Instagram account behind a Page", false, INSTAGRAM),
    need("instagram_manage_messages", "to receive and answer Instagram messages", false, INSTAGRAM),
];

/// What connecting WhatsApp numbers asks for, by its configuration.
pub const WHATSAPP_SCOPES: &[Need] = &[
    need(
        "whatsapp_business_management",
        "to see the account and its numbers, and to subscribe webhooks",
        true,
        WHATSAPP,
    ),
    need("whatsapp_business_messaging", "to register numbers, and to receive and answer messages", true, WHATSAPP),
];

/// The `needs` that `granted` does not meet.
pub fn unmet(needs: &'static [Need], granted: &BTreeSet<Scope>) -> Vec<&'static Need> {
    needs.iter().filter(|need| !granted.contains(need.scope)).collect()
}
