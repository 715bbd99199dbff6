//! Real parts that a machine may lack: a browser, a keyring, a terminal.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A program of this machine, if it has it; the first of these names that it knows.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| named(name))
}

fn named(name: &str) -> Option<PathBuf> {
    ["/usr/local/bin", "/usr/bin", "/bin"].iter().map(|folder| Path::new(folder).join(name)).find(|path| path.exists())
}

/// Says, past the capture of tests, that a test was left out. Where all must run, that is a failure.
#[expect(clippy::disallowed_methods, reason = "how tests are told that all of them must run")]
pub fn left_out(why: &str) {
    assert!(std::env::var_os("SNORQ_TEST_ALL").is_none(), "{why}; tests/run installs what is needed");
    std::io::stderr().write_all(format!("left out: {why}\n").as_bytes()).unwrap();
}
