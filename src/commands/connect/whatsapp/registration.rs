//! What becomes of each number's registration: nothing, a PIN from somewhere, or a reason to leave it.

use super::Args;
use super::select::Selection;
use crate::commands::stdin::Lines;
use crate::context::Context;
use crate::domain::{Hint, MOST_REGISTRATIONS, Number, PhoneId, Reason, Secret, Verification, text};
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::whatsapp::{self, ChosenAccount, ChosenNumber, RegistrationStep};
use crate::prompts::{Confirm, Question};

/// How often a PIN that is none is asked for again.
const ASKED: usize = 3;

/// Plans every chosen number. Nothing is recorded yet, so that a missing answer changes nothing.
pub(super) async fn plan(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    selection: &Selection,
    lines: &mut Lines,
) -> Result<Vec<ChosenAccount>, Failure> {
    let mut chosen = Vec::new();
    let mut told = false;
    for account in &selection.chosen {
        let mut plans = Vec::new();
        for number in &account.numbers {
            let step = match left(cx, tools, args, number).await? {
                Some(step) => step,
                None => RegistrationStep::Register(pin(cx, tools, args, number, lines, &mut told).await?),
            };
            plans.push(ChosenNumber { number: number.clone(), step });
        }
        chosen.push(ChosenAccount { account: account.clone(), plans });
    }
    Ok(chosen)
}

/// Why a number is not registered; `None` if it is to be.
async fn left(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    number: &Number,
) -> Result<Option<RegistrationStep>, Failure> {
    if number.works() {
        return Ok(Some(RegistrationStep::Nothing));
    }
    if number.lost().is_some() {
        return Ok(Some(RegistrationStep::Nothing));
    }
    if args.no_register {
        let reason = Reason::from("the number is not registered, as asked");
        return Ok(Some(RegistrationStep::Leave(reason.hint(Hint::new("go on with it", number.connect())))));
    }
    if number.verification == Verification::NotVerified {
        let (_, send) = number.missing();
        let reason = Reason::from("the number is not verified (a review may take a day or two)").hint(send);
        return Ok(Some(RegistrationStep::Leave(reason)));
    }
    again(cx, tools, number).await
}

/// A number that was tried before is tried again only with a yes.
async fn again(cx: &Context, tools: &Tools<'_>, number: &Number) -> Result<Option<RegistrationStep>, Failure> {
    let id = &number.id;
    let tries = whatsapp::remembered(tools, id).await?.count(cx.clock.now());
    if tries == 0 {
        return Ok(None);
    }
    if tries >= MOST_REGISTRATIONS {
        let reason =
            format!("{tries} registrations within 72 hours are as many as Meta allows; wait before the next one");
        return Ok(Some(RegistrationStep::Leave(reason.into())));
    }
    let title = text::shown(number.title());
    let question = format!(
        "{title} ({id}) was tried {tries} of {MOST_REGISTRATIONS} times in 72 hours, after which Meta locks it. Try again?"
    );
    if cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Ok(None);
    }
    let reason = Reason::from("the number is not registered");
    Ok(Some(RegistrationStep::Leave(reason.hint(Hint::new("go on with it", number.connect())))))
}

async fn pin(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    number: &Number,
    lines: &mut Lines,
    told: &mut bool,
) -> Result<Secret, Failure> {
    if args.pin_stdin {
        return from_lines(cx, &number.id, lines);
    }
    if let Some(pin) = whatsapp::stored_pin(tools, &number.id).await? {
        cx.terminal.info(&format!("{} is registered with its stored PIN", text::shown(number.title())));
        return Ok(pin);
    }
    if !std::mem::replace(told, true) {
        cx.terminal.info(
            "A number is registered with six digits: if its two-step verification is on, its own PIN; else a new one of \
             your choice, which it then has. Each number has its own; snorq keeps it for you.",
        );
    }
    let prompt = format!("PIN of {} ({})", text::shown(number.title()), number.id);
    for _ in 0..ASKED {
        let pin = cx.prompts.secret(&Question { prompt: &prompt, flag: "--pin-stdin", default: None })?;
        if is_pin(&pin) {
            return Ok(pin);
        }
        cx.terminal.warn("a PIN has exactly six digits");
    }
    Err(wrong(&number.id))
}

/// `PHONE_ID PIN`, or the PIN alone if a number's turn comes with it.
fn from_lines(cx: &Context, phone: &PhoneId, lines: &mut Lines) -> Result<Secret, Failure> {
    let pin = match lines.named(phone.as_str()) {
        Some(pin) => pin,
        None => lines.secret(cx, &format!("PIN of {phone}"), "--pin-stdin")?,
    };
    if is_pin(&pin) { Ok(pin) } else { Err(wrong(phone)) }
}

fn is_pin(pin: &Secret) -> bool {
    pin.is_digits(6)
}

fn wrong(phone: &PhoneId) -> Failure {
    Failure::usage(format!("the PIN of {phone} has not exactly six digits"))
        .hint("with --pin-stdin: six digits for one number, a line `PHONE_ID PIN` for each of several")
}
