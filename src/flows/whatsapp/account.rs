//! Subscribing an account, and finishing what a killed run had begun with one.

use super::{callback, records};
use crate::domain::{Change, Connection, PhoneId, Secret, Status, WabaId, is_same_address};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::Unproven;

/// Why an account could not be made ready.
pub(super) enum Stopped {
    /// The platform did not subscribe it.
    Platform(Unproven),
    /// It is subscribed, but its own callback is not set.
    Callback(Failure),
    /// A store of ours failed.
    Ours(Failure),
}

/// Subscribes the account, reads back, and only then sets its own callback, if it is to have one. `anew` sets it even
/// if Meta shows the same address: its verify token may be another.
pub(super) async fn subscribe(tools: &Tools<'_>, waba: &WabaId, token: &Secret, anew: bool) -> Result<(), Stopped> {
    let present = tools.meta.subscribe_account(waba, token).await.map_err(Stopped::Platform)?.callback;
    let Some(wish) = callback::remembered(tools, waba).await.map_err(Stopped::Ours)? else {
        if let Some(url) = present {
            let url = crate::domain::text::shown(&url);
            tools.reporter.remark(&format!("the webhooks of {waba} go to {url}, which was set elsewhere"));
        }
        return Ok(());
    };
    if !anew && present.is_some_and(|present| is_same_address(&present, &wish.url)) {
        return Ok(());
    }
    match tools.meta.override_callback(waba, token, &wish.url, &wish.verify).await {
        Ok(()) => Ok(()),
        Err(unproven) if unproven.trouble.passes() => Err(Stopped::Platform(unproven)),
        Err(unproven) => Err(Stopped::Callback(unproven.trouble.into())),
    }
}

/// The records of an account that is subscribed, but whose webhooks do not go where they should: nobody may take them
/// for working. The address stays noted: whoever checks finds it missing until it is set or another one is given.
pub(super) fn without_callback(tools: &Tools<'_>, record: &Connection, failure: &Failure) -> Connection {
    let message = format!("its webhooks do not go to their own address: {failure}");
    Connection { status: Status::Error, error_message: Some(message.into()), updated_at: tools.now(), ..record.clone() }
}

/// Subscribes a connected account again and sends its webhooks where they are written down to go.
pub(in crate::flows) async fn restore(tools: &Tools<'_>, waba: &WabaId, token: &Secret) -> Result<(), Failure> {
    match subscribe(tools, waba, token, false).await {
        Ok(()) => Ok(()),
        Err(Stopped::Platform(unproven)) => Err(unproven.trouble.into()),
        Err(Stopped::Callback(failure) | Stopped::Ours(failure)) => Err(failure),
    }
}

/// Goes on with a connect that was cut off after its token was stored: subscribes, which changes nothing if it was done,
/// and looks at the number. It is not registered here: nobody can be asked whether to try once more.
pub(in crate::flows) async fn finish(
    tools: &Tools<'_>,
    change: &Change,
    record: &Connection,
    token: &Secret,
) -> Result<Connection, Failure> {
    let waba = WabaId::new(record.waba_id.clone().unwrap_or_default());
    // The token is the change's: a record that was there before still has the earlier one.
    let record = &Connection { sealed: change.sealed.clone(), ..record.clone() };
    match subscribe(tools, &waba, token, false).await {
        Ok(()) => {}
        Err(Stopped::Platform(unproven)) => return Err(unproven.trouble.into()),
        Err(Stopped::Callback(failure)) => return Ok(without_callback(tools, record, &failure)),
        Err(Stopped::Ours(failure)) => return Err(failure),
    }
    if record.awaits_number() {
        return Ok(records::without_number(tools, &Connection { status: Status::Pending, ..record.clone() }));
    }
    let phone = PhoneId::new(record.platform_user_id.clone());
    let number = tools.meta.numbers(std::slice::from_ref(&phone), token).await.into_iter().next();
    let number = number.ok_or_else(|| Failure::not_found(format!("Meta does not show number {phone}")))??;
    if number.is_connected() {
        super::register::prove(tools, &phone).await?;
    }
    Ok(records::judged(tools, record, &number, None))
}
