//! No secret is where it should not be.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use clap::CommandFactory as _;

use crate::bench::{Bench, Browser, Hosted, files, private, refusal};

const PASSPHRASE: &str = "correct horse canary staple";
const WRONG_SECRET: &str = "c0ffee00c0ffee11c0ffee22c0ffee33";
const JUNK_TOKEN: &str = "EAACanaryThatMetaNeverMade1234567890";
const JUNK_CODE: &str = "AQCanaryCodeThatNobodyRedeems0987654321";
/// The ways in which a secret is looked for.
const FORMS: usize = 8;

/// What was seen, by where it was seen.
#[derive(Default)]
struct Artefacts(Vec<(String, String)>);

impl Artefacts {
    /// Bytes are kept as Latin-1, one character each, so that they can be searched as text.
    fn add(&mut self, place: impl Into<String>, bytes: &[u8]) {
        self.0.push((place.into(), latin(bytes)));
    }

    fn hits(&self, canaries: &BTreeSet<Vec<u8>>) -> Vec<String> {
        let patterns: Vec<String> = canaries.iter().flat_map(|canary| forms(canary)).collect();
        let found = |(place, text): &(String, String)| {
            patterns.iter().find(|pattern| text.contains(*pattern)).map(|pattern| format!("{place}: {pattern}"))
        };
        self.0.iter().filter_map(found).collect()
    }
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// Raw, base64 and base64url (each at any alignment), hex in both cases, percent, UTF-16 in both orders.
fn forms(canary: &[u8]) -> Vec<String> {
    let hex: String = canary.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let percent: String = canary.iter().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
    let (before, after) = (canary.iter().flat_map(|byte| [0, *byte]), canary.iter().flat_map(|byte| [*byte, 0]));
    let (big, little): (Vec<u8>, Vec<u8>) = (before.collect(), after.collect());
    let mut forms = vec![latin(canary), hex.to_uppercase(), hex, percent, latin(&big), latin(&little)];
    for skip in 0..3 {
        let rest = &canary[skip..];
        let whole = &rest[..rest.len() / 3 * 3];
        forms.extend([STANDARD_NO_PAD.encode(whole), URL_SAFE_NO_PAD.encode(whole)]);
    }
    forms
}

/// Looks at every process's arguments until it is stopped.
struct Watch {
    stop: mpsc::Sender<()>,
    thread: JoinHandle<BTreeSet<Vec<u8>>>,
}

impl Watch {
    fn start() -> Self {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let mut seen = BTreeSet::new();
            while stopped.recv_timeout(Duration::from_millis(1)) == Err(RecvTimeoutError::Timeout) {
                for entry in fs::read_dir("/proc").unwrap().flatten() {
                    seen.extend(fs::read(entry.path().join("cmdline")));
                }
            }
            seen
        });
        Self { stop, thread }
    }

    fn end(self) -> BTreeSet<Vec<u8>> {
        self.stop.send(()).unwrap();
        self.thread.join().unwrap()
    }
}

/// A home in which a whole story is told.
struct Story {
    hosted: Hosted,
    bench: Bench,
    browser: Browser,
    artefacts: Artefacts,
    flags: &'static [&'static str],
}

