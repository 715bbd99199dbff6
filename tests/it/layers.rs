//! The floor plan: each room may use the rooms below it, as the table in `src/lib.rs` says, and no other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Room, and the rooms that it may use besides itself.
const PLAN: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &["domain"]),
    ("http", &["domain"]),
    ("files", &[]),
    ("settings", &["domain", "files"]),
    ("store", &["domain", "clock", "files", "http", "settings"]),
    ("secrets", &["domain", "clock", "files", "http", "settings"]),
    ("login", &["domain", "clock", "files", "http", "settings"]),
    ("prompts", &["domain"]),
    ("terminal", &["domain", "clock", "http", "settings", "prompts"]),
    ("graph", &["domain", "clock", "http", "settings"]),
    ("platforms", &["domain", "clock", "http", "settings", "graph"]),
    ("error", &["domain", "clock", "http", "settings", "store", "secrets", "login", "prompts", "graph", "platforms"]),
    ("flows", &["domain", "clock", "http", "settings", "store", "secrets", "login", "platforms", "error"]),
    (
        "context",
        &[
            "domain",
            "clock",
            "http",
            "settings",
            "store",
            "secrets",
            "login",
            "prompts",
            "terminal",
            "graph",
            "platforms",
            "error",
            "flows",
            "sandbox",
        ],
    ),
    (
        "commands",
        &[
            "domain",
            "clock",
            "http",
            "settings",
            "store",
            "login",
            "prompts",
            "terminal",
            "platforms",
            "error",
            "flows",
            "context",
            "sandbox",
        ],
    ),
    ("run", &["domain", "settings", "terminal", "error", "context", "commands"]),
    ("sandbox", &["http"]),
    ("lib", &["run", "commands"]),
    ("main", &[]),
];

/// What tests in files of their own may use beside that: they play several rooms together.
const TESTS: &[(&str, &[&str])] = &[("flows/tests", &["graph", "sandbox"])];

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    let mut wrong = Vec::new();
    for file in files(&source()) {
        let room = room_of(&file);
        let allowed = PLAN.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| panic!("{}: the room '{room}' is not in the plan", file.display()));
        let text = without_tests(&std::fs::read_to_string(&file).unwrap());
        let played = TESTS.iter().find(|(folder, _)| file.starts_with(source().join(folder)));
        let played = played.map_or(&[][..], |(_, rooms)| rooms);
        for used in used_rooms(&text) {
            let known = [allowed, played].concat().contains(&used.as_str());
            if used != room && !known {
                wrong.push(format!("{}: {room} may not use {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The sandbox judges the client, so it shares nothing with it: not even in its tests.
#[test]
fn the_sandbox_knows_the_wire_and_nothing_else() {
    for file in files(&source().join("sandbox")) {
        let used = used_rooms(&std::fs::read_to_string(&file).unwrap());
        let strange: Vec<_> = used.iter().filter(|room| *room != "sandbox" && *room != "http").collect();
        assert!(strange.is_empty(), "{} uses {strange:?}", file.display());
    }
}

/// The check sees what it forbids.
#[test]
fn a_forbidden_use_is_seen() {
    let text = "use crate::{graph::Graph, domain::Secret};\nfn f() { crate::terminal::x(); }";
    assert_eq!(used_rooms(text), BTreeSet::from(["graph", "domain", "terminal"].map(str::to_owned)));
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(source()).unwrap();
    inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// Test modules may look further: they play several rooms together.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

fn used_rooms(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            rooms.extend(heads_of_group(group));
        } else {
            rooms.insert(word(rest));
        }
    }
    rooms.remove("");
    rooms
}

/// The first words of a `{a::b, c::{d, e}}` group.
fn heads_of_group(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut start) = (0_i32, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && c.is_alphanumeric() => {
                heads.push(word(&group[at..]));
                start = false;
            }
            _ => {}
        }
    }
    heads
}

/// A room's name: in lower case, so that types at the crate's root do not count.
fn word(text: &str) -> String {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if word.starts_with(char::is_lowercase) { word } else { String::new() }
}
