//! Redirect addresses: which are allowed, and what is sent to them (Meta, manual login flow).
//!
//! In development mode any `http://localhost` address is allowed and nothing of it need be registered; `127.0.0.1` is
//! not `localhost`. Everything else must be registered, and a live app takes registered https addresses only.

use url::Url;
use url::form_urlencoded::Serializer;

use crate::http::Response;
use crate::sandbox::world::models::App;

/// What Meta says of an address whose host it does not know.
pub(crate) const FOREIGN_DOMAIN: &str = "Can't Load URL: The domain of this URL isn't included in the app's domains. \
     To be able to load this URL, add all domains and subdomains of your app to the App Domains field in your app \
     settings.";

/// Why an address is not redirected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blocked {
    /// It is no address.
    NoAddress,
    /// It is not registered and not exempt.
    NotRegistered,
}

/// Whether the dialog may end at `address`.
pub(crate) fn check(app: &App, address: &str) -> Result<(), Blocked> {
    let url = Url::parse(address).map_err(|_| Blocked::NoAddress)?;
    if url.fragment().is_some() || !matches!(url.scheme(), "http" | "https") || !address.is_ascii() {
        return Err(Blocked::NoAddress);
    }
    let plain = url.scheme() == "http";
    let exempt = !app.live && plain && url.host_str() == Some("localhost");
    let listed = !(app.live && plain) && app.redirects.iter().any(|entry| matches(entry, address));
    if exempt || listed { Ok(()) } else { Err(Blocked::NotRegistered) }
}

/// An entry is the whole address; one that ends with `*` is a beginning, which is the sandbox's own convenience.
fn matches(entry: &str, address: &str) -> bool {
    entry.strip_suffix('*').map_or(entry == address, |start| address.starts_with(start))
}

/// Whether the app has anything to do with the host of `address`.
pub(crate) fn domain_known(app: &App, address: &str) -> bool {
    let host = |text: &str| {
        let text = text.trim_end_matches('*').trim_end_matches(':');
        Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned))
    };
    let Some(wanted) = host(address) else { return false };
    wanted == "localhost" || app.redirects.iter().any(|entry| host(entry).as_ref() == Some(&wanted))
}

/// Whether a page of `origin` gets what it asked for with the JavaScript SDK: its host must stand in Allowed Domains,
/// and in an https address among the redirects (Meta, Embedded Signup implementation).
pub(crate) fn sdk_allowed(app: &App, origin: &str) -> bool {
    let Some(host) = Url::parse(origin).ok().and_then(|url| url.host_str().map(str::to_owned)) else { return false };
    let entry = |entry: &String| {
        let entry = entry.trim_end_matches('*').trim_end_matches(':');
        Url::parse(entry).is_ok_and(|url| url.scheme() == "https" && url.host_str() == Some(&host))
    };
    app.sdk_domains.contains(&host) && app.redirects.iter().any(entry)
}

/// Meta's page for programs without a server.
pub(crate) const SUCCESS: &str = "https://www.facebook.com/connect/login_success.html";

/// Where the browser really goes: Meta's own page for desktop programs is played by a page of the sandbox.
pub(crate) fn landing(address: &str, base: &str) -> String {
    if address == SUCCESS { format!("{base}{}", super::sdk::LANDING) } else { address.to_owned() }
}

/// Sends the browser to `address` with `answer` in the query, and with the `#_=_` that Facebook puts at the end; or in
/// the fragment, where tokens travel.
pub(crate) fn to(address: &str, answer: &[(&str, String)], fragment: bool) -> Response {
    let query = Serializer::new(String::new()).extend_pairs(answer).finish();
    if fragment {
        return Response::new(302).header("location", format!("{address}#{query}"));
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    Response::new(302).header("location", format!("{address}{joint}{query}#_=_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(live: bool) -> App {
        App { live, redirects: vec!["https://snorq.test/back".into(), "https://localhost:*".into()], ..App::default() }
    }

    #[test]
    fn development_mode_takes_localhost_and_nothing_else_unregistered() {
        assert_eq!(check(&app(false), "http://localhost:1234/any"), Ok(()));
        assert_eq!(check(&app(false), "http://127.0.0.1:1234/any"), Err(Blocked::NotRegistered));
        assert_eq!(check(&app(false), "https://snorq.test/other"), Err(Blocked::NotRegistered));
        assert_eq!(check(&app(false), "localhost/any"), Err(Blocked::NoAddress));
        assert_eq!(check(&app(false), "javascript:alert(1)"), Err(Blocked::NoAddress));
    }

    #[test]
    fn live_apps_take_registered_https_only() {
        assert_eq!(check(&app(true), "http://localhost:1234/any"), Err(Blocked::NotRegistered));
        assert_eq!(check(&app(true), "https://snorq.test/back"), Ok(()));
        assert_eq!(check(&app(true), "https://localhost:8443/callback"), Ok(()));
    }
}
