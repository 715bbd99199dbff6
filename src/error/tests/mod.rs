//! Meta's codes through the real client, over a sandbox in process: what kind of failure each becomes.

mod answers;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;

use super::*;
use crate::clock::Clock;
use crate::domain::Secret;
use crate::graph::{App, Endpoint, Graph};
use crate::http::{Handler as _, Request, Response, Transport, TransportError};
use crate::login::LoginError;
use crate::platforms;
use crate::sandbox::{Action, Fault, Sandbox};

/// Kind, exit code and the codes that become that; `tests/it/explain.rs` holds the binary to the same table.
const TABLE: &str = include_str!("../../../tests/it/bench/codes.txt");

/// A clock that does not wait.
struct Hasty;

#[async_trait]
impl Clock for Hasty {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_435_200).unwrap()
    }

    async fn sleep(&self, _: Duration) {}
}

/// The sandbox without a socket.
struct Direct(Arc<Sandbox>);

#[async_trait]
impl Transport for Direct {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        Ok(self.0.answer(request).await.into_response().unwrap())
    }
}

/// A refusal that stays becomes this failure, however often the client repeats the call.
#[tokio::test]
async fn every_code_that_strikes_a_call_has_its_kind_exit_code_and_remedy() {
    let sandbox = Arc::new(Sandbox::in_memory("small").unwrap());
    let credentials = sandbox.credentials().unwrap();
    let place: url::Url = "http://localhost:1".parse().unwrap();
    let endpoint = Endpoint { graph: place.clone(), dialog: place, version: "v26.0".into() };
    let app = App { id: credentials.app_id, secret: Secret::new(credentials.app_secret) };
    let token = Secret::new(credentials.user_token);
    for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut words = row.split(' ');
        let (kind, exit) = (words.next().unwrap(), words.next().unwrap());
        for written in words {
            let (code, subcode) = written.split_once('/').map_or((written, None), |(code, sub)| (code, Some(sub)));
            let (code, subcode) = (code.parse().unwrap(), subcode.map(|subcode| subcode.parse().unwrap()));
            sandbox.clear_faults();
            let action = Action::Error { status: 400, code, subcode, message: format!("(#{code}) on request") };
            // A write, which is sent with no meaning of its own: a read asks for more patience, and `me` is a person.
            let matching = "DELETE /v26.0/1003/subscribed_apps".to_owned();
            sandbox.fault(Fault { matching, skip: 0, times: u32::MAX, action });
            // One client for each: a limit of the app stays known.
            let graph = Graph::new(Arc::new(Direct(sandbox.clone())), Arc::new(Hasty), endpoint.clone(), app.clone());
            let failure = Failure::from(graph.unsubscribe("1003", Some(&token)).await.unwrap_err());
            assert_eq!(
                serde_json::json!([failure.kind, failure.kind.exit_code().to_string()]),
                serde_json::json!([kind, exit]),
                "{written}"
            );
            let remedy = &platforms::explain(code, subcode).unwrap().remedy;
            assert_eq!(failure.hints.as_slice(), std::slice::from_ref(remedy), "{written}");
        }
    }
}

use crate::domain::{Cause, Trouble};

#[test]
fn exit_codes_are_those_of_the_contract() {
    let table = [
        (Kind::Failed, 1),
        (Kind::Usage, 2),
        (Kind::Authorization, 3),
        (Kind::RateLimited, 4),
        (Kind::Unhealthy, 5),
        (Kind::Partial, 6),
        (Kind::NotFound, 7),
        (Kind::SecretStore, 8),
        (Kind::Database, 8),
        (Kind::Unreachable, 9),
        (Kind::Declined, 1),
        (Kind::Interrupted, 130),
        (Kind::Terminated, 143),
    ];
    for (kind, code) in table {
        assert_eq!(kind.exit_code(), code, "{kind:?}");
    }
}

#[test]
fn a_failure_keeps_what_it_comes_from() {
    let trouble = Trouble::new(Cause::Unreachable, "nobody answered");
    let failure = Failure::from(trouble.clone()).during("looking");
    assert_eq!(failure.cause::<Trouble>(), Some(&trouble));
    assert_eq!(failure.reasons(), Vec::<String>::new(), "it is said already");
    let whole = Failure::new(Kind::Partial, "1 of 2 failed").because(failure);
    assert_eq!(whole.reasons(), ["looking: nobody answered"]);
    assert_eq!(whole.cause::<Trouble>(), Some(&trouble));
}

/// Facebook's words lead to their own cause and click, whatever the case and whatever stands around them.
#[test]
fn peers13_to_15_each_page_of_the_dialog_has_its_cause_and_its_click() {
    let table = [
        (
            "Feature Unavailable: Facebook Login is currently unavailable for this app, since we are updating additional details",
            "switched Facebook Login off",
            "Data Use Checkup",
        ),
        (
            "It looks like this app isn't available: This app needs at least one supported permission.",
            "type Business",
            "Configurations",
        ),
        ("Invalid Scopes: pages_messaging. This message is only shown to developers.", "does not offer", "use case"),
        (
            "App not active: This app is not accessible right now and the app developer is aware of the issue.",
            "development mode",
            "App roles",
        ),
        ("URL Blocked: This redirect failed because the redirect URI is not white-listed", "Valid OAuth", "Settings"),
        ("Can't Load URL: The domain of this URL isn't included in the app's domains.", "app's domains", "App Domains"),
    ];
    let timed_out = Failure::from(LoginError::TimedOut(Duration::from_mins(5)));
    for (words, cause, click) in table {
        let declined = LoginError::Declined { reason: Some("1349126".into()), description: Some(words.into()) };
        let failure = Failure::from(declined);
        assert_eq!(failure.kind, Kind::Authorization);
        assert!(failure.message.contains(cause) && failure.message.contains(words), "{failure}");
        assert!(failure.hints[0].words.contains(click), "{words}: {:?}", failure.hints);
        // What Facebook shows and does not send back is told when nothing came back.
        assert!(timed_out.hints.iter().any(|hint| hint.words.contains(click)), "{words}");
    }
    let denied =
        LoginError::Declined { reason: Some("user_denied".into()), description: Some("Permissions error".into()) };
    assert!(Failure::from(denied).message.starts_with("the login was declined, or the app may not"));
}
