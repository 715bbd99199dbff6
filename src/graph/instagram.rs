//! Instagram accounts by their own node.

use super::Graph;
use super::answer::{Answer, Named};
use super::call::Call;
use crate::domain::{Cause, Secret, Trouble};

impl Graph {
    /// Whether each id is a professional account that the token may read; `None` where Meta did not tell. A personal
    /// account has no node at all, so Meta answers that it does not exist.
    pub async fn professional(&self, ids: &[String], token: &Secret) -> Vec<Option<bool>> {
        let calls = ids.iter().map(|id| Call::get(id.clone()).param("fields", "id,username").token(token)).collect();
        let answers = self.batch(calls).await.into_iter().zip(ids);
        let verdict = |(answer, id): (Result<Answer, Trouble>, &String)| match answer.and_then(|node| node.node("")) {
            Ok(Named { id: answered, .. }) => (answered == *id).then_some(true),
            Err(trouble) if trouble.cause == Cause::Gone => Some(false),
            Err(_) => None,
        };
        answers.map(verdict).collect()
    }
}
