//! Every room's error as a failure, with its hints: all in one place, where tone can be judged.

use super::{Failure, Kind};
use crate::domain::{Cause, Trouble, text};
use crate::http::TransportError;
use crate::login::LoginError;
use crate::secrets::VaultError;
use crate::settings::SettingsError;
use crate::store::StoreError;
use crate::terminal::PromptError;

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let (kind, hint) = match &trouble.cause {
            Cause::Expired | Cause::Revoked => {
                (Kind::Authorization, Some("log in again: snorq connect facebook".to_owned()))
            }
            Cause::MissingPermission => {
                (Kind::Authorization, Some("log in again and allow it: snorq connect facebook --rerequest".to_owned()))
            }
            Cause::BadCode => {
                (Kind::Authorization, Some("a code is good for one use; start the login again".to_owned()))
            }
            Cause::BadApp => (
                Kind::Authorization,
                Some(
                    "compare id and secret with App settings > Basic in the dashboard, then: snorq app set".to_owned(),
                ),
            ),
            Cause::Wait(Some(time)) => {
                (Kind::RateLimited, Some(format!("try again in {} minutes", time.as_secs().div_ceil(60))))
            }
            Cause::Wait(None) => (Kind::RateLimited, Some("try again in an hour".to_owned())),
            Cause::Unreachable => (Kind::Unreachable, Some("check the network and the proxy".to_owned())),
            Cause::Garbled | Cause::Passing => (Kind::Unreachable, Some("try again in a few minutes".to_owned())),
            Cause::Gone => (Kind::NotFound, None),
            Cause::Refused => (Kind::Failed, None),
        };
        let told = trouble.graph.as_ref().and_then(|graph| by_code(graph.code, graph.subcode));
        let hint = told.map(str::to_owned).or(hint);
        Self { kind, message: trouble.message, hints: hint.into_iter().collect(), graph: trouble.graph }
    }
}

/// The remedy for single codes, where it is another than that of their cause.
fn by_code(code: i64, subcode: Option<i64>) -> Option<&'static str> {
    Some(match (code, subcode) {
        (10, Some(2_018_278 | 2_534_022)) => "wait until the person writes again; then there are 24 hours to answer",
        (100, Some(2_018_001)) => "take the sender's id from a webhook: an id exists only after the person has written",
        (2200 | 2201, _) => "check that the address is public, answers within seconds and knows the same verify token",
        (131_030, _) => "add the recipient in the dashboard: WhatsApp > API setup",
        (131_031, _) => "see what is wrong in WhatsApp Manager: https://business.facebook.com/wa/manage",
        (131_042, _) => "add a payment method in WhatsApp Manager: https://business.facebook.com/wa/manage",
        (131_045 | 133_010, _) => "register it: snorq connect whatsapp --phone ID",
        (131_047, _) => "send an approved template, or wait until the person writes again",
        (133_005, _) => {
            "use the PIN that was set when two-step verification was turned on; who has forgotten it turns it off in \
             WhatsApp Manager, Phone numbers, Two-step verification"
        }
        (133_006, _) => "have a code sent: snorq connect whatsapp --phone ID --request-code sms",
        (133_008 | 133_009, _) => "wait as long as Meta says before the PIN is tried again; every try makes it longer",
        (133_015, _) => "try again in five minutes",
        (133_016, _) => "wait until 72 hours after the first try; trying again does not help",
        (_, Some(2_388_093)) => "wait an hour before asking for another code",
        (136_025, _) | (_, Some(136_025)) => {
            "have another code sent: snorq connect whatsapp --phone ID --request-code sms"
        }
        _ => return None,
    })
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        let hint = match error {
            TransportError::NoTls { .. } => {
                "install the system's CA certificates (Debian, Ubuntu: apt install ca-certificates) or set SSL_CERT_FILE"
            }
            _ => "check the network and the proxy",
        };
        Self::new(Kind::Unreachable, text::shown(&error.to_string())).hint(hint)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let (kind, hint) = match &error {
            StoreError::BadAddress(_) => (Kind::Usage, "set SNORQ_DATABASE_URL to sqlite:PATH, or unset it".to_owned()),
            StoreError::Newer { .. } => (Kind::Database, "update snorq on this machine".to_owned()),
            StoreError::Damaged { path, .. } => (
                Kind::Database,
                format!("nothing was changed; move {path} aside and connect again, or restore a backup"),
            ),
            StoreError::Unsafe { .. } => (Kind::Database, "mend that, then try again".to_owned()),
            StoreError::Unavailable { .. } => {
                (Kind::Database, "check the rights and the space on that disk, or set SNORQ_HOME".to_owned())
            }
            StoreError::OtherOrigin { .. } => {
                (Kind::Usage, "use another profile: snorq app add NAME, or --profile NAME".to_owned())
            }
        };
        Self::new(kind, text::shown(&error.to_string())).hint(hint)
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        let failure = Self::new(Kind::SecretStore, text::shown(&error.to_string()));
        match error {
            VaultError::Unavailable(_) | VaultError::Timeout(_) => failure
                .hint("on a machine without a keyring, choose the encrypted folder: export SNORQ_SECRETS=file")
                .hint("and what opens it: export SNORQ_SECRETS_KEY_FILE=PATH (32 random bytes), or SNORQ_SECRETS_PASSPHRASE"),
            VaultError::Locked(_) => failure
                .hint("unlock the keyring (log in to the desktop, or gnome-keyring-daemon --unlock)")
                .hint("or choose the encrypted folder: export SNORQ_SECRETS=file"),
            VaultError::WrongKey(_) => {
                failure.hint("give the key that the folder was made with: SNORQ_SECRETS_KEY_FILE or SNORQ_SECRETS_PASSPHRASE")
            }
            VaultError::KeyLost(_) => failure
                .hint("bring the keyring back from a backup")
                .hint("or give its secrets up: move the folder `sealed` aside (README: Where things are) and connect again"),
            VaultError::Missing | VaultError::TooLong(_) | VaultError::Damaged(_) => failure.hint("connect again: snorq connect facebook"),
            VaultError::Unsafe(_) => failure.hint("mend that, then try again"),
        }
    }
}

