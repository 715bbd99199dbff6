//! Reads a plan file, and names the line of what is wrong with it.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::{Format, PlanFile};
use crate::domain::{ConnectionRef, Hint, Step, text};
use crate::error::Failure;
use crate::flows::plan::DesiredState;
use crate::platforms::check_fields;
use crate::terminal::Environment;

/// No file of thousands of connections is longer.
const LIMIT: u64 = 16 * 1024 * 1024;

/// Where a plan file comes from.
pub(in crate::commands::plan) struct Source<'a> {
    /// Its path; `-` is standard input.
    pub(in crate::commands::plan) path: &'a Path,
    /// How it is written, if that was said.
    pub(in crate::commands::plan) format: Option<Format>,
}

impl Source<'_> {
    pub(in crate::commands::plan) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    fn shown(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { text::shown(&self.path.to_string_lossy()) }
    }

    fn text(&self) -> Result<String, Failure> {
        let mut text = String::new();
        let read = if self.is_stdin() {
            std::io::stdin().take(LIMIT).read_to_string(&mut text)
        } else {
            std::fs::File::open(self.path).and_then(|file| file.take(LIMIT).read_to_string(&mut text))
        };
        read.map_err(|error| Failure::usage(format!("{}: {error}", self.shown())))?;
        Ok(text)
    }

    /// As the name ends; else JSON if it begins like that, else TOML.
    fn format(&self, text: &str) -> Format {
        let ending = self.path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        self.format.unwrap_or(match ending.as_deref() {
            Some("json") => Format::Json,
            Some("yaml" | "yml") => Format::Yaml,
            Some("toml") => Format::Toml,
            _ if text.trim_start().starts_with('{') => Format::Json,
            _ => Format::Toml,
        })
    }
}

/// What is wrong, and where: `LINE:COLUMN`.
#[derive(Debug, PartialEq, Eq)]
struct Wrong {
    place: Option<String>,
    what: String,
}

/// Reads and checks a file; `common` are the fields of Pages for which it names none, `sandbox` is where it is used.
pub(in crate::commands::plan) fn read(
    source: &Source<'_>,
    common: &[String],
    sandbox: bool,
) -> Result<DesiredState, Failure> {
    let text = source.text()?;
    let file = parse(&text, source.format(&text)).and_then(|file: PlanFile| file.at_home(sandbox));
    let desired = file.map(|file| file.desired(common)).and_then(|desired| sound(&desired).map(|()| desired));
    desired.map_err(|Wrong { place, what }| {
        let place = place.map(|place| format!(":{place}")).unwrap_or_default();
        Failure::usage(format!("{}{place}: {}", source.shown(), text::shown(&what)))
            .hint(Hint::new("the file's schema", Step::Schema(Some("plan-file".into()))))
    })
}

impl PlanFile {
    /// What the sandbox wrote means nothing at Meta, and the other way round.
    fn at_home(self, sandbox: bool) -> Result<Self, Wrong> {
        let here = if sandbox { Environment::Sandbox } else { Environment::Meta }.as_str();
        match self.environment.as_deref() {
            Some(other) if other != here => Err(Wrong {
                place: None,
                what: format!("it was written in the environment '{other}', and this is '{here}'"),
            }),
            _ => Ok(self),
        }
    }
}

fn parse<T: DeserializeOwned>(text: &str, format: Format) -> Result<T, Wrong> {
    match format {
        Format::Toml => toml::from_str(text).map_err(|error| {
            let place = error.span().map(|span| place(text, span.start));
            Wrong { place, what: error.message().to_owned() }
        }),
        Format::Json => serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let what = error.to_string().replace(&format!(" at line {line} column {column}"), "");
            Wrong { place: Some(format!("{line}:{column}")), what }
        }),
        Format::Yaml => serde_saphyr::from_str(text).map_err(|error| {
            let place = error.location().map(|at| format!("{}:{}", at.line(), at.column()));
            Wrong { place, what: error.without_snippet().to_string() }
        }),
    }
}

/// Line and column of a place in a text, as editors count them.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    format!("{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// What no single entry shows.
fn sound(desired: &DesiredState) -> Result<(), Wrong> {
    once(desired)?;
    desired
        .webhooks
        .iter()
        .try_for_each(|webhook| {
            let fields: Vec<_> = webhook.fields.iter().flatten().cloned().collect();
            if fields.is_empty() { Ok(()) } else { check_fields(webhook.object, &fields) }
        })
        .map_err(|what| Wrong { place: None, what })
}

