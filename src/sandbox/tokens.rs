//! Tokens that logins give: how long they live and how they are told.

use serde_json::{Value, json};

use super::error::GraphError;
use super::world::World;
use super::world::models::{Kind, Login, Token};

/// An hour; a token that a login gives ends on a full one, after one to two of them (recorded answers of `debug_token`).
const HOUR: i64 = 3_600;
/// Life of a long-lived token, in seconds.
const LONG: i64 = 60 * 86_400;
/// How long an app may read a person's data after the last login, in seconds.
const DATA_ACCESS: i64 = 90 * 86_400;

/// How long a token lives; see [`Token`].
#[derive(Clone, Copy)]
struct Life {
    expires: i64,
    data_access: i64,
    long: bool,
}

/// Issues the token that a login gives: a short-lived one of a person, or one of a system user.
pub(crate) fn of_login(world: &mut World<'_>, login: &Login) -> Result<Token, GraphError> {
    let now = world.now;
    let (expires, data_access) = match login.kind {
        // A system user has no activity that could lapse: data_access_expires_at is 0.
        Kind::System => (if login.sixty_days { now + LONG } else { 0 }, 0),
        Kind::User | Kind::Foreign => ((now + 2 * HOUR) / HOUR * HOUR, now + DATA_ACCESS),
    };
    issue(world, login, Life { expires, data_access, long: false })
}

/// Issues a long-lived token for the holder of `old`. The person was not there, so the right to read data is no longer.
pub(crate) fn lengthened(world: &mut World<'_>, old: &Token) -> Result<Token, GraphError> {
    let login = Login {
        kind: old.kind,
        person: old.person.clone(),
        grant: old.grant.clone(),
        generation: old.generation,
        sixty_days: false,
    };
    let (expires, data_access) = (world.now + LONG, old.data_access);
    issue(world, &login, Life { expires, data_access, long: true })
}

fn issue(world: &mut World<'_>, login: &Login, life: Life) -> Result<Token, GraphError> {
    let token = Token {
        serial: world.serial()?,
        kind: login.kind,
        person: login.person.clone(),
        grant: login.grant.clone(),
        generation: login.generation,
        issued: world.now,
        expires: life.expires,
        data_access: life.data_access,
        long: life.long,
        killed: None,
    };
    world.put(&token)?;
    Ok(token)
}

/// The token itself.
pub(crate) fn text(world: &World<'_>, token: &Token) -> String {
    world.home.key.token(token.kind, token.serial)
}

/// What `/oauth/access_token` says of a token. One without an end has no `expires_in`.
pub(crate) fn told(world: &World<'_>, token: &Token) -> Value {
    let mut told = json!({ "access_token": text(world, token), "token_type": "bearer" });
    if token.expires != 0 {
        told["expires_in"] = json!(token.expires - world.now);
    }
    told
}
