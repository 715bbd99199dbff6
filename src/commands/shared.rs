//! What another profile of the same Meta app has already.

use super::hint;
use super::view::first_names;
use crate::context::Context;
use crate::domain::hint::{Hint, Step};
use crate::domain::{Connection, ConnectionRef, text};
use crate::error::Failure;
use crate::flows::{Tools, siblings};
use crate::prompts::Confirm;

/// Names what of `wanted` another profile of the app has and this one has not, and needs a yes.
pub(super) async fn accept_shared(cx: &Context, tools: &Tools<'_>, wanted: &[ConnectionRef]) -> Result<(), Failure> {
    let shared = siblings::also_elsewhere(tools, wanted).await?;
    if shared.is_empty() {
        return Ok(());
    }
    tell(cx, &shared);
    let question = format!("Connect {} of them here as well?", shared.len());
    if cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Ok(());
    }
    Err(Failure::declined("nothing was recorded"))
}

fn tell(cx: &Context, shared: &[Connection]) {
    let name = |one: &Connection| {
        format!("{} ({}) in profile {}", text::shown(&one.title()), one.reference(), text::shown(&one.profile))
    };
    let names = first_names(shared.iter().map(name));
    cx.terminal.warn(&format!("another profile of this Meta app has it connected: {names}"));
    cx.terminal.warn("Meta knows one app: both profiles get its messages at the same callback, under the same fields");
    hint::note(cx, Hint::new("to keep customers apart, give each a Meta app of its own", Step::AddProfile));
}
