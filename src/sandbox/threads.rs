//! Conversations of Pages and Instagram accounts: who wrote when, and what the app's server is told of it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::error::GraphError;
use super::ids;
use super::times;
use super::webhooks::happen;
use super::world::World;
use super::world::models::{Object, Thread, ThreadMessage, pair};

/// What a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Activity {
    /// Writes a text.
    Text(String),
    /// Presses a button with this title and payload.
    Postback(String, String),
    /// Reads what came.
    Read,
    /// Reacts to the last message with this emoji.
    Reaction(String),
}

/// A person does something in the conversation with a Page or an Instagram account; reading and reacting need one.
pub(crate) fn receive(
    world: &mut World<'_>,
    object: Object,
    asset: &str,
    who: &Thread,
    activity: Activity,
) -> Result<(), GraphError> {
    let serial = world.serial()?;
    let mid = mid(serial);
    let known: Option<Thread> = world.get(&pair(asset, &who.person))?;
    let mut thread = known.unwrap_or_else(|| Thread { ord: i64::from(serial), ..who.clone() });
    thread.stranger = who.stranger;
    (thread.heard, thread.updated) = (world.now, world.now);
    let instagram = object == Object::Instagram;
    let last = thread.last.clone();
    let (field, key, value) = match activity {
        Activity::Text(text) => {
            write(world, &mut thread, serial, &mid, false, &text)?;
            ("messages", "message", json!({ "mid": mid, "text": text }))
        }
        Activity::Postback(title, payload) => {
            ("messaging_postbacks", "postback", json!({ "title": title, "payload": payload, "mid": mid }))
        }
        Activity::Read if instagram => ("messaging_seen", "read", json!({ "mid": last })),
        Activity::Read => ("message_reads", "read", json!({ "watermark": times::milliseconds(world.now, serial) })),
        Activity::Reaction(emoji) => (
            "message_reactions",
            "reaction",
            json!({ "reaction": "other", "emoji": emoji, "action": "react", "mid": last }),
        ),
    };
    world.put(&thread)?;
    let value = item(&thread.person, asset, times::milliseconds(world.now, serial), key, value);
    happen(world, object, asset, field, true, value)
}

/// A Page or an Instagram account writes; gives the message's id. The app's server hears its own message as an echo,
/// and for Messenger that it arrived. Instagram has no field for echoes: they come through `messages`.
pub(crate) fn answered(
    world: &mut World<'_>,
    object: Object,
    asset: &str,
    thread: &mut Thread,
    text: &str,
) -> Result<String, GraphError> {
    let serial = world.serial()?;
    let (mid, at) = (mid(serial), times::milliseconds(world.now, serial));
    write(world, thread, serial, &mid, true, text)?;
    thread.updated = world.now;
    world.put(thread)?;
    let mut echo = json!({ "mid": mid, "text": text, "is_echo": true });
    let field = if object == Object::Instagram { "messages" } else { "message_echoes" };
    if object == Object::Instagram {
        if thread.person == asset {
            echo["is_self"] = json!(true);
        }
    } else {
        echo["app_id"] = json!(world.app.id.parse::<u64>().unwrap_or(0));
    }
    let value = item(asset, &thread.person, at, "message", echo);
    happen(world, object, asset, field, true, value)?;
    if object == Object::Page {
        let delivery = json!({ "mids": [mid], "watermark": at });
        let value = item(&thread.person, asset, at, "delivery", delivery);
        happen(world, object, asset, "message_deliveries", true, value)?;
    }
    Ok(mid)
}

/// Adds a message to a conversation, which is yet to be kept.
fn write(
    world: &World<'_>,
    thread: &mut Thread,
    serial: u32,
    mid: &str,
    own: bool,
    text: &str,
) -> Result<(), GraphError> {
    thread.count += 1;
    mid.clone_into(&mut thread.last);
    let (key, ord) = (pair(&thread.asset, &thread.person), i64::from(serial));
    world.put(&ThreadMessage { thread: key, ord, mid: mid.to_owned(), own, at: world.now, text: text.to_owned() })
}

fn item(sender: &str, recipient: &str, at: i64, key: &str, value: Value) -> Value {
    let mut item = json!({ "sender": { "id": sender }, "recipient": { "id": recipient }, "timestamp": at });
    item[key] = value;
    item
}

fn mid(serial: u32) -> String {
    format!("m_{}", &ids::hmac_hex(b"message", &serial.to_be_bytes())[..32])
}

/// A time as Graph writes it.
pub(crate) fn time(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string()
}
