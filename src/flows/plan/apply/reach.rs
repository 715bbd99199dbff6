//! What a plan promises and no stored login can keep. Asks Meta, changes nothing.

use std::collections::HashMap;

use super::logins::{Logins, reaches_account, reaches_page};
use super::{ApplyRequest, numbers, pages};
use crate::domain::ConnectionRef;
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::plan::{Account, CurrentState, DesiredState, Page, Step};
use crate::flows::whatsapp;

/// What of `steps` cannot be connected with what is stored: ref, name and why.
pub async fn unreached(
    tools: &Tools<'_>,
    desired: &DesiredState,
    current: &CurrentState,
    steps: &[Step],
) -> Result<Vec<(ConnectionRef, String, Failure)>, Failure> {
    let request = ApplyRequest { desired, current, steps, supplied: None, verify: HashMap::new() };
    let (pages, accounts) = (pages::Work::of(&request).to_connect, numbers::work(&request));
    if pages.is_empty() && accounts.is_empty() {
        return Ok(Vec::new());
    }
    tools.reporter.start("looking what the stored logins reach", None);
    let found = look(tools, &pages, &accounts).await;
    tools.reporter.finish();
    found
}

async fn look(
    tools: &Tools<'_>,
    pages: &[&Page],
    accounts: &[&Account],
) -> Result<Vec<(ConnectionRef, String, Failure)>, Failure> {
    let logins = Logins::open(tools, None, pages, accounts).await?;
    let (mut pages, mut accounts) = (pages.to_vec(), accounts.to_vec());
    for login in &logins.all {
        let asked: Vec<_> =
            pages.iter().copied().filter(|page| reaches_page(&login.scopes, &login.targets, page)).collect();
        let ids: Vec<_> = asked.iter().map(|page| page.reference.platform_user_id.clone()).collect();
        let answers = if ids.is_empty() { Vec::new() } else { tools.meta.pages(login, &ids).await };
        for (page, answer) in asked.into_iter().zip(answers) {
            match answer {
                Ok(_) => pages.retain(|other| other.reference != page.reference),
                Err(trouble) if trouble.passes() => return Err(trouble.into()),
                Err(_) => {}
            }
        }
        if accounts.iter().any(|account| reaches_account(&login.scopes, &login.targets, account)) {
            let seen = tools.meta.whatsapp_accounts(login).await?;
            accounts.retain(|account| !seen.accounts.iter().any(|one| one.id == account.id));
        }
    }
    let name = |page: &Page| page.name.clone().unwrap_or_else(|| page.reference.platform_user_id.clone());
    let of_page = |page: &&Page| (page.reference.clone(), name(page), logins.page_unreached(page));
    let of_account = |one: &&Account| (whatsapp::waiting(&one.id), one.id.to_string(), logins.account_unreached(one));
    Ok(pages.iter().map(of_page).chain(accounts.iter().map(of_account)).collect())
}
