//! From nothing to a login: the dialog, the code, the token, and what it allows.

use crate::domain::Secret;
use crate::domain::hint::{Connect, Hint, Property, Step};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::login::{LoginMethod, State};
use crate::platforms::{FACEBOOK_SCOPES, Login, Wish, unmet};

/// Sends the admin through the dialog and trades the code at once: nothing stands between callback and exchange.
pub async fn authorize(tools: &Tools<'_>, way: &dyn LoginMethod, wish: &Wish) -> Result<Login, Failure> {
    let waiting = way.open().await?;
    let redirect = waiting.redirect().to_owned();
    let state = State::fresh();
    let dialog = tools.meta.login_dialog(&redirect, state.as_str(), wish);
    let code = waiting.consent(&dialog, &state).await?;
    tools.reporter.start("asking Meta for the token", None);
    let login = tools.meta.redeem_login(&code, &redirect).await;
    tools.reporter.finish();
    check(tools, login?)
}

/// Takes a token that was made elsewhere.
pub async fn accept(tools: &Tools<'_>, token: Secret) -> Result<Login, Failure> {
    tools.reporter.start("asking Meta about the token", None);
    let login = tools.meta.accept_login(token).await;
    tools.reporter.finish();
    check(tools, login?)
}

/// Names what was not granted, at once: what nothing works without is a failure, the rest a remark.
fn check(tools: &Tools<'_>, login: Login) -> Result<Login, Failure> {
    let missing = unmet(FACEBOOK_SCOPES, &login.scopes);
    if login.scopes.is_empty() {
        return Err(Failure::new(Kind::Authorization, "the login granted no permission at all")
            .hint("in the dashboard, add the use case \"Engage with customers on Messenger\" and its permissions")
            .hint(Hint::new(
                "with Facebook Login for Business, put the permissions into the configuration and name it",
                Step::set(Property::LoginConfiguration),
            )));
    }
    let (required, optional): (Vec<_>, Vec<_>) = missing.into_iter().partition(|need| need.required);
    if !required.is_empty() {
        return Err(refusal(&login, &required));
    }
    for need in optional.iter().filter(|need| need.scope.starts_with("instagram")) {
        tools.reporter.remark(&format!("not granted: {} (needed {})", need.scope, need.purpose));
    }
    Ok(login)
}

fn refusal(login: &Login, required: &[&crate::platforms::Need]) -> Failure {
    let list: Vec<_> = required.iter().map(|need| format!("{} ({})", need.scope, need.purpose)).collect();
    let failure = Failure::new(Kind::Authorization, format!("the login did not grant {}", list.join(" and ")));
    let again = Connect::AGAIN.rerequest().step();
    if required.iter().any(|need| login.declined.contains(need.scope)) {
        failure.hint(Hint::new("it was declined; ask again", again))
    } else {
        failure.hint(Hint::new("ask again", again)).hint(
            "if the dialog does not offer it, add the use case \"Engage with customers on Messenger\" in the dashboard",
        )
    }
}
