//! When Graph versions end (Meta, changelog of the v26 era): two years after the next one came out.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// Versions that have an end, with its day. Later ones have none announced.
const ENDS: &[(u32, Date)] = &[
    (19, date(2026, 5, 21)),
    (20, date(2026, 9, 24)),
    (21, date(2027, 1, 21)),
    (22, date(2027, 5, 20)),
    (23, date(2027, 10, 8)),
    (24, date(2028, 2, 18)),
    (25, date(2028, 7, 29)),
];

/// The day on which `version` (`v21.0`) ends or ended; `None` if no end is announced.
pub fn end_of_version(version: &str) -> Option<Timestamp> {
    let number: u32 = version.strip_prefix('v')?.split('.').next()?.parse().ok()?;
    let end = ENDS.iter().find(|(known, _)| *known >= number)?;
    end.1.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_end_in_their_order() {
        let day = |version| end_of_version(version).map(|end| end.to_string()[..10].to_owned());
        assert_eq!(day("v21.0").as_deref(), Some("2027-01-21"));
        assert_eq!(day("v3.0").as_deref(), Some("2026-05-21"));
        assert_eq!(day("v26.0"), None);
        assert!(ENDS.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
    }
}
