//! The sandbox behind real sockets.

use std::sync::Arc;

use crate::http::host::Host;
use crate::http::{Live, Method, Request, Roots, Transport, TransportError};
use crate::sandbox::{Action, Fault, Sandbox};

#[tokio::test]
async fn a_client_over_sockets_sees_the_same() {
    let sandbox = Arc::new(Sandbox::in_memory("small").unwrap());
    let token = sandbox.credentials().unwrap().user_token;
    let host = Host::bind(Arc::clone(&sandbox) as _, 0).unwrap();
    let client = Live::new(Roots::Loopback).unwrap();
    let ask = || {
        let url = host.base().join("v26.0/me/accounts?limit=1&fields=name").unwrap();
        Request::new(Method::Get, url).header("authorization", format!("Bearer {token}"))
    };
    let response = client.send(ask()).await.unwrap();
    let (status, value) = super::json(&response);
    assert_eq!((status, &value["data"][0]["name"]), (200, &"Acme Coffee".into()));
    let next = value["paging"]["next"].as_str().unwrap();
    assert!(next.starts_with(host.base().as_str()), "{next}");
    assert_eq!(response.headers.all("date").count(), 1);
    sandbox.fault(Fault::once("/me/accounts", Action::HangUp { after_effect: true }));
    assert!(matches!(client.send(ask()).await, Err(TransportError::Broken { .. })));
    let misdirected = ask().header("host", "evil.example");
    assert_eq!(client.send(misdirected).await.unwrap().status, 421);
}
