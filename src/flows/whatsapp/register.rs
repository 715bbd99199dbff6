//! Registering a number, once. The try and the PIN are written down before Meta is asked: a lost answer must cost neither
//! the count of tries, of which Meta allows ten, nor the PIN, which from then on may be the number's own.

use crate::domain::Platform;
use crate::domain::hint::{Connect, Hint};
use crate::domain::{Note, Number, PhoneId, Registration, Sealed, Secret, Topic, Trouble};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::store::Outcome;

/// What is remembered of a number's registration.
pub async fn remembered(tools: &Tools<'_>, phone: &PhoneId) -> Result<Registration, Failure> {
    Ok(note(tools, phone).await?.map(|note| Registration::recorded(&note.text)).unwrap_or_default())
}

/// The PIN with which the number was registered, if that is known for sure.
pub async fn stored_pin(tools: &Tools<'_>, phone: &PhoneId) -> Result<Option<Secret>, Failure> {
    match note(tools, phone).await? {
        Some(note) if Registration::recorded(&note.text).proven => match &note.sealed {
            Some(sealed) => tools.open(&note.owner(), sealed).await.map(Some),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// Asks Meta once, and reads back. The outer failure is one of our own stores.
pub(super) async fn register(
    tools: &Tools<'_>,
    phone: &PhoneId,
    pin: &Secret,
    token: &Secret,
) -> Result<Result<Number, Failure>, Failure> {
    let before = note(tools, phone).await?;
    let tried = remembered(tools, phone).await?.tried(tools.now());
    let sealed = tools.seal(&blank(tools, phone).owner(), pin).await?;
    write(tools, phone, &tried, Some(sealed)).await?;
    log(tools, phone, "register", Outcome::Asked, None).await?;
    match tools.meta.register(phone, pin, token).await {
        Ok(()) => proven(tools, phone, token).await,
        Err(trouble) => {
            log(tools, phone, "register", Outcome::Failed, Some(trouble.message.clone())).await?;
            if is_answer(&trouble) {
                // The PIN was not taken: what was known before is what is known.
                write(tools, phone, &tried, before.and_then(|note| note.sealed)).await?;
            }
            Ok(Err(explained(trouble, tried.tries.len())))
        }
    }
}

/// Meta has answered, so the PIN was not set.
fn is_answer(trouble: &Trouble) -> bool {
    trouble.graph.is_some() && !trouble.passes()
}

/// A yes counts if Meta shows the number as connected.
async fn proven(tools: &Tools<'_>, phone: &PhoneId, token: &Secret) -> Result<Result<Number, Failure>, Failure> {
    let number = match tools.meta.numbers(std::slice::from_ref(phone), token).await.into_iter().next() {
        Some(Ok(number)) => number,
        Some(Err(trouble)) => return Ok(Err(Failure::from(trouble).during("it was registered, but cannot be read"))),
        None => return Ok(Err(Failure::new(Kind::Failed, "it was registered, but Meta does not show it"))),
    };
    prove(tools, phone).await?;
    log(tools, phone, "register", Outcome::Done, None).await?;
    if number.is_connected() {
        return Ok(Ok(number));
    }
    let state = crate::domain::text::shown(number.state.as_deref().unwrap_or("nothing"));
    Ok(Err(Failure::new(Kind::Failed, format!("Meta took the registration, but shows the number as {state}"))
        .hint(Hint::new("look again in a few minutes", Connect::on(Platform::Whatsapp).step()))))
}

/// Notes that the number was registered with the PIN that is remembered.
pub(super) async fn prove(tools: &Tools<'_>, phone: &PhoneId) -> Result<(), Failure> {
    let Some(note) = note(tools, phone).await? else { return Ok(()) };
    let registration = Registration { proven: true, ..Registration::recorded(&note.text) };
    write(tools, phone, &registration, note.sealed).await
}

fn explained(trouble: Trouble, tries: usize) -> Failure {
    let failure = Failure::from(trouble);
    let counted = format!("that was try {tries} of {} in 72 hours", crate::domain::MOST_REGISTRATIONS);
    failure.during("registering the number").hint(counted)
}

async fn note(tools: &Tools<'_>, phone: &PhoneId) -> Result<Option<Note>, Failure> {
    Ok(tools.store.note(tools.profile, Topic::Registration, phone.as_str()).await?)
}

pub(super) async fn write(
    tools: &Tools<'_>,
    phone: &PhoneId,
    registration: &Registration,
    sealed: Option<Sealed>,
) -> Result<(), Failure> {
    let note = Note { text: registration.text(), sealed, ..blank(tools, phone) };
    Ok(tools.store.put_note(&note).await?)
}

fn blank(tools: &Tools<'_>, phone: &PhoneId) -> Note {
    Note {
        profile: tools.profile.to_owned(),
        topic: Topic::Registration,
        subject: phone.as_str().to_owned(),
        text: String::new(),
        sealed: None,
    }
}

pub(super) async fn log(
    tools: &Tools<'_>,
    phone: &PhoneId,
    verb: &str,
    outcome: Outcome,
    detail: Option<String>,
) -> Result<(), Failure> {
    let reference = crate::domain::ConnectionRef::new(crate::domain::Platform::Whatsapp, phone.as_str());
    Ok(tools.store.log(&[tools.action(verb, Some(&reference), outcome, detail)]).await?)
}
