//! `snorq plan`, `snorq apply` and `snorq export`

mod file;
mod view;

use std::path::PathBuf;

use super::connect::recovery;
use super::progress::Shown;
use super::stdin;
use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::flows::plan::{self, Applied};
use crate::terminal::Screen;
use view::{Ended, Planned};

/// Show what `apply` would change, as a diff; changes nothing
///
/// Compares the file with the records and with what Meta has. What the file does not name is left alone, unless
/// --prune is given.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    wish: Wish,
    /// End with exit code 5 if there are changes
    #[arg(long)]
    exit_code: bool,
}

/// Which state is wished for.
#[derive(Debug, clap::Args)]
#[group(skip)]
struct Wish {
    /// The plan file: TOML, or JSON where the name ends in .json
    #[arg(short, long, value_name = "FILE")]
    file: PathBuf,
    /// Disconnect what the file does not name
    #[arg(long)]
    prune: bool,
}

/// Make the file's connections true: what `plan` shows, and nothing else
///
/// Needs no terminal: it uses the logins that are stored, or a token from standard input. Running it again is harmless
/// and goes on where a killed run stopped.
#[derive(Debug, clap::Args)]
pub(crate) struct ApplyArgs {
    #[command(flatten)]
    wish: Wish,
    /// Take a user or system-user token from standard input in place of the stored logins
    #[arg(long)]
    token_stdin: bool,
}

/// Print the plan file of what stands
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {}

pub(crate) async fn plan(cx: &Context, args: PlanArgs) -> Result<(), Failure> {
    let wished = file::read(&args.wish.file)?;
    let steps = Shown::on(cx.terminal.as_ref());
    let standing = plan::look(&cx.tools(&steps).await?).await?;
    let changes = plan::compare(&wished, &standing, args.wish.prune);
    cx.terminal.emit(&Planned(&changes))?;
    if args.exit_code && !changes.is_empty() {
        return Err(Failure::new(Kind::Unhealthy, "what stands is not what the file says")
            .hint(format!("make it so: snorq apply -f {}", args.wish.file.display())));
    }
    Ok(())
}

pub(crate) async fn apply(cx: &Context, args: ApplyArgs) -> Result<(), Failure> {
    let wished = file::read(&args.wish.file)?;
    let token = if args.token_stdin { Some(stdin::secret(cx, "Token", "--token-stdin")?) } else { None };
    let steps = Shown::on(cx.terminal.as_ref());
    let tools = cx.tools(&steps).await?;
    let lock = cx.lock().await?;
    recovery(cx, &tools).await?;
    let standing = plan::look(&tools).await?;
    let changes = plan::compare(&wished, &standing, args.wish.prune);
    let applied = plan::apply(&tools, &wished, &standing, &changes, token).await?;
    drop(lock);
    cx.terminal.emit(&Ended { changes: &changes, applied: &applied })?;
    verdict(&applied)
}

pub(crate) async fn export(cx: &Context, _: ExportArgs) -> Result<(), Failure> {
    let steps = Shown::on(cx.terminal.as_ref());
    let file = file::write(&plan::look(&cx.tools(&steps).await?).await?);
    let text =
        if cx.terminal.is_json() { serde_json::to_string_pretty(&file).ok() } else { toml::to_string(&file).ok() };
    let text = text.ok_or_else(|| Failure::new(Kind::Failed, "the plan file could not be written"))?;
    let mut write = |screen: &mut Screen<'_>| writeln!(screen.out, "{}", text.trim_end());
    Ok(cx.terminal.stream(&mut write)?)
}

/// Some done and some failed is its own exit code; if all failed, the first failure decides.
fn verdict(applied: &Applied) -> Result<(), Failure> {
    let Some((_, _, first)) = applied.failed.first() else { return Ok(()) };
    if applied.connected.is_empty() && applied.revoked.is_empty() {
        return Err(first.clone());
    }
    Err(Failure::new(Kind::Partial, format!("{} of the planned changes failed", applied.failed.len()))
        .hint("run the same command again: it goes on where it stopped"))
}
