//! A room to test in. Every switch that it uses is public, so the binary under test is the one that is shipped.

mod absent;
mod browser;
mod fixture;
mod hosted;
mod normal;
mod output;
pub(crate) mod printed;
mod readme;
mod rows;
pub(crate) mod schema;
mod server;
mod source_tests;
mod untrusted;
pub(crate) mod world;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

pub(crate) use absent::{left_out, program};
pub(crate) use browser::Browser;
pub(crate) use fixture::{Fixture, words};
pub(crate) use hosted::{Hosted, refusal};
pub(crate) use normal::snapshot;
pub(crate) use output::Output;
pub(crate) use readme::examples;
pub(crate) use rows::{counted, rewrite, secrets};
pub(crate) use server::Server;
pub(crate) use source_tests::source_tests;
pub(crate) use untrusted::untrusted;
pub(crate) use world::rename_page;

/// The binary under test.
pub(crate) const SNORQ: &str = env!("CARGO_BIN_EXE_snorq");

/// A temporary home in an empty environment.
pub(crate) struct Bench {
    home: tempfile::TempDir,
    vars: Vec<(String, String)>,
}

impl Bench {
    /// An empty home. The data key is in a key file, where no profile says otherwise.
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let key = home.path().join("test.key");
        std::fs::write(&key, [7; 32]).unwrap();
        private(&key);
        let bench = Self { home, vars: Vec::new() };
        let key = key.to_string_lossy().into_owned();
        bench.with("SNORQ_SECRETS", "file").with("SNORQ_SECRETS_KEY_FILE", &key)
    }

    /// The same with a variable more.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.vars.retain(|(known, _)| known != name);
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same without a variable.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.vars.retain(|(known, _)| known != name);
        self
    }

    /// The same, with an app in the environment that lives at `server`.
    pub(crate) fn at(self, server: &Server) -> Self {
        self.with("SNORQ_APP_ID", server.text("app_id"))
            .with("SNORQ_APP_SECRET", server.text("app_secret"))
            .with("SNORQ_GRAPH_URL", server.text("graph_url"))
            .with("SNORQ_DIALOG_URL", server.text("dialog_url"))
    }

    /// The same, with an app in the environment that lives in this test.
    pub(crate) fn within(self, hosted: &Hosted) -> Self {
        self.with("SNORQ_APP_ID", &hosted.credentials.app_id)
            .with("SNORQ_APP_SECRET", &hosted.credentials.app_secret)
            .with("SNORQ_GRAPH_URL", hosted.url())
            .with("SNORQ_DIALOG_URL", hosted.url())
    }

    /// What its environment has beside home and path, for a program that runs snorq in its turn.
    pub(crate) fn vars(&self) -> Vec<(&str, &str)> {
        self.vars.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// `SNORQ_HOME`.
    pub(crate) fn home(&self) -> PathBuf {
        self.home.path().join("home")
    }

    /// A folder beside it, for a test's own files.
    pub(crate) fn side(&self) -> &Path {
        self.home.path()
    }

    /// The command, ready to be changed and run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(SNORQ);
        self.dress(&mut command);
        command.args(args);
        command
    }

    /// Gives any program the environment of this bench.
    pub(crate) fn dress(&self, command: &mut Command) {
        command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("HOME", self.side());
        command.env("SNORQ_HOME", self.home()).env("USER", "tester").env("COLUMNS", "100").env("TZ", "UTC");
        command.envs(self.vars.iter().map(|(name, value)| (name, value)));
        command.current_dir(self.side()).stdin(Stdio::null());
    }

    /// Runs a line of shell in which `snorq` is the binary under test.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn shell(&self, line: &str) -> Output {
        let mut shell = Command::new("sh");
        self.dress(&mut shell);
        let folder = Path::new(SNORQ).parent().unwrap().display();
        shell.env("PATH", format!("{folder}:/usr/local/bin:/usr/bin:/bin"));
        self.heard(shell.args(["-c", line]).output().unwrap(), &[line])
    }

    /// Runs snorq with `args`.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.heard(self.command(args).output().unwrap(), args)
    }

    /// Runs snorq with `args` and `input` on its standard input.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> Output {
        use std::io::Write as _;
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A child that does not read is part of what is tested.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        self.heard(child.wait_with_output().unwrap(), args)
    }

    /// What a process has said that ran here with `args`. Every command in it is tried.
    #[must_use = "say how it should end: expect"]
    pub(crate) fn heard(&self, output: std::process::Output, args: &[&str]) -> Output {
        let heard = Output::of(output, args);
        self.tried(args, [&heard.stdout, &heard.stderr]);
        heard
    }

    /// Tries every command in what was written here by a run with `args`.
    pub(crate) fn tried(&self, args: &[&str], texts: [&str; 2]) {
        let chosen = self.vars.iter().find(|(name, _)| name == "SNORQ_PROFILE").map(|(_, value)| value.as_str());
        printed::check(args, chosen, texts);
    }
}

/// The machine's time, for a sandbox inside the test.
#[expect(clippy::disallowed_methods, reason = "a test has no Clock of the product's")]
pub(crate) fn machine_time() -> snorq::sandbox::Now {
    std::sync::Arc::new(jiff::Timestamp::now)
}

/// A port that nobody has for now.
pub(crate) fn free_port() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port().to_string()
}

/// Makes a file its owner's alone.
pub(crate) fn private(path: &Path) {
    mode(path, 0o600);
}

/// Sets the rights of a file.
pub(crate) fn mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// Every file below `folder` with its bytes, by path.
pub(crate) fn files(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    found
}

/// The HMAC with which Meta signs and wants calls proven, as hexadecimal digits.
pub(crate) fn hmac_hex(key: &str, text: impl AsRef<[u8]>) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(text.as_ref());
    mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
