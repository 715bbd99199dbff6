//! Businesses that let the app in, and what people do when they sign one up for WhatsApp.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Document;

/// A business that has let the app in. The app has a system user of its own there.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Client {
    /// The client business.
    pub(crate) business: String,
    /// The app's system user there.
    pub(crate) system_user: String,
    /// Its tokens end after 60 days.
    pub(crate) sixty_days: bool,
    /// The business has thrown the app out again.
    pub(crate) gone: bool,
    /// Place in the list.
    pub(crate) ord: i64,
}

/// What a person does in Embedded Signup unless told otherwise: what the pages show chosen at first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Habits {
    /// The choice on the page of numbers.
    pub(crate) number: Option<String>,
    /// What reaches the page that opened the signup.
    pub(crate) report: Report,
    /// The event leaves the phone number's id out.
    pub(crate) phoneless: bool,
}

/// In which order code and event reach the page that opened the signup, if they do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Report {
    /// The event, then the code.
    #[default]
    EventFirst,
    /// The code, then the event.
    CodeFirst,
    /// The code alone.
    CodeOnly,
    /// The event alone.
    EventOnly,
}

impl Report {
    /// All of them, with the name of the choice and its words.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::EventFirst, "event_first", "The event, then the code"),
        (Self::CodeFirst, "code_first", "The code, then the event"),
        (Self::CodeOnly, "code_only", "The code, and no event"),
        (Self::EventOnly, "event_only", "The event, and no code"),
    ];

    /// Reads the name of a choice.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(report, _, _)| *report)
    }
}

document!(Client, "client", |it| it.business.clone(), ord it.ord);
