//! The published schemas, as the binary prints them, and every document of the tests held against them.

use std::process::Command;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

/// A schema and the commands that write it.
struct Schema {
    name: String,
    commands: Vec<Vec<String>>,
    validator: Validator,
}

/// Checks what the command `args` wrote to stdout.
#[track_caller]
pub(crate) fn check(args: &str, document: &Value) {
    let words: Vec<_> = args.split_whitespace().collect();
    let fits = |schema: &&Schema| schema.commands.iter().any(|command| is_in(command, &words));
    let longest =
        |schema: &&Schema| schema.commands.iter().filter(|command| is_in(command, &words)).map(Vec::len).max();
    let schema = schemas().iter().filter(fits).max_by_key(longest);
    held(schema.unwrap_or_else(|| panic!("no schema names the command of: snorq {args}")), document);
}

/// Checks a document of this kind.
#[track_caller]
pub(crate) fn check_as(name: &str, document: &Value) {
    held(schemas().iter().find(|schema| schema.name == name).unwrap(), document);
}

#[track_caller]
fn held(schema: &Schema, document: &Value) {
    let faults: Vec<_> =
        schema.validator.iter_errors(document).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "not as the schema '{}' says: {}\n{document}", schema.name, faults.join("\n"));
}

/// Whether a command's words stand among the arguments, in order and together; a flag's may stand anywhere behind.
fn is_in(command: &[String], words: &[&str]) -> bool {
    let (flags, path): (Vec<_>, Vec<_>) = command.iter().partition(|word| word.starts_with("--"));
    let together = words.windows(path.len()).any(|window| window.iter().zip(&path).all(|(a, b)| a == b));
    together && flags.iter().all(|flag| words.contains(&flag.as_str()))
}

fn schemas() -> &'static [Schema] {
    static ALL: OnceLock<Vec<Schema>> = OnceLock::new();
    ALL.get_or_init(|| {
        let list = snorq(&["schema", "--json"]);
        list["schemas"].as_array().unwrap().iter().map(schema).collect()
    })
}

fn schema(row: &Value) -> Schema {
    let name = row["name"].as_str().unwrap();
    let commands = row["commands"].as_array().unwrap().iter();
    let words = |command: &Value| command.as_str().unwrap().split_whitespace().map(str::to_owned).collect();
    Schema {
        name: name.to_owned(),
        commands: commands.map(words).collect(),
        validator: jsonschema::validator_for(&snorq(&["schema", name])).unwrap(),
    }
}

fn snorq(args: &[&str]) -> Value {
    let output = Command::new(super::SNORQ).env_clear().env("HOME", "/nonexistent").args(args).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}
