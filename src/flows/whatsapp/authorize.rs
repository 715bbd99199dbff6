//! From nothing to a business token: the dialog, the code, the token, and what it allows.

use crate::domain::hint::{self, Property, Step};
use crate::domain::{Secret, TokenKind};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::login::{LoginMethod, Loopback, SignupEvent, SignupSetup, State};
use crate::platforms::{Login, WHATSAPP_SCOPES, unmet};

/// Sends the admin through the signup dialog and trades the code at once.
pub async fn authorize(tools: &Tools<'_>, way: &dyn LoginMethod, config_id: &str) -> Result<Login, Failure> {
    let waiting = way.open().await?;
    let redirect = waiting.redirect().to_owned();
    let state = State::fresh();
    let dialog = tools.meta.signup_dialog(&redirect, state.as_str(), config_id);
    let code = waiting.consent(&dialog, &state).await?;
    redeem(tools, &code, Some(&redirect)).await
}

/// Sends the admin through the signup in a popup, and trades the code at once. What its event told is a hint only.
pub async fn popup(tools: &Tools<'_>, way: &Loopback, setup: SignupSetup) -> Result<(Login, SignupEvent), Failure> {
    let signed = way.sign_up(setup).await?;
    Ok((redeem(tools, &signed.code, None).await?, signed.event))
}

/// Trades a code, once and at once: it lives thirty seconds. A code of the JavaScript SDK has no redirect address.
pub async fn redeem(tools: &Tools<'_>, code: &Secret, redirect: Option<&str>) -> Result<Login, Failure> {
    tools.reporter.start("asking Meta for the token", None);
    let token = tools.meta.redeem_signup(code, redirect).await;
    tools.reporter.finish();
    accept(tools, token?).await
}

/// Takes a token.
pub async fn accept(tools: &Tools<'_>, token: Secret) -> Result<Login, Failure> {
    tools.reporter.start("asking Meta about the token", None);
    let login = tools.meta.accept_business_token(token).await;
    tools.reporter.finish();
    check(tools, login?)
}

/// Names what was not granted, and what was: without the two permissions there is no account to be found.
fn check(tools: &Tools<'_>, login: Login) -> Result<Login, Failure> {
    let missing: Vec<_> = unmet(WHATSAPP_SCOPES, &login.scopes).iter().map(|need| need.scope).collect();
    if !missing.is_empty() {
        let granted: Vec<_> = login.scopes.iter().map(String::as_str).collect();
        let granted = if granted.is_empty() { "nothing".to_owned() } else { granted.join(", ") };
        let message = format!("the token lacks {}; it grants {granted}", missing.join(" and "));
        return Err(Failure::new(Kind::Authorization, message)
            .hint(hint::Hint::new(
                "put both permissions into the signup's configuration, and name it",
                Step::set(Property::SignupConfiguration),
            ))
            .hint("a token of your own system user needs both permissions and the account assigned to it"));
    }
    tools.reporter.remark(&life(&login));
    Ok(login)
}

/// How long the token lasts: Meta's recommended configuration makes tokens of sixty days, others have no end.
fn life(login: &Login) -> String {
    match (login.token_expires_at, login.token_kind) {
        (Some(end), TokenKind::User) => {
            format!("the token is a person's and ends at {end}: good for a test, not for production")
        }
        (Some(end), _) => format!("the business token ends at {end}; connect again before that"),
        (None, _) => "the token has no end date".to_owned(),
    }
}
