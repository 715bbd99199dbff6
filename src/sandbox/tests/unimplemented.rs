//! What is not imitated is refused in Meta's words and told to whoever runs the sandbox, whatever its status says.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use url::Url;

use crate::http::{Handler as _, Method, Request};
use crate::sandbox::Sandbox;

#[tokio::test]
async fn a_refusal_of_what_is_not_imitated_is_told() {
    let told: Arc<Mutex<Vec<String>>> = Arc::default();
    let notes = told.clone();
    let noon = Timestamp::from_second(1_795_435_200).unwrap();
    let sandbox = Sandbox::in_memory_at("whatsapp", Arc::new(move || noon)).unwrap();
    let sandbox = sandbox.with_tell(Box::new(move |line| notes.lock().unwrap().push(line.to_owned())));
    let credentials = sandbox.credentials().unwrap();
    let token = credentials.system_user_token;
    let app = format!("client_id={}&client_secret={}", credentials.app_id, credentials.app_secret);
    let to = "messaging_product=whatsapp&to=16315550100";
    for (method, path) in [
        (Method::Get, format!("/oauth/access_token?grant_type=device_code&{app}")),
        (Method::Post, format!("/310000000000002/messages?{to}&type=image&image={{\"id\":\"7\"}}")),
        (Method::Post, format!("/310000000000002/media?{to}")),
    ] {
        let url: Url = format!("http://localhost{path}").parse().unwrap();
        let request = Request::new(method, url).header("authorization", format!("Bearer {token}"));
        let answer = sandbox.answer(request).await.into_response().unwrap();
        assert!(answer.status >= 400, "{path}");
        assert!(String::from_utf8(answer.body).unwrap().contains("fbtrace_id"), "{path}");
    }
    let shapes = ["GET /oauth/access_token", "POST /{id}/messages", "POST /{id}/media"];
    assert_eq!(*told.lock().unwrap(), shapes.map(|shape| format!("the sandbox does not imitate {shape}")));
}
