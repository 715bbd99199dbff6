//! Pages on Meta's own sites, for a person to click on.

use url::Url;

use crate::domain::{Connection, Platform};

/// Where an app is set up (Meta, App Dashboard, <https://developers.facebook.com/docs/development/create-an-app/app-dashboard>).
const APPS: &str = "https://developers.facebook.com/apps";

/// A page of the app's dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppPage {
    /// Where everything of the app begins, its mode included.
    Overview,
    /// Its webhook subscriptions.
    Webhooks,
    /// Facebook Login: the redirect addresses.
    Login,
    /// The permissions that it may ask of strangers.
    Permissions,
    /// Its use cases, which bring permissions.
    UseCases,
}

impl AppPage {
    /// The page of the app `id`.
    pub fn address(self, id: &str) -> String {
        let page = match self {
            Self::Overview => "",
            Self::Webhooks => "webhooks/",
            Self::Login => "business-login/settings/",
            Self::Permissions => "app-review/permissions/",
            Self::UseCases => "use_cases/",
        };
        format!("{APPS}/{id}/{page}")
    }
}

/// Where a person sees what is connected: the Page, the account's profile, or the number in WhatsApp Manager.
pub fn address_of(one: &Connection) -> String {
    let parts: Vec<&str> = match (one.platform, &one.platform_username) {
        (Platform::Facebook, _) => vec!["https://www.facebook.com", &one.platform_user_id],
        (Platform::Instagram, Some(handle)) => vec!["https://www.instagram.com", handle],
        // Instagram's site knows handles only; the account's Page leads to it.
        (Platform::Instagram, None) => {
            let page = one.parent.as_ref().map_or("", |page| page.platform_user_id.as_str());
            vec!["https://www.facebook.com", page]
        }
        (Platform::Tiktok, handle) => vec!["https://www.tiktok.com", handle.as_deref().unwrap_or_default()],
        (Platform::Whatsapp, _) => vec!["https://business.facebook.com", "wa", "manage", "phone-numbers", ""],
    };
    join(&parts).map_or_else(String::new, |address| with_account(address, one).into())
}

/// Names come from other people: each is one segment, whatever it holds.
fn join(parts: &[&str]) -> Option<Url> {
    let (site, segments) = parts.split_first()?;
    let mut address = Url::parse(site).ok()?;
    address.path_segments_mut().ok()?.clear().extend(segments);
    Some(address)
}

fn with_account(mut address: Url, one: &Connection) -> Url {
    let ids = [("waba_id", &one.waba_id), ("business_id", &one.business_id)];
    let ids = ids.into_iter().filter_map(|(name, id)| Some((name, id.as_deref()?)));
    if one.platform == Platform::Whatsapp {
        address.query_pairs_mut().extend_pairs(ids);
    }
    address
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::ConnectionRef;

    fn sample(platform: Platform, handle: Option<&str>) -> Connection {
        Connection {
            platform_username: handle.map(str::to_owned),
            parent: Some(ConnectionRef::new(Platform::Facebook, "1001".to_owned())),
            waba_id: Some("21".to_owned()),
            ..Connection::sample("acme", platform, "7", Timestamp::UNIX_EPOCH)
        }
    }

    #[test]
    fn each_connection_has_a_page_to_look_at() {
        let cases = [
            (Platform::Facebook, None, "https://www.facebook.com/7"),
            (Platform::Instagram, Some("acme"), "https://www.instagram.com/acme"),
            (Platform::Instagram, Some("../a?b"), "https://www.instagram.com/..%2Fa%3Fb"),
            (Platform::Instagram, None, "https://www.facebook.com/1001"),
            (Platform::Whatsapp, None, "https://business.facebook.com/wa/manage/phone-numbers/?waba_id=21"),
        ];
        for (platform, handle, address) in cases {
            assert_eq!(address_of(&sample(platform, handle)), address);
        }
    }
}
