//! Sending a delivery once more, when a person asks.

use url::Url;

use super::forward::{envelope, told};
use crate::clock::Clock;
use crate::http::Transport;
use crate::spool::{Attempt, Outcome, Ready, Spool, SpoolError, Whole};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The delivery.
    pub id: String,
    /// Where to.
    pub url: String,
    /// Whether it was taken.
    pub taken: bool,
    /// The answer's status.
    pub status: Option<u16>,
    /// Why it was not taken.
    pub reason: Option<String>,
}

/// Sends `whole` to `url` and, if that is a target which it is for, writes down what came of it.
pub async fn send_again(
    spool: &Spool,
    whole: &Whole,
    url: &Url,
    way: &dyn Transport,
    clock: &dyn Clock,
) -> Result<Sent, SpoolError> {
    let sent = |taken, status, reason| Sent { id: whole.id.clone(), url: url.to_string(), taken, status, reason };
    let Some(body) = &whole.body else {
        return Ok(sent(false, None, Some("its body has had its time and is erased".to_owned())));
    };
    let known = whole.passing.iter().find(|one| one.url == url.as_str());
    let ready = Ready {
        number: whole.number,
        id: whole.id.clone(),
        headers: whole.headers.clone(),
        body: body.clone(),
        attempts: known.map_or(1, |one| one.attempts.max(1)),
        refusals: 0,
        since: whole.received,
        repeat: whole.events.iter().all(|event| event.repeat),
    };
    let (status, reason) = told(&way.send(envelope(url, &ready)).await);
    if known.is_some() && reason.is_none() {
        let target = spool.target(url.as_str()).await?;
        let (number, at, outcome) = (whole.number, clock.now(), Outcome::Delivered);
        spool.settle(target, Attempt { number, at, status, words: None, outcome }).await?;
    }
    Ok(sent(reason.is_none(), status, reason))
}
