//! Graph versions: when each came out, when it ends. A new one is a row more; the last row is the one that is asked for.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// The Graph version that this snorq was built for.
pub const GRAPH_VERSION: &str = VERSIONS[VERSIONS.len() - 1].name;

struct Version {
    name: &'static str,
    released: Date,
    /// The end that Meta names, where it is not two years after the next one's release.
    end: Option<Date>,
}

/// Oldest first (Meta, Graph API changelog, <https://developers.facebook.com/docs/graph-api/changelog>, read 2026-10-29).
const VERSIONS: &[Version] = &[
    Version { name: "v19.0", released: date(2024, 1, 23), end: None },
    Version { name: "v20.0", released: date(2024, 5, 21), end: Some(date(2026, 9, 24)) },
    Version { name: "v21.0", released: date(2024, 10, 2), end: None },
    Version { name: "v22.0", released: date(2025, 1, 21), end: Some(date(2027, 5, 20)) },
    Version { name: "v23.0", released: date(2025, 5, 29), end: None },
    Version { name: "v24.0", released: date(2025, 10, 8), end: None },
    Version { name: "v25.0", released: date(2026, 2, 18), end: None },
    Version { name: "v26.0", released: date(2026, 7, 29), end: None },
    // Meta, Introducing Graph API v27.0, 2026-11-04.
    Version { name: "v27.0", released: date(2026, 11, 4), end: None },
];

/// The day on which `version` (`v21.0`) ends or ended: two years after the next one came out (Meta, versioning), unless
/// Meta names another. `None` as long as no next one is known.
pub fn end_of_version(version: &str) -> Option<Timestamp> {
    let asked = number(version)?;
    let at = VERSIONS.iter().position(|one| number(one.name).is_some_and(|number| number >= asked))?;
    let by_rule = || VERSIONS.get(at + 1)?.released.checked_add(2.years()).ok();
    let end = VERSIONS[at].end.or_else(by_rule)?;
    end.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp())
}

fn number(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_end_in_their_order() {
        let day = |version| end_of_version(version).map(|end| end.to_string()[..10].to_owned());
        let ends = [
            ("v3.0", "2026-05-21"),
            ("v19.0", "2026-05-21"),
            ("v20.0", "2026-09-24"),
            ("v21.0", "2027-01-21"),
            ("v22.0", "2027-05-20"),
            ("v23.0", "2027-10-08"),
            ("v24.0", "2028-02-18"),
            ("v25.0", "2028-07-29"),
            ("v26.0", "2028-11-04"),
        ];
        for (version, end) in ends {
            assert_eq!(day(version).as_deref(), Some(end), "{version}");
        }
        assert_eq!((day(GRAPH_VERSION), day("v99.0"), day("latest")), (None, None, None));
        assert!(VERSIONS.is_sorted_by(|a, b| number(a.name) < number(b.name) && a.released < b.released));
    }
}
