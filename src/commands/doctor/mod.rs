//! `snorq doctor`

mod examine;
mod show;

use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::Hint;
use crate::error::{Failure, Kind};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<show::DoctorDocument>(
    "doctor",
    &["doctor"],
    "what is wrong with the machine, the profile and the app; healthy is true only if nothing that was looked at is wrong or could not be seen, and a check that was left out is skipped",
)];

/// Look for what is wrong with this machine, the profile and the app
///
/// Looks at the folders, the database, the secret store, the way to Meta, the clock, the port and the browser; at the
/// profile with its id, secret, version and configurations; and at the app's mode, access levels, webhooks and callback.
/// For each finding it says what is wrong, why that matters, and the command or the click that mends it. What could not be
/// looked at is never called well, and what Meta lets no program read is listed with its page in the dashboard.
///
/// Nothing is changed: no file is made and no database taken forward. A system keyring that keeps nothing for snorq yet is
/// proven with an entry of no worth, which is removed again. Callbacks are asked with a verify token that is none.
///
/// Exit code 0 if there is no finding, 5 if there is one. For single connections: snorq verify.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Ask nobody: look at what is on this machine only
    #[arg(long)]
    offline: bool,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let report = examine::everything(cx, args.offline).await?;
    cx.terminal.emit(&report)?;
    let words = match report.findings().count() {
        0 => return Ok(()),
        1 => "1 thing is not well".to_owned(),
        count => format!("{count} things are not well"),
    };
    let failure = Failure::new(Kind::Unhealthy, words);
    Err(match report.first() {
        Some(first) => failure.hint(Hint { words: format!("first: {}", first.words).into(), ..first.clone() }),
        None => failure.hint("first: see what could not be looked at"),
    })
}
