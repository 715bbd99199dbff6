//! What a WhatsApp login could reach: business accounts and their numbers. Each id has a type of its own, because a
//! portfolio's id in the place of an account's is the classic mistake: every call then fails, or hits the wrong account.

use std::borrow::Cow;
use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::hint::{Connect, Hint, Step, Target};
use super::{Names, Platform};

use super::Trouble;

/// Makes a type for one sort of id.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// Takes an id that came as one of this sort.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A WhatsApp Business account (WABA).
    WabaId
);
id!(
    /// A business portfolio.
    BusinessId
);
id!(
    /// A phone number of a WhatsApp Business account; not the number that people dial.
    PhoneId
);

/// A WhatsApp Business account with its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id.
    pub id: WabaId,
    /// Name, as Meta gave it: make it safe before showing.
    pub name: Option<String>,
    /// The portfolio that owns it.
    pub business: Option<BusinessId>,
    /// Its numbers; none yet is possible: signup may end without one.
    pub numbers: Vec<Number>,
}

impl Account {
    /// Name if it has one, else id.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}

/// A phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Id.
    pub id: PhoneId,
    /// The number as people write it; it may be absent.
    pub display: Option<String>,
    /// The name that customers see.
    pub name: Option<String>,
    /// Whether its owner proved by a code that it is theirs.
    pub verification: Verification,
    /// Meta's words for quality (`GREEN`), name review (`APPROVED`), platform (`CLOUD_API`) and state (`CONNECTED`).
    pub quality: Option<String>,
    /// Review of the name.
    pub name_status: Option<String>,
    /// Where it runs.
    pub platform: Option<String>,
    /// State.
    pub state: Option<String>,
    /// It lives in the WhatsApp Business app as well (coexistence), and must not be registered.
    pub coexists: bool,
    /// When it was brought to the platform last.
    pub onboarded_at: Option<Timestamp>,
}

/// How long after onboarding a coexistence number's history can be taken over; after that the customer has to begin anew.
const SYNC_TIME: SignedDuration = SignedDuration::from_hours(24);

impl Number {
    /// Whether it is registered, be it that Meta limits it for the moment.
    pub fn is_connected(&self) -> bool {
        matches!(self.state.as_deref(), Some("CONNECTED" | "FLAGGED" | "RATE_LIMITED" | "RESTRICTED"))
    }

    /// Meta's word for a number that is gone, elsewhere or barred, where no registration helps.
    pub fn lost(&self) -> Option<&str> {
        self.state.as_deref().filter(|state| matches!(*state, "DELETED" | "MIGRATED" | "BANNED"))
    }

    /// Whether it needs nothing more to work: it is registered, or must not be.
    pub fn works(&self) -> bool {
        self.coexists || self.is_connected()
    }

    /// Why it is not registered, and what goes on from there.
    pub fn missing(&self) -> (&'static str, Hint) {
        match self.verification {
            Verification::NotVerified => {
                ("the number is not verified", Hint::new("have a code sent", Step::RequestCode(Some(self.id.clone()))))
            }
            _ => ("the number is not registered", Hint::new("go on with it", self.connect())),
        }
    }

    /// Connecting it, and no other.
    pub fn connect(&self) -> Step {
        Connect::on(Platform::Whatsapp).target(Target::Number(Some(self.id.clone()))).step()
    }

    /// Until when a coexistence number's contacts and history can be taken over.
    pub fn sync_deadline(&self) -> Option<Timestamp> {
        self.onboarded_at.filter(|_| self.coexists).and_then(|at| at.checked_add(SYNC_TIME).ok())
    }

    /// What it may be called by whoever types; a number is written in many ways.
    pub fn names(&self) -> Names<'_> {
        let digits = |display: &String| display.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
        let display = self.display.as_ref();
        Names {
            ids: vec![format!("{}:{}", Platform::Whatsapp.prefix(), self.id), self.id.as_str().to_owned()],
            names: vec![display.map(Cow::from), display.map(digits).map(Cow::from), self.name.as_ref().map(Cow::from)],
        }
    }

    /// The number if it is known, else the id.
    pub fn title(&self) -> &str {
        self.display.as_deref().unwrap_or(self.id.as_str())
    }
}

/// Whether the owner of a number proved that it is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// They did.
    Verified,
    /// Not yet, or Meta is still looking at it, which takes a day or two.
    NotVerified,
    /// They did, too long ago.
    Expired,
    /// Meta does not tell.
    Unknown,
}

impl Verification {
    /// In a person's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::NotVerified => "not verified",
            Self::Expired => "verification expired",
            Self::Unknown => "verification unknown",
        }
    }
}

/// How a code reaches the owner of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeMethod {
    /// A text message.
    Sms,
    /// A call.
    Voice,
}

/// A business portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Business {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Option<String>,
}

/// Everything that a WhatsApp login could reach.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    /// Accounts, each once, in Meta's order.
    pub accounts: Vec<Account>,
    /// What could not be asked, in plain words.
    pub warnings: Vec<String>,
    /// Accounts that are reached but could not be read, with why: it is not known whether they have numbers.
    pub refused: Vec<(WabaId, Trouble)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coexistence_number_works_unregistered_and_has_a_day_to_synchronise() {
        let at = Timestamp::from_second(1_795_435_200).unwrap();
        let number = Number {
            id: PhoneId::new("1"),
            display: None,
            name: None,
            verification: Verification::Verified,
            quality: None,
            name_status: None,
            platform: None,
            state: None,
            coexists: true,
            onboarded_at: Some(at),
        };
        assert!(number.works() && !number.is_connected());
        assert_eq!(number.sync_deadline(), Some(at + SignedDuration::from_hours(24)));
        let plain = Number { coexists: false, ..number };
        assert!(!plain.works());
        assert_eq!(plain.sync_deadline(), None);
    }
}
