//! The plan file: which connections a profile should have. TOML, or JSON where the name ends in `.json`.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::{Connection, ConnectionRef, Platform};
use crate::error::Failure;
use crate::flows::plan::{Standing, Wished};
use crate::platforms::{self, DEFAULT_FIELDS};
use crate::terminal::SCHEMA;

/// The whole file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanFile {
    /// The form of the file; absent: the present one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// Webhook fields of every Page that names none of its own; absent: what an inbox needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<String>>,
    /// The Pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    connection: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// `facebook:ID`.
    #[serde(rename = "ref")]
    reference: String,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// `instagram:ID`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instagram: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<String>>,
}

/// Reads and checks a file.
pub(super) fn read(path: &Path) -> Result<Vec<Wished>, Failure> {
    let wrong = |why: String| Failure::usage(format!("{}: {}", path.display(), why.trim_end()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    parse(&text, json).map_err(|why| wrong(why).hint("see the schema: snorq schema plan-file"))
}

fn parse(text: &str, json: bool) -> Result<Vec<Wished>, String> {
    let file: PlanFile = if json {
        serde_json::from_str(text).map_err(|error| error.to_string())?
    } else {
        toml::from_str(text).map_err(|error| error.to_string())?
    };
    if let Some(other) = file.schema.filter(|schema| schema != SCHEMA) {
        return Err(format!("schema: '{}' is not known; expected {SCHEMA}", crate::domain::text::shown(&other)));
    }
    let default = || DEFAULT_FIELDS.iter().map(|field| (*field).to_owned()).collect();
    let common = file.fields.unwrap_or_else(default);
    let (mut wished, mut seen) = (Vec::new(), HashSet::new());
    for (at, entry) in file.connection.into_iter().enumerate() {
        let place = |why: String| format!("connection {}: {why}", at + 1);
        let wish = entry.check(&common).map_err(place)?;
        for one in std::iter::once(&wish.page).chain(&wish.instagram) {
            if !seen.insert(one.to_string()) {
                return Err(place(format!("{one} is named twice")));
            }
        }
        wished.push(wish);
    }
    Ok(wished)
}

impl Entry {
    fn check(self, common: &[String]) -> Result<Wished, String> {
        let page = reference("ref", &self.reference, Platform::Facebook)?;
        let instagram = self.instagram.map(|text| reference("instagram", &text, Platform::Instagram)).transpose()?;
        let fields = self.fields.as_deref().unwrap_or(common);
        platforms::check_fields(fields).map_err(|why| format!("fields: {why}"))?;
        Ok(Wished { page, name: self.name, instagram, fields: fields.iter().cloned().collect() })
    }
}

fn reference(key: &str, text: &str, platform: Platform) -> Result<ConnectionRef, String> {
    let shown = crate::domain::text::shown(text);
    let found: ConnectionRef =
        text.parse().map_err(|_| format!("{key}: '{shown}' is no ref; expected {platform}:ID"))?;
    if found.platform != platform {
        return Err(format!("{key}: '{shown}' is on {}; expected {platform}:ID", found.platform));
    }
    Ok(found)
}

/// The file that describes what stands. Its fields are those that Meta has.
pub(super) fn write(standing: &[Standing]) -> PlanFile {
    let pages = standing.iter().filter(|one| one.connection.platform == Platform::Facebook);
    let entry = |page: &Standing| {
        let reference = page.connection.reference();
        let behind = |one: &&Connection| one.parent.as_ref() == Some(&reference);
        let account = standing.iter().map(|one| &one.connection).find(behind);
        let recorded = || page.connection.webhook_fields.iter().cloned().collect::<BTreeSet<_>>();
        let fields: Vec<_> = page.live.clone().unwrap_or_else(recorded).into_iter().collect();
        Entry {
            name: Some(page.connection.title().to_owned()),
            instagram: account.map(|one| one.reference().to_string()),
            fields: (!fields.is_empty()).then_some(fields),
            reference: reference.to_string(),
        }
    };
    PlanFile { schema: Some(SCHEMA.to_owned()), fields: None, connection: pages.map(entry).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_place_and_what_was_expected() {
        let table = [
            (
                "[[connection]]\nref = 'whatsapp:1'",
                "connection 1: ref: 'whatsapp:1' is on whatsapp; expected facebook:ID",
            ),
            ("[[connection]]\nref = 'x'", "connection 1: ref: 'x' is no ref; expected facebook:ID"),
            (
                "[[connection]]\nref = 'facebook:1'\n[[connection]]\nref = 'facebook:1'",
                "connection 2: facebook:1 is named twice",
            ),
            ("[[connection]]\nref = 'facebook:1'\nfields = []", "connection 1: fields: no webhook field is named"),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text, false).unwrap_err(), expected);
        }
        assert!(parse("[[number]]", false).unwrap_err().contains("unknown field `number`"));
    }

    #[test]
    fn toml_and_json_say_the_same() {
        let toml = parse("fields = ['messages']\n[[connection]]\nref = 'facebook:1'", false).unwrap();
        let json = parse(r#"{"fields": ["messages"], "connection": [{"ref": "facebook:1"}]}"#, true).unwrap();
        assert_eq!(toml, json);
    }
}
