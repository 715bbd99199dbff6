//! The page itself: fixed words and a fixed script; what varies is ours and stands in attributes.

use std::io::Cursor;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use tiny_http::{Header, Response};

use super::SignupSetup;
use crate::login::State;
use crate::login::page::STYLE;

const SCRIPT: &str = include_str!("page.js");

/// What Meta's script may load and talk to; nothing else is.
const METAS: &str = "https://connect.facebook.net https://*.facebook.com https://*.facebook.net";

static HASHES: LazyLock<[String; 2]> =
    LazyLock::new(|| [STYLE, SCRIPT].map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))));

/// The whole answer.
pub(in crate::login) fn response(setup: &SignupSetup, state: &State) -> Response<Cursor<Vec<u8>>> {
    let mut response = Response::from_data(html(setup, state));
    let policy = policy(setup);
    let fixed = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", policy.as_str()),
        ("Cache-Control", "no-store"),
        // Meta compares the page's domain with the app's list; the address behind it carries the state.
        ("Referrer-Policy", "origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Server", "snorq"),
    ];
    for (name, value) in fixed {
        response.add_header(Header::from_bytes(name, value).expect("these headers are well-formed"));
    }
    response
}

fn policy(setup: &SignupSetup) -> String {
    let [style, script] = &*HASHES;
    let hosts = setup.origin.as_deref().unwrap_or(METAS);
    format!(
        "default-src 'none'; style-src {style}; script-src {script} {hosts}; connect-src {hosts}; frame-src {hosts}; \
         img-src {hosts}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
}

fn html(setup: &SignupSetup, state: &State) -> String {
    let SignupSetup { app_id, config_id, version, sdk, origin } = setup;
    let [app, config, version, sdk, origin] =
        [app_id, config_id, version, sdk.as_str(), origin.as_deref().unwrap_or_default()].map(escaped);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Sign up for WhatsApp · snorq</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main id=\"setup\" data-app=\"{app}\" data-config=\"{config}\" data-version=\"{version}\" \
         data-sdk=\"{sdk}\" data-origin=\"{origin}\">\n<h1>Sign up for WhatsApp</h1>\n\
         <p id=\"words\" role=\"status\">Loading Meta’s script …</p>\n\
         <p><button id=\"go\" type=\"button\" disabled>Continue with Facebook</button></p>\n\
         <form method=\"post\" action=\"/signup\"><input type=\"hidden\" name=\"state\" value=\"{state}\">\
         <input type=\"hidden\" name=\"code\"><input type=\"hidden\" name=\"event\"></form>\n\
         <footer>From <code>snorq</code>, running on this computer.</footer>\n</main>\n<script>{SCRIPT}</script>\n\
         </body>\n</html>\n",
        state = state.as_str(),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(origin: Option<&str>) -> SignupSetup {
        SignupSetup {
            app_id: "77".into(),
            config_id: "5\"><script>".into(),
            version: "v26.0".into(),
            sdk: "https://connect.facebook.net/en_US/sdk.js".parse().unwrap(),
            origin: origin.map(str::to_owned),
        }
    }

    #[test]
    fn l25_the_policy_allows_metas_hosts_or_the_sandboxs_and_nothing_else() {
        let real = policy(&setup(None));
        assert!(real.contains("default-src 'none'") && !real.contains("unsafe"), "{real}");
        let hosts = real.split([' ', ';']).filter(|word| word.contains("://"));
        assert!(hosts.into_iter().all(|host| host.contains("facebook.")), "{real}");
        let sandbox = policy(&setup(Some("http://localhost:7")));
        assert!(sandbox.contains("http://localhost:7") && !sandbox.contains("facebook"), "{sandbox}");
    }

    #[test]
    fn what_varies_cannot_leave_its_attribute() {
        let page = html(&setup(None), &State::fresh());
        assert_eq!(page.matches("<script>").count(), 1, "{page}");
    }
}
