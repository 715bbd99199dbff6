//! What could stand at the end of a command line and only snorq knows: profiles and refs.
//!
//! It never fails: an error would be written into the prompt.

use clap::{Command, CommandFactory as _};

use crate::commands::Cli;
use crate::context::Context;
use crate::settings::SANDBOX;

/// Commands whose arguments are refs.
const ON_REFS: &[&str] = &["show", "verify", "refresh", "revoke", "token", "send"];
/// Commands of `app` whose argument is a profile.
const ON_PROFILES: &[&str] = &["show", "use", "remove", "set"];

/// What the last of `words` could become; the first one is the program. Nothing if it is something else's turn.
pub(super) fn known(cx: &Context, words: &[String]) -> Vec<String> {
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let begun = last.strip_prefix("--profile=").unwrap_or(last);
    let found = if begun.len() < last.len() || before.last().is_some_and(|word| word == "--profile") {
        profiles(cx)
    } else {
        arguments(cx, last, before)
    };
    found.into_iter().filter(|one| one.starts_with(begun)).collect()
}

fn arguments(cx: &Context, last: &str, before: &[String]) -> Vec<String> {
    let previous = before.last().map(String::as_str).unwrap_or_default();
    let (commands, value_follows) = read(before);
    if last.starts_with('-') || value_follows {
        return Vec::new();
    }
    match commands.as_slice() {
        ["app", command] if ON_PROFILES.contains(command) && previous == *command => profiles(cx),
        [command] if ON_REFS.contains(command) => refs(cx, before),
        _ => Vec::new(),
    }
}

/// The subcommands among the words, and whether a value must follow the last word.
fn read(words: &[String]) -> (Vec<&str>, bool) {
    let whole = Cli::command();
    let (mut command, mut path, mut value_follows) = (&whole, Vec::new(), false);
    for word in words.iter().skip(1) {
        let is_value = std::mem::replace(&mut value_follows, takes_a_value(&[command, &whole], word));
        if let Some(next) = command.find_subcommand(word).filter(|_| !is_value) {
            command = next;
            path.push(word.as_str());
        }
    }
    (path, value_follows)
}

/// Whether a word is a flag of one of these commands that a value follows.
fn takes_a_value(commands: &[&Command], word: &str) -> bool {
    let Some(flag) = word.strip_prefix("--") else { return false };
    let mut all = commands.iter().flat_map(|command| command.get_arguments());
    all.any(|arg| arg.get_long() == Some(flag) && arg.get_action().takes_values() && !arg.is_require_equals_set())
}

fn profiles(cx: &Context) -> Vec<String> {
    cx.profiles_at_hand().into_iter().map(|one| one.name).chain([SANDBOX.to_owned()]).collect()
}

fn refs(cx: &Context, words: &[String]) -> Vec<String> {
    let after = words.windows(2).rfind(|pair| pair[0] == "--profile").map(|pair| pair[1].as_str());
    let named = words.iter().rev().find_map(|word| word.strip_prefix("--profile=")).or(after);
    let flag = if words.iter().any(|word| word == "--sandbox") { Some(SANDBOX) } else { named };
    let meant = cx.meant(flag).ok();
    let refs = meant.and_then(|meant| cx.completion_refs(&meant.name).ok()).unwrap_or_default();
    refs.iter().map(ToString::to_string).filter(|one| !words.contains(one)).collect()
}
