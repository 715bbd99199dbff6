//! One object's callback and fields: compared, asked by ourselves, set or ended, and read back.

use std::collections::BTreeSet;

use super::standing;
use crate::domain::AppSubscription;
use crate::domain::hint::{Hint, Step};
use crate::domain::{Secret, Trouble, WebhookObject, is_rewritten, text};
use crate::error::{Failure, Kind};
use crate::flows::{Exclusive, Tools};
use crate::http::TransportError;
use crate::platforms::{CallbackAnswer, Meta, inbox_fields};
use crate::store::Outcome;

/// What would become different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The address that would no longer be told.
    pub replaced: Option<String>,
    /// Fields that would come.
    pub added: Vec<String>,
    /// Fields that would no longer come.
    pub dropped: Vec<String>,
}

impl Difference {
    /// Whether somebody may miss what stands now.
    pub fn takes_away(&self) -> bool {
        self.replaced.is_some() || !self.dropped.is_empty()
    }
}

/// What is to stand for `object`: without fields of one's own, what an inbox needs beside those that stand.
pub fn wish(
    object: WebhookObject,
    callback: &str,
    fields: Option<BTreeSet<String>>,
    standing: Option<&AppSubscription>,
) -> AppSubscription {
    let needed = || {
        let needed = inbox_fields(object).iter().map(|field| (*field).to_owned());
        needed.chain(standing.into_iter().flat_map(|one| one.fields.clone())).collect()
    };
    AppSubscription {
        object: object.as_str().to_owned(),
        callback_url: Some(callback.to_owned()),
        active: true,
        fields: fields.unwrap_or_else(needed),
    }
}

/// Compares what stands with what is wished.
pub fn compare(standing: Option<&AppSubscription>, wish: &AppSubscription) -> Difference {
    let none = BTreeSet::new();
    let fields = standing.map_or(&none, |one| &one.fields);
    let callback = standing.and_then(|one| one.callback_url.clone());
    Difference {
        replaced: callback.filter(|url| !wish.goes_to(url)),
        added: wish.fields.difference(fields).cloned().collect(),
        dropped: fields.difference(&wish.fields).cloned().collect(),
    }
}

/// Asks the callback as Meta will, so that a wrong one is explained by what it answered to us.
pub async fn probe_callback(meta: &Meta, url: &str, verify_token: &Secret) -> Result<(), Failure> {
    let shown = text::shown(url);
    let failed = |words: String| Failure::new(Kind::Failed, words);
    match meta.verify_callback(url, verify_token).await {
        CallbackAnswer::Status { status: 200, echoed: true } => Ok(()),
        CallbackAnswer::Status { status: 200, .. } => {
            Err(failed(format!("{shown} answers the handshake, but not with the challenge"))
                .hint("answer with the value of hub.challenge and nothing else: no quotes, no line break"))
        }
        CallbackAnswer::Status { status: 403, .. } => {
            Err(failed(format!("{shown} refuses the verify token (status 403)"))
                .hint("give the token that its server expects"))
        }
        CallbackAnswer::Status { status, .. } => {
            Err(failed(format!("{shown} answers the handshake with status {status}"))
                .hint("it must answer 200 with the challenge to GET requests with hub.mode=subscribe"))
        }
        CallbackAnswer::NotHttps => Err(failed(format!("Meta delivers to https addresses only, not to {shown}"))),
        CallbackAnswer::Silent(error) => Err(silent(&shown, &error)),
    }
}

fn silent(url: &str, error: &TransportError) -> Failure {
    let failure = Failure::new(Kind::Unreachable, format!("{url} does not answer this machine: {error}"));
    let hint = match error {
        TransportError::Tls { .. } => {
            "Meta takes certificates of public authorities only; a self-signed one is refused"
        }
        _ => "start its server; if only Meta may reach it: --no-probe",
    };
    failure.hint(hint)
}

/// Why Meta's own handshake failed. That this machine's had passed narrows it down to what is different for Meta.
fn refused(trouble: Trouble, wish: &AppSubscription, probed: bool) -> Failure {
    let handshake = trouble.graph.as_ref().is_some_and(|graph| matches!(graph.code, Some(2200 | 2201)));
    let failure = Failure::from(trouble);
    let rewritten = wish.callback_url.as_deref().and_then(is_rewritten);
    match (handshake, probed, rewritten) {
        (true, _, Some(why)) => {
            let words = format!("give an address without it: {why}");
            Failure { hints: vec![words.into()], ..failure }
        }
        (true, true, None) => Failure {
            message: format!("{}; this machine's own question was answered as it should be", failure.message),
            hints: vec![Hint::words(
                "let Meta's servers in: a firewall, a bot protection or a login page treats them otherwise than this machine",
            )],
            ..failure
        },
        _ => failure,
    }
}

