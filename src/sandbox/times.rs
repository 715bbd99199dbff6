//! Times as Meta writes them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

fn written(seconds: i64, format: &str) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().strftime(format).to_string()
}

/// In the `Date` header.
pub(crate) fn date(seconds: i64) -> String {
    written(seconds, "%a, %d %b %Y %H:%M:%S GMT")
}

/// In the words of an error: the time of day in California.
pub(crate) fn in_words(seconds: i64) -> String {
    let california = TimeZone::posix("PST8PDT,M3.2.0,M11.1.0").unwrap_or(TimeZone::UTC);
    let time = Timestamp::from_second(seconds).unwrap_or_default().to_zoned(california);
    time.strftime("%A, %d-%b-%y %H:%M:%S %Z").to_string()
}

/// In milliseconds, as messages of Messenger and Instagram have it. The world counts seconds; `serial` fills the first part
/// of one, [`told`] the rest.
pub(crate) fn milliseconds(seconds: i64, serial: u32) -> i64 {
    seconds * 1000 + i64::from(serial % 6) * 97 + 13
}

/// When a webhook about something of that number is told, in milliseconds: a little later.
pub(crate) fn told(seconds: i64, serial: u32) -> i64 {
    seconds * 1000 + 600 + i64::from(serial % 7) * 53
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_speak_of_the_time_in_california() {
        assert_eq!(in_words(1_714_136_400), "Friday, 26-Apr-24 06:00:00 PDT");
        assert_eq!(in_words(1_448_316_003), "Monday, 23-Nov-15 14:00:03 PST");
    }

    #[test]
    fn a_webhook_is_told_within_the_second_but_after_what_it_tells() {
        for serial in 0..50 {
            let (happened, told) = (milliseconds(7, serial), told(7, serial));
            assert!(happened < told && told < 8_000 && happened >= 7_000, "{happened} {told}");
        }
    }
}
