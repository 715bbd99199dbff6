//! Connections and failures as documents and as text, the same wherever they appear.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::hint::{Hints, Rendered};
use crate::domain::{Connection, ConnectionRef, Platform, Status, text};
use crate::error::Failure;
use crate::terminal::{Cell, Role, Terminal};

/// A connection as the contract has it.
#[derive(Serialize)]
pub(crate) struct Document<'a> {
    #[serde(rename = "ref")]
    reference: String,
    id: &'a str,
    profile: &'a str,
    platform: &'static str,
    platform_user_id: &'a str,
    platform_username: Option<&'a str>,
    platform_display_name: Option<&'a str>,
    status: &'static str,
    error_message: Option<Rendered>,
    parent: Option<String>,
    webhook_fields: &'a [String],
    token: Token<'a>,
    created_at: Timestamp,
    updated_at: Timestamp,
    last_verified_at: Option<Timestamp>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    whatsapp: Option<Whatsapp<'a>>,
}

/// What is told of a token: everything but the token.
#[derive(Serialize)]
struct Token<'a> {
    kind: &'static str,
    expires_at: Option<Timestamp>,
    data_access_expires_at: Option<Timestamp>,
    scopes: &'a [String],
}

/// What a phone number has besides.
#[derive(Serialize)]
struct Whatsapp<'a> {
    waba_id: Option<&'a str>,
    business_id: Option<&'a str>,
}

/// The document of a connection.
pub(crate) fn connection<'a>(hints: &Hints, one: &'a Connection) -> Document<'a> {
    Document {
        reference: one.reference().to_string(),
        id: &one.id,
        profile: &one.profile,
        platform: one.platform.as_str(),
        platform_user_id: &one.platform_user_id,
        platform_username: one.platform_username.as_deref(),
        platform_display_name: one.platform_display_name.as_deref(),
        status: one.status.as_str(),
        error_message: hints.reason(one),
        parent: one.parent.as_ref().map(ToString::to_string),
        webhook_fields: &one.webhook_fields,
        token: Token {
            kind: one.token_kind.as_str(),
            expires_at: one.token_expires_at,
            data_access_expires_at: one.data_access_expires_at,
            scopes: &one.scopes,
        },
        created_at: one.created_at,
        updated_at: one.updated_at,
        last_verified_at: one.last_verified_at,
        whatsapp: (one.platform == Platform::Whatsapp)
            .then_some(Whatsapp { waba_id: one.waba_id.as_deref(), business_id: one.business_id.as_deref() }),
    }
}

/// A failure on stderr, with its hints.
pub(crate) fn tell(terminal: &dyn Terminal, hints: &Hints, failure: &Failure) {
    let mut human = format!("error: {failure}");
    for hint in &failure.hints {
        human = format!("{human}\nhint: {}", hints.line(hint));
    }
    terminal.error(&human, &json!({"error": error(hints, failure)}));
}

/// The `error` object of the contract.
pub(crate) fn error(hints: &Hints, failure: &Failure) -> Value {
    json!({
        "kind": failure.kind.as_str(),
        "message": failure.message,
        "hint": hints.joined(&failure.hints),
        "exit_code": failure.kind.exit_code(),
        "graph": failure.graph,
    })
}

/// One entry of `failed`.
pub(crate) fn failed(hints: &Hints, reference: &ConnectionRef, name: &str, failure: &Failure) -> Value {
    json!({
        "platform": reference.platform.as_str(),
        "id": reference.platform_user_id,
        "name": name,
        "error": error(&hints.clone().about(reference), failure),
    })
}

/// The same as a row of a table.
pub(crate) fn failed_row(reference: &ConnectionRef, name: &str, failure: &Failure) -> [Cell; 4] {
    [
        Cell::mark(Role::Bad, "failed"),
        Cell::from(text::shown(name)),
        Cell::from(reference.to_string()),
        Cell::from(failure.to_string()),
    ]
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
    text::shown(&one.title())
}

/// Whether a connection waits for something that a person has to do.
pub(crate) fn waits(one: &Connection) -> bool {
    one.status == Status::Pending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_document_has_every_key_of_the_contract() {
        let document = error(&Hints::default(), &Failure::usage("x"));
        let keys: Vec<_> = document.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["kind", "message", "hint", "exit_code", "graph"]);
    }
}
