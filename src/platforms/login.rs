//! What every token goes through before anything is done with it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Meta;
use crate::domain::{Cause, Person, Scope, Secret, Targets, TokenInfo, TokenKind, Trouble};

/// What came out of a login, before anything of it is stored.
#[derive(Debug, Clone)]
pub struct Login {
    /// The token, long-lived if the platform makes it so.
    pub token: Secret,
    /// Who it speaks for.
    pub person: Person,
    /// Kind.
    pub token_kind: TokenKind,
    /// Granted permissions.
    pub scopes: BTreeSet<Scope>,
    /// Permissions that were declined, as far as the platform tells.
    pub declined: BTreeSet<Scope>,
    /// Assets, permission by permission.
    pub targets: Targets,
    /// End of the token.
    pub token_expires_at: Option<Timestamp>,
    /// End of access to the person's data.
    pub data_access_expires_at: Option<Timestamp>,
}

/// What is asked for at a login.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Configuration of Facebook Login for Business, in place of single permissions.
    pub config_id: Option<String>,
    /// Ask again for what was declined earlier.
    pub rerequest: bool,
}

impl Meta {
    /// Inspects a token and asks who is behind it.
    pub(super) async fn login(&self, token: Secret) -> Result<Login, Trouble> {
        let info = self.own_token(&token).await?;
        self.login_with(token, info).await
    }

    /// Inspects a token. One of another app, a dead one, or one of a Page or an app is dropped here: it could only have
    /// been slipped in.
    pub(super) async fn own_token(&self, token: &Secret) -> Result<TokenInfo, Trouble> {
        let info = self.graph.debug_token(token).await?;
        if info.app_id.as_deref().is_some_and(|id| id != self.graph.app_id()) {
            return Err(Trouble::new(Cause::WrongToken, "the token belongs to another app"));
        }
        match info.kind {
            TokenKind::Page => Err(Trouble::new(Cause::WrongToken, "that is a Page's token; a person's is needed")),
            TokenKind::App => Err(Trouble::new(Cause::WrongToken, "that is the app's token; a person's is needed")),
            TokenKind::User | TokenKind::SystemUser | TokenKind::Unknown => Ok(info),
        }
    }

    /// The login of a token that was inspected; what was declined is not known.
    pub(super) async fn login_with(&self, token: Secret, info: TokenInfo) -> Result<Login, Trouble> {
        let person = self.person(&token, &info).await?;
        Ok(Login {
            token,
            person,
            token_kind: info.kind,
            scopes: info.scopes,
            declined: BTreeSet::new(),
            targets: info.targets,
            token_expires_at: info.expires_at,
            data_access_expires_at: info.data_access_expires_at,
        })
    }

    async fn person(&self, token: &Secret, info: &TokenInfo) -> Result<Person, Trouble> {
        let person = self.graph.me(token).await?;
        match &info.user_id {
            Some(id) if *id != person.id => Err(Trouble::new(Cause::WrongToken, "the token speaks for somebody else")),
            _ => Ok(person),
        }
    }
}
