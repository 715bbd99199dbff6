//! The profile of a person who wrote (Meta, User Profile of Messenger and of Instagram): to the token of the Page alone.
//!
//! Who has not written has not agreed to it. Pictures of such people have no edge for apps (a recorded answer).

use serde_json::{Map, Value, json};

use super::fields::Field;
use super::{Context, messages, with_id};
use crate::http::Method;
use crate::sandbox::access::Caller;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::models::{Object, Page, Thread, pair};

/// Answers a call to a person whom the token's Page or its Instagram account knows; `None` if it knows none of this id.
pub(super) fn answer(
    context: &Context<'_>,
    caller: &Caller,
    id: &str,
    rest: &[&str],
) -> Result<Option<Value>, GraphError> {
    let Some((holder, page)) = caller.holder().and_then(|holder| Some((holder, holder.page.as_deref()?))) else {
        return Ok(None);
    };
    let page: Page = context.world.get(page)?.unwrap_or_default();
    let own = (Object::Page, Some(page.id.as_str()));
    for (object, asset) in [own, (Object::Instagram, page.instagram.as_deref())] {
        let Some(asset) = asset else { continue };
        let Some(thread) = context.world.get::<Thread>(&pair(asset, id))? else { continue };
        messages::permitted(holder, object)?;
        return match (context.call.method, rest) {
            (Method::Get, []) => node(context, object, &thread).map(Some),
            (Method::Get, ["picture"]) => Err(messages::capability()),
            _ => Ok(None),
        };
    }
    Ok(None)
}

fn node(context: &Context<'_>, object: Object, thread: &Thread) -> Result<Value, GraphError> {
    let instagram = object == Object::Instagram;
    match (thread.heard > 0 && !thread.gone, instagram) {
        (true, _) => {}
        (false, true) => {
            return Err(GraphError::new(230, "(#230) User consent is required to access user profile").status(403));
        }
        (false, false) => return Err(GraphError::parameter("No profile available for this user.").sub(2_018_218)),
    }
    let usual: &[&str] = if instagram { &["name", "id"] } else { &["first_name", "last_name", "profile_pic", "id"] };
    let mut node = Map::new();
    for field in context.fields(usual)? {
        let value = if instagram { of_instagram(thread, &field) } else { of_messenger(thread, &field) };
        let value = value
            .ok_or_else(|| GraphError::field(&field.name, if instagram { "IGBusinessScopedID" } else { "User" }))?;
        if !value.is_null() {
            node.insert(field.key().to_owned(), value);
        }
    }
    Ok(with_id(node, &thread.person))
}

/// The value of a field, null where it has none; `None` for a field that there is not.
fn of_messenger(thread: &Thread, field: &Field) -> Option<Value> {
    let mut words = thread.name.split(' ').filter(|word| !word.is_empty());
    Some(match field.name.as_str() {
        "id" => json!(thread.person),
        "name" => json!(thread.name),
        "first_name" => json!(words.next()),
        "last_name" => json!(words.skip(1).last()),
        "profile_pic" => picture(thread),
        // Each of these needs a permission of its own, which the sandbox's app cannot ask for.
        "locale" | "timezone" | "gender" => Value::Null,
        _ => return None,
    })
}

fn of_instagram(thread: &Thread, field: &Field) -> Option<Value> {
    Some(match field.name.as_str() {
        "id" => json!(thread.person),
        "name" => json!(thread.name),
        "username" => json!(thread.name.to_lowercase().replace(' ', ".")),
        "profile_pic" => picture(thread),
        "follower_count" => json!(0),
        "is_verified_user" | "is_user_follow_business" | "is_business_follow_user" => json!(false),
        _ => return None,
    })
}

fn picture(thread: &Thread) -> Value {
    json!(format!("https://scontent.invalid/{}.jpg", thread.person))
}
