//! Arranges what was recorded, and asks.

use std::time::Duration;

use serde_json::json;
use url::form_urlencoded::Serializer;

use super::super::receiver::{Behaviour, Receiver};
use super::super::walk::{Walk, code};
use super::super::{Fixture, INBOX, address};
use crate::http::{Method, Request, Response};
use crate::sandbox::world::models::{Grant, Token};
use crate::sandbox::{Event, Guest, Setting};

const NUMBER: &str = "/310000000000002/messages";
const WABA: &str = "/210000000000001";
const READY: &str = "100000000000001/ready";

/// Asks with a token, in a world.
struct Scene {
    fixture: Fixture,
    token: String,
}

impl Scene {
    fn of(seed: &str) -> Self {
        let fixture = Fixture::new(seed);
        let token = fixture.user();
        Self { fixture, token }
    }

    /// With the token of Page 1001.
    async fn page() -> Self {
        let scene = Self::of("small");
        let token = scene.fixture.page_token("1001", &scene.token).await;
        Self { token, ..scene }
    }

    /// With the app's token.
    fn app() -> Self {
        let scene = Self::of("small");
        let token = scene.fixture.app();
        Self { token, ..scene }
    }

    /// With a grant of these permissions only.
    fn granted(self, scopes: &[&str]) -> Self {
        let change = |world: crate::sandbox::world::World<'_>| {
            let grant: Grant = world.get(READY)?.unwrap_or_default();
            world.put(&Grant { scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(), ..grant })
        };
        self.fixture.sandbox.write(change).unwrap();
        self
    }

    fn later(self, days: u64) -> Self {
        self.fixture.sandbox.push_clock(Duration::from_secs(days * 86_400)).unwrap();
        self
    }

    /// Somebody wrote to Page 1001 as 42.
    fn written(self) -> Self {
        let guest = Guest { id: Some("42".into()), name: "Gus".into(), ..Guest::default() };
        self.fixture.sandbox.event("1001", &guest, Event::Message("hello".into())).unwrap();
        self
    }

    async fn send(&self, request: Request) -> Option<Response> {
        let token = format!("Bearer {}", self.token);
        Some(self.fixture.send(request.header("authorization", token)).await)
    }

    async fn get(&self, path: &str) -> Option<Response> {
        self.send(Request::new(Method::Get, address(path))).await
    }

    async fn post(&self, path: &str, body: serde_json::Value) -> Option<Response> {
        self.send(Request::new(Method::Post, address(path)).body("application/json", body.to_string())).await
    }

    /// Answered by a fault.
    async fn fault(&self, fault: &str, path: &str) -> Option<Response> {
        self.send(Request::new(Method::Get, address(path)).header("x-snorq-fault", fault)).await
    }

    async fn batch(&self, urls: &[&str]) -> Option<Response> {
        let operations: Vec<_> = urls.iter().map(|url| json!({ "method": "GET", "relative_url": url })).collect();
        let form = Serializer::new(String::new()).append_pair("batch", &json!(operations).to_string()).finish();
        let request = Request::new(Method::Post, address("/")).body("application/x-www-form-urlencoded", form);
        self.send(request).await
    }

    async fn debug(&self, token: &str) -> Option<Response> {
        self.get(&format!("/debug_token?input_token={token}")).await
    }
}

/// The exchange of a code, with these parameters changed.
async fn exchange(fixture: &Fixture, code: &str, change: &[(&str, &str)]) -> Option<Response> {
    let credentials = fixture.sandbox.credentials().unwrap();
    let mut params = vec![
        ("client_id", credentials.app_id.as_str()),
        ("client_secret", &credentials.app_secret),
        ("redirect_uri", super::super::BACK),
        ("code", code),
    ];
    params.retain(|(name, _)| change.iter().all(|(other, _)| other != name));
    params.extend(change);
    let mut url = address("/oauth/access_token");
    url.query_pairs_mut().extend_pairs(params);
    Some(fixture.send(Request::new(Method::Get, url)).await)
}

