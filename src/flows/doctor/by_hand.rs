//! What Meta lets no program read, with the page on which a person can see it.

/// The dashboard of apps.
const DASHBOARD: &str = "https://developers.facebook.com/apps";

/// One such thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// A stable word.
    pub name: &'static str,
    /// What to look at.
    pub what: &'static str,
    /// Where: a page of the dashboard, or the way to a switch.
    pub place: String,
}

/// Everything of the kind, for the app `id`.
pub fn list(id: &str) -> Vec<ByHand> {
    let page =
        |name, what, way: &str, rest: &str| ByHand { name, what, place: format!("{way}: {DASHBOARD}/{id}/{rest}") };
    vec![
        page(
            "redirect_addresses",
            "the redirect address of the profile is listed, letter by letter (live apps)",
            "Facebook Login for Business > Settings",
            "business-login/settings/",
        ),
        page(
            "app_type",
            "the app is no native or desktop app: its secret would be refused",
            "App settings > Advanced",
            "settings/advanced/",
        ),
        page("business_verification", "the business is verified", "App settings > Basic", "settings/basic/"),
        page(
            "signup_configuration",
            "the configuration for WhatsApp is one of Embedded Signup v4",
            "Facebook Login for Business > Configurations",
            "business-login/configurations/",
        ),
        page(
            "sdk_domains",
            "the popup's domain is allowed for the JavaScript SDK",
            "Facebook Login for Business > Settings",
            "business-login/settings/",
        ),
        page("verify_token", "the webhook's verify token is the callback's", "Webhooks", "webhooks/"),
        ByHand {
            name: "whatsapp_routing",
            what: "no business routes its WhatsApp conversations to another responder",
            place: "Meta Business Suite > Conversation Routing".to_owned(),
        },
    ]
}
