//! What an app asks of the dialog (Meta, manual login flow, Facebook Login for Business, Embedded Signup).
//!
//! It refuses unknown apps, redirect addresses that are not allowed, unknown permissions and configurations with a
//! page and never with a redirect. `code_challenge` is dropped silently, as at Meta.

use maud::html;

use super::extras::{self, Extras};
use super::page::page;
use super::redirect::{self, Blocked};
use super::{Place, Visit};
use crate::http::Response;
use crate::sandbox::call::Params;
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::world::models::{App, Config};

/// The parameters that travel from page to page.
const CARRIED: &[&str] = &[
    "client_id",
    "app_id",
    "redirect_uri",
    "state",
    "response_type",
    "scope",
    "config_id",
    "override_default_response_type",
    "auth_type",
    "display",
    "extras",
    "opener",
    "cb",
];

/// Where a login ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Back {
    /// At an address of the app.
    Redirect(String),
    /// In the page that opened the dialog with the JavaScript SDK; this is that page's origin.
    Opener(String),
    /// Nowhere: the hosted link tells the site nothing.
    Nowhere,
}

/// What is to be handed back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// A code.
    pub(crate) code: bool,
    /// A token, in the fragment.
    pub(crate) token: bool,
    /// The names of what was granted.
    pub(crate) granted_scopes: bool,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Where it ends.
    pub(crate) back: Back,
    /// The client's own word, returned unchanged.
    pub(crate) state: Option<String>,
    /// The permissions.
    pub(crate) scopes: Vec<String>,
    /// A configuration of Facebook Login for Business: all or nothing.
    pub(crate) config: Option<Config>,
    /// Ask again for what was declined.
    pub(crate) rerequest: bool,
    /// Ask again for everything, and let data be read for a further 90 days.
    pub(crate) reauthorize: bool,
    /// What is to be handed back.
    pub(crate) wanted: Wanted,
    /// What Embedded Signup was opened with.
    pub(crate) extras: Extras,
    /// All of it, for hidden inputs.
    pub(crate) carried: Vec<(String, String)>,
}

/// Reads the parameters; the error is the page to show.
pub(crate) fn read(app: &App, visit: Visit, params: &Params) -> Result<Asked, Response> {
    let named = if visit.place == Place::Hosted { "app_id" } else { "client_id" };
    if params.some(named) != Some(&app.id) {
        return Err(refusal("Invalid App ID", "The provided app ID does not look like a valid app ID."));
    }
    if app.unavailable {
        let words = "Facebook Login is currently unavailable for this app, since we are updating additional details \
                     for this app. Please try again later.";
        return Err(refusal("Feature unavailable", words));
    }
    let back = back(app, visit, params)?;
    let config = config(app, params)?;
    let wanted = wanted(visit, &back, params)?;
    if let Some(config) = config.as_ref().filter(|config| config.system && visit.place != Place::Hosted) {
        fit_for_system(config, visit, wanted, params)?;
    }
    if visit.place == Place::Hosted && !config.as_ref().is_some_and(|config| config.signup) {
        return Err(refusal("Invalid configuration", "The hosted signup needs a configuration for WhatsApp."));
    }
    let extras = extras::read(params.some("extras")).map_err(|words| refusal("Invalid extras", &words))?;
    let scopes = scopes(config.as_ref(), params)?;
    let auth = |kind: &str| params.some("auth_type").is_some_and(|text| text.split(',').any(|one| one.trim() == kind));
    let carried = CARRIED.iter().filter_map(|name| Some(((*name).to_owned(), params.get(name)?.to_owned()))).collect();
    Ok(Asked {
        back,
        state: params.get("state").map(str::to_owned),
        scopes,
        // All or nothing leaves no room for what was declined earlier.
        rerequest: config.is_some() || auth("rerequest"),
        reauthorize: auth("reauthorize"),
        config,
        wanted,
        extras,
        carried,
    })
}

fn back(app: &App, visit: Visit, params: &Params) -> Result<Back, Response> {
    if visit.place == Place::Hosted {
        return Ok(Back::Nowhere);
    }
    if let Some(origin) = params.some("opener") {
        if !origin.starts_with("https://") {
            let words = "You can't get an access token or log in to this app from an insecure page.";
            return Err(refusal("Insecure Login Blocked", words));
        }
        return Ok(Back::Opener(origin.to_owned()));
    }
    let address = params.some("redirect_uri").unwrap_or("");
    redirect::check(app, address).map_err(|blocked| blocked_page(blocked, address))?;
    Ok(Back::Redirect(address.to_owned()))
}

fn config(app: &App, params: &Params) -> Result<Option<Config>, Response> {
    let Some(id) = params.some("config_id") else { return Ok(None) };
    if let Some(config) = app.configs.iter().find(|config| config.id == id) {
        return Ok(Some(config.clone()));
    }
    let words = "This app has no Facebook Login for Business configuration with this id.";
    Err(refusal("Invalid configuration", words))
}

fn wanted(visit: Visit, back: &Back, params: &Params) -> Result<Wanted, Response> {
    // The JavaScript SDK asks for a token where the page says nothing.
    let usual = if matches!(back, Back::Opener(_)) { "token" } else { "code" };
    let kind = params.some("response_type").unwrap_or(usual);
    let mut wanted = Wanted::default();
    for kind in kind.split([' ', ',']).filter(|kind| !kind.is_empty()) {
        match kind {
            "code" => wanted.code = true,
            "token" => wanted.token = true,
            "granted_scopes" => wanted.granted_scopes = true,
            "signed_request" | "graph_domain" => {}
            _ => return Err(refusal("Invalid response_type", &format!("The response type {kind} is not known."))),
        }
    }
    wanted.granted_scopes |= params.some("return_scopes") == Some("true");
    if visit.place != Place::Hosted && !wanted.code && !wanted.token {
        return Err(refusal("Invalid response_type", "The response type must contain code or token."));
    }
    Ok(wanted)
}

/// Meta lists these failures for system-user configurations: the wrong response type, and the flow on a mobile device.
fn fit_for_system(config: &Config, visit: Visit, wanted: Wanted, params: &Params) -> Result<(), Response> {
    let overridden = params.some("override_default_response_type") == Some("true");
    if !wanted.code || wanted.token || !overridden {
        let words = "Configurations with a system-user access token need response_type=code together with \
                     override_default_response_type=true.";
        return Err(refusal("Invalid response_type", words));
    }
    if !config.signup && (visit.mobile || params.some("display") == Some("touch")) {
        let words = "Configurations with a system-user access token cannot be used on a mobile device.";
        return Err(refusal("Not available on mobile", words));
    }
    if params.some("scope").is_some() {
        tracing::warn!("scope must not be sent with a system-user configuration; it is not looked at");
    }
    Ok(())
}

fn scopes(config: Option<&Config>, params: &Params) -> Result<Vec<String>, Response> {
    if let Some(config) = config {
        return Ok(with_profile(config.scopes.clone()));
    }
    let text = params.some("scope").unwrap_or("");
    let asked: Vec<String> = text.split([',', ' ']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect();
    let unknown: Vec<&str> = asked.iter().map(String::as_str).filter(|scope| !SCOPES.contains(scope)).collect();
    if unknown.is_empty() {
        return Ok(with_profile(asked));
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

/// A page that says no, without a redirect.
pub(crate) fn refusal(title: &str, words: &str) -> Response {
    page(400, title, &html! { p { (words) } })
}
