//! What `explain` promises: every code of Meta's that is known, and honesty about the rest.

use crate::bench::{Bench, snapshot};

/// Codes that must have a meaning of their own, as Meta's documents and public reports name them.
const KNOWN: &str = "0 1 1/99 2 3 4 10 10/2018278 10/2534022 10/1893063 17 32 33 100/33 100 100/36007 100/36008 \
    100/36009 100/2018001 101 102 104 190 190/452 190/458 190/459 190/460 190/463 190/464 190/467 190/493 190/492 191 \
    194 200 210 230 283 299 293 294 341 368 452 3962 459 483 506 551 551/1545041 613 803 2200 2201 2500 10900 \
    10900/1609005 80000 80001 80002 80003 80004 80005 80006 80007 80008 80009 80014 130429 130472 130497 131000 131005 \
    131008 131009 131016 131021 131026 131030 131062 131031 131037 131042 131045 131047 131048 131049 131056 131051 \
    131052 131053 131057 132000 132001 132005 132007 132012 132015 132016 132068 132069 133000 133004 133005 133006 \
    133008 133009 133010 133015 133016 134011 135000 136025 137000 139100 139103 200000 200005 200008 2018001 2018108 \
    2018278 2018344 2018015 2018040 2018041 2018053 2388093 2446079 2534014 2534022 2534068 36007 36008 36009 463";

#[test]
fn every_known_code_is_explained_offline_in_one_go() {
    let codes: Vec<_> = KNOWN.split_whitespace().collect();
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

/// The same words come with the error itself.
#[test]
fn the_hint_of_an_error_is_the_remedy_of_its_code() {
    let hosted = crate::bench::Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let explained = bench.run(&["explain", "190/464", "368", "104", "--json"]).expect(0).json();
    for (index, (code, subcode)) in [(190, Some(464)), (368, None), (104, None)].into_iter().enumerate() {
        hosted.mend();
        hosted.once("GET /v26.0/me", crate::bench::refusal(code, subcode));
        let args = ["connect", "facebook", "--all", "--token-stdin", "--json"];
        let output = bench.run_with(&args, &hosted.credentials.user_token);
        assert_eq!(output.error()["hint"], explained["explanations"][index]["hint"], "{code}");
    }
}
