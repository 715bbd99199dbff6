//! The composition root: opens what a command needs, on first use. Only here are the rooms named together.

mod custody;
mod diversion;
mod door;
mod embedded;
mod looking;
mod lookup;
mod patience;
mod profile;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::{OnceCell, watch};
use url::Url;

pub use diversion::Receiving;
pub use embedded::{Embedded, credentials, open as open_sandbox};

use crate::clock::{Ahead, Clock};
use crate::domain::{ConnectionRef, Secret};
use crate::error::{Failure, Kind};
use crate::flows::{Custody, Reporter, Tools};
use crate::graph::Endpoint;
use crate::login::SignupSetup;
use crate::platforms::{self, Meta, Wish};
use crate::prompts::Prompts;
use crate::secrets::{self, Choice};
use crate::settings::{self, Env, File, Paths, Profile, SANDBOX, is_meta};
use crate::store::{self, Action, ConnectionStore, Lock, Outcome};
use crate::terminal::{Environment, Terminal};
use patience::Budget;

/// The host of Meta's JavaScript SDK.
const META_SDK: &str = "https://connect.facebook.net";
/// The sandbox app's configuration of Embedded Signup.
const SANDBOX_SIGNUP: &str = "910000000000005";

/// Everything that commands share.
pub struct Context {
    /// The environment.
    pub env: Env,
    /// Where files live.
    pub paths: Paths,
    /// The profile that `--profile` or `--sandbox` named.
    pub profile_flag: Option<String>,
    /// Screen and keyboard.
    pub terminal: Arc<dyn Terminal>,
    /// Who asks the person.
    pub prompts: Arc<dyn Prompts>,
    /// Whether confirmations are answered with yes.
    pub yes: bool,
    /// Whether no person may be asked anything, at the terminal or elsewhere.
    pub no_input: bool,
    /// How long a wait may take, for Meta or for a person at Meta's pages, if that was said.
    pub timeout: Option<Duration>,
    /// The time that Meta may still take.
    budget: Arc<Budget>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The operating system's user, for the log.
    pub actor: String,
    /// By how much `clock` is ahead of the machine's, once the profile is known to be the sandbox's.
    ahead: Arc<Ahead>,
    /// Whether the end was asked for, for a command that drains.
    ending: watch::Sender<Option<bool>>,
    profile: OnceCell<Profile>,
    store: OnceCell<Box<dyn ConnectionStore>>,
    custody: OnceCell<Custody>,
    embedded: OnceCell<Embedded>,
    /// Whether the records were looked for and can be read; those are in `store`.
    examined: OnceLock<bool>,
    meta: OnceCell<Meta>,
    /// How a signal ends the command, if it serves until one comes.
    served: Mutex<Option<Result<(), Failure>>>,
}

impl Context {
    /// A context in which nothing is open yet.
    pub fn new(
        env: Env,
        paths: Paths,
        profile_flag: Option<String>,
        terminal: Arc<dyn Terminal>,
        prompts: Arc<dyn Prompts>,
        yes: bool,
        no_input: bool,
    ) -> Self {
        let actor = env.actor();
        let ahead = Arc::new(Ahead::default());
        Self {
            env,
            paths,
            profile_flag,
            terminal,
            prompts,
            yes,
            no_input,
            timeout: None,
            budget: Budget::of(None),
            clock: ahead.clone(),
            ahead,
            actor,
            ending: watch::Sender::new(None),
            profile: OnceCell::new(),
            store: OnceCell::new(),
            custody: OnceCell::new(),
            embedded: OnceCell::new(),
            examined: OnceLock::new(),
            meta: OnceCell::new(),
            served: Mutex::default(),
        }
    }

    /// The context of a command that waits no longer than this.
    #[must_use]
    pub fn within(self, timeout: Option<Duration>) -> Self {
        Self { timeout, budget: Budget::of(timeout), ..self }
    }

    /// Gives Meta the whole time again, for a command that goes on.
    pub fn next_round(&self) {
        self.budget.renew();
    }

    /// A signal is the proper end from now on, with this outcome.
    pub fn serves(&self, outcome: Result<(), Failure>) {
        *self.served.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    }

