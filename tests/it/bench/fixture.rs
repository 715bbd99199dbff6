//! Where most tests of a command begin: a sandbox inside the test, and a home whose app lives there.
//!
//! What one file alone needs stands there, in an `impl` of its own.

use serde_json::{Value, json};
use snorq::sandbox::wire::Method;

use super::{Bench, Hosted, Output};

/// A sandbox inside the test, and a home whose app lives there.
pub(crate) struct Fixture {
    pub(crate) hosted: Hosted,
    pub(crate) bench: Bench,
}

impl Fixture {
    /// The world of `seed`, in which nothing is connected.
    pub(crate) fn new(seed: &str) -> Self {
        let hosted = Hosted::start(seed);
        Self { bench: Bench::new().within(&hosted), hosted }
    }

    /// The world of `seed`, with the Pages connected that `args` choose.
    pub(crate) fn with_pages(seed: &str, args: &[&str]) -> Self {
        let fixture = Self::new(seed);
        let _ = fixture.connect_pages(args).expect(0);
        fixture
    }

    /// Connects Pages with the ready-made user token.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn connect_pages(&self, args: &[&str]) -> Output {
        let args = [&["connect", "facebook", "--token-stdin", "--json"], args].concat();
        self.bench.run_with(&args, &self.hosted.credentials.user_token)
    }

    /// Connects WhatsApp numbers with the ready-made system token; `more` follows it on standard input.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn connect_numbers(&self, args: &[&str], more: &str) -> Output {
        let args = [&["connect", "whatsapp", "--token-stdin", "--json", "--no-input"], args].concat();
        self.bench.run_with(&args, &format!("{}\n{more}", self.hosted.credentials.system_user_token))
    }

    /// Renews what `args` say.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn refresh(&self, args: &[&str]) -> Output {
        self.bench.run(&[&["refresh", "--json"], args].concat())
    }

    /// Every record.
    pub(crate) fn list(&self) -> Vec<Value> {
        self.bench.run(&["list", "--json"]).expect(0).json()["connections"].as_array().unwrap().clone()
    }

    /// One record.
    pub(crate) fn show(&self, reference: &str) -> Value {
        self.bench.run(&["show", reference, "--json"]).expect(0).json()["connection"].clone()
    }

    /// The status of the record with this ref or id, or nothing where there is none.
    pub(crate) fn status(&self, reference: &str) -> String {
        let listed = self.list();
        let one = listed.iter().find(|one| one["ref"] == reference || one["platform_user_id"] == reference);
        one.map_or_else(String::new, |one| one["status"].as_str().unwrap().to_owned())
    }

    /// The token of a connection.
    pub(crate) fn token(&self, reference: &str) -> String {
        self.bench.run(&["token", reference, "--yes"]).expect(0).stdout.trim().to_owned()
    }

    /// The app's own token.
    pub(crate) fn app_token(&self) -> String {
        format!("{}|{}", self.hosted.credentials.app_id, self.hosted.credentials.app_secret)
    }

    /// A call to the sandbox behind snorq's back.
    pub(crate) fn call(&self, method: Method, path: &str, token: &str) {
        self.hosted.call(method, path, token);
    }

    /// An address of this machine that answers as the app's server should.
    pub(crate) fn callback(&self) -> String {
        format!("{}/callback", self.hosted.url())
    }

    /// Checks what `args` say.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn verify(&self, args: &[&str]) -> Output {
        self.bench.run(&[&["verify", "--json"], args].concat())
    }

    /// The findings of a check that ends with `code`, as `code ref`.
    #[track_caller]
    pub(crate) fn found(&self, args: &[&str], code: i32) -> Vec<String> {
        words(&self.verify(args).expect(code).json()["findings"])
    }

    /// A check of everything has no finding.
    #[track_caller]
    pub(crate) fn is_healthy(&self) {
        let whole = self.verify(&[]).expect(0).json();
        assert_eq!((&whole["healthy"], &whole["findings"]), (&true.into(), &json!([])));
    }

    /// How many secrets are kept.
    pub(crate) fn secrets(&self) -> usize {
        super::secrets(&self.bench.home())
    }
}

/// Findings as `code ref`.
pub(crate) fn words(findings: &Value) -> Vec<String> {
    let word = |one: &Value| format!("{} {}", one["code"].as_str().unwrap(), one["ref"].as_str().unwrap_or("app"));
    findings.as_array().unwrap().iter().map(word).collect()
}
