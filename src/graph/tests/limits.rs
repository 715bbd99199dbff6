//! Limits and numbers: what Meta says in headers is heeded, and no number of Meta's stops the process.

use proptest::prelude::*;

use super::*;
use crate::graph::rate_limit::retry_after;
use crate::http::Headers;

#[expect(clippy::unnecessary_wraps, reason = "one of a list of answers, some of which are none")]
fn limited(retry_after: &str) -> Answer {
    Ok(Response::new(429).header("retry-after", retry_after).body("text/html", "<html>Too Many Requests</html>"))
}

async fn trouble_of(table: &Table) -> crate::domain::Trouble {
    table.graph.me(&token()).await.unwrap_err()
}

#[tokio::test]
async fn a_wait_without_an_envelope_is_sat_out_if_it_is_short() {
    let table = table([limited("7"), says(&json!({"id": "1"}))]);
    assert_eq!(table.graph.me(&token()).await.unwrap().id, "1");
    assert_eq!(*table.clock.0.lock().unwrap(), [Duration::from_secs(7)]);
}

#[tokio::test]
async fn a_wait_without_an_envelope_is_told_if_it_is_long_and_ends_the_run() {
    for (told, seconds) in [("61", 61), ("3600", 3600), ("Mon, 23 Nov 2026 13:00:00 GMT", 3600)] {
        let table = table([limited(told)]);
        assert_eq!(trouble_of(&table).await.cause, Cause::Wait(Some(Duration::from_secs(seconds))), "{told}");
        assert!(matches!(trouble_of(&table).await.cause, Cause::Wait(Some(_))));
        assert_eq!(table.asked().len(), 1, "{told}");
    }
}

/// All pauses of a call together are no longer than a minute.
#[tokio::test]
async fn short_waits_do_not_add_up_to_a_long_one() {
    let table = table((0..4).map(|_| limited("25")));
    assert_eq!(trouble_of(&table).await.cause, Cause::Wait(Some(Duration::from_secs(25))));
    assert_eq!(table.asked().len(), 3);
}

#[tokio::test]
async fn a_write_that_is_sent_once_does_not_wait_either() {
    let table = table([limited("1")]);
    let code = Secret::new("c");
    assert!(matches!(table.graph.exchange(&code, None).await.unwrap_err().cause, Cause::Wait(_)));
    assert_eq!(table.asked().len(), 1);
}

/// Case 6: what was not under way when the app's limit was met is not sent, neither in a batch nor by itself.
#[tokio::test]
async fn a_limit_of_the_app_inside_a_batch_is_met_with_no_further_call() {
    for code in [4, 17, 32, 613] {
        let error = json!({"error": {"code": code, "message": "limit", "type": "OAuthException"}});
        let limited = json!({"code": 400, "body": error.to_string()});
        let first = json!({"code": 200, "body": json!({"id": "1"}).to_string()});
        let parts: Vec<_> = std::iter::once(first).chain(std::iter::repeat_n(limited, 49)).collect();
        let table = table((0..4).map(|_| says(&json!(parts))));
        let got = table.graph.batch((0..600).map(|id| Call::get(id.to_string())).collect()).await;
        let waits = got.iter().filter(|one| one.as_ref().is_err_and(|one| matches!(one.cause, Cause::Wait(_))));
        assert!(waits.count() >= 596 && got[0].is_ok(), "{code}");
        assert!(table.asked().len() <= 4, "{code}: {}", table.asked().len());
        assert!(matches!(trouble_of(&table).await.cause, Cause::Wait(Some(_))), "{code}");
    }
}

/// One asset's limit is that asset's alone, and is not prolonged by asking again.
#[tokio::test]
async fn a_limit_of_one_asset_inside_a_batch_stops_no_other() {
    let error = json!({"error": {"code": 80001, "message": "limit"}});
    let parts = json!([{"code": 400, "body": error.to_string()}, {"code": 429, "body": "<html>"}]);
    let table = table([says(&parts)]);
    let got = table.graph.batch(["1", "2"].map(Call::get).to_vec()).await;
    assert!(got.iter().all(|one| one.as_ref().is_err_and(|one| matches!(one.cause, Cause::Wait(_)))), "{got:?}");
    assert_eq!(table.asked().len(), 1);
}

