//! WhatsApp's edges over the scripted wire.

use super::*;
use crate::domain::{BusinessId, PhoneId, WabaId};
use crate::graph::{Consent, dialog, hosted_link};

fn phone() -> PhoneId {
    PhoneId::new("106")
}

#[tokio::test]
async fn a_registration_is_sent_once_whatever_happens_and_its_pin_is_in_the_body_alone() {
    for answer in [broken(), fails(500, 2, "later"), fails(500, 133_000, "x"), Ok(Response::new(502))] {
        let table = table([answer]);
        assert!(table.graph.register(&phone(), &Secret::new("424242"), &token()).await.is_err());
        let asked = table.wire.asked.lock().unwrap();
        assert_eq!(asked.len(), 1);
        assert!(!asked[0].url.as_str().contains("424242"));
        let body: Value = serde_json::from_slice(&asked[0].body).unwrap();
        assert_eq!(body, json!({"messaging_product": "whatsapp", "pin": "424242"}));
        assert!(asked[0].url.query().unwrap().contains("appsecret_proof"));
    }
}

#[tokio::test]
async fn a_message_is_sent_once() {
    let table = table([broken()]);
    let text =
        crate::domain::Text { platform: crate::domain::Platform::Whatsapp, from: "106", to: "16505551234", text: "hi" };
    assert!(table.graph.send(&text, &token()).await.is_err());
    assert_eq!(table.asked().len(), 1);
}

#[tokio::test]
async fn the_sdks_code_is_exchanged_without_a_redirect_address() {
    let table = table([says(&json!({"access_token": "t"}))]);
    table.graph.exchange(&Secret::new("c"), None).await.unwrap();
    assert!(!table.asked()[0].contains("redirect_uri"));
}

#[tokio::test]
async fn peers22_the_id_of_a_portfolio_is_told_from_that_of_an_account() {
    let table = table([fails(400, 100, "(#100) Tried accessing nonexisting field (message_template_namespace)")]);
    let ids = [WabaId::new("555")];
    let trouble = table.graph.wabas(&ids, &token()).await.remove(0).unwrap_err();
    assert!(trouble.message.contains("555 is not a WhatsApp Business account"), "{}", trouble.message);
}

#[tokio::test]
async fn numbers_are_read_with_fewer_fields_where_meta_does_not_know_them_all() {
    let answer = says(&json!({"data": [{"id": "106"}]}));
    let table = table([fails(400, 100, "(#100) Tried accessing nonexisting field (is_on_biz_app)"), answer]);
    assert_eq!(table.graph.numbers(&WabaId::new("9"), &token()).await.unwrap().len(), 1);
    let asked = table.asked();
    assert!(asked[0].contains("is_on_biz_app") && !asked[1].contains("is_on_biz_app"), "{asked:?}");
}

#[tokio::test]
async fn the_business_token_is_fetched_and_never_made() {
    let table = table([says(&json!({"access_token": "EAAb"}))]);
    let got = table.graph.business_token(&BusinessId::new("42"), &Secret::new("system")).await.unwrap();
    assert_eq!(got, Secret::new("EAAb"));
    let asked = table.wire.asked.lock().unwrap();
    let form = String::from_utf8(asked[0].body.clone()).unwrap();
    assert!(form.contains("fetch_only=true") && form.contains("appsecret_proof="), "{form}");
}

#[test]
fn both_addresses_of_a_signup_name_the_configuration() {
    let endpoint = Endpoint {
        graph: "https://graph.facebook.com".parse().unwrap(),
        dialog: "https://www.facebook.com".parse().unwrap(),
        version: "v26.0".into(),
    };
    let consent = Consent { config_id: Some("5".into()), signup: true, ..Consent::default() };
    let dialog = dialog(&endpoint, "77", "https://localhost:8443/callback", "s", &consent);
    let pairs: Vec<_> = dialog.query_pairs().map(|(name, value)| format!("{name}={value}")).collect();
    for pair in ["config_id=5", "response_type=code", "override_default_response_type=true", "extras={\"setup\":{}}"] {
        assert!(pairs.iter().any(|one| one == pair), "{pairs:?}");
    }
    assert!(!pairs.iter().any(|one| one.starts_with("scope=")), "{pairs:?}");
    let hosted = hosted_link(&endpoint, "77", "5");
    assert!(hosted.as_str().starts_with("https://business.facebook.com/messaging/whatsapp/onboard/?app_id=77"));
}