async fn login(fixture: &Fixture) -> String {
    code(&Walk::default().go(fixture, INBOX).await)
}

fn text() -> serde_json::Value {
    json!({ "messaging_product": "whatsapp", "to": "16505551234", "text": { "body": "hi" } })
}

fn letter(to: &str) -> serde_json::Value {
    json!({ "recipient": { "id": to }, "messaging_type": "RESPONSE", "message": { "text": "hi" } })
}

/// The answer to what was recorded under this name; `None` where the sandbox cannot be asked.
pub(super) async fn ask(name: &str) -> Option<Response> {
    match name {
        "exchange-unknown-app"
        | "exchange-long-term"
        | "code-used-2019"
        | "client-secret-2015"
        | "client-secret-lengthen"
        | "redirect-not-absolute"
        | "domain-191"
        | "code-expired-36007" => exchanged(name).await,
        name if name.starts_with("debug_") || name == "debug-keboola" => debugged(name).await,
        name if name.starts_with("wa-") || name.starts_with("phone-") => whatsapp(name).await,
        name if name.starts_with("batch-") => batched(name).await,
        name if name.starts_with("dialog-") => dialog(name).await,
        _ => match lists(name).await {
            Some(response) => Some(response),
            None => refusals(name).await,
        },
    }
}

async fn exchanged(name: &str) -> Option<Response> {
    let fixture = Fixture::new("small");
    let code = login(&fixture).await;
    match name {
        "exchange-unknown-app" => exchange(&fixture, &code, &[("client_id", "1")]).await,
        "client-secret-2015" => exchange(&fixture, &code, &[("client_secret", "wrong")]).await,
        "redirect-not-absolute" => exchange(&fixture, &code, &[("redirect_uri", "back")]).await,
        "domain-191" => exchange(&fixture, &code, &[("redirect_uri", "https://evil.example/")]).await,
        "code-used-2019" => {
            exchange(&fixture, &code, &[]).await;
            exchange(&fixture, &code, &[]).await
        }
        "code-expired-36007" => {
            fixture.sandbox.push_clock(Duration::from_secs(601)).unwrap();
            exchange(&fixture, &code, &[]).await
        }
        _ => {
            let short = fixture.exchange(&code, &[]).await.1["access_token"].as_str().unwrap().to_owned();
            let mut change = vec![("grant_type", "fb_exchange_token"), ("fb_exchange_token", short.as_str())];
            if name == "client-secret-lengthen" {
                change.push(("client_secret", "wrong"));
            }
            exchange(&fixture, "", &change).await
        }
    }
}

async fn debugged(name: &str) -> Option<Response> {
    let scene = Scene::app();
    let user = scene.fixture.user();
    match name {
        "debug_debug-token-info-4" => {
            let page = scene.fixture.page_token("1001", &user).await;
            scene.debug(&page).await
        }
        "debug_short_user" | "debug_debug-token-info-2" | "debug-keboola" => {
            let short = scene.fixture.login(&Walk::default()).await;
            scene.debug(&short).await
        }
        _ => scene.debug(&user).await,
    }
}

async fn batched(name: &str) -> Option<Response> {
    let scene = Scene::of("small");
    match name {
        "batch-me" => scene.batch(&["me"]).await,
        "batch-first-error" => scene.batch(&["2", "me"]).await,
        "batch-second-error" => scene.batch(&["me", "2"]).await,
        _ => scene.batch(&["me", "me"]).await,
    }
}

