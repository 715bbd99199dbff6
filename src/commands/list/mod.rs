//! `snorq list`

mod columns;
mod order;
#[cfg(test)]
mod tests;

use std::io;

use clap::ValueEnum as _;
use jiff::{SignedDuration, Timestamp};

use self::columns::Column;
use self::order::{By, Rank};
use super::{
    times,
    view::{self, ConnectionView},
};
use crate::commands::hint::{Hints, next};
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::hint::{Connect, Step};
use crate::domain::{Connection, ConnectionRef, Platform, Status, read};
use crate::error::Failure;
use crate::store::Filter;
use crate::terminal::{Cell, Listing, Rows, Screen, Table, csv_record};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] =
    &[Document::listing::<ConnectionView>("list", &["list"], "the connections", "connections")];

/// List what is connected
///
/// Records are written as they are read, so that ten thousand of them start to appear at once. No secret is read.
///
/// --csv writes comma-separated values (RFC 4180) with a line of names. A cell that a spreadsheet would take for a
/// formula, because it begins with = + - or @, gets an apostrophe in front: names come from other people. Ids are long
/// numbers; import their columns as text.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Args {
    /// Only this platform: facebook, instagram, whatsapp; repeat for more
    #[arg(long = "platform", value_name = "P")]
    platforms: Vec<Platform>,
    /// Only this status: pending, active, expired, error, disconnected; repeat for more
    #[arg(long = "status", value_name = "S")]
    statuses: Vec<Status>,
    /// Only those with this text in their name or handle, in capitals or not
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Only the numbers of this WhatsApp Business account
    #[arg(long, value_name = "ID")]
    waba: Option<String>,
    /// Only those that verify did not find well within this time: 36h, 14d, 2w
    #[arg(long, value_name = "TIME", value_parser = times::days)]
    stale: Option<SignedDuration>,
    /// Of every profile, not only the chosen one
    #[arg(long)]
    all_profiles: bool,
    /// Sort by these columns; -COLUMN sorts downwards. What is absent comes last [default: oldest first]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = order::by, allow_hyphen_values = true)]
    sort: Vec<By>,
    /// Show these columns, in this order; their names are those of the JSON document
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', conflicts_with = "json")]
    columns: Vec<Column>,
    /// Write comma-separated values, all columns unless --columns picks
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

const EXAMPLES: &str = "\
Examples:
  snorq list --status error --status expired --sort platform,-updated_at
  snorq list --stale 7d --columns ref,last_verified_at
  snorq list --csv > connections.csv";

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let profile = if args.all_profiles { None } else { Some(cx.profile().await?.name.clone()) };
    let list = List {
        cx,
        filter: Filter { profile, platforms: args.platforms, statuses: args.statuses },
        narrower: Narrower {
            name: args.name.map(|name| read(&name)),
            waba: args.waba,
            before: args.stale.map(|time| cx.clock.now() - time),
        },
        order: args.sort,
        hints: Hints::of(cx),
    };
    match (args.csv, cx.terminal.is_json(), args.columns) {
        (true, _, columns) => list.csv(&columns).await,
        (false, true, columns) if columns.is_empty() => list.document().await,
        (false, true, _) => {
            Err(Failure::usage("a JSON document has all columns").hint("leave out --columns, or add --csv"))
        }
        (false, false, columns) if columns.is_empty() => list.table().await,
        (false, false, columns) => list.table_of(&columns).await,
    }
}

/// What the store cannot sort out for us.
struct Narrower {
    name: Option<String>,
    waba: Option<String>,
    before: Option<Timestamp>,
}

impl Narrower {
    fn admits(&self, one: &Connection) -> bool {
        let named = |part: &String| {
            let names = [&one.platform_display_name, &one.platform_username];
            names.into_iter().flatten().any(|name| read(name).contains(part))
        };
        let stale = |before: &Timestamp| one.last_verified_at.is_none_or(|at| at < *before);
        self.name.as_ref().is_none_or(named)
            && self.waba.as_ref().is_none_or(|waba| one.waba_id.as_ref() == Some(waba))
            && self.before.as_ref().is_none_or(stale)
    }
}

/// Which connections, and in which order.
struct List<'a> {
    cx: &'a Context,
    filter: Filter,
    narrower: Narrower,
    order: Vec<By>,
    hints: Hints,
}

/// Takes connections, some at a time.
type Each<'a> = &'a mut (dyn FnMut(&[Connection]) -> Result<(), Failure> + Send);

