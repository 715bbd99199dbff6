//! A plan as a diff, and how it was applied.

use std::io;

use serde_json::{Value, json};

use crate::commands::view;
use crate::domain::text;
use crate::flows::plan::{Applied, Step};
use crate::terminal::{Screen, View};

/// The changes that `apply` would make.
pub(super) struct Planned<'a>(pub(super) &'a [Step]);

/// The changes and what became of them.
pub(super) struct Ended<'a> {
    pub(super) changes: &'a [Step],
    pub(super) applied: &'a Applied,
}

impl View for Planned<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        if self.0.is_empty() {
            return writeln!(screen.out, "nothing to change");
        }
        self.0.iter().try_for_each(|step| writeln!(screen.out, "{}", line(step)))
    }

    fn json(&self) -> Value {
        json!({"changes": documents(self.0)})
    }
}

impl View for Ended<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        Planned(self.changes).human(screen)?;
        for (reference, name, failure) in &self.applied.failed {
            writeln!(screen.out, "failed: {reference} {}: {failure}", text::shown(name))?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let failed = self.applied.failed.iter().map(|(reference, name, error)| view::failed(reference, name, error));
        let refs = |all: &[crate::domain::ConnectionRef]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        json!({
            "changes": documents(self.changes),
            "connected": refs(&self.applied.connected),
            "revoked": refs(&self.applied.revoked),
            "failed": failed.collect::<Vec<_>>(),
        })
    }
}

fn line(step: &Step) -> String {
    let named =
        |name: &Option<String>| name.as_deref().map(|name| format!(" {}", text::shown(name))).unwrap_or_default();
    match step {
        Step::Connect { reference, name, .. } => format!("+ {reference}{}", named(name)),
        Step::Revoke { reference, name } => format!("- {reference} {}", text::shown(name)),
        Step::Fields { page, name, added, removed } => {
            let signed = |sign: char, all: &[String]| all.iter().map(|one| format!(" {sign}{one}")).collect::<String>();
            format!("~ {page}{}: fields{}{}", named(name), signed('+', added), signed('-', removed))
        }
    }
}

fn documents(steps: &[Step]) -> Vec<Value> {
    let none: &[String] = &[];
    let document = |step: &Step| {
        let (action, reference, name, added, removed) = match step {
            Step::Connect { reference, name, .. } => ("connect", reference, name.as_deref(), none, none),
            Step::Fields { page, name, added, removed } => {
                ("fields", page, name.as_deref(), added.as_slice(), removed.as_slice())
            }
            Step::Revoke { reference, name } => ("revoke", reference, Some(name.as_str()), none, none),
        };
        let fields = json!({"added": added, "removed": removed});
        json!({"action": action, "ref": reference.to_string(), "name": name, "fields": fields})
    };
    steps.iter().map(document).collect()
}