async fn whatsapp(name: &str) -> Option<Response> {
    let scene = Scene::of("whatsapp");
    match name {
        "phone-default" | "wa-phone-numbers-2026" => {
            let token = scene.fixture.app();
            let app = Scene { token, ..scene };
            let receiver = Receiver::start();
            let body = json!({
                "object": "whatsapp_business_account", "callback_url": receiver.url("hook"), "verify_token": "vt"
            });
            app.post("/900000000000001/subscriptions", body).await;
            let token = app.fixture.user();
            Scene { token, ..app }.get(&format!("{WABA}/phone_numbers")).await
        }
        "wa-message-response" => scene.post(NUMBER, text()).await,
        "wa-131030" | "wa-131030-spanish" => {
            let mut body = text();
            body["to"] = json!("16505559999");
            scene.post("/310000000000006/messages", body).await
        }
        "wa-100-details" => {
            let parameters = json!([{ "type": "text" }, { "type": "text", "text": "7" }]);
            let components = json!([{ "type": "body", "parameters": parameters }]);
            let template = json!({ "name": "order_update", "language": { "code": "en_US" }, "components": components });
            let message = json!({
                "messaging_product": "whatsapp", "to": "16505551234", "type": "template", "template": template
            });
            scene.post(NUMBER, message).await
        }
        "wa-unsupported-post" => scene.post("/125601803960572/messages", text()).await,
        "wa-131000" => scene.fault("error;code=131000", NUMBER).await,
        "wa-613" => scene.fault("error;code=613", NUMBER).await,
        "wa-expired" => scene.later(70).post(NUMBER, text()).await,
        "wa-pair-limit" => {
            for _ in 0..45 {
                scene.post(NUMBER, text()).await;
            }
            scene.post(NUMBER, text()).await
        }
        _ => None,
    }
}

async fn dialog(name: &str) -> Option<Response> {
    let fixture = Fixture::new("small");
    let extra = if name == "dialog-denied-2013" { vec![("state", "")] } else { Vec::new() };
    let walk = Walk { press: vec![("ask", "decline"), ("again", "cancel")], extra, ..Walk::default() };
    Some(walk.end(&fixture, INBOX).await)
}

async fn lists(name: &str) -> Option<Response> {
    match name {
        "page-name-only" => Scene::page().await.get("/1001?fields=name").await,
        "page-field-nonexisting" => Scene::of("small").get("/1001?fields=first_name").await,
        "page-subscribed-none" => Scene::page().await.get("/1001/subscribed_apps").await,
        "page-webhooks-subscribed" => Scene::of("small").get("/1001?fields=is_webhooks_subscribed").await,
        "page-with-instagram" => {
            Scene::of("small").get("/1001?fields=instagram_business_account,connected_instagram_account").await
        }
        "page-subscribe-ok" => {
            let body = json!({ "subscribed_fields": ["feed", "mention", "name", "picture"] });
            Scene::page().await.post("/1001/subscribed_apps", body).await
        }
        "accounts-fields-fan-count" => {
            let path = "/me/accounts?fields=id,name,category,category_list,access_token,fan_count,picture&limit=100";
            Scene::of("small").get(path).await
        }
        "accounts-fields-category" => {
            Scene::of("small").get("/me/accounts?fields=id,name,category,access_token&limit=100").await
        }
        "accounts-default-fields" | "account-row" => Scene::of("small").get("/me/accounts").await,
        "accounts-id-token" => Scene::of("small").get("/me/accounts?fields=id,access_token&limit=100").await,
        "account-v10" => Scene::of("small").get("/me/accounts?fields=name,owner_business,tasks").await,
        "me-id-name" => Scene::of("small").get("/me?fields=id,name").await,
        "user-permission-row" => Scene::of("small").get("/me/permissions").await,
        "user-businesses" => Scene::of("portfolio").get("/me/businesses").await,
        "app-node-default" => Scene::app().get("/900000000000001").await,
        "ig-user-fields" => {
            let fields = "id,biography,name,username,profile_picture_url,followers_count,media_count";
            Scene::of("small").get(&format!("/17841400000000001?fields={fields}")).await
        }
        "success-true" => {
            let scene = Scene::of("small");
            scene.send(Request::new(Method::Delete, address("/me/permissions/email"))).await
        }
        "app-subscription-versioned-fields" | "app-subscription-plain-fields" | "callback-2200" => hooks(name).await,
        _ => None,
    }
}

