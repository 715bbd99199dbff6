//! The app's own node, by which id and secret are checked.

use super::Graph;
use super::answer::Named;
use super::call::Call;
use crate::domain::{Cause, Trouble};

/// What the app says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppNode {
    /// App id.
    pub id: String,
    /// Name in the dashboard.
    pub name: Option<String>,
}

impl Graph {
    /// Reads the app with its own token. Its id in the answer proves that id and secret belong together.
    pub async fn app_node(&self) -> Result<AppNode, Trouble> {
        let call = Call::get(&self.app.id).param("fields", "id,name").token(&self.app.token());
        let answer = self.call(call).await.map_err(about_pair)?;
        let otherwise = "the answer does not name the app, so it proves nothing";
        match answer.node(otherwise)? {
            Named { id, name } if id == self.app.id => Ok(AppNode { id, name }),
            _ => Err(Trouble::new(Cause::Garbled, otherwise)),
        }
    }
}

/// An app token that Meta takes for dead is a wrong pair of id and secret: app tokens do not expire.
fn about_pair(mut trouble: Trouble) -> Trouble {
    if trouble.graph.is_some() && !trouble.passes() {
        trouble.cause = Cause::BadApp;
    }
    trouble
}

/// A call that was made as the app and met 190 without a subcode: it is the app's token that Meta does not take, never
/// a person's, whose death has a subcode.
pub(super) fn made_as_app(mut trouble: Trouble) -> Trouble {
    let said = trouble.graph.as_ref().filter(|graph| graph.code == Some(190) && graph.subcode.is_none());
    if let Some(said) = said.map(|graph| graph.message.clone()) {
        trouble.message = format!("Meta does not take the app's id and secret (Meta: {said})");
        trouble.cause = Cause::BadApp;
    }
    trouble
}
