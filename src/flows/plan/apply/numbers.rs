//! WhatsApp Business accounts and their numbers. Nothing is registered here: a PIN is nothing for a file, and Meta counts
//! the tries. A number that needs it is recorded and waits, and `snorq connect whatsapp` goes on with it.

use std::collections::HashSet;

use super::logins::{Logins, reaches_account};
use super::{ApplyOutcome, ApplyRequest};
use crate::domain::{self, ConnectionRef, Status};
use crate::error::{Failure, Kind};
use crate::flows::Exclusive;
use crate::flows::plan::{Account, Step, compare};
use crate::flows::whatsapp::{self, ChosenAccount, ChosenNumber, ConnectAccounts};

/// The accounts of which something has to be connected.
pub(super) fn work<'a>(request: &ApplyRequest<'a>) -> Vec<&'a Account> {
    let connect = |step: &'a Step| match step {
        Step::Connect { reference, .. } => Some(reference),
        _ => None,
    };
    let named: HashSet<_> = request.steps.iter().filter_map(connect).collect();
    let is_named = |account: &&Account| compare::numbers(account).iter().any(|number| named.contains(number));
    request.desired.accounts.iter().filter(is_named).collect()
}

/// Connects each account with the first login that reaches it.
pub(super) async fn connect(
    tools: &Exclusive<'_>,
    logins: &Logins,
    accounts: Vec<&Account>,
    applied: &mut ApplyOutcome,
) -> Result<(), Failure> {
    let mut left = accounts;
    for login in &logins.all {
        let reaches = |account: &&Account| reaches_account(&login.scopes, &login.targets, account);
        let (asked, others): (Vec<_>, Vec<_>) = left.into_iter().partition(reaches);
        left = others;
        if asked.is_empty() {
            continue;
        }
        let found = tools.meta.whatsapp_accounts(login).await?;
        let mut chosen = Vec::new();
        for wish in asked {
            let refused = found.refused.iter().find(|(id, _)| *id == wish.id);
            match (found.accounts.iter().find(|account| account.id == wish.id), refused) {
                (Some(account), _) => chosen.extend(choose(wish, account, applied)),
                (None, Some((id, trouble))) => {
                    applied.fail(&whatsapp::waiting(id), None, trouble.clone().into());
                }
                (None, None) => left.push(wish),
            }
        }
        if !chosen.is_empty() {
            let report = whatsapp::attach(tools, login, ConnectAccounts { chosen, callback: None }).await?;
            applied.failed.extend(report.failed);
            report.connections.into_iter().for_each(|one| take(one, applied));
        }
    }
    for account in left {
        let failure = logins.account_unreached(account);
        applied.fail(&whatsapp::waiting(&account.id), None, failure);
    }
    Ok(())
}

/// The account with its desired numbers, as they are; `None` if it has none of them.
fn choose(wish: &Account, account: &domain::Account, applied: &mut ApplyOutcome) -> Option<ChosenAccount> {
    let mut plans = Vec::new();
    for reference in &wish.numbers {
        match account.numbers.iter().find(|number| number.id.as_str() == reference.platform_user_id) {
            Some(number) => {
                plans.push(ChosenNumber { number: number.clone(), step: whatsapp::RegistrationStep::Nothing });
            }
            None => applied.fail(reference, None, missing(reference, account)),
        }
    }
    let desired = wish.numbers.is_empty() || !plans.is_empty();
    desired.then(|| ChosenAccount { account: account.clone(), plans })
}

fn missing(reference: &ConnectionRef, account: &domain::Account) -> Failure {
    let ids: Vec<_> = account.numbers.iter().map(|number| format!("whatsapp:{}", number.id)).collect();
    let has = if ids.is_empty() { "it has none".to_owned() } else { format!("its numbers are: {}", ids.join(", ")) };
    Failure::not_found(format!("{reference} is no number of the account {}", account.id)).hint(has)
}

/// What is waiting is recorded as it should be; a number that Meta shows as gone is not.
fn take(one: domain::Connection, applied: &mut ApplyOutcome) {
    if one.status == Status::Error {
        let reason = one.error_message.clone().unwrap_or_else(|| "".into());
        let failure = Failure::new(Kind::Failed, reason.message);
        let failure = reason.hint.into_iter().fold(failure, Failure::hint);
        applied.fail(&one.reference(), Some(&one.title()), failure);
    }
    applied.connected.push(one);
}
