//! What users suffer from shows over the wire in the seeds that promise it.

mod webhooks;
mod whatsapp;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::walk::{Walk, code, html, parameter};
use super::{Fixture, INBOX, address, column};
use crate::http::{Method, Request};
use crate::sandbox::ids::Key;
use crate::sandbox::seeds::{DEATHS, EARLIER, MAIN};
use crate::sandbox::world::models::Kind;
use crate::sandbox::{PAINS, SEEDS};

/// Every pain with what must be seen of it.
async fn seen(pain: u8, seed: &str) {
    let fixture = Fixture::new(seed);
    match (pain, seed) {
        (1, _) => hidden_pages(&fixture).await,
        (2, _) => assert_eq!(pages(&fixture, &fixture.user()).await.len(), 25),
        (3, _) => assert_eq!(pages(&fixture, &fixture.login(&Walk::default()).await).await, ["6001"]),
        (4, _) => nothing(&fixture).await,
        (5, _) => reused(&fixture).await,
        (6, _) => lost(&fixture).await,
        (7, _) => no_task(&fixture).await,
        (8, _) => half_linked(&fixture).await,
        (9, _) => moved(&fixture).await,
        (10, _) => assert!(pages(&fixture, &fixture.user()).await.iter().all(|id| !id.starts_with("17841"))),
        (11, _) => webhooks::closed(&fixture).await,
        (12, _) => webhooks::strangers(&fixture),
        (13, _) => {
            assert!(html(&Walk::default().open(&fixture, INBOX).await).to_lowercase().contains("feature unavailable"));
        }
        (14, _) => configuration(&fixture).await,
        (15, _) => {
            assert!(html(&Walk::default().open(&fixture, "email,manage_pages").await).contains("Invalid Scopes"));
        }
        (16 | 32, _) => partial(&fixture).await,
        (17, "dead-tokens") => deaths(&fixture).await,
        (17, _) => ending(&fixture, 5, 2).await,
        (18, _) => a_day(&fixture).await,
        (19, _) => whatsapp::callback_too_early(&fixture).await,
        (22, _) => whatsapp::business_for_account(&fixture).await,
        (24, _) => whatsapp::not_registered(&fixture).await,
        (25, _) => whatsapp::which_pin(&fixture).await,
        (26, _) => whatsapp::coexistence(&fixture).await,
        (28, _) => whatsapp::never_subscribed(&fixture).await,
        (29, _) => webhooks::taken(&fixture).await,
        (31, _) => webhooks::no_handshake(&fixture).await,
        (33, _) => left(&fixture).await,
        (35, _) => assert_eq!(Walk::default().open(&fixture, INBOX).await.status, 400),
        (36, _) => assert_eq!(fixture.fails(Method::Get, "/me", &fixture.user()).await.0, 100),
        (37, _) => old_version(&fixture).await,
        _ => panic!("nothing looks for {pain} in {seed}"),
    }
}

#[tokio::test]
async fn every_pain_shows_in_every_seed_that_promises_it() {
    let mut shown = BTreeSet::new();
    for seed in SEEDS {
        for pain in seed.pains {
            seen(*pain, seed.name).await;
            shown.insert(*pain);
        }
    }
    assert_eq!(shown, PAINS.iter().map(|(number, _)| *number).collect());
}

fn earlier(after: u32) -> String {
    Key::known().token(Kind::User, EARLIER + after)
}

async fn pages(fixture: &Fixture, token: &str) -> Vec<String> {
    let list = fixture.get("/me/accounts", token).await;
    column(&list, "id").into_iter().map(str::to_owned).collect()
}

async fn about(fixture: &Fixture, token: &str) -> Value {
    fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await["data"].clone()
}

async fn hidden_pages(fixture: &Fixture) {
    let token = fixture.login(&Walk::default()).await;
    let listed = pages(fixture, &token).await;
    let targets = about(fixture, &token).await;
    let scopes = targets["granular_scopes"].as_array().unwrap();
    let granted = scopes.iter().find(|one| one["scope"] == "pages_show_list").unwrap()["target_ids"].clone();
    let hidden: Vec<&str> = granted
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .filter(|id| !listed.contains(&(*id).to_owned()))
        .collect();
    assert!(!hidden.is_empty());
    assert!(fixture.get(&format!("/{}?fields=access_token", hidden[0]), &token).await["access_token"].is_string());
}

async fn nothing(fixture: &Fixture) {
    let token = fixture.login(&Walk::default()).await;
    assert_eq!(about(fixture, &token).await["scopes"], json!(["public_profile"]));
    assert!(pages(fixture, &token).await.is_empty());
}

async fn reused(fixture: &Fixture) {
    let first = html(&Walk::default().open(fixture, INBOX).await);
    let before = html(&fixture.send(Walk::default().submit(&first)).await);
    assert!(before.contains("Continue as before?") && !before.contains("Opened this week"));
    assert_eq!(pages(fixture, &fixture.login(&Walk::default()).await).await, ["6101"]);
    assert_eq!(pages(fixture, &earlier(0)).await, ["6101"]);
}

