//! What a command answered; readable when a test fails.

use std::fmt;

use serde_json::Value;

/// Status and both streams.
pub(crate) struct Output {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    args: String,
}

impl Output {
    /// Takes a finished process.
    pub(super) fn of(output: std::process::Output, args: &[&str]) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            args: args.join(" "),
        }
    }

    /// The same, after checking that it ended with `code`.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// The document on stdout.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let document: Value = serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"));
        super::schema::check(&self.args, &document);
        document
    }

    /// The `error` of the document on stderr. Talk may stand before it.
    #[track_caller]
    pub(crate) fn error(&self) -> Value {
        let line = self.stderr.lines().last().unwrap_or_default();
        let document: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{self}"));
        super::schema::check_as("error", &document);
        assert_eq!(document["error"]["exit_code"], self.code.unwrap(), "{self}");
        document["error"].clone()
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, stdout, stderr, args } = self;
        write!(f, "snorq {args}\nexit {code:?}\n--- stdout\n{stdout}--- stderr\n{stderr}")
    }
}
