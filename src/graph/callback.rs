//! Whether a callback answers at all, asked from this machine as Meta's handshake would ask.

use url::Url;

use super::Graph;
use crate::domain::{Cause, Trouble};
use crate::http::{Method, Request};

impl Graph {
    /// Asks `callback` with a verify token that is none, so that nothing can be confirmed by it. Any answer but a server
    /// error means that somebody is there; whether the verify token is right, only Meta's own handshake tells.
    pub async fn probe_callback(&self, callback: &str) -> Result<(), Trouble> {
        let mut url = self.callback(callback)?;
        url.query_pairs_mut()
            .append_pair("hub.mode", "subscribe")
            .append_pair("hub.challenge", "0")
            .append_pair("hub.verify_token", "snorq-asks-whether-anybody-is-there");
        let response = self.transport.send(Request::new(Method::Get, url)).await?;
        if response.status >= 500 {
            return Err(Trouble::new(Cause::Unreachable, format!("it answered with status {}", response.status)));
        }
        Ok(())
    }

    /// Meta delivers over https only; a Graph on this machine delivers to this machine as well.
    fn callback(&self, text: &str) -> Result<Url, Trouble> {
        let url = Url::parse(text).ok().filter(|url| url.host().is_some());
        let local = self.endpoint.graph.scheme() == "http";
        url.filter(|url| url.scheme() == "https" || local && url.scheme() == "http")
            .ok_or_else(|| Trouble::new(Cause::Unreachable, "it is no https address"))
    }
}
