//! What each login allows, asked once: a person has one grant for an app, so that permissions and dates are the same
//! for every Page token that came out of it.

use std::collections::HashMap;

use super::batch::Batch;
use crate::domain::{Connection, Grant, TokenInfo, Trouble};
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
        let sealed = grant.and_then(|grant| Some((grant.owner(), grant.sealed.as_ref()?)));
        let Some((owner, sealed)) = sealed else { return Ok(None) };
        let Some(token) = self.tools.custody.find(self.tools.store, &owner, sealed).await? else { return Ok(None) };
        let info = self.tools.meta.token_info(&token).await;
        Ok(Some(info).filter(|info| !info.as_ref().is_err_and(Trouble::kills_token)))
    }
}

fn key(connection: &Connection) -> String {
    connection.grant_id.clone().unwrap_or_else(|| connection.reference().to_string())
}
