//! Hosted signup: Meta's own page, which can be sent to a customer and tells nobody how it ended. So the list of
//! businesses that are connected to the app is asked again and again until one is new. What is waited for is written
//! down: whoever stops and comes back goes on waiting for the same.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::domain::Business;
use crate::domain::hint::{Connect, Hint, Method};
use crate::domain::{BusinessId, Note, Secret, Topic};
use crate::error::{Failure, Kind};
use crate::flows::{Exclusive, Tools};
use crate::platforms::Login;

/// Between two questions.
const PAUSE: Duration = Duration::from_secs(5);

/// What to do when nobody has come.
const GO_ON: Hint = Hint::new(
    "go on waiting for the same signup",
    Connect::on(crate::domain::Platform::Whatsapp).by(Method::Hosted).step(),
);

/// What is waited for, as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Wait {
    /// Businesses that were connected before.
    known: BTreeSet<String>,
    /// Since when.
    since: Timestamp,
}

/// A hosted signup that is waited for.
#[derive(Debug)]
pub struct Hosted {
    /// The page to open or to send.
    pub link: Url,
    /// Since when it is waited for, if an earlier run began to.
    pub since: Option<Timestamp>,
    config_id: String,
    known: BTreeSet<String>,
    system: Secret,
}

/// Whether an earlier run is still waiting with `config_id`: then no system token is needed.
pub async fn is_waiting(tools: &Tools<'_>, config_id: &str) -> Result<bool, Failure> {
    Ok(tools.store.note(tools.profile, Topic::Hosted, config_id).await?.is_some())
}

/// Begins to wait, or goes on; `system` is a token of our own system user, which fetches the customer's.
pub async fn begin(tools: &Exclusive<'_>, config_id: &str, system: Option<Secret>) -> Result<Hosted, Failure> {
    let link = tools.meta.hosted_signup_link(config_id);
    let note = tools.store.note(tools.profile, Topic::Hosted, config_id).await?;
    if let Some((wait, system)) = earlier(tools, note, system.as_ref()).await? {
        return Ok(Hosted {
            link,
            since: Some(wait.since),
            config_id: config_id.to_owned(),
            known: wait.known,
            system,
        });
    }
    let system = system.ok_or_else(|| Failure::usage("a hosted signup needs a token of your own system user"))?;
    let known: BTreeSet<_> = tools.meta.client_businesses().await?.into_iter().map(|one| one.id).collect();
    let wait = Wait { known: known.clone(), since: tools.now() };
    let mut note = Note {
        profile: tools.profile.to_owned(),
        topic: Topic::Hosted,
        subject: config_id.to_owned(),
        text: serde_json::to_string(&wait).unwrap_or_default(),
        sealed: None,
    };
    note.sealed = Some(tools.seal(&note.owner(), &system).await?);
    tools.store.put_note(&note).await?;
    Ok(Hosted { link, since: None, config_id: config_id.to_owned(), known, system })
}

async fn earlier(
    tools: &Tools<'_>,
    note: Option<Note>,
    given: Option<&Secret>,
) -> Result<Option<(Wait, Secret)>, Failure> {
    let Some(note) = note else { return Ok(None) };
    let (Some(sealed), Ok(wait)) = (&note.sealed, serde_json::from_str(&note.text)) else { return Ok(None) };
    let system = match given {
        Some(given) => given.clone(),
        None => tools.open(&note.owner(), sealed).await?,
    };
    Ok(Some((wait, system)))
}

impl Hosted {
    /// Waits until a business is new, and fetches its token. Several may have come while nobody waited.
    pub async fn wait(&self, tools: &Tools<'_>, timeout: Duration) -> Result<Vec<Login>, Failure> {
        let patience = SignedDuration::try_from(timeout).unwrap_or(SignedDuration::MAX);
        let end = tools.now().saturating_add(patience).unwrap_or(Timestamp::MAX);
        tools.reporter.start("waiting for the signup to be finished", None);
        let fresh = self.fresh(tools, end).await;
        tools.reporter.finish();
        let fresh = fresh?;
        let mut logins = Vec::new();
        for business in fresh {
            let token = tools.meta.business_token(&BusinessId::new(business.id), &self.system).await?;
            logins.push(super::accept(tools, token).await?);
        }
        Ok(logins)
    }

    /// The businesses that are new. A question without an answer is asked again: the customer may take an hour, and one
    /// lost packet is no reason to give up.
    async fn fresh(&self, tools: &Tools<'_>, end: Timestamp) -> Result<Vec<Business>, Failure> {
        loop {
            let unheard = match tools.meta.client_businesses().await {
                Ok(mut businesses) => {
                    businesses.retain(|business| !self.known.contains(&business.id));
                    if !businesses.is_empty() {
                        return Ok(businesses);
                    }
                    None
                }
                Err(trouble) if trouble.passes() => Some(trouble),
                Err(trouble) => return Err(trouble.into()),
            };
            if tools.now() >= end {
                return Err(unheard.map_or_else(nobody, |trouble| Failure::from(trouble).hint(GO_ON)));
            }
            tools.clock.sleep(PAUSE).await;
        }
    }

    /// It came: nothing is waited for any more.
    pub async fn end(&self, tools: &Exclusive<'_>) -> Result<(), Failure> {
        Ok(tools.store.remove_note(tools.profile, Topic::Hosted, &self.config_id).await?)
    }
}

fn nobody() -> Failure {
    Failure::new(Kind::Authorization, "nobody has finished the signup yet")
        .hint(GO_ON)
        .hint("a business that was connected to the app before does not show as new: use --redirect with it")
}
