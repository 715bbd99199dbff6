//! A sandbox in a process of its own, as other programs use it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use snorq::sandbox::wire::{Live, Method, Request, Response, Roots, Transport as _};

use super::Bench;

/// A running `snorq sandbox start`; it ends with the test.
pub(crate) struct Server {
    child: Child,
    home: tempfile::TempDir,
    started: Value,
}

impl Server {
    /// Serves the world of `seed`.
    pub(crate) fn start(seed: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let snorq = |args: &[&str]| {
            let mut command = Command::new(super::SNORQ);
            command.env_clear().env("SNORQ_HOME", home.path()).args(args).stdin(Stdio::null()).stderr(Stdio::null());
            command
        };
        assert!(snorq(&["sandbox", "seed", seed]).stdout(Stdio::null()).status().unwrap().success(), "seed {seed}");
        let named = snorq(&["sandbox", "set", "--callbacks", "any"]).stdout(Stdio::null()).status().unwrap();
        assert!(named.success(), "callbacks of the test's own server");
        let mut child = snorq(&["sandbox", "start", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let started = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        super::schema::check_as("sandbox-start", &started);
        Self { child, home, started }
    }

    /// A value of the line that it printed.
    pub(crate) fn text(&self, key: &str) -> &str {
        self.started[key].as_str().unwrap_or_else(|| panic!("no {key} in {}", self.started))
    }

    /// A bench in its home.
    pub(crate) fn bench(&self) -> Bench {
        Bench::new().with("SNORQ_HOME", &self.home.path().to_string_lossy())
    }

    /// What it answers to the main person.
    pub(crate) async fn get(&self, path: &str) -> Response {
        let url = format!("{}{path}", self.text("url")).parse().unwrap();
        let token = format!("Bearer {}", self.text("user_token"));
        let request = Request::new(Method::Get, url).header("authorization", token);
        Live::new(Roots::Loopback).unwrap().send(request).await.unwrap()
    }

    /// The folder of its world.
    pub(crate) fn home(&self) -> &std::path::Path {
        self.home.path()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
