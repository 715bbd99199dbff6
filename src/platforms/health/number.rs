//! The WhatsApp Business account and the number: what they send to the app, and whether the number works.

use super::{AccountState, Facts, unanswered};
use crate::domain::hint::{Connect, Hint, Step, Target};
use crate::domain::{Cause, Code, Finding, Number, Trouble, WabaId, is_same_address, text};

/// The account sends webhooks to the app at all.
pub(super) fn is_subscribed(facts: &Facts<'_>) -> Vec<Finding> {
    match facts.observation.account() {
        Some(seen) if !seen.subscribed => {
            let words = format!("{} does not send webhooks to the app", account(facts));
            vec![Finding::new(Code::WabaNotSubscribed, words).hint(repair(facts))]
        }
        _ => Vec::new(),
    }
}

/// The callback of its own that was set for the account stands, and answers. A plain subscription by anybody takes it
/// away (Meta, WABA webhook overrides).
pub(super) fn has_its_callback(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(seen) = facts.observation.account().filter(|seen| seen.subscribed) else { return Vec::new() };
    let present = seen.callback.as_ref();
    let lost = facts.callback.filter(|wished| present.is_none_or(|present| !is_same_address(&present.url, wished)));
    let lost = lost.map(|wished| {
        let now = present.map_or_else(|| "the app's address".to_owned(), |other| text::shown(&other.url));
        let words =
            format!("{} sends its webhooks to {now} and not to its own, {}", account(facts), text::shown(wished));
        Finding::new(Code::OverrideLost, words).hint(repair(facts))
    });
    let silent = present.and_then(|present| unanswered(&present.url, &present.answer));
    lost.into_iter().chain(silent).collect()
}

/// The number is still in its account. Of an account that waits for its number: that it does.
pub(super) fn is_there(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(seen) = facts.observation.account() else { return Vec::new() };
    if facts.connection.awaits_number() {
        return vec![pending(facts, seen)];
    }
    let words = match number(facts, seen).map(|number| number.state.as_deref()) {
        None => format!("the number is no longer in {}", account(facts)),
        Some(Some("DELETED")) => "Meta shows the number as deleted".to_owned(),
        Some(Some("MIGRATED")) => "Meta shows the number as moved to another account".to_owned(),
        Some(_) => return Vec::new(),
    };
    let hint = Hint::new("see in WhatsApp Manager what became of it; connect it where it is now", Step::AGAIN);
    vec![Finding::new(Code::AssetGone, words).hint(hint)]
}

fn pending(facts: &Facts<'_>, seen: &AccountState) -> Finding {
    let (words, hint) = if seen.numbers.is_empty() {
        ("has no number yet", Hint::new("add one in WhatsApp Manager, then connect it", Step::AGAIN))
    } else {
        let account = Target::Account(WabaId::new(facts.connection.waba_id.as_deref().unwrap_or_default()));
        let step = Connect::AGAIN.target(account).step();
        ("has a number now, which is not connected yet", Hint::new("connect it", step))
    };
    Finding::new(Code::NumberPending, format!("{} {words}", account(facts))).hint(hint)
}

/// The number is registered, or must not be.
pub(super) fn is_registered(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(number) = shown(facts) else { return Vec::new() };
    if number.works() || number.lost().is_some() {
        return Vec::new();
    }
    let finding = if matches!(number.state.as_deref(), None | Some("UNKNOWN")) {
        unknown_state()
    } else {
        let (words, hint) = number.missing();
        Finding::new(Code::NumberNotRegistered, words).hint(hint)
    };
    vec![finding]
}

/// Meta neither bars nor limits the number, and has nothing against its quality or its name.
pub(super) fn is_unflagged(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(number) = shown(facts) else { return Vec::new() };
    let barred = barred(number);
    let words: Vec<_> = [barred, limited(number), quality(number), name(number)].into_iter().flatten().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let finding = Finding::new(Code::NumberFlagged, words.join("; ")).hint(MANAGER);
    vec![if barred.is_some() { finding.grave() } else { finding }]
}

