//! The ways in which parameters are written.

use serde_json::{Value, json};

use super::{Fixture, address, column, json as read};
use crate::http::{Method, Request};
use crate::sandbox::{Event, Guest};

const FORM: &str = "application/x-www-form-urlencoded";

/// A Page that somebody wrote to as 42, and its token.
async fn fixture() -> (Fixture, String) {
    let fixture = Fixture::new("small");
    let guest = Guest { id: Some("42".into()), ..Guest::default() };
    fixture.sandbox.event("1001", &guest, Event::Message("hello".into())).unwrap();
    let page = fixture.page_token("1001", &fixture.user()).await;
    (fixture, page)
}

#[tokio::test]
async fn a_recipient_is_understood_in_every_way_that_samples_write_it() {
    let (fixture, page) = fixture().await;
    let send = async |path: &str, kind: &str, body: &str| {
        let request = Request::new(Method::Post, address(path))
            .header("authorization", format!("Bearer {page}"))
            .body(kind, body);
        read(&fixture.send(request).await)
    };
    for (path, kind, body) in [
        ("/me/messages", FORM, "recipient={'id':'42'}&message={'text':'hi'}"),
        ("/me/messages", FORM, "recipient={id:42}&message={text:hi}"),
        ("/me/messages", FORM, "recipient[id]=42&message[text]=hi"),
        ("/me/messages?recipient={'id':'42'}&message={'text':'hi'}", "", ""),
        ("/me/messages?recipient%5Bid%5D=42&message%5Btext%5D=hi", "", ""),
        ("/me/messages", "application/json", "{\"recipient\":{\"id\":42},\"message\":{\"text\":\"hi\"}}"),
        ("/me/messages", "application/json", "{'recipient':{'id':'42'},'message':{'text':'hi'}}"),
        ("/me/messages", "", "{\"recipient\":{\"id\":\"42\"},\"message\":{\"text\":\"hi\"}}"),
        ("/me/messages", "", "recipient={\"id\":\"42\"}&message={\"text\":\"hi\"}"),
        ("/me/messages/", FORM, "recipient={\"id\":\"42\"}&message={\"text\":\"hi\"}"),
    ] {
        let (status, answer) = send(path, kind, body).await;
        assert_eq!((status, &answer["recipient_id"]), (200, &json!("42")), "{path} {kind} {body}: {answer}");
    }
    let (status, answer) = send("/me/messages", FORM, "recipient=42&message={text:hi}").await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
}

#[tokio::test]
async fn lists_of_fields_are_understood_in_every_way_that_samples_write_them() {
    let (fixture, page) = fixture().await;
    for query in [
        "subscribed_fields=messages,feed",
        "subscribed_fields=['messages','feed']",
        "subscribed_fields=[messages,feed]",
        "subscribed_fields[]=messages&subscribed_fields[]=feed",
        "subscribed_fields[0]=messages&subscribed_fields[1]=feed",
    ] {
        let (status, answer) = fixture.call(Method::Post, &format!("/1001/subscribed_apps?{query}"), &page).await;
        assert_eq!(status, 200, "{query}: {answer}");
        let list = fixture.get("/1001/subscribed_apps", &page).await;
        assert_eq!(list["data"][0]["subscribed_fields"], json!(["messages", "feed"]), "{query}");
    }
    for fields in ["id,name", "[\"id\",\"name\"]", "['id','name']", "[id,name]"] {
        assert_eq!(
            fixture.get(&format!("/1001?fields={fields}"), &page).await.as_object().unwrap().len(),
            2,
            "{fields}"
        );
        let rows = fixture.get(&format!("/me/accounts?fields={fields}"), &fixture.user()).await;
        assert_eq!(column(&rows, "id"), ["1001", "1002", "1003"], "{fields}");
    }
}

#[tokio::test]
async fn methods_in_a_batch_may_be_small() {
    let (fixture, page) = fixture().await;
    let batch = "[{'method':'get','relative_url':'1001?fields=name'},{'method':'delete','relative_url':'1001/subscribed_apps'}]";
    let mut url = address("/");
    url.query_pairs_mut().append_pair("batch", batch).append_pair("access_token", &page);
    let (_, parts) = read(&fixture.send(Request::new(Method::Post, url)).await);
    let codes: Vec<&Value> = parts.as_array().unwrap().iter().map(|part| &part["code"]).collect();
    assert_eq!(codes, [200, 200], "{parts}");
}
