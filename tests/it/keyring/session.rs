//! A session with a bus and a keyring of its own, as `tests/with-keyring` makes it.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::bench::{self, Bench};

const PROGRAMS: &[&str] = &["dbus-run-session", "dbus-send", "gnome-keyring-daemon", "secret-tool"];

/// What a program needs to know to find the keyring.
const TOLD: [&str; 2] = ["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"];

/// It lasts until it is dropped.
pub(super) struct Session {
    child: Child,
    vars: Vec<(&'static str, String)>,
}

impl Session {
    /// Starts one; `option` is an option of the script, or nothing for an unlocked keyring.
    pub(super) fn start(option: &str) -> Option<Self> {
        if let Some(name) = PROGRAMS.iter().find(|name| bench::program(&[name]).is_none()) {
            bench::left_out(&format!("there is no {name}, so no keyring"));
            return None;
        }
        let mut script = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/with-keyring"));
        if !option.is_empty() {
            script.arg(option);
        }
        // It tells where the bus is, and ends when its input does.
        let tell = TOLD.map(|name| format!("printf '%s\\n' \"${{{name}-}}\"")).join("; ");
        script.args(["sh", "-c", &format!("{tell}; cat")]);
        // The bus and the keyring's prompter complain about the lack of rights and of a screen.
        script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = script.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let vars = TOLD.iter().map(|name| (*name, lines.next().expect("the session starts").unwrap())).collect();
        Some(Self { child, vars })
    }

    /// A bench within it that says nothing of where secrets are to be.
    pub(super) fn bench(&self) -> Bench {
        self.moved(Bench::new().without("SNORQ_SECRETS").without("SNORQ_SECRETS_KEY_FILE"))
    }

    /// Another bench, moved here.
    pub(super) fn moved(&self, bench: Bench) -> Bench {
        let told = self.vars.iter().filter(|(_, value)| !value.is_empty());
        told.fold(bench, |bench, (name, value)| bench.with(name, value))
    }

    /// The names of all entries of the service `snorq`, as another program sees them.
    pub(super) fn entries(&self) -> BTreeSet<String> {
        let mut tool = Command::new("secret-tool");
        tool.args(["search", "--all", "--unlock", "service", "snorq"]).envs(self.vars.iter().cloned());
        let seen = tool.output().unwrap();
        let said = [seen.stdout, seen.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        said.lines().filter_map(|line| line.strip_prefix("attribute.username = ")).map(str::to_owned).collect()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The end of its input ends it, and it cleans up after itself.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
