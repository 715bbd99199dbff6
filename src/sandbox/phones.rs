//! What a person at the controls can do with WhatsApp: read the codes that no text message brings, and write to a
//! number as a customer.

use super::error::GraphError;
use super::graph;
use super::world::World;
use super::world::models::{Customer, Number};
use super::{Sandbox, SandboxError};

/// A verification code that is on its way to a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneCode {
    /// The number as people write it.
    pub number: String,
    /// Six digits.
    pub code: String,
}

impl Sandbox {
    /// The verification codes that are alive.
    pub fn codes(&self) -> Result<Vec<PhoneCode>, SandboxError> {
        Ok(self.read(|world| codes(&world))?)
    }

    /// Lets a customer write a text to a phone number (its id); gives the message's id. An unknown customer's number
    /// becomes a customer who shows it.
    pub fn customer_writes(&self, number: &str, customer: &str, text: &str) -> Result<String, SandboxError> {
        Ok(self.write(|mut world| {
            let Some(number) = world.get::<Number>(number)? else { return Err(GraphError::absent("post", number)) };
            let customer = match world.get(customer)? {
                Some(customer) => customer,
                None => stranger(&world, customer)?,
            };
            graph::receive(&mut world, &number, &customer, text)
        })?)
    }
}

/// The codes that are alive, by number.
pub(super) fn codes(world: &World<'_>) -> Result<Vec<PhoneCode>, GraphError> {
    let numbers: Vec<Number> = world.all()?;
    let alive = |number: Number| {
        let code = number.code.filter(|code| code.expires > world.now)?;
        Some(PhoneCode { number: number.display, code: code.text })
    };
    Ok(numbers.into_iter().filter_map(alive).collect())
}

fn stranger(world: &World<'_>, phone: &str) -> Result<Customer, GraphError> {
    let ord = i64::try_from(world.count::<Customer>()?).unwrap_or(0) + 1;
    let customer = Customer {
        phone: phone.to_owned(),
        ord,
        name: format!("Customer {phone}"),
        user_id: format!("US.99{phone}"),
        reads: true,
        ..Customer::default()
    };
    world.put(&customer)?;
    Ok(customer)
}
