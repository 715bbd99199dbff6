//! `snorq send REF`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::progress::ProgressReporter;
use super::stdin;
use super::view::document;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Accepted, Connection, ConnectionRef, Platform, text};
use crate::error::Failure;
use crate::flows::send::send;
use crate::terminal::{Screen, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<SendDocument>(
    "send",
    &["send"],
    "a message that Meta accepted; whether it was delivered is not known then",
)];

/// Send one text, to prove that a connection works
///
/// On Messenger and Instagram the person must have written within the last 24 hours; their id comes with the webhook of
/// that message. On WhatsApp, Meta accepts nearly everything: that it was accepted is not that it was delivered, which
/// a status webhook tells later.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(crate) struct Args {
    /// A ref such as facebook:1234, a bare id or the exact name
    #[arg(value_name = "REF")]
    reference: String,
    /// Who gets it: a PSID, an Instagram-scoped id, a WhatsApp number or a business-scoped user id
    #[arg(long, value_name = "ID")]
    to: String,
    /// The text
    #[arg(long, value_name = "TEXT", group = "what")]
    text: Option<String>,
    /// Take the text from standard input
    #[arg(long, group = "what")]
    text_stdin: bool,
}

/// Meta counts bytes, not letters (Instagram messaging).
const INSTAGRAM_BYTES: usize = 1_000;

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let connection = cx.find(&args.reference).await?;
    let text = match args.text {
        Some(text) => text,
        None => stdin::text()?,
    };
    if text.trim().is_empty() {
        return Err(Failure::usage("there is no text to send"));
    }
    if connection.platform == Platform::Instagram && text.len() > INSTAGRAM_BYTES {
        let length = text.len();
        return Err(Failure::usage(format!("the text has {length} bytes; Instagram takes 1,000 bytes at the most")));
    }
    let to = recipient(&connection, &args.to);
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    let accepted = send(&tools, &connection, &to, &text).await.map_err(|failure| failure.on(connection.platform))?;
    cx.terminal.emit(&Sent { connection: &connection, to: &to, accepted: &accepted })?;
    if connection.platform == Platform::Whatsapp {
        cx.terminal.info(
            "accepted is not delivered: a status webhook tells; outside of the 24 hours after the person's last message a \
             text fails there with 131047, and only a template may be sent",
        );
    }
    Ok(())
}

/// People copy a number as it is shown; Meta wants its digits.
fn recipient(connection: &Connection, to: &str) -> String {
    let is_number = to.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    if connection.platform == Platform::Whatsapp && is_number {
        return to.chars().filter(char::is_ascii_digit).collect();
    }
    to.to_owned()
}

struct Sent<'a> {
    connection: &'a Connection,
    to: &'a str,
    accepted: &'a Accepted,
}

impl View for Sent<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let id = text::shown(self.accepted.message_id.as_deref().unwrap_or_default());
        writeln!(screen.out, "Meta accepted the message from {} to {}: {id}", self.connection.reference(), self.to)
    }

    fn json(&self) -> Value {
        let sent = SentMessage {
            reference: self.connection.reference(),
            to: self.to,
            recipient: self.accepted.recipient.as_deref(),
            message_id: self.accepted.message_id.as_deref(),
            delivered: (),
        };
        document(&SendDocument { sent })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SendDocument<'a> {
    sent: SentMessage<'a>,
}

/// A message that Meta accepted; whether it was delivered is not known then.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "sent")]
struct SentMessage<'a> {
    #[serde(rename = "ref")]
    reference: ConnectionRef,
    to: &'a str,
    recipient: Option<&'a str>,
    message_id: Option<&'a str>,
    delivered: (),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::contract::record;

    #[test]
    fn a_number_is_sent_as_digits_and_an_id_as_it_is() {
        let whatsapp = record("p", Platform::Whatsapp, "106");
        assert_eq!(recipient(&whatsapp, "+1 (650) 555-1234"), "16505551234");
        assert_eq!(recipient(&whatsapp, "US.13491208"), "US.13491208");
        assert_eq!(recipient(&record("p", Platform::Facebook, "1"), "7-8"), "7-8");
    }
}
