//! `extras`: what Embedded Signup is opened with (Meta, Embedded Signup versions).
//!
//! Version 4 is chosen by the configuration; `extras` is empty or has `setup`, and Meta's own sample sends the version
//! and `sessionInfoVersion` needlessly. It refuses what is no JSON object, versions 2 and 3, which ended in October
//! 2026, and the old name of the coexistence feature.

use serde_json::Value;

/// The feature type that lets a business bring the number of its WhatsApp Business app.
const COEXISTENCE: &str = "whatsapp_business_app_onboarding";

/// What was asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Extras {
    /// The number of a WhatsApp Business app may be brought.
    pub(crate) coexistence: bool,
}

/// Reads the parameter; the error says what is wrong with it.
pub(crate) fn read(text: Option<&str>) -> Result<Extras, String> {
    let Some(text) = text else { return Ok(Extras::default()) };
    let Ok(Value::Object(extras)) = serde_json::from_str(text) else {
        return Err("The parameter extras is no JSON object.".to_owned());
    };
    let word = |name: &str| extras.get(name).and_then(Value::as_str).unwrap_or("");
    let version = word("version");
    if version.starts_with("v2") || version.starts_with("v3") {
        return Err(format!("Embedded Signup {version} is no longer available; the current version is v4."));
    }
    match word("featureType") {
        "" => Ok(Extras::default()),
        COEXISTENCE => Ok(Extras { coexistence: true }),
        other => Err(format!("The feature type {other} is not known; coexistence is {COEXISTENCE}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_4_is_taken_with_its_harmless_extra_keys_and_older_ones_are_not() {
        let sample = r#"{"sessionInfoVersion":"3","version":"v4","featureType":"","features":[]}"#;
        for (text, wanted) in [
            (r#"{"setup":{}}"#, Some(false)),
            (sample, Some(false)),
            (r#"{"featureType":"whatsapp_business_app_onboarding"}"#, Some(true)),
            (r#"{"featureType":"coexistence"}"#, None),
            (r#"{"version":"v3"}"#, None),
            ("[]", None),
            ("{", None),
        ] {
            assert_eq!(read(Some(text)).ok().map(|extras| extras.coexistence), wanted, "{text}");
        }
    }
}
