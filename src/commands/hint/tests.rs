//! Every step can be typed, whatever the profile.

use clap::Parser as _;
use clap::error::ErrorKind;

use super::*;
use crate::commands::Cli;
use crate::domain::hint::{Connect, DashboardChange, Method, PlanFile, Property, SandboxStep, Target};
use crate::domain::{PhoneId, Platform, WabaId, WebhookObject};

/// Samples of every step. A step more is a compile error in `is_sampled`, which says to add it here.
fn steps() -> Vec<Step> {
    let reference = ConnectionRef::new(Platform::Whatsapp, "106");
    let file = |path: &str, prune| PlanFile { path: path.to_owned(), prune };
    let url = "https://example.org/a b?c=d&e".to_owned();
    let mut all = vec![
        Step::TrySandbox { dry_run: false },
        Step::TrySandbox { dry_run: true },
        Step::RequestCode(None),
        Step::RequestCode(Some(PhoneId::new("106"))),
        Step::GiveCode(None),
        Step::OwnCallback,
        Step::Help,
        Step::List,
        Step::Show,
        Step::Verify,
        Step::Fix(None),
        Step::Fix(Some(reference.clone())),
        Step::Refresh { reference: reference.clone(), system_token: false },
        Step::Refresh { reference, system_token: true },
        Step::ForgetAll,
        Step::RevokeAll(None),
        Step::RevokeAll(Some("other".to_owned())),
        Step::Examine,
        Step::Webhooks,
        Step::Deliveries,
        Step::Trigger,
        Step::SetWebhooks(None),
        Step::SetWebhooks(Some((WebhookObject::Page, url))),
        Step::AddProfile,
        Step::ListProfiles,
        Step::ShowProfile,
        Step::SetProfile { profile: None, property: None },
        Step::Plan { file: file("a b.toml", true), save: Some("it's.json".to_owned()) },
        Step::Apply { file: None, token: true },
        Step::Apply { file: Some(file("-", false)), token: false },
        Step::Export,
        Step::Schema(None),
        Step::Schema(Some("plan-file".into())),
    ];
    let properties = [
        Property::Secret,
        Property::LoginConfiguration,
        Property::SignupConfiguration,
        Property::GraphVersion,
        Property::RedirectPort,
        Property::Https,
    ];
    all.extend(properties.map(Step::set));
    let changes = [DashboardChange::Publish, DashboardChange::AdvancedAccess, DashboardChange::UseCase];
    all.extend(changes.map(|change| Step::Dashboard { app_id: "1".to_owned(), change }));
    let sandbox = [
        SandboxStep::Settings,
        SandboxStep::Seeds,
        SandboxStep::FileSchema,
        SandboxStep::Load("a b.json".to_owned()),
        SandboxStep::Reset,
        SandboxStep::People,
        SandboxStep::Faults,
        SandboxStep::FaultKinds,
        SandboxStep::ClearFaults,
        SandboxStep::Deliveries,
        SandboxStep::Message,
    ];
    all.extend(sandbox.map(Step::Sandbox));
    all.extend(logins().into_iter().map(Connect::step));
    assert!(all.iter().all(is_sampled));
    all
}

fn logins() -> Vec<Connect> {
    let whatsapp = Connect::on(Platform::Whatsapp);
    vec![
        Connect::AGAIN,
        Connect::NUMBER,
        Connect::AGAIN.rerequest(),
        Connect::AGAIN.by(Method::Paste),
        Connect::AGAIN.by(Method::Token),
        Connect::on(Platform::Instagram),
        Connect::on(Platform::Facebook).target(Target::Page("1001".to_owned())),
        whatsapp.clone().rerequest(),
        whatsapp.clone().by(Method::Popup),
        whatsapp.clone().by(Method::Hosted),
        whatsapp.by(Method::Redirect).target(Target::Account(WabaId::new("21"))),
    ]
}

