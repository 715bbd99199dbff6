//! Cursor paging.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::{Fixture, column};
use crate::http::Method;

fn agency() -> &'static Fixture {
    static DESK: OnceLock<Fixture> = OnceLock::new();
    DESK.get_or_init(|| Fixture::new("agency"))
}

fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

/// Reads a list forwards by cursors; gives the ids and the number of requests.
async fn walk(fixture: &Fixture, limit: usize, name: &str) -> (Vec<String>, usize) {
    let (mut ids, mut cursor, mut calls) = (Vec::new(), String::new(), 0);
    loop {
        let path = format!("/me/accounts?fields=id&limit={limit}&{name}={cursor}");
        let list = fixture.get(&path, &fixture.user()).await;
        calls += 1;
        ids.extend(column(&list, "id").into_iter().map(str::to_owned));
        let link = if name == "after" { "next" } else { "previous" };
        if list["paging"][link].is_null() {
            return (ids, calls);
        }
        cursor = list["paging"]["cursors"][name].as_str().unwrap().to_owned();
    }
}

#[test]
fn five_thousand_pages_take_fifty_requests() {
    let (ids, calls) = now(walk(agency(), 100, "after"));
    assert_eq!((ids.len(), calls), (5000, 50));
    let (_, calls) = now(walk(agency(), 1000, "after"));
    assert_eq!(calls, 50, "a limit above 100 is reduced silently");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_row_comes_once_in_any_page_size(limit in 1_usize..=100) {
        let fixture = small_agency();
        let (ids, _) = now(walk(&fixture, limit, "after"));
        let mut wanted: Vec<String> = (1..=120).map(|number| (500_000 + number).to_string()).collect();
        prop_assert_eq!(&ids, &wanted);
        wanted.dedup();
        prop_assert_eq!(wanted.len(), ids.len());
    }
}

/// The agency with its first 120 Pages.
fn small_agency() -> Fixture {
    let fixture = Fixture::new("empty");
    fixture.sandbox.write(|world| crate::sandbox::seeds::agency_of(&world, 120)).unwrap();
    fixture
}

#[test]
fn before_reads_backwards() {
    let fixture = small_agency();
    now(async {
        let last = fixture.get("/me/accounts?fields=id&limit=100", &fixture.user()).await;
        let after = last["paging"]["cursors"]["after"].as_str().unwrap();
        let tail = fixture.get(&format!("/me/accounts?fields=id&limit=100&after={after}"), &fixture.user()).await;
        assert_eq!(column(&tail, "id").len(), 20);
        let before = tail["paging"]["cursors"]["before"].as_str().unwrap();
        let back = fixture.get(&format!("/me/accounts?fields=id&limit=30&before={before}"), &fixture.user()).await;
        assert_eq!(column(&back, "id").first(), Some(&"500071"));
        assert_eq!(column(&back, "id").last(), Some(&"500100"));
        assert!(back["paging"]["next"].is_string() && back["paging"]["previous"].is_string());
    });
}

#[test]
fn links_carry_the_callers_token() {
    let fixture = small_agency();
    let list = now(fixture.get("/me/accounts?fields=id", &fixture.user()));
    let next = url::Url::parse(list["paging"]["next"].as_str().unwrap()).unwrap();
    let token = next.query_pairs().find(|(name, _)| name == "access_token").unwrap().1.into_owned();
    assert_eq!(token, fixture.user());
}

#[test]
fn twenty_five_come_when_nothing_is_asked_and_the_summary_counts_all() {
    let list = now(agency().get("/me/accounts?summary=total_count", &agency().user()));
    assert_eq!((list["data"].as_array().unwrap().len(), &list["summary"]["total_count"]), (25, &5000.into()));
    assert!(list["data"][0]["access_token"].is_string() && list["data"][0]["tasks"].is_array());
}

#[test]
fn hidden_pages_make_short_and_empty_pages_of_results_with_a_next() {
    let fixture = Fixture::new("portfolio");
    now(async {
        let token = fixture.login(&super::Walk::default()).await;
        let first = fixture.get("/me/accounts?limit=2&fields=id", &token).await;
        assert_eq!((column(&first, "id"), first["paging"]["next"].is_string()), (vec!["2001"], true));
        let after = first["paging"]["cursors"]["after"].as_str().unwrap();
        let second = fixture.get(&format!("/me/accounts?limit=1&fields=id&after={after}"), &token).await;
        assert!(column(&second, "id").is_empty() && second["paging"]["next"].is_string());
        let wrong = fixture.fails(Method::Get, "/me/accounts?after=QVFI", &token).await;
        assert_eq!(wrong.0, 100);
    });
}
