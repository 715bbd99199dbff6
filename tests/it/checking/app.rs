//! What `verify` finds at the app itself.

use super::*;

#[test]
fn the_apps_own_webhooks_are_told_once() {
    let desk = Desk::new();
    desk.call(Method::Delete, &format!("{APP}/subscriptions?object=instagram"), &desk.app_token());
    assert_eq!(desk.found(&[], 5), ["app_not_subscribed app"]);
    desk.verify(&["1003"]).expect(0);
    let callback = format!("{}/callback", desk.hosted.url());
    for (active, field) in [(false, "messages"), (true, "feed")] {
        desk.app_shows(&callback, active, field);
        assert_eq!(desk.found(&[], 5), ["app_not_subscribed app", "app_not_subscribed app"], "{active} {field}");
    }
    assert_eq!(desk.status("facebook:1003"), "ACTIVE");
}

#[test]
fn a_callback_that_nobody_answers_is_a_warning() {
    let desk = Desk::new();
    for callback in ["http://localhost:9/", "ftp://localhost/", "https://localhost:9/x"] {
        desk.app_shows(callback, true, "messages");
        assert_eq!(desk.found(&[], 5), ["callback_unreachable app"], "{callback}");
    }
}

#[test]
fn an_app_in_development_mode_matters_to_instagram_alone() {
    let desk = Desk::new();
    desk.hosted.sandbox.configure(Setting::Live(false)).unwrap();
    assert_eq!(desk.found(&[ACME], 5), ["app_not_live app"]);
    desk.verify(&["1003"]).expect(0);
}

#[test]
fn versions_that_ended_or_end_soon_are_named() {
    let mut desk = Desk::new();
    for (version, within, expected) in [
        ("v20.0", "14d", Some("version_served_differs app")),
        ("v21.0", "1000d", Some("version_ending app")),
        ("v26.0", "40d", None),
    ] {
        desk.bench = desk.bench.with("SNORQ_GRAPH_VERSION", version);
        let whole = desk.verify(&["1003", "--within", within]).json();
        let named = words(&whole["findings"]).into_iter().find(|word| word.starts_with("version"));
        assert_eq!(named.as_deref(), expected, "{version}");
    }
}
