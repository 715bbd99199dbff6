//! The codes of messaging: WhatsApp's own numbers, and the subcodes of Messenger and Instagram.

use super::{ALLOW, HOUR, LOGIN, Later, MINUTES, Meaning, Never, REPORT, Soon, WORDS, row, say};
use crate::domain::Cause::{MissingPermission, Passing, Refused, Revoked, Wait};
use crate::domain::hint::{Connect, Hint, Step};

const MANAGER: Hint = say("see the account in WhatsApp Manager (business.facebook.com)");
const MESSAGE: Hint = say("change the message; Meta's own words say what it does not take");
const TEMPLATE: Hint = say("compare the template with the one in WhatsApp Manager: name, language and parameters");
const NOTHING: Hint = say("nothing can be done from here; the message is not delivered");
const NUMBER: Hint = Hint::new("check the number in WhatsApp Manager, and register it", Connect::NUMBER.step());
const PIN: Hint =
    say("give the number's own six-digit PIN; who has forgotten it turns two-step verification off in WhatsApp \
                   Manager, Phone numbers");
const BLOCKED: Hint = say("compare the numbers of the block list with what was sent");

/// The rows.
pub(super) const ROWS: &[Meaning] = &[
    row(0, Revoked, Never, "WhatsApp cannot authenticate the token", LOGIN),
    row(
        100,
        Refused,
        Never,
        "there is no such person for this Page",
        say("use the id that the Page's own webhook told"),
    )
    .sub(2_018_001),
    row(100, Refused, Never, "the message has neither text nor state", MESSAGE).sub(2_018_015),
    row(100, Refused, Never, "a button of the message is wrong", MESSAGE).sub(2_018_040),
    row(100, Refused, Never, "a button of the message is wrong", MESSAGE).sub(2_018_041),
    row(100, Refused, Never, "a button of the message is wrong", MESSAGE).sub(2_018_053),
    row(100, Refused, Never, "the person cannot receive messages", NOTHING).sub(2_018_108),
    row(
        100,
        Refused,
        Never,
        "the number cannot be registered: it is still in use elsewhere, or its name is not taken",
        Hint::new("do what Meta's own words say, then register it", Connect::NUMBER.step()),
    )
    .sub(2_388_001),
    row(
        100,
        Refused,
        Later,
        "a code was asked for a moment ago",
        Hint::new("wait an hour, then ask for a new one", Step::RequestCode(None)),
    )
    .sub(2_388_091),
    row(100, Refused, Later, "too many codes were asked for", say("try again in some hours")).sub(2_388_093),
    row(100, Refused, Later, "too many codes were tried", say("try again in some hours")).sub(2_388_364),
    row(100, Refused, Never, "the number's name is not the one that was given for it", MANAGER).sub(2_388_361),
    row(100, Refused, Never, "an account that an app has made may not make templates", MANAGER).sub(2_494_160),
    row(
        100,
        Refused,
        Never,
        "the app does not hold the conversation, so it cannot hand it on",
        say("see the handover settings of the account"),
    )
    .sub(2_494_191),
    row(100, Refused, Never, "the code is wrong or too old", Hint::new("ask for a new code", Step::RequestCode(None)))
        .sub(136_025),
    row(100, Refused, Never, "the number is not linked or not registered", NUMBER).sub(2_207_051),
    row(
        100,
        Refused,
        Never,
        "there is no such person for this Instagram account, or the comment was answered already",
        say("use the id that the account's own webhook told"),
    )
    .sub(2_534_014),
    row(
        100,
        Refused,
        Never,
        "Meta has barred the Instagram account from messages by apps",
        say("see Account status in the Instagram app"),
    )
    .sub(2_534_029),
    row(100, Refused, Never, "several pictures at once are not open to this app yet", MESSAGE).sub(2_534_068),
    row(4, Wait(None), Later, "Meta asks to wait: too many calls", HOUR).sub(2_446_079),
    row(
        200,
        Refused,
        Never,
        "the owner of the Instagram account does not let apps see its messages",
        say(
            "in the Instagram app: Settings > Messages and story replies > Message controls > Connected tools > Allow \
             access to messages",
        ),
    )
    .sub(2_534_041),
    row(613, Wait(None), Later, "Meta asks to wait: too many messages of this Instagram account", HOUR).sub(2_534_040),
    row(200, MissingPermission, Never, "the permission for private replies is missing", ALLOW).sub(2_534_066),
    row(130_429, Wait(None), Soon, "WhatsApp asks to wait: too many messages at once", MINUTES),
    row(130_472, Refused, Never, "the person is part of an experiment of Meta's and gets no such messages", NOTHING),
    row(130_497, Refused, Never, "the business may not write to that country", MANAGER),
    row(131_000, Passing, Soon, "WhatsApp has a passing fault", MINUTES),
    row(131_005, MissingPermission, Never, "a WhatsApp permission is missing", LOGIN),
    row(131_008, Refused, Never, "a needed parameter is missing", REPORT).says("Required parameter is missing"),
    row(131_008, Refused, Never, "a needed parameter is missing", WORDS),
    row(
        131_009,
        Refused,
        Never,
        "WhatsApp does not take a value",
        say("check the recipient's number, with its country code, and the text; Meta's own words say more"),
    ),
    row(131_016, Passing, Soon, "WhatsApp is not available at the moment", MINUTES),
    row(131_021, Refused, Never, "sender and recipient are the same number", say("send to another number")),
    row(131_026, Refused, Never, "the message cannot be delivered to this number", NOTHING),
    row(
        131_030,
        Refused,
        Never,
        "the recipient is not on the test number's list",
        say("add the recipient under WhatsApp > API setup in the dashboard"),
    ),
    row(131_031, Refused, Never, "the WhatsApp account is locked or restricted", MANAGER),
    row(131_037, Refused, Never, "the number's display name is not approved yet", MANAGER),
    row(
        131_042,
        Refused,
        Never,
        "the WhatsApp account has a problem with its payment",
        say("mend the payment method in WhatsApp Manager"),
    ),
    row(131_045, Refused, Never, "the number is not properly registered", NUMBER),
    row(
        131_047,
        Refused,
        Never,
        "the 24 hours in which the business may answer are over",
        say("send a template, or wait until the person writes again"),
    ),
    row(131_048, Wait(None), Later, "WhatsApp asks to wait: too many messages were taken for spam", MANAGER),
    row(
        131_049,
        Refused,
        Never,
        "WhatsApp holds the message back so that the person does not get too many",
        say("do not send it again; write to this person later"),
    ),
    row(131_051, Refused, Never, "WhatsApp does not know this kind of message", MESSAGE),
    row(131_052, Refused, Never, "the media of a message could not be fetched", say("ask the person to send it again")),
    row(131_053, Refused, Never, "the media of a message could not be uploaded", say("check its type and size")),
    row(131_056, Wait(None), Soon, "WhatsApp asks to wait: too many messages to this one person", MINUTES),
    row(131_057, Passing, Soon, "the WhatsApp account is being moved to a higher throughput", MINUTES),
    row(131_062, Refused, Never, "an authentication template needs a phone number, not a user id", TEMPLATE),
    row(132_000, Refused, Never, "the number of parameters does not fit the template", TEMPLATE),
    row(132_001, Refused, Never, "there is no such template in this language", TEMPLATE),
    row(132_005, Refused, Never, "the filled template is too long", TEMPLATE),
    row(132_007, Refused, Never, "the template breaks a policy", TEMPLATE),
    row(132_012, Refused, Never, "a parameter of the template has a wrong form", TEMPLATE),
    row(132_015, Refused, Later, "the template is paused for its quality", MANAGER),
    row(132_016, Refused, Never, "the template is disabled for its quality", MANAGER),
    row(132_068, Refused, Never, "the flow of the template is blocked", MANAGER),
    row(132_069, Wait(None), Later, "WhatsApp asks to wait: the flow of the template is throttled", HOUR),
    row(
        133_000,
        Refused,
        Never,
        "an earlier deregistration did not finish",
        say("deregister the number again, then register it"),
    ),
    row(133_004, Passing, Soon, "WhatsApp's registration is not available at the moment", MINUTES),
    row(133_005, Refused, Never, "the PIN is not the number's", PIN),
    row(
        133_006,
        Refused,
        Never,
        "the number must be verified first",
        Hint::new("have a code sent to it", Step::RequestCode(None)),
    ),
    row(
        133_008,
        Refused,
        Later,
        "too many wrong PINs were tried",
        say("wait as long as Meta's message says, then give the right PIN"),
    ),
    row(133_009, Refused, Later, "PINs were tried too fast", say("wait a few minutes, then give the right PIN")),
    row(133_010, Refused, Never, "the number is not registered", NUMBER),
    row(133_015, Refused, Later, "the number was deleted a moment ago", say("try again in five minutes")),
    row(
        133_016,
        Refused,
        Later,
        "the number was registered and deregistered too often",
        say("wait 72 hours; trying again before that locks it longer"),
    ),
    row(133_000, Refused, Never, "the number's registration failed", NUMBER).to(133_016),
    row(134_011, Refused, Never, "the terms for payments are not accepted", MANAGER),
    row(135_000, Refused, Never, "WhatsApp does not take the message", MESSAGE),
    row(
        136_024,
        Refused,
        Later,
        "the code could not be sent",
        Hint::new("check the number, or take the other way, SMS or call", Step::RequestCode(None)),
    ),
    row(
        136_025,
        Refused,
        Never,
        "the code is wrong or too old",
        Hint::new("ask for a new code", Step::RequestCode(None)),
    ),
    row(137_000, Refused, Never, "the person's identity key has changed", say("check who it is before writing again")),
    row(139_100, Refused, Never, "the block list does not take this", BLOCKED).to(139_103),
    row(147_005, Refused, Never, "the move of the user name was not asked for", MANAGER),
    row(200_000, Refused, Never, "the number cannot be added", MANAGER),
    row(200_005, Refused, Never, "there are no insights for this account", MANAGER),
    row(200_008, Refused, Never, "no number is linked to the WhatsApp account", MANAGER),
];
