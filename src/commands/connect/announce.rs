//! What the admin reads while the browser is away.

use std::sync::Arc;

use url::Url;

use crate::login::Announce;
use crate::terminal::Terminal;

/// Announces on the terminal's stderr.
pub(super) struct OnTerminal(pub(super) Arc<dyn Terminal>);

impl OnTerminal {
    fn say(&self, line: &str) {
        self.0.note(line);
    }
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
