//! Opening the dialog in front of the admin.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, sleep};
use url::{Host, Url};

use super::LoginError;

/// A program that still runs after this long has opened the address.
const SETTLED: Duration = Duration::from_millis(1500);
/// Between two looks at a program that was started.
const LOOK: Duration = Duration::from_millis(20);

/// What a browser needs of the environment. Ours can hold secrets, and a browser hands its own on to whatever it
/// starts.
const ENVIRONMENT: [&str; 13] = [
    "PATH",
    "HOME",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "XDG_CURRENT_DESKTOP",
    "XDG_DATA_DIRS",
    "DBUS_SESSION_BUS_ADDRESS",
    "LANG",
    // Windows programs do not start without these.
    "SystemRoot",
    "USERPROFILE",
    "LOCALAPPDATA",
];

/// The programs that open an address where the person names none.
#[cfg(not(any(windows, target_os = "macos")))]
const USUAL: [&str; 3] = ["xdg-open", "x-www-browser", "wslview"];

/// Opens an address.
#[async_trait]
pub trait Opener: Send + Sync {
    /// Opens `address`; the error says in words why it could not be. It is polled while the login is served, and
    /// dropped with it.
    async fn open(&self, address: &Url) -> Result<(), String>;

    /// Whether it opens anything at all; otherwise the admin is told to.
    fn opens(&self) -> bool {
        true
    }

    /// The error with which a failure to open ends the login. Usually none: the admin can open the address by hand.
    fn fatal(&self, reason: &str) -> Option<LoginError> {
        let _ = reason;
        None
    }
}

/// Opens nothing: the admin does it.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoBrowser;

#[async_trait]
impl Opener for NoBrowser {
    async fn open(&self, _address: &Url) -> Result<(), String> {
        Ok(())
    }

    fn opens(&self) -> bool {
        false
    }
}

/// A browser on this machine.
#[derive(Debug, Clone)]
pub struct Browser {
    program: Option<String>,
    environment: Vec<(String, String)>,
}

impl Browser {
    /// Uses `program` (what `BROWSER` says: alternatives separated by `:`, each a program with its arguments, of which
    /// `%s` stands for the address) or the system's default. The programs see only those pairs of `environment` that
    /// a browser needs.
    pub fn new(program: Option<String>, environment: Vec<(String, String)>) -> Self {
        let environment = environment.into_iter().filter(|(name, _)| ENVIRONMENT.contains(&name.as_str())).collect();
        Self { program: program.filter(|program| !program.trim().is_empty()), environment }
    }

