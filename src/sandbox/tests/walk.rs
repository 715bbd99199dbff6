//! A robot that walks the login pages by their form dialect.

use super::{BACK, Fixture, address};
use crate::http::{Method, Request, Response};
use url::form_urlencoded::Serializer;

/// How the pages are walked: with default inputs, but for these.
#[derive(Default)]
pub(crate) struct Walk {
    /// The page to begin with, if it is not the dialog.
    pub(crate) path: Option<&'static str>,
    /// Further parameters of the dialog.
    pub(crate) extra: Vec<(&'static str, &'static str)>,
    /// Values of radios to choose, by name.
    pub(crate) choose: Vec<(&'static str, &'static str)>,
    /// Values of checkboxes to untick.
    pub(crate) untick: Vec<&'static str>,
    /// The button to press on the page whose `step` is this.
    pub(crate) press: Vec<(&'static str, &'static str)>,
}

impl Walk {
    pub(crate) async fn open(&self, fixture: &Fixture, scope: &str) -> Response {
        let mut url = address(self.path.unwrap_or("/v26.0/dialog/oauth"));
        let mut fixed =
            vec![("client_id", "900000000000001"), ("redirect_uri", BACK), ("state", "st"), ("scope", scope)];
        fixed.retain(|(name, _)| self.extra.iter().all(|(other, _)| other != name));
        url.query_pairs_mut().extend_pairs(fixed).extend_pairs(&self.extra);
        fixture.send(Request::new(Method::Get, url)).await
    }

    /// Walks to the end and gives the address that the browser is sent to.
    pub(crate) async fn go(&self, fixture: &Fixture, scope: &str) -> String {
        let response = self.end(fixture, scope).await;
        assert_eq!(response.status, 302, "{}", html(&response));
        response.headers.get("location").unwrap().to_owned()
    }

    /// Walks until there is no further form, and gives what is there.
    pub(crate) async fn end(&self, fixture: &Fixture, scope: &str) -> Response {
        let mut response = self.open(fixture, scope).await;
        for _ in 0..9 {
            if response.status == 302 || !html(&response).contains("<form ") {
                return response;
            }
            response = fixture.send(self.submit(&html(&response))).await;
        }
        panic!("no end: {}", html(&response));
    }

    pub(crate) fn submit(&self, page: &str) -> Request {
        assert_eq!(page.matches("<form ").count(), 1, "{page}");
        let action = attribute(page.split("<form ").nth(1).unwrap(), "action").unwrap();
        let mut form = Serializer::new(String::new());
        let mut step = String::new();
        for input in page.split("<input ").skip(1) {
            let tag = input.split('>').next().unwrap();
            let (kind, name) = (attribute(tag, "type").unwrap(), attribute(tag, "name").unwrap());
            let value = attribute(tag, "value").unwrap();
            if name == "step" {
                step.clone_from(&value);
            }
            let chosen = self.choose.iter().find(|(known, _)| *known == name);
            let sent = match kind.as_str() {
                "hidden" => true,
                "radio" => chosen.map_or(tag.ends_with("checked"), |(_, wanted)| *wanted == value),
                "checkbox" => (tag.ends_with("checked") || chosen.is_some()) && !self.untick.contains(&value.as_str()),
                other => panic!("an input of type {other}"),
            };
            if sent {
                form.append_pair(&name, &value);
            }
        }
        let button = page.split("<button ").nth(1).unwrap();
        let first = attribute(button, "value").unwrap();
        let pressed = self.press.iter().find(|(known, _)| *known == step).map_or(first, |(_, b)| (*b).to_owned());
        form.append_pair(&attribute(button, "name").unwrap(), &pressed);
        Request::new(Method::Post, address(&action))
            .header("host", "localhost:8080")
            .header("origin", "http://localhost:8080")
            .body("application/x-www-form-urlencoded", form.finish())
    }
}

pub(crate) fn html(response: &Response) -> String {
    String::from_utf8(response.body.clone()).unwrap()
}

pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split(&format!("{name}=\"")).nth(1)?;
    let value = rest.split('"').next()?;
    Some(
        value
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&"),
    )
}

/// The value of a parameter in the address that a login ended at.
pub(crate) fn parameter(location: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(location).unwrap();
    let fragment = url.fragment().unwrap();
    let pairs = if fragment == "_=_" { url.query().unwrap_or("") } else { fragment };
    let mut pairs = url::form_urlencoded::parse(pairs.as_bytes());
    pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

pub(crate) fn code(location: &str) -> String {
    parameter(location, "code").unwrap_or_else(|| panic!("no code in {location}"))
}
