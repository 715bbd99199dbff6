//! What a login reaches, and what earlier runs have left waiting.

use std::collections::HashMap;

use crate::domain::hint::{Connect, Hint, Method};
use crate::domain::{Accounts, Connection, ConnectionRef, Platform, Status};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::platforms::Login;
use crate::store::Filter;

/// What was found.
#[derive(Debug)]
pub struct DiscoveredAccounts {
    /// Accounts with their numbers, and warnings.
    pub accounts: Accounts,
    /// Connections that are recorded already, by ref.
    pub known: HashMap<ConnectionRef, Status>,
}

/// Finds the accounts and numbers, and looks up what is recorded.
pub async fn discover(tools: &Tools<'_>, login: &Login) -> Result<DiscoveredAccounts, Failure> {
    tools.reporter.start("looking for WhatsApp accounts", None);
    let accounts = tools.meta.whatsapp_accounts(login).await;
    tools.reporter.finish();
    let accounts = accounts?;
    if accounts.accounts.is_empty() {
        if let Some((_, refused)) = accounts.refused.first() {
            return Err(refused.clone().into());
        }
        return Err(nothing(login, &accounts));
    }
    let known = recorded(tools).await?.iter().map(|one| (one.reference(), one.status)).collect();
    Ok(DiscoveredAccounts { accounts, known })
}

/// Says what the token did grant: "no account" alone has sent many people looking in the wrong place.
fn nothing(login: &Login, accounts: &Accounts) -> Failure {
    let scope = |(scope, ids): &(String, Vec<String>)| match ids.as_slice() {
        [] => scope.clone(),
        ids => format!("{scope} on {}", ids.join(", ")),
    };
    let granted: Vec<_> = login.targets.pairs().iter().map(scope).collect();
    let granted = if granted.is_empty() { "no asset by name".to_owned() } else { granted.join("; ") };
    let failure = Failure::new(Kind::NotFound, format!("the token reaches no WhatsApp account; it grants {granted}"));
    accounts.warnings.iter().fold(failure, |failure, warning| failure.hint(warning.clone())).hint(Hint::new(
        "sign up again and choose or make an account",
        Connect::on(Platform::Whatsapp).by(Method::Redirect).step(),
    ))
}

async fn recorded(tools: &Tools<'_>) -> Result<Vec<Connection>, Failure> {
    let filter = Filter { platforms: vec![Platform::Whatsapp], ..Filter::of(tools.profile) };
    Ok(tools.store.list(&filter).await?)
}

/// Connections that an earlier run recorded and that wait for something: a number, its verification, its registration.
pub async fn pending(tools: &Tools<'_>) -> Result<Vec<Connection>, Failure> {
    let mut waiting = recorded(tools).await?;
    waiting.retain(|one| one.status == Status::Pending && one.sealed.is_some());
    Ok(waiting)
}

/// The logins behind recorded connections, from their stored tokens, each once.
pub async fn resume(tools: &Tools<'_>, connections: &[Connection]) -> Result<Vec<Login>, Failure> {
    let (mut tokens, mut logins) = (Vec::new(), Vec::new());
    for connection in connections {
        let gone = || Failure::not_found(format!("{} has no token any more", connection.reference()));
        let token = tools.token(connection).await?.ok_or_else(gone)?;
        if !tokens.contains(&token) {
            tokens.push(token.clone());
            logins.push(super::accept(tools, token).await?);
        }
    }
    Ok(logins)
}
