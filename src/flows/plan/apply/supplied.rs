//! A login that was supplied for one `apply`, in place of the stored ones. Meta keeps one grant per person and app, so what
//! the same person connected earlier and the new login leaves out loses its token.

use std::collections::HashSet;

use crate::domain::{Asset, Connection, Secret};
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::connect;
use crate::platforms::Login;

/// The login.
pub struct SuppliedToken {
    /// What the token is worth.
    pub login: Login,
    /// Connections that it orphans: their loss has to be accepted.
    pub orphaned: Vec<Connection>,
}

impl SuppliedToken {
    /// Takes a token, inspects it and finds out what it orphans.
    pub async fn take(tools: &Tools<'_>, token: Secret) -> Result<Self, Failure> {
        tools.reporter.start("asking Meta about the token", None);
        let login = tools.meta.accept_login(token).await;
        tools.reporter.finish();
        let login = login?;
        let made = connect::made_by(tools, &login).await?;
        let ids: HashSet<_> = made.iter().filter_map(|one| one.subscription_target().page()).collect();
        let ids: Vec<_> = ids.into_iter().map(str::to_owned).collect();
        let mut reached: Vec<Asset> = Vec::new();
        if !ids.is_empty() {
            for answer in tools.meta.pages(&login, &ids).await {
                match answer {
                    Ok(page) => reached.push(page),
                    Err(trouble) if trouble.passes() => return Err(trouble.into()),
                    Err(_) => {}
                }
            }
        }
        let reached = reached.iter().map(|page| page.id.as_str()).collect();
        let orphaned = connect::orphaned_by(tools, &login, &reached).await?;
        Ok(Self { login, orphaned })
    }
}
