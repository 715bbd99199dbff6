//! `snorq sandbox event …`

use clap::Subcommand;

use super::deliveries;
use crate::context::{Context, open_sandbox};
use crate::domain::hint::{Hint, SandboxStep, Step};
use crate::domain::{ConnectionRef, Names, Typed, text};
use crate::error::{Failure, Kind};
use crate::sandbox::{Event, Guest, Happened};

/// Let a customer write to a Page, an Instagram account or a WhatsApp number of the sandbox
///
/// The app's server is told as Meta would tell it, if the app and the asset are subscribed; otherwise this says why
/// nobody was told.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  snorq sandbox event message --to 1001 --text 'Are you open on Sunday?'
  snorq sandbox event message --to 1001 --text Hello --from 4242 --name Gus --stranger
  snorq sandbox event postback --to 1001 --title 'Get started' --payload START")]
pub(crate) enum Command {
    Message(Message),
    Postback(Postback),
    Read(Read),
    Reaction(Reaction),
}

/// Who does it, and to whom.
#[derive(Debug, clap::Args)]
struct Parties {
    /// The Page, Instagram account or WhatsApp number: its ref, id or name
    #[arg(long, value_name = "REF|ID|NAME")]
    to: String,
    /// The customer: an id that the asset knows the person by, or a phone number [default: the same one each time]
    #[arg(long, value_name = "ID")]
    from: Option<String>,
    /// The customer's name
    #[arg(long, default_value = "Gus Guest", hide_default_value = true)]
    name: String,
    /// The customer has no role on the app, which in development mode hears nothing of it
    #[arg(long)]
    stranger: bool,
}

/// The customer writes a text
#[derive(Debug, clap::Args)]
pub(crate) struct Message {
    #[command(flatten)]
    parties: Parties,
    /// The text
    #[arg(long)]
    text: String,
    /// WhatsApp: the customer took this username and hides the phone number
    #[arg(long, value_name = "NAME")]
    username: Option<String>,
    /// WhatsApp: the hidden phone number is sent as an empty text and not left out
    #[arg(long, requires = "username")]
    empty_phone: bool,
}

/// The customer presses a button
#[derive(Debug, clap::Args)]
pub(crate) struct Postback {
    #[command(flatten)]
    parties: Parties,
    /// What stands on the button
    #[arg(long, default_value = "Get started", hide_default_value = true)]
    title: String,
    /// What the button carries
    #[arg(long)]
    payload: String,
}

/// The customer reads what came
#[derive(Debug, clap::Args)]
pub(crate) struct Read {
    #[command(flatten)]
    parties: Parties,
}

/// The customer reacts to the last message
#[derive(Debug, clap::Args)]
pub(crate) struct Reaction {
    #[command(flatten)]
    parties: Parties,
    /// The emoji
    #[arg(long, default_value = "❤")]
    emoji: String,
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        let (parties, event, username, blank) = match self {
            Self::Message(it) => (it.parties, Event::Message(it.text), it.username, it.empty_phone),
            Self::Postback(it) => (it.parties, Event::Postback(it.title, it.payload), None, false),
            Self::Read(it) => (it.parties, Event::Read, None, false),
            Self::Reaction(it) => (it.parties, Event::Reaction(it.emoji), None, false),
        };
        let guest = Guest { id: parties.from, name: parties.name, stranger: parties.stranger, username, blank };
        happen(cx, &parties.to, &guest, event).await
    }
}

async fn happen(cx: &Context, to: &str, guest: &Guest, event: Event) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    let asset = asset(&sandbox.assets().map_err(|error| failed(&error))?, to)?;
    let happened = sandbox.event(&asset, guest, event).map_err(|error| failed(&error))?;
    let numbers = match happened {
        Happened::Deliveries(numbers) => numbers,
        Happened::NotOnWhatsapp => {
            return Err(Failure::usage("WhatsApp customers of the sandbox only write")
                .hint(Step::Sandbox(SandboxStep::Message)));
        }
        Happened::NoSuchAsset => {
            let words = format!("the sandbox has no Page, Instagram account or WhatsApp number '{}'", text::shown(to));
            return Err(Failure::not_found(words).hint(Hint::new("see them", Step::TrySandbox { dry_run: true })));
        }
    };
    // The outcome is to be shown, so this process makes the first attempt itself.
    sandbox.deliver_due().await.map_err(|error| failed(&error))?;
    let reports = sandbox.settled(&numbers).await.map_err(|error| failed(&error))?;
    Ok(cx.terminal.emit(&deliveries::Deliveries(reports))?)
}

/// The id of the one that `to` means; what means none is for the sandbox to miss.
fn asset(all: &[Vec<String>], to: &str) -> Result<String, Failure> {
    let bare = to.parse::<ConnectionRef>().map_or_else(|_| to.to_owned(), |reference| reference.platform_user_id);
    let called = |one: &'_ Vec<String>| Names {
        ids: vec![one[0].clone()],
        names: one[1..].iter().map(|name| Some(name.clone().into())).collect(),
    };
    match Typed::new(&bare).among(all, called).as_slice() {
        [] => Ok(bare),
        [one] => Ok(one[0].clone()),
        several => {
            let ids: Vec<_> = several.iter().map(|one| format!("--to {}", one[0])).collect();
            Err(Failure::usage(format!("'{}' names {} of them", text::shown(to), several.len()))
                .hint(format!("name one by its id: {}", ids.join(" or "))))
        }
    }
}

fn failed(error: &crate::sandbox::SandboxError) -> Failure {
    Failure::new(Kind::Database, error.to_string())
}
