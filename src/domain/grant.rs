//! A grant: what one person (or system user) allowed the app to do, and on which assets.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Owner, Sealed, TokenKind};

/// The name of a permission, as Meta spells it.
pub type Scope = String;

/// Who logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// App-scoped id: the same person has another one in another app.
    pub id: String,
    /// Name, if the app may read it.
    pub name: Option<String>,
}

/// One login of one person to one profile's app. A later login of the same person replaces it, as at Meta.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Our own id of it, stable over repeated logins of the same person.
    pub id: String,
    /// The profile it belongs to.
    pub profile: String,
    /// Who allowed it.
    pub person: Person,
    /// Kind of the token that came out.
    pub token_kind: TokenKind,
    /// The token.
    pub sealed: Option<Sealed>,
    /// Permissions that were granted.
    pub scopes: BTreeSet<Scope>,
    /// Permissions that were asked for and refused, as far as Meta says.
    pub declined: BTreeSet<Scope>,
    /// On which assets, permission by permission.
    pub targets: Targets,
    /// End of the token; `None` if it has no date.
    pub token_expires_at: Option<Timestamp>,
    /// End of access to the person's data.
    pub data_access_expires_at: Option<Timestamp>,
}

impl Grant {
    /// What its token is sealed for.
    pub fn owner(&self) -> Owner<'_> {
        Owner::Grant { profile: &self.profile, person: &self.person.id }
    }

    /// When its Page tokens end. They have no date of their own if the login's token is long-lived; a system user's
    /// passes its date on.
    pub fn page_tokens_expire_at(&self) -> Option<Timestamp> {
        self.token_expires_at.filter(|_| self.token_kind == TokenKind::SystemUser)
    }
}

/// What the platform says of a living token. A person has one grant for an app, so that permissions and dates hold for
/// every Page token of the same login.
#[derive(Debug, Clone)]
pub struct TokenInfo {
    /// Kind of the token that was inspected.
    pub kind: TokenKind,
    /// The app it belongs to, if Meta says so.
    pub app_id: Option<String>,
    /// The person or system user behind it.
    pub user_id: Option<String>,
    /// Permissions.
    pub scopes: BTreeSet<Scope>,
    /// On which assets.
    pub targets: Targets,
    /// End of the token that was inspected; `None` if it has no date.
    pub expires_at: Option<Timestamp>,
    /// End of access to the person's data.
    pub data_access_expires_at: Option<Timestamp>,
}

/// The assets that a grant names, permission by permission.
///
/// A permission without ids holds for **all** assets of its kind, present and to come: that is how Meta answers for
/// the most generous people (`debug_token`, `granular_scopes` without `target_ids`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Targets(Vec<(Scope, Vec<String>)>);

impl Targets {
    /// Takes the pairs of permission and asset ids; no ids means all.
    pub fn new(pairs: Vec<(Scope, Vec<String>)>) -> Self {
        Self(pairs)
    }

    /// The pairs as they came.
    pub fn pairs(&self) -> &[(Scope, Vec<String>)] {
        &self.0
    }

    /// Whether `scope` is granted on `asset`; `None` if the grant says nothing about that permission.
    pub fn covers(&self, scope: &str, asset: &str) -> Option<bool> {
        let (_, ids) = self.0.iter().find(|(name, _)| name == scope)?;
        Some(ids.is_empty() || ids.iter().any(|id| id == asset))
    }

    /// Every asset that is named under a permission starting with `prefix`, once each, in order of appearance.
    pub fn named(&self, prefix: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let ids = self.0.iter().filter(|(scope, _)| scope.starts_with(prefix)).flat_map(|(_, ids)| ids);
        ids.filter(|id| seen.insert(id.as_str())).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_without_ids_holds_for_all() {
        let targets =
            Targets::new(vec![("pages_messaging".into(), vec![]), ("pages_show_list".into(), vec!["1".into()])]);
        assert_eq!(targets.covers("pages_messaging", "9"), Some(true));
        assert_eq!(targets.covers("pages_show_list", "9"), Some(false));
        assert_eq!(targets.covers("instagram_basic", "9"), None);
        assert_eq!(targets.named("pages_"), ["1"]);
    }
}
