//! What to do next, as a value: words for a person and, where snorq can do it, the step.
//!
//! No room below the reception names a command. A step says what is to be done; what its command is, and for which
//! profile and platform, is known where it is shown.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{ConnectionRef, PhoneId, Platform, WabaId, WebhookObject};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hint {
    /// What to do and why, in lower case, without a command and without a full stop. Empty if the step says it all.
    pub words: Cow<'static, str>,
    /// What snorq does of it.
    pub step: Option<Step>,
}

impl Hint {
    /// Words and the step that they lead to.
    pub const fn new(words: &'static str, step: Step) -> Self {
        Self { words: Cow::Borrowed(words), step: Some(step) }
    }

    /// What a person does elsewhere.
    pub const fn words(words: &'static str) -> Self {
        Self { words: Cow::Borrowed(words), step: None }
    }

    /// The hint with the step that its words lead to.
    #[must_use]
    pub fn by(self, step: Step) -> Self {
        Self { step: Some(step), ..self }
    }

    /// The hint for `platform`, where its step leaves the platform open.
    #[must_use]
    pub fn on(mut self, platform: Platform) -> Self {
        if let Some(Step::Connect(connect)) = &mut self.step {
            connect.platform.get_or_insert(platform);
        }
        self
    }

    /// The hint for one connection, where its step leaves open which.
    #[must_use]
    pub fn about(self, reference: &ConnectionRef) -> Self {
        // The login for an Instagram account is that of its Page.
        let platform = if reference.platform == Platform::Instagram { Platform::Facebook } else { reference.platform };
        let mut hint = self.on(platform);
        let open = match &mut hint.step {
            Some(
                Step::Connect(Connect { target: Some(Target::Number(number)), .. })
                | Step::RequestCode(number)
                | Step::GiveCode(number),
            ) => Some(number),
            _ => None,
        };
        if let Some(number) = open.filter(|_| reference.platform == Platform::Whatsapp) {
            number.get_or_insert_with(|| PhoneId::new(reference.platform_user_id.clone()));
        }
        hint
    }
}

impl From<&'static str> for Hint {
    fn from(words: &'static str) -> Self {
        Self::words(words)
    }
}

impl From<String> for Hint {
    fn from(words: String) -> Self {
        Self { words: Cow::Owned(words), step: None }
    }
}

impl From<Step> for Hint {
    fn from(step: Step) -> Self {
        Self::new("", step)
    }
}

/// What snorq can do. `None` inside a step is what is at hand when it is shown: the platform, the number, the profile;
/// or, where nothing is, for the person to fill in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Log in and connect.
    Connect(Connect),
    /// Log in to the sandbox, which needs no app.
    TrySandbox {
        /// Only look at what the login reaches.
        dry_run: bool,
    },
    /// Have a code sent to a WhatsApp number.
    RequestCode(Option<PhoneId>),
    /// Give the code that a WhatsApp number got.
    GiveCode(Option<PhoneId>),
    /// Give a WhatsApp Business account a callback of its own.
    OwnCallback,
    /// See how commands are given.
    Help,
    /// See what is connected.
    List,
    /// See one connection.
    Show,
    /// Check that connections work.
    Verify,
    /// Mend what can be mended without a login: of one connection, or of all.
    Fix(Option<ConnectionRef>),
    /// Renew a connection's token.
    Refresh {
        /// Which.
        reference: ConnectionRef,
        /// With the token of the own system user.
        system_token: bool,
    },
    /// Disconnect everything of a profile.
    RevokeAll(Option<String>),
    /// Forget every connection here, without Meta.
    ForgetAll,
    /// Look for what is wrong with the machine, the profile and the app.
    Examine,
    /// See the app's webhooks, and which connections send any.
    Webhooks,
    /// See what was received.
    Deliveries,
    /// See the webhooks that can be made.
    Trigger,
    /// Set the callback of the app's webhooks.
    SetWebhooks(Option<(WebhookObject, String)>),
    /// Register a Meta app as a new profile.
    AddProfile,
    /// See the profiles.
    ListProfiles,
    /// See the profile, with its redirect address.
    ShowProfile,
    /// Change a profile.
    SetProfile {
        /// Which.
        profile: Option<String>,
        /// What of it.
        property: Option<Property>,
    },
    /// Change the app in its dashboard at Meta.
    Dashboard {
        /// The app's id.
        app_id: String,
        /// What of it.
        change: DashboardChange,
    },
    /// Compare a plan file with what is connected.
    Plan {
        /// The plan file.
        file: PlanFile,
        /// The file that the changes are written to.
        save: Option<String>,
    },
    /// Do what a plan file asks for.
    Apply {
        /// The plan file.
        file: Option<PlanFile>,
        /// With a token.
        token: bool,
    },
    /// Write what is connected as a plan file.
    Export,
    /// See the schemas of documents: their list, or one.
    Schema(Option<Cow<'static, str>>),
    /// Something of the sandbox.
    Sandbox(SandboxStep),
}

