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
const VERIFY_TOKEN: &str = "canary-verify-token-0123456789";
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
        self.number();
        self.checked();
        self.keep_files("connected");
        self.run(0, &["revoke", "--all", "--yes"], "");
        self.keep_files("revoked");
        self.artefacts.add("the browser's arguments and environment", &fs::read(&self.browser.notes).unwrap());
    }

    /// A number, registered with a PIN, and a callback with a verify token of its own.
    fn number(&mut self) {
        let system = self.hosted.credentials.system_user_token.clone();
        self.hear(&["connect", "whatsapp", "--all", "--token-stdin", "--no-register"], &system);
        let url = format!("{}/callback", self.hosted.url());
        let set = ["webhooks", "set", "--object", "page", "--callback-url", &url, "--verify-token-stdin", "--yes"];
        self.hear(&set, VERIFY_TOKEN);
    }

    /// Everything that looks at a secret, proves it or renews it.
    fn checked(&mut self) {
        for args in [
            &["verify", "--all"][..],
            &["verify", "--all", "--fix", "--yes"],
            &["doctor"],
            &["permissions"],
            &["webhooks", "status"],
            &["export"],
            &["refresh", "--all"],
            &["send", "facebook:1001", "--to", "1", "--text", "x"],
        ] {
            self.hear(args, "");
            self.hear(&[args, &["--json"]].concat(), "");
        }
    }

    /// Runs a command, however it ends, and keeps what it said.
    fn hear(&mut self, args: &[&str], input: &str) {
        let output = self.bench.run_with(&[self.flags, args].concat(), input);
        self.artefacts.add(format!("streams of {args:?}"), (output.stdout.clone() + &output.stderr).as_bytes());
    }

    /// What goes wrong with a secret in hand.
    fn refused(&mut self, page: &str) {
        let foreign = self.hosted.sandbox.foreign_token();
        let connect = ["connect", "facebook", "--all", "--token-stdin"];
        for (token, code) in [(page, 3), (foreign.as_str(), 3), (JUNK_TOKEN, 3)] {
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
        let junk = [PASSPHRASE, WRONG_SECRET, JUNK_TOKEN, JUNK_CODE, VERIFY_TOKEN];
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
    let lines = whole
        .0
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter(|line| line.contains("DEBUG ") || line.contains("TRACE "))
        .count();
    assert!(lines >= 1000, "only {lines} log lines were written");
    let hits = whole.hits(&canaries);
    assert!(hits.is_empty(), "{}", hits.join("\n"));
    assert!(canaries.len() >= 25, "only {} canaries", canaries.len());
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

/// Names that a secret would have.
const SECRET: &[&str] = &["secret", "token", "password", "passphrase", "pin"];

/// What is shown because it was asked for; besides, a sandbox shows what belongs to a world that is made up.
const SHOWN: &[&str] = &["token.json: token"];

/// Every key of every document that a command can write.
#[test]
fn t15_no_document_has_a_place_for_a_secret() {
    let mut found = Vec::new();
    for (path, bytes) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let schema: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let mut keys = BTreeSet::new();
        keys_that_hold_text(&schema, &mut keys);
        let suspect = keys.into_iter().filter(|key| key.split('_').any(|word| SECRET.contains(&word)));
        found.extend(suspect.map(|key| format!("{name}: {key}")));
    }
    let own = |place: &&String| !place.starts_with("sandbox") && !SHOWN.contains(&place.as_str());
    let wrong: Vec<_> = found.iter().filter(own).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(found.iter().any(|place| place == SHOWN[0]), "the search finds what is there: {found:?}");
}

/// Keys of a schema whose value may be a text, wherever they stand.
fn keys_that_hold_text(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        let text = |below: &serde_json::Value| below["type"].to_string().contains("\"string\"");
        found.extend(properties.iter().filter(|(_, below)| text(below)).map(|(key, _)| key.clone()));
    }
    let below: Vec<_> = match schema {
        serde_json::Value::Object(map) => map.values().collect(),
        serde_json::Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    for one in below {
        keys_that_hold_text(one, found);
    }
}

/// Help, man pages, completions and README: no example puts a secret where a shell would remember it.
#[test]
fn t16_no_text_shows_a_secret_on_a_command_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = ["man", "completions"].into_iter().flat_map(|folder| files(&root.join(folder)));
    let readme = (root.join("README.md"), fs::read(root.join("README.md")).unwrap());
    let mut lines = 0;
    for (path, bytes) in texts.chain([readme]) {
        let text = String::from_utf8(bytes).unwrap().replace("\\-", "-");
        for line in text.lines().filter(|line| line.contains("snorq")) {
            lines += 1;
            assert!(!shows_a_secret(line), "{}: {line}", path.display());
        }
    }
    assert!(lines > 300, "{lines}");
    for planted in [
        "snorq x --token EAAG1234567890abcdef",
        "echo 0123456789abcdef0123456789abcdef | snorq",
        "SNORQ_APP_SECRET=abc snorq",
    ] {
        assert!(shows_a_secret(planted), "{planted}");
    }
}

/// A token, an app secret, or an option or variable with a secret's name and a value written out.
fn shows_a_secret(line: &str) -> bool {
    let shaped = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        word.len() >= 12 && word.starts_with("EAA")
            || word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let assigned = word.split_once('=').filter(|(name, _)| names_a_secret(name));
        if shaped(word) || assigned.is_some_and(|(_, value)| value.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            return true;
        }
        let option = word.strip_prefix("--").is_some_and(names_a_secret) && !word.ends_with("-stdin");
        if option && words.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            return true;
        }
    }
    false
}

fn names_a_secret(name: &str) -> bool {
    // Where a secret is kept, or how a code is sent, is none; `--code` is how a kind of fault names Meta's error.
    let last = name.rsplit(['-', '_']).next().unwrap_or_default().to_lowercase();
    ["secret", "token", "password", "passphrase"].contains(&last.as_str())
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
    "webhook/handshake.rs",
    "webhook/signature.rs",
];
