//! A connect that comes to nothing leaves nothing at Meta that no record names.

use super::{Fixture, refusal};
use crate::domain::{AppSubscription, ConnectionRef, Secret, Status, Topic, WabaId};
use crate::flows::{revoke, webhooks, whatsapp};
use crate::sandbox::{Action, Fault};

const EDGE: &str = "/1001/subscribed_apps";
const KIOSK: &str = "210000000000001";
const REGISTERED: &str = "310000000000002";
const FRESH: &str = "310000000000001";

fn kiosk_edge(method: &str) -> String {
    format!("{method} /{KIOSK}/subscribed_apps")
}

async fn kiosk_is_subscribed(fixture: &Fixture) -> bool {
    let token = Secret::new(fixture.sandbox.credentials().unwrap().system_user_token);
    fixture.meta.account_subscriptions(&[(&WabaId::new(KIOSK), &token)]).await[0].clone().unwrap().is_some()
}

#[tokio::test]
async fn a_page_that_was_subscribed_and_cannot_be_read_back_is_unsubscribed() {
    for (code, subcode) in [(200, None), (100, Some(33)), (190, Some(460)), (10, None)] {
        let fixture = Fixture::new("small").await;
        fixture.fault(&format!("GET {EDGE}"), 0, 1, refusal(code, subcode));
        let report = fixture.connect(&["1001"]).await;
        assert_eq!((report.connections.len(), report.failed.len()), (0, 1), "{code}");
        assert_eq!(fixture.subscribed(), [""; 0], "{code}");
        assert!(fixture.is_empty().await, "{code}");
    }
}

/// The person takes the app out of their account just after the Page was subscribed.
#[tokio::test]
async fn a_token_that_is_revoked_meanwhile_leaves_no_subscription() {
    let fixture = Fixture::new("small").await;
    fixture.fault(EDGE, 1, 2, refusal(190, Some(458)));
    let report = fixture.connect(&["1001"]).await;
    assert_eq!(report.failed.len(), 1);
    assert_eq!(fixture.subscribed(), [""; 0]);
    assert!(fixture.is_empty().await);
}