impl Step {
    /// Log in once more on the platform at hand.
    pub const AGAIN: Self = Self::Connect(Connect::AGAIN);

    /// Change `property` of the profile at hand.
    pub const fn set(property: Property) -> Self {
        Self::SetProfile { profile: None, property: Some(property) }
    }
}

/// A login that connects.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Connect {
    /// On which platform.
    pub platform: Option<Platform>,
    /// How to log in, if not as usual.
    pub method: Option<Method>,
    /// Ask again for what was declined.
    pub rerequest: bool,
    /// What to connect of all that the login reaches.
    pub target: Option<Target>,
}

impl Connect {
    /// On the platform at hand, as usual.
    pub const AGAIN: Self = Self { platform: None, method: None, rerequest: false, target: None };

    /// The WhatsApp number at hand.
    pub const NUMBER: Self =
        Self { platform: Some(Platform::Whatsapp), method: None, rerequest: false, target: Some(Target::Number(None)) };

    /// On `platform`, as usual.
    pub const fn on(platform: Platform) -> Self {
        Self { platform: Some(platform), method: None, rerequest: false, target: None }
    }

    /// The login by `method`.
    #[must_use]
    pub const fn by(mut self, method: Method) -> Self {
        self.method = Some(method);
        self
    }

    /// The login that asks again for what was declined.
    #[must_use]
    pub const fn rerequest(mut self) -> Self {
        self.rerequest = true;
        self
    }

    /// The login for `target`.
    #[must_use]
    pub fn target(self, target: Target) -> Self {
        Self { target: Some(target), ..self }
    }

    /// As a step.
    pub const fn step(self) -> Step {
        Step::Connect(self)
    }
}

/// How to log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The address that the login ended on is pasted; nothing listens.
    Paste,
    /// Embedded Signup in a popup.
    Popup,
    /// Embedded Signup by redirect.
    Redirect,
    /// Embedded Signup on a page that Meta hosts.
    Hosted,
    /// A token that is there already.
    Token,
}

/// What a login is to connect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A Page, by its id.
    Page(String),
    /// A WhatsApp Business account.
    Account(WabaId),
    /// A WhatsApp number.
    Number(Option<PhoneId>),
}

/// A plan file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlanFile {
    /// Its path, or `-` for standard input.
    pub path: String,
    /// What it does not name is disconnected.
    pub prune: bool,
}

/// A property of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Property {
    /// The app secret.
    Secret,
    /// The configuration of Facebook Login for Business.
    LoginConfiguration,
    /// The configuration of Embedded Signup.
    SignupConfiguration,
    /// The Graph version.
    GraphVersion,
    /// The port of the redirect address.
    RedirectPort,
    /// A redirect address with https.
    Https,
}

/// What only the app's dashboard changes; for the sandbox's app there is a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DashboardChange {
    /// Take the app out of development mode.
    Publish,
    /// Get permissions for everybody's accounts.
    AdvancedAccess,
    /// Add a use case, which brings its permissions.
    UseCase,
}

/// What can be done about the sandbox.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SandboxStep {
    /// Serve it for other programs.
    Serve,
    /// See what its app allows.
    Settings,
    /// See its seeds.
    Seeds,
    /// See what a file with a world may hold.
    FileSchema,
    /// Bring back a world that was saved.
    Load(String),
    /// Begin the world anew.
    Reset,
    /// See its people.
    People,
    /// See the faults that are set.
    Faults,
    /// See the kinds of faults.
    FaultKinds,
    /// End all faults.
    ClearFaults,
    /// See the webhooks that were sent.
    Deliveries,
    /// Have a message arrive.
    Message,
}
