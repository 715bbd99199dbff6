//! What an app's id and secret look like, wherever they are given: anything else is a paste gone wrong.

use super::SettingsError;
use crate::domain::Secret;

/// Refuses what is no app id.
pub fn check_app_id(id: &str) -> Result<(), SettingsError> {
    let sound = (5..=32).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    if sound { Ok(()) } else { Err(SettingsError::NoAppId(id.to_owned())) }
}

/// Refuses what is no app secret.
pub fn check_app_secret(secret: &Secret) -> Result<(), SettingsError> {
    if secret.is_alphanumeric(16..=128) { Ok(()) } else { Err(SettingsError::NoAppSecret) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_gone_wrong_is_refused() {
        assert!(check_app_id("900000000000001").is_ok() && check_app_secret(&Secret::new("0".repeat(32))).is_ok());
        for odd in ["", "12", "12a45", "123 456", "\"123456\""] {
            assert!(check_app_id(odd).is_err(), "{odd}");
        }
        for odd in ["", "short", "with a blank in between", "<0000000000000000>"] {
            assert_eq!(check_app_secret(&Secret::new(odd)), Err(SettingsError::NoAppSecret), "{odd}");
        }
    }
}