async fn hooks(name: &str) -> Option<Response> {
    let (scene, receiver) = (Scene::app(), Receiver::start());
    if name == "callback-2200" {
        receiver.behave(Behaviour::Status(404));
    }
    let body = json!({
        "object": "page", "fields": "feed,messages", "callback_url": receiver.url("hook"), "verify_token": "vt"
    });
    let answer = scene.post("/900000000000001/subscriptions", body).await;
    if name == "callback-2200" { answer } else { scene.get("/900000000000001/subscriptions").await }
}

async fn refusals(name: &str) -> Option<Response> {
    let subscribe = "/1001/subscribed_apps";
    match name {
        "whatsapp-wrong-phone-id-headers" => Scene::of("whatsapp").post("/125601803960572/messages", text()).await,
        "expired-2016" => Scene::of("small").later(70).get("/me").await,
        "expired-2023" => Scene::of("whatsapp").later(70).post(NUMBER, text()).await,
        "ninety-days-493" => {
            let scene = Scene::of("small");
            let lapsed = |world: crate::sandbox::world::World<'_>| {
                let token: Token = world.get("1")?.unwrap_or_default();
                world.put(&Token { data_access: world.now - 1, ..token })
            };
            scene.fixture.sandbox.write(lapsed).unwrap();
            scene.get("/me").await
        }
        "impersonate-permission" => {
            Scene::of("small").granted(&["public_profile"]).get("/1001?fields=access_token").await
        }
        "cannot-parse-2022" => Scene { token: "nonsense".into(), ..Scene::of("whatsapp") }.post(NUMBER, text()).await,
        "cannot-parse-2025" => Scene { token: "nonsense".into(), ..Scene::of("small") }.get("/v22.0/me").await,
        "app-limit-2019" | "app-limit-2017" | "app-limit-2016b" | "app-limit-slash" => {
            Scene::of("small").fault("throttled;code=4", "/me").await
        }
        "picture-no-capability" => Scene::page().await.written().get("/42/picture?type=large").await,
        "send-old-mid" => Scene::page().await.written().post("/1001/messages", letter("42")).await,
        "reduce-data" => {
            let message = "Please reduce the amount of data you're asking for, then retry your request";
            Scene::of("small").fault(&format!("error;code=1;message={message}"), "/me/accounts").await
        }
        "too-fast-368" => Scene::of("small").fault("error;code=368;subcode=1390008", "/me").await,
        "unknown-1-99" => Scene::of("small").fault("error;code=1;subcode=99", "/me/accounts").await,
        "html-outage" => Scene::of("small").fault("html", "/me/accounts").await,
        "proof-2017" | "proof-2018" => {
            let scene = Scene::of("small");
            scene.fixture.sandbox.configure(Setting::RequireProof(true)).unwrap();
            scene.get("/me").await
        }
        "business-permission-200" => Scene::of("small").granted(&["pages_show_list"]).get("/me/businesses").await,
        "manage-metadata-200" => {
            let scene = Scene::page().await.granted(&["pages_show_list"]);
            scene.post(subscribe, json!({ "subscribed_fields": "feed" })).await
        }
        "three-fields-200" => {
            let scene = Scene::page().await.granted(&["pages_show_list", "pages_manage_metadata"]);
            scene.post(subscribe, json!({ "subscribed_fields": "messages,message_reads,messaging_optins" })).await
        }
        "field-enum" => {
            Scene::page().await.post(subscribe, json!({ "subscribed_fields": "feed,name,messaging_seen" })).await
        }
        "override-before-subscribe-2025" => {
            let body = json!({ "override_callback_uri": "https://example.com/hook", "verify_token": "vt" });
            Scene::of("whatsapp").post(&format!("{WABA}/subscribed_apps"), body).await
        }
        "no-matching-user" => Scene::page().await.post("/1001/messages", letter("99")).await,
        "window-2021" => Scene::page().await.written().later(2).post("/1001/messages", letter("42")).await,
        "not-available-551" => {
            let scene = Scene::page().await.written();
            scene.fixture.sandbox.block("1001", "42");
            scene.post("/1001/messages", letter("42")).await
        }
        _ => None,
    }
}
