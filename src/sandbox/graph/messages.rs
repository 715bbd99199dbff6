//! `/{page}/messages`, `/{ig}/messages` and `/{page}/conversations` (Meta, Send API of Messenger and of Instagram,
//! conversations): a Page's own token writes to people who wrote first.

use serde_json::{Map, Value, json};

use super::fields::Field;
use super::{Answer, Context, lacking, with_id};
use crate::sandbox::access::{Caller, Holder};
use crate::sandbox::error::GraphError;
use crate::sandbox::threads;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Instagram, Object, Page, Thread, ThreadMessage, pair};

/// How long after a person's last message a Page may answer, in seconds.
const WINDOW: i64 = 24 * 3600;
/// How long a human may answer with the tag `HUMAN_AGENT`.
const HUMAN: i64 = 7 * WINDOW;
const WINDOW_CLOSED: &str = "(#10) This message is sent outside of allowed window. Learn more about the new policy here: \
                             https://developers.facebook.com/docs/messenger-platform/policy-overview";
/// Tags that ended on 2026-04-27.
const ENDED: &[&str] = &["CONFIRMED_EVENT_UPDATE", "ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE"];
/// The longest text for Messenger, in characters.
const CHARACTERS: usize = 2000;
/// The longest text for Instagram, in bytes (public report).
const BYTES: usize = 1000;
const ACTIONS: &[&str] = &["TYPING_ON", "TYPING_OFF", "MARK_SEEN", "REACT", "UNREACT"];

/// Who writes to whom.
struct Letter<'a> {
    object: Object,
    asset: &'a str,
    thread: Thread,
}

/// Sends a message or an action as a Page, or as the Instagram account `account` of the token's Page.
pub(crate) fn send(context: &mut Context<'_>, caller: &Caller, page: &Page, account: Option<&str>) -> Answer {
    let holder = own(context, caller, page)?;
    let message = object(context, "message")?;
    let recipient = object(context, "recipient")?;
    let Some(recipient) = id_of(&recipient["id"]) else {
        return Err(GraphError::parameter("The parameter recipient is required."));
    };
    let mut letter = find(context, page, account, &recipient)?;
    permitted(&holder, letter.object)?;
    open(context, letter.object, letter.asset)?;
    if letter.thread.gone {
        let words = "(#551) This person isn't available right now.";
        return Err(GraphError::new(551, words).sub(1_545_041));
    }
    if let Some(action) = context.call.params.some("sender_action") {
        let action = action.to_ascii_uppercase();
        if !ACTIONS.contains(&action.as_str()) {
            let known = ACTIONS.join(", ");
            return Err(GraphError::parameter(format_args!("Param sender_action must be one of {{{known}}}")));
        }
        return Ok(json!({ "recipient_id": recipient }));
    }
    window(context, &letter)?;
    let text = text(&message, letter.object)?;
    let mid = threads::answered(&mut context.world, letter.object, letter.asset, &mut letter.thread, &text)?;
    Ok(json!({ "recipient_id": recipient, "message_id": mid }))
}

/// An id, as text or as a number.
fn id_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.as_u64().map(|id| id.to_string()))
}

/// Only the Page's own token will do.
fn own(context: &Context<'_>, caller: &Caller, page: &Page) -> Result<Holder, GraphError> {
    match caller.holder() {
        Some(holder) if holder.page.as_deref() == Some(&page.id) => Ok(holder.clone()),
        Some(holder) if holder.page.is_some() => Err(context.absent(&page.id)),
        _ => Err(capability()),
    }
}

/// What a token of the wrong kind is told.
pub(crate) fn capability() -> GraphError {
    GraphError::new(3, "(#3) Application does not have the capability to make this API call.")
}

pub(super) fn permitted(holder: &Holder, object: Object) -> Result<(), GraphError> {
    let needed = if object == Object::Instagram { "instagram_manage_messages" } else { "pages_messaging" };
    if holder.may(needed) {
        return Ok(());
    }
    Err(lacking(&format!("Requires {needed} permission to manage the object")))
}

/// Whether the owner of an Instagram account lets apps see its messages (Meta, Messenger error codes).
fn open(context: &Context<'_>, object: Object, asset: &str) -> Result<(), GraphError> {
    let account = || context.world.get::<Instagram>(asset);
    if object != Object::Instagram || !account()?.is_some_and(|account| account.closed) {
        return Ok(());
    }
    let words = "The account owner has disabled access to instagram direct messages";
    Err(lacking(words).sub(2_534_041))
}

/// An object among the parameters; a form carries it as JSON.
fn object(context: &Context<'_>, name: &str) -> Result<Value, GraphError> {
    if context.call.params.some(name).is_none() {
        return Ok(Value::Null);
    }
    let value = context.call.params.value(name);
    value
        .filter(Value::is_object)
        .ok_or_else(|| GraphError::parameter(format_args!("Param {name} must be a JSON object")))
}

/// A person is known only after writing; the Page also reaches those who wrote to its Instagram account.
fn find<'a>(
    context: &Context<'_>,
    page: &'a Page,
    account: Option<&'a str>,
    person: &str,
) -> Result<Letter<'a>, GraphError> {
    let linked = page.instagram.as_deref();
    let own = (account.is_none()).then_some((Object::Page, page.id.as_str()));
    let other = account.or(linked).map(|account| (Object::Instagram, account));
    for (object, asset) in [own, other].into_iter().flatten() {
        if let Some(thread) = context.world.get::<Thread>(&pair(asset, person))? {
            return Ok(Letter { object, asset, thread });
        }
    }
    Err(GraphError::parameter("No matching user found").sub(2_018_001))
}

