//! What stands: the records, and of each working Page the fields that Meta has.

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::Standing;
use crate::domain::{Connection, Platform, Status, Trouble};
use crate::error::Failure;
use crate::flows::Tools;
use crate::store::Filter;

/// Pages that are asked at the same time.
const AT_ONCE: usize = 8;

/// Reads what stands. Changes nothing.
pub async fn look(tools: &Tools<'_>) -> Result<Vec<Standing>, Failure> {
    let filter = Filter { profile: Some(tools.profile.to_owned()), ..Filter::default() };
    let mut records = tools.store.list(&filter).await?;
    records.retain(|one| one.status != Status::Disconnected);
    tools.steps.begin("looking", Some(records.len() as u64));
    let looked = stream::iter(records).map(|one| async move {
        let seen = look_at(tools, one).await;
        tools.steps.advance(1);
        seen
    });
    let standing = looked.buffered(AT_ONCE).try_collect().await;
    tools.steps.end();
    standing
}

/// A dead token or a lost one is a reason to connect again; what Meta does not answer is a failure, since a plan made
/// without it would be a guess.
async fn look_at(tools: &Tools<'_>, connection: Connection) -> Result<Standing, Failure> {
    let asked = connection.platform == Platform::Facebook && connection.status == Status::Active;
    let Some(name) = connection.secret_name.clone().filter(|_| asked) else {
        return Ok(Standing { connection, live: None });
    };
    let token = tools.custody().fetch(&name).await?;
    let live = match tools.connector.subscription(&connection.platform_user_id, &token).await {
        Ok(fields) => Some(fields.into_iter().collect()),
        Err(trouble) if Trouble::kills_token(&trouble) => None,
        Err(trouble) => return Err(Failure::from(trouble).during(&connection.reference().to_string())),
    };
    Ok(Standing { connection, live })
}
