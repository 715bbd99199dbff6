//! Plays a fault around a call: before it, in its place, or on its answer.

use std::pin::Pin;

use jiff::fmt::rfc2822;
use serde_json::{Value, json};

use super::{Action, codes, lists, shapes};
use crate::http::{Headers, Reply, Request, Response};
use crate::sandbox::Sandbox;
use crate::sandbox::call::Call;
use crate::sandbox::error::GraphError;
use crate::sandbox::escaped::escaped;
use crate::sandbox::ids::Named;
use crate::sandbox::outcome::Outcome;
use crate::sandbox::times;
use crate::sandbox::version::Version;

const JSON: &str = "application/json; charset=UTF-8";
/// The piece that huge bodies are made of.
const PIECE: usize = 64 * 1024;

/// Plays `action` around what `sandbox` answers. `number` is that of the call, for what must be new each time.
pub(crate) async fn play(action: &Action, request: &Request, number: u64, sandbox: &Sandbox) -> Reply {
    if let Action::Delay(time) | Action::Silence(time) = action {
        tokio::time::sleep(*time).await;
    }
    match instead(action, request, number, sandbox) {
        Some(reply) => reply,
        None => hurt(action, request, number, sandbox).await,
    }
}

/// What comes in place of the effect.
fn instead(action: &Action, request: &Request, number: u64, sandbox: &Sandbox) -> Option<Reply> {
    let response = match action {
        Action::Error { status, code, subcode, message } => {
            let failure = codes::error(*code, message.clone(), *status);
            error(subcode.iter().fold(failure, |failure, subcode| failure.sub(*subcode)), number, sandbox)
        }
        Action::Throttled { code, minutes } => {
            let response = error(codes::limit(*code), number, sandbox);
            match codes::usage(*code, &asset(request, sandbox), 100, *minutes) {
                Some((name, value)) => response.header(name, value.to_string()),
                None => response,
            }
        }
        Action::TooMany { seconds } => Response::new(429)
            .header("retry-after", seconds.to_string())
            .body("text/plain; charset=utf-8", "Too Many Requests\n"),
        Action::TooMuch(rows) if lists::asks_for_more_than(*rows, request) => {
            let words = "Please reduce the amount of data you're asking for, then retry your request";
            error(GraphError::new(1, words).status(500), number, sandbox)
        }
        Action::Answer { body, status, after_effect: false } => answer(body, *status),
        Action::HangUp { after_effect: false } | Action::Silence(_) => return Some(Reply::Cut { reset: false }),
        Action::Reset { after_effect: false } => return Some(Reply::Cut { reset: true }),
        Action::Html(status) => {
            let page = "<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>";
            Response::new(*status).body("text/html; charset=utf-8", page)
        }
        Action::Empty(status) => Response::new(*status),
        Action::Huge(bytes) => return Some(Reply::Repeated(Response::new(200).body(JSON, vec![b' '; PIECE]), *bytes)),
        _ => return None,
    };
    Some(response.into())
}

/// The effect, and what becomes of its answer.
async fn hurt(action: &Action, request: &Request, number: u64, sandbox: &Sandbox) -> Reply {
    let mut response = sandbox.serve(request).await;
    match action {
        Action::HangUp { .. } => return Reply::Cut { reset: false },
        Action::Reset { .. } => return Reply::Cut { reset: true },
        Action::Answer { body, status, .. } => return answer(body, *status).into(),
        Action::OtherApp => rewrite(&mut response, shapes::of_another_app),
        Action::NormalForm => rewrite(&mut response, shapes::normal_form),
        Action::Truncated => response.body.truncate(response.body.len() / 2),
        Action::ContentType(name) => replace(&mut response, "content-type", name.clone()),
        Action::OldVersion => replace(&mut response, "facebook-api-version", Version::OLDEST.to_string()),
        Action::Skew(seconds) => skew(&mut response, *seconds),
        Action::ShortPage => return short(request, response, sandbox).await.into(),
        Action::NoCursors => {
            response = short(request, response, sandbox).await;
            rewrite(&mut response, lists::without_cursors);
        }
        Action::NoTokens => rewrite(&mut response, lists::without_tokens),
        Action::Surrogate => {
            let text = String::from_utf8_lossy(&response.body).replace("\"name\":\"", "\"name\":\"\\ud83d");
            response.body = text.into_bytes();
        }
        Action::LimitedItems { code, after } => rewrite(&mut response, |answer| limit_items(answer, *code, *after)),
        Action::Duplicates => rewrite(&mut response, lists::duplicate),
        Action::EmptyPage => rewrite(&mut response, |list| lists::empty(list, request)),
        Action::Endless => rewrite(&mut response, |list| lists::endless(list, request, number)),
        Action::StringSuccess => rewrite(&mut response, |answer| {
            if let Some(success) = answer.get_mut("success") {
                *success = success.to_string().into();
            }
        }),
        Action::NullItems => rewrite(&mut response, |answer| {
            answer.as_array_mut().into_iter().flatten().skip(1).step_by(2).for_each(|item| *item = Value::Null);
        }),
        _ => {}
    }
    response.into()
}

