//! Sending one text, to prove that a connection works in the other direction.

use crate::domain::hint::{Connect, Hint};
use crate::domain::{Accepted, Connection, Platform, Status, Text};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::secrets::VaultError;
use crate::store::Outcome;

/// Sends `text` from `connection` to the person whose id on that platform is `to`.
pub async fn send(tools: &Tools<'_>, connection: &Connection, to: &str, text: &str) -> Result<Accepted, Failure> {
    if connection.sealed.is_none() || connection.status == Status::Disconnected {
        return Err(Failure::not_found(format!("{} has no token any more", connection.reference()))
            .hint(Hint::new("connect again", Connect::on(connection.platform).step())));
    }
    if connection.awaits_number() {
        let message = format!("{} has no number yet, so nothing can be sent from it", connection.reference());
        return Err(Failure::new(Kind::Failed, message)
            .hint(Hint::new("go on with it", Connect::on(Platform::Whatsapp).step())));
    }
    let token = tools.token(connection).await?.ok_or(VaultError::Missing)?;
    let text = Text { platform: connection.platform, from: from(connection), to, text };
    let accepted = tools.meta.send(&text, &token).await?;
    let action = tools.action("send", Some(&connection.reference()), Outcome::Accepted, accepted.message_id.clone());
    tools.store.log(&[action]).await?;
    Ok(accepted)
}

/// An Instagram account speaks through its Page, whose token it has; a number speaks for itself.
fn from(connection: &Connection) -> &str {
    connection.subscription_target().page().unwrap_or(&connection.platform_user_id)
}
