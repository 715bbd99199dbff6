//! What Meta's error numbers mean, as one table: cause, plain words, whether waiting helps, and the remedy.
//!
//! The client decides by it, every command's hints come from it, and `snorq explain` prints it, so that a code is
//! explained once. Sources: Meta, "Handling errors", "Rate limits", the references of the single edges and WhatsApp's
//! error table; where those are silent, public reports.
//!
//! Where Meta gives several things one code, the row names what Meta's message says of the one that is meant; what no
//! row says means what the code means in general. To add a code, add a row.

mod general;
mod messaging;

use std::time::Duration;

use crate::domain::Waiting::{self, Later, Never, Soon};
use crate::domain::hint::{Connect, Hint, Property, Step};
use crate::domain::{Cause, GraphCode, Meaning, Trouble};

/// Remedies that many rows share.
const LOGIN: Hint = Hint::new("log in again", Step::AGAIN);
const OWN_TOKEN: Hint =
    Hint::new("give the token of a person or a system user, made with this profile's app, or log in", Step::AGAIN);
const ALLOW: Hint =
    Hint::new("log in again, choose \"edit previous settings\" and allow it", Connect::AGAIN.rerequest().step());
const MINUTES: Hint = say("try again in a few minutes");
const HOUR: Hint = say("try again in an hour");
const APP: Hint = Hint::new(
    "compare id and secret with App settings > Basic in the dashboard; give the present secret",
    Step::set(Property::Secret),
);
const NETWORK: Hint = Hint::new("check the network and the proxy", Step::Examine);
const CODE: Hint = say("a code is good for one use; start the login again");
const VISIBLE: Hint = Hint::new("check the id, and that the login included this Page, account or number", Step::AGAIN);
const VERSION: Hint =
    Hint::new("check the id, and that the Graph version is one of Meta's", Step::set(Property::GraphVersion));
/// What Meta's own words explain best.
const WORDS: Hint = say("Meta's own words name what it does not take: an id, a text or a setting that was given");
const UNKNOWN: Hint = say("Meta's own words say why; Meta's support asks for the code and the trace");
/// For rows whose words of Meta's name a part of the request that only snorq makes.
const REPORT: Hint = say("that is a fault of snorq: please report it with Meta's words");

/// A remedy of words alone.
const fn say(words: &'static str) -> Hint {
    Hint::words(words)
}

/// A code in general.
const fn row(code: i64, cause: Cause, waiting: Waiting, words: &'static str, remedy: Hint) -> Meaning {
    Meaning { code, last: code, subcode: None, says: "", cause, words, waiting, remedy }
}

fn table() -> impl Iterator<Item = &'static Meaning> {
    general::ROWS.iter().chain(messaging::ROWS)
}

/// What an error means, as closely as it is known: by its subcode, by what Meta says, else by its code. One without a
/// code is known by what Meta says alone: WhatsApp's code 0 is another thing.
pub fn meaning(error: &GraphCode) -> Option<&'static Meaning> {
    let about = |row: &&Meaning| error.code.is_none_or(|code| row.is_about(code));
    let exact =
        || table().filter(about).find(|row| error.code.and(error.subcode).is_some_and(|sub| row.subcode == Some(sub)));
    let said = || table().filter(about).find(|row| row.is_said_by(&error.message));
    let general = || table().filter(|row| error.code.is_some() && row.is_general()).find(about);
    exact().or_else(said).or_else(general)
}

/// What a number that somebody copied means: a code, with its subcode if there is one, or else a subcode alone.
pub fn explain(number: i64, subcode: Option<i64>) -> Option<&'static Meaning> {
    let alone = || table().find(|row| subcode.is_none() && row.subcode == Some(number));
    meaning(&GraphCode { code: Some(number), subcode, ..GraphCode::default() }).or_else(alone)
}

/// The row that a message of Meta's is about.
pub fn said(message: &str) -> Option<&'static Meaning> {
    table().find(|row| row.is_said_by(message))
}

/// The rows of a code that Meta's message alone tells apart.
pub fn told_apart(code: i64) -> impl Iterator<Item = &'static Meaning> {
    table().filter(move |row| row.is_about(code) && row.subcode.is_none() && !row.says.is_empty())
}

