//! Sends what is due, and settles what came of it.
//!
//! A process first holds what it is about to send, in a transaction, so that no two processes send the same; then it
//! sends without one; then it settles. What a process held and never settled is free again half a minute later.

use std::convert::Infallible;
use std::time::Duration;

use super::route::linked_page;
use super::{body, retry, signed};
use crate::http::{Method, Request, TransportError};
use crate::sandbox::callback::{CallbackResult, Destination, destination};
use crate::sandbox::error::GraphError;
use crate::sandbox::escaped::escaped;
use crate::sandbox::world::models::{Attempt, Delivery, HOLD, Happening, Object, Stage, Subscription, pair};
use crate::sandbox::world::{Slice, World};
use crate::sandbox::{Sandbox, SandboxError};

/// How long the server may take: Messenger wants its answer within five seconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most updates in one request.
const MOST: usize = 1000;
/// What is looked at to see whether anything is due; more than one, since the clock may have been pushed over the hold
/// of another process.
const FEW: usize = 16;
/// What a delivery of WhatsApp is about begins with it.
const WHATSAPP: &str = "whatsapp_business_account ";
/// How often a serving process looks whether another one left something to deliver.
const GLANCE: Duration = Duration::from_millis(250);

/// What goes out in one request.
struct Batch {
    /// `Err` with the reason if the address may not be called.
    request: Result<(Destination, Request), String>,
    parts: Vec<(Delivery, Option<Happening>)>,
}

/// What became of something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Number.
    pub number: u32,
    /// What it is about: object and field, or the name of a callback.
    pub about: String,
    /// When it happened, in seconds of the world's clock.
    pub at: i64,
    /// Where to; `None` if no address is told.
    pub url: Option<String>,
    /// `waiting`, `delivered`, `failed` or `untold`.
    pub stage: &'static str,
    /// Why no address is told.
    pub reason: Option<String>,
    /// When it is tried next, in seconds of the world's clock.
    pub due: Option<i64>,
    /// The attempts: when, the server's status, and words where there is something to say.
    pub attempts: Vec<(i64, Option<u16>, String)>,
}

impl From<Delivery> for DeliveryReport {
    fn from(delivery: Delivery) -> Self {
        let waiting = delivery.stage == Stage::Waiting;
        let some = |text: String| (!text.is_empty()).then_some(text);
        Self {
            number: delivery.serial,
            about: delivery.about,
            at: delivery.since,
            url: some(delivery.url),
            stage: delivery.stage.name(),
            reason: some(delivery.reason),
            due: waiting.then_some(delivery.due),
            attempts: delivery.attempts.into_iter().map(|one| (one.at, one.status, one.words)).collect(),
        }
    }
}

impl Sandbox {
    /// Delivers what is due, until nothing is.
    pub async fn deliver_due(&self) -> Result<(), SandboxError> {
        while self.deliver_next().await? {}
        Ok(())
    }

    /// Delivers whatever becomes due, also what other processes leave.
    pub async fn deliver_forever(&self) -> Infallible {
        loop {
            if let Err(error) = self.deliver_due().await {
                tracing::error!(%error, "webhooks cannot be delivered");
            }
            // Nothing was written here for this long: another process may have written something.
            let _ = tokio::time::timeout(GLANCE, self.wake.notified()).await;
        }
    }

    /// Every delivery, the oldest first.
    pub fn deliveries(&self) -> Result<Vec<DeliveryReport>, SandboxError> {
        let mut all: Vec<Delivery> = self.read(|world| world.all())?;
        all.sort_by_key(|delivery| delivery.serial);
        Ok(all.into_iter().map(DeliveryReport::from).collect())
    }

    /// These deliveries, once no process is at work on them: another one may have taken them first.
    pub async fn settled(&self, numbers: &[u32]) -> Result<Vec<DeliveryReport>, SandboxError> {
        let busy = |world: &World<'_>, one: &Delivery| {
            one.stage == Stage::Waiting && (one.held > world.now - world.state.ahead || one.due <= world.now)
        };
        let patience = PATIENCE + PATIENCE;
        let wait = async {
            loop {
                let (all, at_work) = self.read(|world| {
                    let all = numbers.iter().map(|number| world.get::<Delivery>(&number.to_string()));
                    let all: Vec<Delivery> = all.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
                    let at_work = all.iter().any(|one| busy(&world, one));
                    Ok((all, at_work))
                })?;
                if !at_work {
                    return Ok::<_, SandboxError>(all.into_iter().map(DeliveryReport::from).collect());
                }
                tokio::time::sleep(GLANCE / 10).await;
            }
        };
        match tokio::time::timeout(patience, wait).await {
            Ok(settled) => settled,
            Err(_) => Ok(self.deliveries()?.into_iter().filter(|one| numbers.contains(&one.number)).collect()),
        }
    }

    /// Makes a delivery due again, with all its time before it; says whether there is one that has an address.
    pub fn redeliver(&self, number: u32) -> Result<bool, SandboxError> {
        let found = self.write(|world| match world.get::<Delivery>(&number.to_string())? {
            Some(delivery) if delivery.stage != Stage::Untold => again(&world, delivery).map(|()| true),
            _ => Ok(false),
        })?;
        self.wake.notify_one();
        Ok(found)
    }

    /// Makes everything due again that was given up; says how much that was.
    pub fn redeliver_failed(&self) -> Result<usize, SandboxError> {
        let count = self.write(|world| {
            let failed: Vec<Delivery> = world.list(Stage::Failed.name(), Slice::ALL)?;
            let count = failed.len();
            failed.into_iter().try_for_each(|delivery| again(&world, delivery))?;
            Ok(count)
        })?;
        self.wake.notify_one();
        Ok(count)
    }

    async fn deliver_next(&self) -> Result<bool, SandboxError> {
        if self.read(|world| due(&world, FEW))?.is_empty() {
            return Ok(false);
        }
        let Some(Batch { request, parts }) = self.write(|world| hold(&world))? else { return Ok(false) };
        let result = match request {
            Ok((to, request)) => self.callbacks.send(&to, request, PATIENCE).await,
            Err(reason) => Err(TransportError::Connect { host: "the callback".to_owned(), reason }),
        };
        self.write(|world| parts.iter().try_for_each(|part| settle(&world, part, &result)))?;
        Ok(true)
    }
}

