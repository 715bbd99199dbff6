//! What `verify` finds at the app itself.

use super::*;
use crate::bench::{Fixture, words};

#[test]
fn the_apps_own_webhooks_are_told_once() {
    let fixture = Fixture::connected();
    fixture.call(Method::Delete, &format!("{APP}/subscriptions?object=instagram"), &fixture.app_token());
    assert_eq!(fixture.found(&[], 5), ["app_not_subscribed app"]);
    fixture.verify(&["1003"]).expect(0);
    let callback = format!("{}/callback", fixture.hosted.url());
    for (active, field) in [(false, "messages"), (true, "feed")] {
        fixture.app_shows(&callback, active, field);
        assert_eq!(fixture.found(&[], 5), ["app_not_subscribed app", "app_not_subscribed app"], "{active} {field}");
    }
    assert_eq!(fixture.status("facebook:1003"), "ACTIVE");
}

#[test]
fn a_callback_that_nobody_answers_is_a_warning() {
    let fixture = Fixture::connected();
    for callback in ["http://localhost:9/", "ftp://localhost/", "https://localhost:9/x"] {
        fixture.app_shows(callback, true, "messages");
        assert_eq!(fixture.found(&[], 5), ["callback_unreachable app"], "{callback}");
    }
}

#[test]
fn an_app_in_development_mode_matters_to_instagram_alone() {
    let fixture = Fixture::connected();
    fixture.hosted.sandbox.configure(Setting::Live(false)).unwrap();
    assert_eq!(fixture.found(&[ACME], 5), ["app_not_live app"]);
    fixture.verify(&["1003"]).expect(0);
}

#[test]
fn versions_that_ended_or_end_soon_are_named() {
    let mut fixture = Fixture::connected();
    for (version, within, expected) in [
        ("v20.0", "14d", Some("version_served_differs app")),
        ("v21.0", "1000d", Some("version_ending app")),
        ("v27.0", "40d", None),
    ] {
        fixture.bench = fixture.bench.with("SNORQ_GRAPH_VERSION", version);
        let whole = fixture.verify(&["1003", "--within", within]).json();
        let named = words(&whole["findings"]).into_iter().find(|word| word.starts_with("version"));
        assert_eq!(named.as_deref(), expected, "{version}");
    }
}
