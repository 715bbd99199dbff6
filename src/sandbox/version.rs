//! Which Graph version answers (Meta, Graph API versioning and changelog).
//!
//! An expired version is no error: the oldest one that still works answers and says so in a header. A version that
//! does not exist yet is refused as the unknown path that it is.

/// A version that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unknown;

/// A Graph version, as in `v26.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u32);

impl Version {
    /// The newest, which also serves calls without a version.
    pub(crate) const CURRENT: Self = Self(26);
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
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "v{}.0", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Unknown, Version};

    #[test]
    fn expired_versions_are_served_by_the_oldest_alive() {
        assert_eq!(Version::read("v19.0"), Some(Ok(Version::OLDEST)));
        assert_eq!(Version::read("v25.0"), Some(Ok(Version(25))));
        assert_eq!(Version::read("v2.12"), Some(Ok(Version::OLDEST)));
        assert_eq!(Version::read("v27.0"), Some(Err(Unknown)));
        assert_eq!(Version::read("v25.1"), Some(Err(Unknown)));
        assert_eq!(Version::read("me"), None);
    }
}
