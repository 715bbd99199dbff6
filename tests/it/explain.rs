//! What `explain` promises: every code of Meta's that is known, and honesty about the rest.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use snorq::clock::{Clock, System};
use snorq::domain::Secret;
use snorq::error::Failure;
use snorq::graph::{App, Endpoint, Graph};
use snorq::http::{Live, Roots};
use snorq::sandbox::Action;

use crate::bench::{Bench, Hosted, refusal, snapshot};

/// Every code of Meta's that its documents and public reports name: what kind of failure it is, the exit code, and the
/// codes with their subcodes.
const TABLE: &[(&str, u8, &str)] = &[
    (
        "authorization",
        3,
        "0 1/99 3 10 100/36007 100/36008 100/36009 101 102 190 190/452 190/458 190/459 190/460 190/463 190/464 190/467 \
         190/493 190/492 200 210 230 283 299 293 294 452 459 483 131005",
    ),
    (
        "rate_limited",
        4,
        "4 17 32 341 613 80000 80001 80002 80003 80004 80005 80006 80007 80008 80009 80014 130429 131048 131056 132069",
    ),
    ("unreachable", 9, "1 2 131000 131016 131057 133004"),
    ("not_found", 7, "33 100/33 803"),
    (
        "failed",
        1,
        "10/2018278 10/2534022 10/1893063 100 100/2018001 104 191 194 368 3962 506 551 551/1545041 2200 2201 2500 10900 \
         10900/1609005 130472 130497 131008 131009 131021 131026 131030 131062 131031 131037 131042 131045 131047 131049 \
         131051 131052 131053 132000 132001 132005 132007 132012 132015 132016 132068 133000 133005 133006 133008 133009 \
         133010 133015 133016 134011 135000 136025 137000 139100 139103 200000 200005 200008",
    ),
];

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
    let all = TABLE.iter().flat_map(|(kind, exit, codes)| codes.split_whitespace().map(|code| (*kind, *exit, code)));
    let all: Vec<_> = all.collect();
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
    let codes = TABLE.iter().map(|(_, _, codes)| *codes).chain([BARE]);
    let codes: Vec<_> = codes.flat_map(str::split_whitespace).collect();
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

#[test]
fn people_read_words_and_a_command_to_copy() {
    let output = Bench::new().run(&["--sandbox", "explain", "190/460"]).expect(0);
    assert!(output.stdout.contains("changed their password"), "{output}");
    assert!(output.stdout.contains("snorq --sandbox connect facebook"), "{output}");
}

/// A clock that does not wait.
struct Hasty;

#[async_trait::async_trait]
impl Clock for Hasty {
    fn now(&self) -> jiff::Timestamp {
        System.now()
    }

    async fn sleep(&self, _: Duration) {}
}

/// The client over HTTP: a refusal that stays becomes this failure, however often the client repeats the call.
#[tokio::test]
async fn every_code_that_strikes_a_call_has_its_kind_exit_code_and_remedy() {
    let hosted = Hosted::start("small");
    for row in rows() {
        let place: url::Url = hosted.url().parse().unwrap();
        let endpoint = Endpoint { graph: place.clone(), dialog: place, version: "v26.0".into() };
        let app =
            App { id: hosted.credentials.app_id.clone(), secret: Secret::new(hosted.credentials.app_secret.clone()) };
        let graph = Graph::new(Arc::new(Live::new(Roots::Loopback).unwrap()), Arc::new(Hasty), endpoint, app);
        hosted.mend();
        hosted.always("GET /v26.0/me", row.error());
        let trouble = graph.me(&Secret::new(hosted.credentials.user_token.clone())).await.unwrap_err();
        let failure = Failure::from(trouble);
        let kind = serde_json::to_value(failure.kind).unwrap();
        assert_eq!((kind, failure.kind.exit_code()), (row.kind.into(), row.exit), "{}", row.code);
        let words: Vec<_> = failure.hints.iter().map(|hint| hint.words.as_ref()).collect();
        assert!(row.hint.starts_with(&words.join("; ")) && !words.is_empty(), "{}: {words:?}", row.code);
    }
}

/// The same through the binary, but for codes that it repeats a call for: those are in `refusals`.
#[test]
fn every_code_ends_the_binary_as_the_table_says() {
    let rows: Vec<_> = rows().into_iter().filter(|row| !["rate_limited", "unreachable"].contains(&row.kind)).collect();
    std::thread::scope(|scope| {
        for some in rows.chunks(rows.len().div_ceil(4)) {
            scope.spawn(move || {
                let hosted = Hosted::start("small");
                let bench = Bench::new().within(&hosted);
                for row in some {
                    hosted.mend();
                    hosted.always("GET /v26.0/me", row.error());
                    let args = ["connect", "facebook", "--all", "--token-stdin", "--json"];
                    let output = bench.run_with(&args, &hosted.credentials.user_token).expect(i32::from(row.exit));
                    row.holds(&output.error());
                }
            });
        }
    });
}
