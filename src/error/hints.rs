//! Every room's error as a failure, with its hints: all in one place, where tone can be judged.

use super::{DialogRefusal, Failure, Kind};
use crate::domain::hint::{Connect, Hint, Method, Property, SandboxStep, Step};
use crate::domain::{Cause, Platform, Trouble, text};
use crate::graph::codes;
use crate::http::TransportError;
use crate::login::LoginError;
use crate::prompts::PromptError;
use crate::secrets::VaultError;
use crate::settings::SettingsError;
use crate::spool::SpoolError;
use crate::store::StoreError;

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let kind = match &trouble.cause {
            Cause::Expired
            | Cause::Revoked
            | Cause::WrongToken
            | Cause::MissingPermission
            | Cause::BadCode
            | Cause::BadApp => Kind::Authorization,
            Cause::Wait(_) => Kind::RateLimited,
            Cause::Unreachable | Cause::Garbled | Cause::Passing => Kind::Unreachable,
            Cause::Gone => Kind::NotFound,
            Cause::UnknownField => Kind::Usage,
            Cause::Refused => Kind::Failed,
        };
        let hints = codes::remedy(&trouble).into_iter().collect();
        let (message, graph) = (trouble.message.clone(), trouble.graph.clone());
        Self { hints, graph, ..Self::new(kind, message) }.because(trouble)
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        let hint = match error {
            TransportError::NoTls { .. } => Hint::words(
                "install the system's CA certificates (Debian, Ubuntu: apt install ca-certificates) or set SSL_CERT_FILE",
            ),
            TransportError::Tls { .. } => Hint::new(
                "see what stands between, a proxy that reads along, old CA certificates or a wrong clock",
                Step::Examine,
            ),
            _ => Hint::new("check the network and the proxy", Step::Examine),
        };
        Self::new(Kind::Unreachable, text::shown(&error.to_string())).hint(hint).because(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let (kind, hint) = match &error {
            StoreError::BadAddress { meant, .. } => {
                (Kind::Usage, format!("set SNORQ_DATABASE_URL to {meant}, or unset it").into())
            }
            StoreError::Newer { .. } => (Kind::Database, Hint::words("update snorq on this machine")),
            StoreError::EarlyLayout { .. } => {
                (Kind::Database, Hint::words("move it aside, then register the app and connect again"))
            }
            StoreError::Damaged { path, .. } => (
                Kind::Database,
                format!("nothing was changed; move {path} aside and connect again, or restore a backup").into(),
            ),
            StoreError::Unsafe { .. } => (Kind::Database, Hint::words("mend that, then try again")),
            StoreError::Unavailable { .. } => {
                (Kind::Database, Hint::words("check the rights and the space on that disk, or set SNORQ_HOME"))
            }
            StoreError::OtherOrigin { .. } => {
                (Kind::Usage, Hint::new("use another profile, with --profile, or add one", Step::AddProfile))
            }
        };
        Self::new(kind, text::shown(&error.to_string())).hint(hint).because(error)
    }
}

