//! Who a message goes to: a phone number in `to`, or a business-scoped user id (BSUID) in `recipient`.
//!
//! With both the phone number wins. A BSUID in `to` is accepted and dropped without a word (a public report).

use serde_json::{Value, json};

use super::super::{errors, required};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::Context;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::Customer;

/// Where a message goes.
#[derive(Debug, Default)]
pub(super) struct Recipient {
    /// What was given.
    input: String,
    /// The number that WhatsApp knows; it can differ from the input. The BSUID if the number is not known.
    pub(super) wa_id: String,
    /// It was named by the BSUID.
    pub(super) by_user_id: bool,
    /// It is dropped without a word.
    pub(super) dropped: bool,
    /// The person, if the world knows one.
    pub(super) customer: Option<Customer>,
}

impl Recipient {
    /// Whether the app's server may see the phone number: not that of a user with a username.
    pub(super) fn shown(&self) -> bool {
        self.customer.as_ref().map_or(!self.by_user_id, |customer| customer.username.is_none())
    }

    /// What the answer says.
    pub(super) fn contact(&self) -> Value {
        if self.by_user_id || self.dropped {
            json!({ "input": self.input, "user_id": self.input })
        } else {
            json!({ "input": self.input, "wa_id": self.wa_id })
        }
    }
}

/// Reads the recipient.
pub(super) fn read(context: &Context<'_>) -> Result<Recipient, GraphError> {
    let params = &context.call.params;
    if params.some("recipient_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("individual")) {
        return Err(GraphError::parameter("Param recipient_type must be one of {INDIVIDUAL}").unimplemented());
    }
    match (params.some("to"), params.some("recipient")) {
        (None, None) => Err(required("to")),
        (Some(to), _) if is_user_id(to) => {
            Ok(Recipient { input: to.to_owned(), wa_id: to.to_owned(), dropped: true, ..Recipient::default() })
        }
        (Some(to), _) => by_phone(context, to),
        (None, Some(id)) => by_user_id(context, id),
    }
}

fn by_phone(context: &Context<'_>, to: &str) -> Result<Recipient, GraphError> {
    let digits: String = to.chars().filter(|char| !" +-().".contains(*char)).collect();
    if !(7..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(errors::refused(131_009, 400, "Parameter value is not valid", "to is not a phone number."));
    }
    let wa_id = wa_id(&digits);
    let customer = context.world.get(&wa_id)?;
    Ok(Recipient { input: to.to_owned(), wa_id, customer, ..Recipient::default() })
}

fn by_user_id(context: &Context<'_>, id: &str) -> Result<Recipient, GraphError> {
    if !is_user_id(id) {
        return Err(errors::refused(131_009, 400, "Parameter value is not valid", "recipient is not a user id."));
    }
    let customers: Vec<Customer> = context.world.list("", Slice::ALL)?;
    let customer = customers.into_iter().find(|customer| customer.user_id == id);
    let wa_id = customer.as_ref().map_or(id, |customer| &customer.phone).to_owned();
    Ok(Recipient { input: id.to_owned(), wa_id, by_user_id: true, customer, ..Recipient::default() })
}

/// Country, dot, letters and digits; `US.ENT.…` for a whole group of portfolios.
fn is_user_id(text: &str) -> bool {
    let Some((country, rest)) = text.split_once('.') else { return false };
    let rest = rest.strip_prefix("ENT.").unwrap_or(rest);
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=128).contains(&rest.len())
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The number as WhatsApp keeps it: mobile numbers of Brazil, Mexico and Argentina gained or lost a digit since.
fn wa_id(digits: &str) -> String {
    let area = |from: usize| digits.get(from..from + 2).and_then(|area| area.parse().ok()).unwrap_or(0_u32);
    match digits.len() {
        13 if digits.starts_with("55") && &digits[4..5] == "9" && area(2) >= 31 => {
            format!("{}{}", &digits[..4], &digits[5..])
        }
        12 if digits.starts_with("52") => format!("521{}", &digits[2..]),
        12 if digits.starts_with("54") => format!("549{}", &digits[2..]),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_countries_numbers_differ_from_what_was_dialled() {
        for (dialled, kept) in [
            ("16505551234", "16505551234"),
            ("5531987654321", "553187654321"),
            ("5511987654321", "5511987654321"),
            ("525512345678", "5215512345678"),
            ("541123456789", "5491123456789"),
        ] {
            assert_eq!(wa_id(dialled), kept);
        }
    }

    #[test]
    fn user_ids_are_told_from_numbers() {
        assert!(is_user_id("US.13491208655302741918") && is_user_id("DE.ENT.abc1"));
        for no in ["16505551234", "us.123", "USA.123", "US.", "US.12 3", "+1.650.555"] {
            assert!(!is_user_id(no), "{no}");
        }
    }
}
