//! A plan that was made and looked at before: nothing may be done that it does not say.

use std::path::Path;

use serde_json::Value;

use super::view::changes as views;
use crate::commands::view::document;
use crate::domain::hint::{self, Hint, PlanFile};
use crate::domain::text;
use crate::error::{Failure, Kind};
use crate::flows::plan::Step;

/// Refuses `changes` that the plan at `path` does not have. Those of it that are done meanwhile are no reason to refuse.
pub(super) fn check(path: &Path, changes: &[Step], wish: &PlanFile) -> Result<(), Failure> {
    let shown = text::shown(&path.to_string_lossy());
    let read = std::fs::read_to_string(path).map_err(|error| Failure::usage(format!("{shown}: {error}")))?;
    let plan = |save| hint::Step::Plan { file: wish.clone(), save };
    let planned: Option<Value> = serde_json::from_str(&read).ok();
    let known = planned.as_ref().and_then(|plan| plan["changes"].as_array());
    let known = known.ok_or_else(|| {
        Failure::usage(format!("{shown} is no plan"))
            .hint(Hint::new("make one", plan(Some(path.to_string_lossy().into_owned()))))
    })?;
    let known: Vec<_> = known.iter().cloned().map(unnamed).collect();
    let new: Vec<_> = views(changes).iter().map(document).map(unnamed).filter(|one| !known.contains(one)).collect();
    let Some(first) = new.first() else { return Ok(()) };
    let subject = first["ref"].as_str().or(first["waba_id"].as_str()).or(first["object"].as_str()).unwrap_or_default();
    let action = first["action"].as_str().unwrap_or_default();
    let message = format!(
        "what stands has changed since the plan was made: {} of its changes are not in it, such as {action} of {subject}",
        new.len()
    );
    Err(Failure::new(Kind::Failed, message).hint("nothing was changed").hint(Hint::new("look again", plan(None))))
}

/// A name may change without changing what is done.
fn unnamed(mut change: Value) -> Value {
    change["name"] = Value::Null;
    change
}
