//! The command line of each step.

use super::Hints;
use crate::domain::hint::{Connect, DashboardChange, Method, PlanFile, Property, SandboxStep, Step, Target};
use crate::domain::{PhoneId, Platform, text};
use crate::platforms::dashboard::AppPage;
use crate::settings::SANDBOX;

impl Hints {
    /// The command line of `step`, or the page in the dashboard.
    pub(super) fn command(&self, step: &Step) -> String {
        let (mine, none) = (self.named.as_deref(), None);
        let (profile, rest) = match step {
            Step::Connect(login) => (mine, connect(login)),
            Step::TrySandbox { dry_run } => {
                (Some(SANDBOX), format!("connect facebook{}", if_so(*dry_run, " --dry-run")))
            }
            Step::RequestCode(number) => {
                (mine, format!("connect whatsapp --phone {} --request-code sms", id(number.as_ref())))
            }
            Step::GiveCode(number) => {
                (mine, format!("connect whatsapp --phone {} --verify-code-stdin", id(number.as_ref())))
            }
            Step::OwnCallback => (mine, "connect whatsapp --callback-url URL --verify-token-stdin".to_owned()),
            Step::Help => (none, "--help".to_owned()),
            Step::List => (mine, "list".to_owned()),
            Step::Show => (mine, "show REF".to_owned()),
            Step::Verify => (mine, "verify".to_owned()),
            Step::Fix(reference) => (mine, format!("verify{} --fix", given("", reference.as_ref()))),
            Step::Refresh { reference, system_token } => {
                (mine, format!("refresh {}{}", quoted(reference), if_so(*system_token, " --system-token-stdin")))
            }
            Step::ForgetAll => (mine, "revoke --all --local-only".to_owned()),
            Step::RevokeAll(profile) => (profile.as_deref().or(mine), "revoke --all".to_owned()),
            Step::Examine => (mine, "doctor".to_owned()),
            Step::Webhooks => (mine, "webhooks status".to_owned()),
            Step::Trigger => (mine, "trigger".to_owned()),
            Step::Deliveries => (mine, "deliveries list".to_owned()),
            Step::SetWebhooks(None) => (mine, "webhooks set --help".to_owned()),
            Step::SetWebhooks(Some((object, url))) => {
                let url = quoted(url);
                (mine, format!("webhooks set --object {object} --callback-url {url} --verify-token-stdin"))
            }
            Step::AddProfile => (none, "app add NAME --app-id ID".to_owned()),
            Step::ListProfiles => (none, "app list".to_owned()),
            Step::ShowProfile => (mine, "app show".to_owned()),
            Step::SetProfile { profile, property } => {
                let name = profile
                    .as_ref()
                    .or(self.profile.as_ref().filter(|_| self.stored))
                    .map_or_else(|| "NAME".to_owned(), quoted);
                (none, format!("app set {name}{}", property.map_or("", flag)))
            }
            Step::Dashboard { change, .. } if self.sandbox => (none, in_sandbox(*change)),
            Step::Dashboard { app_id, change } => return page(app_id, *change),
            Step::Plan { file, save } => {
                (mine, format!("plan -f {}{}", plan_file(file), given(" --json >", save.as_ref())))
            }
            Step::Apply { file, token } => {
                let file = file.as_ref().map_or_else(|| "FILE".to_owned(), plan_file);
                (mine, format!("apply -f {file}{}", if_so(*token, " --token-stdin")))
            }
            Step::Export => (mine, "export".to_owned()),
            Step::Schema(name) => (none, format!("schema{}", given("", name.as_ref()))),
            Step::Sandbox(step) => (none, format!("sandbox {}", sandbox(step))),
        };
        on(profile, &rest)
    }
}

fn connect(login: &Connect) -> String {
    let platform = login.platform.unwrap_or(Platform::Facebook);
    let method = match login.method {
        None => "",
        Some(Method::Paste) => " --paste",
        Some(Method::Popup) => " --popup",
        Some(Method::Redirect) => " --redirect",
        Some(Method::Hosted) => " --hosted",
        Some(Method::Token) => " --token-stdin",
    };
    // WhatsApp's signup asks for everything each time.
    let rerequest = if login.rerequest && platform != Platform::Whatsapp { " --rerequest" } else { "" };
    let target = match &login.target {
        None => String::new(),
        Some(Target::Page(id)) => format!(" --page {}", quoted(id)),
        Some(Target::Account(id)) => format!(" --waba {}", quoted(id)),
        Some(Target::Number(number)) => format!(" --phone {}", id(number.as_ref())),
    };
    format!("connect {}{method}{rerequest}{target}", platform.prefix())
}

fn on(profile: Option<&str>, rest: &str) -> String {
    match profile {
        None => format!("snorq {rest}"),
        Some(SANDBOX) => format!("snorq --sandbox {rest}"),
        Some(name) => format!("snorq --profile {} {rest}", quoted(name)),
    }
}

/// An argument as a shell takes it, without anything that a terminal would not show.
fn quoted(argument: &(impl ToString + ?Sized)) -> String {
    shell_words::quote(&text::shown(&argument.to_string())).into_owned()
}

fn given(flag: &str, argument: Option<&impl ToString>) -> String {
    argument.map(|argument| format!("{flag} {}", quoted(argument))).unwrap_or_default()
}

fn if_so(is_so: bool, flag: &str) -> &str {
    if is_so { flag } else { "" }
}

/// A number's id, or what a person fills in.
fn id(number: Option<&PhoneId>) -> String {
    number.map_or_else(|| "ID".to_owned(), quoted)
}

fn plan_file(file: &PlanFile) -> String {
    format!("{}{}", quoted(&file.path), if_so(file.prune, " --prune"))
}

fn flag(property: Property) -> &'static str {
    match property {
        Property::Secret => " --secret-stdin",
        Property::LoginConfiguration => " --config-id ID",
        Property::SignupConfiguration => " --whatsapp-config-id ID",
        Property::GraphVersion => " --graph-version vN.0",
        Property::RedirectPort => " --redirect-port N",
        Property::Https => " --https",
    }
}

fn page(app_id: &str, change: DashboardChange) -> String {
    let page = match change {
        DashboardChange::Publish => AppPage::Overview,
        DashboardChange::AdvancedAccess => AppPage::Permissions,
        DashboardChange::UseCase => AppPage::UseCases,
    };
    page.address(&text::shown(app_id))
}

/// The sandbox's app has no dashboard: what a click changes at Meta, a command changes there.
fn in_sandbox(change: DashboardChange) -> String {
    let flag = match change {
        DashboardChange::Publish => "--mode live",
        DashboardChange::AdvancedAccess => "--standard",
        DashboardChange::UseCase => "--withheld",
    };
    format!("sandbox set {flag}")
}

fn sandbox(step: &SandboxStep) -> String {
    let words = match step {
        SandboxStep::Serve => "start",
        SandboxStep::Settings => "set",
        SandboxStep::Seeds => "seed",
        SandboxStep::FileSchema => "schema",
        SandboxStep::Load(path) => return format!("load {}", quoted(path)),
        SandboxStep::Reset => "reset",
        SandboxStep::People => "person",
        SandboxStep::Faults => "fault list",
        SandboxStep::FaultKinds => "fault add --help",
        SandboxStep::ClearFaults => "fault clear",
        SandboxStep::Deliveries => "deliveries",
        SandboxStep::Message => "event message --to ID --text TEXT",
    };
    words.to_owned()
}
