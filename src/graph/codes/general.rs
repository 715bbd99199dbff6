//! The codes of the Graph API at large: login, tokens, permissions, limits, webhooks.

use super::{
    ALLOW, APP, CODE, HOUR, LOGIN, Later, MINUTES, Meaning, Never, REPORT, Soon, VERSION, VISIBLE, WORDS, row, say,
};
use crate::domain::Cause::{
    BadApp, BadCode, Expired, Gone, MissingPermission, Passing, Refused, Revoked, Wait, WrongToken,
};
use crate::domain::Platform;
use crate::domain::hint::{Connect, Hint, Step};

const CONFIRM: Hint =
    Hint::new("let the person open facebook.com and confirm the account, then log in again", Step::AGAIN);
const CALLBACK: Hint =
    say("check that the callback answers 200 with the challenge alone and that the verify token is the same");
const REDIRECT: Hint = Hint::new(
    "add the host to App Domains and the whole address to Valid OAuth Redirect URIs; see it",
    Step::ShowProfile,
);
const OF_ANOTHER_APP: Hint = Hint::new("log in with this profile's app, or take the profile of that app", Step::AGAIN);
/// The grant leaves this Page out, or the person has lost their role on it.
const THIS_PAGE: Hint = Hint::new(
    "choose \"edit previous settings\", tick this Page and allow everything; who has no role on it needs one first",
    Connect::AGAIN.rerequest().step(),
);
const SECOND_FACTOR: Hint =
    Hint::new("let the person open facebook.com and pass two-factor authentication, then log in again", Step::AGAIN);
const LIMIT: Hint = say("wait until the usage falls, an hour at most; make fewer calls at a time");

