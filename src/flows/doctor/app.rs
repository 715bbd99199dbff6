//! The app at Meta: mode, access levels, both layers of webhooks, and its callback, asked by ourselves.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::Check;
use crate::domain::hint::{DashboardChange, Hint, Step};
use crate::domain::{Code, Platform, text};
use crate::http::TransportError;
use crate::platforms::health::judge_app;
use crate::platforms::{AppSnapshot, CallbackAnswer, FACEBOOK_SCOPES, Need, WHATSAPP_SCOPES};

/// Judges the app for connections on `platforms`.
pub fn judge(snapshot: &AppSnapshot, platforms: &BTreeSet<Platform>, now: Timestamp) -> Vec<Check> {
    let mut found = access(snapshot, platforms);
    found.extend(subscriptions(snapshot, platforms, now));
    found.extend(snapshot.callbacks.iter().map(|(url, answer)| callback(url, answer)));
    found
}

/// Meta has no field for the mode; a permission that needs review and is open to everybody shows it.
pub(super) fn is_live(permissions: &BTreeMap<String, bool>) -> bool {
    needs().any(|need| need.required && permissions.get(need.scope) == Some(&true))
}

fn needs() -> impl Iterator<Item = &'static Need> {
    FACEBOOK_SCOPES.iter().chain(WHATSAPP_SCOPES)
}

/// Mode and access level of each permission that `platforms` need.
fn access(snapshot: &AppSnapshot, platforms: &BTreeSet<Platform>) -> Vec<Check> {
    let dashboard = |change| Step::Dashboard { app_id: snapshot.id.clone(), change };
    let permissions = match &snapshot.permissions {
        Ok(permissions) => permissions,
        Err(trouble) => {
            let words = format!("access levels could not be read: {}", trouble.message);
            return vec![
                Check::unknown("access", words)
                    .hint(Hint::new("see them under App Review", dashboard(DashboardChange::AdvancedAccess))),
            ];
        }
    };
    let wanted: Vec<_> = needs()
        .filter(|need| need.platforms.iter().any(|one| platforms.contains(one)))
        .map(|need| need.scope)
        .filter(|scope| !matches!(*scope, "public_profile" | "email"))
        .collect();
    let missing: Vec<_> = wanted.iter().copied().filter(|scope| !permissions.contains_key(*scope)).collect();
    let standard: Vec<_> = wanted.iter().copied().filter(|scope| permissions.get(*scope) == Some(&false)).collect();
    let mut found = vec![mode(permissions, platforms, dashboard(DashboardChange::Publish))];
    if !missing.is_empty() {
        let words = format!("no use case of the app offers {}", missing.join(", "));
        let check = Check::problem("access", Code::PermissionNotOffered, words);
        found.push(check.why("the dialog leaves them out without a word").hint(Hint::new(
            "add the use case (for messages: Engage with customers on Messenger)",
            dashboard(DashboardChange::UseCase),
        )));
    }
    if !standard.is_empty() && is_live(permissions) {
        let words = format!("without advanced access: {}", standard.join(", "));
        let check = Check::warning("access", Code::PermissionNotAdvanced, words);
        found.push(
            check
                .why("only people with a role on the app can grant them; it works for you and not for customers")
                .hint(Hint::new(
                    "ask for advanced access, which needs App Review",
                    dashboard(DashboardChange::AdvancedAccess),
                )),
        );
    }
    if missing.is_empty() && standard.is_empty() {
        found.push(Check::ok("access", format!("open to everybody: {}", wanted.join(", "))));
    }
    found
}

fn mode(permissions: &BTreeMap<String, bool>, platforms: &BTreeSet<Platform>, publish: Step) -> Check {
    if is_live(permissions) {
        return Check::ok("mode", "live, as its permissions show");
    }
    let words = "the app is in development mode, or review has granted it nothing";
    let why = "only people with a role on the app can log in, and Instagram sends such an app nothing";
    let code = Code::AppNotLive;
    let check = if platforms.contains(&Platform::Instagram) {
        Check::problem("mode", code, words)
    } else {
        Check::warning("mode", code, words)
    };
    check.why(why).hint(Hint::new("publish it, after review", publish))
}

/// The app's own layer of webhooks, object by object.
fn subscriptions(snapshot: &AppSnapshot, platforms: &BTreeSet<Platform>, now: Timestamp) -> Vec<Check> {
    let all = match &snapshot.subscriptions {
        Ok(all) => all,
        Err(trouble) => return vec![Check::unknown("subscriptions", trouble.message.clone())],
    };
    let judged = judge_app(snapshot, platforms, now, SignedDuration::ZERO);
    let wrong = judged.iter().filter(|one| one.code == Code::AppNotSubscribed);
    let mut found: Vec<_> = wrong
        .map(|one| Check::found("subscriptions", one).why("only what is subscribed at both layers is delivered"))
        .map(|check| check.hint(Hint::new("see both layers", Step::Webhooks)))
        .collect();
    let told: Vec<_> =
        all.iter().map(|one| format!("{} ({} fields)", text::shown(&one.object), one.fields.len())).collect();
    if found.is_empty() {
        found.push(Check::ok("subscriptions", told.join(", ")));
    }
    found
}

