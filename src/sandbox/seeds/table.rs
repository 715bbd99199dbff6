//! The table of all seeds, and of the troubles that they show.

use super::{agency, earlier, hard, plain, settings, signup, unheard, whatsapp};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;

/// A world to begin with.
#[derive(Debug)]
pub struct Seed {
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub about: &'static str,
    /// The troubles of users that it shows, by their number in [`PAINS`].
    pub pains: &'static [u8],
    pub(super) plant: Plant,
}

/// What users of apps on Meta's platform suffer from and Meta causes, in public issues of many projects; the number
/// stays the same when one is added.
pub const PAINS: &[(u8, &str)] = &[
    (1, "Pages of a portfolio are missing from the list"),
    (2, "only the first 25 Pages are shown"),
    (3, "three Pages were ticked, one is seen"),
    (4, "no Pages and no permission after a login that ended well"),
    (5, "the earlier grant is used again, and a new Page is never offered"),
    (6, "a second login that leaves a Page out kills its token"),
    (7, "a Page is offered on which the person may not act"),
    (8, "an Instagram account without its Page, or a Page without the account"),
    (9, "the Instagram account moved to another Page"),
    (10, "the Instagram account is looked for in the list of Pages"),
    (11, "everything is subscribed, and no message ever arrives"),
    (12, "it works for the developer and not for customers"),
    (13, "the dialog says that the feature is unavailable"),
    (14, "the app works with a configuration, not with permissions"),
    (15, "a permission that was renamed is refused in the dialog"),
    (16, "a partial grant looks connected, and a Page's token has no permissions to ask for"),
    (17, "a token dies and nobody is told"),
    (18, "a token for tests is used for good"),
    (19, "an account's own callback is refused before the app is subscribed"),
    (22, "the business's id is taken for the account's"),
    (24, "a number looks connected and was never registered"),
    (25, "nobody knows which PIN is asked for"),
    (26, "a number of the Business app must not be registered"),
    (28, "the app's webhook is right, and the account was never subscribed"),
    (29, "an app has one callback, and somebody else has it"),
    (31, "the callback does not pass the handshake"),
    (32, "a field of a subscription needs a permission that is missing"),
    (33, "a Page that was removed goes on sending"),
    (35, "the redirect address is not registered"),
    (36, "calls without a proof are refused"),
    (37, "an old version answers as another"),
];

/// Puts people and things into an empty world.
type Plant = fn(&World<'_>) -> Result<(), GraphError>;

/// Every seed.
pub const SEEDS: &[Seed] = &[
    Seed {
        name: "small",
        about: "one person with three Pages, two of them with an Instagram account",
        pains: &[10, 14, 15, 37],
        plant: plain::small,
    },
    Seed {
        name: "portfolio",
        about: "Pages behind business portfolios, which /me/accounts hides; New Pages; a Page without MESSAGING",
        pains: &[1],
        plant: hard::portfolio,
    },
    Seed {
        name: "instagram",
        about: "every way in which an Instagram account can be linked, half linked or not linked",
        pains: &[8],
        plant: hard::instagram,
    },
    Seed {
        name: "agency",
        about: "one person with 5,000 Pages, every third with an Instagram account",
        pains: &[2],
        plant: agency::plant,
    },
    Seed {
        name: "declined",
        about: "people who decline one permission, all of them, or are denied without declining",
        pains: &[16, 32],
        plant: plain::declined,
    },
    Seed { name: "empty", about: "a person without Pages", pains: &[], plant: plain::empty },
    Seed {
        name: "unticked-page",
        about: "three Pages, two of which the person leaves unticked at login",
        pains: &[3],
        plant: settings::unticked_page,
    },
    Seed {
        name: "nothing-granted",
        about: "a login that ends well and grants no permission",
        pains: &[4],
        plant: settings::nothing_granted,
    },
    Seed {
        name: "reused-grant",
        about: "an earlier login that the dialog uses again, and a Page that came later",
        pains: &[5],
        plant: earlier::reused_grant,
    },
    Seed {
        name: "second-login",
        about: "two connected Pages; the next login leaves one out and kills its token",
        pains: &[6],
        plant: earlier::second_login,
    },
    Seed {
        name: "page-without-task",
        about: "a Page on which the person may advertise but not subscribe",
        pains: &[7],
        plant: settings::page_without_task,
    },
    Seed {
        name: "instagram-moved",
        about: "an Instagram account that moved from one connected Page to another",
        pains: &[9],
        plant: earlier::instagram_moved,
    },
    Seed {
        name: "dead-tokens",
        about: "a token for each way to die: removed, checkpoint, password, expired, logged out, role lost",
        pains: &[17],
        plant: earlier::dead_tokens,
    },
    Seed {
        name: "expiring-token",
        about: "a token with five days left whose data access ends in two",
        pains: &[17],
        plant: earlier::expiring_token,
    },
    Seed {
        name: "test-token",
        about: "a token that lives for a day, and its Page's token with it",
        pains: &[18],
        plant: earlier::test_token,
    },
    Seed {
        name: "left-subscription",
        about: "a person who removed the app, and a Page that is still subscribed",
        pains: &[33],
        plant: earlier::left_subscription,
    },
    Seed {
        name: "strict-redirects",
        about: "a live app with one registered address, which is not localhost",
        pains: &[35],
        plant: settings::strict_redirects,
    },
    Seed {
        name: "proof-required",
        about: "an app that wants appsecret_proof with every call",
        pains: &[36],
        plant: settings::proof_required,
    },
    Seed {
        name: "login-unavailable",
        about: "an app whose dialog shows \"Feature unavailable\" to everybody",
        pains: &[13],
        plant: settings::login_unavailable,
    },
    Seed {
        name: "messages-closed",
        about: "an Instagram account that is subscribed at both layers and lets no message out",
        pains: &[11],
        plant: unheard::messages_closed,
    },
    Seed {
        name: "app-in-development",
        about: "a Page subscribed at both layers by an app in development, which hears nothing of strangers",
        pains: &[12],
        plant: unheard::app_in_development,
    },
    Seed {
        name: "callback-taken",
        about: "an app whose one callback for each object is somebody else's, where nobody answers",
        pains: &[29, 31],
        plant: unheard::callback_taken,
    },
    Seed {
        name: "routed-elsewhere",
        about: "a WhatsApp number whose business has another responder: its messages come as standby, to those who ask",
        pains: &[],
        plant: unheard::routed_elsewhere,
    },
    Seed {
        name: "signup",
        about: "people who sign a business up for WhatsApp: with, without and with an unverified number, and so on",
        pains: &[],
        plant: signup::plant,
    },
    Seed {
        name: "whatsapp",
        about: "WhatsApp accounts with numbers in every state, and customers who write to them",
        pains: &[19, 22, 24, 25, 26, 28],
        plant: whatsapp::plant,
    },
    Seed {
        name: "whatsapp-agency",
        about: "three WhatsApp accounts with fifty numbers each",
        pains: &[],
        plant: whatsapp::agency,
    },
];
