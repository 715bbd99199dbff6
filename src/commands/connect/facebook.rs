//! `snorq connect facebook`

use super::pages::{self, ConnectRequest};
use super::select::Side;
use crate::context::Context;
use crate::error::Failure;

/// Connect Facebook Pages and the Instagram accounts behind them
///
/// Logs you in, lets you pick Pages, subscribes their webhooks, reads the subscription back and records each Page and
/// its Instagram account. Running it again is harmless and repairs what is half done.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A Page to connect, by ref, id or name; repeat for more
    #[arg(long = "page", value_name = "ID|NAME", conflicts_with = "all")]
    pages: Vec<String>,
    /// Leave the Instagram accounts behind the Pages alone
    #[arg(long)]
    no_instagram: bool,
    #[command(flatten)]
    common: pages::Args,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let request =
        ConnectRequest { side: Side::Pages, named: args.pages, instagram: !args.no_instagram, args: args.common };
    pages::run(cx, request).await
}
