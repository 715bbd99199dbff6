//! A sandbox inside the test, so that the test can set faults, use controls and see every request.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use snorq::sandbox::wire::Host;
use snorq::sandbox::wire::{Handler, Headers, Live, Method, Reply, Request, Response, Roots, Transport as _};
use snorq::sandbox::{Action, Credentials, Fault, Sandbox, Setting};
use tokio::sync::oneshot;

/// A served sandbox; it stops when dropped.
pub(crate) struct Hosted {
    pub(crate) sandbox: Arc<Sandbox>,
    pub(crate) credentials: Credentials,
    front: Arc<Front>,
    base: String,
    _stop: oneshot::Sender<()>,
}

/// What stands before the sandbox: it writes down each request, and answers some in its place.
struct Front {
    sandbox: Arc<Sandbox>,
    seen: Mutex<Vec<String>>,
    secrets: Mutex<BTreeSet<String>>,
    instead: Mutex<Vec<(String, Response)>>,
}

#[async_trait]
impl Handler for Front {
    async fn answer(&self, request: Request) -> Reply {
        let line = format!("{} {}", request.method.as_str(), request.url.path());
        held(&self.seen).push(line.clone());
        let instead = held(&self.instead).clone();
        let asked = [request.url.to_string(), headers(&request.headers), lossy(&request.body)];
        let reply = match instead.into_iter().find(|(matching, _)| line.contains(matching)) {
            Some((_, response)) => response.into(),
            None if request.url.path() == "/callback" => callback(&request).into(),
            None => self.sandbox.answer(request).await,
        };
        let told = reply.response().map(|response| [headers(&response.headers), lossy(&response.body)]);
        held(&self.secrets).extend(asked.iter().chain(told.iter().flatten()).flat_map(|text| secrets_in(text)));
        reply
    }
}

/// The app's server: it answers Meta's handshake and takes whatever is delivered.
fn callback(request: &Request) -> Response {
    let challenge = request.url.query_pairs().find(|(name, _)| name == "hub.challenge");
    Response::new(200).body("text/plain", challenge.map(|(_, value)| value.into_owned()).unwrap_or_default())
}

fn headers(headers: &Headers) -> String {
    headers.iter().map(|(_, value)| value).collect::<Vec<_>>().join("\n")
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The sandbox's tokens and codes are runs of letters and digits with a beginning of their own.
fn secrets_in(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let secret = |word: &&str| ["SNORQSANDBOX", "SNORQCODE"].iter().any(|begin| word.starts_with(begin));
    words.filter(secret).map(str::to_owned).collect()
}

impl Hosted {
    /// Serves the world of `seed` on a thread of its own.
    pub(crate) fn start(seed: &str) -> Self {
        let sandbox = Arc::new(Sandbox::in_memory_at(seed, super::machine_time()).unwrap());
        let front = Arc::new(Front {
            sandbox: sandbox.clone(),
            seen: Mutex::default(),
            secrets: Mutex::default(),
            instead: Mutex::default(),
        });
        let (told, base) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let handler = front.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let host = Host::bind(handler, 0).unwrap();
                told.send(host.base().as_str().trim_end_matches('/').to_owned()).unwrap();
                let _ = stopped.await;
            });
        });
        let credentials = sandbox.credentials().unwrap();
        Self { sandbox, credentials, front, base: base.recv().unwrap(), _stop: stop }
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        &self.base
    }

    /// Makes the app live, with webhooks of these objects, so that nothing of the app's own is to be found.
    pub(crate) fn healthy_app(&self, objects: &[&str]) {
        self.sandbox.configure(Setting::Live(true)).unwrap();
        let Credentials { app_id, app_secret, .. } = &self.credentials;
        for object in objects {
            let more = if *object == "whatsapp_business_account" { ",standby,messaging_handovers" } else { "" };
            let about =
                format!("object={object}&callback_url={}/callback&verify_token=v&fields=messages{more}", self.base);
            self.call(Method::Post, &format!("{app_id}/subscriptions?{about}"), &format!("{app_id}|{app_secret}"));
        }
    }

    /// Sets a fault.
    pub(crate) fn fault(&self, fault: Fault) {
        self.sandbox.set_fault(fault).unwrap();
    }

    /// Sets a fault that strikes once.
    pub(crate) fn once(&self, matching: &str, action: Action) {
        self.fault(Fault::once(matching, action));
    }

    /// Sets a fault that strikes always.
    pub(crate) fn always(&self, matching: &str, action: Action) {
        self.fault(Fault { matching: matching.to_owned(), skip: 0, times: u32::MAX, action });
    }

    /// Answers every matching request with `response` in place of the sandbox.
    pub(crate) fn instead(&self, matching: &str, response: Response) {
        held(&self.front.instead).push((matching.to_owned(), response));
    }

    /// Ends all faults.
    pub(crate) fn mend(&self) {
        self.sandbox.remove_faults().unwrap();
        held(&self.front.instead).clear();
    }

    /// A call to the sandbox behind snorq's back.
    pub(crate) fn call(&self, method: Method, path: &str, token: &str) {
        let url = format!("{}/v27.0/{path}", self.base).parse().unwrap();
        let request = Request::new(method, url).header("authorization", format!("Bearer {token}"));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let answer = runtime.block_on(Live::new(Roots::Loopback).unwrap().send(request)).unwrap();
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    }

    /// How often each call that may change something was made, those inside of batches too.
    pub(crate) fn writes(&self) -> Vec<(String, u64)> {
        let mut calls = self.sandbox.calls();
        // A batch itself is a `POST` to the root.
        calls.retain(|(shape, _)| !shape.starts_with("GET ") && shape != "POST /");
        calls
    }

    /// How many requests contained `part` in method and path.
    pub(crate) fn count(&self, part: &str) -> usize {
        held(&self.front.seen).iter().filter(|line| line.contains(part)).count()
    }

    /// Every token and code that crossed the wire.
    pub(crate) fn secrets(&self) -> Vec<String> {
        held(&self.front.secrets).iter().cloned().collect()
    }

    /// The Pages that send webhooks to the app.
    pub(crate) fn subscribed(&self) -> Vec<String> {
        let mut pages: Vec<_> = self.sandbox.subscriptions().unwrap().into_iter().map(|(page, _)| page).collect();
        pages.sort();
        pages
    }
}

/// One of Meta's errors.
pub(crate) fn refusal(code: i64, subcode: Option<i64>) -> Action {
    Action::Error { status: 400, code, subcode, message: format!("(#{code}) on request") }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
