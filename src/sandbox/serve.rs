//! From request to response: the door, the control page, the faults, the dialog or Graph, and the headers on the way out.
//!
//! It refuses requests whose `Host` is neither this machine's loopback nor a name that it was told (a page of another
//! name that resolves here).

use std::time::{Duration, Instant};

use async_trait::async_trait;
use rusqlite::TransactionBehavior;
use serde_json::Value;

use super::access;
use super::call::{self, Call};
use super::callback::{CallbackAnswers, CallbackCheck};
use super::dialog;
use super::error::GraphError;
use super::faults;
use super::gate;
use super::graph::{self, Next, Stop};
use super::limits::{self, Used};
use super::metrics::Record;
use super::origin::{self, Asker};
use super::outcome::{self, Outcome, REQUEST_ID};
use super::panel;
use super::proof;
use super::version::Version;
use super::world::World;
use super::{Sandbox, held};
use crate::http::{Handler, Method, Reply, Request, Response};

/// On every answer, so that a client always knows whom it talks to.
pub(crate) const MARK: &str = "x-snorq-sandbox";

#[async_trait]
impl Handler for Sandbox {
    async fn answer(&self, request: Request) -> Reply {
        if !self.latency.is_zero() {
            tokio::time::sleep(self.latency).await;
        }
        self.respond(&request).await.map(|response| response.header(MARK, "1"))
    }
}

impl Sandbox {
    async fn respond(&self, request: &Request) -> Reply {
        if !self.meant(request) {
            return Response::new(421)
                .body("text/plain; charset=utf-8", "The sandbox does not go by this name.\n")
                .into();
        }
        let asker = origin::asker(request, &self.guests);
        if matches!(asker, Asker::Stranger(_)) && !is_open(request) {
            return refused(request).into();
        }
        let guest = match &asker {
            Asker::Guest(origin) => Some(origin),
            Asker::Stranger(Some(origin)) if dialog::sdk::is_sdk(request.url.path()) && self.embeds(origin) => {
                Some(origin)
            }
            _ => None,
        };
        let reply = match guest {
            Some(_) if origin::is_preflight(request) => origin::preflight().into(),
            _ => self.routed(request, &asker).await,
        };
        match guest {
            Some(origin) => reply.map(|response| origin::readable(response, origin)),
            None => reply,
        }
    }

    /// Whether pages of an origin may embed the JavaScript SDK.
    fn embeds(&self, origin: &str) -> bool {
        let host = url::Url::parse(origin).ok().and_then(|url| url.host_str().map(str::to_owned));
        let domains = self.read(|world| Ok(world.app.sdk_domains)).unwrap_or_default();
        host.is_some_and(|host| domains.contains(&host))
    }

    async fn routed(&self, request: &Request, asker: &Asker) -> Reply {
        if panel::is_panel(request.url.path()) {
            let answer = panel::answer(self, request, asker);
            self.wake.notify_one();
            return answer.into();
        }
        let begun = Instant::now();
        let (reply, fault) = match self.fault_for(request) {
            Ok(None) => (self.serve(request).await.into(), None),
            Ok(Some(action)) => {
                let number = held(&self.metrics).calls() + 1;
                (faults::play(&action, request, number, self).await, Some(action.kind()))
            }
            Err(failure) => (self.refuse(request, failure).into(), None),
        };
        self.record(request, &reply, fault, begun.elapsed());
        reply
    }

    /// Remembers a call for the control page.
    fn record(&self, request: &Request, reply: &Reply, fault: Option<&'static str>, took: Duration) {
        let response = reply.response();
        held(&self.metrics).record(Record {
            number: 0,
            at: (self.now)(),
            route: call::route(request.method, request.url.path().split('/').filter(|part| !part.is_empty())),
            status: response.map_or(0, |response| response.status),
            fault,
            trace: response.and_then(|response| response.headers.get(REQUEST_ID)).unwrap_or("").to_owned(),
            took,
        });
    }

