//! Leaving: what revoking means for numbers.

use super::register;
use crate::domain::{Cause, Connection, Note, Number, PhoneId, Registration, Secret, Status, Topic, Trouble};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::store::Outcome;

/// Writes down, before anything is changed, whether a number is to be deregistered when it leaves.
pub(in crate::flows) async fn wish_deregister(
    tools: &Tools<'_>,
    connection: &Connection,
    wished: bool,
) -> Result<(), Failure> {
    let subject = connection.platform_user_id.clone();
    if !wished {
        return Ok(tools.store.remove_note(tools.profile, Topic::Deregister, &subject).await?);
    }
    let note = Note {
        profile: tools.profile.to_owned(),
        topic: Topic::Deregister,
        subject,
        text: String::new(),
        sealed: None,
    };
    Ok(tools.store.put_note(&note).await?)
}

/// Deregisters a number if that was wished, once, and reads back. The remark says why it is registered still.
pub(in crate::flows) async fn deregister(
    tools: &Tools<'_>,
    connection: &Connection,
    token: Option<&Secret>,
) -> Result<(bool, Option<String>), Failure> {
    let phone = PhoneId::new(connection.platform_user_id.clone());
    let wished = tools.store.note(tools.profile, Topic::Deregister, phone.as_str()).await?.is_some();
    let (true, Some(token)) = (wished, token) else {
        let remark = match (wished, connection.status) {
            (true, _) => Some("its token is lost, so it stays registered"),
            (false, Status::Active) => Some("the number stays registered at Meta; --deregister takes it off"),
            (false, _) => None,
        };
        return Ok((false, remark.map(str::to_owned)));
    };
    match shown(tools, &phone, token).await {
        Ok(number) if number.coexists => {
            return Ok((false, Some("it lives in the WhatsApp Business app, where its owner takes it off".to_owned())));
        }
        Ok(number) if !number.is_connected() => return Ok((true, None)),
        Ok(_) => {}
        Err(Trouble { cause: Cause::Gone, .. }) => {
            return Ok((false, Some("Meta shows no such number any more".to_owned())));
        }
        Err(trouble) if trouble.kills_token() => {
            return Ok((false, Some("Meta no longer takes its token, so it stays registered".to_owned())));
        }
        // Whether it must not be touched is not known.
        Err(trouble) => return Err(Failure::from(trouble).during("looking at the number before it is deregistered")),
    }
    let tried = register::remembered(tools, &phone).await?.tried(tools.now());
    let pin = tools.store.note(tools.profile, Topic::Registration, phone.as_str()).await?;
    register::write(tools, &phone, &tried, pin.and_then(|note| note.sealed)).await?;
    register::log(tools, &phone, "deregister", Outcome::Asked, None).await?;
    match tools.meta.deregister(&phone, token).await {
        // Not registered any more: that is what was wished.
        Err(trouble) if trouble.graph.as_ref().is_some_and(|graph| graph.code == Some(133_010)) => {
            return Ok((true, None));
        }
        answer => answer.map_err(|trouble| Failure::from(trouble).during("deregistering the number"))?,
    }
    match shown(tools, &phone, token).await {
        Ok(number) if number.is_connected() => {
            return Err(Failure::new(Kind::Failed, "Meta said yes, but still shows the number as connected")
                .hint("run the same command again in a few minutes"));
        }
        // What Meta does not show any more is not registered either.
        Ok(_) | Err(Trouble { cause: Cause::Gone, .. }) => {}
        Err(trouble) => {
            return Err(Failure::from(trouble)
                .during("Meta said yes to deregistering the number, but it could not be read back")
                .hint("run the same command again: it looks first"));
        }
    }
    register::log(tools, &phone, "deregister", Outcome::Done, None).await?;
    Ok((true, None))
}

/// The number as Meta shows it now.
async fn shown(tools: &Tools<'_>, phone: &PhoneId, token: &Secret) -> Result<Number, Trouble> {
    let answer = tools.meta.numbers(std::slice::from_ref(phone), token).await.into_iter().next();
    answer.unwrap_or_else(|| Err(Trouble::new(Cause::Garbled, format!("Meta did not answer for number {phone}"))))
}

/// Forgets what was remembered of a number, but for the tries that Meta still counts; says whether its PIN was kept.
pub(in crate::flows) async fn forget(tools: &Tools<'_>, connection: &Connection) -> Result<bool, Failure> {
    let phone = PhoneId::new(connection.platform_user_id.clone());
    tools.store.remove_note(tools.profile, Topic::Deregister, phone.as_str()).await?;
    let note = tools.store.note(tools.profile, Topic::Registration, phone.as_str()).await?;
    let had_pin = note.is_some_and(|note| note.sealed.is_some());
    let known = register::remembered(tools, &phone).await?;
    if known.count(tools.now()) == 0 {
        tools.store.remove_note(tools.profile, Topic::Registration, phone.as_str()).await?;
    } else {
        register::write(tools, &phone, &Registration { proven: false, ..known }, None).await?;
    }
    Ok(had_pin)
}