#[test]
fn retry_after_is_seconds_or_a_date_and_never_negative_or_endless() {
    let now = Still::default().now();
    let told = |value: &str| {
        let mut headers = Headers::default();
        headers.add("retry-after", value);
        retry_after(&headers, now).map(|time| time.as_secs())
    };
    assert_eq!((told("7"), told("0"), told(" 1.5 ")), (Some(7), Some(0), Some(2)));
    assert_eq!(told("Mon, 23 Nov 2026 12:00:30 GMT"), Some(30));
    assert_eq!(told("Mon, 23 Nov 2020 12:00:30 GMT"), Some(0));
    assert_eq!(told("99999999999999999999999"), Some(7 * 24 * 3600));
    for none in ["", "-1", "soon", "NaN", "inf", "1e999", "Mon, 99 Nov 2026"] {
        assert_eq!(told(none), None, "{none}");
    }
}

/// What no answer should say in the place of a number.
fn nonsense() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number.to_string())),
        any::<i64>().prop_map(|number| json!(number.to_string())),
        any::<String>().prop_map(Value::from),
        prop_oneof![Just(i64::MAX), Just(i64::MIN), Just(0), Just(-1)].prop_map(Value::from),
        Just(json!(1e300)),
        Just(json!("99999999999999999999")),
        Just(json!("NaN")),
        Just(json!(null)),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({"a": 1})),
    ]
}

/// A request with all its repetitions, on a clock that stands still.
fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// usage and waits of any kind end with an answer or a wait, and with no panic.
    #[test]
    fn no_number_in_a_header_stops_the_process(share in nonsense(), minutes in nonsense(), retry: String, date: String) {
        let row = json!({"type": "pages", "call_count": share, "total_time": minutes,
                         "estimated_time_to_regain_access": minutes});
        let headed = |answer: Answer| answer.map(|answer| {
            answer
                .header("x-app-usage", json!({"call_count": share, "total_cputime": minutes}).to_string())
                .header("x-business-use-case-usage", json!({"1": [row], "2": row}).to_string())
                .header("retry-after", retry.clone())
                .header("date", date.clone())
        });
        let answers = [headed(limited("0")), headed(fails(400, 4, "limit")), headed(says(&json!({"id": "1"})))];
        let table = table(answers.into_iter().chain((0..9).map(|_| says(&json!({"id": "1"})))));
        run(async {
            for _ in 0..3 {
                let answer = table.graph.me(&token()).await;
                assert!(answer.is_ok() || answer.is_err_and(|trouble| matches!(trouble.cause, Cause::Wait(_))));
            }
        });
    }

    /// D30: dates of a token are dates, none, or no answer at all.
    #[test]
    fn no_number_in_a_node_stops_the_process(end in nonsense(), id in nonsense()) {
        let data = json!({"is_valid": true, "app_id": id, "user_id": id, "type": "USER", "scopes": [],
                          "expires_at": end, "data_access_expires_at": end});
        let number = json!({"id": id, "is_on_biz_app": true, "last_onboarded_time": end});
        let error = json!({"error": {"code": id, "error_subcode": end, "message": "m"}});
        let table = table([says(&json!({"data": data})), says(&number), says(&error), says(&error), says(&error)]);
        run(async {
            match table.graph.debug_token(&token()).await {
                Ok(info) => assert!(info.app_id.unwrap().bytes().all(|byte| byte.is_ascii_digit())),
                Err(trouble) => assert_eq!(trouble.cause, Cause::Garbled),
            }
            let numbers = table.graph.numbers_by_id(&[crate::domain::PhoneId::new("1")], &token()).await;
            assert!(numbers.into_iter().flatten().all(|number| number.sync_deadline().is_none_or(|at| at > Timestamp::MIN)));
            assert!(table.graph.me(&token()).await.is_err());
        });
    }
}
