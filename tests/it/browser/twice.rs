//! A second login of the same person: it replaces what the first one granted, so it can orphan Pages.

use super::driver::Browser;
use super::login::Waiting;
use super::{active, connect, looked_at, recorded, signed_in, world};
use crate::bench::Bench;

#[tokio::test]
async fn a_page_left_out_of_a_second_login_is_named_and_needs_a_yes() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("small");
    let waiting = Waiting::start(&bench, &connect(&[]));
    signed_in(&browser, &waiting).await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("button[value=approve]").await;
    browser.sees("Logged in").await;
    let _ = waiting.end().expect(0);
    assert_eq!(active(&bench).len(), 5);

    // As before: nothing changes.
    as_before(&browser, &bench, &[]).await;
    assert_eq!(active(&bench).len(), 5);

    // Edited: a Page and its account are left out, and nobody can be asked.
    let waiting = Waiting::start(&bench, &connect(&[]));
    signed_in(&browser, &waiting).await;
    browser.sees("Continue as before?").await;
    looked_at(&browser, "as-before").await;
    browser.click("button[value=edit]").await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("input[name=page][value='1002']").await;
    browser.click("input[name=instagram][value='17841400000000002']").await;
    browser.click("button[value=approve]").await;
    browser.sees("Logged in").await;
    let output = waiting.end().expect(2);
    assert!(output.stderr.contains("Bolt Bikes (facebook:1002)"), "{output}");
    assert!(output.stderr.contains("--yes"), "{output}");
    assert_eq!(active(&bench).len(), 5, "without a yes nothing is changed here");

    // With a yes: marked, and the rest goes on.
    as_before(&browser, &bench, &["--yes"]).await;
    let expired: Vec<_> = recorded(&bench).into_iter().filter(|(_, status)| status == "EXPIRED").collect();
    let expired: Vec<_> = expired.iter().map(|(reference, _)| reference.as_str()).collect();
    assert_eq!(expired, ["facebook:1002", "instagram:17841400000000002"]);
    assert_eq!(active(&bench).len(), 3);
}

/// A login that goes on with what was granted before.
async fn as_before(browser: &Browser, bench: &Bench, more: &[&str]) {
    let waiting = Waiting::start(bench, &connect(more));
    signed_in(browser, &waiting).await;
    browser.sees("Continue as before?").await;
    browser.click("button[value=continue]").await;
    browser.sees("Logged in").await;
    let _ = waiting.end().expect(0);
}