fn is_sampled(step: &Step) -> bool {
    match step {
        Step::Connect(_)
        | Step::TrySandbox { .. }
        | Step::RequestCode(_)
        | Step::GiveCode(_)
        | Step::OwnCallback
        | Step::Help
        | Step::List
        | Step::Show
        | Step::Verify
        | Step::Fix(_)
        | Step::Refresh { .. }
        | Step::ForgetAll
        | Step::RevokeAll(_)
        | Step::Examine
        | Step::Webhooks
        | Step::Deliveries
        | Step::Trigger
        | Step::SetWebhooks(_)
        | Step::AddProfile
        | Step::ListProfiles
        | Step::ShowProfile
        | Step::SetProfile { .. }
        | Step::Dashboard { .. }
        | Step::Plan { .. }
        | Step::Apply { .. }
        | Step::Export
        | Step::Schema(_)
        | Step::Sandbox(_) => true,
    }
}

fn profiles() -> [Hints; 3] {
    [Hints::default(), Hints::of_profile(SANDBOX), Hints::of_profile("acme")]
}

/// Reads a command as a shell and clap do; the profile that it names.
#[track_caller]
fn typed(command: &str) -> Option<String> {
    let fill = |word: String| match word.as_str() {
        "N" => "8443".to_owned(),
        "URL" => "https://example.org/".to_owned(),
        _ => word,
    };
    // What is behind `>` is the shell's.
    let words = shell_words::split(command).unwrap().into_iter().take_while(|word| word != ">").map(fill);
    match Cli::try_parse_from(words) {
        Ok(cli) => cli.global.profile_flag(),
        Err(error) if error.kind() == ErrorKind::DisplayHelp => None,
        Err(error) => panic!("{command}: {error}"),
    }
}

#[test]
fn every_step_can_be_typed() {
    for hints in profiles() {
        for step in steps() {
            let line = hints.line(&step.clone().into()).to_string();
            if line.starts_with("https://") {
                assert!(matches!(step, Step::Dashboard { .. }) && !hints.sandbox, "{line}");
                continue;
            }
            let profile = typed(&line);
            let fixed = match &step {
                Step::TrySandbox { .. } => Some(SANDBOX.to_owned()),
                Step::RevokeAll(Some(profile)) => Some(profile.clone()),
                _ => hints.named.clone(),
            };
            let of_none = matches!(
                step,
                Step::Help
                    | Step::AddProfile
                    | Step::ListProfiles
                    | Step::SetProfile { .. }
                    | Step::SetWebhooks(None)
                    | Step::Schema(_)
                    | Step::Dashboard { .. }
                    | Step::Sandbox(_)
            );
            assert_eq!(profile, if of_none { None } else { fixed }, "{line}");
        }
    }
}

#[test]
fn steps_survive_being_recorded() {
    for step in steps() {
        let hint = Hint::new("words", step);
        let text = serde_json::to_string(&hint).unwrap();
        assert_eq!(serde_json::from_str::<Hint>(&text).unwrap(), hint, "{text}");
    }
}

#[test]
fn what_a_hint_leaves_open_is_what_it_is_about() {
    let hints = Hints::of_profile("acme").about(&ConnectionRef::new(Platform::Whatsapp, "106"));
    let line = |step: Step| hints.line(&Hint::new("do", step)).to_string();
    assert_eq!(line(Step::AGAIN), "do: snorq --profile acme connect whatsapp");
    assert_eq!(
        line(Step::RequestCode(None)),
        "do: snorq --profile acme connect whatsapp --phone 106 --request-code sms"
    );
    assert_eq!(line(Step::set(Property::Https)), "do: snorq app set acme --https");
}

#[test]
fn arguments_are_quoted_and_cannot_move_the_cursor() {
    let file = PlanFile { path: "my plan\u{1b}[2J.toml".to_owned(), prune: false };
    let line = Hints::default().line(&Step::Apply { file: Some(file), token: false }.into());
    assert_eq!(line.to_string(), "snorq apply -f 'my plan\u{FFFD}[2J.toml'");
}

#[test]
fn the_sandbox_has_commands_in_place_of_clicks() {
    let publish = Step::Dashboard { app_id: "7".to_owned(), change: DashboardChange::Publish };
    let hint = Hint::new("publish it in the dashboard", publish);
    assert_eq!(Hints::of_profile(SANDBOX).line(&hint).to_string(), "snorq sandbox set --mode live");
    let real = Hints::default().line(&hint).to_string();
    assert_eq!(real, "publish it in the dashboard: https://developers.facebook.com/apps/7/");
}
