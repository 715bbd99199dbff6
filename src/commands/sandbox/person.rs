//! `snorq sandbox person`

use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::failed;
use crate::commands::hint;
use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::domain::hint::{Hint, SandboxStep, Step};
use crate::domain::text;
use crate::error::Failure;
use crate::sandbox::{AccountEvent, Sandbox};
use crate::terminal::{Screen, Table, View};

/// Do to a person of the sandbox what happens to people; without an event, show who there is
///
/// The person's tokens and the Page tokens made from them die with code 190 and the subcode that is named here.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What happens
    #[arg(value_enum)]
    what: Option<What>,
    /// Who [default: the first one]
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// The Page of a lost role
    #[arg(long, value_name = "ID", required_if_eq("what", "lose-role"))]
    page: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// A new password (460)
    NewPassword,
    /// Logged out everywhere (467)
    LogOut,
    /// A checkpoint (459)
    Checkpoint,
    /// The app is removed in the settings (458)
    RemoveApp,
    /// The role on a Page is lost (492)
    LoseRole,
}

pub(crate) fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    let people = sandbox.people().map_err(|error| failed(&error))?;
    let Some(what) = args.what else {
        return Ok(cx.terminal.emit(&People(people))?);
    };
    let first = || people.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let person = args.person.unwrap_or_else(first);
    let Some((id, name)) = people.into_iter().find(|(id, _)| *id == person) else {
        let message = format!("there is no person '{}'", text::shown(&person));
        return Err(Failure::not_found(message).hint(Hint::new("see them", Step::Sandbox(SandboxStep::People))));
    };
    strike(&sandbox, &id, &name, what, &args.page.unwrap_or_default())?;
    hint::next(cx, "to undo it", &[Step::Sandbox(SandboxStep::Reset)]);
    Ok(cx.terminal.emit(&People(vec![(id, name)]))?)
}

fn strike(sandbox: &Sandbox, id: &str, name: &str, what: What, page: &str) -> Result<(), Failure> {
    let event = match what {
        What::NewPassword => AccountEvent::NewPassword,
        What::LogOut => AccountEvent::LogOut,
        What::Checkpoint => AccountEvent::Checkpoint,
        What::RemoveApp => AccountEvent::RemoveApp,
        What::LoseRole => AccountEvent::LoseRole(page.to_owned()),
    };
    if sandbox.apply_event(id, &event).map_err(|error| failed(&error))? {
        return Ok(());
    }
    Err(Failure::not_found(format!("{} has no role on the Page '{}'", text::shown(name), text::shown(page))))
}

struct People(Vec<(String, String)>);

impl View for People {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let mut table = Table::new(&["ID", "NAME"]);
        for (id, name) in &self.0 {
            table.row([id.clone(), name.clone()]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let people = self.0.iter().map(|(id, name)| PersonView { id, name }).collect();
        document(&PeopleDocument { people })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct PeopleDocument<'a> {
    people: Vec<PersonView<'a>>,
}

/// Someone who can log in to the sandbox.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "person")]
struct PersonView<'a> {
    id: &'a str,
    name: &'a str,
}