/// What a callback said that was asked with a verify token that is none: a sound one refuses it with 403, and many
/// frameworks answer 400 or 401.
fn callback(url: &str, answer: &CallbackAnswer) -> Check {
    let url = text::shown(url);
    let see = "start its server, or see whether it lets this machine in";
    match answer {
        CallbackAnswer::NotHttps => {
            Check::problem("callback", Code::CallbackNotHttps, format!("{url} is no https address"))
                .why("Meta delivers over https only")
                .hint(Hint::new("name another", Step::SetWebhooks(None)))
        }
        CallbackAnswer::Silent(error @ TransportError::Tls { .. }) => {
            Check::problem("callback", Code::CallbackUntrusted, format!("{url}: {}", text::shown(&error.to_string())))
                .why("Meta takes certificates of public authorities only, with the whole chain")
                .hint("renew the certificate, or serve its chain; see: openssl s_client -connect HOST:443")
        }
        CallbackAnswer::Silent(error) => {
            let words = format!("{url} does not answer this machine: {}", text::shown(&error.to_string()));
            Check::warning("callback", Code::CallbackUnreachable, words).why(MISSED).hint(see)
        }
        CallbackAnswer::Status { status, .. } if *status >= 500 => {
            let words = format!("{url} answers with status {status}");
            Check::problem("callback", Code::CallbackFailing, words).why(MISSED).hint("see its server's log")
        }
        CallbackAnswer::Status { status: 200, echoed: true } => {
            Check::ok("callback", format!("{url} answers; it confirms any verify token"))
        }
        CallbackAnswer::Status { status: 400 | 401 | 403, .. } => {
            Check::ok("callback", format!("{url} answers, and refuses a wrong verify token"))
        }
        CallbackAnswer::Status { status, .. } => {
            let words = format!("{url} answers with status {status}, where 403 was expected");
            Check::warning("callback", Code::CallbackOdd, words)
                .why("to a wrong verify token it should say 403, to the right one the challenge and nothing else")
                .hint("see whether path and server are the right ones, and whether a tunnel or a proxy answers instead")
        }
    }
}

const MISSED: &str =
    "what is not taken is repeated for some time and then lost; Meta ends a Page's subscription after an hour";

/// How many connections do not send webhooks to the app: `lacking` of `asked`; `left` were not asked.
pub fn webhook_coverage(asked: usize, lacking: usize, left: usize) -> Check {
    let rest = if left > 0 { format!("; {left} more were not asked") } else { String::new() };
    if lacking == 0 {
        return match asked {
            0 => Check::skipped("connections", format!("none to ask{rest}")),
            _ => Check::ok("connections", format!("{asked} asked, all send webhooks to the app{rest}")),
        };
    }
    Check::problem("connections", Code::SecondLayerMissing, format!("{lacking} of {asked} send the app nothing{rest}"))
        .why("only what is subscribed at both layers is delivered")
        .hint(Hint::new("see them", Step::Webhooks))
        .hint(Hint::new("subscribe them again", Step::Fix(None)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(answer: &CallbackAnswer) -> Option<Code> {
        callback("https://x.test/", answer).code
    }

    #[test]
    fn every_answer_of_a_callback_is_judged() {
        let status = |status, echoed| code(&CallbackAnswer::Status { status, echoed });
        assert_eq!([status(200, true), status(403, false), status(401, false)], [None, None, None]);
        assert_eq!(status(200, false), Some(Code::CallbackOdd));
        assert_eq!([status(404, false), status(302, false)], [Some(Code::CallbackOdd), Some(Code::CallbackOdd)]);
        assert_eq!(status(502, false), Some(Code::CallbackFailing));
        let (host, reason) = (|| "x".to_owned(), || "y".to_owned());
        assert_eq!(code(&CallbackAnswer::NotHttps), Some(Code::CallbackNotHttps));
        let silent = |error| code(&CallbackAnswer::Silent(error));
        assert_eq!(silent(TransportError::Tls { host: host(), reason: reason() }), Some(Code::CallbackUntrusted));
        assert_eq!(silent(TransportError::Timeout { host: host() }), Some(Code::CallbackUnreachable));
    }

    #[test]
    fn connections_that_send_nothing_are_counted() {
        assert_eq!(webhook_coverage(3, 1, 0).code, Some(Code::SecondLayerMissing));
        assert_eq!(webhook_coverage(3, 0, 0).code, None);
    }
}
