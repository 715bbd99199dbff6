//! What a Page shows of itself to its own token, in one read: the app's subscription and the Instagram link.

use serde::Deserialize;

use super::Graph;
use super::answer::{Answer, Object};
use super::call::Call;
use super::pages::Instagram;
use super::paging::Page;
use super::scalars;
use super::subscriptions::{Row, ours};
use crate::domain::{Cause, PageState, Secret, Trouble};

/// Field expansion reads the edge and the node in one call (Meta, field expansion).
const STATE: &str = "id,instagram_business_account{id,username},connected_instagram_account{id,username},\
                     subscribed_apps{id,subscribed_fields}";

impl Graph {
    /// Reads many Pages, each with its own token, which proves at the same time that the tokens live.
    pub async fn page_states(&self, pages: &[(&str, &Secret)]) -> Vec<Result<PageState, Trouble>> {
        let calls = pages.iter().map(|(page, token)| Call::get(*page).param("fields", STATE).token(token)).collect();
        let answers = self.batch(calls).await.into_iter().zip(pages);
        let mut states: Vec<_> = answers.map(|(answer, (page, _))| self.state(&answer?, page)).collect();
        self.make_sure(pages, &mut states).await;
        states
    }

    fn state(&self, answer: &Answer, page: &str) -> Result<PageState, Trouble> {
        let otherwise = "Meta did not answer for this Page";
        let node: Node = answer.node(otherwise)?;
        if node.id != page {
            return Err(Trouble::new(Cause::Garbled, otherwise));
        }
        let listed = node.subscribed_apps.map(|Object(edge)| edge.whole()).transpose()?.unwrap_or_default();
        let fields = ours(listed, &self.app.id).into_iter().collect();
        Ok(PageState { fields, instagram: node.instagram.link(), inbox: None })
    }

    /// An edge without items is left out of an expanded answer, as is one that was not expanded: before a Page is
    /// called unsubscribed, the edge itself is asked.
    async fn make_sure(&self, pages: &[(&str, &Secret)], states: &mut [Result<PageState, Trouble>]) {
        let bare = |state: &Result<PageState, Trouble>| state.as_ref().is_ok_and(|state| state.fields.is_empty());
        let doubtful: Vec<usize> = (0..pages.len()).filter(|at| bare(&states[*at])).collect();
        let asked: Vec<_> = doubtful.iter().map(|at| pages[*at]).collect();
        for (at, answer) in doubtful.into_iter().zip(self.subscriptions(&asked).await) {
            match (answer, &mut states[at]) {
                (Ok(fields), Ok(state)) => state.fields = fields.into_iter().collect(),
                (Err(trouble), state) => *state = Err(trouble),
                (Ok(_), Err(_)) => {}
            }
        }
    }
}

#[derive(Deserialize)]
struct Node {
    #[serde(deserialize_with = "scalars::id")]
    id: String,
    #[serde(flatten)]
    instagram: Instagram,
    subscribed_apps: Option<Object<Page<Row>>>,
}