    /// The program that an address would be opened with, looked up and not started: what `BROWSER` says or, without it,
    /// the system's way. `None` if there is none.
    pub fn program(&self) -> Option<String> {
        match &self.program {
            Some(program) => first_there(alternatives(program), &self.environment),
            None => self.default_program(),
        }
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    fn default_program(&self) -> Option<String> {
        let screen = ["DISPLAY", "WAYLAND_DISPLAY"];
        let has_screen = self.environment.iter().any(|(name, _)| screen.contains(&name.as_str()));
        let usual = USUAL.map(|program| vec![program.to_owned()]).to_vec();
        let found = (has_screen || is_wsl()).then(|| first_there(usual, &self.environment)).flatten();
        found.or_else(|| is_wsl().then(|| "the browser of Windows".to_owned()))
    }

    #[cfg(any(windows, target_os = "macos"))]
    #[expect(clippy::unused_self, reason = "the other systems' way looks at the environment")]
    fn default_program(&self) -> Option<String> {
        Some("the default browser".to_owned())
    }

    async fn run_first(&self, alternatives: Vec<Vec<String>>, address: &Url) -> Result<(), String> {
        let mut reason = "no program is named".to_owned();
        for words in alternatives {
            match self.run(&words, address).await {
                Ok(()) => return Ok(()),
                Err(why) => reason = why,
            }
        }
        Err(reason)
    }

    /// Runs a program with the address as exactly one argument more; there is no shell that could read it otherwise.
    async fn run(&self, words: &[String], address: &Url) -> Result<(), String> {
        let Some((program, arguments)) = with_address(words, address) else {
            return Err("no program is named".to_owned());
        };
        let child = Command::new(&program)
            .args(arguments)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match child {
            Ok(child) => settled(child, &program).await,
            Err(error) => Err(format!("{program}: {error}")),
        }
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    async fn open_default(&self, address: &Url) -> Result<(), String> {
        // The `webbrowser` crate runs the same programs, but hands our whole environment to them.
        let usual = USUAL.map(|program| vec![program.to_owned()]).to_vec();
        match self.run_first(usual, address).await {
            Err(_) if is_wsl() => by_crate(address),
            Err(_) => Err("no browser was found".to_owned()),
            Ok(()) => Ok(()),
        }
    }

    #[cfg(any(windows, target_os = "macos"))]
    #[expect(clippy::unused_async, reason = "the other systems' way waits")]
    async fn open_default(&self, address: &Url) -> Result<(), String> {
        by_crate(address)
    }
}

#[async_trait]
impl Opener for Browser {
    async fn open(&self, address: &Url) -> Result<(), String> {
        if !is_allowed(address) {
            return Err("only https and this machine's own addresses are opened".to_owned());
        }
        match &self.program {
            Some(program) => self.run_first(alternatives(program), address).await,
            None => self.open_default(address).await,
        }
    }
}

/// The system's own way of opening, which starts no program of ours.
fn by_crate(address: &Url) -> Result<(), String> {
    webbrowser::open(address.as_str()).map_err(|error| error.to_string())
}

/// Whether Windows is underneath; its programs do not get this system's environment.
#[cfg(not(any(windows, target_os = "macos")))]
fn is_wsl() -> bool {
    std::path::Path::new("/proc/sys/fs/binfmt_misc/WSLInterop").exists()
}

/// `https` anywhere, plain `http` on this machine only; never with a user name, never anything else.
fn is_allowed(address: &Url) -> bool {
    let plain = address.username().is_empty() && address.password().is_none();
    plain
        && match address.scheme() {
            "https" => address.host().is_some(),
            "http" => is_loopback(address),
            _ => false,
        }
}

/// Whether `address` is on this machine.
pub(super) fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// `BROWSER`'s alternatives in words. The name of an existing file is one word, whatever is in it.
fn alternatives(program: &str) -> Vec<Vec<String>> {
    if std::path::Path::new(program).is_file() {
        return vec![vec![program.to_owned()]];
    }
    // A drive letter's colon separates nothing.
    let parts: Vec<&str> = if cfg!(windows) { vec![program] } else { program.split(':').collect() };
    let words = |part: &str| part.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>();
    parts.into_iter().map(words).filter(|words| !words.is_empty()).collect()
}

/// The first of `alternatives` that is a file, by its path or in a folder of `PATH`.
fn first_there(alternatives: Vec<Vec<String>>, environment: &[(String, String)]) -> Option<String> {
    let path = environment.iter().find(|(name, _)| name == "PATH").map_or("", |(_, value)| value.as_str());
    let there = |program: &String| {
        program.contains(std::path::MAIN_SEPARATOR) && std::path::Path::new(program).is_file()
            || std::env::split_paths(path).any(|folder| folder.join(program).is_file())
    };
    alternatives.into_iter().filter_map(|words| words.into_iter().next()).find(there)
}

/// Program and arguments: the address in place of the first `%s`, or at the end; other `%s` fall away.
fn with_address(words: &[String], address: &Url) -> Option<(String, Vec<String>)> {
    let (program, rest) = words.split_first()?;
    let place = rest.iter().position(|word| word == "%s").unwrap_or(rest.len());
    let mut arguments: Vec<String> = rest.iter().filter(|word| *word != "%s").cloned().collect();
    arguments.insert(place, address.as_str().to_owned());
    Some((program.clone(), arguments))
}

/// Waits until the program has ended well or has been running for a while.
async fn settled(mut child: Child, program: &str) -> Result<(), String> {
    let until = Instant::now() + SETTLED;
    while Instant::now() < until {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("{program} ended with {status}")),
            Ok(None) => sleep(LOOK).await,
            Err(error) => return Err(format!("{program}: {error}")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