impl List<'_> {
    async fn document(&self) -> Result<(), Failure> {
        self.check().await?;
        let mut listing = None;
        self.write(|screen| {
            listing = Some(Listing::open(screen, "connections")?);
            Ok(())
        })?;
        let mut listing = listing.unwrap_or_default();
        let mut each = |chunk: &[Connection]| {
            self.write(|screen| {
                chunk.iter().try_for_each(|one| listing.entry(screen, &view::connection(&self.hints, one)))
            })
        };
        self.in_chunks(&mut each).await?;
        self.write(Listing::close)
    }

    async fn csv(&self, columns: &[Column]) -> Result<(), Failure> {
        let columns = if columns.is_empty() { Column::value_variants() } else { columns };
        let header: Vec<_> = columns.iter().map(|column| column.name()).collect();
        self.check().await?;
        self.write(|screen| csv_record(screen.out, &header))?;
        let line =
            |one: &Connection| columns.iter().map(|column| column.of(&self.hints, one).into_text()).collect::<Vec<_>>();
        let mut each = |chunk: &[Connection]| {
            self.write(|screen| chunk.iter().try_for_each(|one| csv_record(screen.out, &line(one))))
        };
        self.in_chunks(&mut each).await
    }

    /// Reads everything once before the first word of a document: half a document is none.
    async fn check(&self) -> Result<(), Failure> {
        self.visit(&mut |_| true).await
    }

    async fn table(&self) -> Result<(), Failure> {
        let table = Table::new(&["STATUS", "NAME", "REF", "STANDS ON", "NOTE"]).cutting(&["NAME", "NOTE"]);
        self.rows(table.streaming(), |one| row(&self.hints, one).to_vec()).await
    }

    async fn table_of(&self, columns: &[Column]) -> Result<(), Failure> {
        let headers: Vec<_> = columns.iter().map(|column| column.name().to_uppercase()).collect();
        let headers: Vec<_> = headers.iter().map(String::as_str).collect();
        let pairs = headers.iter().zip(columns);
        let cut: Vec<_> = pairs.filter(|(_, column)| column.may_be_cut()).map(|(header, _)| *header).collect();
        let table = Table::new(&headers).cutting(&cut);
        self.rows(table.streaming(), |one| columns.iter().map(|column| cell(&self.hints, *column, one)).collect()).await
    }

    async fn rows(&self, mut rows: Rows, row: impl Fn(&Connection) -> Vec<Cell> + Send + Sync) -> Result<(), Failure> {
        let (mut count, mut unwell) = (0_usize, Vec::new());
        let mut each = |chunk: &[Connection]| {
            count += chunk.len();
            unwell.extend(chunk.iter().filter(|one| is_unwell(one.status)).map(|one| one.platform));
            self.write(|screen| chunk.iter().try_for_each(|one| rows.row(screen, row(one))))
        };
        self.in_chunks(&mut each).await?;
        self.write(|screen| rows.finish(screen))?;
        self.next_step(count, &unwell);
        Ok(())
    }

    fn write(&self, mut what: impl FnMut(&mut Screen<'_>) -> io::Result<()>) -> Result<(), Failure> {
        Ok(self.cx.terminal.stream(&mut what)?)
    }

    /// Hands the records on in chunks, so that memory does not grow with their number.
    async fn in_chunks(&self, each: Each<'_>) -> Result<(), Failure> {
        if self.order.is_empty() { self.as_they_stand(each).await } else { self.sorted(each).await }
    }

    async fn as_they_stand(&self, each: Each<'_>) -> Result<(), Failure> {
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
        self.visit(&mut visit).await?;
        outcome?;
        each(&chunk)
    }

    /// Only what is sorted by is held of all; the records are read once more in their order.
    async fn sorted(&self, each: Each<'_>) -> Result<(), Failure> {
        let mut places: Vec<(Rank, String, ConnectionRef)> = Vec::new();
        let mut visit = |one: Connection| {
            places.push((Rank::of(&self.hints, &one, &self.order), one.profile.clone(), one.reference()));
            true
        };
        self.visit(&mut visit).await?;
        places.sort_by(|one, two| one.0.compare(&two.0, &self.order));
        let store = self.cx.store().await?;
        for some in places.chunks(CHUNK) {
            let mut chunk = Vec::with_capacity(some.len());
            for (_, profile, reference) in some {
                chunk.extend(store.get(profile, reference).await?);
            }
            each(&chunk)?;
        }
        Ok(())
    }

    async fn visit(&self, visit: &mut (dyn FnMut(Connection) -> bool + Send)) -> Result<(), Failure> {
        let mut admitted = |one: Connection| !self.narrower.admits(&one) || visit(one);
        Ok(self.cx.store().await?.visit(&self.filter, &mut admitted).await?)
    }

    fn next_step(&self, count: usize, unwell: &[Platform]) {
        match (count, unwell) {
            (0, _) if self.narrows() => next(self.cx, "nothing that is connected is like that; next", &[Step::List]),
            (0, _) => next(self.cx, "nothing is connected; next", &[Step::AGAIN]),
            (_, []) => next(self.cx, "next", &[Step::Show, Step::AGAIN]),
            (_, [first, ..]) => {
                let words = format!("{} need attention; connect them again", unwell.len());
                next(self.cx, &words, &[Connect::on(*first).step()]);
            }
        }
    }

    fn narrows(&self) -> bool {
        let Narrower { name, waba, before } = &self.narrower;
        let named = name.is_some() || waba.is_some() || before.is_some();
        named || !self.filter.platforms.is_empty() || !self.filter.statuses.is_empty()
    }
}

/// Records that are written together: few enough to start at once, enough to make writing cheap.
const CHUNK: usize = 500;

fn is_unwell(status: Status) -> bool {
    matches!(status, Status::Pending | Status::Expired | Status::Error)
}

fn row(hints: &Hints, one: &Connection) -> [Cell; 5] {
    [
        Cell::mark(view::role(one.status), &view::word(one.status)),
        view::name(one).into(),
        one.reference().to_string().into(),
        one.parent.as_ref().map(ToString::to_string).unwrap_or_default().into(),
        hints.reason(one).map(|reason| reason.to_string()).unwrap_or_default().into(),
    ]
}

fn cell(hints: &Hints, column: Column, one: &Connection) -> Cell {
    match column {
        Column::Status => Cell::mark(view::role(one.status), one.status.as_str()),
        _ => column.of(hints, one).into_text().into(),
    }
}
