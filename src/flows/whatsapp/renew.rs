//! Renewing business tokens. One that ends is lengthened by exchange (Meta, system users: refresh tokens); whether Meta
//! takes every business token there is not proven, so that otherwise the client's newest one is fetched with a token of
//! our own system user, which may be one that lives longer (Meta, system user access tokens of a business). Only what is
//! there is fetched: nothing is made in the client's business.

use super::{account, records};
use crate::domain::Platform;
use crate::domain::hint::{Connect, Hint, Step};
use crate::domain::{BusinessId, Connection, ConnectionRef, Grant, PhoneId, Secret, Trouble, WabaId};
use crate::error::{Failure, Kind};
use crate::flows::refresh::RefreshOutcome;
use crate::flows::{Tools, grants};
use crate::platforms::Login;
use crate::store::Outcome;

/// Renews the numbers of one login whose tokens end. The old token stays until the new one is stored and the account
/// has answered to it.
pub(in crate::flows) async fn renew(
    tools: &Tools<'_>,
    own: &[Connection],
    system: Option<&Secret>,
    report: &mut RefreshOutcome,
) -> Result<(), Failure> {
    let (mut ending, lasting): (Vec<_>, Vec<_>) = own.iter().cloned().partition(|one| one.token_expires_at.is_some());
    report.lasting.extend(lasting);
    if ending.is_empty() {
        return Ok(());
    }
    ending.sort_by(|one, other| one.waba_id.cmp(&other.waba_id));
    let login = match longer(tools, &ending, system).await {
        Ok(login) => login,
        Err(failure) if failure.kind == Kind::Database => return Err(failure),
        Err(failure) => {
            report.failed.extend(ending.iter().map(|one| failed(one, &failure)));
            return Ok(());
        }
    };
    let grant = grants::record(tools, &login).await?;
    let mut renewed: Vec<_> = ending.iter().map(|one| renewed(one, &grant)).collect();
    let sealer = tools.sealer().await?;
    for one in &mut renewed {
        one.sealed = Some(sealer.seal(&one.owner(), &login.token)?);
    }
    let changes: Vec<_> = renewed.iter().map(|one| records::change(tools, one)).collect();
    tools.store.begin(&changes, &[]).await?;
    for group in renewed.chunk_by(|one, other| one.waba_id == other.waba_id) {
        one_account(tools, group, &login.token, report).await?;
    }
    Ok(())
}

fn failed(one: &Connection, failure: &Failure) -> (ConnectionRef, String, Failure) {
    (one.reference(), one.title().into_owned(), failure.clone())
}

/// A token that lives longer: the one at hand, lengthened, or another one, fetched. Which it is, is said.
async fn longer(tools: &Tools<'_>, ending: &[Connection], system: Option<&Secret>) -> Result<Login, Failure> {
    if let Some(login) = lengthened(tools, ending).await? {
        tools.reporter.remark("the business token was lengthened (fb_exchange_token)");
        return Ok(login);
    }
    let login = fetched(tools, ending, system).await?;
    tools
        .reporter
        .remark("Meta does not lengthen the business token; a newer one was fetched from the client's business");
    Ok(login)
}

/// The token at hand with sixty days more, if Meta makes it so.
async fn lengthened(tools: &Tools<'_>, ending: &[Connection]) -> Result<Option<Login>, Failure> {
    let Some(token) = tools.living_token(&ending[0]).await? else { return Ok(None) };
    let end = ending.iter().filter_map(|one| one.token_expires_at).max();
    match tools.meta.lengthen_business_token(&token).await {
        Ok(login) => Ok(Some(login).filter(|login| login.token_expires_at.is_none_or(|new| Some(new) > end))),
        Err(trouble) if trouble.passes() => Err(trouble.into()),
        Err(_) => Ok(None),
    }
}

