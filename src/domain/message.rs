//! Messages that the app sends.

use super::Platform;

/// A text to one person.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Platform.
    pub platform: Platform,
    /// The Page (below an Instagram account, too) or the phone number id that sends.
    pub from: &'a str,
    /// A PSID, an IGSID, a WhatsApp number or a business-scoped user id.
    pub to: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What Meta accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Id of the message.
    pub message_id: Option<String>,
    /// Who it goes to, in Meta's spelling: a WhatsApp number may come back with other digits than were given.
    pub recipient: Option<String>,
}
