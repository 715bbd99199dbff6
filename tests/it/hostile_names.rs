//! Names that other people chose.

use rexpect::session::spawn_command;

use crate::bench::{Bench, rename_page};

/// Clears the screen, forges a line, turns the text around, hides a letter.
const NAME: &str = "A\u{1b}[2J\r\n✓ connected\tB\u{202e}C\u{200b}D\u{9b}1mE";
/// The same as people may see it.
const SHOWN: &str = "A\u{fffd}[2J  ✓ connected B\u{fffd}C\u{fffd}D\u{fffd}1mE";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.run(&["sandbox", "reset"]).expect(0);
    rename_page(&bench.home(), "1001", NAME);
    bench
}

/// Neither a line nor a cell may be forged, and nothing may act on the terminal.
fn harmless(text: &str) {
    for c in ['\u{1b}', '\r', '\u{202e}', '\u{200b}', '\u{9b}'] {
        assert!(!text.contains(c), "{c:?} in {text:?}");
    }
    assert!(!text.lines().any(|line| line.starts_with('✓')), "{text:?}");
}

#[test]
fn tables_and_errors_show_marks() {
    let bench = bench();
    let connected = bench.run(&["--sandbox", "connect", "facebook", "--page", "1001", "--no-instagram"]).expect(0);
    let count = connected.stdout.lines().count();
    for args in [&["list"][..], &["show", "1001"], &["log"], &["connect", "facebook", "--no-input"]] {
        let output = bench.run(&[&["--sandbox"], args].concat());
        harmless(&output.stdout);
        harmless(&output.stderr);
    }
    harmless(&connected.stdout);
    assert!(connected.stdout.contains(SHOWN), "{connected}");
    assert_eq!(bench.run(&["--sandbox", "list"]).expect(0).stdout.lines().count(), 1);
    let revoked = bench.run(&["--sandbox", "revoke", NAME, "--yes"]).expect(0);
    harmless(&revoked.stdout);
    assert!(count >= 1 && revoked.stdout.contains(SHOWN), "{revoked}");
}

#[test]
fn documents_keep_the_exact_name_and_are_harmless_to_look_at() {
    let bench = bench();
    let connected = bench.run(&["--sandbox", "connect", "facebook", "--all", "--json"]).expect(0);
    harmless(&connected.stdout);
    assert_eq!(connected.json()["connections"][0]["platform_display_name"], NAME);
    let listed = bench.run(&["--sandbox", "list", "--json"]).expect(0);
    harmless(&listed.stdout);
    assert_eq!(listed.json()["connections"][0]["platform_display_name"], NAME);
    assert_eq!(listed.stdout.lines().count(), 1);
    let shown = bench.run(&["--sandbox", "show", NAME, "--json"]).expect(0);
    assert_eq!(shown.json()["connection"]["ref"], "facebook:1001");
}

#[test]
fn the_picker_shows_marks_and_the_id() {
    let bench = bench();
    let mut command = std::process::Command::new(crate::bench::SNORQ);
    bench.dress(&mut command);
    command.stdin(std::process::Stdio::inherit()).env("TERM", "xterm-256color").args([
        "--sandbox",
        "connect",
        "facebook",
        "--consent",
        "auto",
    ]);
    let mut terminal = spawn_command(command, Some(20_000)).unwrap();
    // The pty's bytes are read one by one, so only ASCII can be waited for.
    let before = terminal.exp_string("connected B").unwrap();
    let after = terminal.exp_string("(1001)").unwrap();
    terminal.send_control('c').unwrap();
    let rest = terminal.exp_eof().unwrap();
    for text in [before, after, rest] {
        for bytes in ["\u{1b}[2J", "\u{e2}\u{80}\u{ae}", "\u{e2}\u{80}\u{8b}", "\u{c2}\u{9b}"] {
            assert!(!text.contains(bytes), "{text:?}");
        }
    }
}

/// Persian, Sinhala and a family, as their owners write them; a joiner that hides in a word is marked.
#[test]
fn joiners_stay_in_tables_and_csv_and_the_shown_name_can_be_typed() {
    let names = [
        ("1001", "کتاب\u{200c}فروشی تهران", None),
        ("1002", "ශ\u{dca}\u{200d}රී ලංකා", None),
        (
            "1003",
            "Fa\u{200d}mily \u{1F468}\u{200d}\u{1F469}\u{200d}\u{1F467}",
            Some("Fa\u{fffd}mily \u{1F468}\u{200d}\u{1F469}\u{200d}\u{1F467}"),
        ),
    ];
    let bench = Bench::new();
    bench.run(&["sandbox", "reset"]).expect(0);
    for (id, name, _) in names {
        rename_page(&bench.home(), id, name);
    }
    bench.run(&["--sandbox", "connect", "facebook", "--all", "--no-instagram"]).expect(0);
    let table = bench.run(&["--sandbox", "list"]).expect(0).stdout;
    let csv = bench.run(&["--sandbox", "list", "--csv"]).expect(0).stdout;
    for (id, name, shown) in names {
        let shown = shown.unwrap_or(name);
        assert!(table.contains(shown) && csv.contains(shown), "{shown}: {table}{csv}");
        for typed in [name, shown] {
            let found = bench.run(&["--sandbox", "show", typed, "--json"]).expect(0).json();
            assert_eq!(found["connection"]["platform_user_id"], id, "{typed}");
        }
    }
}

#[test]
fn whatever_is_typed_comes_back_harmless() {
    let bench = bench();
    for args in [&["show", NAME][..], &["app", "show", NAME], &["sandbox", "seed", NAME], &["app", "use", NAME]] {
        let output = bench.run(&[&["--sandbox"], args].concat()).expect(7);
        harmless(&output.stderr);
    }
}