/// What stands in place of what was wished.
fn differs(present: Option<&AppSubscription>, wish: &AppSubscription) -> Option<String> {
    let Some(present) = present else { return Some("no subscription".to_owned()) };
    let shown = |url: Option<&String>| url.map_or_else(|| "no address".to_owned(), |url| text::shown(url));
    let (there, wished) = (present.callback_url.as_ref(), wish.callback_url.as_ref());
    if !present.active {
        Some("it switched off".to_owned())
    } else if !there.is_some_and(|there| wish.goes_to(there)) {
        Some(format!("the callback {} in place of {}", shown(there), shown(wished)))
    } else if present.fields != wish.fields {
        Some("other fields".to_owned())
    } else {
        None
    }
}

/// Sets it and reads it back. `probed` tells whether this machine has asked the callback and was answered well.
pub async fn set(
    tools: &Exclusive<'_>,
    wish: &AppSubscription,
    object: WebhookObject,
    verify_token: &Secret,
    probed: bool,
) -> Result<AppSubscription, Failure> {
    let url = wish.callback_url.as_deref().map(text::shown).unwrap_or_default();
    let detail = format!("{object} to {url}");
    told(tools, "webhooks set", Outcome::Begun, &detail).await?;
    let done = async {
        tools.meta.subscribe_app(wish, verify_token).await.map_err(|trouble| refused(trouble, wish, probed))?;
        let present = standing(tools.meta, object).await.map_err(unread)?;
        match differs(present.as_ref(), wish) {
            None => present.ok_or_else(|| Failure::new(Kind::Failed, "Meta shows no such subscription")),
            Some(how) => Err(Failure::new(
                Kind::Failed,
                format!("Meta took the change, and shows something else for {object}: {how}"),
            )
            .hint(Hint::new("see what stands", Step::Webhooks))),
        }
    };
    ended(tools, "webhooks set", &detail, done.await).await
}

/// Ends it and reads back that it has ended. Ending what does not stand changes nothing.
pub async fn unset(tools: &Exclusive<'_>, object: WebhookObject) -> Result<(), Failure> {
    let detail = object.to_string();
    told(tools, "webhooks unset", Outcome::Begun, &detail).await?;
    let done = async {
        tools.meta.unsubscribe_app(object).await?;
        match standing(tools.meta, object).await.map_err(unread)? {
            None => Ok(()),
            Some(_) => Err(Failure::new(Kind::Failed, format!("Meta took the change, and still shows {object}"))
                .hint(Hint::new("see what stands", Step::Webhooks))),
        }
    };
    ended(tools, "webhooks unset", &detail, done.await).await
}

/// The change stands, as far as is known.
fn unread(trouble: Trouble) -> Failure {
    Failure::from(trouble)
        .during("Meta took the change, but it could not be read back")
        .hint(Hint::new("see what stands", Step::Webhooks))
}

async fn ended<T>(tools: &Tools<'_>, verb: &str, detail: &str, outcome: Result<T, Failure>) -> Result<T, Failure> {
    match &outcome {
        Ok(_) => told(tools, verb, Outcome::Done, detail).await?,
        Err(failure) => told(tools, verb, Outcome::Failed, &format!("{detail}: {failure}")).await?,
    }
    outcome
}

async fn told(tools: &Tools<'_>, verb: &str, outcome: Outcome, detail: &str) -> Result<(), Failure> {
    Ok(tools.store.log(&[tools.action(verb, None, outcome, Some(detail.to_owned()))]).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscription(url: &str, fields: &[&str]) -> AppSubscription {
        AppSubscription {
            object: "page".to_owned(),
            callback_url: Some(url.to_owned()),
            active: true,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        }
    }

    #[test]
    fn only_another_address_or_fewer_fields_take_something_away() {
        let wish = subscription("https://a.example/", &["messages", "standby"]);
        let none = compare(None, &wish);
        assert_eq!((none.takes_away(), none.added.len()), (false, 2));
        let fewer = subscription("https://a.example/", &["messages"]);
        assert!(!compare(Some(&fewer), &wish).takes_away());
        let more = subscription("https://a.example/", &["feed", "messages", "standby"]);
        assert_eq!(compare(Some(&more), &wish).dropped, ["feed"]);
        let other = subscription("https://b.example/", &["messages", "standby"]);
        assert_eq!(compare(Some(&other), &wish).replaced.as_deref(), Some("https://b.example/"));
    }
}
