//! Proving with a code that a number is its owner's.

pub use crate::domain::CodeMethod;
use crate::domain::{Connection, PhoneId, Secret};
use crate::error::Failure;
use crate::flows::{Exclusive, Tools};
use crate::store::Outcome;

use super::register::log;

/// Has Meta send the owner of a recorded number a code.
pub async fn request_code(
    tools: &Exclusive<'_>,
    connection: &Connection,
    method: CodeMethod,
    language: &str,
) -> Result<(), Failure> {
    let (phone, token) = of(tools, connection).await?;
    tools.meta.request_code(&phone, method, language, &token).await?;
    log(tools, &phone, "request code", Outcome::Done, None).await
}

/// Verifies a recorded number with the code that came.
pub async fn verify_code(tools: &Exclusive<'_>, connection: &Connection, code: &Secret) -> Result<(), Failure> {
    let (phone, token) = of(tools, connection).await?;
    tools.meta.verify_code(&phone, code, &token).await?;
    log(tools, &phone, "verify code", Outcome::Done, None).await
}

async fn of(tools: &Tools<'_>, connection: &Connection) -> Result<(PhoneId, Secret), Failure> {
    let gone = || Failure::not_found(format!("{} has no token any more", connection.reference()));
    let token = tools.token(connection).await?.ok_or_else(gone)?;
    Ok((PhoneId::new(connection.platform_user_id.clone()), token))
}
