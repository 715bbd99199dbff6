//! What `explain` promises: every code of Meta's that is known, and honesty about the rest.

use serde_json::Value;
use snorq::sandbox::Action;

use crate::bench::{Bench, Hosted, refusal, snapshot};

/// Every code of Meta's that its documents and public reports name.
const TABLE: &str = include_str!("bench/codes.txt");

/// Subcodes that are asked for by themselves, as people copy them.
const BARE: &str = "2018001 2018108 2018278 2018344 2018015 2018040 2018041 2018053 2388093 2446079 2534014 2534022 2534068 36007 \
    36008 36009 463";

/// One row of the table.
struct Row {
    code: String,
    kind: &'static str,
    exit: u8,
    /// The remedy that `explain` gives.
    hint: String,
}

impl Row {
    /// The error as Meta sends it.
    fn error(&self) -> Action {
        let (code, subcode) = self.code.split_once('/').map_or((self.code.as_str(), None), |(a, b)| (a, Some(b)));
        refusal(code.parse().unwrap(), subcode.map(|subcode| subcode.parse().unwrap()))
    }

    /// Holds a failure's document against the row.
    #[track_caller]
    fn holds(&self, error: &Value) {
        let told = (&error["kind"], &error["exit_code"], &error["hint"]);
        assert_eq!(told, (&self.kind.into(), &self.exit.into(), &self.hint.as_str().into()), "{}", self.code);
    }
}

/// Every row, with what `explain` says of it.
fn rows() -> Vec<Row> {
    let all = TABLE.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let mut words = line.split(' ');
        let (kind, exit) = (words.next().unwrap(), words.next().unwrap().parse().unwrap());
        words.map(move |code| (kind, exit, code))
    });
    let all: Vec<(&str, u8, &str)> = all.collect();
    let codes: Vec<_> = all.iter().map(|(_, _, code)| *code).collect();
    let whole = Bench::new().run(&[&["explain", "--json"][..], &codes].concat()).expect(0).json();
    let explained = whole["explanations"].as_array().unwrap().iter();
    let row = |((kind, exit, code), one): (&(&'static str, u8, &str), &Value)| Row {
        code: (*code).to_owned(),
        kind,
        exit: *exit,
        hint: one["hint"].as_str().unwrap().to_owned(),
    };
    all.iter().zip(explained).map(row).collect()
}

#[test]
fn every_known_code_is_explained_offline_in_one_go() {
    let known = rows();
    let codes: Vec<_> = known.iter().map(|row| row.code.as_str()).chain(BARE.split_whitespace()).collect();
    let bench = Bench::new().with("https_proxy", "http://localhost:1");
    let whole = bench.run(&[&["explain", "--json"][..], &codes].concat()).expect(0).json();
    let found = whole["explanations"].as_array().unwrap();
    assert_eq!(found.len(), codes.len());
    for (code, one) in codes.iter().zip(found) {
        assert_eq!((&one["known"], &one["exact"]), (&true.into(), &true.into()), "{code}");
        for key in ["cause", "message", "waiting_helps", "hint"] {
            assert!(one[key].as_str().is_some_and(|text| !text.is_empty()), "{code}: {key}");
        }
    }
    assert!(!bench.home().exists(), "nothing is opened for it");
}

#[test]
fn what_is_not_known_is_said_and_exits_with_seven() {
    let bench = Bench::new();
    let args = ["explain", "190/460", "190/12345", "987654", "--json"];
    let output = bench.run(&args).expect(7);
    assert!(output.error()["message"].as_str().unwrap().contains("987654"), "{output}");
    snapshot("explain", output.json());
    bench.run(&["explain"]).expect(2);
    bench.run(&["explain", "no-code"]).expect(2);
}

/// Whatever a document or an exit says in a word can be asked about in that word.
#[test]
fn findings_reasons_exit_codes_and_pages_of_the_dialog_are_explained_too() {
    let bench = Bench::new();
    let asked = ["token_dead", "not_granted", "exit-9", "Feature Unavailable", "4", "secret_store_locked"];
    let whole = bench.run(&[&["explain", "--json"][..], &asked].concat()).expect(0).json();
    let found = whole["explanations"].as_array().unwrap();
    let kinds: Vec<_> = found.iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["finding", "reason", "exit_code", "dialog", "graph", "finding"]);
    assert_eq!(found[4]["exit_code"], "the platform asks to wait", "a bare number may be either");
    assert!(found.iter().all(|one| one["known"] == true && one["message"].is_string()));
    let words = bench.run(&["explain", "100", "This app needs at least one supported permission"]).expect(0);
    assert!(words.stdout.contains("if Meta says \"did not match the Viewing App\": the token belongs to another app"));
    assert!(words.stdout.contains("type Business"), "{words}");
}

#[test]
fn people_read_words_and_a_command_to_copy() {
    let output = Bench::new().run(&["--sandbox", "explain", "190/460"]).expect(0);
    assert!(output.stdout.contains("changed their password"), "{output}");
    assert!(output.stdout.contains("snorq --sandbox connect facebook"), "{output}");
}

/// The same through the binary, but for codes that it repeats a call for: those are in `refusals`.
#[test]
fn every_code_ends_the_binary_as_the_table_says() {
    // To a read, 1/99 is a passing fault, so that the call is repeated as well.
    let is_repeated = |row: &Row| ["rate_limited", "unreachable"].contains(&row.kind) || row.code == "1/99";
    let rows: Vec<_> = rows().into_iter().filter(|row| !is_repeated(row)).collect();
    std::thread::scope(|scope| {
        for some in rows.chunks(rows.len().div_ceil(4)) {
            scope.spawn(move || {
                let hosted = Hosted::start("small");
                let bench = Bench::new().within(&hosted);
                for row in some {
                    hosted.mend();
                    let connect = ["connect", "facebook", "--all", "--token-stdin", "--json"];
                    // A person who is gone is another matter than an object that is.
                    let (struck, args) = match row.kind {
                        "not_found" => ("/subscriptions", &["webhooks", "status", "--json"][..]),
                        _ => ("GET /v27.0/me", &connect[..]),
                    };
                    hosted.always(struck, row.error());
                    let output = bench.run_with(args, &hosted.credentials.user_token).expect(i32::from(row.exit));
                    row.holds(&output.error());
                }
            });
        }
    });
}
