//! What the admin reads while the browser is away.

use std::sync::Arc;

use async_trait::async_trait;
use url::Url;

use crate::domain::text;
use crate::login::{LoginError, LoginUi, Opener};
use crate::sandbox::AutoConsent;
use crate::terminal::Terminal;

/// Tells on the terminal's stderr.
pub(super) struct TerminalLoginUi(pub(super) Arc<dyn Terminal>);

impl TerminalLoginUi {
    fn say(&self, line: &str) {
        self.0.say(line);
    }
}

/// The robot opens the login's address by walking the sandbox's pages.
#[async_trait]
impl Opener for AutoConsent {
    async fn open(&self, address: &Url) -> Result<(), String> {
        self.walk(address).await.map_err(|reason| text::shown(&reason))
    }

    /// No person is there to open the address by hand.
    fn fatal(&self, reason: &str) -> Option<LoginError> {
        Some(LoginError::AutoConsent(reason.to_owned()))
    }
}

/// For a login in which no person takes part.
pub(super) struct AutoConsentUi(pub(super) Arc<dyn Terminal>);

impl LoginUi for AutoConsentUi {
    fn address(&self, _: &Url) {
        self.0.info("a robot logs in on the sandbox's pages; to do it yourself: --consent ask");
    }

    fn by_hand(&self, reason: Option<&str>) {
        self.0.info(reason.unwrap_or("the robot cannot open the address"));
    }

    fn pasted(&self, _: &str) {}

    fn silence(&self, _: &[&str]) {}
}

impl LoginUi for TerminalLoginUi {
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

    fn pasted(&self, what: &str) {
        self.say(what);
    }

    fn silence(&self, hints: &[&str]) {
        self.say("nothing has come back yet; what usually causes that:");
        for hint in hints {
            self.say(&format!("  - {hint}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::http::{Request, Response, Transport, TransportError};

    use super::*;

    /// Answers everything with one page.
    struct OnePage(&'static str);

    #[async_trait]
    impl Transport for OnePage {
        async fn send(&self, _: Request) -> Result<Response, TransportError> {
            Ok(Response::new(200).body("text/html", self.0))
        }
    }

    #[tokio::test]
    async fn what_the_robot_quotes_of_a_page_is_safe_to_show() {
        let robot = AutoConsent::new(Arc::new(OnePage("<h1>URL \u{202e}Blocked</h1>")));
        let dialog = Url::parse("http://localhost:1/dialog?redirect_uri=http://localhost:2/").unwrap();
        assert_eq!(robot.open(&dialog).await, Err("a page has no form: URL \u{FFFD}Blocked".to_owned()));
    }
}
