//! This machine: folders, disk, configuration file, port, browser.

use std::path::Path;

use super::Check;
use crate::domain::Code;
use crate::domain::hint::{Connect, Hint, Method, Property, Step};
use crate::error::Failure;
use crate::login::LoginError;

/// Less than this is too little for the database's own work.
const NO_SPACE: u64 = 1 << 20;
/// Less than this will soon be too little.
const LITTLE_SPACE: u64 = 64 << 20;

/// The folders of snorq: there or makeable, writable, and with room.
pub fn home(folders: &[&Path]) -> Vec<Check> {
    let mut found: Vec<_> = folders.iter().filter_map(|folder| unwritable(folder)).collect();
    found.extend(folders.iter().find_map(|folder| short_of_space(folder)));
    if found.is_empty() {
        let names: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
        found.push(Check::ok("home", names.join(", ")));
    }
    found
}

/// The nearest folder that is there decides whether those below it can be made.
fn nearest(folder: &Path) -> &Path {
    folder.ancestors().find(|one| one.symlink_metadata().is_ok()).unwrap_or(folder)
}

fn unwritable(folder: &Path) -> Option<Check> {
    let there = nearest(folder);
    let reason = if there.is_dir() { no_right(there)? } else { "it is no folder".to_owned() };
    let words = format!("{} cannot be written: {}: {reason}", folder.display(), there.display());
    let check = Check::problem("home", Code::HomeUnwritable, words).why("nothing can be recorded");
    Some(check.hint("give yourself the right to write there, or set SNORQ_HOME to a folder of your own"))
}

#[cfg(unix)]
fn no_right(folder: &Path) -> Option<String> {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).err().map(|error| std::io::Error::from(error).to_string())
}

#[cfg(not(unix))]
fn no_right(folder: &Path) -> Option<String> {
    folder.metadata().ok().filter(|found| found.permissions().readonly()).map(|_| "it is read-only".to_owned())
}

#[cfg(unix)]
fn space(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(nearest(folder)).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn space(_: &Path) -> Option<u64> {
    None
}

fn short_of_space(folder: &Path) -> Option<Check> {
    judge_space(folder, space(folder)?)
}

fn judge_space(folder: &Path, free: u64) -> Option<Check> {
    let words = format!("{} MB free at {}", free >> 20, folder.display());
    let check = match free {
        0..NO_SPACE => Check::problem("disk", Code::DiskFull, words),
        NO_SPACE..LITTLE_SPACE => Check::warning("disk", Code::DiskLow, words),
        _ => return None,
    };
    Some(check.why("a full disk stops every change half way").hint("make room, or set SNORQ_HOME to another disk"))
}

/// The configuration file: readable, and only what is known in it.
pub fn configuration(read: Result<(), Failure>) -> Option<Check> {
    let failure = read.err()?;
    Some(Check::failed("configuration", Code::ConfigurationUnreadable, &failure).why("the profiles are in there"))
}

/// A login for which nothing listens.
const PASTE: Step = Connect::AGAIN.by(Method::Paste).step();

/// Whether a login could listen: on `wanted`, or on any free port.
pub fn port(wanted: Option<u16>, tried: Result<u16, LoginError>) -> Check {
    let error = match (tried, wanted) {
        (Ok(port), Some(_)) => return Check::ok("port", format!("{port} is free for the login")),
        (Ok(_), None) => return Check::ok("port", "a free one can be had for the login"),
        (Err(error), _) => error,
    };
    let why = "a login in the browser ends at this address";
    match error {
        LoginError::PortTaken(port) => Check::warning("port", Code::PortTaken, error.to_string())
            .why(why)
            .hint(format!("see who has it: ss -ltnp 'sport = :{port}' (Linux), lsof -i :{port} (macOS)"))
            .hint(Hint::new("stop that, or log in without a listener", PASTE)),
        error => Check::warning("port", Code::CannotListen, error.to_string())
            .why(why)
            .hint(Hint::new("ports below 1024 need more rights: take a higher one", Step::set(Property::RedirectPort)))
            .hint(Hint::new("or log in without a listener", PASTE)),
    }
}

/// What would open the login's address. Where nobody can be asked, nobody logs in, and none is missed.
pub fn browser(program: Option<String>, robot: bool, can_ask: bool) -> Check {
    match program {
        Some(program) => Check::ok("browser", format!("{program} would open it")),
        None if robot => Check::ok("browser", "none; the sandbox's robot logs in"),
        None if !can_ask => Check::ok("browser", "none, and nobody at a terminal; a token is taken with --token-stdin"),
        None => Check::warning("browser", Code::NoBrowser, "none was found on this machine")
            .why("a login is opened in a browser, here or elsewhere")
            .hint(Hint::new("open the address elsewhere and paste what it ends on", PASTE))
            .hint("or name one: export BROWSER=PROGRAM"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn a_home_below_a_file_cannot_be_made() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let found = home(&[&file.path().join("a/b")]);
        assert_eq!((found[0].code, found[0].state), (Some(Code::HomeUnwritable), State::Problem));
        let folder = tempfile::tempdir().unwrap();
        assert_ne!(home(&[&folder.path().join("a/b")])[0].code, Some(Code::HomeUnwritable));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn space_is_judged_by_what_the_database_needs() {
        let code = |free| judge_space(Path::new("/x"), free).and_then(|check| check.code);
        assert_eq!([code(0), code(NO_SPACE), code(LITTLE_SPACE)], [Some(Code::DiskFull), Some(Code::DiskLow), None]);
    }

    #[test]
    fn a_port_that_cannot_be_had_is_a_warning_with_a_way_out() {
        for (error, code) in [
            (LoginError::PortTaken(8443), Code::PortTaken),
            (LoginError::CannotListen("no".into()), Code::CannotListen),
        ] {
            let check = port(Some(8443), Err(error));
            assert_eq!(check.code, Some(code));
            assert!(check.hints.iter().any(|hint| hint.step == Some(PASTE)));
        }
    }

    #[test]
    fn a_browser_is_missed_where_a_person_is() {
        let state = |robot, can_ask| browser(None, robot, can_ask).state;
        assert_eq!(
            [state(false, true), state(false, false), state(true, true)],
            [State::Warning, State::Ok, State::Ok]
        );
    }
}
