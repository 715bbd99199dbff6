//! What goes wrong at the n-th call, for every n until a run comes through: no call can be forgotten.

use jiff::SignedDuration;

use super::{Fixture, refusal};
use crate::domain::Status;
use crate::error::Failure;
use crate::flows::refresh::refresh;
use crate::flows::revoke::{RevokeOptions, revoke};
use crate::flows::verify;
use crate::flows::{Exclusive, connect};
use crate::platforms::DEFAULT_FIELDS;
use crate::sandbox::{Action, Fault};
use crate::secrets::VaultError;

/// The ways in which Meta says that a token is dead.
const DEAD: [Option<i64>; 4] = [None, Some(458), Some(460), Some(492)];

/// Runs `story` with every call from the `n`-th on refused, for n = 0, 1, 2 …, and checks what must hold afterwards and
/// once Meta answers again; gives how many calls there were.
async fn revoked_at_any_call(prepared: bool, story: impl AsyncFn(&Fixture) -> Result<(), Failure>) -> u32 {
    let mut calls = 0;
    for subcode in DEAD {
        for n in 0.. {
            let fixture = Fixture::new("small").await;
            if prepared {
                fixture.connect(&["1001", "1003"]).await;
            }
            let before = fixture.count("");
            fixture.fault("", n, Fault::ALWAYS, refusal(190, subcode));
            // Whether it is an error is the story's own matter; what it leaves is not.
            let _ = story(&fixture).await;
            let asked = u32::try_from(fixture.count("") - before).unwrap();
            in_order(&fixture, &format!("{subcode:?} from call {n}")).await;
            fixture.mend();
            fixture.recover().await;
            settled(&fixture, &format!("{subcode:?} from call {n}, settled")).await;
            if asked <= n {
                break;
            }
            calls += 1;
        }
    }
    calls
}

/// No connection called active whose token does not open, or that is not subscribed.
async fn in_order(fixture: &Fixture, when: &str) {
    let subscribed = fixture.subscribed();
    for one in fixture.records().await.iter().filter(|one| one.status == Status::Active) {
        let token = fixture.tools().token(one).await;
        assert!(token.is_ok_and(|token| token.is_some()), "{when}: {} has no secret", one.reference());
        let page = one.parent.as_ref().map_or(&one.platform_user_id, |parent| &parent.platform_user_id);
        assert!(subscribed.contains(page), "{when}: {} is not subscribed", one.reference());
    }
}

/// In order, nothing half done, and no subscription without a record.
async fn settled(fixture: &Fixture, when: &str) {
    in_order(fixture, when).await;
    assert_eq!(fixture.store.open_changes("acme").await.unwrap().len(), 0, "{when}: a change stays open");
    let records = fixture.records().await;
    for page in fixture.subscribed() {
        let owner = records.iter().find(|one| one.platform_user_id == page);
        assert!(owner.is_some_and(|one| one.status != Status::Disconnected), "{when}: {page} belongs to no record");
    }
}

async fn connects(fixture: &Fixture) -> Result<(), Failure> {
    let (tools, token) = (fixture.tools(), fixture.sandbox.credentials().unwrap().user_token);
    let login = connect::accept(&tools, crate::domain::Secret::new(token)).await?;
    let mut found = connect::discover(&tools, &login).await?.discovery.pages;
    found.retain(|one| ["1001", "1003"].contains(&one.id.as_str()));
    let fields: std::sync::Arc<[String]> = DEFAULT_FIELDS.iter().map(|field| (*field).to_owned()).collect();
    let chosen = |page| connect::ChosenPage { page, instagram: true, fields: fields.clone() };
    let wanted = connect::ConnectPages { chosen: found.into_iter().map(chosen).collect(), orphaned: Vec::new() };
    connect::attach(&Exclusive::enter(&tools).await?, &login, wanted).await.map(drop)
}

#[tokio::test]
async fn r10_a_token_that_dies_at_any_call_of_connect_leaves_all_in_order() {
    let calls = revoked_at_any_call(false, connects).await;
    assert!(calls >= 4 * 6, "{calls} calls");
}

