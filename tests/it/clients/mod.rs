//! Clients that others wrote, from PyPI and npm, against `snorq sandbox start`; see `tests/clients/README.md`. Where
//! Python or Node is absent these tests say that they were left out; with `SNORQ_TEST_ALL` they fail.

mod interpreter;
mod whatsapp;

use serde_json::{Value, json};

use crate::bench::{SNORQ, Server};
use interpreter::Interpreter;

/// How many Pages the seed `agency` has.
const PAGES: u64 = 5_000;
/// The first Page of it with an Instagram account.
const PAGE: &str = "500003";

#[test]
fn requests_oauthlib_logs_in_with_its_facebook_fix() {
    let Some(python) = Interpreter::python() else { return };
    let mut seen = python.run("requests_oauthlib_login.py", &Server::start("small"), &[]);
    assert!(ends_on_a_full_hour(&mut seen), "{seen}");
    assert_eq!(seen, json!({ "type": "bearer", "name": "Ada Admin", "email": "ada@example.invalid" }));
}

#[test]
fn authlib_logs_in_and_is_refused_a_used_code() {
    let Some(python) = Interpreter::python() else { return };
    let seen = python.run("authlib_login.py", &Server::start("small"), &[]);
    assert_eq!(seen, json!({ "type": "bearer", "name": "Ada Admin", "again": 36009 }));
}

#[test]
fn python_facebook_goes_all_the_way_from_login_to_subscription() {
    let Some(python) = Interpreter::python() else { return };
    let server = Server::start("agency");
    let seen = python.run("python_facebook.py", &server, &[]);
    let scopes =
        ["email", "instagram_basic", "pages_manage_metadata", "pages_messaging", "pages_show_list", "public_profile"];
    let wanted = json!({
        "lives": 60 * 86_400,
        "valid": true,
        "type": "USER",
        "scopes": scopes,
        "pages": PAGES,
        "subscribed": { "page": PAGE, "fields": ["messages", "messaging_postbacks"] },
        "username": "page.0003",
        "refused": 100,
    });
    assert_eq!(seen, wanted);
    assert_eq!(subscriptions(&server), 1, "the world remembers what the client did");
}

#[test]
fn metas_python_sdk_lists_subscribes_reads_and_batches() {
    let Some(python) = Interpreter::python() else { return };
    let server = Server::start("agency");
    let wanted = json!({
        "total": PAGES,
        "pages": PAGES,
        "fields": ["messages", "messaging_postbacks"],
        "app": server.text("app_id"),
        "after": 0,
        "username": "page.0003",
        "batch": 50,
        "type": "PAGE",
        "profile": true,
        "missing": [100, 33, "GraphMethodException"],
    });
    assert_eq!(python.run("official_sdk.py", &server, &[]), wanted);
}

#[test]
fn metas_node_sdk_lists_subscribes_and_reads() {
    let Some(node) = Interpreter::node() else { return };
    let server = Server::start("agency");
    let wanted = json!({
        "pages": PAGES,
        "fields": ["messages", "messaging_postbacks"],
        "app": server.text("app_id"),
        "after": 0,
        "username": "page.0003",
        "type": "PAGE",
        "profile": true,
        "missing": [100, 33, "GraphMethodException"],
    });
    assert_eq!(node.run("official_sdk.mjs", &server, &[]), wanted);
}

#[test]
fn passport_logs_in_with_a_version_that_is_long_gone() {
    let Some(node) = Interpreter::node() else { return };
    let wanted = json!({
        "type": "bearer",
        "name": "Ada Admin",
        "email": "ada@example.invalid",
        "photo": 1,
        "declined": true,
        "again": ["FacebookTokenError", 100, 36009],
    });
    assert_eq!(node.run("passport_facebook.mjs", &Server::start("small"), &[]), wanted);
}

#[test]
fn openid_client_logs_in_and_is_refused_pkce() {
    let Some(node) = Interpreter::node() else { return };
    let mut seen = node.run("openid_client.mjs", &Server::start("small"), &[]);
    assert!(ends_on_a_full_hour(&mut seen), "{seen}");
    assert_eq!(seen, json!({ "type": "bearer", "name": "Ada Admin", "refused": 1 }));
}

/// How many seconds a login's token lives depends on the minute: it ends on the full hour after the next one. Taken out,
/// so that the rest can be compared.
fn ends_on_a_full_hour(seen: &mut Value) -> bool {
    let lives = seen.as_object_mut().and_then(|seen| seen.remove("lives")).and_then(|lives| lives.as_i64());
    lives.is_some_and(|lives| (3_600..=7_200).contains(&lives))
}

/// How many subscriptions the server's world holds, as another process sees it.
fn subscriptions(server: &Server) -> u64 {
    let mut command = std::process::Command::new(SNORQ);
    command.env_clear().env("SNORQ_HOME", server.home()).args(["sandbox", "status", "--json"]);
    let status: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    status["sandbox"]["subscriptions"].as_u64().unwrap_or_else(|| panic!("{status}"))
}

#[test]
fn metas_python_sdk_answers_people_who_wrote() {
    let Some(python) = Interpreter::python() else { return };
    let server = Server::start("small");
    let home = server.home().to_string_lossy();
    // The customers write by `sandbox event`.
    let seen = python.run("official_sdk_messages.py", &server, &[("SNORQ", SNORQ), ("SNORQ_HOME", &home)]);
    assert_eq!(seen, json!({ "reached": true, "stranger": [100, 2_018_001], "conversations": [1, 1] }));
}
