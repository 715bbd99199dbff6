//! Embedded Signup in a real Chromium, in its three forms, and the other pages of the sandbox's dialog.

mod site;

use serde_json::{Value, json};

use super::driver::Browser;
use super::shots::{looked_at, pictured};
use crate::bench::Hosted;
use site::Site;

/// What Meta's guide launches Embedded Signup with.
const LAUNCH: &str = r#"{config_id: "910000000000005", response_type: "code", override_default_response_type: true, extras: {setup: {}}}"#;

/// The screens of a signup: step, heading, button that goes on.
const SCREENS: [(&str, &str, &str); 4] = [
    ("business", "Choose your business", "continue"),
    ("account", "Choose your WhatsApp account", "continue"),
    ("number", "Choose a number", "continue"),
    ("review", "Review and confirm", "confirm"),
];

/// The page of the app's site, with the popup that it opened.
struct SignupPage {
    browser: Browser,
    hosted: Hosted,
    site: Site,
}

impl SignupPage {
    async fn open(options: &str) -> Option<Self> {
        let browser = Browser::start().await?;
        let hosted = Hosted::start("signup");
        let site = Site::start(hosted.url(), options, true);
        let page = Self { browser, hosted, site };
        page.browser.client.goto(&page.site.address).await.unwrap();
        page.browser.waits("body[data-ready]").await;
        Some(page)
    }

    /// Clicks on the button and goes to the popup.
    async fn launch(&self) {
        self.browser.click("#go").await;
        self.browser.enter_popup().await;
        self.browser.sees("Log in to the sandbox").await;
        self.browser.click("button[value=continue]").await;
    }

    /// Walks to the screen with this step; `None` is the last page.
    async fn walk(&self, to: Option<&str>) {
        for (step, heading, button) in SCREENS {
            self.browser.sees(heading).await;
            if to == Some(step) {
                return;
            }
            self.browser.click(&format!("button[value={button}]")).await;
        }
        self.browser.sees("Sue's Studio is connected").await;
    }

    /// What has reached the page, once there are so many lines.
    async fn log(&self, lines: usize) -> Vec<Value> {
        self.browser.leave_popup().await;
        self.browser.waits(&format!("#log li:nth-child({lines})")).await;
        let log = "return [...document.querySelectorAll('#log li')].map(one => JSON.parse(one.textContent))";
        let log = self.browser.client.execute(log, Vec::new()).await.unwrap();
        log.as_array().unwrap().clone()
    }
}

fn kinds(log: &[Value]) -> Vec<&str> {
    log.iter().map(|line| line[0].as_str().unwrap()).collect()
}

/// Exchanges a code of the SDK: without an address.
async fn exchanged(hosted: &Hosted, answer: &Value) -> Value {
    use snorq::sandbox::wire::{Handler as _, Method, Request};
    let code = answer["authResponse"]["code"].as_str().unwrap_or_else(|| panic!("no code: {answer}"));
    let mut url = url::Url::parse(&format!("{}/v27.0/oauth/access_token", hosted.url())).unwrap();
    let credentials = &hosted.credentials;
    url.query_pairs_mut().extend_pairs([
        ("client_id", credentials.app_id.as_str()),
        ("client_secret", &credentials.app_secret),
        ("code", code),
    ]);
    let response = hosted.sandbox.answer(Request::new(Method::Get, url)).await.into_response().unwrap();
    serde_json::from_slice(&response.body).unwrap()
}

#[tokio::test]
async fn the_popup_hands_over_code_and_event_in_either_order_or_one_alone() {
    let Some(page) = SignupPage::open(LAUNCH).await else { return };
    for (report, wanted) in [
        ("event_first", vec!["event", "answer"]),
        ("code_first", vec!["answer", "event"]),
        ("code_only", vec!["answer"]),
        ("event_only", vec!["event", "answer"]),
    ] {
        page.browser.client.refresh().await.unwrap();
        page.browser.waits("body[data-ready]").await;
        page.launch().await;
        page.walk(None).await;
        page.browser.click(&format!("input[value={report}]")).await;
        page.browser.click("button[value=finish]").await;
        let log = page.log(wanted.len()).await;
        assert_eq!(kinds(&log), wanted, "{report}: {log:?}");
        let answer = &log.iter().find(|line| line[0] == "answer").unwrap()[1];
        if report == "event_only" {
            assert_eq!(answer["authResponse"], Value::Null, "{log:?}");
        } else {
            let token = exchanged(&page.hosted, answer).await;
            assert!(token["access_token"].as_str().unwrap().starts_with("SNORQSANDBOXS"), "{token}");
        }
        if let Some(event) = log.iter().find(|line| line[0] == "event") {
            assert_eq!((&event[1]["event"], &event[1]["data"]["waba_id"]), (&json!("FINISH"), &json!("6101")));
        }
    }
}

