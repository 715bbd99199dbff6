//! What `plan`, `apply` and `export` promise.

use serde_json::json;

use crate::bench::{Bench, Hosted, Output};

/// A home in which the Page 1001 and its Instagram account are connected.
struct Desk {
    hosted: Hosted,
    bench: Bench,
}

impl Desk {
    fn new() -> Self {
        let hosted = Hosted::start("small");
        let bench = Bench::new().within(&hosted);
        bench
            .run_with(&["connect", "facebook", "--token-stdin", "--page", "1001"], &hosted.credentials.user_token)
            .expect(0);
        Self { hosted, bench }
    }

    fn file(&self, text: &str) {
        std::fs::write(self.bench.side().join("plan.toml"), text).unwrap();
    }

    fn run(&self, verb: &str, more: &[&str]) -> Output {
        self.bench.run(&[&[verb, "-f", "plan.toml"], more].concat())
    }

    fn export(&self) -> String {
        self.bench.run(&["export"]).expect(0).stdout
    }

    /// Calls that change a Page's subscription.
    fn writes(&self) -> usize {
        ["POST", "DELETE"]
            .iter()
            .flat_map(|verb| ["1001", "1003"].map(|page| format!("{verb} /v26.0/{page}/subscribed_apps")))
            .map(|call| self.hosted.count(&call))
            .sum()
    }
}

#[test]
fn what_is_exported_needs_no_change() {
    let desk = Desk::new();
    desk.file(&desk.export());
    let plan = desk.run("plan", &["--prune", "--exit-code", "--json"]).expect(0);
    assert_eq!(plan.json()["changes"], json!([]), "{plan}");
    let json = desk.bench.run(&["export", "--json"]).expect(0);
    std::fs::write(desk.bench.side().join("plan.json"), &json.stdout).unwrap();
    desk.bench.run(&["plan", "-f", "plan.json", "--exit-code"]).expect(0);
}

#[test]
fn a_plan_reads_like_a_diff_and_apply_makes_it_true_once() {
    let desk = Desk::new();
    let text = "[[connection]]\nref = 'facebook:1003'\nname = 'Second'\n\n\
                [[connection]]\nref = 'facebook:1001'\ninstagram = 'instagram:17841400000000001'\nfields = ['messages']\n";
    desk.file(text);
    let before = desk.writes();
    let plan = desk.run("plan", &["--exit-code"]).expect(5);
    assert!(plan.stdout.contains("+ facebook:1003 Second\n~ facebook:1001 "), "{plan}");
    assert!(plan.stdout.contains(" -message_reads"), "{plan}");
    assert_eq!(desk.writes(), before);
    let applied = desk.run("apply", &["--json"]).expect(0);
    assert_eq!(applied.json()["changes"].as_array().unwrap().len(), 2, "{applied}");
    assert!(desk.writes() > before);
    assert_eq!(desk.hosted.subscribed(), ["1001", "1003"]);
    desk.run("plan", &["--exit-code"]).expect(0);
    let (writes, others) = (desk.writes(), desk.hosted.count("POST /"));
    let again = desk.run("apply", &["--json"]).expect(0);
    assert_eq!(again.json()["changes"], json!([]), "{again}");
    assert_eq!((desk.writes(), desk.hosted.count("POST /")), (writes, others));
}

#[test]
fn only_prune_removes() {
    let desk = Desk::new();
    desk.file("");
    desk.run("plan", &["--exit-code"]).expect(0);
    desk.run("apply", &[]).expect(0);
    assert_eq!(desk.hosted.subscribed(), ["1001"]);
    let plan = desk.run("plan", &["--prune", "--exit-code"]).expect(5);
    assert!(plan.stdout.contains("- facebook:1001 "), "{plan}");
    desk.run("apply", &["--prune"]).expect(0);
    assert!(desk.hosted.subscribed().is_empty());
    desk.run("plan", &["--prune", "--exit-code"]).expect(0);
}

#[test]
fn an_empty_home_is_filled_with_a_token_from_stdin() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    std::fs::write(bench.side().join("plan.toml"), "[[connection]]\nref = 'facebook:1001'\n").unwrap();
    let refused = bench.run(&["apply", "-f", "plan.toml"]).expect(7);
    assert!(refused.stderr.contains("--token-stdin"), "{refused}");
    bench.run_with(&["apply", "-f", "plan.toml", "--token-stdin"], &hosted.credentials.user_token).expect(0);
    bench.run(&["plan", "-f", "plan.toml", "--exit-code"]).expect(0);
}

#[test]
fn a_wrong_file_names_the_place() {
    let desk = Desk::new();
    desk.file("[[connection]]\nref = 'whatsapp:1'\n");
    let refused = desk.run("plan", &[]).expect(2);
    assert!(
        refused.stderr.contains("connection 1: ref: 'whatsapp:1' is on whatsapp; expected facebook:ID"),
        "{refused}"
    );
}
