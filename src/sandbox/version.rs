//! Which Graph version answers (Meta, Graph API versioning and changelog), and what each no longer has.
//!
//! An expired version is no error: the oldest one that still works answers and says so in a header. A version that
//! does not exist yet is refused as the unknown path that it is.

/// A version that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unknown;

/// A Graph version, as in `v26.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u32);

/// A way of asking that Meta takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OldWay {
    /// Several objects by `ids`.
    ManyIds,
    /// `method=delete` and the like.
    MethodOverride,
    /// `.as(name)` in `fields`.
    Alias,
    /// `callback`: the answer as a script.
    Jsonp,
    /// `asyncbatch`: a batch that is answered later.
    AsyncBatch,
}

/// The first version without each. Meta lists them for apps that are new with v27.0 in every version, and for v28.0
/// otherwise; here an older version still has them, as an older app would (Meta, Introducing Graph API v27.0). How the
/// refusals read is not published: they follow that of `ids`.
const GONE: &[(OldWay, &str, Version)] = &[
    (OldWay::ManyIds, "The ids query parameter is", Version(26)),
    (OldWay::MethodOverride, "Overriding the HTTP method is", Version(27)),
    (OldWay::Alias, "Field aliases are", Version(27)),
    (OldWay::Jsonp, "JSONP is", Version(27)),
    (OldWay::AsyncBatch, "Asynchronous batch requests are", Version(27)),
];

impl Version {
    /// The newest, which also serves calls without a version.
    pub(crate) const CURRENT: Self = Self(27);
    /// The oldest that still works; v20.0 ended on 2026-09-24.
    pub(crate) const OLDEST: Self = Self(21);

    /// Reads a path segment; `None` if it is no version.
    pub(crate) fn read(segment: &str) -> Option<Result<Self, Unknown>> {
        let (number, minor) = segment.strip_prefix('v')?.split_once('.')?;
        let (number, minor): (u32, u32) = (number.parse().ok()?, minor.parse().ok()?);
        // Up to v3.3 there were minor versions; clients of that age still ask for them.
        let known = (1..=Self::CURRENT.0).contains(&number) && (minor == 0 || number < 4);
        Some(if known { Ok(Self(number).max(Self::OLDEST)) } else { Err(Unknown) })
    }

    /// Why a call of this version may not ask in that way, if it may not.
    pub(crate) fn refuses(self, way: OldWay) -> Option<String> {
        let (_, what, since) = GONE.iter().find(|(gone, _, since)| *gone == way && *since <= self)?;
        Some(format!("{what} deprecated in {since}+"))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "v{}.0", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{OldWay, Unknown, Version};

    #[test]
    fn expired_versions_are_served_by_the_oldest_alive() {
        assert_eq!(Version::read("v19.0"), Some(Ok(Version::OLDEST)));
        assert_eq!(Version::read("v26.0"), Some(Ok(Version(26))));
        assert_eq!(Version::read("v27.0"), Some(Ok(Version::CURRENT)));
        assert_eq!(Version::read("v2.12"), Some(Ok(Version::OLDEST)));
        assert_eq!(Version::read("v28.0"), Some(Err(Unknown)));
        assert_eq!(Version::read("v25.1"), Some(Err(Unknown)));
        assert_eq!(Version::read("me"), None);
    }

    #[test]
    fn what_went_with_a_version_is_still_in_the_one_before() {
        assert_eq!(Version(26).refuses(OldWay::Alias), None);
        let words = Version::CURRENT.refuses(OldWay::Alias);
        assert_eq!(words.as_deref(), Some("Field aliases are deprecated in v27.0+"));
    }
}