    /// How the command ends because of a signal; `None` if that interrupts it.
    pub fn signalled(&self) -> Option<Result<(), Failure>> {
        self.served.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// From now on who asks for the end is told by [`is_ending`](Self::is_ending), and the command ends by itself.
    pub fn drains(&self) {
        self.ending.send_replace(Some(false));
    }

    /// Asks for the end; whether the command heeds that.
    pub fn ask_to_end(&self) -> bool {
        // Not in one: what is borrowed is locked until the statement's end.
        let asked = self.ending.borrow().map(|_| true);
        self.ending.send_replace(asked).is_some()
    }

    /// Waits until the end is asked for.
    pub async fn is_ending(&self) {
        // The sender is this context's own.
        drop(self.ending.subscribe().wait_for(|ending| *ending == Some(true)).await);
    }

    /// The records. Nothing is made until something is written.
    pub async fn store(&self) -> Result<&dyn ConnectionStore, Failure> {
        let open = self.store.get_or_try_init(|| async { Ok::<_, Failure>(store::open(&self.database()?).await?) });
        Ok(open.await?.as_ref())
    }

    /// The refs of `profile`, for completions: it opens nothing for good.
    pub fn completion_refs(&self, profile: &str) -> Result<Vec<ConnectionRef>, Failure> {
        Ok(store::completion_refs(&self.database()?, profile)?)
    }

    /// The database's address: the variable, else what was chosen for this machine, else the data folder.
    fn database(&self) -> Result<String, Failure> {
        if let Some(address) = self.env.get("SNORQ_DATABASE_URL") {
            return Ok(address.to_owned());
        }
        Ok(self.file()?.database.unwrap_or_else(|| self.own_database()))
    }

    fn own_database(&self) -> String {
        format!("sqlite:{}", self.paths.database().display())
    }

    /// The lock for a change of profiles, which needs nothing settled first: it waits for changes of connections too.
    /// Those are made in [`Exclusive`](crate::flows::Exclusive).
    pub async fn lock_profiles(&self) -> Result<Lock, Failure> {
        Ok(self.store().await?.lock(&|| self.tell_waiting()).await?)
    }

    fn tell_waiting(&self) {
        self.terminal.info("waiting for another snorq to finish …");
    }

    /// An entry of the log: what was done to the profile `name`.
    pub fn done(&self, name: &str, verb: &str) -> Action {
        Action {
            at: self.clock.now(),
            profile: name.to_owned(),
            actor: self.actor.clone(),
            verb: verb.to_owned(),
            reference: None,
            outcome: Outcome::Done,
            detail: None,
        }
    }

    /// The sandbox that lives in this process, for the sandbox profile.
    pub async fn embedded(&self) -> Result<&Embedded, Failure> {
        self.embedded.get_or_try_init(|| Embedded::start(&self.paths)).await
    }

    /// The profile's app id and its login dialog's address, with a word in place of the state.
    pub async fn login_address(&self, profile: &Profile, redirect: &str) -> Result<(String, String), Failure> {
        let wish = Wish { config_id: profile.stored.config_id.clone(), rerequest: false };
        let (app_id, endpoint) = if profile.is_sandbox() {
            let embedded = self.embedded().await?;
            (embedded.app.id.clone(), Endpoint { dialog: embedded.base.clone(), ..endpoint(profile) })
        } else {
            (profile.stored.app_id.clone(), endpoint(profile))
        };
        let address = platforms::dialog(&endpoint, &app_id, redirect, "STATE", &wish).to_string();
        Ok((app_id, address))
    }

    /// The profile's configuration of WhatsApp's Embedded Signup, if it has one.
    pub async fn whatsapp_config(&self) -> Result<Option<String>, Failure> {
        let profile = self.profile().await?;
        let of_sandbox = profile.is_sandbox().then(|| SANDBOX_SIGNUP.to_owned());
        Ok(profile.stored.whatsapp_config_id.clone().or(of_sandbox))
    }

    /// What the page of a signup in a popup is made for.
    pub async fn signup(&self, config_id: &str) -> Result<SignupSetup, Failure> {
        let profile = self.profile().await?;
        let dialog =
            if profile.is_sandbox() { self.embedded().await?.base.clone() } else { profile.dialog_url.clone() };
        let foreign = !is_meta(&dialog);
        let home = if foreign { dialog.clone() } else { Url::parse(META_SDK).unwrap_or_else(|_| dialog.clone()) };
        Ok(SignupSetup {
            app_id: self.app_id().await?,
            config_id: config_id.to_owned(),
            version: profile.graph_version.clone(),
            sdk: home.join("/en_US/sdk.js").unwrap_or(home),
            origin: foreign.then(|| dialog.origin().ascii_serialization()),
        })
    }

    /// The ready-made system token of the sandbox's world.
    pub async fn sandbox_system_token(&self) -> Result<Secret, Failure> {
        Ok(Secret::new(credentials(&self.embedded().await?.sandbox)?.system_user_token))
    }

    /// The id of the profile's app.
    pub async fn app_id(&self) -> Result<String, Failure> {
        let profile = self.profile().await?;
        if profile.is_sandbox() { Ok(self.embedded().await?.app.id.clone()) } else { Ok(profile.stored.app_id.clone()) }
    }

    /// Everything a story needs. Ties the profile's records to its app and place.
    pub async fn tools<'a>(&'a self, reporter: &'a dyn Reporter) -> Result<Tools<'a>, Failure> {
        self.bind(self.profile().await?).await?;
        self.tools_with(reporter, self.custody().await?, self.meta().await?).await
    }

    /// What a story needs that asks Meta nothing: neither a key nor the app secret has to be there.
    pub async fn tools_without_meta<'a>(&'a self, reporter: &'a dyn Reporter) -> Result<Tools<'a>, Failure> {
        self.bind(self.profile().await?).await?;
        let of_sandbox = self.profile().await?.is_sandbox();
        let custody = self.custody.get_or_try_init(|| async {
            match self.open_custody(of_sandbox).await {
                Err(failure) if failure.kind == Kind::SecretStore => Ok(Custody::new(secrets::open(Choice::Nobody))),
                opened => opened,
            }
        });
        self.tools_with(reporter, custody.await?, self.mute_meta().await?).await
    }

    async fn tools_with<'a>(
        &'a self,
        reporter: &'a dyn Reporter,
        custody: &'a Custody,
        meta: &'a Meta,
    ) -> Result<Tools<'a>, Failure> {
        Ok(Tools {
            profile: &self.profile().await?.name,
            store: self.store().await?,
            custody,
            meta,
            clock: self.clock.as_ref(),
            actor: &self.actor,
            reporter,
        })
    }
}

/// What the profile that is meant works with; where that cannot be told, nothing is the sandbox's.
pub fn environment(flag: Option<&str>, env: &Env, paths: &Paths) -> Environment {
    let file = File::read(&paths.config_file()).ok();
    match file.and_then(|file| settings::meant(flag, env, &file).ok()) {
        Some(meant) if meant.name == SANDBOX => Environment::Sandbox,
        _ => Environment::Meta,
    }
}

fn endpoint(profile: &Profile) -> Endpoint {
    Endpoint {
        graph: profile.graph_url.clone(),
        dialog: profile.dialog_url.clone(),
        version: profile.graph_version.clone(),
    }
}

fn host(url: &Url) -> String {
    url.origin().ascii_serialization()
}
