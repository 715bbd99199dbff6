//! What a token is worth, and taking permissions back.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::answer::{Named, Object};
use super::apps::made_as_app;
use super::call::Call;
use super::paging::Rows;
use super::scalars::{self, Id};
use super::{Graph, error};
use crate::domain::{Cause, Person, Secret, Targets, TokenInfo, TokenKind, Trouble};

/// A permission and whether the person granted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// Name.
    pub name: String,
    /// `granted`; else it was declined or has expired.
    pub granted: bool,
}

impl Graph {
    /// Inspects `token` with the app's own token. A dead one is trouble.
    pub async fn debug_token(&self, token: &Secret) -> Result<TokenInfo, Trouble> {
        let call = Call::get("debug_token").hidden("input_token", token).token(&self.app.token());
        let redactor = self.redactor(&call);
        let answer = self.call(call).await.map_err(made_as_app)?;
        let Verdict { is_valid, error } = answer.node::<Inspected<Verdict>>(UNTOLD)?.data.0;
        if is_valid {
            return info(answer.node::<Inspected<Data>>(UNTOLD)?.data.0);
        }
        let dead = || Trouble::new(Cause::Revoked, "Meta says that this token is not valid");
        let why = error.filter(Value::is_object).map(|error| error::from_error(&error, None, &redactor));
        // That it is dead is said; what of is not always.
        Err(why.filter(|why| why.cause != Cause::Refused).unwrap_or_else(dead))
    }

    /// The person (or system user) behind `token`.
    pub async fn me(&self, token: &Secret) -> Result<Person, Trouble> {
        let answer = self.call(Call::get("me").param("fields", "id,name").token(token)).await.map_err(nobody)?;
        let Named { id, name } = answer.node("Meta did not say who that is")?;
        Ok(Person { id, name })
    }

    /// The permissions of `user`, granted and declined.
    pub async fn permissions(&self, user: &str, token: &Secret) -> Result<Vec<Permission>, Trouble> {
        let rows: Rows<Row> = self.paginate(Call::get(format!("{user}/permissions")).token(token)).await?;
        let permission = |row: Row| Permission { name: row.permission, granted: row.status == "granted" };
        Ok(rows.whole()?.into_iter().map(permission).collect())
    }

    /// Takes all permissions of `user` back, which removes the app for them and kills every token of that grant.
    /// With the app's token, so that it works when the user's is dead.
    pub async fn revoke_permissions(&self, user: &str) -> Result<(), Trouble> {
        let call = Call::delete(format!("{user}/permissions")).token(&self.app.token());
        self.call(call).await.map_err(made_as_app)?.done()
    }

    /// Whether `user` still grants anything to the app, asked with the app's token.
    pub async fn still_granted(&self, user: &str) -> Result<bool, Trouble> {
        match self.permissions(user, &self.app.token()).await.map_err(made_as_app) {
            Ok(permissions) => Ok(permissions.iter().any(|permission| permission.granted)),
            Err(trouble) if trouble.kills_token() || trouble.cause == Cause::Gone => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }
}

/// `me` is whoever the token speaks for. If that is gone, only another login helps.
fn nobody(mut trouble: Trouble) -> Trouble {
    if trouble.cause == Cause::Gone {
        trouble.message =
            format!("the token speaks for a person whom Meta does not know any more: {}", trouble.message);
        trouble.cause = Cause::Revoked;
    }
    trouble
}

/// A token that is not well-formedly called valid is neither valid nor dead.
const UNTOLD: &str = "Meta did not say whether the token is valid";

#[derive(Deserialize)]
struct Row {
    #[serde(deserialize_with = "scalars::word")]
    permission: String,
    #[serde(deserialize_with = "scalars::word")]
    status: String,
}

#[derive(Deserialize)]
struct Inspected<T> {
    data: Object<T>,
}

#[derive(Deserialize)]
struct Verdict {
    #[serde(deserialize_with = "scalars::flag")]
    is_valid: bool,
    error: Option<Value>,
}

/// What is told of a valid token.
#[derive(Deserialize)]
struct Data {
    #[serde(rename = "type", default, deserialize_with = "scalars::text")]
    kind: Option<String>,
    #[serde(deserialize_with = "scalars::id")]
    app_id: String,
    user_id: Option<Id>,
    scopes: Option<Vec<String>>,
    granular_scopes: Option<Vec<Object<Granular>>>,
    #[serde(default, deserialize_with = "scalars::end")]
    expires_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "scalars::end")]
    data_access_expires_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Granular {
    #[serde(deserialize_with = "scalars::word")]
    scope: String,
    target_ids: Option<Vec<Id>>,
}

fn info(data: Data) -> Result<TokenInfo, Trouble> {
    let kind = kind(data.kind.as_deref().unwrap_or_default());
    // An app's token has none; that any other allows nothing has to be said.
    let scopes = data.scopes.or_else(|| (kind == TokenKind::App).then(Vec::new));
    let scopes = scopes.ok_or_else(|| Trouble::new(Cause::Garbled, "Meta did not say what the token allows"))?;
    Ok(TokenInfo {
        kind,
        app_id: Some(data.app_id),
        user_id: data.user_id.map(|Id(id)| id),
        scopes: scopes.into_iter().collect::<BTreeSet<_>>(),
        targets: targets(data.granular_scopes.unwrap_or_default()),
        expires_at: data.expires_at,
        data_access_expires_at: data.data_access_expires_at,
    })
}

fn kind(word: &str) -> TokenKind {
    match word {
        "USER" => TokenKind::User,
        "PAGE" => TokenKind::Page,
        "APP" => TokenKind::App,
        "SYSTEM_USER" => TokenKind::SystemUser,
        _ => TokenKind::Unknown,
    }
}

fn targets(granted: Vec<Object<Granular>>) -> Targets {
    let ids = |ids: Option<Vec<Id>>| ids.into_iter().flatten().map(|Id(id)| id).collect();
    Targets::new(granted.into_iter().map(|Object(granular)| (granular.scope, ids(granular.target_ids))).collect())
}
