//! A robot admin: walks the login pages over HTTP as a browser would, and agrees to everything.

mod form;

use std::sync::Arc;

use url::form_urlencoded::Serializer;
use url::{Host, Url};

use crate::http::{Method, Request, Response, Transport};

/// More requests than any dialog of ours takes.
const STEPS: usize = 20;

/// Walks login dialogs on this machine.
pub struct AutoConsent {
    transport: Arc<dyn Transport>,
}

impl AutoConsent {
    /// Sends its requests over `transport`, which must not follow redirects.
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }

    /// Walks from `dialog` until the login has ended. The error is in words, and may quote a page: it is not safe to show
    /// as it is.
    pub async fn walk(&self, dialog: &Url) -> Result<(), String> {
        let callback = callback_of(dialog);
        let mut request = Request::new(Method::Get, dialog.clone());
        let mut returned = false;
        for _ in 0..STEPS {
            let here = request.url.clone();
            let answer = self.send(request).await?;
            request = match answer.status {
                302 | 303 => Request::new(Method::Get, redirect(&here, &answer)?),
                200 if is_callback(&here, callback.as_ref()) => {
                    return Err(format!("the answer was not taken{}", named(&answer)));
                }
                200 if returned || (callback.is_none() && is_last(&answer)) => return Ok(()),
                200 => submission(&here, &answer)?,
                status => return Err(format!("a page answered {status}{}", named(&answer))),
            };
            returned |= is_callback(&request.url, callback.as_ref());
        }
        Err(format!("the login does not end within {STEPS} pages"))
    }

    /// Nothing but this machine is ever visited, wherever a page may lead.
    async fn send(&self, request: Request) -> Result<Response, String> {
        if !is_loopback(&request.url) || !matches!(request.url.scheme(), "http" | "https") {
            return Err("a page leads away from this machine".to_owned());
        }
        self.transport.send(request).await.map_err(|error| error.to_string())
    }
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Where the dialog will return to; a hosted signup returns nowhere.
fn callback_of(dialog: &Url) -> Option<Url> {
    let redirect = dialog.query_pairs().find(|(name, _)| name == "redirect_uri");
    redirect.and_then(|(_, address)| Url::parse(&address).ok())
}

fn is_callback(page: &Url, callback: Option<&Url>) -> bool {
    callback.is_some_and(|callback| page[..url::Position::AfterPath] == callback[..url::Position::AfterPath])
}

/// Whether there is nothing to go on with.
fn is_last(answer: &Response) -> bool {
    form::read(&String::from_utf8_lossy(&answer.body)).action.is_none()
}

fn redirect(here: &Url, answer: &Response) -> Result<Url, String> {
    let location = answer.headers.get("location").ok_or("a redirect leads nowhere")?;
    let mut address = here.join(location).map_err(|_| "a redirect leads nowhere")?;
    // Browsers keep the fragment to themselves.
    address.set_fragment(None);
    Ok(address)
}

/// The page's form, filled in and sent.
fn submission(here: &Url, answer: &Response) -> Result<Request, String> {
    let page = form::read(&String::from_utf8_lossy(&answer.body));
    let action = page.action.ok_or_else(|| format!("a page has no form{}", named(answer)))?;
    let address = here.join(&action).map_err(|_| "a form leads nowhere")?;
    let body = Serializer::new(String::new()).extend_pairs(page.fields).finish();
    Ok(Request::new(Method::Post, address).body("application/x-www-form-urlencoded", body))
}

/// The page's headline.
fn named(answer: &Response) -> String {
    let title = form::read(&String::from_utf8_lossy(&answer.body)).title;
    if title.is_empty() { String::new() } else { format!(": {title}") }
}

#[cfg(test)]
mod tests;