fn again(world: &World<'_>, mut delivery: Delivery) -> Result<(), GraphError> {
    delivery.stage = Stage::Waiting;
    (delivery.since, delivery.due, delivery.held) = (world.now, world.now, 0);
    world.put(&delivery)
}

/// The first of what is due and held by no process.
fn due(world: &World<'_>, limit: usize) -> Result<Vec<Delivery>, GraphError> {
    let now = Slice { after: Some(i64::MIN), before: Some(world.now.saturating_add(1)), limit };
    let mut due: Vec<Delivery> = world.list(Stage::Waiting.name(), now)?;
    let machine = world.now - world.state.ahead;
    due.retain(|delivery| delivery.held <= machine);
    Ok(due)
}

/// Holds what can go out with the first that is due: the same address, the same object, so many updates. WhatsApp's news
/// go alone and only what has failed before goes together, since widely used clients (pywa, whatsapp-api-js) read the
/// first change of a request and no other.
fn hold(world: &World<'_>) -> Result<Option<Batch>, GraphError> {
    let mut parts: Vec<(Delivery, Option<Happening>)> = Vec::new();
    let first = due(world, FEW)?.into_iter().next();
    let alone = first.as_ref().is_some_and(|one| one.attempts.is_empty() && one.about.starts_with(WHATSAPP));
    let all = if alone { first.into_iter().collect() } else { due(world, MOST)? };
    for mut delivery in all {
        let happening: Option<Happening> = world.get(&delivery.serial.to_string())?;
        let together = parts.first().is_none_or(|(first, other)| {
            let objects = other.as_ref().zip(happening.as_ref());
            let waited = !first.attempts.is_empty() && !delivery.attempts.is_empty();
            let mixes = |object| waited || object != Object::WhatsappBusinessAccount;
            first.url == delivery.url && objects.is_some_and(|(a, b)| a.object == b.object && mixes(a.object))
        });
        if !together || parts.len() == MOST {
            continue;
        }
        delivery.held = world.now - world.state.ahead + HOLD;
        world.put(&delivery)?;
        parts.push((delivery, happening));
    }
    Ok((!parts.is_empty()).then(|| Batch { request: request(world, &parts), parts }))
}

fn request(world: &World<'_>, parts: &[(Delivery, Option<Happening>)]) -> Result<(Destination, Request), String> {
    let Some((first, _)) = parts.first() else { return Err("there is nothing to deliver".to_owned()) };
    let to = destination(&world.home, &first.url).map_err(|barred| barred.to_string())?;
    let request = Request::new(Method::Post, to.url.clone());
    if let Some(person) = &first.person {
        let form = signed::form(&world.app_secret(), first, person, world.now);
        return Ok((to, request.body("application/x-www-form-urlencoded", form)));
    }
    let happenings: Vec<Happening> = parts.iter().filter_map(|(_, happening)| happening.clone()).collect();
    let body = escaped(&body::envelope(&happenings));
    let secret = world.app_secret();
    let (older, signature) = (body::older(&secret, &body), body::signature(&secret, &body));
    let request = request.header(body::OLDER, older).header(body::SIGNATURE, signature);
    Ok((to, request.body("application/json", body)))
}

/// Writes down what came of an attempt. A delivery that is gone belonged to a world that was replaced meanwhile.
fn settle(
    world: &World<'_>,
    (held, happening): &(Delivery, Option<Happening>),
    result: &CallbackResult,
) -> Result<(), GraphError> {
    let Some(mut delivery) = world.get::<Delivery>(&held.serial.to_string())? else { return Ok(()) };
    let (status, words) = match result {
        Ok(response) => (Some(response.status), signed::complaint(held, &response.body).unwrap_or_default()),
        Err(error) => (None, error.to_string()),
    };
    let taken = status == Some(200) && words.is_empty();
    delivery.attempts.push(Attempt { at: world.now, status, words });
    delivery.held = 0;
    delivery.stage = if taken { Stage::Delivered } else { Stage::Failed };
    let patience = happening.as_ref().map_or(signed::PATIENCE, retry::patience);
    let failures = delivery.attempts.iter().filter(|attempt| attempt.at >= delivery.since).count();
    match retry::next(delivery.since, world.now, failures, patience) {
        Some(due) if !taken => (delivery.stage, delivery.due) = (Stage::Waiting, due),
        Some(_) => {}
        None if taken => {}
        None => happening.iter().filter(|it| retry::disables(it)).try_for_each(|it| unsubscribe(world, it))?,
    }
    world.put(&delivery)
}

/// After an hour of failures Meta takes the app off that Page or Instagram account.
fn unsubscribe(world: &World<'_>, happening: &Happening) -> Result<(), GraphError> {
    let page = match happening.object {
        Object::Instagram => linked_page(world, &happening.asset)?.map(|page| page.id),
        _ => Some(happening.asset.clone()),
    };
    if let Some(page) = page {
        world.remove::<Subscription>(&pair(&page, &world.app.id))?;
    }
    Ok(())
}
