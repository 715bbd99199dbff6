//! Meta repeats what it was sent: every call of the client is answered with all of it, and none of it may come back.

use std::fmt::Debug;
use std::future::Future;

use super::*;
use crate::domain::{AppSubscription, BusinessId, CodeMethod, PhoneId, Platform, Text, WabaId};
use crate::graph::{PageRole, WabaRole};

pub(super) const USER: &str = "EAAuser0PX4ZCpsBAKZAcanary1ZD";
pub(super) const OTHER: &str = "other-canary~that.is/no=token";
pub(super) const PIN: &str = "737373";
pub(super) const APP_SECRET: &str = "5ca1ab1e0123456789abcdefdeadbeef";

/// Answers whatever is asked with an error that repeats it, in one of the envelopes.
struct Echo {
    envelope: fn(&str) -> Value,
    asked: Mutex<Vec<String>>,
}

/// All of a request that is not public: query, body and token, as sent, decoded, encoded once more, and in halves.
fn spoken(request: &Request) -> String {
    let body = String::from_utf8_lossy(&request.body).into_owned();
    let sent = format!("{} {body}", request.url.query().unwrap_or_default());
    let token = request.headers.get("authorization").unwrap_or_default();
    let decoded: Vec<_> = url::form_urlencoded::parse(sent.as_bytes()).map(|(_, value)| value.into_owned()).collect();
    let decoded = decoded.join(" ");
    let again: String = url::form_urlencoded::byte_serialize(sent.as_bytes()).collect();
    let known = [USER, OTHER, APP_SECRET].into_iter().filter(|one| decoded.contains(one) || token.contains(one));
    let halves = known.fold(String::new(), |all, one| format!("{all}{} {} ", &one[..14], &one[14..]));
    format!("Malformed access token {token} {sent} {decoded} {again} {halves}")
}

#[async_trait]
impl Transport for Echo {
    async fn send(&self, request: Request) -> Answer {
        let said = spoken(&request);
        self.asked.lock().unwrap().push(said.clone());
        let body = String::from_utf8_lossy(&request.body).into_owned();
        if body.starts_with("batch=") {
            let part = json!({"code": 400, "body": (self.envelope)(&said).to_string()});
            return says(&json!([part, part]));
        }
        says(&(self.envelope)(&said)).map(|answer| answer.header("facebook-api-version", said.replace('\n', " ")))
    }
}

const ENVELOPES: &[fn(&str) -> Value] = &[
    |said| json!({"error": {"code": 190, "message": said, "type": said, "fbtrace_id": said}}),
    |said| {
        json!({"error": {"code": 190, "message": "m", "fbtrace_id": USER, "type": APP_SECRET,
                            "error_user_title": said, "error_user_msg": said, "error_data": {"details": said}}})
    },
    |said| {
        json!({"error": {"code": 190, "message": "m", "fbtrace_id": &APP_SECRET[..20], "type": &USER[..20],
                            "error_data": {"details": said}}})
    },
    |said| json!({"error": said, "error_description": said}),
    |said| json!({"error_code": 100, "error_msg": said}),
    |said| json!({"error_type": said, "code": 400, "error_message": said}),
    |said| json!({"data": {"is_valid": false, "error": {"code": 190, "message": said}}}),
    |said| json!({"said": said}),
];

fn graph(envelope: fn(&str) -> Value) -> (Graph, Arc<Echo>) {
    let echo = Arc::new(Echo { envelope, asked: Mutex::default() });
    let endpoint = Endpoint {
        graph: "https://graph.facebook.com".parse().unwrap(),
        dialog: "https://www.facebook.com".parse().unwrap(),
        version: "v26.0".into(),
    };
    let app = App { id: "900000000000001".into(), secret: Secret::new(APP_SECRET) };
    (Graph::new(echo.clone(), Arc::new(Still::default()), endpoint, app), echo)
}

/// What came back in any form, once its escapes are undone.
async fn told<T: Debug>(name: &'static str, answer: impl Future<Output = T>) -> (&'static str, String) {
    (name, format!("{:?}", answer.await).to_lowercase())
}