fn limit_items(answer: &mut Value, code: i64, after: usize) {
    let limit = codes::limit(code);
    for item in answer.as_array_mut().into_iter().flatten().skip(after) {
        *item = json!({"code": limit.http(), "body": limit.envelope("limited").to_string()});
    }
}

/// As [`play`], in a box: an operation of a batch is answered while the batch is.
pub(crate) fn play_inside<'a>(
    action: &'a Action,
    request: &'a Request,
    number: u64,
    sandbox: &'a Sandbox,
) -> Pin<Box<dyn Future<Output = Reply> + Send + 'a>> {
    Box::pin(play(action, request, number, sandbox))
}

fn answer(body: &str, status: u16) -> Response {
    Response::new(status).body(JSON, body)
}

/// Half of the rows; none where there is only one.
async fn short(request: &Request, mut response: Response, sandbox: &Sandbox) -> Response {
    let mut list: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    match lists::halved(&mut list, request) {
        Some(half) => {
            response = sandbox.serve(&half).await;
            rewrite(&mut response, |list| lists::ask_again_for(list, request));
        }
        None => rewrite(&mut response, |list| lists::empty(list, request)),
    }
    response
}

fn error(failure: GraphError, number: u64, sandbox: &Sandbox) -> Response {
    let now = sandbox.read(|world| Ok(world.now)).unwrap_or_default();
    Outcome::free(Err(failure), number, now).response(Version::CURRENT)
}

/// The asset whose limit it is: the one of the path, or the one that the token acts as.
fn asset(request: &Request, sandbox: &Sandbox) -> String {
    let Ok(call) = Call::read(request) else { return "0".to_owned() };
    let named = call.path.first().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).cloned();
    named
        .or_else(|| {
            let token = sandbox.read(|world| Ok(call.token.and_then(|token| world.home.key.read(&token))));
            match token {
                Ok(Some(Named::Page(_, page))) => Some(page),
                _ => None,
            }
        })
        .unwrap_or_else(|| crate::sandbox::world::models::APP_ID.to_owned())
}

/// Changes an answer in JSON.
fn rewrite(response: &mut Response, change: impl FnOnce(&mut Value)) {
    if let Ok(mut answer) = serde_json::from_slice::<Value>(&response.body) {
        change(&mut answer);
        response.body = escaped(&answer).into_bytes();
    }
}

/// Puts a header in the place of those of its name.
fn replace(response: &mut Response, name: &str, value: String) {
    let mut headers = Headers::default();
    for (other, kept) in response.headers.iter().filter(|(other, _)| !other.eq_ignore_ascii_case(name)) {
        headers.add(other, kept);
    }
    headers.add(name, value);
    response.headers = headers;
}

/// Pages of the dialog carry no date of their own and stay as they are.
fn skew(response: &mut Response, seconds: i64) {
    let told = response.headers.get("date").and_then(|date| rfc2822::parse(date).ok());
    let time = told.and_then(|told| told.timestamp().as_second().checked_add(seconds)).map(times::date);
    if let Some(time) = time {
        replace(response, "date", time);
    }
}