fn known(trouble: &Trouble) -> Option<&'static Meaning> {
    trouble.graph.as_deref().and_then(meaning)
}

/// What a trouble means, with Meta's code in place of Meta's own words: for lists, where many have the same.
pub fn brief(trouble: &Trouble) -> String {
    let row = known(trouble).filter(|row| row.cause == trouble.cause);
    let (Some(row), Some(graph)) = (row, &trouble.graph) else { return trouble.message.clone() };
    match (graph.code, graph.subcode) {
        (Some(code), Some(subcode)) => format!("{} [{code}/{subcode}]", row.words),
        (Some(code), None) => format!("{} [{code}]", row.words),
        (None, _) => row.words.to_owned(),
    }
}

/// What to do about a trouble: by Meta's code where the code decided the cause, else by the cause.
pub fn remedy(trouble: &Trouble) -> Option<Hint> {
    if let Cause::Wait(Some(time)) = trouble.cause {
        return Some(format!("try again in {}", span(time)).into());
    }
    let by_code = known(trouble).filter(|row| row.cause == trouble.cause).map(|row| row.remedy.clone());
    by_code.or_else(|| usual(&trouble.cause)).or_else(|| trouble.graph.is_some().then_some(UNKNOWN))
}

fn usual(cause: &Cause) -> Option<Hint> {
    Some(match cause {
        Cause::Expired | Cause::Revoked => LOGIN,
        Cause::WrongToken => OWN_TOKEN,
        Cause::MissingPermission => ALLOW,
        Cause::BadCode => CODE,
        Cause::BadApp => APP,
        Cause::Wait(_) => HOUR,
        Cause::Unreachable => NETWORK,
        Cause::Garbled | Cause::Passing => MINUTES,
        Cause::UnknownField => say("leave it out, or take another Graph version"),
        Cause::Gone | Cause::Refused => return None,
    })
}

/// A wait as a person counts it; a second too many does no harm, one too few leads to another refusal.
fn span(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{} seconds", seconds + 1),
        60 => "1 minute".to_owned(),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_its_own_unit() {
        for (seconds, words) in [(7, "8 seconds"), (60, "1 minute"), (61, "2 minutes"), (420, "7 minutes")] {
            assert_eq!(span(Duration::from_secs(seconds)), words);
        }
    }

    #[test]
    fn no_row_hides_another() {
        for (at, row) in table().enumerate() {
            let error = |code| GraphCode {
                code: Some(code),
                subcode: row.subcode,
                message: format!("(#{code}) {}, so Meta says", row.says.replace('*', "this")),
                ..GraphCode::default()
            };
            let found = (row.code..=row.last).any(|code| meaning(&error(code)) == Some(row));
            assert!(found, "row {at} is never found: {row:?}");
            assert!(!row.words.is_empty() && !row.remedy.words.is_empty(), "{row:?}");
            assert!(!row.words.ends_with('.') && !row.remedy.words.ends_with('.'), "{row:?}");
        }
    }

    /// What snorq repeats by itself is what the table calls soon or, for limits, later.
    #[test]
    fn causes_and_waiting_agree() {
        for row in table() {
            match row.cause {
                Cause::Passing => assert_eq!(row.waiting, Soon, "{row:?}"),
                Cause::Wait(_) => assert_ne!(row.waiting, Never, "{row:?}"),
                Cause::Expired | Cause::BadCode | Cause::BadApp => assert_eq!(row.waiting, Never, "{row:?}"),
                _ => {}
            }
        }
    }

    #[test]
    fn a_subcode_is_found_alone_and_an_unknown_one_falls_back() {
        assert_eq!(explain(36_008, None).unwrap().code, 100);
        assert_eq!(explain(190, Some(999_999)).unwrap().subcode, None);
        assert!(explain(-7, None).is_none());
    }

    /// Whatever else Meta, the app or a person causes is never called a fault of snorq.
    #[test]
    fn a_fault_of_snorq_is_only_what_meta_names_of_our_own_request() {
        for row in table().filter(|row| row.remedy.words.contains("fault of snorq")) {
            assert!(row.remedy == REPORT && row.cause == Cause::Refused && !row.says.is_empty(), "{row:?}");
        }
    }
}
