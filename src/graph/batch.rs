//! Many calls in one request: at most fifty, each with its own token and proof (Meta, batch requests).
//!
//! The outer request is made as the app, whose token does not die with a person's login. Every operation still counts
//! for Meta's limits; what is saved is the way there and back.

use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::{Value, json};

use super::answer::{Answer, Part};
use super::call::Call;
use super::client::{is_proof_error, met_by, too_many};
use super::redact::Redactor;
use super::{Graph, error};
use crate::domain::{Cause, Trouble};
use crate::http::Method;

/// The most operations that one request may carry.
pub(super) const BATCH: usize = 50;
/// Requests that are under way at the same time.
const AT_ONCE: usize = 4;

type Answers = Vec<Result<Answer, Trouble>>;

impl Graph {
    /// Makes all `calls`, fifty in a request and several requests at a time; the answers come in the calls' order.
    pub(super) async fn batch(&self, calls: Vec<Call>) -> Answers {
        let groups: Vec<Vec<Call>> = calls.chunks(BATCH).map(<[Call]>::to_vec).collect();
        let answers = stream::iter(groups).map(|group| self.group(group)).buffered(AT_ONCE);
        answers.collect::<Vec<_>>().await.into_iter().flatten().collect()
    }

    async fn group(&self, calls: Vec<Call>) -> Answers {
        if let [only] = calls.as_slice() {
            return vec![self.call(only.clone()).await];
        }
        let outer = self.outer(&calls);
        let redactor = self.redactor(&outer);
        let answer = match self.call(outer).await {
            Ok(answer) => answer,
            Err(trouble) => return vec![Err(trouble); calls.len()],
        };
        let mut answers = self.collect_answers(&calls, &answer, &redactor).await;
        self.prove_again(&calls, &mut answers).await;
        answers
    }

    /// The request that carries `calls`; Meta may repeat the secrets of each in the answer to any.
    fn outer(&self, calls: &[Call]) -> Call {
        let proven: Vec<Call> = calls.iter().map(|call| self.proven(call)).collect();
        let operations: Vec<Value> = proven.iter().map(operation).collect();
        let app = self.app.token();
        let tokens = proven.iter().filter_map(|call| call.token.as_ref()).filter(|token| **token != app);
        let secrets: Vec<_> = proven.iter().flat_map(Call::secrets).chain(tokens).cloned().collect();
        let outer = Call { repeatable: calls.iter().all(|call| call.repeatable), ..Call::post("") };
        let outer = outer.param("batch", Value::Array(operations).to_string()).param("include_headers", "false");
        outer.conceal(secrets).token(&app)
    }

    /// Parts whose proof was refused are made again: the first alone, from whose refusal the proof learns Meta's clock
    /// or the form that it takes, then the others.
    async fn prove_again(&self, calls: &[Call], answers: &mut Answers) {
        let refused = |answer: &Result<Answer, Trouble>| answer.as_ref().is_err_and(is_proof_error);
        let Some(first) = answers.iter().position(refused) else { return };
        answers[first] = self.call(calls[first].clone()).await;
        for at in first + 1..calls.len() {
            if refused(&answers[at]) && calls[at].repeatable {
                answers[at] = self.call(calls[at].clone()).await;
            }
        }
    }

    /// Reads the answers, and makes once more, by itself, each call that Meta did not finish or that met a passing
    /// fault and may be repeated. What met a limit is not: that would only prolong it.
    async fn collect_answers(&self, calls: &[Call], answer: &Answer, redactor: &Redactor) -> Answers {
        let mut parts = match answer.parts() {
            Ok(parts) => parts.into_iter(),
            Err(trouble) => return vec![Err(trouble); calls.len()],
        };
        let mut answers: Answers = calls.iter().map(|call| unpack(parts.next().flatten(), call, redactor)).collect();
        answers.iter().filter_map(|answer| answer.as_ref().err()).for_each(|trouble| self.heed(trouble));
        for (answer, call) in answers.iter_mut().zip(calls).filter(|(_, call)| call.repeatable) {
            let again = |trouble: &Trouble| trouble.passes() && !matches!(trouble.cause, Cause::Wait(_));
            if answer.as_ref().is_err_and(again) {
                *answer = self.call(call.clone()).await;
            }
        }
        answers
    }
}

fn operation(call: &Call) -> Value {
    let token: Vec<_> = call.token.iter().map(|token| ("access_token", token.expose())).collect();
    let encoded = call.encoded(&token);
    if call.method == Method::Post {
        json!({"method": "POST", "relative_url": call.path, "body": encoded})
    } else {
        json!({"method": call.method.as_str(), "relative_url": format!("{}?{encoded}", call.path)})
    }
}

/// One operation's answer: `None` is one that did not finish.
fn unpack(part: Option<Part>, call: &Call, redactor: &Redactor) -> Result<Answer, Trouble> {
    let part = part.ok_or_else(|| Trouble::new(Cause::Passing, "Meta did not finish this part of a batch"))?;
    let status = part.code.unwrap_or(200);
    let foreign = || match status {
        429 => too_many(None),
        _ => Trouble::new(Cause::Garbled, format!("a part of a batch is not Meta's (status {status})")),
    };
    let (answer, error) = Answer::read(part.body.as_bytes()).ok_or_else(foreign)?;
    match error::in_answer(&error, None, redactor) {
        Some(trouble) => Err(met_by(call, trouble)),
        None if (200..300).contains(&status) => Ok(answer),
        None => Err(foreign()),
    }
}
