//! `snorq listen`

mod names;
mod show;
mod station;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use url::Url;

pub(in crate::commands) use names::Names;
pub(in crate::commands) use show::{Body, EventLine, EventView};

pub(in crate::commands) use station::{Place, Station, way};

use super::stdin;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::hint::{Hint, Step};
use crate::domain::text;
use crate::error::{Failure, Kind};
use crate::http::host::Host;
use crate::spool::Limits;

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<show::Listening>("listening", &["listen"], "the first line of listen --json: where it listens"),
    Document::of::<show::DeliveryLine>(
        "delivery",
        &["listen"],
        "one line of listen --json: one thing that a delivery tells; id is the delivery's, and lines of one delivery share it",
    ),
];

/// How much may wait to be shown. More is kept and forwarded, and not shown.
const SHOWN: usize = 4096;
/// How often what has had its time is erased.
const PRUNE: Duration = Duration::from_mins(10);

/// Receive what Meta delivers, show it, keep it and pass it on
///
/// Answers Meta's handshake with the profile's verify token, checks the signature of each delivery, and answers 200 once
/// it is on the disk. What it tells is shown in a line: when, which connection, who to whom, and the text or what happened.
/// Everything is kept, also what is not shown; `snorq deliveries` looks at it. It listens on this machine only: a proxy
/// or tunnel with https brings Meta to it, under the name that --public-url tells.
///
/// With --forward each delivery goes on to another address as it came, at least once and in the order of each
/// conversation, with the header lines x-snorq-delivery, x-snorq-attempt and x-snorq-repeat. Only an answer of the 200s
/// counts; the rest is tried again for seven days.
///
/// With the sandbox it makes itself the callback of the sandbox's app for as long as it runs, so that
/// `snorq sandbox event` from another terminal shows a message. Ctrl-C or SIGTERM ends it in order, with exit code 0.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Args {
    /// Show these connections only: refs, ids or names [default: everything]
    #[arg(value_name = "REF")]
    references: Vec<String>,
    /// Port [default: a free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// The https address under which Meta reaches it, through a proxy
    #[arg(long, value_name = "URL", value_parser = https)]
    public_url: Option<Url>,
    /// Pass each delivery on to this address; can be repeated
    #[arg(long, value_name = "URL", value_parser = target)]
    forward: Vec<Url>,
    /// Show the body of each delivery as well
    #[arg(long)]
    bodies: bool,
    /// Take another secret that may sign from standard input: the one before a reset, or that of Instagram Login
    #[arg(long)]
    secret_stdin: bool,
    #[command(flatten)]
    keeping: Keeping,
}

const EXAMPLES: &str = "\
Examples:
  snorq --sandbox listen                                  then, elsewhere: snorq sandbox event message --to 1001 --text Hello
  snorq listen --port 8700 --public-url https://hooks.acme.example/meta
  snorq listen --forward http://localhost:3000/webhooks   pass everything on to a server under development";

/// How much is kept, and for how long.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(in crate::commands) struct Keeping {
    /// How long a body stays on the disk once every target has it: 12h, 3d
    #[arg(long, value_name = "TIME", default_value = "72h", value_parser = super::times::span)]
    keep: Duration,
    /// How much may be kept, in MiB; what waits for a target is never dropped, so a full disk takes nothing more
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    keep_size: u64,
}

impl Keeping {
    pub(in crate::commands) fn limits(self) -> Limits {
        Limits { bytes: self.keep_size << 20, age: self.keep }
    }
}

pub(in crate::commands) fn https(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if url.scheme() == "https" && url.host_str().is_some() {
        Ok(url)
    } else {
        Err("Meta delivers to https only".to_owned())
    }
}

/// An address that deliveries can be sent to.
pub(in crate::commands) fn target(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    let sound = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    if sound { Ok(url) } else { Err("it is an http or https address".to_owned()) }
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let station = Station::take(cx, args.keeping.limits(), &args.forward).await?.ok_or_else(taken)?;
    cx.drains();
    let mut wanted = Vec::new();
    for typed in &args.references {
        wanted.push(cx.find(typed).await?.reference());
    }
    let secret = args.secret_stdin.then(|| stdin::secret(cx, "Secret that may sign", "--secret-stdin")).transpose()?;
    let public_url = args.public_url.as_ref();
    let (tell, told) = mpsc::channel(SHOWN);
    let show = show::Show::new(cx, wanted, args.bodies.then(|| Arc::clone(&station.spool))).await?;
    let host = station.open(Place { port: args.port, public_url, secret }, tell).await?;
    cx.terminal.emit(&show::Listening::new(&host.base(), public_url))?;
    explain(&station).await?;
    serve(&station, host, show.run(told)).await
}

fn taken() -> Failure {
    Failure::new(Kind::Failed, "another snorq receives for this profile already")
        .hint(Hint::new("end that one, or look at what it keeps", Step::Deliveries))
}

/// What is kept, where it goes, and how it ends.
async fn explain(station: &Station<'_>) -> Result<(), Failure> {
    let (terminal, limits, usage) = (&station.cx.terminal, station.spool.limits(), station.spool.usage()?);
    let (used, most, age) = (usage.bytes >> 20, limits.bytes >> 20, show::hours(limits.age));
    terminal.info(&format!("kept: {used} of {most} MiB, each for {age} once every target has it"));
    for one in &station.forwarders {
        let waiting = station.spool.waiting(one.target)?.count;
        terminal.info(&format!("forwarding to {}; {waiting} wait for it", text::shown(one.url.as_str())));
    }
    if station.cx.profile().await?.is_sandbox() {
        terminal.info("the sandbox delivers here until this ends");
    }
    terminal.info("receiving until interrupted (Ctrl-C)");
    Ok(())
}

/// Receives and forwards until the end is asked for or the reader has gone.
async fn serve(
    station: &Station<'_>,
    host: Host,
    shown: impl Future<Output = Result<(), Failure>>,
) -> Result<(), Failure> {
    let cx = station.cx;
    let forwarding = station.forwarders.iter().map(|one| one.run(cx.is_ending()));
    let forwarding = async { Ok(futures_util::future::try_join_all(forwarding).await.map(drop)?) };
    let receiving = async {
        let ended = tokio::select! {
            shown = shown => shown,
            failed = prune(station) => failed,
            failed = redeliver(cx) => failed,
            () = cx.is_ending() => Ok(()),
        };
        cx.ask_to_end();
        ended.and(station.close(host).await)
    };
    let (received, forwarded) = futures_util::join!(receiving, forwarding);
    received.and(forwarded)
}

async fn prune(station: &Station<'_>) -> Result<(), Failure> {
    loop {
        station.cx.clock.sleep(PRUNE).await;
        station.spool.prune(station.cx.clock.now()).await?;
    }
}

/// The sandbox tries again what did not arrive, as Meta would.
async fn redeliver(cx: &Context) -> Result<(), Failure> {
    if cx.profile().await?.is_sandbox() {
        match cx.embedded().await?.sandbox.deliver_forever().await {}
    }
    std::future::pending().await
}
