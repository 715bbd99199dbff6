//! The tests that stand outside the house. One binary; every module says what belongs in it.

#![allow(clippy::unwrap_used, unreachable_pub, reason = "all of it is test, the helpers included")]

/// A room to test in: a temporary home, an empty environment, the real binary, a sandbox on a free port.
mod bench;

/// The login in a real Chromium: dialog, loopback, and the pages in between.
mod browser;

/// Secrets in a real keyring.
mod keyring;

/// The floor plan of `src/lib.rs`: who may use whom.
mod layers;

/// No hint is written as text.
mod hints;

/// Completions and man pages are those that the command tree gives.
mod generated;

/// Every document that a command writes, against its snapshot.
mod documents;
/// Questions on a real terminal.
mod prompt;

/// Exit codes, flags and variables, naming a connection, and asking.
mod contract;

/// Variables, limits and signals.
mod environment;

/// A profile stays at its place: no variable leads its secrets elsewhere.
mod places;

/// Receiving: what comes is shown, kept, passed on, and nothing of it is left behind.
mod listen;

/// What was acknowledged outlasts kills and bad targets.
mod outlasts;

/// A message arrives, or what keeps it back is named.
mod prove;

/// What `connect` promises: repeats, losses, fields, dry runs, reasons.
mod connect;

/// What `connect whatsapp` promises.
mod connect_whatsapp;

/// What leaves this machine.
mod proxy;

/// What becomes of numbers when Meta's answer is lost.
mod lost_answers;

/// What `revoke` promises.
mod revoke;

/// What Graph can answer instead of yes.
mod refusals;

/// What Tab offers.
mod completions;

/// What `list` promises.
mod list;

/// What `verify` promises.
mod verify;

/// What comes into the binary, and who builds it.
mod supply;

/// What `doctor` promises.
mod doctor;

/// What `send` promises.
mod send;

/// What `status` and `open` promise.
mod status;

/// What `webhooks` promises.
mod webhooks;

/// What the guide for CI shows.
mod guide;

/// What `plan`, `apply` and `export` promise.
mod plan;

/// What `refresh` and `permissions` promise.
mod refresh;

/// What `refresh` promises about WhatsApp.
mod refresh_whatsapp;

/// What `explain` promises.
mod explain;

/// No secret is where it should not be.
mod secrecy;

/// Names that other people chose.
mod hostile_names;

/// Faults, controls and the doors of a sandbox that runs in another process.
mod sandbox_controls;

/// What a sandbox tells the app's server, across processes.
mod sandbox_webhooks;

/// Killed at every step.
mod kill;

/// Asked to end.
mod signals;

/// Several processes at once.
mod concurrency;

/// Clients that others wrote, against the sandbox.
mod clients;
/// Worlds as files.
mod sandbox_worlds;

/// The table of what the sandbox imitates.
mod conformance;

/// The table of what is asked for reliability and security.
mod requirements;

/// No file of this folder is forgotten.
#[test]
fn every_file_is_a_module() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
        assert!(name == "main" || main.contains(&format!("mod {name};")), "tests/it/{name} is not listed in main.rs");
    }
}
