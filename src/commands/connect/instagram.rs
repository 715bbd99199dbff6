//! `snorq connect instagram`

use super::pages::{self, ConnectRequest};
use super::select::Side;
use crate::context::Context;
use crate::domain::Platform;
use crate::error::Failure;

/// Connect Instagram accounts and the Pages that they stand on
///
/// The same login as for Facebook, seen from the other side: pick accounts by their handle. An account is reached
/// through the Page that it is linked to, so both are recorded.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// An account to connect, by ref, id or handle; repeat for more
    #[arg(long = "account", value_name = "ID|USERNAME", conflicts_with = "all")]
    accounts: Vec<String>,
    #[command(flatten)]
    common: pages::Args,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let request = ConnectRequest { side: Side::Accounts, named: args.accounts, instagram: true, args: args.common };
    pages::run(cx, request).await.map_err(|failure| failure.on(Platform::Instagram))
}
