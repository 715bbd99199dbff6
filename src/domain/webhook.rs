//! What an app subscribes to for itself: kinds of objects, each with one callback and its fields.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use super::Platform;

/// A kind of object, as an app's own webhooks know it. An app has one callback for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "webhook-object")]
pub enum WebhookObject {
    /// Facebook Pages.
    Page,
    /// Instagram accounts.
    Instagram,
    /// WhatsApp Business accounts with their numbers.
    WhatsappBusinessAccount,
}

impl WebhookObject {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Page, Self::Instagram, Self::WhatsappBusinessAccount];

    /// What Meta calls it (Meta, application subscriptions).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Instagram => "instagram",
            Self::WhatsappBusinessAccount => "whatsapp_business_account",
        }
    }

    /// Under which object the connections of a platform are delivered.
    pub fn of(platform: Platform) -> Option<Self> {
        match platform {
            Platform::Facebook => Some(Self::Page),
            Platform::Instagram => Some(Self::Instagram),
            Platform::Whatsapp => Some(Self::WhatsappBusinessAccount),
            Platform::Tiktok => None,
        }
    }
}

impl fmt::Display for WebhookObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for WebhookObject {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::as_str).join(", ");
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or_else(|| format!("it is one of {}", names()))
    }
}

/// Whether two addresses are one, however each is written: Meta shows an address in its own spelling.
pub fn is_same_address(one: &str, other: &str) -> bool {
    let parsed = |text| Url::parse(text).ok();
    one == other || parsed(one).is_some_and(|one| parsed(other) == Some(one))
}

/// What Meta may ask another address for than was meant (chatwoot/chatwoot#14738 for the plus sign): it rewrites the
/// path before it calls.
pub fn is_rewritten(callback: &str) -> Option<&'static str> {
    let url = Url::parse(callback).ok()?;
    let has = |signs: &[char]| url.path().contains(signs);
    if has(&['+']) {
        Some("Meta takes the + in its path for a space")
    } else if has(&['%']) {
        Some("Meta may decode the % in its path")
    } else if url.fragment().is_some() {
        Some("what stands behind # is never sent")
    } else {
        None
    }
}

/// The app's subscription of one kind of object (Meta, `/{app}/subscriptions`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSubscription {
    /// `page`, `instagram`, `whatsapp_business_account`.
    pub object: String,
    /// Where Meta delivers.
    pub callback_url: Option<String>,
    /// Meta switches a subscription off whose callback keeps failing.
    pub active: bool,
    /// Fields.
    pub fields: BTreeSet<String>,
}

impl AppSubscription {
    /// Whether it has Meta deliver to `url`.
    pub fn goes_to(&self, url: &str) -> bool {
        self.callback_url.as_deref().is_some_and(|own| is_same_address(own, url))
    }
}

/// The app's subscription of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WabaSubscription {
    /// Where its webhooks go in place of the app's address.
    pub callback: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metas_names_are_read_back() {
        for object in WebhookObject::ALL {
            assert_eq!(object.to_string().parse(), Ok(object));
        }
        assert!("user".parse::<WebhookObject>().unwrap_err().contains("instagram"));
    }

    #[test]
    fn an_address_is_the_same_in_every_spelling() {
        assert!(is_same_address("https://x.example", "https://X.example:443/"));
        assert!(is_same_address("https://x.example/a?b=c", "https://x.example/a?b=c"));
        for other in ["https://x.example/hook/", "https://x.example/hook/%201", "http://x.example/hook/+1", "x", ""] {
            assert!(!is_same_address("https://x.example/hook/+1", other), "{other}");
        }
    }

    #[test]
    fn an_address_that_meta_rewrites_is_known() {
        for odd in
            ["https://x.example/hook/+1", "https://x.example/a%20b", "https://x.example/a b", "https://x.example/#a"]
        {
            assert!(is_rewritten(odd).is_some(), "{odd}");
        }
        assert_eq!(is_rewritten("https://x.example/hook/1?a=b+c"), None);
    }
}
