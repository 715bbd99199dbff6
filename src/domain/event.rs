//! What a webhook tells, in our words.

use jiff::Timestamp;

use super::ConnectionRef;

/// One thing that a webhook tells. One delivery can hold a thousand of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// The kind of object as Meta names it: `page`, `instagram`, `whatsapp_business_account`, or one that is new.
    pub object: String,
    /// Whose it is: a Page, an Instagram account, a WhatsApp number or, where no number is named, its account.
    pub asset: String,
    /// The connection that it belongs to, if such an asset can be one.
    pub reference: Option<ConnectionRef>,
    /// The field of the subscription, as Meta names it.
    pub field: String,
    /// What happened, in a word: `text`, `image`, `echo`, `read`, `delivered`.
    pub kind: String,
    /// Whether a customer says something with it to the business.
    pub incoming: bool,
    /// Who did it, by the platform's id.
    pub from: Option<String>,
    /// That one's name, where Meta tells it.
    pub from_name: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// The text, if there is one.
    pub text: Option<String>,
    /// When it happened.
    pub at: Option<Timestamp>,
    /// What is equal when Meta sends it again, and at no other time for this asset, field and kind.
    pub key: String,
}

impl Event {
    /// The other side of the business in this conversation: events with the same one have an order.
    pub fn conversation(&self) -> Option<String> {
        let person = if self.from.as_deref() == Some(&self.asset) || !self.incoming && self.to.is_some() {
            self.to.as_ref().filter(|to| **to != self.asset).or(self.from.as_ref())
        } else {
            self.from.as_ref()
        };
        person.map(|person| format!("{}/{person}", self.asset))
    }
}
