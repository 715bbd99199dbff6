//! Times as Meta writes them.

use jiff::Timestamp;

fn written(seconds: i64, format: &str) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().strftime(format).to_string()
}

/// In the `Date` header.
pub(crate) fn date(seconds: i64) -> String {
    written(seconds, "%a, %d %b %Y %H:%M:%S GMT")
}

/// In the words of an error.
pub(crate) fn in_words(seconds: i64) -> String {
    written(seconds, "%A, %d-%b-%y %H:%M:%S UTC")
}