impl Story {
    fn new(change: impl FnOnce(Bench) -> Bench, flags: &'static [&'static str]) -> Self {
        let (hosted, bench) = (Hosted::start("small"), Bench::new());
        let browser = Browser::install(bench.side());
        let bench = change(bench).with("BROWSER", &browser.program.to_string_lossy());
        Self { hosted, bench, browser, artefacts: Artefacts::default(), flags }
    }

    /// Runs a command and keeps what it said; answers its stdout.
    fn run(&mut self, code: i32, args: &[&str], input: &str) -> String {
        let output = self.bench.run_with(&[self.flags, args].concat(), input).expect(code);
        if args[0] == "token" {
            self.artefacts.add(format!("stderr of {args:?}"), output.stderr.as_bytes());
        } else {
            self.artefacts.add(format!("streams of {args:?}"), (output.stdout.clone() + &output.stderr).as_bytes());
        }
        output.stdout
    }

    fn tell(&mut self) {
        let (url, credentials) = (self.hosted.url().to_owned(), self.hosted.credentials.clone());
        let add = ["app", "add", "acme", "--app-id", &credentials.app_id, "--secret-stdin"];
        self.run(0, &[&add[..], &["--graph-url", &url, "--dialog-url", &url]].concat(), &credentials.app_secret);
        self.run(0, &["connect", "facebook", "--all"], "");
        self.run(0, &["connect", "facebook", "--all", "--token-stdin"], &credentials.user_token);
        for args in [&["list"][..], &["show", "1001"], &["log"], &["app", "show"], &["app", "list"]] {
            self.run(0, args, "");
            self.run(0, &[args, &["--json"]].concat(), "");
        }
        let page = self.run(0, &["token", "1001"], "");
        self.refused(&page);
        self.keep_files("connected");
        self.run(0, &["revoke", "--all", "--yes"], "");
        self.keep_files("revoked");
        self.artefacts.add("the browser's arguments and environment", &fs::read(&self.browser.notes).unwrap());
    }

    /// What goes wrong with a secret in hand.
    fn refused(&mut self, page: &str) {
        let foreign = self.hosted.sandbox.foreign_token();
        let connect = ["connect", "facebook", "--all", "--token-stdin"];
        for (token, code) in [(page, 1), (foreign.as_str(), 1), (JUNK_TOKEN, 3)] {
            self.run(code, &connect, token);
        }
        self.hosted.once("/me", refusal(190, Some(463)));
        let user = self.hosted.credentials.user_token.clone();
        self.run(3, &[&connect[..], &["--json"]].concat(), &user);
        self.run(3, &["app", "set", "acme", "--secret-stdin"], WRONG_SECRET);
        let pasted = format!("http://localhost:8443/callback?code={JUNK_CODE}&state=wrong\n");
        self.run(2, &["connect", "facebook", "--all", "--paste"], &pasted);
        self.hosted.once("/oauth/access_token", refusal(100, Some(36_009)));
        self.run(3, &["connect", "facebook", "--all"], "");
    }

    fn keep_files(&mut self, when: &str) {
        for (path, bytes) in files(&self.bench.home()) {
            self.artefacts.add(format!("{} when {when}", path.display()), &bytes);
        }
    }

    fn canaries(&self) -> BTreeSet<Vec<u8>> {
        let own = [self.hosted.credentials.app_secret.as_str(), &self.hosted.credentials.user_token];
        let junk = [PASSPHRASE, WRONG_SECRET, JUNK_TOKEN, JUNK_CODE];
        let wire = self.hosted.secrets();
        assert!(wire.iter().any(|secret| secret.starts_with("SNORQCODE")), "a code was seen");
        assert!(wire.iter().any(|secret| secret.starts_with("SNORQSANDBOXP")), "a Page's token was seen");
        let all = own.into_iter().chain(junk).chain(wire.iter().map(String::as_str));
        all.map(|text| text.as_bytes().to_vec()).collect()
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "a figure to be read")]
fn no_secret_appears_anywhere_but_in_the_vault() {
    let key: Vec<u8> = (0..32_u8).map(|index| index.wrapping_mul(151).wrapping_add(77)).collect();
    let by_key = |bench: Bench| {
        let path = bench.side().join("test.key");
        fs::write(&path, &key).unwrap();
        private(&path);
        bench
    };
    let by_passphrase = |bench: Bench| {
        let bench = bench.without("SNORQ_SECRETS_KEY_FILE").with("SNORQ_SECRETS_PASSPHRASE", PASSPHRASE);
        bench.with("SNORQ_LOG", "trace")
    };
    let mut stories = [Story::new(by_key, &["-vvv"]), Story::new(by_passphrase, &[])];
    let watch = Watch::start();
    let (mut whole, mut canaries) = (Artefacts::default(), BTreeSet::from([key.clone()]));
    for story in &mut stories {
        story.tell();
        canaries.extend(story.canaries());
        whole.0.append(&mut story.artefacts.0);
    }
    for arguments in watch.end() {
        whole.add("somebody's arguments", &arguments);
    }
    let lines = whole.0.iter().flat_map(|(_, text)| text.lines()).filter(|line| line.contains("DEBUG ")).count();
    assert!(lines >= 100, "only {lines} log lines were written");
    let hits = whole.hits(&canaries);
    assert!(hits.is_empty(), "{}", hits.join("\n"));
    println!("{} canaries × {FORMS} forms over {} artefacts: 0 hits", canaries.len(), whole.0.len());
}

