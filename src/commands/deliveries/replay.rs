//! `snorq deliveries replay`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use crate::commands::listen::{target, way};
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::hint::{Hint, Step};
use crate::domain::text;
use crate::error::{Failure, Kind};
use crate::flows::listen::{Sent, send_again};
use crate::terminal::{Cell, Role, Screen, Table, View};

/// Send deliveries once more, as they came
///
/// To the targets that they were for, or with --to to another address. Bytes, signature and x-snorq-delivery are the
/// first ones. A dead letter that is taken is one no longer. Exit code 6 if some were not taken, 1 if none was.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Their ids, or how those begin
    #[arg(value_name = "ID", required_unless_present = "failed")]
    ids: Vec<String>,
    /// Everything that was given up
    #[arg(long, conflicts_with = "ids")]
    failed: bool,
    /// To this address
    #[arg(long, value_name = "URL", value_parser = target)]
    to: Option<Url>,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let spool = super::spool(cx).await?;
    let ids = match &spool {
        Some(spool) if args.failed => spool.failed()?,
        _ => args.ids.clone(),
    };
    let mut sent = Vec::new();
    for id in &ids {
        let whole = super::find(spool.as_ref(), id)?;
        let urls = match &args.to {
            Some(url) => vec![url.clone()],
            None => whole.passing.iter().filter_map(|one| Url::parse(&one.url).ok()).collect(),
        };
        if urls.is_empty() {
            return Err(Failure::usage(format!("{} was for no target", whole.id)).hint("name one: --to URL"));
        }
        for url in urls {
            let Some(spool) = &spool else { continue };
            sent.push(send_again(spool, &whole, &url, &way(&url)?, cx.clock.as_ref()).await?);
        }
    }
    cx.terminal.emit(&Replayed(&sent))?;
    verdict(&sent)
}

fn verdict(sent: &[Sent]) -> Result<(), Failure> {
    let failed = sent.iter().filter(|one| !one.taken).count();
    let failure = |kind| {
        Err(Failure::new(kind, format!("{failed} of {} were not taken", sent.len()))
            .hint(Hint::new("see how they stand", Step::Deliveries)))
    };
    match failed {
        0 => Ok(()),
        all if all == sent.len() => failure(Kind::Failed),
        _ => failure(Kind::Partial),
    }
}

struct Replayed<'a>(&'a [Sent]);

/// What became of it.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReplayDocument {
    replayed: Vec<SentView>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "sent")]
struct SentView {
    id: String,
    url: String,
    taken: bool,
    status: Option<u16>,
    reason: Option<String>,
}

impl View for Replayed<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["ID", "TARGET", "RESULT"]).wrapping(&["RESULT"]);
        for one in self.0 {
            let result = match &one.reason {
                None => Cell::mark(Role::Good, "taken"),
                Some(reason) => Cell::mark(Role::Bad, &text::shown(reason)),
            };
            table.row([Cell::from(one.id.clone()), text::shown(&one.url).into(), result]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let view = |Sent { id, url, taken, status, reason }: Sent| SentView { id, url, taken, status, reason };
        document(&ReplayDocument { replayed: self.0.iter().cloned().map(view).collect() })
    }
}
