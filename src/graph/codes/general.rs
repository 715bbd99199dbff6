//! The codes of the Graph API at large: login, tokens, permissions, limits, webhooks.

use super::{ALLOW, APP, CODE, HOUR, LOGIN, Later, MINUTES, Meaning, Never, REPORT, Soon, VISIBLE, row, say};
use crate::domain::Cause::{BadApp, BadCode, Expired, Gone, MissingPermission, Passing, Refused, Revoked, Wait};
use crate::domain::hint::{Hint, Step};

const CONFIRM: Hint =
    Hint::new("let the person open facebook.com and confirm the account, then log in again", Step::AGAIN);
const CALLBACK: Hint =
    say("check that the callback answers 200 with the challenge alone and that the verify token is the same");
const LIMIT: Hint = say("wait until the usage falls, an hour at most; make fewer calls at a time");

/// The rows.
pub(super) const ROWS: &[Meaning] = &[
    row(1, MissingPermission, Never, "a messaging permission or its access level is missing", ALLOW).sub(99),
    row(
        1,
        Passing,
        Soon,
        "Meta has a passing fault",
        say("try again in a few minutes; if it stays, ask for less at a time"),
    ),
    row(2, Refused, Never, "the terms of the inbox label API are not accepted", say("accept them in the Page's inbox"))
        .sub(2_018_344),
    row(2, Passing, Soon, "Meta has a passing fault", MINUTES),
    row(
        3,
        MissingPermission,
        Never,
        "the app lacks the capability, or the token is of the wrong kind",
        Hint::new(
            "add the use case \"Engage with customers on Messenger\" in the dashboard, then log in again",
            Step::AGAIN,
        ),
    ),
    row(4, Wait(None), Later, "Meta asks to wait: too many calls by the app", HOUR),
    row(
        10,
        Refused,
        Never,
        "the 24 hours in which the business may answer are over",
        say("wait until the person writes again"),
    )
    .sub(2_018_278),
    row(
        10,
        Refused,
        Never,
        "the 24 hours in which the business may answer are over",
        say("wait until the person writes again"),
    )
    .sub(2_534_022),
    row(
        10,
        Refused,
        Later,
        "Meta has restricted the Page for a while",
        say("see the Page's quality in the Page's support inbox"),
    )
    .sub(1_893_063),
    row(10, MissingPermission, Never, "a permission is missing", ALLOW),
    row(17, Wait(None), Later, "Meta asks to wait: too many calls for this person", HOUR),
    row(32, Wait(None), Later, "Meta asks to wait: too many calls about this Page", HOUR),
    row(33, Gone, Never, "it does not exist, or this token may not see it", VISIBLE),
    row(100, Gone, Never, "it does not exist, or this token may not see it", VISIBLE).sub(33),
    row(100, BadCode, Never, "the login's code is too old", CODE).sub(36_007),
    row(100, BadCode, Never, "the login's code does not fit the redirect address", CODE).sub(36_008),
    row(100, BadCode, Never, "the login's code was used before", CODE).sub(36_009),
    row(100, Refused, Never, "Meta does not take a parameter", REPORT),
    row(101, BadApp, Never, "Meta does not know the app", APP),
    row(102, Revoked, Never, "the session is no longer valid", LOGIN),
    row(104, Refused, Never, "the signature is wrong: no token, or a proof that does not fit it", APP),
    row(190, Revoked, Never, "the session key is not valid", LOGIN).sub(452),
    row(190, Revoked, Never, "the person has removed the app, so its tokens are dead", LOGIN).sub(458),
    row(190, Revoked, Never, "Facebook wants the person to confirm their account before it lets the app act", CONFIRM)
        .sub(459),
    row(190, Revoked, Never, "the person changed their password, or Facebook ended the session", LOGIN).sub(460),
    row(190, Expired, Never, "the token has expired", LOGIN).sub(463),
    row(190, Revoked, Never, "the person's account is not confirmed", CONFIRM).sub(464),
    row(190, Revoked, Never, "the session was ended, for example by logging out", LOGIN).sub(467),
    row(
        190,
        Revoked,
        Never,
        "the person behind the token has lost their role on the Page",
        Hint::new("give the role back in the Page's settings, or log in as another admin", Step::AGAIN),
    )
    .sub(492),
    row(190, Revoked, Never, "the person has not used the app for 90 days", LOGIN).sub(493),
    row(190, Revoked, Never, "the token is no longer valid", LOGIN),
    row(
        191,
        Refused,
        Never,
        "the redirect address does not belong to the app's domains",
        Hint::new(
            "add the host to App Domains and the whole address to Valid OAuth Redirect URIs; see it",
            Step::ShowProfile,
        ),
    ),
    row(194, Refused, Never, "a needed parameter is missing", REPORT),
    row(210, MissingPermission, Never, "the person is not visible to the app, or a Page's token is needed", LOGIN),
    row(230, MissingPermission, Never, "the person's consent or the messaging permission is missing", ALLOW),
    row(283, MissingPermission, Never, "one of the pages_ permissions is missing", ALLOW),
    row(293, MissingPermission, Never, "the app may not manage this", ALLOW).to(294),
    row(200, MissingPermission, Never, "a permission is missing", ALLOW).to(299),
    row(341, Wait(None), Later, "Meta asks to wait: the app's limit is reached", HOUR),
    row(
        368,
        Refused,
        Later,
        "Meta has blocked this for breaking its policies",
        say("see the Page's quality; try again in some hours"),
    ),
    row(452, Revoked, Never, "the session key is not valid", LOGIN),
    row(459, Revoked, Never, "Facebook wants the person to confirm their account before it lets the app act", CONFIRM),
    row(483, MissingPermission, Never, "the person has to consent first", CONFIRM),
    row(506, Refused, Never, "the same was sent a moment ago", say("nothing needs to be done")),
    row(551, Refused, Never, "the person cannot be reached at the moment", say("nothing can be done from here"))
        .sub(1_545_041),
    row(551, Refused, Never, "the person cannot be reached at the moment", say("nothing can be done from here")),
    row(613, Wait(None), Later, "Meta asks to wait: a limit of its own for this call is reached", HOUR),
    row(803, Gone, Never, "Meta knows nothing by that id or name", VISIBLE),
    row(2200, Refused, Never, "the callback did not pass Meta's handshake", CALLBACK),
    row(2201, Refused, Never, "the callback answered the handshake with the wrong challenge", CALLBACK),
    row(2500, Refused, Never, "Meta cannot read the request", REPORT),
    row(3962, Refused, Never, "a permission's name is wrong", say("compare the names with Meta's list of permissions")),
    row(10_900, Refused, Never, "a post could not be made; snorq makes none", REPORT).sub(1_609_005),
    row(10_900, Refused, Never, "a post could not be made; snorq makes none", REPORT),
    row(80_000, Wait(None), Later, "Meta asks to wait: too many calls for ads insights", LIMIT),
    row(80_001, Wait(None), Later, "Meta asks to wait: too many calls about this Page", LIMIT),
    row(80_002, Wait(None), Later, "Meta asks to wait: too many calls about this Instagram account", LIMIT),
    row(80_003, Wait(None), Later, "Meta asks to wait: too many calls about custom audiences", LIMIT),
    row(80_004, Wait(None), Later, "Meta asks to wait: too many calls about ads", LIMIT),
    row(80_005, Wait(None), Later, "Meta asks to wait: too many calls about leads", LIMIT),
    row(80_006, Wait(None), Later, "Meta asks to wait: too many calls for Messenger", LIMIT),
    row(80_007, Wait(None), Later, "Meta asks to wait: too many calls about this WhatsApp account", LIMIT).to(80_008),
    row(80_009, Wait(None), Later, "Meta asks to wait: too many calls about the catalogue", LIMIT),
    row(80_014, Wait(None), Later, "Meta asks to wait: too many batches about the catalogue", LIMIT),
    row(80_000, Wait(None), Later, "Meta asks to wait: a business limit is reached", LIMIT).to(80_099),
];