#[tokio::test]
async fn a_yes_that_does_not_show_is_taken_back_all_the_same() {
    let fixture = Fixture::new("small").await;
    fixture.instead(&format!("POST /v26.0{EDGE}"), r#"{"success":true}"#);
    let report = fixture.connect(&["1001"]).await;
    assert!(report.failed[0].2.message.contains("does not show it"), "{:?}", report.failed);
    assert_eq!(fixture.count(&format!("DELETE /v26.0{EDGE}")), 1);
    assert!(fixture.is_empty().await);
}

#[tokio::test]
async fn what_cannot_be_taken_back_stays_open_and_says_so() {
    let fixture = Fixture::new("small").await;
    fixture.fault(&format!("GET {EDGE}"), 0, Fault::ALWAYS, refusal(200, None));
    fixture.fault(&format!("DELETE {EDGE}"), 0, Fault::ALWAYS, refusal(10, None));
    let report = fixture.connect(&["1001"]).await;
    assert!(report.failed[0].2.message.contains("its subscription may stand"), "{:?}", report.failed);
    assert_eq!(fixture.status("facebook:1001").await, Some(Status::Pending));
    assert_eq!(fixture.store.open_changes("acme").await.unwrap().len(), 2);
    assert_eq!(fixture.recover().await.parked.len(), 1);
    fixture.mend();
    assert_eq!(fixture.recover().await.finished.len(), 1);
    assert_eq!(fixture.status("facebook:1001").await, Some(Status::Active));
}

/// A refusal of the subscription itself changed nothing: what another installation of the app subscribed stays.
#[tokio::test]
async fn what_meta_refused_is_not_taken_back() {
    let fixture = Fixture::new("small").await;
    fixture.fault(&format!("POST {EDGE}"), 0, 1, refusal(100, None));
    fixture.connect(&["1001"]).await;
    assert_eq!(fixture.count("DELETE"), 0);
    assert!(fixture.is_empty().await);
}

#[tokio::test]
async fn a_page_that_is_connected_again_in_vain_stays_connected() {
    let fixture = Fixture::new("small").await;
    fixture.connect(&["1001"]).await;
    fixture.fault(&format!("GET {EDGE}"), 0, 1, refusal(200, None));
    assert_eq!(fixture.connect(&["1001"]).await.failed.len(), 1);
    assert_eq!((fixture.status("facebook:1001").await, fixture.count("DELETE")), (Some(Status::Active), 0));
    assert_eq!(fixture.subscribed(), ["1001"]);
}

/// The answer to the subscription was lost, and afterwards Meta refuses.
#[tokio::test]
async fn a_recovery_that_gives_up_takes_the_subscription_back() {
    let fixture = Fixture::new("small").await;
    fixture.fault(&format!("POST {EDGE}"), 0, Fault::ALWAYS, Action::HangUp { after_effect: true });
    fixture.connect(&["1001"]).await;
    assert_eq!((fixture.status("facebook:1001").await, fixture.subscribed().len()), (Some(Status::Pending), 1));
    fixture.mend();
    fixture.fault(&format!("POST {EDGE}"), 0, Fault::ALWAYS, refusal(200, None));
    assert_eq!(fixture.recover().await.undone.len(), 2);
    assert_eq!(fixture.subscribed(), [""; 0]);
    assert!(fixture.is_empty().await);
}

#[tokio::test]
async fn an_account_that_cannot_be_read_back_is_unsubscribed_and_its_callback_forgotten() {
    let fixture = Fixture::new("whatsapp").await;
    fixture.fault(&kiosk_edge("GET"), 1, 1, refusal(200, None));
    let callback = whatsapp::Callback { url: "https://acme.example/".to_owned(), verify: Secret::new("v") };
    let report = fixture.connect_number(KIOSK, Some(REGISTERED), Some(callback)).await;
    assert_eq!(report.failed.len(), 1);
    assert!(!kiosk_is_subscribed(&fixture).await);
    assert_eq!(fixture.store.note("acme", Topic::Callback, KIOSK).await.unwrap(), None);
    assert!(fixture.is_empty().await);
}

/// No token reaches the account any more, and the app cannot unsubscribe an account by itself.
#[tokio::test]
async fn an_account_out_of_reach_stays_named_until_it_is_revoked() {
    let fixture = Fixture::new("whatsapp").await;
    fixture.fault(&kiosk_edge("*"), 2, Fault::ALWAYS, refusal(190, Some(458)));
    let report = fixture.connect_number(KIOSK, Some(REGISTERED), None).await;
    assert!(report.failed[0].2.message.contains("its subscription may stand"), "{:?}", report.failed);
    let records = fixture.records().await;
    assert_eq!(records[0].status, Status::Pending);
    assert_eq!(fixture.recover().await.parked.len(), 1);
    let report = revoke::revoke(&fixture.enter().await, &records, revoke::RevokeOptions::default()).await.unwrap();
    assert!(report.revoked[0].remarks[0].contains("no longer takes its token"), "{:?}", report.revoked);
    let left = fixture.recover().await;
    assert_eq!((left.finished.len(), left.undone.len(), left.parked.len()), (0, 0, 0));
}

#[tokio::test]
async fn a_number_that_waits_goes_on_waiting() {
    let fixture = Fixture::new("whatsapp").await;
    fixture.connect_number(KIOSK, Some(FRESH), None).await;
    let waiting = fixture.records().await;
    assert!(waiting[0].error_message.is_some());
    fixture.fault(&kiosk_edge("GET"), 0, 1, refusal(200, None));
    assert_eq!(fixture.connect_number(KIOSK, Some(FRESH), None).await.failed.len(), 1);
    let after = fixture.records().await;
    assert_eq!((after[0].status, &after[0].error_message), (Status::Pending, &waiting[0].error_message));
    assert!(fixture.store.open_changes("acme").await.unwrap().is_empty());
    assert!(kiosk_is_subscribed(&fixture).await);
}

#[tokio::test]
async fn a_callback_that_meta_took_and_does_not_show_stays_written_down() {
    let fixture = Fixture::new("whatsapp").await;
    fixture.connect_number(KIOSK, Some(REGISTERED), None).await;
    let token = Secret::new(fixture.sandbox.credentials().unwrap().system_user_token);
    let direct = async |url: &str| {
        let callback = whatsapp::Callback { url: url.to_owned(), verify: Secret::new("v") };
        whatsapp::direct(&fixture.enter().await, &WabaId::new(KIOSK), &token, Some(&callback)).await.unwrap_err()
    };
    let noted = async || fixture.store.note("acme", Topic::Callback, KIOSK).await.unwrap().map(|note| note.text);
    fixture.fault(&kiosk_edge("POST"), 0, Fault::ALWAYS, refusal(2200, None));
    direct("https://refused.example/").await;
    assert_eq!(noted().await, None);
    fixture.mend();
    fixture.instead(&format!("POST /v26.0/{KIOSK}/subscribed_apps"), r#"{"success":true}"#);
    let failure = direct("https://taken.example/").await;
    assert!(failure.message.contains("Meta may have taken the change"), "{failure}");
    assert_eq!(noted().await.as_deref(), Some("https://taken.example/"));
}

#[tokio::test]
async fn webhooks_that_were_set_and_cannot_be_read_back_are_said_to_be_taken() {
    let fixture = Fixture::new("small").await;
    fixture.instead("POST /v26.0/900000000000001/subscriptions", r#"{"success":true}"#);
    fixture.fault("GET /900000000000001/subscriptions", 0, Fault::ALWAYS, refusal(200, None));
    let object = crate::domain::WebhookObject::Page;
    let wish = webhooks::wish(object, "https://acme.example/", None, None::<&AppSubscription>);
    let set = webhooks::set(&fixture.enter().await, &wish, object, &Secret::new("v"), false).await;
    assert!(set.unwrap_err().message.contains("Meta took the change"));
    let log = fixture.store.history(None, 1).await.unwrap();
    assert!(log[0].detail.as_ref().is_some_and(|words| words.contains("Meta took the change")), "{log:?}");
}

/// What stands in the way of one Page's undoing is no obstacle for another.
#[tokio::test]
async fn another_page_is_recovered_beside_one_that_stays_open() {
    let fixture = Fixture::new("small").await;
    fixture.fault("POST /", 0, Fault::ALWAYS, Action::HangUp { after_effect: true });
    fixture.connect(&["1001", "1003"]).await;
    fixture.mend();
    fixture.fault(EDGE, 0, Fault::ALWAYS, refusal(200, None));
    let recovered = fixture.recover().await;
    let finished: Vec<_> = recovered.finished.iter().map(|(_, reference)| reference.clone()).collect();
    assert!(finished.contains(&"facebook:1003".parse::<ConnectionRef>().unwrap()), "{recovered:?}");
    assert_eq!(recovered.parked.len(), 1);
}
