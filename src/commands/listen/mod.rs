//! `snorq listen`

mod names;
mod show;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use tokio::sync::mpsc;
use url::Url;

pub(in crate::commands) use names::Names;
pub(in crate::commands) use show::{Body, EventLine, EventView};

use super::stdin;
use crate::commands::schema::Document;
use crate::context::{Context, Receiving};
use crate::domain::{Secret, text};
use crate::error::{Failure, Kind};
use crate::flows::listen::{Forwarder, LIMITS, Receiver, Told};
use crate::http::host::Host;
use crate::http::{Live, Roots};
use crate::settings::is_loopback;
use crate::spool::{Limits, Spool};
use crate::webhook;

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
/// How long what is under way may take once the end is asked for.
const DRAIN: Duration = Duration::from_secs(5);
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
#[command(after_help = "Examples:
  snorq --sandbox listen                                  then, elsewhere: snorq sandbox event message --to 1001 --text Hello
  snorq listen --port 8700 --public-url https://hooks.acme.example/meta
  snorq listen --forward http://localhost:3000/webhooks   pass everything on to a server under development")]
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

fn https(text: &str) -> Result<Url, String> {
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

/// The way to a target: this machine without a proxy, the rest as the system says.
pub(in crate::commands) fn way(url: &Url) -> Result<Live, Failure> {
    Ok(Live::new(if is_loopback(url) { Roots::Loopback } else { Roots::System })?)
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let Some(receiving) = cx.receive().await? else { return Err(taken()) };
    cx.drains();
    let mut wanted = Vec::new();
    for typed in &args.references {
        wanted.push(cx.find(typed).await?.reference());
    }
    let spool = Spool::open(&cx.paths.spool(&cx.profile().await?.name), args.keeping.limits())?;
    spool.prune(cx.clock.now()).await?;
    let mut secrets = vec![cx.signing_secret().await?];
    if args.secret_stdin {
        secrets.push(stdin::secret(cx, "Secret that may sign", "--secret-stdin")?);
    }
    let forwarders = forwarders(cx, &spool, &args.forward).await?;
    let (tell, told) = mpsc::channel(SHOWN);
    let open = Open { cx, args: &args, receiving: &receiving, spool: &spool, forwarders: &forwarders };
    let host = open.host(secrets, tell).await?;
    let show = show::Show::new(cx, wanted, args.bodies.then(|| Arc::clone(&spool))).await?;
    open.serve(host, show, told).await
}

fn taken() -> Failure {
    Failure::new(Kind::Failed, "another snorq receives for this profile already")
        .hint("end that one, or look at what it keeps, which every snorq of this profile can")
}

async fn forwarders(cx: &Context, spool: &Arc<Spool>, urls: &[Url]) -> Result<Vec<Forwarder>, Failure> {
    let mut all = Vec::new();
    for url in urls {
        let (target, way) = (spool.target(url.as_str()).await?, Arc::new(way(url)?));
        all.push(Forwarder::new(Arc::clone(spool), target, url.clone(), way, Arc::clone(&cx.clock)));
    }
    Ok(all)
}

/// Everything that runs while it listens.
struct Open<'a> {
    cx: &'a Context,
    args: &'a Args,
    receiving: &'a Receiving,
    spool: &'a Arc<Spool>,
    forwarders: &'a [Forwarder],
}

impl Open<'_> {
    /// Listens, tells where, and has the sandbox deliver here.
    async fn host(&self, secrets: Vec<Secret>, told: mpsc::Sender<Told>) -> Result<Host, Failure> {
        let Self { cx, args, spool, forwarders, .. } = self;
        let public = args.public_url.as_ref();
        let verify_token = webhook::verify_token(&secrets[0]);
        let receiver = Receiver {
            secrets,
            verify_token: verify_token.clone(),
            names: public.and_then(Url::host_str).map(str::to_owned).into_iter().collect(),
            spool: Arc::clone(spool),
            targets: forwarders.iter().map(|one| one.target).collect(),
            clock: Arc::clone(&cx.clock),
            told,
            wake: forwarders.iter().map(|one| Arc::clone(&one.wake)).collect(),
            healthy: AtomicBool::new(true),
        };
        let host = Host::bind_within(Arc::new(receiver), args.port, LIMITS)
            .map_err(|error| Failure::new(Kind::Failed, format!("nothing can be received: {error}")))?;
        if cx.profile().await?.is_sandbox() {
            cx.divert(self.receiving, &host.base(), &verify_token).await?;
        }
        cx.terminal.emit(&show::Listening::new(&host.base(), public))?;
        self.explain().await?;
        Ok(host)
    }

    /// What is kept, where it goes, and what to do next.
    async fn explain(&self) -> Result<(), Failure> {
        let (terminal, limits, usage) = (&self.cx.terminal, self.spool.limits(), self.spool.usage()?);
        terminal.info(&format!(
            "kept: {} of {} MiB, each for {} once every target has it",
            usage.bytes >> 20,
            limits.bytes >> 20,
            text::shown(&show::hours(limits.age)),
        ));
        for one in self.forwarders {
            let waiting = self.spool.waiting(one.target)?.count;
            terminal.info(&format!("forwarding to {}; {waiting} wait for it", text::shown(one.url.as_str())));
        }
        if self.cx.profile().await?.is_sandbox() {
            terminal.info("the sandbox delivers here until this ends");
        }
        terminal.info("receiving until interrupted (Ctrl-C)");
        Ok(())
    }

    async fn serve(&self, host: Host, show: show::Show<'_>, told: mpsc::Receiver<Told>) -> Result<(), Failure> {
        let ended = show.run(told);
        let passing =
            futures_util::future::try_join_all(self.forwarders.iter().map(|one| one.run(self.cx.is_ending())));
        let (closing, forwarding) = (self.until_the_end(host, ended), async { Ok(passing.await.map(drop)?) });
        let (closed, forwarded) = futures_util::join!(closing, forwarding);
        closed.and(forwarded)
    }

    /// Shows, erases what has had its time, and lets the sandbox try again, until the end is asked for or the reader has gone.
    async fn until_the_end(&self, host: Host, shown: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
        let ended = tokio::select! {
            shown = shown => shown,
            failed = self.prune() => failed,
            () = self.redeliver() => Ok(()),
            () = self.cx.is_ending() => Ok(()),
        };
        self.cx.ask_to_end();
        let back = if self.cx.profile().await?.is_sandbox() { self.cx.end_diversion(self.receiving) } else { Ok(()) };
        host.drain(DRAIN).await;
        ended.and(back)
    }

    async fn prune(&self) -> Result<(), Failure> {
        loop {
            self.cx.clock.sleep(PRUNE).await;
            self.spool.prune(self.cx.clock.now()).await?;
        }
    }

    /// The sandbox tries again what did not arrive, as Meta would.
    async fn redeliver(&self) {
        match self.cx.profile().await {
            Ok(profile) if profile.is_sandbox() => match self.cx.embedded().await {
                Ok(embedded) => match embedded.sandbox.deliver_forever().await {},
                Err(_) => std::future::pending().await,
            },
            _ => std::future::pending().await,
        }
    }
}
