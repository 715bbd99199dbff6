//! What `revoke` takes for proof.

use super::{Fixture, refusal};
use crate::domain::Status;
use crate::error::Kind;
use crate::flows::revoke::{RevokeOptions, revoke};
use crate::sandbox::Fault;

/// Answers that are no list, whatever was said before them.
const NO_LIST: [&str; 6] =
    ["{}", r#"{"error":"try later"}"#, r#"{"data":null}"#, r#"{"data":{}}"#, "[]", r#"{"success":true}"#];

async fn revoked(fixture: &Fixture, keep_permissions: bool) -> Result<(), Kind> {
    let options = RevokeOptions { keep_permissions, ..RevokeOptions::default() };
    let report = revoke(&fixture.enter().await, &fixture.records().await, options).await.unwrap();
    report.failed.first().map_or(Ok(()), |(_, _, failure)| Err(failure.kind))
}

#[tokio::test]
async fn a_subscription_that_is_not_proven_to_have_ended_keeps_secret_and_change() {
    for body in NO_LIST {
        let fixture = Fixture::new("small").await;
        fixture.connect(&["1001"]).await;
        fixture.instead("DELETE /v26.0/1001/subscribed_apps", r#"{"success":true}"#);
        fixture.instead("GET /v26.0/1001/subscribed_apps", body);
        assert_eq!(revoked(&fixture, true).await, Err(Kind::Unreachable), "{body}");
        is_kept(&fixture).await;
        fixture.mend();
        assert_eq!(fixture.recover().await.finished.len(), 2, "{body}");
        assert_eq!(fixture.subscribed(), [""; 0]);
        assert_eq!(fixture.secrets().await, 0, "{body}");
    }
}

#[tokio::test]
async fn permissions_that_are_not_proven_to_be_taken_back_keep_secret_and_change() {
    for body in NO_LIST {
        let fixture = Fixture::new("small").await;
        fixture.connect(&["1001"]).await;
        let permissions = "/v26.0/100000000000001/permissions";
        fixture.instead(&format!("DELETE {permissions}"), r#"{"success":true}"#);
        fixture.instead(&format!("GET {permissions}"), body);
        assert_eq!(revoked(&fixture, false).await, Err(Kind::Unreachable), "{body}");
        is_kept(&fixture).await;
    }
}

#[tokio::test]
async fn a_refused_read_back_is_no_proof_either() {
    let fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    fixture.fault("GET /1001/subscribed_apps", 0, Fault::ALWAYS, refusal(10, None));
    assert!(revoked(&fixture, true).await.is_err());
    is_kept(&fixture).await;
}

async fn is_kept(fixture: &Fixture) {
    assert_eq!(fixture.status("facebook:1001").await, Some(Status::Error));
    assert_eq!(fixture.store.open_changes("acme").await.unwrap().len(), 2);
    assert_eq!(fixture.secrets().await, 3, "the Page's, its account's, the login's");
}
