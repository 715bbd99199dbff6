//! The connections that a login leaves out and thereby orphans.

use super::hint::note;
use super::view::first_names;
use crate::context::Context;
use crate::domain::hint::{Connect, Hint};
use crate::domain::{Connection, text};
use crate::error::Failure;
use crate::prompts::Confirm;

/// Names the connections that this login orphans, and needs a yes.
pub(crate) fn accept_orphaned(cx: &Context, orphaned: &[Connection]) -> Result<(), Failure> {
    if orphaned.is_empty() {
        return Ok(());
    }
    let names = first_names(orphaned.iter().map(|one| format!("{} ({})", text::shown(&one.title()), one.reference())));
    cx.terminal.warn(&format!("this login leaves out what the same person connected earlier: {names}"));
    cx.terminal.warn("Meta keeps one grant per person, so their tokens end with it");
    let keep = "to keep them, log in again, choose \"edit previous settings\" and tick them too";
    note(cx, Hint::new(keep, Connect::AGAIN.rerequest().step()));
    let question = format!("Go on and mark {} of them as expired?", orphaned.len());
    if cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Ok(());
    }
    Err(Failure::declined("nothing was recorded"))
}
