//! Where the webhooks of WhatsApp accounts go.

use super::{ApplyOutcome, ApplyRequest};
use crate::domain::{Connection, Platform, Secret, Status, WabaId};
use crate::error::Failure;
use crate::flows::plan::{Step, current};
use crate::flows::webhooks;
use crate::flows::whatsapp::{self, Callback};
use crate::flows::{Exclusive, Tools};
use crate::store::{Filter, Outcome};

/// The accounts and objects of `steps` whose verify token is not remembered from an earlier run; the app's own never is.
pub async fn verify_tokens_lacking(tools: &Tools<'_>, steps: &[Step]) -> Result<Vec<String>, Failure> {
    let mut lacking = Vec::new();
    for step in steps {
        match step {
            Step::Callback { account, to: Some(url), .. } if remembered(tools, account, url).await?.is_none() => {
                lacking.push(account.to_string());
            }
            Step::Webhook { object, .. } => lacking.push(object.to_string()),
            _ => {}
        }
    }
    Ok(lacking)
}

/// Sets the app's own webhooks as the plan says.
pub(super) async fn set_of_the_app(tools: &Exclusive<'_>, request: &ApplyRequest<'_>, applied: &mut ApplyOutcome) {
    for step in request.steps {
        let Step::Webhook { wish, object, .. } = step else { continue };
        let done = match request.verify.get(object.as_str()) {
            Some(verify) => webhooks::set(tools, wish, *object, verify, false).await.map(|_| ()),
            None => Err(unknown_token()),
        };
        match done {
            Ok(()) => applied.webhooks.push(*object),
            Err(failure) => applied.unset.push((*object, failure.during(&format!("the app's webhooks of {object}")))),
        }
    }
}

fn unknown_token() -> Failure {
    Failure::usage("the verify token is not known").hint("--verify-token-stdin")
}

async fn remembered(tools: &Tools<'_>, account: &WabaId, url: &str) -> Result<Option<Secret>, Failure> {
    let known = whatsapp::callback(tools, account).await?;
    Ok(known.filter(|known| known.url == url).map(|known| known.verify))
}

/// Sets and takes away what the plan says.
pub(super) async fn set(
    tools: &Exclusive<'_>,
    request: &ApplyRequest<'_>,
    applied: &mut ApplyOutcome,
) -> Result<(), Failure> {
    for step in request.steps {
        let Step::Callback { account, to, .. } = step else { continue };
        match one(tools, request, account, to.as_deref()).await {
            Ok(()) => {
                let log = tools.action("callback", None, Outcome::Done, Some(detail(account, to.as_deref())));
                tools.store.log(&[log]).await?;
                applied.redirected.push(account.clone());
            }
            Err(failure) => applied.fail(&whatsapp::waiting(account), None, failure.during("its callback")),
        }
    }
    Ok(())
}

fn detail(account: &WabaId, to: Option<&str>) -> String {
    format!("the webhooks of {account} go to {}", to.unwrap_or("the app's address"))
}

async fn one(
    tools: &Exclusive<'_>,
    request: &ApplyRequest<'_>,
    account: &WabaId,
    to: Option<&str>,
) -> Result<(), Failure> {
    let Some(token) = token_of(tools, account).await? else {
        return Err(Failure::not_found(format!("no number of the account {account} is connected")));
    };
    let Some(url) = to else { return whatsapp::direct(tools, account, &token, None).await };
    let verify = match request.verify.get(account.as_str()) {
        Some(verify) => Some(verify.clone()),
        None => remembered(tools, account, url).await?,
    };
    let verify = verify.ok_or_else(unknown_token)?;
    whatsapp::direct(tools, account, &token, Some(&Callback { url: url.to_owned(), verify })).await
}

/// The token of the account's first connection that has one.
async fn token_of(tools: &Tools<'_>, account: &WabaId) -> Result<Option<Secret>, Failure> {
    let filter = Filter { platforms: vec![Platform::Whatsapp], ..Filter::of(tools.profile) };
    let own = |one: &Connection| one.waba_id.as_deref() == Some(account.as_str()) && one.status != Status::Disconnected;
    for one in tools.store.list(&filter).await?.iter().filter(|one| own(one)) {
        if let Some(token) = current::token(tools, one).await? {
            return Ok(Some(token));
        }
    }
    Ok(None)
}
