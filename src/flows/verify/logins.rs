//! What each login allows, asked once: a person has one grant for an app, so that permissions and dates are the same
//! for every Page token that came out of it.

use std::collections::HashMap;

use super::batch::Batch;
use crate::domain::{Connection, Grant, SecretName, TokenInfo, Trouble};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::health::Observation;

/// The logins behind connections, and what was learnt of them.
pub(super) struct Logins<'a> {
    tools: &'a Tools<'a>,
    grants: Vec<Grant>,
    known: HashMap<String, Result<TokenInfo, Trouble>>,
}

impl<'a> Logins<'a> {
    pub(super) async fn of(tools: &'a Tools<'a>) -> Result<Self, Failure> {
        Ok(Self { tools, grants: tools.store.grants(tools.profile).await?, known: HashMap::new() })
    }

    /// The token of the login behind `connection`, if anything of it was alive.
    pub(super) fn token(&self, connection: &Connection) -> Option<&Result<TokenInfo, Trouble>> {
        self.known.get(&key(connection))
    }

    /// Asks about the logins of `batch` that are not known yet: about the login's own token or, if that is gone or
    /// ended, about a token of its connections that was just seen to live.
    pub(super) async fn learn(&mut self, batch: &Batch, seen: &[Observation]) -> Result<(), Failure> {
        for entry in &batch.entries {
            let key = key(&entry.connection);
            let Ok(look) = entry.look else { continue };
            if self.known.contains_key(&key) || !seen[look].token_lives() {
                continue;
            }
            let info = match self.of_login(&entry.connection).await? {
                Some(info) => info,
                None => self.tools.meta.token_info(&batch.inspections[look].token).await,
            };
            self.known.insert(key, info);
        }
        Ok(())
    }

    async fn of_login(&self, connection: &Connection) -> Result<Option<Result<TokenInfo, Trouble>>, Failure> {
        let grant = self.grants.iter().find(|grant| connection.grant_id.as_ref() == Some(&grant.id));
        let Some(name) = grant.and_then(|grant| grant.secret_name.as_ref()) else { return Ok(None) };
        let Some(token) = self.tools.ledger().find(name).await? else { return Ok(None) };
        let info = self.tools.meta.token_info(&token).await;
        Ok(Some(info).filter(|info| !info.as_ref().is_err_and(Trouble::kills_token)))
    }
}

fn key(connection: &Connection) -> String {
    let secret = || connection.secret_name.as_ref().map(SecretName::as_str).unwrap_or_default().to_owned();
    connection.grant_id.clone().unwrap_or_else(secret)
}
