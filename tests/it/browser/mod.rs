//! The login in a real Chromium. Without chromium and chromedriver these tests say that they were left out; with
//! `SNORQ_TEST_ALL` they fail.

mod driver;
mod login;
mod panel;
mod popup;
mod redirected;
mod shots;
mod signup;
mod strays;
mod twice;

use serde_json::Value;

use crate::bench::Bench;
use driver::Browser;
use login::Waiting;
use shots::looked_at;

/// The command that all of them drive. It ends by itself if nobody comes.
const CONNECT: &[&str] =
    &["--sandbox", "--json", "connect", "facebook", "--all", "--consent", "ask", "--no-browser", "--timeout", "60s"];

fn connect<'a>(more: &[&'a str]) -> Vec<&'a str> {
    CONNECT.iter().chain(more).copied().collect()
}

/// A bench whose sandbox has the world of `seed`.
fn world(seed: &str) -> Bench {
    let bench = Bench::new();
    let _ = bench.run(&["sandbox", "seed", seed]).expect(0);
    bench
}

/// Refs and states of everything that is recorded.
fn recorded(bench: &Bench) -> Vec<(String, String)> {
    let list = bench.run(&["--sandbox", "--json", "list"]).expect(0).json();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    list["connections"].as_array().unwrap().iter().map(|one| (text(one, "ref"), text(one, "status"))).collect()
}

/// Refs of what is recorded as working.
fn active(bench: &Bench) -> Vec<String> {
    recorded(bench).into_iter().filter(|(_, status)| status == "ACTIVE").map(|(reference, _)| reference).collect()
}

/// Opens the dialog and signs in as the first person.
async fn signed_in(browser: &Browser, waiting: &Waiting<'_>) {
    browser.client.goto(waiting.dialog.as_str()).await.unwrap();
    browser.sees("Log in to the sandbox").await;
    browser.click("button[value=continue]").await;
}

#[tokio::test]
async fn what_is_ticked_is_connected_and_nothing_else() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("small");
    let waiting = Waiting::start(&bench, &connect(&[]));
    browser.client.goto(waiting.dialog.as_str()).await.unwrap();
    looked_at(&browser, "sign-in").await;
    browser.click("button[value=continue]").await;
    browser.sees("SNORQ Sandbox asks for access").await;
    looked_at(&browser, "consent").await;
    browser.click("input[name=page][value='1002']").await;
    browser.click("input[name=instagram][value='17841400000000002']").await;
    browser.click("button[value=approve]").await;
    browser.sees("Logged in").await;
    assert_eq!(browser.address().await, waiting.redirect().join("/done").unwrap());
    let _ = waiting.end().expect(0);
    looked_at(&browser, "granted").await;
    assert_eq!(active(&bench), ["facebook:1001", "instagram:17841400000000001", "facebook:1003"]);
}

#[tokio::test]
async fn a_declined_login_is_exit_3_and_leaves_nothing() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("small");
    let waiting = Waiting::start(&bench, &connect(&[]));
    signed_in(&browser, &waiting).await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("button[value=decline]").await;
    browser.sees("Not logged in").await;
    let _ = waiting.end().expect(3);
    assert!(browser.text().await.contains("Nothing was connected or changed"));
    looked_at(&browser, "declined").await;
    assert_eq!(recorded(&bench), []);
}

#[tokio::test]
async fn https_with_the_made_certificate_works_in_a_browser() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("small");
    let port = strays::free_port().to_string();
    let waiting = Waiting::start(&bench, &connect(&["--https", "--port", &port]));
    assert_eq!(waiting.param("redirect_uri"), format!("https://localhost:{port}/callback"));
    signed_in(&browser, &waiting).await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("button[value=approve]").await;
    browser.sees("Logged in").await;
    assert_eq!(browser.address().await.as_str(), format!("https://localhost:{port}/done"));
    let _ = waiting.end().expect(0);
    assert_eq!(active(&bench).len(), 5);
}

#[tokio::test]
async fn pages_behind_a_portfolio_are_connected_or_named_with_the_reason() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("portfolio");
    let waiting = Waiting::start(&bench, &connect(&[]));
    signed_in(&browser, &waiting).await;
    browser.sees("SNORQ Sandbox asks for access").await;
    looked_at(&browser, "consent-portfolio").await;
    browser.click("button[value=approve]").await;
    browser.sees("Logged in").await;
    let output = waiting.end().expect(0);
    let skipped = output.json()["skipped"].as_array().unwrap().clone();
    let pages: Vec<_> = active(&bench).into_iter().filter(|reference| reference.starts_with("facebook:")).collect();
    assert_eq!(pages, ["facebook:2001", "facebook:2002", "facebook:2003", "facebook:2006"], "{output}");
    assert!(skipped.iter().any(|one| one["id"] == "2005" && one["reason"] == "missing_task"), "{output}");
}

#[tokio::test]
async fn who_may_not_grant_is_told_so_and_a_missing_permission_is_named() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("declined");
    let waiting = Waiting::start(&bench, &connect(&[]));
    browser.client.goto(waiting.dialog.as_str()).await.unwrap();
    browser.click("input[name=person][value='100000000000002']").await;
    browser.click("button[value=continue]").await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("button[value=approve]").await;
    browser.sees("Not logged in").await;
    let _ = waiting.end().expect(3);

    let waiting = Waiting::start(&bench, &connect(&[]));
    signed_in(&browser, &waiting).await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("button[value=approve]").await;
    browser.sees("Logged in").await;
    let error = waiting.end().expect(3).error();
    assert!(error["message"].as_str().unwrap().contains("did not grant pages_messaging"), "{error}");
    assert_eq!(recorded(&bench), []);

    // As the hint says.
    let waiting = Waiting::start(&bench, &connect(&["--rerequest"]));
    signed_in(&browser, &waiting).await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("input[name=permission][value=pages_messaging]").await;
    browser.click("button[value=approve]").await;
    browser.sees("Logged in").await;
    let _ = waiting.end().expect(0);
    assert!(active(&bench).contains(&"facebook:4001".to_owned()));
}
