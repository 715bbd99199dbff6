//! Why something cannot be connected, and what to do about it.

use crate::domain::Unusable;
use crate::domain::hint::{Connect, Hint};

/// Why, for a person.
pub(in crate::commands) fn why(reason: Unusable) -> &'static str {
    match reason {
        Unusable::NotGranted => "not ticked in the login",
        Unusable::MissingTask => "you lack the role for messages on it",
        Unusable::PortfolioOnly => "seen in a business portfolio only",
        Unusable::NoToken => "Meta hands out no token for it",
        Unusable::Unreadable => "granted, but cannot be read",
        Unusable::NoInstagram => "no Instagram account is linked to the Page",
        Unusable::InstagramNotGranted => "linked, but not ticked in the login",
        Unusable::InstagramNotProfessional => "a personal account; only professional ones work",
        Unusable::NotSelected => "not chosen",
    }
}

/// What to do about it.
pub(in crate::commands) fn hint(reason: Unusable) -> Hint {
    Hint::words(match reason {
        Unusable::NotGranted | Unusable::InstagramNotGranted => {
            return Hint::new("choose \"edit previous settings\" and tick it", Connect::AGAIN.rerequest().step());
        }
        Unusable::MissingTask => {
            "let an admin of the Page give you Messages and Content (or full control) in its settings, Page access"
        }
        Unusable::PortfolioOnly => {
            "get assigned to the Page in Business settings > Accounts > Pages, then connect again"
        }
        Unusable::NoToken => "check your role on the Page and, if the business asks for it, two-factor login",
        Unusable::Unreadable => "the Page may be unpublished or gone; check it on Facebook",
        Unusable::NoInstagram => "link one in the Page's settings, Linked accounts, then connect again",
        Unusable::InstagramNotProfessional => "switch it to a business or creator account in the Instagram app",
        Unusable::NotSelected => "name it, or take --all",
    })
}
