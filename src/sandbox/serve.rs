//! From request to response: the door, the faults, the dialog or Graph, and the headers on the way out.
//!
//! It refuses requests whose `Host` is not this machine's loopback (a page of another name that resolves here).

use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::access;
use super::call::Call;
use super::callback::Heard;
use super::dialog;
use super::failure::Failure;
use super::faults;
use super::graph;
use super::ids::{self, Named};
use super::proof;
use super::version::Version;
use super::world::World;
use super::{Sandbox, held};
use crate::http::{Handler, Request, Response};

/// On every answer, so that a client always knows whom it talks to.
pub(crate) const MARK: &str = "x-snorq-sandbox";

/// One operation's end.
struct Outcome {
    result: Result<Value, Failure>,
    trace: String,
    now: i64,
}

impl Outcome {
    fn status(&self) -> u16 {
        self.result.as_ref().map_or_else(Failure::http, |_| 200)
    }

    fn body(&self) -> String {
        match &self.result {
            Ok(value) => value.to_string(),
            Err(failure) => failure.envelope(&self.trace).to_string(),
        }
    }
}

#[async_trait]
impl Handler for Sandbox {
    async fn answer(&self, request: Request) -> Response {
        if !self.latency.is_zero() {
            tokio::time::sleep(self.latency).await;
        }
        self.respond(&request).await.header(MARK, "1")
    }
}

impl Sandbox {
    async fn respond(&self, request: &Request) -> Response {
        if !loopback(request) {
            return Response::new(421).body("text/plain; charset=utf-8", "The sandbox is for this machine only.\n");
        }
        match self.fault_for(request) {
            Ok(None) => self.serve(request).await,
            Ok(Some(action)) => {
                let number = held(&self.meter).calls() + 1;
                faults::play(&action, request, number, self).await
            }
            Err(failure) => self.refuse(request, failure),
        }
    }

    /// Answers a request that nothing befalls.
    pub(crate) async fn serve(&self, request: &Request) -> Response {
        if let Some(file) = dialog::sdk::file(request) {
            return file;
        }
        if let Some(place) = dialog::place(request.url.path()) {
            return self.dialog(place, request);
        }
        match Call::read(request) {
            Ok(call) if graph::is_batch(&call) => self.batch(&call).await,
            Ok(call) => self.single(&call).await,
            Err(failure) => self.refuse(request, failure),
        }
    }

    /// Answers a request that is no call.
    fn refuse(&self, request: &Request, failure: Failure) -> Response {
        let number = held(&self.meter).call(format!("{} /{{version}}", request.method.as_str()));
        let now = self.machine();
        self.finish(&Outcome { result: Err(failure), trace: ids::trace(number), now }, Version::CURRENT, None)
    }

    fn dialog(&self, place: dialog::Place, request: &Request) -> Response {
        held(&self.meter).call(format!("{} /dialog/oauth", request.method.as_str()));
        if dialog::cross_site(request) {
            return dialog::refusal("Not from here", "This form was sent by another site.");
        }
        let answered = match request.method {
            crate::http::Method::Post => self.change(|world| dialog::answer(world, place, request)),
            _ => self.look(|world| dialog::answer(world, place, request)),
        };
        answered.unwrap_or_else(|failure| dialog::refusal("Something went wrong", failure.message()))
    }

    async fn single(&self, call: &Call) -> Response {
        self.finish(&self.run(call).await, call.version, Some(call))
    }

    /// Answers one call in a transaction of its own; asks the app's server in between if the answer depends on it.
    async fn run(&self, call: &Call) -> Outcome {
        let number = held(&self.meter).call(call.shape());
        let mut heard = Heard::default();
        loop {
            let outcome = self.attempt(call, number, &heard);
            let Some(question) = outcome.result.as_ref().err().and_then(Failure::question) else {
                if graph::writes(call) {
                    self.wake.notify_one();
                }
                return outcome;
            };
            heard.add(question.clone(), self.line.ask(question).await);
        }
    }