#[tokio::test]
async fn on_the_last_page_closing_the_window_is_as_good_as_its_button() {
    let Some(page) = SignupPage::open(LAUNCH).await else { return };
    page.launch().await;
    page.walk(None).await;
    pictured(&page.browser, "signup-done").await;
    // As a person closes it: the page hears of that, where close_window leaves it no time.
    page.browser.client.execute("setTimeout(() => window.close())", Vec::new()).await.unwrap();
    let log = page.log(2).await;
    assert_eq!(kinds(&log), ["event", "answer"], "{log:?}");
    assert!(exchanged(&page.hosted, &log[1][1]).await["access_token"].is_string());
}

#[tokio::test]
async fn each_screen_can_be_cancelled_and_the_page_hears_where() {
    let Some(page) = SignupPage::open(LAUNCH).await else { return };
    for (step, button) in [
        ("business", "cancel"),
        ("account", "cancel"),
        ("number", "cancel"),
        ("review", "cancel"),
        ("number", "report_error"),
    ] {
        page.browser.client.refresh().await.unwrap();
        page.browser.waits("body[data-ready]").await;
        page.launch().await;
        page.walk(Some(step)).await;
        page.browser.click(&format!("button[value={button}]")).await;
        let log = page.log(2).await;
        assert_eq!(kinds(&log), ["event", "answer"], "{step}: {log:?}");
        assert_eq!(log[0][1]["event"], "CANCEL");
        let data = &log[0][1]["data"];
        let wanted = if button == "cancel" { "current_step" } else { "error_message" };
        assert!(data[wanted].is_string(), "{data}");
        assert_eq!(log[1][1]["authResponse"], Value::Null);
    }
    // A window that is closed on the way says nothing at all.
    page.browser.client.refresh().await.unwrap();
    page.browser.waits("body[data-ready]").await;
    page.launch().await;
    page.walk(Some("number")).await;
    page.browser.client.close_window().await.unwrap();
    let log = page.log(1).await;
    assert_eq!(kinds(&log), ["answer"], "{log:?}");
    assert_eq!(log[0][1]["authResponse"], Value::Null);
}

#[tokio::test]
async fn a_forged_answer_and_a_blocked_popup_give_no_code() {
    let Some(page) = SignupPage::open(LAUNCH).await else { return };
    page.browser.click("#go").await;
    let forge = "window.postMessage('cb=f1&code=forged', '*')";
    page.browser.client.execute(forge, Vec::new()).await.unwrap();
    page.browser.waits("#log li").await;
    page.browser.enter_popup().await;
    page.browser.sees("Log in to the sandbox").await;
    page.browser.click("button[value=cancel]").await;
    let log = page.log(2).await;
    assert_eq!(kinds(&log), ["stranger", "answer"], "{log:?}");
    assert_eq!(log[1][1]["authResponse"], Value::Null);
    page.browser.client.execute("window.open = () => null", Vec::new()).await.unwrap();
    page.browser.click("#go").await;
    let log = page.log(3).await;
    assert_eq!(log[2], json!(["answer", {"authResponse": null, "status": "unknown"}]));
}