async fn lost(fixture: &Fixture) {
    let page = fixture.page_token("6201", &earlier(0)).await;
    fixture.get("/me", &page).await;
    let walk = Walk { press: vec![("before", "edit")], untick: vec!["6201"], ..Walk::default() };
    fixture.login(&walk).await;
    assert_eq!(fixture.fails(Method::Get, "/me", &page).await, (190, Some(458), 400));
    assert_eq!(pages(fixture, &earlier(0)).await, ["6202"]);
}

async fn no_task(fixture: &Fixture) {
    let page = fixture.page_token("6022", &fixture.user()).await;
    let post = "/6022/subscribed_apps?subscribed_fields=messages";
    assert_eq!(fixture.fails(Method::Post, post, &page).await, (200, None, 403));
}

async fn half_linked(fixture: &Fixture) {
    let token = fixture.login(&Walk::default()).await;
    let fields = "instagram_business_account,connected_instagram_account";
    let list = fixture.get(&format!("/me/accounts?fields={fields}"), &token).await;
    let one = |id: &str| list["data"].as_array().unwrap().iter().find(|page| page["id"] == id).unwrap().clone();
    assert!(one("3003")["instagram_business_account"].is_null());
    assert!(one("3003")["connected_instagram_account"]["id"].is_string());
    assert!(one("3005").get("connected_instagram_account").is_none());
    assert_eq!(fixture.fails(Method::Get, "/17841400000003002", &token).await, (100, Some(33), 400));
    assert_eq!(fixture.get("/17841400000003001?fields=username", &token).await["username"], "linked.granted");
}

async fn moved(fixture: &Fixture) {
    let fields = "fields=instagram_business_account";
    assert!(fixture.get(&format!("/6301?{fields}"), &earlier(0)).await.get("instagram_business_account").is_none());
    assert!(fixture.get(&format!("/6302?{fields}"), &earlier(0)).await["instagram_business_account"]["id"].is_string());
    let (old, new) =
        (fixture.page_token("6301", &fixture.user()).await, fixture.page_token("6302", &fixture.user()).await);
    assert_eq!(fixture.fails(Method::Get, "/17841400000006301", &old).await, (100, Some(33), 400));
    fixture.get("/17841400000006301", &new).await;
}

async fn configuration(fixture: &Fixture) {
    let with = |id| Walk { extra: vec![("scope", ""), ("config_id", id)], ..Walk::default() };
    assert!(parameter(&with("910000000000001").go(fixture, "").await, "code").is_some());
    assert_eq!(with("123").open(fixture, "").await.status, 400);
}

async fn partial(fixture: &Fixture) {
    let token = fixture.login(&Walk::default()).await;
    assert_eq!(
        column(&fixture.get("/me/permissions?status=declined", &token).await, "permission"),
        ["pages_messaging"]
    );
    let page = fixture.page_token("4001", &token).await;
    let post = "/4001/subscribed_apps?subscribed_fields=messages,feed";
    assert_eq!(fixture.fails(Method::Post, post, &page).await, (200, None, 403));
    assert_eq!(fixture.fails(Method::Get, "/me/permissions", &page).await.0, 100);
}

async fn deaths(fixture: &Fixture) {
    for (index, (name, subcode)) in (0_u32..).zip(DEATHS) {
        let page = Key::known().page_token(EARLIER + index, "6401");
        // The time of a long-lived token ends without its Page's token.
        let (token, alive) = match subcode {
            463 => (earlier(index), page),
            492 => (page, earlier(index)),
            _ => (earlier(index), fixture.user()),
        };
        assert_eq!(fixture.fails(Method::Get, "/me", &token).await, (190, Some(*subcode), 400), "{name}");
        let told = about(fixture, &token).await;
        assert_eq!((&told["is_valid"], &told["error"]["subcode"]), (&json!(false), &json!(subcode)), "{name}");
        fixture.get("/me", &alive).await;
    }
}

/// Days that are left of the earlier token and of its access to data.
async fn ending(fixture: &Fixture, expires: i64, data: i64) {
    let told = about(fixture, &earlier(0)).await;
    let days = |name: &str| (told[name].as_i64().unwrap() - 1_795_435_200) / 86_400;
    assert_eq!((days("expires_at"), days("data_access_expires_at")), (expires, data));
}

async fn a_day(fixture: &Fixture) {
    let page = fixture.page_token("6601", &earlier(0)).await;
    for token in [&earlier(0), &page] {
        assert_eq!(about(fixture, token).await["expires_at"], json!(1_795_435_200 + 86_400));
    }
}

async fn left(fixture: &Fixture) {
    assert_eq!(fixture.fails(Method::Get, "/me", &earlier(0)).await, (190, Some(458), 400));
    assert_eq!(
        fixture.get("/6701?fields=is_webhooks_subscribed", &fixture.user()).await["is_webhooks_subscribed"],
        true
    );
    assert_eq!(fixture.fails(Method::Get, &format!("/{MAIN}/permissions"), &earlier(0)).await.0, 190);
    assert_eq!(fixture.call(Method::Delete, "/6701/subscribed_apps", &fixture.app()).await.0, 200);
}

async fn old_version(fixture: &Fixture) {
    let request =
        Request::new(Method::Get, address("/v18.0/me")).header("authorization", format!("Bearer {}", fixture.user()));
    let response = fixture.send(request).await;
    assert_eq!((response.status, response.headers.get("facebook-api-version")), (200, Some("v21.0")));
    assert!(!code(&Walk::default().go(fixture, INBOX).await).is_empty());
}
