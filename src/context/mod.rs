//! The composition root: opens what a command needs, on first use. Only here are the rooms named together.

mod door;
mod embedded;
mod looking;
mod lookup;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::OnceCell;
use url::Url;

pub use embedded::{Embedded, credentials, open as open_sandbox};

use crate::clock::{Ahead, Clock};
use crate::domain::{ConnectionRef, Secret, SecretName};
use crate::error::{Failure, Kind};
use crate::flows::{Reporter, Tools};
use crate::graph::Endpoint;
use crate::login::SignupSetup;
use crate::platforms::{self, Meta, Wish};
use crate::prompts::Prompts;
use crate::secrets::{self, Choice, Key, Vault};
use crate::settings::{self, Env, File, Paths, Profile, Stored, VaultKind, is_meta};
use crate::store::{self, ConnectionStore, Lock};
use crate::terminal::{Environment, Terminal};

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
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The operating system's user, for the log.
    pub actor: String,
    /// By how much `clock` is ahead of the machine's, once the profile is known to be the sandbox's.
    ahead: Arc<Ahead>,
    profile: OnceCell<Profile>,
    store: OnceCell<Box<dyn ConnectionStore>>,
    vault: OnceCell<Box<dyn Vault>>,
    embedded: OnceCell<Embedded>,
    /// The records were looked for, and those that can be read are in `store`.
    examined: OnceLock<()>,
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
            clock: ahead.clone(),
            ahead,
            actor,
            profile: OnceCell::new(),
            store: OnceCell::new(),
            vault: OnceCell::new(),
            embedded: OnceCell::new(),
            examined: OnceLock::new(),
            meta: OnceCell::new(),
            served: Mutex::default(),
        }
    }

    /// A signal is the proper end from now on, with this outcome.
    pub fn serves(&self, outcome: Result<(), Failure>) {
        *self.served.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    }

    /// How the command ends because of a signal; `None` if that interrupts it.
    pub fn signalled(&self) -> Option<Result<(), Failure>> {
        self.served.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The profile that a flag or the variable named.
    pub fn named_profile(&self) -> Option<&str> {
        self.profile_flag.as_deref().or_else(|| self.env.get("SNORQ_PROFILE"))
    }

    /// The profile that is meant, if that can be told.
    pub fn profile_at_hand(&self) -> Option<Profile> {
        profile_at_hand(self.profile_flag.as_deref(), &self.env, &self.paths)
    }

    /// The configuration file as it stands.
    pub fn file(&self) -> Result<File, Failure> {
        Ok(File::read(&self.paths.config_file())?)
    }

    /// The profile that is meant. The first call announces what is unusual about it.
    pub async fn profile(&self) -> Result<&Profile, Failure> {
        let found = self.profile.get_or_try_init(|| async {
            let profile = settings::profile(self.profile_flag.as_deref(), &self.env, &self.file()?)?;
            if profile.is_sandbox() {
                self.ahead.go(embedded::ahead(&self.paths));
            }
            self.announce(&profile);
            Ok::<_, Failure>(profile)
        });
        found.await
    }

    fn announce(&self, profile: &Profile) {
        if profile.is_sandbox() {
            self.terminal.info("sandbox: a small Meta inside snorq; nothing here is real");
            return;
        }
        let addresses = [&profile.graph_url, &profile.dialog_url];
        let mut foreign: Vec<_> = addresses.into_iter().filter(|url| !is_meta(url)).map(host).collect();
        foreign.dedup();
        if !foreign.is_empty() {
            self.terminal.warn(&format!("talking to {}, which is not Meta", foreign.join(" and ")));
        }
    }

    /// The records of the profile. A profile that is registered had a database: one that is gone is no empty one.
    pub async fn records(&self) -> Result<&dyn ConnectionStore, Failure> {
        let profile = self.profile().await?;
        self.refuse_if_gone(profile).await?;
        self.store().await
    }

    /// Refuses to work with `profile` where its database was and is no more.
    pub async fn refuse_if_gone(&self, profile: &Profile) -> Result<(), Failure> {
        match self.store().await?.missing().await? {
            // What leads to another place may lead to another database too; the place is told first.
            Some(_) if profile.is_registered() => {
                self.check_registered_place(profile)?;
                Err(self.database_gone(profile))
            }
            _ => Ok(()),
        }
    }

    /// The records. Nothing is made until something is written.
    pub async fn store(&self) -> Result<&dyn ConnectionStore, Failure> {
        let open = self.store.get_or_try_init(|| async { store::open(&self.database()).await });
        Ok(open.await?.as_ref())
    }

    /// The refs of `profile`, for completions: it opens nothing for good.
    pub fn completion_refs(&self, profile: &str) -> Result<Vec<ConnectionRef>, Failure> {
        Ok(store::completion_refs(&self.database(), profile)?)
    }

    fn database(&self) -> String {
        let default = || format!("sqlite:{}", self.paths.database().display());
        self.env.get("SNORQ_DATABASE_URL").map_or_else(default, str::to_owned)
    }

    /// The lock for a change of profiles, which needs nothing settled first: it waits for changes of connections too.
    /// Those are made in [`Exclusive`](crate::flows::Exclusive).
    pub async fn lock_profiles(&self) -> Result<Lock, Failure> {
        let store = self.store().await?;
        Ok(store.lock(&|| self.terminal.info("waiting for another snorq to finish …")).await?)
    }

    /// The secret store of the profile.
    pub async fn vault(&self) -> Result<&dyn Vault, Failure> {
        let open = self.vault.get_or_try_init(|| async { self.open_vault(self.profile().await?) });
        Ok(open.await?.as_ref())
    }

    /// Opens the secret store that `profile` uses.
    pub fn open_vault(&self, profile: &Profile) -> Result<Box<dyn Vault>, Failure> {
        if profile.is_sandbox() {
            let key = Key::KeyFile { path: self.paths.sandbox_key(), create: true };
            return Ok(secrets::open(Choice::File { folder: self.paths.sandbox_secrets(), key }));
        }
        self.open_own_vault(&profile.stored)
    }

    /// Opens the secret store of real apps that the environment or `stored` chooses.
    fn open_own_vault(&self, stored: &Stored) -> Result<Box<dyn Vault>, Failure> {
        Ok(secrets::open(match settings::vault_kind(&self.env, stored)? {
            VaultKind::Keyring => Choice::Keyring {
                lock: self.paths.keyring_lock(),
                folder: self.paths.sealed(),
                attended: self.prompts.can_ask(),
            },
            VaultKind::File => Choice::File { folder: self.paths.secrets(), key: self.vault_key()? },
        }))
    }

    fn vault_key(&self) -> Result<Key, Failure> {
        if let Some(path) = self.env.get("SNORQ_SECRETS_KEY_FILE") {
            return Ok(Key::KeyFile { path: path.into(), create: false });
        }
        let passphrase = self.env.secret("SNORQ_SECRETS_PASSPHRASE").map(Key::Passphrase);
        passphrase.ok_or_else(|| {
            Failure::new(Kind::SecretStore, "the encrypted folder needs a key, and none was given")
                .hint("make one: (umask 077; head -c 32 /dev/urandom > snorq.key), then: export SNORQ_SECRETS_KEY_FILE=$PWD/snorq.key")
                .hint("or: export SNORQ_SECRETS_PASSPHRASE")
        })
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
        let profile = self.profile().await?;
        let store = self.records().await?;
        self.bind(profile).await?;
        Ok(Tools {
            profile: &profile.name,
            app_secret: profile.stored.secret_name.as_ref() as Option<&SecretName>,
            store,
            vault: self.vault().await?,
            meta: self.meta().await?,
            clock: self.clock.as_ref(),
            actor: &self.actor,
            reporter,
        })
    }
}

fn profile_at_hand(flag: Option<&str>, env: &Env, paths: &Paths) -> Option<Profile> {
    settings::profile(flag, env, &File::read(&paths.config_file()).ok()?).ok()
}

/// What the profile that is meant works with; where that cannot be told, nothing is the sandbox's.
pub fn environment(flag: Option<&str>, env: &Env, paths: &Paths) -> Environment {
    match profile_at_hand(flag, env, paths) {
        Some(profile) if profile.is_sandbox() => Environment::Sandbox,
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