/// Nothing may be wished for twice.
fn once(desired: &DesiredState) -> Result<(), Wrong> {
    let mut seen: HashSet<ConnectionRef> = HashSet::new();
    let pages = desired.pages.iter().flat_map(|page| std::iter::once(&page.reference).chain(&page.instagram));
    let numbers = desired.accounts.iter().flat_map(|account| &account.numbers);
    let twice = |what: String| Err(Wrong { place: None, what: format!("{what} is named twice") });
    for reference in pages.chain(numbers) {
        if !seen.insert(reference.clone()) {
            return twice(reference.to_string());
        }
    }
    let mut accounts = HashSet::new();
    if let Some(account) = desired.accounts.iter().find(|account| !accounts.insert(&account.id)) {
        return twice(format!("waba {}", account.id));
    }
    let mut objects = HashSet::new();
    match desired.webhooks.iter().find(|webhook| !objects.insert(webhook.object)) {
        Some(webhook) => twice(format!("the webhook of {}", webhook.object)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str, format: Format) -> Wrong {
        let file: Result<PlanFile, Wrong> = parse(text, format);
        file.and_then(|file| sound(&file.desired(&[]))).unwrap_err()
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_in_every_format() {
        let table = [
            ("[[page]]\nref = 'whatsapp:1'", "2:7", "'whatsapp:1' is on whatsapp; expected facebook:ID"),
            ("[[page]]\nref = 'x'", "2:7", "'x' is no ref; expected facebook:ID"),
            ("[[page]]\nref = 'facebook:1'\nfields = []", "3:10", "no webhook field is named"),
            ("fields = ['messaging_seen']", "1:10", "a Page calls it 'message_reads'"),
            ("schema = 'snorq/v9'", "1:10", "'snorq/v9' is not known"),
            ("\n[[waba]]\nid = 3001", "3:6", "invalid type: integer"),
            ("[[waba]]\nid = '1'\ncallback_url = 'http://example.com'", "3:16", "an https address is needed"),
            ("[[waba]]\nid = '1'\nnumbers = ['instagram:1']", "3:11", "expected whatsapp:ID"),
            ("[[webhook]]\nobject = 'user'", "2:10", "unknown variant `user`, expected one of `page`"),
            (
                "[[webhook]]\nobject = 'page'\ncallback_url = 'https://a'\nfields = ['a b']",
                "4:10",
                "'a b' is no webhook field",
            ),
            ("\n\n[[number]]", "3:3", "unknown field `number`"),
            ("[[page]]\nreff = 'x'", "2:1", "unknown field `reff`"),
            ("[[page]]\nname = 'x'", "1:1", "missing field `ref`"),
        ];
        for (text, place, what) in table {
            let wrong = wrong(text, Format::Toml);
            assert!(wrong.what.contains(what), "{text}: {wrong:?}");
            assert_eq!(wrong.place.as_deref(), Some(place), "{text}: {wrong:?}");
        }
        let yaml = wrong("page:\n  - ref: facebook:1\n  - ref: instagram:1\n", Format::Yaml);
        assert_eq!(yaml.place.as_deref(), Some("3:10"), "{yaml:?}");
        assert!(yaml.what.contains("expected facebook:ID"), "{yaml:?}");
        let json = wrong("{\"page\": [\n{\"ref\": \"x\"}]}", Format::Json);
        assert_eq!(json.place.as_deref(), Some("2:12"), "{json:?}");
        assert_eq!(json.what, "'x' is no ref; expected facebook:ID");
    }

    #[test]
    fn each_object_has_fields_of_its_own() {
        let text = "[[webhook]]\nobject = 'page'\ncallback_url = 'https://a'\nfields = ['account_update']";
        let wrong = wrong(text, Format::Toml);
        assert!(wrong.what.starts_with("'account_update' is no webhook field of the object page"), "{wrong:?}");
    }

    #[test]
    fn a_file_of_the_sandbox_is_none_for_meta() {
        let file = |text: &str| parse::<PlanFile>(text, Format::Toml).unwrap();
        assert!(
            file("environment = 'sandbox'").at_home(false).unwrap_err().what.contains("'sandbox', and this is 'meta'")
        );
        assert!(file("environment = 'meta'").at_home(true).is_err());
        assert!(file("environment = 'sandbox'").at_home(true).is_ok() && file("").at_home(false).is_ok());
    }

    #[test]
    fn nothing_is_wished_for_twice() {
        let text = "[[page]]\nref = 'facebook:1'\n[[page]]\nref = 'facebook:1'";
        assert_eq!(wrong(text, Format::Toml).what, "facebook:1 is named twice");
        let text = "[[waba]]\nid = '1'\n[[waba]]\nid = '1'";
        assert_eq!(wrong(text, Format::Toml).what, "waba 1 is named twice");
    }

    #[test]
    fn all_formats_say_the_same() {
        let desired = |text: &str, format| parse::<PlanFile>(text, format).unwrap().desired(&["messages".to_owned()]);
        let toml = desired("[[page]]\nref = 'facebook:1'\n[[waba]]\nid = '2'\nnumbers = ['whatsapp:3']", Format::Toml);
        let yaml = "page:\n  - ref: facebook:1\nwaba:\n  - id: \"2\"\n    numbers: [\"whatsapp:3\"]\n";
        assert_eq!(toml, desired(yaml, Format::Yaml));
        let json = r#"{"page": [{"ref": "facebook:1"}], "waba": [{"id": "2", "numbers": ["whatsapp:3"]}]}"#;
        assert_eq!(toml, desired(json, Format::Json));
        assert_eq!(toml.pages[0].fields.iter().collect::<Vec<_>>(), ["messages"]);
    }
}
