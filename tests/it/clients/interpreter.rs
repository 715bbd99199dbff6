//! The languages' own tools: an interpreter with the pinned libraries beside it, installed once under the target folder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::bench::{Server, left_out, program};

/// A language whose libraries are installed.
pub(super) struct Interpreter {
    interpreter: PathBuf,
    folder: PathBuf,
}

impl Interpreter {
    /// Python with a virtual environment of its own.
    pub(super) fn python() -> Option<&'static Self> {
        static INSTALLED: OnceLock<Option<Interpreter>> = OnceLock::new();
        let installed = INSTALLED.get_or_init(|| {
            let python =
                program(&["python3"]).filter(|python| runs(Command::new(python).args(["-c", "import ensurepip"])))?;
            let (source, home) = (sources("python"), target("python"));
            let interpreter = home.join("bin/python");
            once(&home, &source.join("requirements.txt"), || {
                must(Command::new(python).args(["-m", "venv", "--clear"]).arg(&home));
                let install =
                    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"];
                must(Command::new(&interpreter).args(install).arg(source.join("requirements.txt")));
            });
            Some(Self { interpreter, folder: source })
        });
        present(installed.as_ref(), "clients in Python: python3 with venv")
    }

    /// Node with the libraries of the lock file; the programs are copied beside them, where Node looks for them.
    pub(super) fn node() -> Option<&'static Self> {
        static INSTALLED: OnceLock<Option<Interpreter>> = OnceLock::new();
        let installed = INSTALLED.get_or_init(|| {
            let (node, npm) = (program(&["node", "nodejs"])?, program(&["npm"])?);
            let (source, home) = (sources("node"), target("node"));
            copy(&source, &home);
            once(&home, &source.join("package-lock.json"), || {
                let install = ["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"];
                must(Command::new(npm).args(install).current_dir(&home));
            });
            Some(Self { interpreter: node, folder: home })
        });
        present(installed.as_ref(), "clients in JavaScript: node and npm")
    }

    /// Runs a program against the sandbox; gives what it says that it saw.
    pub(super) fn run(&self, name: &str, server: &Server, more: &[(&str, &str)]) -> Value {
        let mut command = Command::new(&self.interpreter);
        command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("PYTHONDONTWRITEBYTECODE", "1");
        for key in ["graph_url", "dialog_url", "app_id", "app_secret", "user_token", "system_user_token"] {
            command.env(key.to_uppercase(), server.text(key));
        }
        command.envs(more.iter().copied()).arg(self.folder.join(name));
        let output = command.output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{name} failed: {err}\n{out}");
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{name} wrote no JSON: {error}\n{out}\n{err}"))
    }
}

fn present(installed: Option<&'static Interpreter>, what: &str) -> Option<&'static Interpreter> {
    if installed.is_none() {
        left_out(&format!("{what} are not on this machine"));
    }
    installed
}

fn sources(language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(language)
}

fn target(language: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients").join(language)
}

/// Installs unless this very lock file was installed before. One installation at a time, whoever runs the tests.
fn once(home: &Path, lock: &Path, install: impl FnOnce()) {
    std::fs::create_dir_all(home).unwrap();
    let turn = std::fs::File::create(home.with_extension("turn")).unwrap();
    turn.lock().unwrap();
    let (wanted, stamp) = (std::fs::read(lock).unwrap(), home.with_extension("installed"));
    if std::fs::read(&stamp).is_ok_and(|there| there == wanted) {
        return;
    }
    install();
    std::fs::write(stamp, wanted).unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn must(command: &mut Command) {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{command:?} failed: {told}");
}
