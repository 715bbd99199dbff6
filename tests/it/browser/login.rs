//! A `snorq connect facebook` that waits for its browser, and what it said.

use std::io::{BufRead, BufReader, Read as _};
use std::process::{Child, ChildStderr, Stdio};

use url::Url;

use crate::bench::{Bench, Output};

/// A login that waits.
pub(super) struct Waiting<'a> {
    bench: &'a Bench,
    child: Child,
    stderr: BufReader<ChildStderr>,
    said: String,
    args: String,
    /// The dialog's address, as it was printed.
    pub(super) dialog: Url,
}

impl<'a> Waiting<'a> {
    /// Starts `snorq ARGS` and reads the address that it prints.
    pub(super) fn start(bench: &'a Bench, args: &[&str]) -> Self {
        let mut command = bench.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        let dialog = address(&mut stderr, &mut said);
        Self { bench, child, stderr, said, args: args.join(" "), dialog }
    }

    /// The address to which the dialog leads.
    pub(super) fn redirect(&self) -> Url {
        Url::parse(&self.param("redirect_uri")).unwrap()
    }

    /// A parameter of the dialog's address.
    pub(super) fn param(&self, name: &str) -> String {
        let mut pairs = self.dialog.query_pairs();
        pairs.find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name} in {}", self.dialog)).1.into_owned()
    }

    /// Waits for its end.
    pub(super) fn end(mut self) -> Output {
        self.stderr.read_to_string(&mut self.said).unwrap();
        let mut output =
            std::process::Output { status: self.child.wait().unwrap(), stdout: Vec::new(), stderr: Vec::new() };
        self.child.stdout.take().unwrap().read_to_end(&mut output.stdout).unwrap();
        output.stderr = std::mem::take(&mut self.said).into_bytes();
        self.bench.heard(output, &[&self.args])
    }

    /// Ends it as a closed terminal window does not: at once.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The first line that is nothing but an address, which is how it is printed so that it can be copied.
fn address(stderr: &mut impl BufRead, said: &mut String) -> Url {
    loop {
        let start = said.len();
        assert!(stderr.read_line(said).unwrap() > 0, "no address was printed:\n{said}");
        match Url::parse(said[start..].trim_end_matches('\n')) {
            Ok(dialog) if matches!(dialog.scheme(), "http" | "https") => return dialog,
            // Other lines with a colon are sentences.
            _ => {}
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        // It has ended already unless a test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
