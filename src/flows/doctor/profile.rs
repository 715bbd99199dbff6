//! The profile: which app is meant, whether its id and secret belong together, and what it is talked to with.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::Check;
use crate::domain::hint::{Hint, Property, Step};
use crate::domain::{Code, Trouble, text};
use crate::error::{Failure, Kind};
use crate::platforms::AppSnapshot;
use crate::platforms::health::judge_app;
use crate::settings::Profile;

/// What ends within this time is told.
const SOON: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Whether a profile is chosen and makes sense.
pub fn known(profile: Result<&Profile, &Failure>) -> Check {
    match profile {
        Ok(profile) if profile.is_sandbox() => Check::ok("profile", "sandbox, the small Meta inside snorq"),
        Ok(profile) => {
            let source = if profile.from_environment { ", from SNORQ_APP_ID" } else { "" };
            Check::ok("profile", format!("{}, app {}{source}", profile.name, text::shown(&profile.stored.app_id)))
        }
        Err(failure) => {
            Check::failed("profile", Code::NoProfile, failure).why("without an app there is nobody to log in to")
        }
    }
}

/// The login configurations that the app has, if Meta tells them.
pub type Configurations = Result<Option<BTreeSet<String>>, Trouble>;

/// What can be told of the profile once its app was asked. `app` is the app's name, if Meta took id and secret.
pub fn judge(
    profile: &Profile,
    app: &Result<Option<String>, Failure>,
    snapshot: Option<&AppSnapshot>,
    known: Option<&Configurations>,
    now: Timestamp,
) -> Vec<Check> {
    let mut found = vec![credentials(profile, app)];
    found.push(snapshot.map_or_else(|| Check::unknown("version", "Meta was not asked"), |one| version(one, now)));
    found.extend(redirect(profile, snapshot));
    found.push(configurations(profile, known));
    found.push(signup(profile));
    found
}

fn credentials(profile: &Profile, app: &Result<Option<String>, Failure>) -> Check {
    let failure = match app {
        Ok(name) => {
            let name = name.as_deref().map(text::shown).unwrap_or_default();
            return Check::ok("app_secret", format!("id and secret belong together: {name}"));
        }
        Err(failure) => failure,
    };
    let code = match failure.kind {
        Kind::Authorization => Code::AppSecretWrong,
        Kind::SecretStore | Kind::Database | Kind::Usage => Code::AppSecretUnreadable,
        // It says nothing about the secret.
        _ => return Check::unknown("app_secret", format!("could not be proven: {}", failure.message)),
    };
    let check = Check::failed("app_secret", code, failure).why("every proof and every check of the app needs it");
    check.hint(if profile.from_environment {
        Hint::words("give the present one: export SNORQ_APP_SECRET")
    } else {
        Hint::new("give the present one", Step::set(Property::Secret))
    })
}

fn version(snapshot: &AppSnapshot, now: Timestamp) -> Check {
    let found = judge_app(snapshot, &BTreeSet::new(), now, SOON);
    match found.iter().find(|one| matches!(one.code, Code::VersionServedDiffers | Code::VersionEnding | Code::Unknown))
    {
        Some(finding) => Check::found("version", finding)
            .why("an ended version is not refused: the oldest one alive answers, with other words"),
        None => Check::ok("version", format!("{} answers, and its end is not near", text::shown(&snapshot.version))),
    }
}

/// A live app takes https addresses only (Meta, login security). While nothing shows that it is live, nothing is wrong.
fn redirect(profile: &Profile, snapshot: Option<&AppSnapshot>) -> Option<Check> {
    let live = snapshot?.permissions.as_ref().is_ok_and(super::app::is_live);
    if profile.is_sandbox() || profile.stored.https || !live {
        return None;
    }
    let check =
        Check::warning("redirect", Code::RedirectNotHttps, "the app is live, and the login ends at http://localhost");
    Some(
        check
            .why("a live app takes registered https addresses only; Facebook shows \"URL Blocked\"")
            .hint(Hint::new("register the https address of the profile", Step::ShowProfile))
            .hint(Hint::new("then use it", Step::set(Property::Https))),
    )
}

fn configurations(profile: &Profile, known: Option<&Configurations>) -> Check {
    let own: Vec<_> = [&profile.stored.config_id, &profile.stored.whatsapp_config_id].into_iter().flatten().collect();
    if own.is_empty() {
        return Check::skipped("configurations", "none is named: permissions are asked for one by one");
    }
    let names = own.iter().map(|id| text::shown(id)).collect::<Vec<_>>().join(", ");
    match known {
        Some(Ok(Some(ids))) => match own.iter().find(|id| !ids.contains(**id)) {
            None => Check::ok("configurations", format!("the app has {names}")),
            Some(id) => {
                let words = format!("the app has no login configuration {}", text::shown(id));
                let check = Check::problem("configurations", Code::ConfigurationUnknown, words);
                check.why("the dialog refuses it").hint(Hint::new(
                    "take the id from Facebook Login for Business > Configurations",
                    Step::set(Property::LoginConfiguration),
                ))
            }
        },
        Some(Ok(None)) => Check::unknown("configurations", format!("Meta does not tell whether the app has {names}")),
        Some(Err(trouble)) => Check::unknown("configurations", format!("could not be read: {}", trouble.message)),
        None => Check::unknown("configurations", "Meta was not asked"),
    }
}

/// Which version of Embedded Signup is launched, its configuration says (Meta, Embedded Signup versions); v2 and v3 ended
/// in October 2026.
fn signup(profile: &Profile) -> Check {
    if profile.stored.whatsapp_config_id.is_some() || profile.is_sandbox() {
        return Check::ok("signup", "Embedded Signup v4; v2 and v3 ended in October 2026");
    }
    Check::skipped("signup", "no configuration for WhatsApp is named: --whatsapp-config-id")
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;
    use crate::domain::{Cause, Trouble};
    use crate::settings::Env;

    #[test]
    fn a_missing_profile_is_a_problem_with_a_command() {
        let failure = Failure::usage("no Meta app is registered yet").hint(Step::AddProfile);
        let check = known(Err(&failure));
        assert_eq!((check.state, check.code, check.hints.len()), (State::Problem, Some(Code::NoProfile), 1));
    }

    #[test]
    fn a_wrong_secret_is_told_from_one_that_cannot_be_read_or_proven() {
        let env = Env::of([("SNORQ_APP_ID".to_owned(), "1".to_owned())]);
        let profile = crate::settings::profile("env", None, &env).unwrap();
        let code = |failure| credentials(&profile, &Err(failure)).code;
        assert_eq!(code(Failure::from(Trouble::new(Cause::BadApp, "x"))), Some(Code::AppSecretWrong));
        assert_eq!(code(Failure::new(Kind::SecretStore, "x")), Some(Code::AppSecretUnreadable));
        assert_eq!(code(Failure::from(Trouble::new(Cause::Unreachable, "x"))), Some(Code::Unknown));
        assert_eq!(credentials(&profile, &Ok(None)).state, State::Ok);
    }
}
