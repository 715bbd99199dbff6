//! Connections and failures as documents and as text, the same wherever they appear.
//!
//! What a document holds is a type; `snorq schema` describes that type, its comments included.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::hint::{Hints, Rendered};
use crate::domain::{Connection, ConnectionRef, GraphCode, Platform, Status, TokenKind, text};
use crate::error::{Failure, Kind};
use crate::terminal::{Cell, Role, Terminal};

/// A view as a document: it has names for keys, and nothing else that JSON could not hold.
pub(crate) fn document(view: &impl Serialize) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// One record: a Page, an account or a number. `waba_id` and `business_id` stand with WhatsApp only.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "connection")]
pub(crate) struct ConnectionView<'a> {
    #[serde(rename = "ref")]
    reference: ConnectionRef,
    id: &'a str,
    profile: &'a str,
    platform: Platform,
    platform_user_id: &'a str,
    platform_username: Option<&'a str>,
    platform_display_name: Option<&'a str>,
    status: Status,
    error_message: Option<Rendered>,
    parent: Option<&'a ConnectionRef>,
    webhook_fields: &'a [String],
    token: TokenFacts<'a>,
    created_at: Timestamp,
    updated_at: Timestamp,
    last_verified_at: Option<Timestamp>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    account: Option<AccountIds<'a>>,
}

/// What is told of a token: everything but the token.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "token-facts")]
struct TokenFacts<'a> {
    kind: TokenKind,
    expires_at: Option<Timestamp>,
    data_access_expires_at: Option<Timestamp>,
    scopes: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct AccountIds<'a> {
    waba_id: Option<&'a str>,
    business_id: Option<&'a str>,
}

/// The document of a connection.
pub(crate) fn connection<'a>(hints: &Hints, one: &'a Connection) -> ConnectionView<'a> {
    ConnectionView {
        reference: one.reference(),
        id: &one.id,
        profile: &one.profile,
        platform: one.platform,
        platform_user_id: &one.platform_user_id,
        platform_username: one.platform_username.as_deref(),
        platform_display_name: one.platform_display_name.as_deref(),
        status: one.status,
        error_message: hints.reason(one),
        parent: one.parent.as_ref(),
        webhook_fields: &one.webhook_fields,
        token: TokenFacts {
            kind: one.token_kind,
            expires_at: one.token_expires_at,
            data_access_expires_at: one.data_access_expires_at,
            scopes: &one.scopes,
        },
        created_at: one.created_at,
        updated_at: one.updated_at,
        last_verified_at: one.last_verified_at,
        account: (one.platform == Platform::Whatsapp)
            .then_some(AccountIds { waba_id: one.waba_id.as_deref(), business_id: one.business_id.as_deref() }),
    }
}

/// A failure on stderr, with its hints; where more is said (`-v`), with what it comes from.
pub(crate) fn tell(terminal: &dyn Terminal, hints: &Hints, failure: &Failure) {
    // A no is an answer, not an error.
    let label = if failure.kind == Kind::Declined { "" } else { "error: " };
    let mut human = format!("{label}{failure}");
    if tracing::enabled!(tracing::Level::INFO) {
        human.extend(failure.reasons().iter().map(|reason| format!("\nbecause: {reason}")));
    }
    for hint in &failure.hints {
        human = format!("{human}\nhint: {}", hints.line(hint));
    }
    terminal.error(&human, &document(&ErrorView { error: error(hints, failure), warnings: Vec::new() }));
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct ErrorView<'a> {
    error: FailureView<'a>,
    /// What was warned of before.
    warnings: Vec<String>,
}

/// Why something did not work; `graph` is Meta's own error, if it was one.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "failure")]
pub(crate) struct FailureView<'a> {
    kind: Kind,
    message: &'a str,
    hint: Option<Rendered>,
    #[schemars(extend("enum" = [1, 2, 3, 4, 5, 6, 7, 8, 9, 130, 143]))]
    exit_code: u8,
    graph: Option<&'a GraphCode>,
}

/// The `error` object of the contract.
pub(crate) fn error<'a>(hints: &Hints, failure: &'a Failure) -> FailureView<'a> {
    FailureView {
        kind: failure.kind,
        message: &failure.message,
        hint: hints.joined(&failure.hints),
        exit_code: failure.kind.exit_code(),
        graph: failure.graph.as_deref(),
    }
}

/// One thing that failed while others went on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "failed")]
pub(crate) struct FailedView<'a> {
    platform: Platform,
    id: &'a str,
    name: &'a str,
    error: FailureView<'a>,
}

/// One entry of `failed`.
pub(crate) fn failed<'a>(
    hints: &Hints,
    reference: &'a ConnectionRef,
    name: &'a str,
    failure: &'a Failure,
) -> FailedView<'a> {
    FailedView {
        platform: reference.platform,
        id: &reference.platform_user_id,
        name,
        error: error(&hints.clone().about(reference), failure),
    }
}

/// Every entry of `failed`.
pub(crate) fn all_failed<'a>(hints: &Hints, all: &'a [(ConnectionRef, String, Failure)]) -> Vec<FailedView<'a>> {
    all.iter().map(|(reference, name, failure)| failed(hints, reference, name, failure)).collect()
}

/// An entry of `failed` as a row of a table.
pub(crate) fn failed_row(reference: &ConnectionRef, name: &str, failure: &Failure) -> [Cell; 4] {
    [
        Cell::mark(Role::Bad, "failed"),
        Cell::from(text::shown(name)),
        Cell::from(reference.to_string()),
        Cell::from(failure.to_string()),
    ]
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

/// The most connections that a sentence names.
const NAMED: usize = 10;

/// The first of many names, and how many more there are.
pub(crate) fn first_names(mut names: impl ExactSizeIterator<Item = String>) -> String {
    let first = names.by_ref().take(NAMED).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => first,
        more => format!("{first}, and {more} more"),
    }
}

/// Whether a connection waits for something that a person has to do.
pub(crate) fn waits(one: &Connection) -> bool {
    one.status == Status::Pending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_cut() {
        let of = |count: usize| first_names((0..count).map(|number| number.to_string()));
        assert_eq!((of(2), of(11)), ("0, 1".to_owned(), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and 1 more".to_owned()));
    }

    #[test]
    fn an_error_document_has_every_key_of_the_contract() {
        let failure = Failure::usage("x");
        let document = document(&error(&Hints::default(), &failure));
        let keys: Vec<_> = document.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["kind", "message", "hint", "exit_code", "graph"]);
    }
}
