//! Spans of time as people write them.

use std::time::Duration;

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
}