const MANAGER: &str = "see why in WhatsApp Manager: https://business.facebook.com/wa/manage/phone-numbers/";

/// Nothing goes through, and no registration helps.
fn barred(number: &Number) -> Option<&'static str> {
    match number.state.as_deref()? {
        "BANNED" => Some("Meta has banned the number: it neither receives nor sends"),
        // It must not be registered: its owner is the one to act.
        "DISCONNECTED" if number.coexists => Some("the WhatsApp Business app is no longer connected to the platform"),
        _ => None,
    }
}

fn limited(number: &Number) -> Option<&'static str> {
    match number.state.as_deref()? {
        "FLAGGED" => Some("Meta has flagged the number: its quality has to rise, or it is limited"),
        "RESTRICTED" => Some("Meta restricts the number: for now it cannot write to people first"),
        "RATE_LIMITED" => Some("Meta limits how much the number may send for now"),
        _ => None,
    }
}

fn quality(number: &Number) -> Option<&'static str> {
    let red = number.quality.as_deref() == Some("RED");
    red.then_some("Meta rates the number's quality RED: people block or report it")
}

/// A name in review is nothing wrong.
fn name(number: &Number) -> Option<&'static str> {
    match number.name_status.as_deref()? {
        "DECLINED" => Some("Meta has declined the number's display name"),
        "EXPIRED" => Some("the approval of the number's display name has expired"),
        _ => None,
    }
}

fn unknown_state() -> Finding {
    super::unknown("whether it is registered", &Trouble::new(Cause::Garbled, "Meta does not tell the number's state"))
}

/// The connection's number as Meta shows it.
fn shown<'a>(facts: &'a Facts<'_>) -> Option<&'a Number> {
    number(facts, facts.observation.account()?)
}

fn number<'a>(facts: &Facts<'_>, seen: &'a AccountState) -> Option<&'a Number> {
    seen.numbers.iter().find(|number| number.id.as_str() == facts.connection.platform_user_id)
}

fn account(facts: &Facts<'_>) -> String {
    format!("account {}", text::shown(facts.connection.waba_id.as_deref().unwrap_or_default()))
}

