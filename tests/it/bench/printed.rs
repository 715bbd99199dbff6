//! Every command that snorq prints, in every run of every test: it can be typed as it stands, for the profile of the run.

use std::sync::OnceLock;

use clap::{CommandFactory as _, Parser as _};
use serde_json::Value;
use snorq::Cli;

/// Reads all that a run with `args` has written. `chosen` is the profile that a variable named.
#[track_caller]
pub(crate) fn check(args: &[&str], chosen: Option<&str>, texts: [&str; 2]) {
    let words: Vec<_> = args.iter().flat_map(|arg| arg.split_whitespace()).collect();
    // Help, scripts and schemas are documents: they show commands for nobody's profile in particular.
    if words.iter().any(|word| ["--help", "-h", "help", "completions", "schema"].contains(word)) {
        return;
    }
    let named = profile_of(&words).or(chosen).map(str::to_owned);
    // How clap shows what a command takes.
    let is_usage = |line: &&str| line.starts_with("Usage: ");
    for line in texts.iter().flat_map(|text| text.lines()).filter(|line| !is_usage(line)).flat_map(strings) {
        for command in commands(&line) {
            held(&command, named.as_deref(), &words);
        }
    }
}

/// A line of text; of a line that is a document, each text in it.
fn strings(line: &str) -> Vec<String> {
    fn gather(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
            Value::Object(fields) => fields.values().for_each(|field| gather(field, found)),
            _ => {}
        }
    }
    let Ok(document @ Value::Object(_)) = serde_json::from_str(line) else {
        return vec![console::strip_ansi_codes(line).into_owned()];
    };
    let mut found = Vec::new();
    gather(&document, &mut found);
    found
}

/// The commands in a line, each as its words.
pub(crate) fn commands(line: &str) -> Vec<Vec<String>> {
    let after = line.match_indices("snorq ").map(|(at, name)| &line[at + name.len()..]);
    after.filter_map(words).filter(|words| is_command(words)).collect()
}

/// The words up to what ends a command: the end of the line, a separator of hints, or where its output goes.
fn words(text: &str) -> Option<Vec<String>> {
    // Behind a separator the line may go on with words that no shell could read.
    let ends =
        text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with([';', ',', '`', '>', ')', '\t']));
    let mut whole = ends.chain([text.len()]).filter_map(|end| shell_words::split(&text[..end]).ok());
    whole.next()
}

/// Prose names snorq as well: a command goes on with a flag or a command of ours.
fn is_command(words: &[String]) -> bool {
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| Cli::command().get_subcommands().map(|one| one.get_name().to_owned()).collect());
    words.first().is_some_and(|word| word.starts_with("--") || names.contains(word))
}

/// The profile that words of a command line name.
fn profile_of<'a>(words: &[&'a str]) -> Option<&'a str> {
    let flag = words.iter().position(|word| *word == "--profile");
    let sandbox = words.contains(&"--sandbox").then_some("sandbox");
    sandbox.or_else(|| words.get(flag? + 1).copied())
}

#[track_caller]
fn held(command: &[String], named: Option<&str>, run: &[&str]) {
    let line = format!("snorq {}", command.join(" "));
    let filled = command.iter().map(|word| filled(word));
    match Cli::try_parse_from(std::iter::once("snorq".to_owned()).chain(filled)) {
        Err(error) if error.kind() != clap::error::ErrorKind::DisplayHelp => {
            panic!("snorq {} prints a command that cannot be typed: {line}\n{error}", run.join(" "));
        }
        _ => {}
    }
    let words: Vec<_> = command.iter().map(String::as_str).collect();
    let carried = profile_of(&words);
    let verb = words.iter().find(|word| !word.starts_with("--") && Some(**word) != carried).copied();
    let fits = match (verb, named) {
        // These act on no profile, or name it.
        (None | Some("sandbox" | "explain" | "schema"), _) => true,
        (Some("app"), _) if !words.contains(&"show") => true,
        // Where none was chosen, a command for another one names it.
        (_, None) => carried.is_none() || run.contains(&"app") || run.contains(&"--all-profiles") || is_trial(&words),
        (_, Some(named)) => carried == Some(named) || is_trial(&words),
    };
    assert!(fits, "snorq {} prints a command for another profile: {line}", run.join(" "));
}

/// The offer to try everything in the sandbox.
fn is_trial(words: &[&str]) -> bool {
    words.starts_with(&["--sandbox", "connect", "facebook"])
}

/// What a person fills in, where clap wants a value of a certain form.
fn filled(word: &str) -> String {
    match word {
        "N" => "8443".to_owned(),
        "URL" => "https://example.org/".to_owned(),
        word => word.to_owned(),
    }
}

#[test]
fn commands_are_found_in_prose_and_told_from_it() {
    let line = "next: snorq --sandbox verify, snorq list; another snorq keeps it (snorq app show)";
    let found: Vec<_> = commands(line).iter().map(|words| words.join(" ")).collect();
    assert_eq!(found, ["--sandbox verify", "list", "app show"]);
    assert_eq!(commands("it's: snorq plan -f 'a b; c.toml' --json > plan.json")[0].last().unwrap(), "--json");
}

#[test]
#[should_panic(expected = "for another profile")]
fn a_command_without_the_profile_of_its_run_is_caught() {
    check(&["--sandbox", "plan", "-f", "x"], None, ["", "make it so: snorq apply -f x"]);
}

#[test]
#[should_panic(expected = "cannot be typed")]
fn a_command_that_is_none_is_caught() {
    check(&["list"], None, ["{\"hint\":\"see: snorq list --everything\"}", ""]);
}
