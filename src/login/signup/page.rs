//! The page itself: fixed words and a fixed script; what varies is ours and stands in attributes.

use std::io::Cursor;
use std::sync::LazyLock;

use maud::{Markup, html};
use tiny_http::Response;

use super::{PATH, SignupSetup};
use crate::login::State;
use crate::login::page::{self, STYLE, template};

const SCRIPT: &str = include_str!("page.js");

/// What Meta's script may load and talk to; nothing else is.
const METAS: &str = "https://connect.facebook.net https://*.facebook.com https://*.facebook.net";

static HASHES: LazyLock<[String; 2]> = LazyLock::new(|| [STYLE, SCRIPT].map(page::hash));

/// The whole answer.
pub(in crate::login) fn response(setup: &SignupSetup, state: &State) -> Response<Cursor<Vec<u8>>> {
    // Meta compares the page's domain with the app's list; the address behind it carries the state.
    page::response(&html(setup, state), &policy(setup), "origin")
}

fn policy(setup: &SignupSetup) -> String {
    let [style, script] = &*HASHES;
    let hosts = setup.origin.as_deref().unwrap_or(METAS);
    format!(
        "default-src 'none'; style-src {style}; script-src {script} {hosts}; connect-src {hosts}; frame-src {hosts}; \
         img-src {hosts}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
}

fn html(setup: &SignupSetup, state: &State) -> Markup {
    let SignupSetup { app_id, config_id, version, sdk, origin } = setup;
    let (title, origin) = ("Sign up for WhatsApp", origin.as_deref().unwrap_or_default());
    let main = html! {
        main #setup data-app=(app_id) data-config=(config_id) data-version=(version) data-sdk=(sdk) data-origin=(origin) {
            h1 { (title) }
            p #words role="status" { "Loading Meta’s script …" }
            p { button #go type="button" disabled { "Continue with Facebook" } }
            form method="post" action=(PATH) {
                input type="hidden" name="state" value=(state.as_str());
                input type="hidden" name="code";
                input type="hidden" name="event";
            }
            (template::footer())
        }
    };
    template::page(title, &main, Some(SCRIPT))
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
        let page = html(&setup(None), &State::fresh()).into_string();
        assert_eq!(page.matches("<script>").count(), 1, "{page}");
    }
}