pub(super) async fn every_call(graph: &Graph) -> Vec<(&'static str, String)> {
    let (user, other, pin) = (&Secret::new(USER), &Secret::new(OTHER), &Secret::new(PIN));
    let (waba, phone, business) = (&WabaId::new("21"), &PhoneId::new("31"), &BusinessId::new("41"));
    let ids = ["1".to_owned(), "2".to_owned()];
    let fields = ["messages".to_owned()];
    let text = |platform| Text { platform, from: "31", to: "16505551234", text: "hello" };
    let wish = AppSubscription {
        object: "page".into(),
        callback_url: Some("https://own.example".into()),
        active: true,
        fields: fields.iter().cloned().collect(),
    };
    vec![
        told("exchange", graph.exchange(other, Some("http://localhost/"))).await,
        told("extend_token", graph.extend_token(user)).await,
        told("extend_system_token", graph.extend_system_token(user)).await,
        told("debug_token", graph.debug_token(user)).await,
        told("me", graph.me(user)).await,
        told("permissions", graph.permissions("1", user)).await,
        told("revoke_permissions", graph.revoke_permissions("1")).await,
        told("still_granted", graph.still_granted("1")).await,
        told("app_node", graph.app_node()).await,
        told("app_subscriptions", graph.app_subscriptions()).await,
        told("subscribe_app", graph.subscribe_app(&wish, other)).await,
        told("unsubscribe_app", graph.unsubscribe_app("page")).await,
        told("app_permissions", graph.app_permissions()).await,
        told("login_configurations", graph.login_configurations()).await,
        told("accounts", graph.accounts(user)).await,
        told("pages", graph.pages(&ids, user)).await,
        told("businesses", graph.businesses(user)).await,
        told("portfolio", graph.portfolio("41", PageRole::Owned, user)).await,
        told("page_states", graph.page_states(&[("1", user), ("2", other)])).await,
        told("inboxes", graph.inboxes(&[("1", user), ("2", other)])).await,
        told("professional", graph.professional(&ids, user)).await,
        told("subscribe", graph.subscribe(&[("1", user, &fields), ("2", other, &fields)])).await,
        told("subscriptions", graph.subscriptions(&[("1", user), ("2", other)])).await,
        told("unsubscribe", graph.unsubscribe("1", Some(user))).await,
        told("unsubscribe", graph.unsubscribe("1", None)).await,
        told("send", graph.send(&text(Platform::Facebook), user)).await,
        told("send", graph.send(&text(Platform::Whatsapp), user)).await,
        told("numbers", graph.numbers(waba, user)).await,
        told("numbers_by_id", graph.numbers_by_id(&[phone.clone(), PhoneId::new("32")], user)).await,
        told("register", graph.register(phone, pin, user)).await,
        told("deregister", graph.deregister(phone, user)).await,
        told("request_code", graph.request_code(phone, CodeMethod::Sms, "en_US", user)).await,
        told("verify_code", graph.verify_code(phone, pin, user)).await,
        told("waba_states", graph.waba_states(&[(waba, user), (&WabaId::new("22"), other)])).await,
        told("wabas", graph.wabas(&[waba.clone(), WabaId::new("22")], user)).await,
        told("client_business", graph.client_business(user)).await,
        told("business_wabas", graph.business_wabas(business, WabaRole::Owned, user)).await,
        told("assigned_wabas", graph.assigned_wabas("1", user)).await,
        told("waba_subscription", graph.waba_subscription(waba, user)).await,
        told("waba_subscriptions", graph.waba_subscriptions(&[(waba, user), (&WabaId::new("22"), other)])).await,
        told("subscribe_waba", graph.subscribe_waba(waba, user)).await,
        told("override_callback", graph.override_callback(waba, user, "https://own.example", other)).await,
        told("unsubscribe_waba", graph.unsubscribe_waba(waba, user)).await,
        told("client_businesses", graph.client_businesses()).await,
        told("business_token", graph.business_token(business, user)).await,
    ]
}

#[tokio::test]
async fn no_call_lets_a_secret_come_back_in_any_envelope() {
    for envelope in ENVELOPES {
        let (graph, echo) = graph(*envelope);
        let mut told = every_call(&graph).await;
        told.push(("served_version", format!("{:?}", graph.served_version()).to_lowercase()));
        let asked = echo.asked.lock().unwrap().join(" ");
        for secret in [USER, OTHER, PIN, APP_SECRET] {
            assert!(asked.contains(secret), "nothing would have repeated {secret}");
            for (name, told) in &told {
                let parts = secret.as_bytes().windows(secret.len().min(8));
                let part = parts.map(|part| std::str::from_utf8(part).unwrap()).find(|part| told.contains(*part));
                assert_eq!(part, None, "{name} tells {told}");
            }
        }
    }
}

/// A call that is added later has to be added above.
#[tokio::test]
async fn no_call_is_left_out() {
    let called: Vec<_> = every_call(&graph(ENVELOPES[0]).0).await.into_iter().map(|(name, _)| name).collect();
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/graph")).unwrap() {
        let path = file.unwrap().path();
        let source = if path.is_file() { std::fs::read_to_string(path).unwrap() } else { continue };
        for after in source.split("    pub async fn ").skip(1) {
            let name = after.split('(').next().unwrap();
            assert!(called.contains(&name), "{name} is not tried");
        }
    }
}
