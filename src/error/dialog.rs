//! The error pages of the login dialog: what each means for the app, and where to click.
//!
//! Facebook shows most of them itself, and then nothing comes back; some come back as the words of a refusal. Sources:
//! Meta, "Facebook Login for Business" and "Manually build a login flow"; where those are silent, public reports.

use crate::domain::hint::{Hint, Property, Step};

/// One error page.
#[derive(Debug, PartialEq, Eq)]
pub struct DialogRefusal {
    /// Its title, as Facebook writes it.
    pub title: &'static str,
    /// What else tells it from others, in lower case.
    pub says: &'static [&'static str],
    /// What it means.
    pub means: &'static str,
    /// What to do, best first.
    pub remedies: &'static [Hint],
}

const CONFIGURATION: Hint = Hint::new(
    "make a configuration with the permissions (dashboard: Facebook Login for Business > Configurations) and give its id",
    Step::set(Property::LoginConfiguration),
);

/// Every page that is known. A page that says what another does and more stands before it.
const PAGES: &[DialogRefusal] = &[
    DialogRefusal {
        title: "This app needs at least one supported permission",
        says: &["at least one supported permission"],
        means: "the app is of the type Business, whose logins go by a configuration, and this login named single \
                permissions, or none that Facebook Login for Business has",
        remedies: &[CONFIGURATION],
    },
    DialogRefusal {
        title: "Feature Unavailable",
        says: &["feature not available", "currently unavailable for this app", "updating additional details"],
        means: "Meta has switched Facebook Login off for the app until what it asks of the app's owner is done",
        remedies: &[
            Hint::words(
                "do what the dashboard's Required actions and Alerts ask: Data Use Checkup, privacy policy, business verification",
            ),
            Hint::words("get advanced access for public_profile (dashboard: App Review > Permissions and features)"),
        ],
    },
    DialogRefusal {
        title: "Invalid Scopes",
        says: &["invalid scope"],
        means: "the login asked for permissions that the app does not offer: their use case is missing, Meta has renamed \
                them, or the app is of the type Business and names them in a configuration",
        remedies: &[
            Hint::words(
                "add the use case that brings them (dashboard: Use cases; for messages, Engage with customers on Messenger)",
            ),
            CONFIGURATION,
        ],
    },
    DialogRefusal {
        title: "App not active",
        says: &[
            "app isn't available",
            "app is not available",
            "app not available",
            "not accessible right now",
            "app not set up",
            "development mode",
        ],
        means: "the app is in development mode or was switched off, and who logs in has no role on it",
        remedies: &[
            Hint::words("give the person a role (dashboard: App roles > Roles), or publish the app"),
            Hint::words("if Meta has switched it off, the dashboard's Alerts say why"),
        ],
    },
    DialogRefusal {
        title: "URL Blocked",
        says: &["not whitelisted", "white-listed"],
        means: "the redirect address is not among the app's Valid OAuth Redirect URIs",
        remedies: &[Hint::new(
            "add the whole address, as it stands here (dashboard: Facebook Login > Settings)",
            Step::ShowProfile,
        )],
    },
    DialogRefusal {
        title: "Can't Load URL",
        says: &["can\u{2019}t load url", "url not loaded", "isn't included in the app's domains"],
        means: "the host of the redirect address is not among the app's domains",
        remedies: &[Hint::new(
            "add the host under App Domains (dashboard: App settings > Basic); see it",
            Step::ShowProfile,
        )],
    },
    DialogRefusal {
        title: "Invalid App ID",
        says: &[],
        means: "Meta knows no app by the profile's app id",
        remedies: &[Hint::new("compare it with the one at the top of the app's dashboard", Step::ShowProfile)],
    },
    DialogRefusal {
        title: "Invalid config_id",
        says: &["config_id", "configuration id", "invalid configuration"],
        means: "the login configuration is not one of the app's, or the app has gone back to classic Facebook Login",
        remedies: &[Hint::new(
            "give the id of one that stands under Facebook Login for Business > Configurations",
            Step::set(Property::LoginConfiguration),
        )],
    },
];

impl DialogRefusal {
    /// The page that says `words`.
    pub fn of(words: &str) -> Option<&'static Self> {
        let words = words.to_lowercase();
        let is_said = |page: &&Self| {
            words.contains(&page.title.to_lowercase()) || page.says.iter().any(|part| words.contains(part))
        };
        PAGES.iter().find(is_said)
    }

    /// What to do if one of the pages was shown and nothing came back, in the order of the table.
    pub(super) fn shown() -> impl Iterator<Item = Hint> {
        PAGES.iter().filter_map(|page| {
            let remedy = page.remedies.first()?;
            Some(Hint {
                words: format!("if Facebook showed \"{}\": {}", page.title, remedy.words).into(),
                ..remedy.clone()
            })
        })
    }
}
