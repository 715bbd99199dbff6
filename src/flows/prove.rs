//! Whether a customer's message arrives; and if none does, which layer keeps it back.
//!
//! The layers are those of `verify`, lowest first; above them the address that Meta delivers to; above that what only the
//! business's phone shows.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Tools;
use super::verify::{named, verify};
use crate::domain::{Code, Connection, ConnectionRef, Finding, Level, Platform, Secret, WebhookObject, text};
use crate::error::Failure;
use crate::platforms::CallbackAnswer;
use crate::spool::{Filter, Spool, SpoolError};

/// How often it is looked whether something has arrived.
const GLANCE: Duration = Duration::from_millis(100);

/// The lowest layer that keeps messages of a connection back, its own or the app's. What ends some day keeps none back.
pub async fn in_the_way(tools: &Tools<'_>, connection: &Connection) -> Result<Option<Finding>, Failure> {
    let mut found = Vec::new();
    let mut tell = |finding: Finding| {
        found.extend((finding.level == Level::Error).then_some(finding));
        Ok(())
    };
    verify(tools, &named(std::slice::from_ref(connection)), SignedDuration::ZERO, &mut tell).await?;
    Ok(found.into_iter().min_by_key(|finding| finding.code).map(|finding| finding.of(connection.reference())))
}

/// Waits until a customer's message has come to each of `references`, behind the delivery `after`, or `time` is over.
/// Answers when each came.
pub async fn wait(
    spool: &Spool,
    references: &[ConnectionRef],
    after: i64,
    time: Duration,
) -> Result<Vec<(ConnectionRef, Timestamp)>, SpoolError> {
    let mut came: Vec<(ConnectionRef, Timestamp)> = Vec::new();
    let look = async {
        while came.len() < references.len() {
            let open: Vec<_> =
                references.iter().filter(|one| !came.iter().any(|(known, _)| known == *one)).cloned().collect();
            let filter =
                Filter { references: open, after: Some(after), incoming: true, limit: 1000, ..Filter::default() };
            for found in spool.find(&filter)? {
                let Some(reference) = found.event.reference else { continue };
                if !came.iter().any(|(known, _)| *known == reference) {
                    came.push((reference, found.received));
                }
            }
            tokio::time::sleep(GLANCE).await;
        }
        Ok(())
    };
    // Those that came in time count, whether the others did or not.
    tokio::time::timeout(time, look).await.unwrap_or(Ok(()))?;
    Ok(came)
}

/// Why nothing has arrived though no layer of `verify` is broken. `untold` is the sandbox's own reason, if it has one.
pub async fn diagnose(
    tools: &Tools<'_>,
    connection: &Connection,
    verify_token: &Secret,
    untold: Option<&str>,
) -> Result<Finding, Failure> {
    let name = text::shown(&connection.title());
    if let Some(elsewhere) = elsewhere(tools, connection, verify_token).await? {
        let words = format!(
            "messages to {name} go to {}, and no listener of this profile answers there",
            text::shown(&elsewhere)
        );
        return Ok(Finding::new(Code::CallbackElsewhere, words)
            .of(connection.reference())
            .hint(Code::CallbackElsewhere.remedy()));
    }
    let why = untold.map(|why| format!(": {}", text::shown(why))).unwrap_or_default();
    let words = format!("everything of {name} is set up at Meta, and no message has arrived{why}");
    let finding = Finding::new(Code::NothingArrived, words).of(connection.reference());
    Ok(on_the_phone(connection.platform).iter().fold(finding, |finding, hint| finding.hint(*hint)))
}

/// The app's callback for a connection, if the one who answers there does not know the profile's verify token.
async fn elsewhere(
    tools: &Tools<'_>,
    connection: &Connection,
    verify_token: &Secret,
) -> Result<Option<String>, Failure> {
    let Some(object) = WebhookObject::of(connection.platform) else { return Ok(None) };
    let standing = super::webhooks::standing(tools.meta, object).await?;
    let Some(url) = standing.and_then(|one| one.callback_url) else { return Ok(None) };
    let answer = tools.meta.verify_callback(&url, verify_token).await;
    Ok((!matches!(answer, CallbackAnswer::Status { status: 200, echoed: true })).then_some(url))
}

/// What to look at, best first (Meta, help pages of each platform).
fn on_the_phone(platform: Platform) -> &'static [&'static str] {
    match platform {
        Platform::Instagram => &[
            "in the Instagram app, as the business: Settings > Messages and story replies > Message controls > Connected tools > Allow access to messages",
            "accept the request, if the message waits among the requests",
        ],
        Platform::Whatsapp => &[
            "one tick at the sender means that WhatsApp has not brought it to the number: see whether it is the right one",
            "see in WhatsApp Manager whether Meta Business Agent or another app holds the conversation",
        ],
        _ => &[
            "write from another account than the Page's own, and look into the Page's inbox whether it is there",
            "see in the Page's settings (Advanced messaging) whether another app or the inbox holds the conversation",
        ],
    }
}
