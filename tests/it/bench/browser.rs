//! A browser for the sandbox: a program that writes down how it was started, and a robot that walks the pages.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use snorq::sandbox::AutoConsent;
use snorq::sandbox::wire::{Live, Roots};

/// What `BROWSER` should be, and where it leaves its notes.
pub(crate) struct Browser {
    pub(crate) program: PathBuf,
    pub(crate) notes: PathBuf,
}

impl Browser {
    /// Makes one in `folder`. It walks as many logins as come.
    pub(crate) fn install(folder: &Path) -> Self {
        let (pipe, notes, program) = (folder.join("address"), folder.join("browser.notes"), folder.join("browser"));
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let script = format!(
            "#!/bin/sh\ntr '\\0' '\\n' < /proc/$$/cmdline >> '{notes}'\nenv >> '{notes}'\n\
             printf '%s\\n' \"$1\" > '{pipe}'\n",
            notes = notes.display(),
            pipe = pipe.display(),
        );
        std::fs::write(&program, script).unwrap();
        super::mode(&program, 0o755);
        std::thread::spawn(move || walk_all(&pipe));
        Self { program, notes }
    }
}

/// Opening the pipe waits for the program to be started; the thread ends with the tests.
fn walk_all(pipe: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    while let Ok(pipe) = std::fs::File::open(pipe) {
        for address in BufReader::new(pipe).lines().map_while(Result::ok) {
            let robot = AutoConsent::new(Arc::new(Live::new(Roots::Loopback).unwrap()));
            // What it met is told by the command that waits for it.
            let _ = runtime.block_on(robot.walk(&address.parse().unwrap()));
        }
    }
}
