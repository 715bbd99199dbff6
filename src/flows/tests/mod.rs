//! The flows in one process: over the sandbox, a database in a folder of its own, and secrets in memory.

mod answers;
mod any_call;
mod custody;
mod meaning;
mod revoke;
mod undo;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;

use super::{Custody, Exclusive, Reporter, Tools, connect, recover, whatsapp};
use crate::clock::Clock;
use crate::domain::{Connection, ConnectionRef, Secret, Status};
use crate::graph::{App, Endpoint};
use crate::http::{Handler as _, Request, Response, Transport, TransportError};
use crate::platforms::{DEFAULT_FIELDS, Login, Meta};
use crate::sandbox::{Action, Fault, Sandbox};
use crate::secrets::memory::Memory;
use crate::store::{self, ConnectionStore, Filter};

/// The sandbox's noon, at which nothing waits.
struct Noon;

#[async_trait]
impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_435_200).unwrap()
    }

    async fn sleep(&self, _: Duration) {}
}

/// The sandbox without a socket; it remembers what was asked and answers some requests itself.
struct Wire {
    sandbox: Arc<Sandbox>,
    asked: Mutex<Vec<String>>,
    instead: Mutex<Vec<(String, Response)>>,
}

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let line = format!("{} {}", request.method.as_str(), request.url.path());
        self.asked.lock().unwrap().push(line.clone());
        let instead = self.instead.lock().unwrap().clone();
        let response = match instead.into_iter().find(|(matching, _)| line.contains(matching)) {
            Some((_, response)) => Some(response),
            None => self.sandbox.answer(request).await.into_response(),
        };
        response.ok_or_else(|| TransportError::Broken { host: "localhost".to_owned(), reason: "cut".to_owned() })
    }
}

/// Keeps what recoveries settled.
#[derive(Default)]
struct Silent(Mutex<Vec<recover::Recovered>>);

impl Reporter for Silent {
    fn start(&self, _: &str, _: Option<u64>) {}
    fn advance(&self, _: u64) {}
    fn finish(&self) {}
    fn remark(&self, _: &str) {}
    fn waiting(&self) {}
    fn recovered(&self, recovered: &recover::Recovered) {
        self.0.lock().unwrap().push(recovered.clone());
    }
}

struct Fixture {
    sandbox: Arc<Sandbox>,
    wire: Arc<Wire>,
    store: Box<dyn ConnectionStore>,
    keeper: Arc<Memory>,
    custody: Custody,
    meta: Meta,
    reporter: Silent,
    _folder: tempfile::TempDir,
}

impl Fixture {
    async fn new(seed: &str) -> Self {
        let sandbox = Arc::new(Sandbox::in_memory(seed).unwrap());
        let wire = Arc::new(Wire { sandbox: sandbox.clone(), asked: Mutex::default(), instead: Mutex::default() });
        let base: url::Url = "http://localhost".parse().unwrap();
        let endpoint = Endpoint { graph: base.clone(), dialog: base, version: "v26.0".to_owned() };
        let credentials = sandbox.credentials().unwrap();
        let app = App { id: credentials.app_id, secret: Secret::new(credentials.app_secret) };
        let meta = Meta::new(wire.clone(), Arc::new(Noon), endpoint, app);
        let folder = tempfile::tempdir().unwrap();
        let store = store::open(&format!("sqlite:{}", folder.path().join("snorq.db").display())).await.unwrap();
        store.bind("acme", "app", "place").await.unwrap();
        let keeper = Arc::new(Memory::default());
        let custody = Custody::new(Box::new(keeper.clone()));
        custody.prove(store.as_ref(), &|| {}).await.unwrap();
        Self { sandbox, wire, store, keeper, custody, meta, reporter: Silent::default(), _folder: folder }
    }

