//! No hint is written as text: a command that snorq prints is a step, and one room makes a command line of it.

use std::path::{Path, PathBuf};

use crate::bench::printed::commands;

/// Where a command may stand in a text: the renderer with its tests, and what is a document or help.
const EXCEPT: &[(&str, &str)] = &[
    ("commands/hint/", ""),
    ("commands/mod.rs", "the examples of `snorq --help`"),
    ("commands/sandbox/event.rs", "the examples of its help"),
    ("commands/sandbox/fault.rs", "the examples of its help"),
    ("sandbox/", "an annex: it knows no command of ours but in its schema"),
];

#[test]
fn no_command_is_written_as_text() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for file in files(&source) {
        let name = file.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
        if EXCEPT.iter().any(|(start, _)| name.starts_with(start)) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        found.extend(written(&text).into_iter().map(|command| format!("src/{name}: {command}")));
    }
    assert!(found.is_empty(), "make a step of it:\n{}", found.join("\n"));
}

/// The commands in the code of a file; comments and the examples of a command's help are left out.
fn written(text: &str) -> Vec<String> {
    let mut is_example = false;
    let code = text.lines().filter(|line| {
        is_example |= line.starts_with("const EXAMPLES: &str");
        let counts = !is_example && !line.trim_start().starts_with("//");
        is_example &= !line.ends_with("\";");
        counts
    });
    // What stands behind the end of a literal is not part of the command.
    let lines = code.map(|line| line.replace('"', ";"));
    lines.flat_map(|line| commands(&line)).map(|words| words.join(" ")).collect()
}

#[test]
fn a_command_in_a_literal_is_seen() {
    assert_eq!(written("let hint = \"see: snorq list\";"), ["list"]);
    assert_eq!(written("format!(\"snorq --profile {name} show {reference}\")"), ["--profile {name} show {reference}"]);
    assert_eq!(written("const EXAMPLES: &str = \"\\\n  snorq list\";\n\"snorq show\""), ["show"]);
    assert_eq!(written("/// `snorq list`\n    // snorq list\n\"another snorq keeps it\""), Vec::<String>::new());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.into_iter().chain(folders.iter().flat_map(|folder| self::files(folder))).collect()
}
