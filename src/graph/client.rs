//! The one place where a call is built, proven, sent, decoded and repeated.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use url::Url;

use super::answer::Answer;
use super::appsecret_proof::AppsecretProof;
use super::call::Call;
use super::paging::wants_less;
use super::rate_limit::{Advice, RateLimiter, retry_after};
use super::redact::Redactor;
use super::{App, error};
use crate::clock::Clock;
use crate::domain::{Cause, Trouble};
use crate::http::{Method, Request, Response, Transport, TransportError};

/// How often a call is sent at most.
const TRIES: u32 = 4;

/// Where Meta is.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The Graph API: `https://graph.facebook.com`.
    pub graph: Url,
    /// The login dialog's host: `https://www.facebook.com`.
    pub dialog: Url,
    /// The Graph version: `v26.0`.
    pub version: String,
}

/// The client.
pub struct Graph {
    pub(super) transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    pub(super) endpoint: Endpoint,
    pub(super) app: App,
    proof: AppsecretProof,
    limiter: RateLimiter,
    /// The version that Meta named in its last answer.
    served: Mutex<Option<String>>,
}

impl Graph {
    /// A client of `app` at `endpoint`.
    pub fn new(transport: Arc<dyn Transport>, clock: Arc<dyn Clock>, endpoint: Endpoint, app: App) -> Self {
        Self {
            transport,
            clock,
            endpoint,
            app,
            proof: AppsecretProof::default(),
            limiter: RateLimiter::default(),
            served: Mutex::default(),
        }
    }

    /// The app's id.
    pub fn app_id(&self) -> &str {
        &self.app.id
    }

