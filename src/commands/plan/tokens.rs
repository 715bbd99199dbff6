//! The secrets that `apply` needs, none of which stands in a file.

use std::collections::HashMap;

use super::ApplyArgs;
pub(super) use crate::commands::stdin::Lines;
use crate::context::Context;
use crate::domain::Secret;
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::plan::{self, Step};
use crate::prompts::Question;

/// The variable with the verify token of all callbacks.
const VARIABLE: &str = "SNORQ_VERIFY_TOKEN";
const FLAG: &str = "--verify-token-stdin";

/// The given login's token.
pub(super) async fn login(cx: &Context, args: &ApplyArgs, lines: &mut Lines) -> Result<Option<Secret>, Failure> {
    if !args.token_stdin {
        return Ok(None);
    }
    lines.token(cx, "Token", "--token-stdin").await.map(Some)
}

/// The verify token of each callback that `changes` sets and that was not set before: from standard input, the
/// environment, or a person.
pub(super) async fn verify(
    cx: &Context,
    tools: &Tools<'_>,
    args: &ApplyArgs,
    changes: &[Step],
    lines: &mut Lines,
) -> Result<HashMap<String, Secret>, Failure> {
    let mut found = HashMap::new();
    let mut shared = None;
    for of in plan::verify_tokens_lacking(tools, changes).await? {
        let what = format!("Verify token of the callback of {of}");
        let verify = if args.verify_token_stdin {
            match (lines.named(&of), &shared) {
                (Some(own), _) => own,
                (None, Some(shared)) => Secret::clone(shared),
                (None, None) => shared.insert(lines.secret(cx, &what, FLAG)?).clone(),
            }
        } else if let Some(variable) = cx.env.secret(VARIABLE) {
            variable
        } else {
            let asked = cx.prompts.secret(&Question { prompt: &what, flag: FLAG, default: None });
            asked.map_err(|error| Failure::from(error).hint(format!("or set {VARIABLE}")))?
        };
        found.insert(of, verify);
    }
    Ok(found)
}
