//! Embedded Signup in its three forms (meta-platform 7.1 to 7.5, 5.6).

use std::time::Duration;

use serde_json::{Value, json};

use super::walk::{Walk, attribute, code, html};
use super::{BACK, Fixture, address, column};
use crate::http::{Method, Request};
use crate::sandbox::Setting;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Happening, Number};

const ES: [(&str, &str); 3] =
    [("config_id", "910000000000005"), ("response_type", "code"), ("override_default_response_type", "true")];
const COEXISTENCE: (&str, &str) = ("extras", r#"{"setup":{},"featureType":"whatsapp_business_app_onboarding"}"#);

fn redirect() -> Walk {
    Walk { extra: ES.to_vec(), ..Walk::default() }
}

/// As the JavaScript SDK opens it.
fn popup() -> Walk {
    let mut extra = ES.to_vec();
    extra.extend([("opener", "https://localhost:3000"), ("cb", "f1"), ("redirect_uri", "")]);
    Walk { extra, ..Walk::default() }
}

fn hosted() -> Walk {
    let extra = vec![("app_id", "900000000000001"), ES[0], ("redirect_uri", ""), ("client_id", "")];
    Walk { path: Some("/messaging/whatsapp/onboard/"), extra, ..Walk::default() }
}

/// What the last page tells the page that opened it.
async fn told(fixture: &Fixture, walk: &Walk) -> Vec<String> {
    let page = html(&walk.end(fixture, "").await);
    let part = page.split("<div id=\"messages\"").nth(1).unwrap_or_else(|| panic!("{page}"));
    assert_eq!(attribute(part, "data-origin").unwrap(), "https://localhost:3000");
    serde_json::from_str(&attribute(part, "data-messages").unwrap()).unwrap()
}

fn event(message: &str) -> Value {
    serde_json::from_str(message).unwrap_or_else(|_| panic!("no event: {message}"))
}

fn happenings(fixture: &Fixture) -> Vec<Happening> {
    fixture.sandbox.read(|world| world.list("", Slice::ALL)).unwrap()
}

async fn business_token(fixture: &Fixture, code: &str, change: &[(&str, &str)]) -> String {
    let (status, value) = fixture.exchange(code, change).await;
    assert_eq!(status, 200, "{value}");
    assert_eq!(value.get("expires_in"), None, "it has no end");
    value["access_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_redirect_ends_with_a_code_for_the_business_and_no_event() {
    let fixture = Fixture::new("signup");
    let end = redirect().go(&fixture, "").await;
    assert!(end.starts_with(&format!("{BACK}?code=")) && end.ends_with("&state=st#_=_"), "{end}");
    let token = business_token(&fixture, &code(&end), &[]).await;
    let data = fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await["data"].clone();
    assert_eq!(data["type"], "SYSTEM_USER");
    let scopes = json!([
        { "scope": "whatsapp_business_management", "target_ids": ["6101"] },
        { "scope": "whatsapp_business_messaging", "target_ids": ["6101"] },
        { "scope": "business_management" }
    ]);
    assert_eq!(data["granular_scopes"], scopes);
    assert_eq!(fixture.get("/me?fields=client_business_id", &token).await["client_business_id"], "6001");
    let owned = fixture.get("/6001/owned_whatsapp_business_accounts", &token).await;
    assert_eq!(column(&owned, "id"), ["6101"]);
    assert_eq!(column(&fixture.get("/6101/phone_numbers", &token).await, "id"), ["6201"]);
    assert_eq!(fixture.call(Method::Post, "/6101/subscribed_apps", &token).await.0, 200);
}

#[tokio::test]
async fn a_code_lives_30_seconds_and_one_of_the_sdk_wants_no_address() {
    let fixture = Fixture::new("signup");
    let sdk_code = async || {
        let messages = told(&fixture, &popup()).await;
        let said = messages.iter().find(|message| message.starts_with("cb=f1&")).unwrap();
        let mut pairs = url::form_urlencoded::parse(said.as_bytes());
        pairs.find(|(name, _)| name == "code").unwrap().1.into_owned()
    };
    let first = sdk_code().await;
    let (_, refused) = fixture.exchange(&first, &[]).await;
    assert_eq!(refused["error"]["error_subcode"], 36008, "{refused}");
    business_token(&fixture, &first, &[("redirect_uri", "")]).await;
    assert_eq!(fixture.exchange(&first, &[("redirect_uri", "")]).await.1["error"]["error_subcode"], 36009);
    let second = sdk_code().await;
    fixture.sandbox.push_clock(Duration::from_secs(30)).unwrap();
    assert_eq!(fixture.exchange(&second, &[("redirect_uri", "")]).await.1["error"]["error_subcode"], 36007);
}

#[tokio::test]
async fn the_popup_tells_event_and_code_in_the_order_that_is_chosen() {
    let fixture = Fixture::new("signup");
    for (report, kinds) in [
        ("event_first", vec!["event", "code"]),
        ("code_first", vec!["code", "event"]),
        ("code_only", vec!["code"]),
        ("event_only", vec!["event"]),
    ] {
        let messages = told(&fixture, &Walk { choose: vec![("report", report)], ..popup() }).await;
        let kind = |message: &String| if message.starts_with("cb=f1&code=") { "code" } else { "event" };
        assert_eq!(messages.iter().map(kind).collect::<Vec<_>>(), kinds, "{messages:?}");
        if let Some(message) = messages.iter().find(|message| kind(message) == "event") {
            let event = event(message);
            assert_eq!((&event["type"], &event["event"]), (&"WA_EMBEDDED_SIGNUP".into(), &"FINISH".into()));
            let data = &event["data"];
            let ids = (&data["waba_id"], &data["phone_number_id"], &data["business_id"]);
            assert_eq!(ids, (&"6101".into(), &"6201".into(), &"6001".into()));
        }
    }
}

#[tokio::test]
async fn each_choice_of_a_number_has_its_event_and_its_number() {
    let fixture = Fixture::new("signup");
    for (choice, name, wanted) in [
        ("6201", "FINISH", Some((true, false, false))),
        ("verified", "FINISH", Some((true, false, false))),
        ("unverified", "FINISH", Some((false, false, false))),
        ("none", "FINISH_ONLY_WABA", None),
        ("coexistence", "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", Some((true, true, true))),
    ] {
        let mut walk = Walk { choose: vec![("number", choice)], ..popup() };
        walk.extra.push(COEXISTENCE);
        let event = event(&told(&fixture, &walk).await[0]);
        assert_eq!(event["event"], name, "{choice}");
        let number = event["data"]["phone_number_id"].as_str();
        let number: Option<Number> = number.and_then(|id| fixture.sandbox.read(|world| world.get(id)).unwrap());
        let state = number.map(|number| (number.verified, number.registered, number.on_biz_app));
        assert_eq!(state, wanted, "{choice}");
    }
}

#[tokio::test]
async fn habits_make_the_scenarios_without_a_hand_on_the_page() {
    let fixture = Fixture::new("signup");
    for (person, events) in [
        ("100000000000002", vec!["FINISH"]),
        ("100000000000003", vec!["FINISH_ONLY_WABA"]),
        ("100000000000004", vec!["FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING"]),
        ("100000000000005", vec![]),
    ] {
        let mut walk = Walk { choose: vec![("person", person)], ..popup() };
        walk.extra.push(COEXISTENCE);
        if person == "100000000000002" || person == "100000000000003" {
            walk.extra.pop();
        }
        let messages = told(&fixture, &walk).await;
        let found: Vec<Value> =
            messages.iter().filter(|message| !message.starts_with("cb=")).map(|message| event(message)).collect();
        assert_eq!(found.iter().map(|event| event["event"].clone()).collect::<Vec<_>>(), events, "{person}");
        if person == "100000000000004" {
            assert_eq!(found[0]["data"].get("phone_number_id"), None);
        }
    }
}

#[tokio::test]
async fn each_screen_can_be_left_or_reported() {
    let fixture = Fixture::new("signup");
    for (step, screen) in [
        ("business", "BUSINESS_ACCOUNT_SELECTION"),
        ("account", "WHATSAPP_ACCOUNT_SELECTION"),
        ("number", "PHONE_NUMBER_SETUP"),
        ("review", "PERMISSIONS_REVIEW"),
    ] {
        let messages = told(&fixture, &Walk { press: vec![(step, "cancel")], ..popup() }).await;
        let left = event(&messages[0]);
        assert_eq!((&left["event"], &left["data"]), (&"CANCEL".into(), &json!({ "current_step": screen })));
        assert!(messages[1].starts_with("cb=f1&error=access_denied"), "{messages:?}");
        let reported = event(&told(&fixture, &Walk { press: vec![(step, "report_error")], ..popup() }).await[0]);
        assert_eq!(reported["event"], "CANCEL");
        for name in ["error_message", "error_code", "session_id", "timestamp"] {
            assert!(reported["data"][name].is_string(), "{name}: {reported}");
        }
        let end = Walk { press: vec![(step, "cancel")], ..redirect() }.go(&fixture, "").await;
        assert!(end.contains("error_reason=user_denied"), "{end}");
    }
    let messages = told(&fixture, &Walk { press: vec![("person", "cancel")], ..popup() }).await;
    assert_eq!(messages.len(), 1, "before the signup there is no event");
    assert!(happenings(&fixture).is_empty());
}

#[tokio::test]
async fn the_hosted_link_returns_nothing_and_the_app_hears_of_the_partner() {
    let fixture = Fixture::new("signup");
    let page =
        html(&Walk { choose: vec![("business", "new"), ("account", "new")], ..hosted() }.end(&fixture, "").await);
    assert!(page.contains("All done") && !page.contains("SNORQCODE") && !page.contains("messages"), "{page}");
    let happened = happenings(&fixture);
    assert_eq!(happened.len(), 1);
    let told = &happened[0];
    assert_eq!((told.field.as_str(), told.asset.as_str(), told.messaging), ("account_update", "5900", false));
    let (waba, business) = (&told.value["waba_info"]["waba_id"], &told.value["waba_info"]["owner_business_id"]);
    assert_eq!(told.value["event"], "PARTNER_ADDED");
    assert_ne!(waba, business);
    let own = fixture.sandbox.credentials().unwrap().system_user_token;
    let shared = fixture.get("/5900/client_whatsapp_business_accounts", &own).await;
    assert_eq!(column(&shared, "id"), [waba.as_str().unwrap()]);
    fixture.get(&format!("/{}/phone_numbers", waba.as_str().unwrap()), &own).await;
    let list = fixture.get("/900000000000001/connected_client_businesses", &own).await;
    assert_eq!(column(&list, "id"), [business.as_str().unwrap()]);
    assert!(fixture.sandbox.throw_out(business.as_str().unwrap()).unwrap());
    assert_eq!(happenings(&fixture)[1].value["event"], "PARTNER_REMOVED");
}

#[tokio::test]
async fn the_account_that_was_signed_up_last_is_named_first() {
    let fixture = Fixture::new("signup");
    redirect().go(&fixture, "").await;
    let second = Walk { choose: vec![("account", "new")], ..redirect() };
    let token = business_token(&fixture, &code(&second.go(&fixture, "").await), &[]).await;
    let data = fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await;
    let ids = data["data"]["granular_scopes"][0]["target_ids"].clone();
    assert_eq!((ids.as_array().unwrap().len(), &ids[1]), (2, &"6101".into()), "{ids}");
}

#[tokio::test]
async fn a_page_outside_the_allowed_domains_gets_nothing() {
    let fixture = Fixture::new("signup");
    fixture.sandbox.configure(Setting::SdkDomains(vec!["snorq.test".to_owned()])).unwrap();
    let page = html(&popup().end(&fixture, "").await);
    assert!(page.contains("Not an allowed domain") && !page.contains("SNORQCODE"), "{page}");
}

#[tokio::test]
async fn the_hosted_link_needs_a_whatsapp_configuration_and_the_sdk_is_served() {
    let fixture = Fixture::new("signup");
    let mut wrong = hosted();
    wrong.extra[1] = ("config_id", "910000000000001");
    assert_eq!(wrong.open(&fixture, "").await.status, 400);
    for path in ["/en_US/sdk.js", "/de_DE/sdk.js", "/connect/popup.js"] {
        let response = fixture.send(Request::new(Method::Get, address(path))).await;
        assert_eq!((response.status, response.headers.get("access-control-allow-origin")), (200, None), "{path}");
    }
    let landing = fixture.send(Request::new(Method::Get, address("/connect/login_success.html"))).await;
    assert!(html(&landing).contains("Success"));
}
