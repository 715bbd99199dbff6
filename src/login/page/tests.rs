//! What holds for every page.

use std::collections::BTreeSet;

use super::*;

/// Every page there is.
pub(in crate::login) const ALL: [Page; 15] = [
    Page::Waiting,
    Page::Onward,
    Page::Granted,
    Page::Declined,
    Page::Left,
    Page::Stray,
    Page::NotUnderstood,
    Page::NotNavigated,
    Page::NotFound,
    Page::NotAllowed,
    Page::TooSlow,
    Page::BodyRefused,
    Page::Misdirected,
    Page::HeadTooLarge,
    Page::Unavailable,
];

/// The headers that an answer must have, exactly, beside `Location` and `Allow`.
pub(in crate::login) const HEADERS: [&str; 10] = [
    "cache-control",
    "connection",
    "content-length",
    "content-security-policy",
    "content-type",
    "cross-origin-resource-policy",
    "date",
    "referrer-policy",
    "server",
    "x-content-type-options",
];

fn text(page: Page) -> String {
    String::from_utf8(page.bytes()).unwrap()
}

#[test]
fn l18_every_page_has_the_same_headers() {
    for page in ALL {
        let text = text(page);
        let head = text.split("\r\n\r\n").next().unwrap();
        let names: BTreeSet<_> =
            head.lines().skip(1).map(|line| line.split(':').next().unwrap().to_lowercase()).collect();
        let own = match page {
            Page::Onward => Some("location"),
            Page::NotAllowed => Some("allow"),
            _ => None,
        };
        let wanted = HEADERS.into_iter().chain(own);
        assert_eq!(names, wanted.map(str::to_owned).collect(), "{page:?}");
        assert!(head.contains("Cache-Control: no-store\r\n") && head.contains("Referrer-Policy: no-referrer\r\n"));
        assert!(head.contains("X-Content-Type-Options: nosniff\r\n"));
    }
}

#[test]
fn l18_the_policy_allows_the_style_in_the_page_and_nothing_else() {
    let text = text(Page::Granted);
    let style = text.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let hash = STANDARD.encode(Sha256::digest(style));
    let policy = format!(
        "Content-Security-Policy: default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri \
         'none'; form-action 'none'\r\n"
    );
    assert!(text.contains(&policy), "{text}");
}

#[test]
fn l18_no_page_refers_to_anything_outside_itself() {
    for page in ALL {
        let html = text(page).split_once("\r\n\r\n").unwrap().1.to_lowercase();
        for banned in ["<script", "http:", "https:", "//", "url(", "@import", "<img", "<a ", "<form", "style="] {
            assert!(!html.contains(banned), "{page:?} {banned}");
        }
        let handler = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_lowercase()).starts_with('=');
        assert!(!html.split(" on").skip(1).any(handler), "{page:?}");
        for needed in ["<html lang=\"en\">", "name=\"viewport\"", "<title>", "color-scheme: light dark"] {
            assert!(html.contains(needed), "{page:?} {needed}");
        }
    }
}

#[test]
fn l19_the_way_onward_has_no_query() {
    assert!(text(Page::Onward).contains("\r\nLocation: /done\r\n"));
}

#[test]
fn the_result_says_what_to_do_next() {
    assert!(text(Page::Granted).contains("close this window and go back to the terminal, where snorq goes on"));
    assert!(text(Page::Declined).contains("declined, or the app may not grant these permissions"));
    assert!(text(Page::Declined).contains("<h2>What to check</h2>"));
}
