//! Instagram accounts by their own node.

use super::Graph;
use super::answer::{Answer, Named};
use super::call::Call;
use crate::domain::{Cause, Secret, Trouble};

/// What Meta answers for an account whose owner has "Allow access to messages" off (Meta, Messenger error codes; seen by
/// others in 2026-08).
const CLOSED: (Option<i64>, Option<i64>) = (Some(200), Some(2_534_041));

impl Graph {
    /// Whether the account behind each Page lets apps see its messages, each asked with the Page's token. Meta has no
    /// field for it: it shows in the list of conversations.
    pub async fn inboxes(&self, pages: &[(&str, &Secret)]) -> Vec<Result<bool, Trouble>> {
        let read = |(page, token): &(&str, &Secret)| {
            let list = Call::get(format!("{page}/conversations")).param("platform", "instagram");
            list.param("fields", "id").param("limit", "1").token(token)
        };
        let is_closed = |trouble: &Trouble| trouble.graph.as_ref().is_some_and(|one| (one.code, one.subcode) == CLOSED);
        let verdict = |answer: Result<Answer, Trouble>| match answer {
            Ok(list) => list.page::<Named>().map(|_| true),
            Err(trouble) if is_closed(&trouble) => Ok(false),
            Err(trouble) => Err(trouble),
        };
        self.batch(pages.iter().map(read).collect()).await.into_iter().map(verdict).collect()
    }

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