    /// Whether the request is meant for this machine, by loopback or by a name that was told.
    fn meant(&self, request: &Request) -> bool {
        if request.headers.all("host").count() > 1 {
            return false;
        }
        let named = request.headers.get("host").or_else(|| request.url.host_str()).unwrap_or("");
        let name = match named.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => named,
        };
        let name = name.to_ascii_lowercase();
        matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]") || self.names.contains(&name)
    }

    /// Answers a request on which no fault is injected.
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
    fn refuse(&self, request: &Request, failure: GraphError) -> Response {
        let number = held(&self.metrics).call(format!("{} /{{version}}", request.method.as_str()));
        let now = self.machine();
        Outcome::free(Err(failure), number, now).response(Version::CURRENT)
    }

    fn dialog(&self, place: dialog::Place, request: &Request) -> Response {
        held(&self.metrics).call(format!("{} /dialog/oauth", request.method.as_str()));
        if self.page_key.as_ref().is_some_and(|key| !gate::has_password(request, key)) {
            return gate::password_wanted();
        }
        let answered = match request.method {
            Method::Post => self.write(|world| dialog::answer(world, place, request)),
            _ => self.read(|world| dialog::answer(world, place, request)),
        };
        answered.unwrap_or_else(|failure| dialog::refusal("Something went wrong", failure.message()))
    }

    async fn single(&self, call: &Call) -> Response {
        self.run(call).await.response(call.version)
    }

    /// Answers one call in a transaction of its own; asks the app's server in between if the answer depends on it.
    async fn run(&self, call: &Call) -> Outcome {
        let number = held(&self.metrics).call(call.route());
        let (mut answers, mut used) = (CallbackAnswers::nothing(self.of_owner), None);
        loop {
            match self.attempt(call, number, &answers, &mut used) {
                Ok(outcome) => {
                    if graph::writes(call) {
                        self.wake.notify_one();
                    }
                    return outcome;
                }
                Err(check) => {
                    let result = self.callbacks.ask(&check).await;
                    answers.add(check, result);
                }
            }
        }
    }

    /// Answers a call with what the callbacks answered so far. Only the first attempt counts against limits.
    fn attempt(
        &self,
        call: &Call,
        number: u64,
        answers: &CallbackAnswers,
        used: &mut Option<Vec<Used>>,
    ) -> Result<Outcome, Box<CallbackCheck>> {
        let mut now = self.machine();
        let work = |world: World<'_>| {
            now = world.now;
            let node = graph::named(&world, call)?;
            if used.is_none() {
                let charges = limits::charges(&world, call, node.as_ref())?;
                let (told, room) = held(&self.metrics).charge(&charges, now, world.state.limits.enforced);
                *used = Some(told);
                room?;
            }
            graph::answer(world, call, node, answers)
        };
        let behavior = if graph::writes(call) { TransactionBehavior::Immediate } else { TransactionBehavior::Deferred };
        let result = match self.transaction(behavior, work, Stop::lasts) {
            Ok(answer) => Ok(answer),
            Err(Stop::Error(error)) => Err(error),
            Err(Stop::NeedsCallback(check)) => return Err(check),
        };
        if result.as_ref().is_err_and(GraphError::is_unimplemented) {
            self.report_unimplemented(&call.route());
        }
        Ok(Outcome { result, number, now, used: used.clone().unwrap_or_default() })
    }

    /// Tells the terminal or the log, once for each route, what was asked for and is not imitated.
    fn report_unimplemented(&self, route: &str) {
        if held(&self.metrics).unimplemented(route) {
            (self.tell)(&format!("the sandbox does not imitate {route}"));
        }
    }

    async fn batch(&self, call: &Call) -> Response {
        let outer = graph::operations(call).and_then(|operations| {
            self.read(|world| {
                let caller = access::resolve(&world, call.token.as_deref().unwrap_or(""))?;
                proof::check(&world, call, &caller)
            })?;
            Ok(operations)
        });
        let result = match outer {
            Ok(operations) => Ok(self.operations(call, operations).await),
            Err(failure) => Err(failure),
        };
        let now = self.read(|world| Ok(world.now)).unwrap_or_else(|_| self.machine());
        Outcome::free(result, held(&self.metrics).calls(), now).response(call.version)
    }

    async fn operations(&self, call: &Call, mut batch: graph::Batch<'_>) -> Value {
        let with_headers = call.params.get("include_headers").is_none_or(|wish| wish != "false" && wish != "0");
        let mut parts = Vec::new();
        while let Some(operation) = batch.next() {
            parts.push(match operation {
                Next::Omitted => Value::Null,
                Next::Call(operation) => {
                    let part = self.operation(call, operation.map(|call| *call), with_headers).await;
                    batch.took(part)
                }
            });
        }
        Value::Array(parts)
    }

    async fn operation(&self, batch: &Call, operation: Result<Call, GraphError>, with_headers: bool) -> Value {
        let call = match operation {
            Ok(call) => call,
            Err(failure) => {
                let number = held(&self.metrics).call("POST /{batch}".to_owned());
                let outcome = Outcome::free(Err(failure), number, self.machine());
                return outcome::part(&outcome.response(Version::CURRENT), with_headers);
            }
        };
        if let (Ok(Some(action)), Some(request)) = (self.fault_inside(batch, &call), call.request()) {
            let number = held(&self.metrics).calls() + 1;
            let reply = faults::play_inside(&action, &request, number, self).await;
            // What got no answer in time is null in a batch (Meta, batch requests).
            return reply.response().map_or(Value::Null, |response| outcome::part(response, with_headers));
        }
        outcome::part(&self.run(&call).await.response(call.version), with_headers)
    }

    fn machine(&self) -> i64 {
        (self.now)().as_second()
    }
}

/// What a page of another site may ask for: it may load the SDK, and send people to the login dialog.
fn is_open(request: &Request) -> bool {
    let path = request.url.path();
    let reads = matches!(request.method, Method::Get | Method::Head);
    reads && dialog::sdk::is_sdk(path) || dialog::place(path).is_some() && origin::is_navigation(request)
}

/// A person sees a page, a program words.
fn refused(request: &Request) -> Response {
    let path = request.url.path();
    if dialog::place(path).is_some() || panel::is_panel(path) {
        return dialog::refusal("Not from here", "This form was sent by another site.");
    }
    origin::refusal()
}
