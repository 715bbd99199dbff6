//! `snorq deliveries …`

mod list;
mod purge;
mod replay;
mod show;

use std::sync::Arc;

use clap::Subcommand;

use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::hint::{Hint, Step};
use crate::domain::text;
use crate::error::Failure;
use crate::spool::{Limits, Spool, Whole};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<list::DeliveriesDocument>(
        "deliveries",
        &["deliveries list"],
        "what was received, and how much of it is kept; an entry is one thing that a delivery tells",
    ),
    Document::of::<show::DeliveryDocument>(
        "delivery-whole",
        &["deliveries show"],
        "one delivery: its bytes, and how it stands with each target",
    ),
    Document::of::<replay::ReplayDocument>(
        "replay",
        &["deliveries replay"],
        "what became of deliveries that were sent once more",
    ),
    Document::of::<purge::PurgeDocument>("purge", &["deliveries purge"], "how many deliveries were erased"),
];

/// Look at what was received, send it once more, or erase it
///
/// `snorq listen` keeps every delivery before it answers Meta, which keeps no copy itself. This looks at what is kept,
/// while it listens and afterwards.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    List(list::Args),
    Show(show::Args),
    Replay(replay::Args),
    Purge(purge::Args),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::List(args) => list::run(cx, args).await,
            Self::Show(args) => show::run(cx, &args).await,
            Self::Replay(args) => replay::run(cx, args).await,
            Self::Purge(args) => purge::run(cx, &args).await,
        }
    }
}

/// The profile's spool, if anything was ever received.
async fn spool(cx: &Context) -> Result<Option<Arc<Spool>>, Failure> {
    Ok(Spool::existing(&cx.paths.spool(&cx.profile().await?.name), Limits::default())?)
}

/// The delivery of this name.
fn find(spool: Option<&Arc<Spool>>, id: &str) -> Result<Whole, Failure> {
    let found = spool.map(|spool| spool.whole(id)).transpose()?.flatten();
    found.ok_or_else(|| {
        Failure::not_found(format!("there is no delivery '{}'", text::shown(id)))
            .hint(Hint::new("see them", Step::Deliveries))
    })
}