    fn attempt(&self, call: &Call, number: u64, heard: &Heard) -> Outcome {
        let mut now = self.machine();
        let work = |world: World<'_>| {
            now = world.now;
            graph::answer(world, call, heard)
        };
        let result = if graph::writes(call) { self.change(work) } else { self.look(work) };
        Outcome { result, trace: ids::trace(number), now }
    }

    async fn batch(&self, call: &Call) -> Response {
        let outer = graph::operations(call).and_then(|operations| {
            self.look(|world| {
                let caller = access::resolve(&world, call.token.as_deref().unwrap_or(""))?;
                proof::check(&world, call, &caller)
            })?;
            Ok(operations)
        });
        let result = match outer {
            Ok(operations) => Ok(self.operations(call, operations).await),
            Err(failure) => Err(failure),
        };
        let now = self.look(|world| Ok(world.now)).unwrap_or_else(|_| self.machine());
        let trace = ids::trace(held(&self.meter).calls());
        self.finish(&Outcome { result, trace, now }, call.version, Some(call))
    }

    async fn operations(&self, call: &Call, operations: Vec<Result<Call, Failure>>) -> Value {
        let with_headers = call.params.get("include_headers").is_none_or(|wish| wish != "false" && wish != "0");
        let mut parts = Vec::new();
        for operation in operations {
            parts.push(self.operation(operation, with_headers).await);
        }
        Value::Array(parts)
    }

    async fn operation(&self, operation: Result<Call, Failure>, with_headers: bool) -> Value {
        let (call, outcome) = match operation {
            Ok(call) => {
                let outcome = self.run(&call).await;
                (Some(call), outcome)
            }
            Err(failure) => {
                let number = held(&self.meter).call("POST /{batch}".to_owned());
                (None, Outcome { result: Err(failure), trace: ids::trace(number), now: self.machine() })
            }
        };
        let version = call.as_ref().map_or(Version::CURRENT, |call| call.version);
        let response = self.finish(&outcome, version, call.as_ref());
        let mut part = json!({ "code": outcome.status(), "body": outcome.body() });
        if with_headers {
            let line = |(name, value): (&str, &str)| json!({ "name": name, "value": value });
            part["headers"] = response.headers.iter().map(line).collect();
        }
        part
    }

    /// Writes the response with the headers that Graph sends.
    fn finish(&self, outcome: &Outcome, version: Version, call: Option<&Call>) -> Response {
        let mut response = Response::new(outcome.status())
            .header("facebook-api-version", version.to_string())
            .header("x-fb-trace-id", outcome.trace.clone())
            .header("x-fb-rev", "1030000000")
            .header("cache-control", "private, no-cache, no-store, must-revalidate")
            .header("date", date(outcome.now));
        let mut meter = held(&self.meter);
        response.headers.add("x-app-usage", meter.app_usage(outcome.now));
        if let Some(Named::Page(_, page)) = call.and_then(|call| call.token.as_deref()).and_then(ids::read) {
            response.headers.add("x-business-use-case-usage", meter.page_usage(&page, outcome.now));
        }
        if let Some(line) = outcome.result.as_ref().err().and_then(Failure::authenticate) {
            response.headers.add("www-authenticate", line);
        }
        response.body("application/json; charset=UTF-8", outcome.body())
    }

    fn machine(&self) -> i64 {
        (self.now)().as_second()
    }
}

/// Whether the request is meant for this machine.
fn loopback(request: &Request) -> bool {
    let named = request.headers.get("host").or_else(|| request.url.host_str()).unwrap_or("");
    let name = match named.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => named,
    };
    matches!(name.to_ascii_lowercase().as_str(), "localhost" | "127.0.0.1" | "[::1]")
}

/// A time as the `Date` header tells it.
pub(crate) fn date(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
