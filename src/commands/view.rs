//! Connections and failures as documents and as text, the same wherever they appear.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::domain::{Connection, ConnectionRef, Platform, Status, text};
use crate::error::Failure;
use crate::terminal::Role;

/// A connection as the contract has it.
pub(crate) fn connection(one: &Connection) -> Value {
    let mut document = json!({
        "ref": one.reference().to_string(),
        "id": one.id,
        "profile": one.profile,
        "platform": one.platform.as_str(),
        "platform_user_id": one.platform_user_id,
        "platform_username": one.platform_username,
        "platform_display_name": one.platform_display_name,
        "status": one.status.as_str(),
        "error_message": one.error_message,
        "parent": one.parent.as_ref().map(ToString::to_string),
        "webhook_fields": one.webhook_fields,
        "token": {
            "kind": one.token_kind.as_str(),
            "expires_at": time(one.token_expires_at),
            "data_access_expires_at": time(one.data_access_expires_at),
            "scopes": one.scopes,
        },
        "created_at": time(Some(one.created_at)),
        "updated_at": time(Some(one.updated_at)),
        "last_verified_at": time(one.last_verified_at),
    });
    if one.platform == Platform::Whatsapp {
        document["waba_id"] = json!(one.waba_id);
        document["business_id"] = json!(one.business_id);
    }
    document
}

/// One entry of `failed`.
pub(crate) fn failed(reference: &ConnectionRef, name: &str, failure: &Failure) -> Value {
    json!({
        "platform": reference.platform.as_str(),
        "id": reference.platform_user_id,
        "name": name,
        "error": failure.json(),
    })
}

/// A time as RFC 3339 in UTC, or null.
pub(crate) fn time(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Null, |at| Value::String(at.to_string()))
}

/// How well a state is.
pub(crate) fn role(status: Status) -> Role {
    match status {
        Status::Active => Role::Good,
        Status::Pending => Role::Warning,
        Status::Expired | Status::Error => Role::Bad,
        Status::Disconnected => Role::Dim,
    }
}

/// A state in a person's words.
pub(crate) fn word(status: Status) -> String {
    status.as_str().to_ascii_lowercase()
}

/// The name to show, made safe: an Instagram account by its handle.
pub(crate) fn name(one: &Connection) -> String {
    match (one.platform, &one.platform_username) {
        (Platform::Instagram, Some(handle)) => text::shown(&format!("@{handle}")),
        _ => text::shown(one.title()),
    }
}