impl From<SpoolError> for Failure {
    fn from(error: SpoolError) -> Self {
        let hint = match &error {
            SpoolError::Unavailable { .. } => Hint::words("mend that, then try again; Meta keeps what is not taken"),
            SpoolError::Full { .. } => Hint::new("see what waits for which target", Step::Deliveries),
            SpoolError::Busy => Hint::words("Meta brings it again"),
        };
        Self::new(Kind::Database, text::shown(&error.to_string())).hint(hint).because(error)
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        let failure = Self::new(Kind::SecretStore, text::shown(&error.to_string())).because(error.clone());
        match error {
            VaultError::Unavailable(_) | VaultError::Timeout(_) => failure
                .hint("on a machine without a keyring, choose a key of your own: export SNORQ_SECRETS=file")
                .hint("and what opens it: export SNORQ_SECRETS_KEY_FILE=PATH (32 random bytes), or SNORQ_SECRETS_PASSPHRASE")
                .hint(DOCTOR),
            VaultError::Locked(_) => failure
                .hint("unlock the keyring (log in to the desktop, or gnome-keyring-daemon --unlock)")
                .hint("or choose a key of your own: export SNORQ_SECRETS=file")
                .hint(DOCTOR),
            VaultError::WrongKey(_) => failure
                .hint("give the key that the secrets were sealed with: SNORQ_SECRETS_KEY_FILE or SNORQ_SECRETS_PASSPHRASE")
                .hint(Hint::new("if it is lost for good, forget what is connected", Step::ForgetAll))
                .hint("then remove the profile and add it again"),
            VaultError::KeyLost(_) => failure
                .hint("bring the keyring back from a backup")
                .hint(Hint::new("or give its secrets up: give the app secret again", Step::set(Property::Secret)))
                .hint(Hint::new("and connect again", Step::AGAIN)),
            VaultError::Missing | VaultError::TooLong(_) | VaultError::Damaged(_) => failure.hint(Hint::new("connect again", Step::AGAIN)),
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
            LoginError::NoTemporaryFolder(_) => {
                Self::new(Kind::Failed, message).hint("set TMPDIR to a folder that you may write to")
            }
            LoginError::BadCertificate(_) => Self::new(Kind::Failed, message),
            LoginError::Declined { reason, description } => {
                let said = [reason, description].into_iter().flatten().collect::<Vec<_>>().join(", ");
                if let Some(page) = DialogRefusal::of(&said) {
                    let failure = Self::new(Kind::Authorization, format!("{} (Facebook: {said})", page.means));
                    return page.remedies.iter().cloned().fold(failure, Self::hint);
                }
                let message = if said.is_empty() { message } else { format!("{message} (Facebook: {said})") };
                Self::new(Kind::Authorization, message)
                    .hint("log in again and allow everything; --rerequest asks again for what was declined")
                    .hint(
                        "if nobody declined: the app's mode, or its login configuration's permissions, do not allow it",
                    )
            }
            LoginError::SignupLeft { screen, reason } => {
                let at = screen.map(|screen| format!(", at the screen {}", screen_words(&screen))).unwrap_or_default();
                let said = reason.map(|reason| format!(" (Meta: {reason})")).unwrap_or_default();
                Self::new(Kind::Authorization, format!("{message}{at}{said}"))
                    .hint(Hint::new("begin anew", signup(Method::Popup)))
            }
            LoginError::NoCode => Self::new(Kind::Authorization, message)
                .hint("the page's domain must be among the app's allowed domains for the JavaScript SDK and its redirect addresses")
                .hint(Hint::new("sign up without the popup", signup(Method::Redirect)))
                .hint(Hint::new("or on a page of Meta's", signup(Method::Hosted))),
            LoginError::TimedOut(_) => DialogRefusal::shown()
                .fold(Self::new(Kind::Authorization, message), Self::hint)
                .hint(LIVE_TAKES_HTTPS)
                .hint("on a machine without a browser: --paste"),
            LoginError::NotACallback(_) => {
                Self::new(Kind::Usage, message).hint("copy the whole address from the browser, from http to the end")
            }
            LoginError::NothingPasted => Self::new(Kind::Usage, message)
                .hint("give the address that the browser ended on, on standard input")
                .hint(Hint::new("or the token of a system user", Connect::AGAIN.by(Method::Token).step())),
            LoginError::AutoConsent(_) => Self::new(Kind::Authorization, message)
                .hint(LIVE_TAKES_HTTPS)
                .hint(Hint::new("see what the sandbox's app allows", Step::Sandbox(SandboxStep::Settings))),
        }
    }
}

/// The screens of a signup as Meta names them, in a person's words.
fn screen_words(screen: &str) -> String {
    let words = screen.replace('_', " ").to_lowercase();
    format!("\"{words}\"")
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

fn signup(method: Method) -> Step {
    Connect::on(Platform::Whatsapp).by(method).step()
}

/// Meta refuses `http` redirect addresses of a live app.
const LIVE_TAKES_HTTPS: &str = "an app in live mode takes https addresses only: --https";
/// The last hint where the machine may lack more than one thing.
const DOCTOR: Hint = Hint::new("what else this machine lacks", Step::Examine);

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
            SettingsError::NoProfile(_) => Self::not_found(message).hint(Hint::new("see them", Step::ListProfiles)),
            SettingsError::NoApp => Self::usage(message)
                .hint(Hint::new("register your Meta app", Step::AddProfile))
                .hint(Hint::new("or try everything without one", Step::TrySandbox { dry_run: false })),
            SettingsError::BadFile { .. } => Self::new(Kind::Failed, message).hint("mend or remove that file"),
            SettingsError::EarlyLayout(_) => {
                Self::new(Kind::Failed, message).hint("move its folder aside, then register the app and connect again")
            }
            SettingsError::Unwritable { .. } | SettingsError::NoHome => {
                Self::new(Kind::Failed, message).hint("set SNORQ_HOME to a folder of your own")
            }
            SettingsError::NoAppId(_) => Self::usage(message).hint("it stands at the top of the app's dashboard"),
            SettingsError::NoAppSecret => {
                Self::usage(message).hint("it stands in App settings > Basic of the dashboard")
            }
            SettingsError::Bad(_) => Self::usage(message),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(Kind::Failed, text::shown(&error.to_string())).because(error)
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
            assert!(!failure.hints.is_empty(), "{error:?}");
        }
    }
}
