//! The pages that the browser sees. All of them are fixed: nothing that came with a request is ever in an answer.

pub(super) mod template;

use std::io::Cursor;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::Markup;
use sha2::{Digest as _, Sha256};
use tiny_http::{HTTPVersion, Header, Response};

/// The one style, inline in every page and allowed by its hash only.
pub(super) const STYLE: &str = include_str!("style.css");

/// Allows that style and nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = hash(STYLE);
    format!("default-src 'none'; style-src {style}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
});

/// What a policy allows an inline `text` by.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

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
        let response = response(&template::message(&words), &POLICY, "no-referrer").with_status_code(words.status);
        match self {
            Self::Onward => response.with_header(header("Location", "/done")),
            Self::NotAllowed => response.with_header(header("Allow", "GET")),
            _ => response,
        }
    }

    /// The whole answer as bytes, for requests that do not get as far as the handler.
    pub(super) fn bytes(self) -> Vec<u8> {
        bytes(self.response(), false)
    }
}

/// The answer with `html`, and the headers that every one has.
pub(super) fn response(html: &Markup, policy: &str, referrer: &str) -> Response<Cursor<Vec<u8>>> {
    let mut response = Response::from_data(html.0.as_str());
    for (name, value) in [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", policy),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", referrer),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Server", "snorq"),
    ] {
        response.add_header(header(name, value));
    }
    response
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("headers of ours are well-formed")
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

#[cfg(test)]
pub(super) mod tests;
