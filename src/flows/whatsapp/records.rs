//! The record of a number, or of an account whose number is still to come.

use crate::domain::Reason;
use crate::domain::hint::{Connect, Hint};
use crate::domain::{Account, Change, Connection, ConnectionRef, Grant, Number, Platform, Status, WabaId};
use crate::flows::{Tools, fresh_id};

/// The ref under which an account waits for its number.
pub fn waiting(waba: &WabaId) -> ConnectionRef {
    ConnectionRef::new(Platform::Whatsapp, format!("{}{waba}", Connection::AWAITING_NUMBER))
}

/// The record of one number of `account`, still `PENDING`; without one, that of the account itself.
pub(super) fn of(tools: &Tools<'_>, grant: &Grant, account: &Account, number: Option<&Number>) -> Connection {
    let id = number.map(|number| number.id.as_str().to_owned());
    let reference = id.map_or_else(|| waiting(&account.id), |id| ConnectionRef::new(Platform::Whatsapp, id));
    Connection {
        platform_username: number.and_then(|number| number.display.clone()),
        platform_display_name: number.and_then(|number| number.name.clone()).or_else(|| account.name.clone()),
        waba_id: Some(account.id.as_str().to_owned()),
        business_id: account.business.as_ref().map(|business| business.as_str().to_owned()),
        ..Connection::pending(fresh_id(), reference, grant, tools.now())
    }
}

/// The change that connects `record`. What an account sends is the app's affair, so that there are no fields.
pub(super) fn change(tools: &Tools<'_>, record: &Connection) -> Change {
    Change::connect(record, &[], tools.now())
}

/// The record as the number's state makes it: `ACTIVE` if it works, else `PENDING` with what it waits for, or `ERROR` if
/// there is nothing to wait for.
pub(super) fn judged(tools: &Tools<'_>, record: &Connection, number: &Number, left: Option<&Reason>) -> Connection {
    let waits = (!number.works()).then(|| left.cloned().unwrap_or_else(|| missing(number)));
    let status = match (&waits, number.lost()) {
        (None, _) => Status::Active,
        (Some(_), None) => Status::Pending,
        // Nothing that it could wait for.
        (Some(_), Some(_)) => Status::Error,
    };
    Connection {
        status,
        error_message: waits,
        platform_username: number.display.clone().or_else(|| record.platform_username.clone()),
        platform_display_name: number.name.clone().or_else(|| record.platform_display_name.clone()),
        updated_at: tools.now(),
        ..record.clone()
    }
}

/// The record of an account that has no number yet.
pub(super) fn without_number(tools: &Tools<'_>, record: &Connection) -> Connection {
    let connect = Connect::on(Platform::Whatsapp).step();
    let reason = Reason::from("the account has no number yet")
        .hint(Hint::new("add one in WhatsApp Manager, then connect it", connect));
    Connection { error_message: Some(reason), updated_at: tools.now(), ..record.clone() }
}

fn missing(number: &Number) -> Reason {
    if let Some(state) = number.lost() {
        return Reason::from(format!("Meta shows the number as {state}"))
            .hint("see what became of it in WhatsApp Manager");
    }
    let (words, hint) = number.missing();
    Reason::from(words).hint(hint)
}
