//! The control page of a running sandbox: its buttons do what the command line does, and calls are seen as they come.

use fantoccini::Locator;
use snorq::sandbox::wire::{Live, Method, Request, Roots, Transport as _};

use super::driver::Browser;
use super::looked_at;
use crate::bench::{Bench, Server};

/// What the sandbox answers to the main person.
async fn status(server: &Server, path: &str) -> u16 {
    let url = format!("{}{path}", server.text("url")).parse().unwrap();
    let token = format!("Bearer {}", server.text("user_token"));
    let request = Request::new(Method::Get, url).header("authorization", token);
    Live::new(Roots::Loopback).unwrap().send(request).await.unwrap().status
}

async fn fill(browser: &Browser, css: &str, text: &str) {
    browser.client.find(Locator::Css(css)).await.unwrap().send_keys(text).await.unwrap();
}

/// Waits until the page says so.
async fn says(browser: &Browser, xpath: &str) {
    let found = browser.client.wait().for_element(Locator::XPath(xpath)).await;
    assert!(found.is_ok(), "{xpath} was expected, but here is:\n{}", browser.text().await);
}

#[tokio::test]
async fn buttons_do_what_the_command_line_does_and_calls_are_seen_as_they_come() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start("small");
    let home = server.home().to_string_lossy().into_owned();
    let bench = Bench::new().with("SNORQ_HOME", &home);
    browser.client.goto(server.text("control_url")).await.unwrap();
    browser.sees("The world").await;

    assert_eq!(status(&server, "/v27.0/1001?fields=name").await, 200);
    says(&browser, "//table[@id='calls-table']//td[.='GET /v27.0/{id}']").await;

    fill(&browser, "#faults select", "html").await;
    fill(&browser, "#faults input[name=matching]", "GET /me").await;
    fill(&browser, "#faults input[name=times]", "2").await;
    browser.click("#faults button.strong").await;
    says(&browser, "//section[@id='faults']//b[.='html status=502']").await;
    assert_eq!(status(&server, "/me/accounts").await, 502);
    says(&browser, "//table[@id='calls-table']//tr[td[.='502']]/td[.='html']").await;
    let list = bench.run(&["sandbox", "fault", "list", "--json"]).expect(0).json();
    assert_eq!((&list["faults"][0]["kind"], &list["faults"][0]["times"]), (&"html".into(), &1.into()));
    looked_at(&browser, "panel").await;
    browser.click("#faults button[name=number]").await;
    says(&browser, "//section[@id='faults' and not(.//button[.='End'])]").await;
    assert_eq!(bench.run(&["sandbox", "fault", "list", "--json"]).expect(0).json()["faults"], serde_json::json!([]));

    browser.click("#clock button[value='1464']").await;
    says(&browser, "//section[@id='clock']//span[contains(., '61 days')]").await;
    assert_eq!(status(&server, "/me").await, 400, "the token has expired");
    browser.click("#clock button[value=reset]").await;
    says(&browser, "//section[@id='clock']//span[contains(., 'the machine')]").await;
    assert_eq!(status(&server, "/me").await, 200);

    browser.client.goto(server.text("control_url")).await.unwrap();
    browser.click("#people button[value=new-password]").await;
    says(&browser, "//table[@id='rows']//td[.='Ada Admin']").await;
    browser.click("nav a[href='/sandbox?show=tokens']").await;
    says(&browser, "//table[@id='rows']//td[.='dead, 190/460']").await;
    looked_at(&browser, "panel-tokens").await;

    fill(&browser, "#faults select", "throttled").await;
    fill(&browser, "#faults input[name=params]", "code=190").await;
    browser.click("#faults button.strong").await;
    says(&browser, "//p[@role='alert' and contains(., 'is no code for the fault throttled')]").await;
    looked_at(&browser, "panel-wrong").await;

    browser.client.goto(server.text("control_url")).await.unwrap();
    fill(&browser, "#seed-card select", "agency").await;
    browser.click("#seed-card button").await;
    browser.client.wait().for_element(Locator::XPath("//dd[@id='seed' and .='agency']")).await.unwrap();
    browser.click("nav a[href='/sandbox?show=pages']").await;
    says(&browser, "//p[@class='turning']/span[.='1–25 of 5000']").await;
    browser.click(".turning a").await;
    says(&browser, "//p[@class='turning']/span[.='26–50 of 5000']").await;
    looked_at(&browser, "panel-agency").await;
}
