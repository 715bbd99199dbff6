//! What is done about what Meta's errors mean.

use jiff::SignedDuration;

use super::{Fixture, refusal};
use crate::domain::{AppSubscription, Code, Finding, Secret, Status, WebhookObject};
use crate::error::Failure;
use crate::flows::{verify, webhooks};
use crate::platforms::DEFAULT_FIELDS;
use crate::sandbox::{Action, Fault};

fn said(code: i64, message: &str) -> Action {
    Action::Error { status: 400, code, subcode: None, message: message.to_owned() }
}

async fn findings(fixture: &Fixture) -> Vec<Finding> {
    let targets = verify::all(&fixture.tools()).await.unwrap();
    let mut found = Vec::new();
    let mut tell = |finding| {
        found.push(finding);
        Ok(())
    };
    verify::verify(&fixture.tools(), &targets, SignedDuration::ZERO, &mut tell).await.unwrap();
    found.retain(|finding| finding.reference.is_some());
    found
}

/// 190 without a subcode stands for a dead token and for a Page that the login no longer covers.
#[tokio::test]
async fn no_token_is_called_dead_that_debug_token_shows_alive() {
    for message in [
        "Any of the pages_messaging permission(s) must be granted before impersonating a user's page.",
        "Error validating access token: no more is said",
        "Ungültiges Zugriffstoken",
    ] {
        let fixture = Fixture::new("small").await;
        fixture.connect(&["1003"]).await;
        fixture.fault("GET /1003", 0, Fault::ALWAYS, said(190, message));
        let found = findings(&fixture).await;
        let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::ScopeMissing], "{message}");
        assert!(found[0].message.contains("permission"), "{:?}", found[0]);
        assert_eq!(found[0].graph.as_ref().unwrap().code, Some(190), "its numbers are kept");
        assert_eq!(fixture.status("facebook:1003").await, Some(Status::Error));
    }
    let fixture = Fixture::new("small").await;
    fixture.connect(&["1003"]).await;
    fixture.fault("GET /1003", 0, Fault::ALWAYS, refusal(190, Some(460)));
    assert_eq!(findings(&fixture).await[0].code, Code::TokenDead);
    assert_eq!(fixture.status("facebook:1003").await, Some(Status::Expired));
}

#[tokio::test]
async fn a_default_field_that_the_version_lacks_is_left_out_and_named() {
    let fixture = Fixture::new("small").await;
    let message = "(#100) Param subscribed_fields[6] must be one of {messages, standby} - got \"message_edits\"";
    fixture.fault("POST /1003/subscribed_apps", 0, 1, said(100, message));
    let report = fixture.connect(&["1003"]).await;
    assert_eq!((report.connections.len(), report.failed.len()), (1, 0));
    assert!(!report.connections[0].webhook_fields.contains(&"message_edits".to_owned()));
    let (_, field, why) = &report.left_out[0];
    assert_eq!((field.as_str(), why.as_str()), ("message_edits", "Meta does not have it in v26.0"));
}

#[tokio::test]
async fn a_permission_that_every_field_lacks_is_said_once_with_the_way_to_give_it() {
    let fixture = Fixture::new("small").await;
    let sentence = |field: &&str| {
        format!("To subscribe to the {field} field, one of these permissions is needed: pages_messaging.")
    };
    let message = format!("(#200) {}", DEFAULT_FIELDS.iter().map(sentence).collect::<Vec<_>>().join(" "));
    fixture.fault("POST /1003/subscribed_apps", 0, Fault::ALWAYS, said(200, &message));
    let report = fixture.connect(&["1003"]).await;
    let (_, _, failure) = &report.failed[0];
    assert_eq!(failure.message, "the login does not allow pages_messaging for this Page");
    assert!(failure.hints[0].words.contains("edit previous settings"), "{:?}", failure.hints);
    assert_eq!(failure.graph.as_ref().unwrap().message, message);
}

const SUBSCRIPTIONS: &str = "/900000000000001/subscriptions";

async fn set(fixture: &Fixture, callback: &str, probed: bool) -> Result<AppSubscription, Failure> {
    let wish = webhooks::wish(WebhookObject::Page, callback, None, None);
    webhooks::set(&fixture.enter().await, &wish, WebhookObject::Page, &Secret::new("v"), probed).await
}

/// Meta shows an address in its own spelling.
#[tokio::test]
async fn callbacks_are_compared_as_parsed_and_both_are_shown_where_they_differ() {
    let fixture = Fixture::new("small").await;
    let fields = serde_json::to_string(DEFAULT_FIELDS).unwrap();
    let shows = |url: &str| {
        format!(r#"{{"data":[{{"object":"page","callback_url":"{url}","active":true,"fields":{fields}}}]}}"#)
    };
    fixture.instead(&format!("POST /v26.0{SUBSCRIPTIONS}"), r#"{"success":true}"#);
    fixture.instead(&format!("GET /v26.0{SUBSCRIPTIONS}"), &shows("https://acme.example/"));
    assert!(set(&fixture, "https://acme.example", false).await.is_ok());
    fixture.mend();
    fixture.instead(&format!("POST /v26.0{SUBSCRIPTIONS}"), r#"{"success":true}"#);
    fixture.instead(&format!("GET /v26.0{SUBSCRIPTIONS}"), &shows("https://acme.example/hook/%201"));
    let failure = set(&fixture, "https://acme.example/hook/+1", false).await.unwrap_err();
    for address in ["https://acme.example/hook/%201", "https://acme.example/hook/+1"] {
        assert!(failure.message.contains(address), "{failure}");
    }
}

/// The callback answered this machine: what Meta meets is something else.
#[tokio::test]
async fn after_metas_own_handshake_failed_it_is_said_that_ours_passed() {
    let fixture = Fixture::new("small").await;
    let message = "(#2200) Callback verification failed with the following errors: HTTP Status Code = 401";
    fixture.fault(&format!("POST {SUBSCRIPTIONS}"), 0, Fault::ALWAYS, said(2200, message));
    let failure = set(&fixture, "https://acme.example/hook", true).await.unwrap_err();
    assert!(failure.message.contains(message) && failure.message.contains("this machine's own question"), "{failure}");
    assert!(failure.hints[0].words.contains("firewall"), "{:?}", failure.hints);
    let rewritten = set(&fixture, "https://acme.example/hook/+1", true).await.unwrap_err();
    assert!(rewritten.hints[0].words.contains("the + in its path"), "{:?}", rewritten.hints);
}
