//! What a token is worth, and taking permissions back.

use serde_json::Value;

use super::apps::made_as_app;
use super::call::Call;
use super::{Graph, error, read};
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
        let data = answer.get("data").filter(|data| data.is_object());
        let data = data.ok_or_else(|| Trouble::new(Cause::Garbled, "Meta answered debug_token without data"))?;
        if data["is_valid"].as_bool() == Some(true) {
            return Ok(info(data));
        }
        let why = data.get("error").filter(|error| error.is_object());
        let dead = || Trouble::new(Cause::Revoked, "Meta says that this token is not valid");
        Err(why.map_or_else(dead, |error| error::from_error(error, None, &redactor)))
    }

    /// The person (or system user) behind `token`.
    pub async fn me(&self, token: &Secret) -> Result<Person, Trouble> {
        let answer = self.call(Call::get("me").param("fields", "id,name").token(token)).await?;
        let id = read::id(&answer["id"]).ok_or_else(|| Trouble::new(Cause::Garbled, "Meta did not say who that is"))?;
        Ok(Person { id, name: read::text(&answer["name"]) })
    }

    /// The permissions of `user`, granted and declined.
    pub async fn permissions(&self, user: &str, token: &Secret) -> Result<Vec<Permission>, Trouble> {
        let answer = self.call(Call::get(format!("{user}/permissions")).token(token)).await?;
        Ok(read::list(&answer)?.iter().filter_map(permission).collect())
    }

    /// Takes all permissions of `user` back, which removes the app for them and kills every token of that grant.
    /// With the app's token, so that it works when the user's is dead.
    pub async fn revoke_permissions(&self, user: &str) -> Result<(), Trouble> {
        let call = Call::delete(format!("{user}/permissions")).token(&self.app.token());
        read::done(&self.call(call).await.map_err(made_as_app)?)
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

fn permission(row: &Value) -> Option<Permission> {
    let name = read::text(&row["permission"])?;
    Some(Permission { name, granted: row["status"] == "granted" })
}

fn info(data: &Value) -> TokenInfo {
    TokenInfo {
        kind: kind(data["type"].as_str().unwrap_or_default()),
        app_id: read::id(&data["app_id"]),
        user_id: read::id(&data["user_id"]),
        scopes: read::texts(&data["scopes"]).into_iter().collect(),
        targets: targets(&data["granular_scopes"]),
        expires_at: read::time(&data["expires_at"]),
        data_access_expires_at: read::time(&data["data_access_expires_at"]),
    }
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

fn targets(list: &Value) -> Targets {
    let pairs = list.as_array().into_iter().flatten().filter_map(|entry| {
        let ids = entry["target_ids"].as_array().into_iter().flatten().filter_map(read::id).collect();
        Some((read::text(&entry["scope"])?, ids))
    });
    Targets::new(pairs.collect())
}