/// The rows.
pub(super) const ROWS: &[Meaning] = &[
    row(1, MissingPermission, Never, "a messaging permission or its access level is missing", ALLOW).sub(99),
    row(
        1,
        Refused,
        Never,
        "the message was sent, but Meta could not tell about it",
        say("do not send it again; see the conversation"),
    )
    .sub(1_357_046),
    row(1, BadApp, Never, "the app secret is not the app's", APP).says("Error validating client secret"),
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
    row(100, BadCode, Never, "the login's code is too old", CODE).sub(36_007).says("authorization code has expired"),
    row(100, BadCode, Never, "the login's code does not fit the redirect address", CODE)
        .sub(36_008)
        .says("Error validating verification code"),
    row(100, BadCode, Never, "the login's code was used before", CODE)
        .sub(36_009)
        .says("authorization code has been used"),
    row(100, WrongToken, Never, "the token belongs to another app", OF_ANOTHER_APP)
        .says("did not match the Viewing App"),
    row(100, WrongToken, Never, "the token belongs to another app", OF_ANOTHER_APP)
        .says("You must provide an app access token"),
    row(100, MissingPermission, Never, "a permission is missing, or a feature that Meta reviews", ALLOW)
        .says("missing permission or reviewable feature"),
    row(100, MissingPermission, Never, "a permission is missing, or a feature that Meta reviews", ALLOW)
        .says("This endpoint requires the '"),
    row(100, Gone, Never, "it does not exist, or this token may not see it", VISIBLE)
        .says("does not exist, cannot be loaded due to missing permissions"),
    row(100, BadApp, Never, "the proof that the app secret gives is not taken", APP).says("appsecret_proof"),
    row(100, BadApp, Never, "the proof that the app secret gives is not taken", APP).says("app secret proof"),
    row(100, Refused, Never, "Meta knows no such field of this", VERSION).says("nonexisting field"),
    row(
        100,
        Refused,
        Never,
        "Meta does not know a value, such as the name of a webhook field",
        say("take one of those that Meta's words list"),
    )
    .says("must be one of"),
    row(
        100,
        Refused,
        Never,
        "a callback of the account's own needs the app's subscription of the account first",
        Hint::new("connect the account, which subscribes it", Connect::on(Platform::Whatsapp).step()),
    )
    .says("your app must be subscribed"),
    row(
        100,
        Refused,
        Never,
        "the number is in use with the WhatsApp Business app, and is not registered here",
        say("connect it without registering it: it works as it is"),
    )
    .says("not available for SMB"),
    row(100, Refused, Never, "a needed parameter is missing", REPORT).says("The parameter * is required"),
    row(100, Refused, Never, "Meta does not take something in the request", WORDS),
    row(101, BadApp, Never, "Meta does not know the app", APP),
    row(102, Revoked, Never, "the session is no longer valid", LOGIN),
    row(104, Refused, Never, "the signature is wrong: no token, or a proof that does not fit it", APP),
    row(190, Revoked, Never, "the session key is not valid", LOGIN).sub(452),
    row(190, Revoked, Never, "the person has removed the app, so its tokens are dead", LOGIN)
        .sub(458)
        .says("has not authorized application"),
    row(190, Revoked, Never, "Facebook wants the person to confirm their account before it lets the app act", CONFIRM)
        .sub(459),
    row(190, Revoked, Never, "the person changed their password, or Facebook ended the session", LOGIN)
        .sub(460)
        .says("changed their password"),
    row(190, Expired, Never, "the token has expired", LOGIN).sub(463).says("Session has expired"),
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
    row(190, Revoked, Never, "the person has not used the app for 90 days", LOGIN).sub(493).says("longer than 90 days"),
    row(190, MissingPermission, Never, "a permission for this one Page is missing, or the role on it", THIS_PAGE)
        .says("before impersonating a user's page"),
    row(190, BadApp, Never, "Meta takes this from the app itself only, by its secret", APP)
        .says("Application Secret required"),
    row(190, WrongToken, Never, "that is no token", LOGIN).says("Cannot parse access token"),
    row(190, WrongToken, Never, "that is no token", LOGIN).says("Malformed access token"),
    row(190, Revoked, Never, "the token is no longer valid", LOGIN),
    row(191, Refused, Never, "the redirect address is none of the app's", REDIRECT),
    row(194, Refused, Never, "a needed parameter is missing", REPORT).says("required parameter"),
    row(194, Refused, Never, "a needed parameter is missing", WORDS),
    row(210, MissingPermission, Never, "the person is not visible to the app, or a Page's token is needed", LOGIN),
    row(230, MissingPermission, Never, "the person's consent or the messaging permission is missing", ALLOW),
    row(283, MissingPermission, Never, "one of the pages_ permissions is missing", ALLOW),
    row(293, MissingPermission, Never, "the app may not manage this", ALLOW).to(294),
    row(200, MissingPermission, Never, "a permission is missing", ALLOW).to(299),
    row(
        10_900,
        Refused,
        Never,
        "Meta could not read the link of what was posted",
        say("see whether the link opens without a login"),
    )
    .sub(1_609_005),
    row(10_900, Refused, Never, "this was answered already", say("nothing needs to be done")),
    row(
        10_903,
        Refused,
        Never,
        "this person cannot be answered",
        say("answer to the comment in public, or wait until they write"),
    ),
    row(
        10_904,
        Refused,
        Never,
        "the Page's messages are switched off",
        say("switch them on in the Page's settings, Messaging"),
    ),
    row(341, Wait(None), Later, "Meta asks to wait: the app's limit is reached", HOUR),
    row(
        368,
        Refused,
        Later,
        "Meta has blocked this for breaking its policies",
        say("see the Page's quality; try again in some hours"),
    ),
    row(415, MissingPermission, Never, "the person has to pass two-factor authentication first", SECOND_FACTOR),
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
    row(
        2500,
        Refused,
        Never,
        "the token did not reach Meta",
        Hint::new("see what stands between, such as a proxy that takes headers away", Step::Examine),
    )
    .says("active access token must be used"),
    row(2500, Refused, Never, "Meta knows no such path", VERSION).says("Unknown path components"),
    row(2500, Refused, Never, "Meta cannot read the request", REPORT).says("Syntax error"),
    row(2500, Refused, Never, "Meta cannot read the request", VERSION),
    row(3962, Refused, Never, "a permission's name is wrong", say("compare the names with Meta's list of permissions")),
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