#[tokio::test]
async fn without_a_configuration_the_sdk_gives_a_token() {
    let Some(page) = SignupPage::open(r#"{scope: "email,pages_show_list", return_scopes: true}"#).await else { return };
    page.launch().await;
    page.browser.sees("SNORQ Sandbox asks for access").await;
    page.browser.click("button[value=approve]").await;
    let log = page.log(1).await;
    let answer = &log[0][1];
    assert_eq!(answer["status"], "connected", "{log:?}");
    assert!(answer["authResponse"]["accessToken"].as_str().unwrap().starts_with("SNORQSANDBOXU"));
    assert_eq!(answer["authResponse"]["userID"], "100000000000001");
    assert!(answer["authResponse"]["grantedScopes"].as_str().unwrap().contains("pages_show_list"));
}

#[tokio::test]
async fn an_http_page_cannot_log_in() {
    let Some(browser) = Browser::start().await else { return };
    let hosted = Hosted::start("signup");
    let site = Site::start(hosted.url(), LAUNCH, false);
    browser.client.goto(&site.address).await.unwrap();
    browser.waits("body[data-ready]").await;
    browser.console().await;
    browser.click("#go").await;
    let said = browser.console().await;
    assert!(said.iter().any(|line| line.contains("can no longer be called from http pages")), "{said:?}");
    assert_eq!(browser.client.windows().await.unwrap().len(), 1);
}

/// The dialog's address with these parameters; it ends on the sandbox's own page.
fn dialog(hosted: &Hosted, more: &str) -> String {
    let back = format!("{}/connect/login_success.html", hosted.url());
    format!("{}/v27.0/dialog/oauth?client_id=900000000000001&redirect_uri={back}&state=st&{more}", hosted.url())
}

const BUSINESS: &str = "response_type=code&override_default_response_type=true&config_id";

#[tokio::test]
async fn the_redirect_walks_the_same_screens() {
    let Some(browser) = Browser::start().await else { return };
    let hosted = Hosted::start("signup");
    let extras = "extras=%7B%22featureType%22%3A%22whatsapp_business_app_onboarding%22%7D";
    browser.client.goto(&dialog(&hosted, &format!("{BUSINESS}=910000000000005&{extras}"))).await.unwrap();
    browser.sees("Log in to the sandbox").await;
    looked_at(&browser, "signup-sign-in").await;
    browser.click("button[value=continue]").await;
    for (step, heading, button) in SCREENS {
        browser.sees(heading).await;
        looked_at(&browser, &format!("signup-{step}")).await;
        browser.click(&format!("button[value={button}]")).await;
    }
    browser.sees("Sue's Studio is connected").await;
    looked_at(&browser, "signup-redirect-done").await;
    browser.click("button[value=finish]").await;
    browser.sees("Success").await;
    looked_at(&browser, "login-success").await;
    let address = browser.address().await;
    assert!(address.query_pairs().any(|(name, value)| name == "code" && value.starts_with("SNORQCODE")), "{address}");
}

#[tokio::test]
async fn the_hosted_link_ends_where_it_began() {
    let Some(browser) = Browser::start().await else { return };
    let hosted = Hosted::start("signup");
    let link = format!(
        "{}/messaging/whatsapp/onboard/?app_id=900000000000001&config_id=910000000000006&extras=%7B%7D",
        hosted.url()
    );
    browser.client.goto(&link).await.unwrap();
    browser.sees("Connect to WhatsApp").await;
    looked_at(&browser, "hosted-welcome").await;
    browser.click("button[value=start]").await;
    browser.sees("Log in to the sandbox").await;
    browser.click("button[value=continue]").await;
    for (_, heading, button) in SCREENS {
        browser.sees(heading).await;
        browser.click(&format!("button[value={button}]")).await;
    }
    browser.sees("Sue's Studio is connected").await;
    browser.click("button[value=finish]").await;
    browser.sees("All done").await;
    looked_at(&browser, "hosted-done").await;
    assert_eq!(browser.address().await.path(), "/messaging/whatsapp/onboard/");
}

#[tokio::test]
async fn a_business_is_chosen_and_its_assets() {
    let Some(browser) = Browser::start().await else { return };
    let hosted = Hosted::start("signup");
    browser.client.goto(&dialog(&hosted, &format!("{BUSINESS}=910000000000003"))).await.unwrap();
    browser.click("button[value=continue]").await;
    browser.sees("Choose a business").await;
    looked_at(&browser, "business").await;
    browser.click("button[value=continue]").await;
    browser.sees("SNORQ Sandbox asks for access to Sue's Studio").await;
    looked_at(&browser, "business-assets").await;
    browser.click("button[value=approve]").await;
    browser.sees("Success").await;
}

#[tokio::test]
async fn a_token_ends_in_the_fragment_and_who_may_not_come_in_is_told() {
    let Some(browser) = Browser::start().await else { return };
    let hosted = Hosted::start("signup");
    let login = dialog(&hosted, "response_type=token&scope=email,pages_show_list");
    browser.client.goto(&login).await.unwrap();
    browser.click("button[value=continue]").await;
    browser.sees("SNORQ Sandbox asks for access").await;
    browser.click("button[value=approve]").await;
    browser.sees("Success").await;
    let address = browser.client.current_url().await.unwrap();
    assert!(address.fragment().unwrap().starts_with("access_token=SNORQSANDBOXU"), "{address}");
    browser.client.goto(&login).await.unwrap();
    browser.click("input[value='100000000000009']").await;
    browser.click("button[value=continue]").await;
    browser.sees("App not active").await;
    looked_at(&browser, "not-active").await;
    hosted.sandbox.configure(snorq::sandbox::Setting::LoginUnavailable(true)).unwrap();
    browser.client.goto(&login).await.unwrap();
    browser.sees("Feature unavailable").await;
    looked_at(&browser, "unavailable").await;
}