fn window(context: &Context<'_>, letter: &Letter<'_>) -> Result<(), GraphError> {
    let params = &context.call.params;
    let tag = params.some("tag").unwrap_or("");
    if ENDED.contains(&tag) {
        return Err(GraphError::parameter(format_args!("The message tag {tag} is no longer supported.")));
    }
    let kind = params.some("messaging_type").unwrap_or("RESPONSE");
    if !["RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY"].contains(&kind) {
        return Err(GraphError::parameter(format_args!(
            "Param messaging_type must be one of {{RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}} - got \"{kind}\"."
        )));
    }
    let limit = if tag == "HUMAN_AGENT" { HUMAN } else { WINDOW };
    // A professional account that writes to itself is under no limit.
    if letter.thread.person == letter.asset || context.world.now - letter.thread.heard <= limit {
        return Ok(());
    }
    let subcode = if letter.object == Object::Instagram { 2_534_022 } else { 2_018_278 };
    Err(GraphError::new(10, WINDOW_CLOSED).sub(subcode))
}

fn text(message: &Value, object: Object) -> Result<String, GraphError> {
    if message["attachment"].is_object() || message["attachments"].is_array() {
        return Ok(String::new());
    }
    let Some(text) = message["text"].as_str().filter(|text| !text.is_empty()) else {
        return Err(GraphError::parameter("Must provide a non-empty message parameter").sub(2_018_015));
    };
    let fits = match object {
        Object::Instagram => text.len() <= BYTES,
        _ => text.chars().count() <= CHARACTERS,
    };
    let most = if object == Object::Instagram { "1000 bytes" } else { "2000 characters" };
    let long =
        || GraphError::parameter(format_args!("Length of param message[text] must be less than or equal to {most}"));
    if fits { Ok(text.to_owned()) } else { Err(long()) }
}

/// Lists a Page's conversations, the most recent first.
pub(crate) fn conversations(context: &Context<'_>, caller: &Caller, page: &Page) -> Answer {
    let holder = own(context, caller, page)?;
    let (object, asset) = match context.call.params.some("platform").map(str::to_ascii_lowercase).as_deref() {
        None | Some("messenger") => (Object::Page, Some(page.id.as_str())),
        Some("instagram") => (Object::Instagram, page.instagram.as_deref()),
        Some(_) => return Err(GraphError::parameter("Param platform must be one of {INSTAGRAM, MESSENGER}")),
    };
    permitted(&holder, object)?;
    open(context, object, asset.unwrap_or_default())?;
    let mut threads: Vec<Thread> = match asset {
        Some(asset) => context.world.list(asset, Slice::ALL)?,
        None => Vec::new(),
    };
    threads.sort_by_key(|thread| std::cmp::Reverse((thread.updated, thread.ord)));
    if let Some(person) = context.call.params.some("user_id") {
        threads.retain(|thread| thread.person == person);
    }
    let limit = context.call.params.some("limit").and_then(|limit| limit.parse().ok()).unwrap_or(25);
    threads.truncate(limit);
    let fields = context.fields(&["id", "link", "updated_time"])?;
    let mut data = Vec::new();
    for thread in &threads {
        let mut node = Map::new();
        for field in &fields {
            node.insert(field.key().to_owned(), value(context, page, thread, field)?);
        }
        data.push(with_id(node, &id(thread)));
    }
    Ok(json!({ "data": data }))
}

fn id(thread: &Thread) -> String {
    format!("t_{}{}", thread.asset, thread.person)
}

fn value(context: &Context<'_>, page: &Page, thread: &Thread, field: &Field) -> Answer {
    Ok(match field.name.as_str() {
        "id" => json!(id(thread)),
        "link" => json!(format!("/{}/inbox/{}/", page.id, thread.person)),
        "updated_time" => json!(threads::time(thread.updated)),
        "participants" => json!({ "data": [
            { "name": thread.name, "id": thread.person },
            { "name": page.name, "id": thread.asset },
        ]}),
        "message_count" => json!(thread.count),
        "messages" => messages(context, page, thread, field)?,
        _ => return Err(GraphError::field(&field.name, "UnifiedThread")),
    })
}

/// The newest messages, who wrote each and to whom.
fn messages(context: &Context<'_>, page: &Page, thread: &Thread, field: &Field) -> Answer {
    let limit = field.arg("limit").and_then(|limit| limit.parse().ok()).unwrap_or(25).clamp(1, 100);
    let newest = Slice { after: None, before: Some(i64::MAX), limit };
    let all: Vec<ThreadMessage> = context.world.list(&pair(&thread.asset, &thread.person), newest)?;
    let person = json!({ "name": thread.name, "id": thread.person });
    let own = json!({ "name": page.name, "id": thread.asset });
    let usual = ["id", "created_time", "message"].map(Field::named);
    let fields = field.below.as_deref().unwrap_or(&usual);
    let mut data = Vec::new();
    for one in all.iter().rev() {
        let (from, to) = if one.own { (&own, &person) } else { (&person, &own) };
        let mut row = Map::new();
        for field in fields {
            let value = match field.name.as_str() {
                "id" => json!(one.mid),
                "created_time" => json!(threads::time(one.at)),
                "message" => json!(one.text),
                "from" => from.clone(),
                "to" => json!({ "data": [to] }),
                _ => return Err(GraphError::field(&field.name, "UnifiedMessage")),
            };
            row.insert(field.key().to_owned(), value);
        }
        data.push(with_id(row, &one.mid));
    }
    Ok(json!({ "data": data }))
}
