//! Customers on request: a person writes to a Page, an Instagram account or a WhatsApp number.

use super::error::GraphError;
use super::threads::{self, Activity};
use super::world::World;
use super::world::models::{Customer, Delivery, Instagram, Number, Object, Page, Thread};
use super::{Sandbox, SandboxError, graph};

/// The person who acts.
#[derive(Debug, Clone, Default)]
pub struct Guest {
    /// The id that the asset knows the person by, or a WhatsApp user's phone number; the asset's usual one if `None`.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Has no role on the app.
    pub stranger: bool,
    /// A WhatsApp user with this username, who hides the phone number.
    pub username: Option<String>,
    /// The hidden number is sent as an empty text.
    pub blank: bool,
}

/// What the person does.
#[derive(Debug, Clone)]
pub enum Event {
    /// Writes.
    Message(String),
    /// Presses a button with this title and payload.
    Postback(String, String),
    /// Reads what came.
    Read,
    /// Reacts to the last message.
    Reaction(String),
}

/// What came of an event.
#[derive(Debug, Clone)]
pub enum Happened {
    /// There is no Page, Instagram account or WhatsApp number of this id.
    NoSuchAsset,
    /// WhatsApp customers only write here.
    NotOnWhatsapp,
    /// The numbers of what is to be delivered.
    Deliveries(Vec<u32>),
}

impl Sandbox {
    /// Lets a person act on the asset of this id; what is due is not yet delivered.
    pub fn event(&self, asset: &str, guest: &Guest, event: Event) -> Result<Happened, SandboxError> {
        let happened = self.write(|mut world| {
            let before = world.state.serial;
            let Some(object) = object(&world, asset)? else { return Ok(Happened::NoSuchAsset) };
            if object == Object::WhatsappBusinessAccount {
                let Event::Message(text) = event else { return Ok(Happened::NotOnWhatsapp) };
                on_whatsapp(&mut world, asset, guest, &text)?;
            } else {
                let activity = match event {
                    Event::Message(text) => Activity::Text(text),
                    Event::Postback(title, payload) => Activity::Postback(title, payload),
                    Event::Read => Activity::Read,
                    Event::Reaction(emoji) => Activity::Reaction(emoji),
                };
                threads::receive(&mut world, object, asset, &thread(asset, guest), activity)?;
            }
            let mut numbers = Vec::new();
            for number in before + 1..=world.state.serial {
                if world.has::<Delivery>(&number.to_string())? {
                    numbers.push(number);
                }
            }
            Ok(Happened::Deliveries(numbers))
        })?;
        self.wake.notify_one();
        Ok(happened)
    }
}

fn object(world: &World<'_>, asset: &str) -> Result<Option<Object>, GraphError> {
    Ok(if world.has::<Page>(asset)? {
        Some(Object::Page)
    } else if world.has::<Instagram>(asset)? {
        Some(Object::Instagram)
    } else if world.has::<Number>(asset)? {
        Some(Object::WhatsappBusinessAccount)
    } else {
        None
    })
}

/// Ids of people are the asset's own, so each asset knows the usual guest by another one.
fn thread(asset: &str, guest: &Guest) -> Thread {
    let usual =
        || format!("7{:015}", asset.bytes().fold(0_u64, |id, byte| (id * 31 + u64::from(byte)) % 999_999_999_999));
    Thread {
        asset: asset.to_owned(),
        person: guest.id.clone().unwrap_or_else(usual),
        name: guest.name.clone(),
        stranger: guest.stranger,
        ..Thread::default()
    }
}

fn on_whatsapp(world: &mut World<'_>, asset: &str, guest: &Guest, text: &str) -> Result<(), GraphError> {
    let number: Number = world.get(asset)?.unwrap_or_default();
    let phone = guest.id.clone().unwrap_or_else(|| "16505550123".to_owned());
    let known: Option<Customer> = world.get(&phone)?;
    let mut customer = known.unwrap_or_else(|| Customer {
        ord: i64::from(world.state.serial),
        name: guest.name.clone(),
        user_id: format!("US.{phone}0000"),
        reads: true,
        phone,
        ..Customer::default()
    });
    if let Some(username) = &guest.username {
        customer.username = Some(username.clone());
        customer.blank = guest.blank;
    }
    world.put(&customer)?;
    graph::receive(world, &number, &customer, text).map(drop)
}