    fn tools(&self) -> Tools<'_> {
        Tools {
            profile: "acme",
            store: self.store.as_ref(),
            custody: &self.custody,
            meta: &self.meta,
            clock: &Noon,
            actor: "tester",
            reporter: &self.reporter,
        }
    }

    async fn login(&self) -> Login {
        let token = self.sandbox.credentials().unwrap().user_token;
        connect::accept(&self.tools(), Secret::new(token)).await.unwrap()
    }

    async fn signup(&self) -> Login {
        let token = self.sandbox.credentials().unwrap().system_user_token;
        whatsapp::accept(&self.tools(), Secret::new(token)).await.unwrap()
    }

    /// Connects `pages` with their Instagram accounts.
    async fn connect(&self, pages: &[&str]) -> connect::ConnectOutcome {
        let (tools, login) = (self.tools(), self.login().await);
        let mut found = connect::discover(&tools, &login).await.unwrap().discovery.pages;
        found.retain(|one| pages.contains(&one.id.as_str()));
        let fields: Arc<[String]> = DEFAULT_FIELDS.iter().map(|field| (*field).to_owned()).collect();
        let chosen = |page| connect::ChosenPage { page, instagram: true, fields: fields.clone() };
        let wanted = connect::ConnectPages { chosen: found.into_iter().map(chosen).collect(), orphaned: Vec::new() };
        connect::attach(&self.enter().await, &login, wanted).await.unwrap()
    }

    /// Connects a number of `waba` without registering it, or the account alone.
    async fn connect_number(
        &self,
        waba: &str,
        phone: Option<&str>,
        callback: Option<whatsapp::Callback>,
    ) -> connect::ConnectOutcome {
        let (tools, login) = (self.tools(), self.signup().await);
        let mut found = whatsapp::discover(&tools, &login).await.unwrap().accounts.accounts;
        found.retain(|one| one.id.as_str() == waba);
        let account = found.pop().unwrap();
        let numbers = account.numbers.iter().filter(|number| phone == Some(number.id.as_str()));
        let plan = |number| whatsapp::ChosenNumber { number, step: whatsapp::RegistrationStep::Nothing };
        let plans = numbers.cloned().map(plan).collect();
        let wanted = whatsapp::ConnectAccounts { chosen: vec![whatsapp::ChosenAccount { account, plans }], callback };
        whatsapp::attach(&self.enter().await, &login, wanted).await.unwrap()
    }

    async fn enter(&self) -> Exclusive<'_> {
        Exclusive::enter(&self.tools()).await.unwrap()
    }

    /// What entering settled.
    async fn recover(&self) -> recover::Recovered {
        drop(self.enter().await);
        self.reporter.0.lock().unwrap().pop().unwrap()
    }

    async fn records(&self) -> Vec<Connection> {
        self.store.list(&Filter::default()).await.unwrap()
    }

    async fn status(&self, reference: &str) -> Option<Status> {
        let reference: ConnectionRef = reference.parse().unwrap();
        self.store.get("acme", &reference).await.unwrap().map(|one| one.status)
    }

    /// Whether anything at all is recorded, kept or half done.
    async fn is_empty(&self) -> bool {
        let open = self.store.open_changes("acme").await.unwrap();
        let grants = self.store.grants("acme").await.unwrap();
        self.records().await.is_empty() && open.is_empty() && grants.is_empty() && self.secrets().await == 0
    }

    /// How many secrets are kept: of records, changes and grants.
    async fn secrets(&self) -> usize {
        let records = self.records().await.into_iter().filter(|one| one.sealed.is_some()).count();
        let changes = self.store.open_changes("acme").await.unwrap().iter().filter(|one| one.sealed.is_some()).count();
        records + changes + self.store.grants("acme").await.unwrap().iter().filter(|one| one.sealed.is_some()).count()
    }

    /// The Pages that send webhooks to the app.
    fn subscribed(&self) -> Vec<String> {
        self.sandbox.subscriptions().unwrap().into_iter().map(|(page, _)| page).collect()
    }

    fn fault(&self, matching: &str, skip: u32, times: u32, action: Action) {
        self.sandbox.fault(Fault { matching: matching.to_owned(), skip, times, action });
    }

    fn instead(&self, matching: &str, body: &str) {
        let response = Response::new(200).body("application/json", body.to_owned());
        self.wire.instead.lock().unwrap().push((matching.to_owned(), response));
    }

    /// Ends all faults.
    fn mend(&self) {
        self.sandbox.clear_faults();
        self.wire.instead.lock().unwrap().clear();
    }

    fn count(&self, part: &str) -> usize {
        self.wire.asked.lock().unwrap().iter().filter(|line| line.contains(part)).count()
    }
}

/// One of Meta's errors.
fn refusal(code: i64, subcode: Option<i64>) -> Action {
    Action::Error { status: 400, code, subcode, message: format!("(#{code}) on request") }
}
