//! WhatsApp's signup in a real Chromium without a popup: by a redirect, and on Meta's own hosted page.

use super::driver::Browser;
use super::login::Waiting;
use super::{looked_at, recorded, world};

/// The screens between the login and the last page.
const SCREENS: [&str; 4] =
    ["Choose your business", "Choose your WhatsApp account", "Choose a number", "Review and confirm"];

const CONNECT: &[&str] =
    &["--sandbox", "connect", "whatsapp", "--all", "--no-register", "--no-browser", "--consent", "ask", "--timeout"];

fn connect<'a>(more: &[&'a str]) -> Vec<&'a str> {
    CONNECT.iter().chain(more).copied().collect()
}

/// Logs in, walks to the last page and finishes there.
async fn walk(browser: &Browser) {
    browser.sees("Log in to the sandbox").await;
    browser.click("button[value=continue]").await;
    for heading in SCREENS {
        browser.sees(heading).await;
        let button = if heading == "Review and confirm" { "confirm" } else { "continue" };
        browser.click(&format!("button[value={button}]")).await;
    }
    browser.sees("Sue's Studio is connected").await;
    browser.click("button[value=finish]").await;
}

#[tokio::test]
async fn a_redirect_comes_back_to_snorq() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("signup");
    let waiting = Waiting::start(&bench, &connect(&["60s", "--redirect"]));
    browser.client.goto(waiting.dialog.as_str()).await.unwrap();
    walk(&browser).await;
    browser.sees("Logged in").await;
    looked_at(&browser, "signup-done").await;
    assert_eq!(browser.address().await, waiting.redirect().join("/done").unwrap(), "no code is left in the address");
    let _ = waiting.end().expect(0);
    // It is not registered, as asked, so it waits.
    assert_eq!(recorded(&bench), [("whatsapp:6201".to_owned(), "PENDING".to_owned())]);
}

#[tokio::test]
async fn a_signup_by_redirect_that_is_left_is_exit_3() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("signup");
    let waiting = Waiting::start(&bench, &connect(&["60s", "--redirect"]));
    browser.client.goto(waiting.dialog.as_str()).await.unwrap();
    browser.click("button[value=continue]").await;
    browser.sees("Choose your business").await;
    browser.click("button[value=cancel]").await;
    browser.sees("Not logged in").await;
    let _ = waiting.end().expect(3);
    assert!(recorded(&bench).is_empty());
}

/// The customer finishes while nobody waits; the next run goes on.
#[tokio::test]
async fn a_hosted_page_is_walked_after_snorq_was_killed() {
    let Some(browser) = Browser::start().await else { return };
    let bench = world("signup");
    let waiting = Waiting::start(&bench, &connect(&["60s", "--hosted"]));
    let link = waiting.dialog.clone();
    waiting.kill();
    let again = Waiting::start(&bench, &connect(&["60s", "--hosted"]));
    assert_eq!(again.dialog.query(), link.query(), "the same link, which a customer may have");
    browser.client.goto(again.dialog.as_str()).await.unwrap();
    browser.sees("Connect to WhatsApp").await;
    browser.click("button[value=start]").await;
    walk(&browser).await;
    looked_at(&browser, "hosted-done").await;
    let _ = again.end().expect(0);
    assert_eq!(recorded(&bench), [("whatsapp:6201".to_owned(), "PENDING".to_owned())]);
}