    /// Now, by its clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Where it talks to.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The version that Meta says it answered with, if it has said so yet. An old version is not refused: Meta serves
    /// it as the oldest one alive (Meta, versioning guide).
    pub fn served_version(&self) -> Option<String> {
        self.served.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes a call: waits where Meta asks for little patience, repeats what may be repeated, and decodes.
    pub(super) async fn call(&self, call: Call) -> Result<Answer, Trouble> {
        let (begun, mut paused, mut tried) = (Instant::now(), Duration::ZERO, 0);
        loop {
            self.respect_limits(&call.path).await?;
            tried += 1;
            let trouble = match self.attempt(&call, begun).await {
                Ok(answer) => return Ok(answer),
                Err(trouble) => trouble,
            };
            let spent = begun.elapsed().max(paused);
            let Some(time) = pause(&trouble, &call, tried).filter(|time| spent + *time <= call.patience) else {
                self.heed(&trouble);
                return Err(trouble);
            };
            self.clock.sleep(time).await;
            paused += time;
        }
    }

    /// A limit that holds for more than one asset ends the run: every further call would meet it and prolong it.
    pub(super) fn heed(&self, trouble: &Trouble) {
        if let (Cause::Wait(told), true) = (&trouble.cause, is_of_the_app(trouble)) {
            self.limiter.close(*told, self.clock.now());
        }
    }

    /// One attempt, with the proof corrected as often as that helps (once for the clock, once for the form).
    async fn attempt(&self, call: &Call, begun: Instant) -> Result<Answer, Trouble> {
        loop {
            let call = self.proven(call);
            let left = call.patience.saturating_sub(begun.elapsed());
            let sent = timeout(left, self.transport.send(self.request(&call))).await;
            let response = sent.unwrap_or_else(|_| Err(self.silence()))?;
            match self.decode(&response, &call, &self.redactor(&call)) {
                Err(trouble) if is_proof_error(&trouble) && self.learn_from(&response) => {}
                decoded => return decoded,
            }
        }
    }

    fn silence(&self) -> TransportError {
        TransportError::Timeout { host: self.endpoint.graph.host_str().unwrap_or_default().to_owned() }
    }

    async fn respect_limits(&self, path: &str) -> Result<(), Trouble> {
        match self.limiter.advise(path, self.clock.now()) {
            Advice::Go => Ok(()),
            Advice::Pause(time) => {
                self.clock.sleep(time).await;
                Ok(())
            }
            Advice::Stop(time) => {
                let message = format!("the app has used up its calls; Meta opens again in {} minutes", minutes(time));
                Err(Trouble::new(Cause::Wait(Some(time)), message))
            }
        }
    }

    fn learn_from(&self, response: &Response) -> bool {
        let server = response.headers.get("date").and_then(|date| rfc2822::parse(date).ok());
        self.proof.refused(server.map(|time| time.timestamp()), self.clock.now())
    }

    /// `call` with the proof of its token; the app's own token needs none.
    pub(super) fn proven(&self, call: &Call) -> Call {
        let token = call.token.as_ref().filter(|token| **token != self.app.token());
        let Some(token) = token else { return call.clone() };
        let proof = self.proof.prove(token, &self.app.secret, self.clock.now());
        proof.iter().fold(call.clone(), |call, (name, value)| call.hidden(name, value))
    }

    /// Knows every secret of `call`. Of the app's token that is the app's secret: its id is no secret.
    pub(super) fn redactor(&self, call: &Call) -> Redactor {
        let token = call.token.iter().filter(|token| **token != self.app.token());
        Redactor::new(call.secrets().chain(token).chain([&self.app.secret]))
    }

    fn request(&self, call: &Call) -> Request {
        let encoded = call.encoded(&[]);
        let mut url = self.address(&call.path);
        let mut request = if let Some(json) = &call.json {
            url.set_query((!encoded.is_empty()).then_some(&encoded));
            Request::new(call.method, url).body("application/json", json.expose())
        } else if call.method == Method::Post {
            Request::new(call.method, url).body("application/x-www-form-urlencoded", encoded)
        } else {
            url.set_query((!encoded.is_empty()).then_some(&encoded));
            Request::new(call.method, url)
        };
        if let Some(token) = &call.token {
            request = request.header("authorization", format!("Bearer {}", token.expose()));
        }
        request.header("accept", "application/json")
    }

    /// The address of `path` below the version. Only the path varies: scheme, host and port are the endpoint's.
    fn address(&self, path: &str) -> Url {
        let mut url = self.endpoint.graph.clone();
        url.set_path(&format!("{}/{path}", self.endpoint.version));
        url
    }

    fn decode(&self, response: &Response, call: &Call, redactor: &Redactor) -> Result<Answer, Trouble> {
        let now = self.clock.now();
        let wait = self.limiter.record(&response.headers, now).max(retry_after(&response.headers, now));
        if let Some(version) = response.headers.get("facebook-api-version") {
            *self.served.lock().unwrap_or_else(PoisonError::into_inner) = Some(redactor.clean(version));
        }
        let foreign = || if response.status == 429 { too_many(wait) } else { error::not_json(response, redactor) };
        let Some((answer, error)) = Answer::read(&response.body) else { return Err(foreign()) };
        match error::in_answer(&error, wait, redactor) {
            Some(trouble) if response.status == 429 && trouble.cause == Cause::Refused => {
                Err(Trouble { cause: Cause::Wait(wait), ..trouble })
            }
            Some(trouble) => Err(met_by(call, trouble)),
            // A redirect is not followed, and what comes with it is not Meta's answer.
            None if !(200..300).contains(&response.status) => Err(foreign()),
            None => Ok(answer),
        }
    }
}

/// How long to wait before `call` is sent again, or `None` if it is not.
fn pause(trouble: &Trouble, call: &Call, tried: u32) -> Option<Duration> {
    if !call.repeatable || tried >= TRIES {
        return None;
    }
    let backoff = Duration::from_millis(250 * 4_u64.pow(tried - 1) + u64::from(jitter()));
    match &trouble.cause {
        Cause::Wait(Some(told)) => Some(*told),
        Cause::Wait(None) | Cause::Unreachable | Cause::Garbled => Some(backoff),
        // The same amount would be too much again.
        Cause::Passing if wants_less(trouble) => None,
        Cause::Passing => (tried < 3).then_some(backoff),
        _ => None,
    }
}

/// Status 429 without Meta's envelope: what stands before the API asks to wait.
pub(super) fn too_many(wait: Option<Duration>) -> Trouble {
    Trouble::new(Cause::Wait(wait), "Meta asks to wait: too many calls (status 429)")
}

/// What an error means to the call that met it: 1/99 is a missing permission to a message alone, and a passing fault to
/// a read.
pub(super) fn met_by(call: &Call, mut trouble: Trouble) -> Trouble {
    let said = trouble.graph.as_ref().filter(|graph| (graph.code, graph.subcode) == (Some(1), Some(99)));
    if let (Method::Get, Some(said)) = (call.method, said) {
        trouble.message = format!("Meta has a passing fault (Meta: {})", said.message);
        trouble.cause = Cause::Passing;
    }
    trouble
}

/// Whether a limit is the app's, the person's or of what stands before the API, and not of one asset alone (Meta, rate
/// limits: platform rate limits).
fn is_of_the_app(trouble: &Trouble) -> bool {
    trouble.graph.as_ref().is_none_or(|graph| matches!(graph.code, Some(4 | 17 | 32 | 341 | 613)))
}

/// Up to a quarter second, so that many processes do not come back together.
fn jitter() -> u8 {
    let mut byte = [0];
    // Without randomness there is no jitter, which is harmless.
    let _ = getrandom::fill(&mut byte);
    byte[0]
}

/// Meta gives a refused proof no code of its own (100, `GraphMethodException`), so the parameter's name in the
/// message is the only sign.
pub(super) fn is_proof_error(trouble: &Trouble) -> bool {
    trouble.graph.as_ref().is_some_and(|graph| graph.code == Some(100) && graph.message.contains("appsecret_proof"))
}

fn minutes(time: Duration) -> u64 {
    time.as_secs().div_ceil(60)
}
