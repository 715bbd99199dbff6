//! `snorq list`

use std::io;

use super::view;
use crate::context::Context;
use crate::domain::{Connection, Platform, Status};
use crate::error::Failure;
use crate::store::Filter;
use crate::terminal::{Cell, Listing, Screen, Table};

/// List what is connected
///
/// Records are written as they are read, so that ten thousand of them start to appear at once. No secret is read.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only this platform: facebook, instagram, whatsapp; repeat for more
    #[arg(long = "platform", value_name = "P")]
    platforms: Vec<Platform>,
    /// Only this status: pending, active, expired, error, disconnected; repeat for more
    #[arg(long = "status", value_name = "S")]
    statuses: Vec<Status>,
    /// Of every profile, not only the chosen one
    #[arg(long)]
    all_profiles: bool,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let profile = if args.all_profiles { None } else { Some(cx.profile().await?.name.clone()) };
    let filter = Filter { profile, platforms: args.platforms, statuses: args.statuses };
    if cx.terminal.is_json() { document(cx, &filter).await } else { table(cx, &filter).await }
}

async fn document(cx: &Context, filter: &Filter) -> Result<(), Failure> {
    let mut listing = None;
    write(cx, |screen| {
        listing = Some(Listing::open(screen.out, "connections")?);
        Ok(())
    })?;
    let mut listing = listing.unwrap_or_default();
    let mut each = |chunk: &[Connection]| {
        write(cx, |screen| chunk.iter().try_for_each(|one| listing.entry(screen.out, &view::connection(one))))
    };
    in_chunks(cx, filter, &mut each).await?;
    write(cx, |screen| listing.close(screen.out))
}

async fn table(cx: &Context, filter: &Filter) -> Result<(), Failure> {
    let table = Table::new(&["STATUS", "NAME", "REF", "STANDS ON", "NOTE"]).cutting(&["NAME", "NOTE"]);
    let (mut rows, mut count, mut unwell) = (table.streaming(), 0_usize, Vec::new());
    let mut each = |chunk: &[Connection]| {
        count += chunk.len();
        unwell.extend(chunk.iter().filter(|one| is_unwell(one.status)).map(|one| one.platform));
        write(cx, |screen| chunk.iter().try_for_each(|one| rows.row(screen, row(one))))
    };
    in_chunks(cx, filter, &mut each).await?;
    write(cx, |screen| rows.finish(screen))?;
    next_step(cx, count, &unwell);
    Ok(())
}

fn is_unwell(status: Status) -> bool {
    matches!(status, Status::Pending | Status::Expired | Status::Error)
}

fn row(one: &Connection) -> [Cell; 5] {
    [
        Cell::mark(view::role(one.status), &view::word(one.status)),
        view::name(one).into(),
        one.reference().to_string().into(),
        one.parent.as_ref().map(ToString::to_string).unwrap_or_default().into(),
        one.error_message.clone().unwrap_or_default().into(),
    ]
}

/// Records that are written together: few enough to start at once, enough to make writing cheap.
const CHUNK: usize = 500;

/// Reads the records and hands them on in chunks, so that memory does not grow with their number.
async fn in_chunks(
    cx: &Context,
    filter: &Filter,
    each: &mut (dyn FnMut(&[Connection]) -> Result<(), Failure> + Send),
) -> Result<(), Failure> {
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut outcome = Ok(());
    let mut visit = |connection: Connection| {
        chunk.push(connection);
        if chunk.len() == CHUNK {
            outcome = each(&chunk);
            chunk.clear();
        }
        outcome.is_ok()
    };
    cx.store().await?.visit(filter, &mut visit).await?;
    outcome?;
    each(&chunk)
}

fn write(cx: &Context, mut what: impl FnMut(&mut Screen<'_>) -> io::Result<()>) -> Result<(), Failure> {
    Ok(cx.terminal.stream(&mut what)?)
}

fn next_step(cx: &Context, count: usize, unwell: &[Platform]) {
    match (count, unwell) {
        (0, _) => cx.next("nothing is connected; next: snorq connect facebook"),
        (_, []) => cx.next("next: snorq show REF for one of them, snorq connect facebook for more"),
        (_, [first, ..]) => {
            let line = format!("{} need attention; snorq connect {} connects them again", unwell.len(), first.prefix());
            cx.next(&line);
        }
    }
}
