//! What an app asks of the dialog (Meta, manual login flow, and Facebook Login for Business).
//!
//! It refuses unknown apps, redirect addresses that are not allowed, unknown permissions and configurations with a
//! page and never with a redirect. `code_challenge` is dropped silently, as at Meta.

use super::html::{escape, page};
use super::redirect::{self, Blocked};
use crate::http::Response;
use crate::sandbox::call::Params;
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::world::things::App;

/// The parameters that travel from page to page.
const CARRIED: &[&str] = &[
    "client_id",
    "redirect_uri",
    "state",
    "response_type",
    "scope",
    "config_id",
    "override_default_response_type",
    "auth_type",
    "display",
];

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Where the browser goes in the end.
    pub(crate) redirect: String,
    /// The client's own word, returned unchanged.
    pub(crate) state: Option<String>,
    /// The permissions.
    pub(crate) scopes: Vec<String>,
    /// All or nothing: a configuration of Facebook Login for Business.
    pub(crate) business: bool,
    /// Ask again for what was declined.
    pub(crate) rerequest: bool,
    /// The redirect is to name what was granted.
    pub(crate) granted_scopes: bool,
    /// All of it, for hidden inputs.
    pub(crate) carried: Vec<(String, String)>,
}

/// Reads the parameters; the error is the page to show.
pub(crate) fn read(app: &App, params: &Params) -> Result<Asked, Response> {
    if params.some("client_id") != Some(&app.id) {
        return Err(refusal("Invalid App ID", "The provided app ID does not look like a valid app ID."));
    }
    let address = params.some("redirect_uri").unwrap_or("");
    redirect::check(app, address).map_err(|blocked| blocked_page(blocked, address))?;
    let kind = params.some("response_type").unwrap_or("code");
    let mut kinds = kind.split([' ', ',']);
    if !kinds.clone().any(|kind| kind == "code") || kinds.any(|kind| !matches!(kind, "code" | "granted_scopes")) {
        tracing::warn!("the sandbox does not imitate this response_type");
        return Err(refusal("Not in the sandbox", "The sandbox imitates the response types code and granted_scopes."));
    }
    let (scopes, business) = scopes(app, params)?;
    let carried = CARRIED.iter().filter_map(|name| Some(((*name).to_owned(), params.get(name)?.to_owned()))).collect();
    Ok(Asked {
        redirect: address.to_owned(),
        state: params.get("state").map(str::to_owned),
        scopes,
        business,
        // All or nothing leaves no room for what was declined earlier.
        rerequest: business || params.some("auth_type").is_some_and(|kind| kind.contains("rerequest")),
        granted_scopes: kind.contains("granted_scopes"),
        carried,
    })
}

fn scopes(app: &App, params: &Params) -> Result<(Vec<String>, bool), Response> {
    if let Some(id) = params.some("config_id") {
        return match app.configs.iter().find(|config| config.id == id) {
            None => Err(refusal(
                "Invalid configuration",
                "This app has no Facebook Login for Business configuration with this id.",
            )),
            Some(config) if config.system => {
                tracing::warn!("the sandbox does not imitate system-user configurations yet");
                Err(refusal("Not in the sandbox", "Configurations that make a system-user token are not imitated yet."))
            }
            Some(config) => Ok((with_profile(config.scopes.clone()), true)),
        };
    }
    let text = params.some("scope").unwrap_or("");
    let asked: Vec<String> = text.split([',', ' ']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect();
    let unknown: Vec<&str> = asked.iter().map(String::as_str).filter(|scope| !SCOPES.contains(scope)).collect();
    if unknown.is_empty() {
        return Ok((with_profile(asked), false));
    }
    let words = format!("Invalid Scopes: {}. This message is only shown to developers.", unknown.join(", "));
    Err(refusal("Invalid Scopes", &words))
}

/// `public_profile` is asked for with everything else; each permission counts once.
fn with_profile(mut scopes: Vec<String>) -> Vec<String> {
    scopes.insert(0, "public_profile".to_owned());
    let mut kept: Vec<String> = Vec::new();
    for scope in scopes {
        if !kept.contains(&scope) {
            kept.push(scope);
        }
    }
    kept
}

fn blocked_page(blocked: Blocked, address: &str) -> Response {
    match blocked {
        Blocked::NoAddress => refusal("Can't Load URL", redirect::FOREIGN_DOMAIN),
        Blocked::NotRegistered => {
            tracing::warn!(registered = false, "the dialog was opened with a redirect address that is not allowed");
            let words = format!(
                "This redirect failed because the redirect URI is not whitelisted in the app's Client OAuth Settings. \
                 Make sure Client and Web OAuth Login are on and add all your app domains as Valid OAuth Redirect \
                 URIs. Asked for: {address}"
            );
            refusal("URL Blocked", &words)
        }
    }
}

/// A page that says no. Nobody is redirected anywhere.
pub(crate) fn refusal(title: &str, words: &str) -> Response {
    page(400, title, &format!("<p>{}</p>", escape(words)))
}