/// The newest token of the client's business, if it is another than the one at hand and lives longer.
async fn fetched(tools: &Tools<'_>, ending: &[Connection], system: Option<&Secret>) -> Result<Login, Failure> {
    let again = || Hint::new("sign up again", Connect::on(Platform::Whatsapp).step());
    let one = &ending[0];
    let reference = one.reference();
    let Some(business) = ending.iter().find_map(|one| one.business_id.clone()) else {
        return Err(Failure::new(Kind::Authorization, "the business behind it is not known").hint(again()));
    };
    let Some(system) = system else {
        let words =
            "Meta does not lengthen this business token; a newer one is fetched with a token of your own system user";
        let give = Step::Refresh { reference, system_token: true };
        return Err(Failure::new(Kind::Authorization, words).hint(Hint::new("give it", give)));
    };
    let refused = |trouble: Trouble| Failure::from(trouble).during("fetching the business token").hint(again());
    let token = tools.meta.business_token(&BusinessId::new(business), system).await.map_err(refused)?;
    let login = tools.meta.accept_business_token(token).await.map_err(refused)?;
    let end = ending.iter().filter_map(|one| one.token_expires_at).max();
    let shown = end.map(|end| end.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
    if is_kept(tools, ending, &login).await? {
        let words = format!("Meta gives the same token as before, which ends on {shown}");
        return Err(Failure::new(Kind::Authorization, words).hint(again()));
    }
    if login.token_expires_at.is_some_and(|new| Some(new) <= end) {
        let words = format!("Meta gives a token that lives no longer than the one of before, which ends on {shown}");
        return Err(Failure::new(Kind::Authorization, words).hint(again()));
    }
    Ok(login)
}

/// Whether each of the connections has that token already. One whose token is lost has not.
async fn is_kept(tools: &Tools<'_>, ending: &[Connection], login: &Login) -> Result<bool, Failure> {
    for one in ending {
        if tools.living_token(one).await?.as_ref() != Some(&login.token) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The record as it is to become, but for its token.
fn renewed(one: &Connection, grant: &Grant) -> Connection {
    Connection { token_kind: grant.token_kind, token_expires_at: grant.token_expires_at, ..one.clone().of_grant(grant) }
}

/// Proves the new token at one account: it is subscribed with it, and its numbers are read.
async fn one_account(
    tools: &Tools<'_>,
    renewed: &[Connection],
    token: &Secret,
    report: &mut RefreshOutcome,
) -> Result<(), Failure> {
    let waba = WabaId::new(renewed[0].waba_id.clone().unwrap_or_default());
    let records = match account::restore(tools, &waba, token).await {
        Ok(()) => numbers(tools, renewed, token).await,
        Err(failure) => Err(failure),
    };
    let failure = match records {
        Ok(records) => {
            let done = |one: &Connection| tools.action("refresh", Some(&one.reference()), Outcome::Done, None);
            tools.store.settle(&records, &records.iter().map(done).collect::<Vec<_>>()).await?;
            report.refreshed.extend(records);
            return Ok(());
        }
        Err(failure) => failure,
    };
    // What was no answer yet may have had its effect: the change stays open, and the next run finishes it.
    let waits = matches!(failure.kind, Kind::Unreachable | Kind::RateLimited);
    for one in renewed {
        let action = tools.action("refresh", Some(&one.reference()), Outcome::Failed, Some(failure.to_string()));
        if !waits {
            tools.store.abandon(&records::change(tools, one), &[action]).await?;
        }
        report.failed.push(failed(one, &failure));
    }
    Ok(())
}

async fn numbers(tools: &Tools<'_>, renewed: &[Connection], token: &Secret) -> Result<Vec<Connection>, Failure> {
    let (waiting, registered): (Vec<_>, Vec<_>) = renewed.iter().partition(|one| one.awaits_number());
    let mut done: Vec<_> = waiting.into_iter().map(|one| records::without_number(tools, one)).collect();
    let ids: Vec<_> = registered.iter().map(|one| PhoneId::new(&one.platform_user_id)).collect();
    let answers = if ids.is_empty() { Vec::new() } else { tools.meta.numbers(&ids, token).await };
    for (one, answer) in registered.into_iter().zip(answers) {
        done.push(records::judged(tools, one, &answer?, None));
    }
    Ok(done)
}
