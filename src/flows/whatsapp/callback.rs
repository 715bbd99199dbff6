//! An account's own callback, remembered with its verify token so that it can be set again: a plain subscription takes
//! it away.

use super::Callback;
use crate::domain::hint::{Hint, Step};
use crate::domain::{Note, Secret, Topic, WabaId};
use crate::error::Failure;
use crate::flows::{Exclusive, Tools};
use crate::platforms::{OVERRIDE_FIELDS, Unproven};

/// Writes down where the account's webhooks are to go, before Meta is asked.
pub(super) async fn remember(tools: &Tools<'_>, waba: &WabaId, wish: &Callback) -> Result<(), Failure> {
    let mut note = Note {
        profile: tools.profile.to_owned(),
        topic: Topic::Callback,
        subject: waba.as_str().to_owned(),
        text: wish.url.clone(),
        sealed: None,
    };
    note.sealed = Some(tools.seal(&note.owner(), &wish.verify).await?);
    Ok(tools.store.put_note(&note).await?)
}

/// Where they are to go, if to an address of the account's own.
pub(in crate::flows) async fn remembered(tools: &Tools<'_>, waba: &WabaId) -> Result<Option<Callback>, Failure> {
    let note = tools.store.note(tools.profile, Topic::Callback, waba.as_str()).await?;
    let Some(note) = note else { return Ok(None) };
    let Some(sealed) = &note.sealed else { return Ok(None) };
    let verify = tools.open(&note.owner(), sealed).await?;
    Ok(Some(Callback { url: note.text, verify }))
}

/// Forgets it.
pub(in crate::flows) async fn forget(tools: &Tools<'_>, waba: &WabaId) -> Result<(), Failure> {
    Ok(tools.store.remove_note(tools.profile, Topic::Callback, waba.as_str()).await?)
}

/// Sends a connected account's webhooks to `wish`, or to the app's address again. What is wished is written down before
/// Meta is asked; if Meta refuses, what was remembered before is remembered again. What Meta took and does not show stays
/// written down as it was wished: a check finds out whether it came to be.
pub(in crate::flows) async fn direct(
    tools: &Exclusive<'_>,
    waba: &WabaId,
    token: &Secret,
    wish: Option<&Callback>,
) -> Result<(), Failure> {
    let before = tools.store.note(tools.profile, Topic::Callback, waba.as_str()).await?;
    let answer = if let Some(wish) = wish {
        remember(tools, waba, wish).await?;
        tools.meta.override_callback(waba, token, &wish.url, &wish.verify).await
    } else {
        forget(tools, waba).await?;
        tools.meta.remove_override(waba, token).await
    };
    let Err(Unproven { trouble, taken }) = answer else {
        if wish.is_some() {
            tell_what_it_carries(tools);
        }
        return Ok(());
    };
    if !taken {
        match &before {
            Some(before) => tools.store.put_note(before).await?,
            None => forget(tools, waba).await?,
        }
    }
    let failure = Failure::from(trouble);
    Err(if taken { failure.during("Meta may have taken the change").hint(SEE) } else { failure })
}

/// Says what an address of an account's own does not get, so that the app's keeps being served.
pub(super) fn tell_what_it_carries(tools: &Tools<'_>) {
    let fields = OVERRIDE_FIELDS.join(", ");
    let words = format!("the account's own address gets {fields}; every other field goes to the app's address");
    tools.reporter.remark(&words);
}

const SEE: Hint = Hint::new("see where they go", Step::Webhooks);
