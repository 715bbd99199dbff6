//! Commands in hints, made so that they can be copied: they carry the profile that this command was given.

/// The commands that act on a profile.
const ON_A_PROFILE: &[&str] =
    &["connect", "list", "show", "token", "log", "revoke", "verify", "refresh", "permissions", "doctor", "webhooks"];

/// `line` with the profile put into each command that it names: `snorq list` becomes `snorq --sandbox list`.
pub fn with_profile(line: &str, profile: Option<&str>) -> String {
    let flag = match profile {
        None => return line.to_owned(),
        Some(super::SANDBOX) => "--sandbox".to_owned(),
        Some(name) => format!("--profile {name}"),
    };
    let insert =
        |line: String, command: &&str| line.replace(&format!("snorq {command}"), &format!("snorq {flag} {command}"));
    ON_A_PROFILE.iter().fold(line.to_owned(), insert)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_can_be_copied_whatever_the_profile() {
        let line = "next: snorq list, snorq show facebook:1; or snorq app add NAME";
        assert_eq!(with_profile(line, None), line);
        assert_eq!(
            with_profile(line, Some("sandbox")),
            "next: snorq --sandbox list, snorq --sandbox show facebook:1; or snorq app add NAME"
        );
        assert_eq!(with_profile("snorq revoke --all", Some("acme")), "snorq --profile acme revoke --all");
    }
}