/// The connections that were there are not lost to a login that fails.
#[tokio::test]
async fn x06_a_token_that_dies_at_any_call_of_a_second_connect_loses_nothing() {
    let calls = revoked_at_any_call(true, async |fixture| {
        let done = connects(fixture).await;
        let active = fixture.records().await.iter().filter(|one| one.status == Status::Active).count();
        assert_eq!(active, 3, "what was connected stays connected");
        done
    })
    .await;
    assert!(calls >= 4 * 6, "{calls} calls");
}

#[tokio::test]
async fn r10_a_token_that_dies_at_any_call_of_revoke_leaves_all_in_order() {
    let calls = revoked_at_any_call(true, async |fixture| {
        let records = fixture.records().await;
        let report = revoke(&Exclusive::enter(&fixture.tools()).await?, &records, RevokeOptions::default()).await?;
        for done in report.revoked {
            let left = fixture.store.get("acme", &done.reference).await.unwrap();
            assert!(left.is_none_or(|one| one.sealed.is_none()), "{} was called revoked", done.reference);
        }
        Ok(())
    })
    .await;
    assert!(calls >= 4 * 3, "{calls} calls");
}

#[tokio::test]
async fn r10_a_token_that_dies_at_any_call_of_refresh_leaves_all_in_order() {
    let calls = revoked_at_any_call(true, async |fixture| {
        let records = fixture.records().await;
        refresh(&Exclusive::enter(&fixture.tools()).await?, &records, None).await.map(drop)
    })
    .await;
    assert!(calls >= 4 * 2, "{calls} calls");
}

/// A keeper that does not give the key: what is called revoked has no secret left, and the next run ends the rest.
#[tokio::test]
async fn v09_a_keeper_that_fails_leaves_nothing_unsaid() {
    for error in [VaultError::Locked("x".into()), VaultError::Damaged("cut".into()), VaultError::Timeout(3)] {
        let mut fixture = Fixture::new("small").await;
        fixture.connect(&["1001", "1003"]).await;
        fixture.keeper.fail(Some(error.clone()));
        fixture.begin_anew();
        let records = fixture.records().await;
        let outcome = revoke(&fixture.enter().await, &records, RevokeOptions::default()).await.unwrap();
        for done in &outcome.revoked {
            let left = fixture.store.get("acme", &done.reference).await.unwrap();
            assert!(left.is_none_or(|one| one.sealed.is_none()), "{error:?}: a secret is left, unsaid");
        }
        fixture.keeper.fail(None);
        fixture.begin_anew();
        let left = fixture.records().await;
        revoke(&fixture.enter().await, &left, RevokeOptions::default()).await.unwrap();
        assert!(fixture.secrets().await == 0 && fixture.subscribed().is_empty(), "{error:?}");
    }
}

/// Every way in which an answer can be none, at every call of a check.
#[tokio::test]
async fn r14_a_check_that_was_prevented_is_not_well() {
    let ways = || {
        [
            Action::Html(502),
            Action::Html(200),
            Action::Truncated,
            Action::HangUp { after_effect: false },
            Action::HangUp { after_effect: true },
            refusal(1, None),
            refusal(2, None),
            refusal(4, None),
            refusal(10, None),
            refusal(100, None),
            refusal(190, Some(460)),
            refusal(368, None),
            refusal(999_999, None),
        ]
    };
    let mut tried = 0;
    for action in ways() {
        for n in 0.. {
            let fixture = Fixture::new("small").await;
            fixture.connect(&["1001", "1003"]).await;
            let before = fixture.count("");
            fixture.fault("", n, Fault::ALWAYS, action.clone());
            let targets = verify::all(&fixture.tools()).await.unwrap();
            let mut found = 0;
            let mut tell = |_| {
                found += 1;
                Ok(())
            };
            let outcome = verify::verify(&fixture.tools(), &targets, SignedDuration::from_hours(72), &mut tell).await;
            if fixture.count("") - before <= n as usize {
                break;
            }
            let well = outcome.as_ref().is_ok_and(|outcome| outcome.healthy == outcome.checked) && found == 0;
            assert!(!well, "{action:?} from call {n} on: {outcome:?}");
            tried += 1;
        }
    }
    assert!(tried >= 30, "{tried} ways");
}
