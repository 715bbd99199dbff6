//! The look of the login pages: one page, one form, no scripts but the popup's, nothing from elsewhere.
//!
//! The form's dialect is meant for robots too: plain inputs of the types hidden, radio and checkbox; the first button
//! goes on, later ones do something else.

use maud::{DOCTYPE, Markup, html};

use crate::http::Response;

const STYLE: &str = include_str!("page.css");

/// One page.
pub(crate) fn page(status: u16, title: &str, body: &Markup) -> Response {
    written(status, title, body, "")
}

/// One page with the sandbox's own script, which speaks to the page that opened it; see [`messages`].
pub(crate) fn scripted(title: &str, body: &Markup) -> Response {
    let body = html! { (body) script src=(super::sdk::POPUP) {} };
    written(200, title, &body, " script-src 'self';")
}

/// What the script tells the page of `origin` that opened this one: on `load`, after which it closes the window, or
/// on `leave`, unless the form is sent.
pub(crate) fn messages(origin: &str, when: &str, messages: &[String]) -> Markup {
    let list = serde_json::json!(messages).to_string();
    html! { #messages hidden data-origin=(origin) data-when=(when) data-messages=(list) {} }
}

fn written(status: u16, title: &str, body: &Markup, policy: &str) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (title) " · SNORQ sandbox" }
                style { (STYLE) }
            }
            body {
                .banner role="note" { "SNORQ sandbox: not Facebook" }
                main { h1 { (title) } (body) }
            }
        }
    };
    Response::new(status)
        .header("cache-control", "no-store")
        .header(
            "content-security-policy",
            format!("default-src 'none';{policy} style-src 'unsafe-inline'; frame-ancestors 'none'"),
        )
        // Not no-referrer: with that, browsers send no usable Origin with the form, and Origin is what is checked.
        .header("referrer-policy", "same-origin")
        .header("x-content-type-options", "nosniff")
        .body("text/html; charset=utf-8", page.into_string())
}

/// A page's form.
pub(crate) fn form(action: &str, carried: &[(String, String)], inside: &Markup, buttons: &Markup) -> Markup {
    html! {
        form method="post" action=(action) {
            @for (name, value) in carried { (hidden(name, value)) }
            (inside)
            .buttons { (buttons) }
        }
    }
}

pub(crate) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// An input that a person ticks, with its label.
pub(crate) fn tick(kind: &str, name: &str, value: &str, checked: bool, label: &str, small: &str) -> Markup {
    html! {
        label {
            input type=(kind) name=(name) value=(value) checked[checked];
            span { (label) small { (small) } }
        }
    }
}

/// A line among those that are ticked which leaves no choice.
pub(crate) fn given(label: &str, small: &str) -> Markup {
    html! { p.given { (label) small { (small) } } }
}

/// A button of the name `choice`.
pub(crate) fn button(value: &str, label: &str) -> Markup {
    html! { button type="submit" name="choice" value=(value) { (label) } }
}

#[cfg(test)]
mod tests {
    /// Escaped, a style sheet would say something else.
    #[test]
    fn the_style_has_nothing_to_escape() {
        assert!(!super::STYLE.contains(['&', '<', '>', '"']));
    }
}
