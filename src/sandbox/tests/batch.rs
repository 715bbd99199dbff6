//! Batch requests.

use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use super::{Fixture, address, json as read};
use crate::http::{Method, Request};
use crate::sandbox::ids::hmac_hex;

async fn send(fixture: &Fixture, operations: &Value, token: &str) -> (u16, Value) {
    let form = Serializer::new(String::new())
        .append_pair("batch", &operations.to_string())
        .append_pair("access_token", token)
        .append_pair("include_headers", "false")
        .finish();
    let request = Request::new(Method::Post, address("/v26.0/")).body("application/x-www-form-urlencoded", form);
    read(&fixture.send(request).await)
}

fn body(part: &Value) -> Value {
    serde_json::from_str(part["body"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn operations_answer_in_order_with_their_own_tokens_and_proofs() {
    let fixture = Fixture::new("small");
    let page = fixture.page_token("1001", &fixture.user()).await;
    let proof = hmac_hex(fixture.sandbox.credentials().unwrap().app_secret.as_bytes(), page.as_bytes());
    let own = format!("subscribed_fields=messages&access_token={page}&appsecret_proof={proof}");
    let operations = json!([
        { "method": "GET", "relative_url": "1002?fields=name" },
        { "method": "POST", "relative_url": "v25.0/1001/subscribed_apps", "body": own },
        { "method": "POST", "relative_url": "1001/subscribed_apps", "body": format!("{own}0") },
        { "method": "GET", "relative_url": "424242" },
        { "method": "GET" },
        { "method": "GET", "relative_url": "{result=later:$.id}" },
    ]);
    let before = fixture.sandbox.call_count();
    let (status, answer) = send(&fixture, &operations, &fixture.user()).await;
    assert_eq!(status, 200);
    let codes: Vec<i64> = answer.as_array().unwrap().iter().map(|part| part["code"].as_i64().unwrap()).collect();
    assert_eq!(codes, [200, 200, 400, 400, 400, 400]);
    assert_eq!(body(&answer[0]), json!({ "name": "Bolt Bikes", "id": "1002" }));
    assert_eq!(body(&answer[1]), json!({ "success": true }));
    assert_eq!(body(&answer[3])["error"]["error_subcode"], 33);
    assert!(answer[0].get("headers").is_none());
    assert_eq!(fixture.sandbox.call_count() - before, 6, "each operation counts");
}

#[tokio::test]
async fn a_batch_has_fifty_operations_at_most_and_needs_a_token() {
    let fixture = Fixture::new("small");
    let many = |count: usize| Value::Array(vec![json!({ "method": "GET", "relative_url": "me" }); count]);
    assert_eq!(send(&fixture, &many(50), &fixture.user()).await.1.as_array().unwrap().len(), 50);
    let (status, value) = send(&fixture, &many(51), &fixture.user()).await;
    assert_eq!((status, &value["error"]["code"]), (400, &100.into()));
    assert_eq!(send(&fixture, &many(1), "").await.1["error"]["code"], 104);
    assert_eq!(send(&fixture, &many(1), "garbage").await.1["error"]["code"], 190);
}

#[tokio::test]
async fn operations_build_upon_earlier_ones() {
    let fixture = Fixture::new("small");
    let operations = json!([
        { "method": "GET", "name": "list", "relative_url": "me/accounts?fields=id,access_token&limit=2" },
        { "method": "GET", "relative_url": "{result=list:$.data[1].id}?fields=name" },
        { "method": "POST", "relative_url": "{result=list:$.data[0].id}/subscribed_apps",
          "body": "subscribed_fields=messages&access_token={result=list:$.data[0].access_token}" },
        { "method": "GET", "name": "kept", "omit_response_on_success": false, "relative_url": "me" },
        { "method": "GET", "depends_on": "kept", "relative_url": "{result=kept:$.id}?fields=name" },
        { "method": "GET", "name": "fails", "relative_url": "424242" },
        { "method": "GET", "name": "waits", "depends_on": "fails", "relative_url": "me" },
        { "method": "GET", "relative_url": "{result=waits:$.id}" },
        { "method": "GET", "relative_url": "{result=list" },
    ]);
    let (_, answer) = send(&fixture, &operations, &fixture.user()).await;
    let codes: Vec<Option<i64>> = answer.as_array().unwrap().iter().map(|part| part["code"].as_i64()).collect();
    let (good, bad) = (Some(200), Some(400));
    assert_eq!(codes, [None, good, good, good, good, bad, None, None, bad]);
    assert_eq!(body(&answer[1])["name"], "Bolt Bikes");
    assert_eq!(body(&answer[4])["name"], "Ada Admin");
    assert_eq!(fixture.sandbox.subscriptions().unwrap().len(), 1);
}

/// One of several Pages fails, by path and by count; what strikes the batch itself does not strike it twice.
#[tokio::test]
async fn faults_strike_inside() {
    use crate::sandbox::{Action, Fault};
    let fixture = Fixture::new("small");
    let pages = json!([
        { "method": "GET", "relative_url": "1001?fields=name" },
        { "method": "GET", "relative_url": "v26.0/1002?fields=name" },
        { "method": "GET", "relative_url": "1003?fields=name" },
    ]);
    let codes = async || {
        let (_, parts) = send(&fixture, &pages, &fixture.user()).await;
        parts.as_array().unwrap().iter().map(|part| part["code"].as_u64().unwrap_or(0)).collect::<Vec<_>>()
    };
    let fault = |matching: &str, kind: &str| {
        fixture.sandbox.fault(Fault::once(matching, Action::from_line(kind).unwrap()));
    };
    fault("GET /1002", "error;code=190;subcode=460;status=400");
    assert_eq!(codes().await, [200, 400, 200]);
    assert_eq!(codes().await, [200, 200, 200], "once");
    fixture.sandbox.fault(Fault { skip: 1, times: 1, ..Fault::once("GET /", Action::from_line("html").unwrap()) });
    assert_eq!(codes().await, [200, 502, 200], "by count");
    fault("GET /1003", "hang-up");
    assert_eq!(codes().await, [200, 200, 0], "what got no answer is null");
    fault("GET /1001", "answer;body={}");
    let (_, parts) = send(&fixture, &pages, &fixture.user()).await;
    assert_eq!((&parts[0]["code"], &parts[0]["body"]), (&json!(200), &json!("{}")));
    fixture.sandbox.fault(Fault { times: 2, ..Fault::once("POST /", Action::from_line("null-items").unwrap()) });
    assert_eq!(codes().await, [200, 0, 200]);
    assert_eq!(fixture.sandbox.faults().unwrap()[0].1.times, 1, "the batch counted once");
}
