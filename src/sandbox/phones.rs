//! The verification codes that no text message brings, for the person at the controls.

use super::error::GraphError;
use super::world::World;
use super::world::models::Number;
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