impl From<LoginError> for Failure {
    fn from(error: LoginError) -> Self {
        let message = text::shown(&error.to_string());
        match error {
            LoginError::PortTaken(_) => Self::new(Kind::Failed, message)
                .hint("stop the other program, or give another port that is registered: --port N"),
            LoginError::CannotListen(_) => Self::new(Kind::Failed, message).hint("log in without a listener: --paste"),
            LoginError::BadCertificate(_) => Self::new(Kind::Failed, message),
            LoginError::Declined { reason, description } => {
                let said = [reason, description].into_iter().flatten().collect::<Vec<_>>().join(", ");
                let message = if said.is_empty() { message } else { format!("{message} (Facebook: {said})") };
                Self::new(Kind::Authorization, message)
                    .hint("log in again and allow everything; --rerequest asks again for what was declined")
                    .hint(
                        "if nobody declined: the app's mode, or its login configuration's permissions, do not allow it",
                    )
            }
            LoginError::TimedOut(_) => Self::new(Kind::Authorization, message)
                .hint("if Facebook showed \"URL Blocked\", register the redirect address that snorq app show prints")
                .hint("an app in live mode takes https addresses only: --https")
                .hint("on a machine without a browser: --paste"),
            LoginError::NotACallback(_) | LoginError::NothingPasted => {
                Self::new(Kind::Usage, message).hint("copy the whole address from the browser, from http to the end")
            }
            LoginError::Robot(_) => Self::new(Kind::Authorization, message),
        }
    }
}

impl From<PromptError> for Failure {
    fn from(error: PromptError) -> Self {
        match error {
            PromptError::Unanswered { prompt, flag, candidates } => {
                let failure = Self::usage(format!("nobody can be asked: {prompt}")).hint(format!("answer with {flag}"));
                if candidates.is_empty() { failure } else { failure.hint(candidate_line(&candidates)) }
            }
            PromptError::Interrupted => Self::new(Kind::Interrupted, "interrupted"),
            PromptError::Broken(error) => Self::new(Kind::Failed, format!("the terminal cannot be used: {error}")),
        }
    }
}

/// The most candidates that a hint lists.
const LISTED: usize = 20;

fn candidate_line(candidates: &[(String, String)]) -> String {
    // A label that tells the key already does not need it twice.
    let one = |(key, label): &(String, String)| {
        if label.contains(&format!("({key})")) { label.clone() } else { format!("{key} ({label})") }
    };
    let shown = candidates.iter().take(LISTED).map(one);
    let list = shown.collect::<Vec<_>>().join(", ");
    match candidates.len().saturating_sub(LISTED) {
        0 => format!("candidates: {list}"),
        more => format!("candidates: {list}, and {more} more"),
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        let message = text::shown(&error.to_string());
        match error {
            SettingsError::NoProfile(_) => Self::not_found(message).hint("see them: snorq app list"),
            SettingsError::NoApp => Self::usage(message)
                .hint("register your Meta app: snorq app add NAME --app-id ID")
                .hint("or try everything without one: snorq --sandbox connect facebook"),
            SettingsError::BadFile { .. } => Self::new(Kind::Failed, message).hint("mend or remove that file"),
            SettingsError::Unwritable { .. } | SettingsError::NoHome => {
                Self::new(Kind::Failed, message).hint("set SNORQ_HOME to a folder of your own")
            }
            SettingsError::Bad(_) => Self::usage(message),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(Kind::Failed, text::shown(&error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vault_failure_exits_with_eight_and_says_what_to_do() {
        for error in [
            VaultError::Missing,
            VaultError::Locked("x".into()),
            VaultError::Unavailable("x".into()),
            VaultError::Timeout(3),
            VaultError::TooLong(1),
            VaultError::WrongKey("x".into()),
            VaultError::KeyLost("x".into()),
            VaultError::Damaged("x".into()),
            VaultError::Unsafe("x".into()),
        ] {
            let failure = Failure::from(error.clone());
            assert_eq!(failure.kind.exit_code(), 8, "{error:?}");
            assert!(failure.hint_line().is_some(), "{error:?}");
        }
    }
}
