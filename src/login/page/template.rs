//! The HTML that the pages share: checked when compiling, and escaped but for two files of ours.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{STYLE, Tone, Words};

/// A whole page around its `main` element. Style and script are inline, allowed by the hash of their very bytes.
pub(in crate::login) fn page(title: &str, main: &Markup, script: Option<&'static str>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) " · snorq" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                style { (PreEscaped(STYLE)) }
            }
            body {
                (main)
                @if let Some(script) = script { script { (PreEscaped(script)) } }
            }
        }
    }
}

/// What stands below every page.
pub(in crate::login) fn footer() -> Markup {
    html! { footer { "From " code { "snorq" } ", running on this computer." } }
}

/// A page that says something.
pub(super) fn message(words: &Words) -> Markup {
    let (tone, path) = match words.tone {
        Tone::Good => ("good", "M4 12.5l5.5 5.5L20 6.5"),
        Tone::Warn => ("warn", "M12 4v10.5M12 20v.01"),
        Tone::Calm => ("calm", "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M12 7v5l3.5 2"),
    };
    let main = html! {
        main {
            svg class={ "mark " (tone) } viewBox="0 0 24 24" aria-hidden="true" { path d=(path) {} }
            h1 { (words.title) }
            p { (words.lead) }
            @if !words.checks.is_empty() {
                h2 { "What to check" }
                ul { @for check in words.checks { li { (check) } } }
            }
            (footer())
        }
    };
    page(words.title, &main, None)
}
