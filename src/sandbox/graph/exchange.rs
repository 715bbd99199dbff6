//! `/oauth/access_token` (Meta, manual login flow): code for token, short for long, secret for the app's token.
//!
//! It refuses every mistake with the code that public reports name for it: 36009 for a code that was used, 36008 for
//! another redirect address, 36007 for a code that is too old, 1 for a wrong secret and for PKCE, 101 for the app.

use serde_json::{Value, json};

use super::{Answer, Context};
use crate::sandbox::access::{self, Caller, Holder};
use crate::sandbox::dialog::redirect;
use crate::sandbox::error::GraphError;
use crate::sandbox::ids;
use crate::sandbox::tokens;
use crate::sandbox::world::models::{Code, Grant, Kind};

/// Answers a call.
pub(crate) fn answer(context: &mut Context<'_>) -> Answer {
    client(context)?;
    match context.call.params.some("grant_type") {
        Some("client_credentials") => {
            let token = format!("{}|{}", context.world.app.id, context.world.home.key.app_token());
            Ok(json!({ "access_token": token, "token_type": "bearer" }))
        }
        Some("fb_exchange_token") => lengthen(context),
        None | Some("authorization_code") => code(context),
        Some(_) => Err(GraphError::new(1, "Unsupported grant_type.").unimplemented()),
    }
}

/// `/oauth/access_token_info`: what a token says of itself.
pub(super) fn info(context: &Context<'_>, caller: &Caller) -> Value {
    let mut info = json!({ "access_token": context.call.token, "token_type": "bearer" });
    match caller.holder().map(Holder::expires) {
        Some(end) if end != 0 => info["expires_in"] = json!(end - context.world.now),
        _ => {}
    }
    info
}

fn client(context: &Context<'_>) -> Result<(), GraphError> {
    let params = &context.call.params;
    match params.some("client_id") {
        None => return Err(GraphError::new(101, "Missing client_id parameter.")),
        Some(id) if id != context.world.app.id => {
            let message = "Error validating application. Cannot get application info due to a system error.";
            return Err(GraphError::new(101, message));
        }
        Some(_) => {}
    }
    match params.some("client_secret") {
        None => Err(GraphError::new(1, "Missing client_secret parameter.")),
        Some(secret) if !ids::same(secret, &context.world.app_secret()) => {
            Err(GraphError::new(1, "Error validating client secret."))
        }
        Some(_) => Ok(()),
    }
}

fn code(context: &mut Context<'_>) -> Answer {
    let params = &context.call.params;
    if params.some("code_verifier").is_some() {
        // Facebook Login drops the challenge silently and refuses the verifier; so does the sandbox.
        let message = "code_verifier param is provided without a code_challenge in authorization request.";
        return Err(GraphError::new(1, message));
    }
    let Some(text) = params.some("code") else { return Err(GraphError::new(1, "Missing authorization code")) };
    let known = context.world.get::<Code>(text)?;
    let address = params.some("redirect_uri").unwrap_or("");
    // A code of the JavaScript SDK has no address, and none may be sent with it.
    let without = known.as_ref().is_some_and(|code| code.redirect.is_empty());
    if address.is_empty() && !without {
        return Err(GraphError::new(191, "Missing redirect_uri parameter."));
    }
    if !address.is_empty() && url::Url::parse(address).is_err() {
        return Err(GraphError::new(191, "redirect_uri isn't an absolute URI. Check RFC 3986."));
    }
    if !address.is_empty() && !redirect::domain_known(&context.world.app, address) {
        return Err(GraphError::new(191, redirect::FOREIGN_DOMAIN));
    }
    let Some(mut code) = known else { return Err(refused(36008, "Invalid verification code format.")) };
    check(context, &code, address)?;
    code.used = true;
    context.world.put(&code)?;
    let token = tokens::of_login(&mut context.world, &code.login)?;
    Ok(tokens::told(&context.world, &token))
}

fn check(context: &Context<'_>, code: &Code, address: &str) -> Result<(), GraphError> {
    if code.used {
        return Err(refused(36009, "This authorization code has been used."));
    }
    if code.expires <= context.world.now {
        return Err(refused(36007, "This authorization code has expired."));
    }
    if code.redirect != address {
        let message = "Error validating verification code. Please make sure your redirect_uri is identical to the one \
                       you used in the OAuth dialog request";
        return Err(refused(36008, message));
    }
    let grant: Grant = context.world.get(&code.login.grant)?.unwrap_or_default();
    if grant.removed || grant.generation != code.login.generation {
        return Err(refused(36007, "This authorization code has expired."));
    }
    Ok(())
}

fn lengthen(context: &mut Context<'_>) -> Answer {
    let Some(old) = context.call.params.some("fb_exchange_token") else {
        return Err(GraphError::new(1, "fb_exchange_token parameter not specified"));
    };
    let caller = access::resolve(&context.world, old)?;
    // A system user's is lengthened too, where its sixty days are asked for (Meta, system users: refresh tokens).
    let sixty_days = context.call.params.some("set_token_expires_in_60_days") == Some("true");
    let may = |kind| kind == Kind::User || (kind == Kind::System && sixty_days);
    let Some(holder) = caller.holder().filter(|holder| holder.page.is_none() && may(holder.token.kind)) else {
        return Err(GraphError::parameter("Only a user access token can be exchanged here"));
    };
    let token = tokens::lengthened(&mut context.world, &holder.token)?;
    Ok(tokens::told(&context.world, &token))
}

fn refused(subcode: i64, message: &str) -> GraphError {
    GraphError::new(100, message).sub(subcode).challenge("invalid_code")
}