fn repair(facts: &Facts<'_>) -> Hint {
    Hint::new("set it again", Step::Fix(Some(facts.connection.reference())))
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::super::{Callback, CallbackAnswer, Observation, judge};
    use super::*;
    use crate::domain::{Connection, Level, PhoneId, Platform, Verification};

    fn number(state: &str) -> Number {
        Number {
            id: PhoneId::new("31"),
            display: Some("+1 631-555-0101".to_owned()),
            name: None,
            verification: Verification::Verified,
            quality: Some("GREEN".to_owned()),
            name_status: Some("APPROVED".to_owned()),
            platform: None,
            state: Some(state.to_owned()),
            coexists: false,
            onboarded_at: None,
        }
    }

    fn seen(number: Number) -> AccountState {
        AccountState { subscribed: true, callback: None, numbers: vec![number] }
    }

    /// What is found of `phone`, whose account was given `callback`.
    fn found(phone: &str, seen: Result<AccountState, Trouble>, callback: Option<&str>) -> Vec<(Code, Level)> {
        let record = Connection::sample("p", Platform::Whatsapp, phone, Timestamp::UNIX_EPOCH);
        let connection = Connection { waba_id: Some("21".to_owned()), ..record };
        let facts = Facts {
            connection: &connection,
            token: None,
            observation: &Observation::Account(seen),
            callback,
            now: Timestamp::UNIX_EPOCH,
            within: SignedDuration::ZERO,
        };
        judge(&facts).into_iter().map(|finding| (finding.code, finding.level)).collect()
    }

    fn of(seen: AccountState) -> Vec<(Code, Level)> {
        found("31", Ok(seen), None)
    }

    #[test]
    fn every_state_of_a_number_is_judged() {
        let (warning, error) = (Level::Warning, Level::Error);
        let expected = [
            ("CONNECTED", None),
            ("FLAGGED", Some((Code::NumberFlagged, warning))),
            ("RESTRICTED", Some((Code::NumberFlagged, warning))),
            ("RATE_LIMITED", Some((Code::NumberFlagged, warning))),
            ("BANNED", Some((Code::NumberFlagged, error))),
            ("PENDING", Some((Code::NumberNotRegistered, error))),
            ("DISCONNECTED", Some((Code::NumberNotRegistered, error))),
            ("UNVERIFIED", Some((Code::NumberNotRegistered, error))),
            ("DELETED", Some((Code::AssetGone, error))),
            ("MIGRATED", Some((Code::AssetGone, error))),
            ("UNKNOWN", Some((Code::Unknown, warning))),
        ];
        for (state, finding) in expected {
            assert_eq!(of(seen(number(state))), Vec::from_iter(finding), "{state}");
        }
        assert_eq!(of(seen(Number { state: None, ..number("") })), [(Code::Unknown, warning)]);
    }

    /// It is its owner who has to act: no registration helps, and none is hinted at.
    #[test]
    fn a_number_of_the_business_app_is_never_called_unregistered() {
        let coexisting = |state| seen(Number { coexists: true, ..number(state) });
        assert_eq!(of(coexisting("PENDING")), []);
        assert_eq!(of(coexisting("DISCONNECTED")), [(Code::NumberFlagged, Level::Error)]);
    }

    #[test]
    fn quality_and_name_are_one_finding_with_the_state() {
        let red = Number { quality: Some("RED".to_owned()), ..number("FLAGGED") };
        let declined = Number { name_status: Some("DECLINED".to_owned()), ..red };
        assert_eq!(of(seen(declined)), [(Code::NumberFlagged, Level::Warning)]);
        let reviewed = Number { name_status: Some("PENDING_REVIEW".to_owned()), ..number("CONNECTED") };
        assert_eq!(of(seen(reviewed)), []);
    }

    #[test]
    fn a_callback_of_its_own_is_missed_only_if_one_was_given_and_the_account_is_subscribed() {
        let shows = |url: Option<&str>, status| AccountState {
            callback: url
                .map(|url| Callback { url: url.to_owned(), answer: CallbackAnswer::Status { status, echoed: false } }),
            ..seen(number("CONNECTED"))
        };
        let lost = [(Code::OverrideLost, Level::Error)];
        assert_eq!(found("31", Ok(shows(None, 403)), Some("https://own/")), lost);
        assert_eq!(found("31", Ok(shows(Some("https://other/"), 403)), Some("https://own/")), lost);
        assert_eq!(found("31", Ok(shows(Some("https://own/"), 403)), Some("https://own/")), []);
        assert_eq!(found("31", Ok(shows(Some("https://other/"), 403)), None), []);
        let unreachable = [(Code::CallbackUnreachable, Level::Warning)];
        assert_eq!(found("31", Ok(shows(Some("https://own/"), 502)), Some("https://own/")), unreachable);
        let unsubscribed = AccountState { subscribed: false, ..shows(None, 403) };
        assert_eq!(found("31", Ok(unsubscribed), Some("https://own/")), [(Code::WabaNotSubscribed, Level::Error)]);
    }

    #[test]
    fn what_is_not_there_and_what_was_not_shown_are_told_apart() {
        let gone = [(Code::AssetGone, Level::Error)];
        assert_eq!(found("32", Ok(seen(number("CONNECTED"))), None), gone);
        let trouble = |cause| Err(Trouble::new(cause, "no"));
        assert_eq!(found("31", trouble(Cause::Gone), None), gone);
        assert_eq!(found("31", trouble(Cause::Expired), None), [(Code::TokenDead, Level::Error)]);
        assert_eq!(found("31", trouble(Cause::Unreachable), None), [(Code::Unknown, Level::Warning)]);
        let waiting = format!("{}21", Connection::AWAITING_NUMBER);
        let empty = AccountState { numbers: Vec::new(), ..seen(number("CONNECTED")) };
        assert_eq!(found(&waiting, Ok(empty), None), [(Code::NumberPending, Level::Error)]);
    }
}
