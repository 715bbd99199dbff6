//! Reads the one form of a login page: enough HTML for pages that we make ourselves.

/// What of a page a form is filled in from.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FormPage {
    /// Where its form leads, if it has one.
    pub(super) action: Option<String>,
    /// What its form sends: hidden and filled fields, what is checked, and the first submitting button.
    pub(super) fields: Vec<(String, String)>,
    /// Its headline or title.
    pub(super) title: String,
}

/// A start or end tag.
struct Tag<'a> {
    name: String,
    attributes: Vec<(String, String)>,
    /// What comes after it.
    rest: &'a str,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
    }
}

/// Reads `html`.
pub(super) fn read(html: &str) -> FormPage {
    let mut page = FormPage::default();
    let (mut in_form, mut pressed) = (false, false);
    let mut rest = html;
    while let Some(tag) = next_tag(rest) {
        rest = tag.rest;
        match tag.name.as_str() {
            "form" if page.action.is_none() && tag.is("method", "post") => {
                page.action = Some(tag.get("action").unwrap_or_default().to_owned());
                in_form = true;
            }
            "/form" => in_form = false,
            "input" if in_form && is_sent(&tag) => page.fields.extend(field(&tag, "on")),
            "button" if in_form && !pressed && is_submit(&tag) => {
                pressed = true;
                page.fields.extend(field(&tag, ""));
            }
            // The headline says more than the title, but a page may lack it.
            "h1" | "title" if tag.name == "h1" || page.title.is_empty() => page.title = text(rest),
            "script" | "style" => rest = rest.find("</").map_or("", |end| &rest[end..]),
            _ => {}
        }
    }
    page
}

fn is_sent(tag: &Tag<'_>) -> bool {
    match tag.get("type").unwrap_or("text").to_ascii_lowercase().as_str() {
        "radio" | "checkbox" => tag.get("checked").is_some() && tag.get("disabled").is_none(),
        "submit" | "button" | "reset" | "image" | "file" => false,
        _ => tag.get("disabled").is_none(),
    }
}

fn is_submit(tag: &Tag<'_>) -> bool {
    tag.get("type").is_none() || tag.is("type", "submit")
}

fn field(tag: &Tag<'_>, default: &str) -> Option<(String, String)> {
    let name = tag.get("name").filter(|name| !name.is_empty())?;
    Some((name.to_owned(), tag.get("value").unwrap_or(default).to_owned()))
}

/// The text up to the next tag.
fn text(html: &str) -> String {
    unescaped(html.split('<').next().unwrap_or_default().trim())
}

fn next_tag(html: &str) -> Option<Tag<'_>> {
    let mut html = html;
    loop {
        html = &html[html.find('<')? + 1..];
        if let Some(comment) = html.strip_prefix("!--") {
            html = &comment[comment.find("-->")? + 3..];
            continue;
        }
        let end = html.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
        let name = html[..end].trim_end_matches('/').to_ascii_lowercase();
        let (attributes, rest) = attributes(&html[end..])?;
        return Some(Tag { name, attributes, rest });
    }
}

/// The attributes up to `>`, and what comes after it.
fn attributes(html: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut found = Vec::new();
    let mut html = html;
    loop {
        html = html.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(rest) = html.strip_prefix('>') {
            return Some((found, rest));
        }
        let end = html.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
        let name = html[..end].to_ascii_lowercase();
        html = html[end..].trim_start();
        let mut value = "";
        if let Some(given) = html.strip_prefix('=') {
            (value, html) = attribute_value(given.trim_start())?;
        }
        found.push((name, unescaped(value)));
    }
}

fn attribute_value(html: &str) -> Option<(&str, &str)> {
    if let Some(quote @ ('"' | '\'')) = html.chars().next() {
        return html[1..].split_once(quote);
    }
    let end = html.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
    Some(html.split_at(end))
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    // Last, so that nothing is undone twice.
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_would_send_it() {
        let html = r#"<!doctype html><title>Log in</title><style>a > b { c: "<form>" }</style><h1>Choose &amp; go</h1>
            <!-- <form method=post action="/no"> --><input type=hidden name=outside value=1>
            <form method="POST" action='/dialog/next?a=1&amp;b=2'>
            <input type="hidden" name="state" value="a&quot;b&#39;&lt;&amp;lt;">
            <input type=radio name=who value=1><input type=radio name=who value="2" checked>
            <input type="checkbox" name="page" value="11" checked/><input type="checkbox" name="page" value="12" checked="">
            <input type="checkbox" name="page" value="13"><input type=checkbox name=bare checked>
            <input type=submit name=no value=no><input name=text value="t > u">
            <button type="button" name="x" value="x">X</button><button type="submit" name="do" value="allow">Allow</button>
            <button type="submit" name="do" value="deny">Deny</button></form>
            <form method=post action=/second><input type=hidden name=n value=v></form>"#;
        let page = read(html);
        assert_eq!(page.action.as_deref(), Some("/dialog/next?a=1&b=2"));
        assert_eq!(page.title, "Choose & go");
        let fields: Vec<_> = page.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let wanted = ["state=a\"b'<&lt;", "who=2", "page=11", "page=12", "bare=on", "text=t > u", "do=allow"];
        assert_eq!(fields, wanted);
    }

    #[test]
    fn broken_html_is_read_as_far_as_it_goes() {
        for html in
            ["", "<", "<form", "<form method=post", "<!--", "<a b='", "<é", "<form method=post action=\"x", "< a=>"]
        {
            assert_eq!(read(html).action, None, "{html}");
        }
        assert_eq!(read("<title>T</title>").title, "T");
    }
}
