//! `completions/` and `man/` hold what the command tree gives, `tests/schema/` what the types of the documents give. `SNORQ_BLESS=1` writes them anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use crate::bench::Bench;

#[test]
fn completions_are_fresh() {
    let files = [
        ("bash", "snorq.bash"),
        ("zsh", "_snorq"),
        ("fish", "snorq.fish"),
        ("powershell", "_snorq.ps1"),
        ("elvish", "snorq.elv"),
    ];
    let generate = |(shell, name): (&str, &str)| {
        let script = Bench::new().run(&["completions", shell]).expect(0).stdout;
        (name.to_owned(), script.into_bytes())
    };
    compare("completions", &files.into_iter().map(generate).collect());
}

/// One page a command, named as `git` names its own: `snorq-app-add.1`. They carry no date, so that a difference always
/// means a change.
#[test]
fn man_pages_are_fresh() {
    let folder = tempfile::tempdir().unwrap();
    clap_mangen::generate_to(snorq::Cli::command(), folder.path()).unwrap();
    let pages = std::fs::read_dir(folder.path()).unwrap().map(|entry| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    });
    compare("man", &pages.filter(|(name, _)| !name.contains("-help")).collect());
}

/// One file a document, named as `snorq schema` names it.
#[test]
fn schemas_are_fresh() {
    let bench = Bench::new();
    let list = bench.run(&["schema", "--json"]).expect(0).json();
    let schema = |one: &serde_json::Value| {
        let name = one["name"].as_str().unwrap();
        (format!("{name}.json"), bench.run(&["schema", name]).expect(0).stdout.into_bytes())
    };
    compare("tests/schema", &list["schemas"].as_array().unwrap().iter().map(schema).collect());
}

#[expect(clippy::disallowed_methods, reason = "a switch of the tests, not of the product")]
fn compare(folder: &str, expected: &BTreeMap<String, Vec<u8>>) {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    if std::env::var_os("SNORQ_BLESS").is_some() {
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).unwrap();
        for (name, content) in expected {
            std::fs::write(folder.join(name), content).unwrap();
        }
    }
    let present: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    for name in &present {
        assert!(expected.contains_key(name), "{name} is left over; run: SNORQ_BLESS=1 cargo test generated");
    }
    for (name, content) in expected {
        let same = std::fs::read(folder.join(name)).is_ok_and(|found| found == *content);
        assert!(same, "{name} is stale; run: SNORQ_BLESS=1 cargo test generated");
    }
}
