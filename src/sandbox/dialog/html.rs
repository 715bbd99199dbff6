//! The look of the login pages: one page, one form, no scripts, nothing from elsewhere.
//!
//! Every value goes through [`escape`]. The form's dialect is meant for robots too: plain inputs of the types hidden,
//! radio and checkbox; the first button goes on, later ones do something else.

use std::fmt::Write as _;

use super::consent::Asset;
use crate::http::Response;
use crate::sandbox::world::things::Sort;

const STYLE: &str = "
:root{color-scheme:light dark;--ink:#1c1e21;--paper:#fff;--ground:#eef0f4;--line:#d4d8e0;--deep:#1b4fd6;--soft:#5b6472}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaef;--paper:#1d2026;--ground:#121419;--line:#363b45;--deep:#7aa2ff;--soft:#a2aab8}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif}
.banner{background:#ffd43b;color:#1c1e21;text-align:center;padding:.6rem 1rem;font-weight:600}
main{max-width:34rem;margin:1.5rem auto;padding:1.5rem;background:var(--paper);border:1px solid var(--line);border-radius:12px}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .5rem}
h2{font-size:1rem;margin:1.4rem 0 .3rem}
p{margin:.4rem 0}.soft{color:var(--soft);font-size:.92rem}
fieldset{border:1px solid var(--line);border-radius:10px;margin:.5rem 0;padding:.3rem .9rem}
.long{max-height:19rem;overflow:auto}
label{display:flex;gap:.7rem;align-items:flex-start;padding:.45rem 0;cursor:pointer}
small{display:block;color:var(--soft)}
.given{margin:0;padding:.45rem 0 .45rem 1.95rem}
.plain .given{padding-left:0}
input{margin-top:.3rem;accent-color:var(--deep)}
.buttons{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:1.4rem}
button{font:inherit;font-weight:600;padding:.65rem .8rem;border-radius:9px;border:1px solid var(--line);background:transparent;color:var(--ink);cursor:pointer;flex:1 1 8rem}
button:first-child{background:#1b4fd6;border-color:#1b4fd6;color:#fff}
button:first-child:nth-last-child(3){flex-basis:100%}
button:focus-visible,input:focus-visible{outline:3px solid var(--deep);outline-offset:2px}
@media(max-width:36rem){body{background:var(--paper)}main{margin:0;border:0;border-radius:0}}
";

/// Makes a text harmless in HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// One page. `body` is HTML.
pub(crate) fn page(status: u16, title: &str, body: &str) -> Response {
    written(status, title, body, "")
}

/// One page with the sandbox's own script, which speaks to the page that opened it; see [`messages`].
pub(crate) fn scripted(title: &str, body: &str) -> Response {
    let script = format!("{body}\n<script src=\"{}\"></script>", super::sdk::POPUP);
    written(200, title, &script, " script-src 'self';")
}

/// What the script tells the page of `origin` that opened this one: on `load`, after which it closes the window, or
/// on `leave`, unless the form is sent.
pub(crate) fn messages(origin: &str, when: &str, messages: &[String]) -> String {
    let list = serde_json::json!(messages).to_string();
    let (origin, list) = (escape(origin), escape(&list));
    format!("<div id=\"messages\" hidden data-origin=\"{origin}\" data-when=\"{when}\" data-messages=\"{list}\"></div>")
}

fn written(status: u16, title: &str, body: &str, policy: &str) -> Response {
    let title = escape(title);
    let text = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title} · SNORQ sandbox</title><style>{STYLE}</style></head>\n<body>\
         <div class=\"banner\" role=\"note\">SNORQ sandbox: not Facebook</div>\n\
         <main><h1>{title}</h1>\n{body}\n</main></body></html>\n"
    );
    Response::new(status)
        .header("cache-control", "no-store")
        .header(
            "content-security-policy",
            format!("default-src 'none';{policy} style-src 'unsafe-inline'; frame-ancestors 'none'"),
        )
        // Not no-referrer: with that, browsers send no usable Origin with the form, and Origin is what is checked.
        .header("referrer-policy", "same-origin")
        .header("x-content-type-options", "nosniff")
        .body("text/html; charset=utf-8", text)
}

/// The page's form. `inside` and `buttons` are HTML.
pub(crate) fn form(action: &str, hidden: &[(String, String)], inside: &str, buttons: &str) -> String {
    let hidden: String = hidden.iter().map(|(name, value)| input("hidden", name, value, false)).collect();
    let action = escape(action);
    format!(
        "<form method=\"post\" action=\"{action}\">\n{hidden}{inside}<div class=\"buttons\">{buttons}</div>\n</form>"
    )
}

/// A plain input.
pub(crate) fn input(kind: &str, name: &str, value: &str, checked: bool) -> String {
    let checked = if checked { " checked" } else { "" };
    format!("<input type=\"{kind}\" name=\"{}\" value=\"{}\"{checked}>\n", escape(name), escape(value))
}

/// An input that a person ticks, with its label.
pub(crate) fn tick(kind: &str, name: &str, value: &str, checked: bool, label: &str, small: &str) -> String {
    let input = input(kind, name, value, checked);
    format!("<label>{input}<span>{}<small>{}</small></span></label>\n", escape(label), escape(small))
}

/// A line among those that are ticked which leaves no choice.
pub(crate) fn given(label: &str, small: &str) -> String {
    format!("<p class=\"given\">{}<small>{}, always included</small></p>\n", escape(label), escape(small))
}

/// The choice among assets of a sort: only those that are ticked, or all current and future ones.
pub(crate) fn assets(sort: Sort, assets: &[Asset], all: bool, ticked: impl Fn(&Asset) -> bool) -> String {
    let (name, kinds) = (sort.key(), kinds(sort));
    let mode = format!("{name}_mode");
    let mut part = format!("<h2>{kinds}</h2><fieldset>");
    part += &tick("radio", &mode, "selected", !all, &format!("Only the {kinds} that are ticked below"), "");
    part += &tick("radio", &mode, "all", all, &format!("Opt in to all current and future {kinds}"), "");
    part += "</fieldset><fieldset class=\"long\">";
    for asset in assets {
        part += &tick("checkbox", name, &asset.id, ticked(asset), &asset.name, &asset.id);
    }
    if assets.is_empty() {
        let _ = write!(part, "<p class=\"soft\">No {kinds}.</p>");
    }
    part + "</fieldset>"
}

fn kinds(sort: Sort) -> &'static str {
    match sort {
        Sort::Page => "Pages",
        Sort::Instagram => "Instagram accounts",
        Sort::Waba => "WhatsApp accounts",
    }
}

/// A button of the name `choice`.
pub(crate) fn button(value: &str, label: &str) -> String {
    format!("<button type=\"submit\" name=\"choice\" value=\"{}\">{}</button>", escape(value), escape(label))
}
