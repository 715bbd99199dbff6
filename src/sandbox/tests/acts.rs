//! What people do in tests, which no control of the sandbox does for them.

use crate::sandbox::error::GraphError;
use crate::sandbox::faults::Fault;
use crate::sandbox::world::models::{Customer, Number, Thread, pair};
use crate::sandbox::{Sandbox, SandboxError, graph};

impl Sandbox {
    /// Sets a fault.
    pub(crate) fn fault(&self, fault: Fault) {
        self.set_fault(fault).unwrap();
    }

    /// Ends all faults.
    pub(crate) fn clear_faults(&self) {
        self.remove_faults().unwrap();
    }

    /// A person blocks a Page or an Instagram account.
    pub(crate) fn block(&self, asset: &str, person: &str) {
        self.write(|world| {
            let thread = world.get::<Thread>(&pair(asset, person))?.unwrap();
            world.put(&Thread { gone: true, ..thread })
        })
        .unwrap();
    }

    /// A customer writes a text to a phone number (its id); gives the message's id. A number that is not known yet
    /// becomes a customer who shows it.
    pub(crate) fn customer_writes(&self, number: &str, phone: &str, text: &str) -> Result<String, SandboxError> {
        Ok(self.write(|mut world| {
            let Some(number) = world.get::<Number>(number)? else { return Err(GraphError::absent("post", number)) };
            let new = Customer {
                phone: phone.to_owned(),
                ord: i64::try_from(world.count::<Customer>()?).unwrap_or(0) + 1,
                name: format!("Customer {phone}"),
                user_id: format!("US.99{phone}"),
                reads: true,
                ..Customer::default()
            };
            let customer = world.get(phone)?.unwrap_or(new);
            world.put(&customer)?;
            graph::receive(&mut world, &number, &customer, text)
        })?)
    }
}
