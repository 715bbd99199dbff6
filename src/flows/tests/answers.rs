//! Answers as Meta was seen to give them: what is concluded from each, by login, discovery, connect and verify.

use jiff::SignedDuration;

use super::{Fixture, refusal};
use crate::domain::{Asset, Code, Finding, Status, TokenKind};
use crate::error::{Failure, Kind};
use crate::flows::{connect, verify};
use crate::sandbox::{Action, Fault};

const LIST: &str = "GET /me/accounts";

impl Fixture {
    async fn found(&self) -> Result<Vec<Asset>, Failure> {
        let (tools, login) = (self.tools(), self.login().await);
        Ok(connect::discover(&tools, &login).await?.discovery.pages)
    }

    async fn verified(&self) -> Result<Vec<Finding>, Failure> {
        let tools = self.tools();
        let targets = verify::all(&tools).await?;
        let mut found = Vec::new();
        let mut tell = |finding| {
            found.push(finding);
            Ok(())
        };
        verify::verify(&tools, &targets, SignedDuration::from_hours(24), &mut tell).await?;
        found.retain(|one: &Finding| one.reference.is_some());
        Ok(found)
    }
}

fn ids(pages: &[Asset]) -> Vec<&str> {
    let mut ids: Vec<_> = pages.iter().map(|page| page.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// Case 6: what a batch meets after the app's limit is asked for no more, and stays open.
#[tokio::test]
async fn a_limit_of_the_app_inside_a_batch_ends_the_run() {
    for code in [4, 17, 32, 613] {
        let fixture = Fixture::new("small").await;
        let found = fixture.found().await.unwrap();
        let pages: Vec<_> = found.iter().map(|page| page.id.clone()).collect();
        fixture.fault("POST /v26.0", 0, Fault::ALWAYS, Action::LimitedItems { code, after: 0 });
        let before = fixture.count("");
        let report = fixture.connect(&pages.iter().map(String::as_str).collect::<Vec<_>>()).await;
        assert_eq!((report.connections.len(), report.failed.len()), (0, pages.len()), "{code}");
        for (reference, _, failure) in &report.failed {
            assert_eq!(failure.kind, Kind::RateLimited, "{code}: {failure}");
            assert_eq!(fixture.status(&reference.to_string()).await, Some(Status::Pending), "{code}");
        }
        assert!(fixture.count("") - before <= 8, "{code}: {} calls", fixture.count("") - before);
        assert_eq!(fixture.count("subscribed_apps"), 0, "{code}: no call was made by itself");
    }
}

/// Case 8: half a surrogate pair costs one character.
#[tokio::test]
async fn a_name_with_half_a_surrogate_pair_hides_no_page() {
    let fixture = Fixture::new("small").await;
    let sound = fixture.found().await.unwrap();
    fixture.fault(LIST, 0, 1, Action::Surrogate);
    let found = fixture.found().await.unwrap();
    assert_eq!(ids(&found), ids(&sound));
    assert!(found.iter().all(|page| page.name.starts_with('\u{fffd}')), "{found:?}");
}

/// Case 9: where only the link says how a list goes on, it is read to its end, and the link is not followed.
#[tokio::test]
async fn a_list_without_cursors_is_read_to_its_end() {
    let fixture = Fixture::new("small").await;
    let sound = fixture.found().await.unwrap();
    fixture.fault(LIST, 0, 2, Action::NoCursors);
    assert_eq!(ids(&fixture.found().await.unwrap()), ids(&sound));
}

/// Case 10: where Meta asks for less, less is asked for, down to one row.
#[tokio::test]
async fn a_list_that_is_too_much_is_read_in_smaller_pieces() {
    for rows in [99, 25, 1] {
        let fixture = Fixture::new("small").await;
        let sound = fixture.found().await.unwrap();
        let before = fixture.count("me/accounts");
        fixture.fault(LIST, 0, Fault::ALWAYS, Action::TooMuch(rows));
        assert_eq!(ids(&fixture.found().await.unwrap()), ids(&sound), "{rows}");
        assert!(fixture.count("me/accounts") - before < 20, "{rows}");
    }
}

/// Case 11: a short wait is sat out, a long one is exit 4 with its time.
#[tokio::test]
async fn status_429_is_a_wait_that_is_told() {
    let fixture = Fixture::new("small").await;
    fixture.fault(LIST, 0, 1, Action::TooMany { seconds: 7 });
    assert!(!fixture.found().await.unwrap().is_empty());
    let fixture = Fixture::new("small").await;
    fixture.fault(LIST, 0, 1, Action::TooMany { seconds: 600 });
    let failure = fixture.found().await.unwrap_err();
    assert_eq!((failure.kind, failure.kind.exit_code()), (Kind::RateLimited, 4));
    assert_eq!(failure.hints[0].words, "try again in 10 minutes");
}

/// Case 12: a fault of Meta's at the exchange says nothing about the app's secret.
#[tokio::test]
async fn a_passing_fault_at_the_exchange_is_no_wrong_secret() {
    for code in [1, 2] {
        let fixture = Fixture::new("small").await;
        fixture.fault("GET /oauth/access_token", 0, Fault::ALWAYS, refusal(code, None));
        let code = crate::domain::Secret::new("code");
        let trouble = fixture.meta.redeem_login(&code, "http://localhost/callback").await.unwrap_err();
        assert_eq!(Failure::from(trouble).kind.exit_code(), 9);
    }
}

/// Case 13: a person who is gone is no id to check.
#[tokio::test]
async fn a_person_whom_meta_does_not_know_has_to_log_in_again() {
    let fixture = Fixture::new("small").await;
    let token = crate::domain::Secret::new(fixture.sandbox.credentials().unwrap().user_token);
    fixture.fault("GET /me", 0, Fault::ALWAYS, refusal(100, Some(33)));
    let failure = connect::accept(&fixture.tools(), token).await.unwrap_err();
    assert_eq!(failure.kind, Kind::Authorization);
    assert_eq!(failure.graph.as_ref().and_then(|graph| graph.code), Some(100));
    assert_eq!(failure.hints[0].words, "log in again");
}

/// Case 15: a read that meets a passing fault is made again, and no record is changed by it.
#[tokio::test]
async fn a_passing_fault_on_a_read_is_asked_again_and_changes_no_record() {
    let faults = [
        Action::Error { status: 500, code: 1, subcode: Some(99), message: "An unknown error occurred".to_owned() },
        Action::Error { status: 500, code: 2, subcode: None, message: "later".to_owned() },
        Action::Html(500),
        Action::Html(502),
        Action::Html(503),
    ];
    for fault in faults {
        let fixture = Fixture::new("small").await;
        fixture.connect(&["1001"]).await;
        fixture.fault("GET /1001", 0, 1, fault.clone());
        assert_eq!(fixture.verified().await.unwrap(), [], "{fault}");
        fixture.fault("GET /1001", 0, Fault::ALWAYS, fault.clone());
        let codes: Vec<_> = fixture.verified().await.unwrap().into_iter().map(|finding| finding.code).collect();
        assert!(codes.iter().all(|code| *code == Code::Unknown) && !codes.is_empty(), "{fault}: {codes:?}");
        assert_eq!(fixture.status("facebook:1001").await, Some(Status::Active), "{fault}");
    }
}

/// Case 19: a Page whose token the list leaves out is read by its id, once.
#[tokio::test]
async fn a_page_without_a_token_in_the_list_is_read_by_its_id() {
    let fixture = Fixture::new("small").await;
    let tokens = |pages: &[Asset]| pages.iter().filter(|page| page.token.is_some()).count();
    let sound = tokens(&fixture.found().await.unwrap());
    fixture.fault(LIST, 0, 1, Action::NoTokens);
    assert_eq!(tokens(&fixture.found().await.unwrap()), sound);
}

/// A token that Meta does not call valid, and not dead either, is neither.
#[tokio::test]
async fn a_token_of_which_nothing_is_said_is_neither_valid_nor_dead() {
    let fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    let valid = r#""app_id":"1","type":"PAGE","scopes":[]"#;
    for data in ["{}", "[]", "null", r#"{"error":{"code":190,"message":"m"}}"#, &format!("{{{valid}}}")] {
        fixture.mend();
        fixture.instead("debug_token", &format!(r#"{{"data":{data}}}"#));
        let found = fixture.verified().await.unwrap();
        assert!(found.iter().all(|finding| finding.code == Code::Unknown) && !found.is_empty(), "{data}: {found:?}");
        assert_eq!(fixture.status("facebook:1001").await, Some(Status::Active), "{data}");
        let token = crate::domain::Secret::new(fixture.sandbox.credentials().unwrap().user_token);
        let failure = connect::accept(&fixture.tools(), token).await.unwrap_err();
        assert_eq!(failure.kind.exit_code(), 9, "{data}");
    }
    fixture.mend();
    assert_eq!(fixture.login().await.token_kind, TokenKind::User);
}
