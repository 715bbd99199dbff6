//! Spans of time as people write them.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, Unit};

/// `90`, `90s`, `5m`, `1h`, `61d`.
pub(super) fn span(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let wrong = || "a time is a number with s, m, h or d: 90s, 5m, 61d".to_owned();
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    let unit = match &text[digits.len()..] {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    number.checked_mul(unit).map(Duration::from_secs).ok_or_else(wrong)
}

/// A time that a person can wait.
pub(super) fn patience(text: &str) -> Result<Duration, String> {
    let sound = |span: &Duration| (1..=86_400).contains(&span.as_secs());
    span(text).ok().filter(sound).ok_or_else(|| "a time is between 1s and 24h: 90s, 5m".to_owned())
}

/// `36h`, `14d`, `2w`: for dates, where a number alone or minutes would be a slip.
pub(super) fn days(text: &str) -> Result<SignedDuration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number = digits.parse::<i64>().ok().filter(|number| (0..=5_200).contains(number));
    let hours = match &text[digits.len()..] {
        "h" => 1,
        "d" => 24,
        "w" => 168,
        _ => 0,
    };
    let sound = number.filter(|_| hours > 0).map(|number| SignedDuration::from_hours(number * hours));
    sound.ok_or_else(|| "a time is a number with h, d or w: 36h, 14d, 2w".to_owned())
}

/// A time without the fraction of its second, which no person reads.
pub(super) fn second(at: Timestamp) -> Timestamp {
    at.round(Unit::Second).unwrap_or(at)
}

/// How far `at` is from `now`: `in 5 days`, `2 h ago`, `now`.
pub(super) fn relative(now: Timestamp, at: Timestamp) -> String {
    let seconds = at.duration_since(now).as_secs();
    let distance = match seconds.unsigned_abs() {
        0..60 => return "now".to_owned(),
        near @ 60..3_600 => format!("{} min", near / 60),
        near @ 3_600..172_800 => format!("{} h", near / 3_600),
        far => format!("{} days", far / 86_400),
    };
    if seconds > 0 { format!("in {distance}") } else { format!("{distance} ago") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds) in [("90", 90), ("90s", 90), ("5m", 300), ("1h", 3600), ("61d", 61 * 86_400)] {
            assert_eq!(span(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "m", "-1s", "5 m", "2w", "99999999999999999999s", "999999999999999999d", "é"] {
            assert!(span(text).is_err(), "{text}");
        }
    }
    #[test]
    fn how_far_a_time_is_has_one_unit() {
        let cases = [(0, "now"), (-59, "now"), (60, "in 1 min"), (-7_200, "2 h ago"), (172_799, "in 47 h")];
        for (seconds, words) in cases.into_iter().chain([(432_000, "in 5 days"), (-864_001, "10 days ago")]) {
            let at = Timestamp::from_second(seconds).unwrap();
            assert_eq!(relative(Timestamp::UNIX_EPOCH, at), words);
        }
    }

    #[test]
    fn nobody_waits_for_no_time_or_for_days() {
        for (text, seconds) in [("90", 90), ("90s", 90), ("5m", 300), ("1h", 3600)] {
            assert_eq!(patience(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "0", "m", "-1s", "5 m", "2d", "25h", "99999999999999999999s", "é"] {
            assert!(patience(text).is_err(), "{text}");
        }
    }

    #[test]
    fn times_are_hours_days_or_weeks() {
        for (text, hours) in [("36h", 36), ("14d", 336), ("2w", 336), ("0d", 0)] {
            assert_eq!(days(text), Ok(SignedDuration::from_hours(hours)), "{text}");
        }
        for text in ["", "14", "d", "-1d", "5m", "1d1", "99999999999d"] {
            assert!(days(text).is_err(), "{text}");
        }
    }
}