/// The search finds what it should.
#[test]
fn a_leak_would_be_found_in_every_form() {
    let canaries = BTreeSet::from([JUNK_TOKEN.as_bytes().to_vec()]);
    for form in forms(JUNK_TOKEN.as_bytes()) {
        let bytes: Vec<u8> = format!("xy{form}z").chars().map(|c| u8::try_from(c).unwrap()).collect();
        let mut artefacts = Artefacts::default();
        artefacts.add("here", &bytes);
        assert_eq!(artefacts.hits(&canaries).len(), 1, "{form}");
    }
    for before in ["", "a", "ab"] {
        let mut artefacts = Artefacts::default();
        artefacts.add("here", STANDARD_NO_PAD.encode(format!("{before}{JUNK_TOKEN}")).as_bytes());
        assert_eq!(artefacts.hits(&canaries).len(), 1, "after {before:?}");
    }
}

#[test]
fn secrets_are_exposed_in_the_listed_files_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let exposing = |(path, bytes): (std::path::PathBuf, Vec<u8>)| {
        let path = path.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
        let text = String::from_utf8(bytes).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let is_test = path.ends_with("tests.rs") || path.contains("/tests/") || path.ends_with("/contract.rs");
        (!is_test && text.contains("expose")).then_some(path)
    };
    let found: Vec<_> = files(&source).into_iter().filter_map(exposing).collect();
    assert_eq!(found, EXPOSING);
}

#[test]
fn no_option_takes_a_secret_value() {
    let mut wrong = Vec::new();
    walk(&snorq::Cli::command(), &mut wrong);
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn walk(command: &clap::Command, wrong: &mut Vec<String>) {
    let secret = |name: &str| {
        // How a code is sent is no code.
        name != "request-code"
            && name.split('-').any(|word| ["secret", "token", "password", "passphrase", "pin", "code"].contains(&word))
    };
    for option in command.get_arguments().filter(|option| option.get_action().takes_values()) {
        let names = [Some(option.get_id().as_str()), option.get_long()];
        if names.into_iter().flatten().any(|name| secret(&name.replace('_', "-"))) {
            wrong.push(format!("{} {}", command.get_name(), option.get_id()));
        }
    }
    command.get_subcommands().for_each(|below| walk(below, wrong));
}

/// Each needs the bare text: to send it, to store it, to prove it, to cut it out of an answer, to check what was typed, or to print it when asked.
const EXPOSING: &[&str] = &[
    "commands/connect/login_method.rs",
    "commands/sandbox/start.rs",
    "commands/token.rs",
    "domain/secret.rs",
    "graph/appsecret_proof.rs",
    "graph/batch.rs",
    "graph/call.rs",
    "graph/client.rs",
    "graph/mod.rs",
    "graph/numbers.rs",
    "graph/redact.rs",
    "platforms/callback.rs",
    "secrets/key_file.rs",
    "secrets/keyring/entry.rs",
    "secrets/keyring/mod.rs",
    "secrets/passphrase.rs",
    "secrets/seal.rs",
    "settings/env.rs",
];
