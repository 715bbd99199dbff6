//! What comes into the binary, read from the lock file, and who builds it.

use std::path::Path;

/// Versions before which a hole that matters here was open (`RustSec`); SQLite 3.51.3 is the first without the log's reset
/// bug, and comes with its crate's 0.37.
const FLOORS: &[(&str, [u64; 3])] = &[
    ("bytes", [1, 11, 1]),
    ("h2", [0, 4, 16]),
    ("idna", [1, 0, 3]),
    ("libsqlite3-sys", [0, 37, 0]),
    ("rustls-webpki", [0, 103, 13]),
    ("time", [0, 3, 47]),
    ("tracing-subscriber", [0, 3, 20]),
    ("webbrowser", [1, 2, 6]),
];

fn text(path: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

/// Names and versions of the lock file.
fn locked() -> Vec<(String, [u64; 3])> {
    let lock: toml::Table = text("Cargo.lock").unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap().iter();
    packages.map(|package| (package["name"].as_str().unwrap().to_owned(), version(&package["version"]))).collect()
}

fn version(text: &toml::Value) -> [u64; 3] {
    let numbers = text.as_str().unwrap().split(['.', '-', '+']).take(3).map(|number| number.parse().unwrap());
    numbers.collect::<Vec<_>>().try_into().unwrap()
}

#[test]
fn s03_no_version_with_a_hole_that_matters_is_locked() {
    let locked = locked();
    let below = |(name, version): &&(String, [u64; 3])| {
        FLOORS.iter().any(|(floored, floor)| name == floored && version < floor)
    };
    let below: Vec<_> = locked.iter().filter(below).collect();
    assert!(below.is_empty(), "{below:?}");
    let known = FLOORS.iter().filter(|(name, _)| locked.iter().any(|(locked, _)| locked == name)).count();
    assert!(known >= 7, "the floors are those of crates that are here");
}

/// Calls go over HTTP/1.1; whoever brings HTTP/2 in has the floor above to keep.
#[test]
fn r17_there_is_no_http_2() {
    assert!(!locked().iter().any(|(name, _)| name == "h2" || name == "h3"));
}

/// One library alone may lock a database file of a process.
#[test]
fn d12_there_is_one_sqlite() {
    assert_eq!(locked().iter().filter(|(name, _)| name.contains("sqlite") && name.ends_with("-sys")).count(), 1);
}

/// The kernel's own store forgets at a restart; it is in no build.
#[test]
fn v07_no_store_that_forgets_is_built_in() {
    assert!(!locked().iter().any(|(name, _)| name.contains("keyutils")));
}

/// What a test switches on must not be there to be switched on by others.
#[test]
fn s11_no_failpoints_are_compiled_in() {
    let manifest: toml::Table = text("Cargo.toml").unwrap().parse().unwrap();
    assert!(!manifest.contains_key("features"), "one build for all");
    let known = ["fail", "failpoints", "mockall", "mockito", "wiremock", "httpmock"];
    assert!(!locked().iter().any(|(name, _)| known.contains(&name.as_str())));
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"), "S-09");
}

/// A package carries no CI of its own.
#[test]
fn s10_actions_are_pinned_and_may_read_only() {
    let Some(workflow) = text(".github/workflows/ci.yml") else { return };
    let actions: Vec<_> = workflow.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")).collect();
    assert!(!actions.is_empty());
    for action in actions {
        let commit = action.split_once('@').and_then(|(_, rest)| rest.split_whitespace().next()).unwrap();
        assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
    }
    assert!(workflow.contains("\npermissions:\n  contents: read\n"));
    for more in ["write", "secrets", "pull_request_target", "workflow_run", "self-hosted"] {
        assert!(!workflow.contains(more), "{more}");
    }
}

/// A waiver is a line that ends with a date, and CI refuses one whose date has passed.
#[test]
fn s02_waivers_have_an_end() {
    let (Some(deny), Some(workflow)) = (text(".deny.toml"), text(".github/workflows/ci.yml")) else { return };
    let ignored = deny.split_once("ignore = [").map_or("", |(_, rest)| rest.split(']').next().unwrap());
    for line in ignored.lines().filter(|line| line.contains('{')) {
        assert!(line.contains("until 20"), "{line}");
    }
    assert!(workflow.contains("schedule:") && workflow.contains("check advisories"));
    assert!(workflow.contains("bash .ci/waivers"));
}
