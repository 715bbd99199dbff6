//! `/{waba}/phone_numbers` (Meta, WABA phone numbers): fields, `limit`, `sort` and `filtering`.
//!
//! The generated reference page says that this edge cannot be read; Meta's guides read it.

use serde_json::{Map, Value, json};

use super::number;
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::edge::{self, Ask};
use crate::sandbox::graph::fields::Field;
use crate::sandbox::graph::{Answer, Context};
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Number, Waba};

/// More places than an account has numbers, so that a time and a place fit into one key.
const PLACES: i64 = 1_000_000;

/// Answers a call.
pub(super) fn answer(context: &Context<'_>, waba: &Waba) -> Answer {
    let ask = Ask::of_call(context, format!("{}/phone_numbers", waba.id))?;
    list(context, waba, &ask).map(Value::Object)
}

/// Writes the list.
pub(super) fn list(context: &Context<'_>, waba: &Waba, ask: &Ask) -> Result<Map<String, Value>, GraphError> {
    let key = sort(context.call.params.some("sort").unwrap_or("creation_time.asc"))?;
    let mut numbers: Vec<Number> = context.world.list(&waba.id, Slice::ALL)?;
    if let Some(filter) = context.call.params.some("filtering") {
        let mode = mode(filter)?;
        numbers.retain(|number| number::mode(number) == mode);
    }
    numbers.sort_by_key(key);
    let count = numbers.len();
    let cut = edge::cut_of(numbers, ask, key)?;
    let usual: Vec<Field> = number::USUAL.iter().map(|name| Field::named(name)).collect();
    let fields = ask.fields.as_ref().unwrap_or(&usual);
    let data = cut.rows.iter().map(|number| number::node(context, number, waba, fields));
    let mut list = edge::write(context, ask, &cut, data.collect::<Result<_, _>>()?);
    if ask.summary {
        list.insert("summary".into(), json!({ "total_count": count }));
    }
    Ok(list)
}

/// The key of an order.
fn sort(order: &str) -> Result<fn(&Number) -> i64, GraphError> {
    Ok(match order {
        "creation_time.asc" => |number| number.ord,
        "creation_time.desc" => |number| -number.ord,
        "last_onboarded_time.asc" => |number| number.onboarded * PLACES + number.ord,
        "last_onboarded_time.desc" => |number| -(number.onboarded * PLACES + number.ord),
        _ => return Err(GraphError::parameter(format_args!("Invalid sort: {order}"))),
    })
}

/// Reads `[{"field":"account_mode","operator":"EQUAL","value":"SANDBOX"}]`, the one filter that Meta shows.
fn mode(filter: &str) -> Result<String, GraphError> {
    let wrong = || GraphError::parameter("Param filtering must be an array with one filter by account_mode");
    let filter: Value = serde_json::from_str(filter).map_err(|_| wrong())?;
    let one = &filter[0];
    if one["field"] != "account_mode" || one["operator"] != "EQUAL" || filter.get(1).is_some() {
        return Err(wrong());
    }
    one["value"].as_str().map(str::to_owned).ok_or_else(wrong)
}
