//! The pages that the browser sees. All of them are fixed: nothing that came with a request is ever in an answer.

use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use tiny_http::{HTTPVersion, Header, Response};

/// The one style, inline in every page and allowed by its hash only.
pub(super) const STYLE: &str = include_str!("style.css");

/// Allows that style and nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
});

/// Every answer that can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Page {
    /// Nothing has happened yet.
    Waiting,
    /// The login's answer was taken: on to [`Page::Granted`] or [`Page::Declined`], without the query.
    Onward,
    /// The login went well.
    Granted,
    /// The login was declined, or the app may not grant this.
    Declined,
    /// A signup that was left before its end.
    Left,
    /// The page that opens a signup; what it says is made elsewhere.
    Signup,
    /// An answer that does not belong to this login.
    Stray,
    /// A head that cannot be understood.
    NotUnderstood,
    /// A request that a page in the background made.
    NotNavigated,
    /// No such page.
    NotFound,
    /// Not `GET`.
    NotAllowed,
    /// A head that took too long.
    TooSlow,
    /// A request with a body.
    BodyRefused,
    /// A host name that is not ours.
    Misdirected,
    /// A head that is too large.
    HeadTooLarge,
    /// The page server did not answer.
    Unavailable,
}

/// What a page says.
struct Words {
    status: u16,
    tone: Tone,
    title: &'static str,
    lead: &'static str,
    checks: &'static [&'static str],
}

enum Tone {
    Good,
    Warn,
    Calm,
}

/// What to check after a refusal. Meta sends the same answer whether the person or the app's settings refused.
const CHECKS: &[&str] = &[
    "Did you press “Cancel”, or leave out a permission? Run the command again and allow everything it lists.",
    "Do you have a role on the app? While an app is in development, only its administrators, developers and testers can \
     log in.",
    "Does the login configuration in the app’s dashboard offer the permissions that snorq asks for?",
];

impl Page {
    fn words(self) -> Words {
        let (status, tone, title, lead) = match self {
            Self::Waiting => {
                (200, Tone::Calm, "Waiting for the login", "Finish the login in the window that snorq opened.")
            }
            Self::Onward => (303, Tone::Calm, "One moment", "The result is on the next page."),
            Self::Granted => (
                200,
                Tone::Good,
                "Logged in",
                "You can close this window and go back to the terminal, where snorq goes on.",
            ),
            Self::Declined => (
                200,
                Tone::Warn,
                "Not logged in",
                "The login was declined, or the app may not grant these permissions. Nothing was connected or changed.",
            ),
            Self::Left => (
                200,
                Tone::Warn,
                "Not signed up",
                "The signup was left before its end. Nothing was connected; run the command again to begin anew.",
            ),
            Self::Signup => (200, Tone::Calm, "Sign up for WhatsApp", STILL),
            Self::Stray => (400, Tone::Calm, "This is not the answer snorq waits for", STRAY),
            Self::NotUnderstood => (400, Tone::Calm, "Bad request", STILL),
            Self::NotNavigated => (403, Tone::Calm, "Not allowed", "This page opens in a window of its own only."),
            Self::NotFound => (404, Tone::Calm, "Nothing here", STILL),
            Self::NotAllowed => (405, Tone::Calm, "Method not allowed", STILL),
            Self::TooSlow => (408, Tone::Calm, "Too slow", STILL),
            Self::BodyRefused => (413, Tone::Calm, "Content too large", STILL),
            Self::Misdirected => (421, Tone::Calm, "Wrong address", "This address is not served here."),
            Self::HeadTooLarge => (431, Tone::Calm, "Request too large", STILL),
            Self::Unavailable => (503, Tone::Calm, "Not available", "Please load this page again."),
        };
        let checks = if self == Self::Declined { CHECKS } else { &[] };
        Words { status, tone, title, lead, checks }
    }

    /// The whole answer.
    pub(super) fn response(self) -> Response<Cursor<Vec<u8>>> {
        let words = self.words();
        let mut response = Response::from_data(html(&words)).with_status_code(words.status);
        let fixed = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", POLICY.as_str()),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Server", "snorq"),
        ];
        let own = match self {
            Self::Onward => Some(("Location", "/done")),
            Self::NotAllowed => Some(("Allow", "GET")),
            _ => None,
        };
        for (name, value) in fixed.into_iter().chain(own) {
            response.add_header(Header::from_bytes(name, value).expect("fixed headers are well-formed"));
        }
        response
    }

    /// The whole answer as bytes, for requests that do not get as far as the handler.
    pub(super) fn bytes(self) -> Vec<u8> {
        bytes(self.response(), false)
    }
}

/// The whole answer as bytes. It ends the connection and says so, which `tiny_http` does not, and is the same whatever
/// encoding the request asks for.
pub(super) fn bytes(response: Response<Cursor<Vec<u8>>>, without_body: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    response
        .raw_print(&mut bytes, HTTPVersion(1, 1), &[], without_body, None)
        .expect("writing into memory does not fail");
    let first = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    bytes.splice(first..first, *b"Connection: close\r\n");
    bytes
}

const STILL: &str = "snorq goes on waiting for the login. You can close this window.";
const STRAY: &str = "It may come from an earlier login, or from another program. snorq goes on waiting: finish the login \
                     in the window that it opened, or run the command again.";

fn html(words: &Words) -> String {
    let (tone, path) = match words.tone {
        Tone::Good => ("good", "M4 12.5l5.5 5.5L20 6.5"),
        Tone::Warn => ("warn", "M12 4v10.5M12 20v.01"),
        Tone::Calm => ("calm", "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M12 7v5l3.5 2"),
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} · snorq</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <svg class=\"mark {tone}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>\n\
         <h1>{title}</h1>\n<p>{lead}</p>\n",
        title = words.title,
        lead = words.lead,
    );
    if !words.checks.is_empty() {
        page.push_str("<h2>What to check</h2>\n<ul>\n");
        for check in words.checks {
            // Writing to a String does not fail.
            let _ = writeln!(page, "<li>{check}</li>");
        }
        page.push_str("</ul>\n");
    }
    page.push_str("<footer>From <code>snorq</code>, running on this computer.</footer>\n</main>\n</body>\n</html>\n");
    page
}

#[cfg(test)]
pub(super) mod tests;
