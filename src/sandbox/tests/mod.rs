//! The sandbox, asked through its handler as a client would ask.

mod acts;
mod asking;
mod batch;
mod business;
mod conversations;
mod dialog;
mod errors;
mod faults;
mod file;
mod graph;
mod hooks;
mod limits;
mod modes;
mod names;
mod origin;
mod paging;
mod pains;
mod panel;
mod parentage;
mod profiles;
mod properties;
mod receiver;
mod recorded;
mod shared;
mod signup;
mod sockets;
mod tokens;
mod unimplemented;
mod walk;
mod whatsapp;

use serde_json::Value;
use url::Url;

use super::{Sandbox, ids};
use crate::http::{Handler, Method, Request, Response};
use walk::{Walk, code};

/// The sandbox of a test, with short words for what tests do.
pub(super) struct Fixture {
    pub(super) sandbox: Sandbox,
}

/// The permissions of an inbox.
pub(super) const INBOX: &str = "email,pages_show_list,pages_messaging,pages_manage_metadata,instagram_basic";
/// Where logins end in tests.
pub(super) const BACK: &str = "http://localhost:4321/back";

impl Fixture {
    pub(super) fn new(seed: &str) -> Self {
        Self { sandbox: Sandbox::in_memory(seed).unwrap() }
    }

    pub(super) async fn send(&self, request: Request) -> Response {
        self.sandbox.answer(request).await.into_response().expect("no fault cuts this connection")
    }

    pub(super) async fn call(&self, method: Method, path: &str, token: &str) -> (u16, Value) {
        let request = Request::new(method, address(path)).header("authorization", format!("Bearer {token}"));
        json(&self.send(request).await)
    }

    pub(super) async fn get(&self, path: &str, token: &str) -> Value {
        let (status, value) = self.call(Method::Get, path, token).await;
        assert_eq!(status, 200, "{path}: {value}");
        value
    }

    /// Code, subcode and status of a call that fails.
    pub(super) async fn fails(&self, method: Method, path: &str, token: &str) -> (i64, Option<i64>, u16) {
        let (status, value) = self.call(method, path, token).await;
        let error = &value["error"];
        assert!(error["message"].is_string() && error["fbtrace_id"].is_string(), "{path}: {value}");
        (error["code"].as_i64().unwrap(), error["error_subcode"].as_i64(), status)
    }

    pub(super) fn user(&self) -> String {
        self.sandbox.credentials().unwrap().user_token
    }

    pub(super) fn app(&self) -> String {
        let credentials = self.sandbox.credentials().unwrap();
        format!("{}|{}", credentials.app_id, credentials.app_secret)
    }

    /// Exchanges a code; `change` may spoil the parameters.
    pub(super) async fn exchange(&self, code: &str, change: &[(&str, &str)]) -> (u16, Value) {
        let credentials = self.sandbox.credentials().unwrap();
        let mut params = vec![
            ("client_id", credentials.app_id.as_str()),
            ("client_secret", &credentials.app_secret),
            ("redirect_uri", BACK),
            ("code", code),
        ];
        params.retain(|(name, _)| change.iter().all(|(other, _)| other != name));
        params.extend(change.iter().filter(|(_, value)| !value.is_empty()));
        let mut url = address("/v26.0/oauth/access_token");
        url.query_pairs_mut().extend_pairs(params);
        json(&self.send(Request::new(Method::Get, url)).await)
    }

    /// Logs in through the dialog and gives the short-lived token.
    pub(super) async fn login(&self, walk: &Walk) -> String {
        let code = code(&walk.go(self, INBOX).await);
        let (status, value) = self.exchange(&code, &[]).await;
        assert_eq!(status, 200, "{value}");
        value["access_token"].as_str().unwrap().to_owned()
    }

    /// The token of a Page for the holder of a user token.
    pub(super) async fn page_token(&self, page: &str, user: &str) -> String {
        let node = self.get(&format!("/{page}?fields=access_token"), user).await;
        node["access_token"].as_str().unwrap_or_else(|| panic!("no token for {page}")).to_owned()
    }
}

/// The status of a call with the ready-made token.
pub(super) async fn ask_status(sandbox: &Sandbox, path: &str) -> u16 {
    let token = sandbox.credentials().unwrap().user_token;
    let request = Request::new(Method::Get, address(path)).header("authorization", format!("Bearer {token}"));
    sandbox.answer(request).await.response().expect("an answer").status
}

pub(super) fn address(path: &str) -> Url {
    Url::parse(&format!("http://localhost:8080{path}")).unwrap()
}

pub(super) fn json(response: &Response) -> (u16, Value) {
    let text = String::from_utf8_lossy(&response.body);
    (response.status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text}")))
}

/// The values of a field in a list.
pub(super) fn column<'a>(list: &'a Value, name: &str) -> Vec<&'a str> {
    list["data"].as_array().unwrap().iter().map(|row| row[name].as_str().unwrap_or("")).collect()
}

#[test]
fn nothing_of_this_crate_is_imported_but_http() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/sandbox"))];
    let mut files = 0;
    let prefix = ["crate", "::"].concat();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            files += 1;
            for (at, _) in text.match_indices(&prefix) {
                let rest = &text[at + prefix.len()..];
                let fine = rest.starts_with("http") || rest.starts_with("sandbox");
                assert!(fine, "{} imports {}", path.display(), rest.lines().next().unwrap_or(""));
            }
        }
    }
    assert!(files > 30, "only {files} files were looked at");
}

#[tokio::test]
async fn the_same_seed_and_requests_give_the_same_bytes() {
    let mut runs = Vec::new();
    for _ in 0..3 {
        let fixture = Fixture::new("portfolio");
        let token = fixture.login(&Walk::default()).await;
        let url = address(&format!("/v26.0/me/accounts?access_token={token}"));
        let response = fixture.send(Request::new(Method::Get, url)).await;
        runs.push((format!("{:?}", response.headers.iter().collect::<Vec<_>>()), response.body));
    }
    assert!(runs.iter().all(|run| *run == runs[0]));
    assert!(ids::Key::known().read(&Fixture::new("small").user()).is_some());
}
