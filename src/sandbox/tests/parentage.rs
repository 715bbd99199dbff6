//! Which event kills which token, and how (meta-platform 3.3, 3.5, 3.8, 9.2).

use std::time::Duration;

use super::Fixture;
use super::business::{SYSTEM, let_in, walk};
use super::walk::Walk;
use crate::http::Method;
use crate::sandbox::AccountEvent;

/// The person of the logins.
const PERSON: &str = "100000000000001";
/// Lives.
const OK: i64 = 0;

/// One token of each kind.
const KINDS: [&str; 7] =
    ["short", "long", "page of short", "page of long", "business", "page of business", "own system user"];

async fn tokens(fixture: &Fixture) -> Vec<String> {
    let business = let_in(fixture, &walk(&SYSTEM)).await;
    let short = fixture.login(&Walk::default()).await;
    let (_, long) = fixture.exchange("", &[("grant_type", "fb_exchange_token"), ("fb_exchange_token", &short)]).await;
    let long = long["access_token"].as_str().unwrap().to_owned();
    let of_short = fixture.page_token("6003", &short).await;
    let of_long = fixture.page_token("6003", &long).await;
    let of_business = fixture.page_token("6003", &business).await;
    let own = fixture.sandbox.credentials().unwrap().system_user_token;
    vec![short, long, of_short, of_long, business, of_business, own]
}

/// Something that happens in the world.
#[derive(Debug, Clone, Copy)]
enum Event {
    Logout,
    Password,
    Checkpoint,
    RoleLost,
    PermissionsDeleted,
    AppRemoved,
    PageLeftOut,
    SecretReset,
    ThrownOut,
    TwoHours,
    SixtyOneDays,
    NinetyOneDays,
}

impl Event {
    async fn happen(self, fixture: &Fixture) {
        let sandbox = &fixture.sandbox;
        match self {
            Self::Logout => sandbox.kill_tokens(PERSON, 467).unwrap(),
            Self::Password => sandbox.kill_tokens(PERSON, 460).unwrap(),
            Self::Checkpoint => sandbox.kill_tokens(PERSON, 459).unwrap(),
            Self::RoleLost => assert!(sandbox.remove_role(PERSON, "6003").unwrap()),
            Self::PermissionsDeleted => {
                assert_eq!(
                    fixture.call(Method::Delete, &format!("/{PERSON}/permissions"), &fixture.app()).await.0,
                    200
                );
            }
            Self::AppRemoved => assert!(sandbox.apply_event(PERSON, &AccountEvent::RemoveApp).unwrap()),
            Self::PageLeftOut => {
                let fewer = Walk { untick: vec!["6003"], press: vec![("before", "edit")], ..Walk::default() };
                fixture.login(&fewer).await;
            }
            Self::SecretReset => sandbox.reset_secret().unwrap(),
            Self::ThrownOut => assert!(sandbox.throw_out("6001").unwrap()),
            Self::TwoHours => sandbox.push_clock(Duration::from_hours(2)).unwrap(),
            Self::SixtyOneDays => sandbox.push_clock(Duration::from_hours(61 * 24)).unwrap(),
            Self::NinetyOneDays => sandbox.push_clock(Duration::from_hours(91 * 24)).unwrap(),
        }
    }
}

/// The subcode with which each kind of [`KINDS`] dies.
const TABLE: [(Event, [i64; 7]); 12] = [
    (Event::Logout, [467, 467, 467, 467, OK, OK, OK]),
    (Event::Password, [460, 460, 460, 460, OK, OK, OK]),
    (Event::Checkpoint, [459, 459, 459, 459, OK, OK, OK]),
    (Event::RoleLost, [OK, OK, 492, 492, OK, OK, OK]),
    (Event::PermissionsDeleted, [458, 458, 458, 458, OK, OK, OK]),
    (Event::AppRemoved, [458, 458, 458, 458, OK, OK, OK]),
    (Event::PageLeftOut, [OK, OK, 458, 458, OK, OK, OK]),
    (Event::SecretReset, [460, 460, 460, 460, 460, 460, 460]),
    (Event::ThrownOut, [OK, OK, OK, OK, 458, 458, OK]),
    (Event::TwoHours, [463, OK, 463, OK, OK, OK, OK]),
    (Event::SixtyOneDays, [463, 463, 463, OK, OK, OK, OK]),
    (Event::NinetyOneDays, [463, 463, 463, OK, OK, OK, OK]),
];

#[tokio::test]
async fn each_event_kills_what_it_should_and_nothing_else() {
    for (event, wanted) in TABLE {
        let fixture = Fixture::new("signup");
        let tokens = tokens(&fixture).await;
        event.happen(&fixture).await;
        for ((kind, token), wanted) in KINDS.iter().zip(&tokens).zip(wanted) {
            let (_, value) = fixture.call(Method::Get, "/me", token).await;
            let got = value["error"]["error_subcode"].as_i64().unwrap_or(OK);
            assert_eq!(got, wanted, "{event:?}, {kind}: {value}");
            let told = fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await;
            assert_eq!(told["data"]["is_valid"], wanted == OK, "{event:?}, {kind}: {told}");
        }
    }
}

#[tokio::test]
async fn the_old_secret_is_worth_nothing_after_a_reset() {
    let fixture = Fixture::new("small");
    let old = fixture.app();
    fixture.sandbox.reset_secret().unwrap();
    assert_eq!(fixture.fails(Method::Get, "/900000000000001", &old).await, (190, None, 400));
    assert_eq!(fixture.get("/900000000000001", &fixture.app()).await["id"], "900000000000001");
    let ready = fixture.sandbox.credentials().unwrap();
    for token in [ready.user_token, ready.system_user_token] {
        assert!(fixture.get("/me", &token).await["id"].is_string(), "made anew");
    }
}
