//! What the admin reads while the browser is away.

use std::sync::Arc;

use url::Url;

use crate::login::Announce;
use crate::terminal::Terminal;

/// Announces on the terminal's stderr.
pub(super) struct OnTerminal(pub(super) Arc<dyn Terminal>);

impl OnTerminal {
    fn say(&self, line: &str) {
        self.0.say(line);
    }
}

/// For a login in which no person takes part.
pub(super) struct Robots(pub(super) Arc<dyn Terminal>);

impl Announce for Robots {
    fn address(&self, _: &Url) {
        self.0.note("a robot logs in on the sandbox's pages; to do it yourself: --consent ask");
    }

    fn by_hand(&self, reason: Option<&str>) {
        self.0.note(reason.unwrap_or("the robot cannot open the address"));
    }

    fn silence(&self, _: &[&str]) {}
}

impl Announce for OnTerminal {
    fn address(&self, dialog: &Url) {
        self.say("Log in to Facebook in your browser. If it does not open, this is the address:");
        self.say("");
        // Alone on its line, so that it can be copied.
        self.say(dialog.as_str());
        self.say("");
    }

    fn by_hand(&self, reason: Option<&str>) {
        if let Some(reason) = reason {
            self.say(&format!("the browser could not be opened ({reason}); open the address by hand"));
        }
    }

    fn silence(&self, hints: &[&str]) {
        self.say("nothing has come back yet; what usually causes that:");
        for hint in hints {
            self.say(&format!("  - {hint}"));
        }
    }
}
