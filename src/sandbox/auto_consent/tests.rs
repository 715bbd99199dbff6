//! Automatic consent on pages that a table holds.

use std::sync::Mutex;

use async_trait::async_trait;

use super::*;
use crate::http::TransportError;

/// Answers from a list, and keeps what was asked.
#[derive(Default)]
struct Pages {
    answers: Mutex<Vec<Response>>,
    asked: Mutex<Vec<String>>,
}

#[async_trait]
impl Transport for Pages {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let body = String::from_utf8(request.body).unwrap();
        self.asked
            .lock()
            .unwrap()
            .push(format!("{} {} {body}", request.method.as_str(), request.url).trim().to_owned());
        let mut answers = self.answers.lock().unwrap();
        Ok(if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() })
    }
}

fn page(html: &str) -> Response {
    Response::new(200).body("text/html", html)
}

fn to(location: &str) -> Response {
    Response::new(302).header("location", location)
}

const DIALOG: &str = "http://localhost:1/dialog?redirect_uri=http%3A%2F%2Flocalhost%3A2%2Fcallback&state=s";

async fn walk(answers: Vec<Response>) -> (Result<(), String>, Vec<String>) {
    let pages = Arc::new(Pages { answers: Mutex::new(answers), asked: Mutex::default() });
    let transport: Arc<dyn Transport> = pages.clone();
    let outcome = AutoConsent::new(transport).walk(&Url::parse(DIALOG).unwrap()).await;
    let asked = pages.asked.lock().unwrap().clone();
    (outcome, asked)
}

#[tokio::test]
async fn it_walks_to_the_callback_and_its_result() {
    let form = "<form method=post action='/next?x=1'><input type=hidden name=a value='b c'><button type=submit name=do \
                value=allow>";
    let answers =
        vec![to("/login"), page(form), to("http://localhost:2/callback?code=c&state=s#_=_"), to("/done"), page("")];
    let (outcome, asked) = walk(answers).await;
    assert_eq!(outcome, Ok(()));
    let wanted = [
        format!("GET {DIALOG}"),
        "GET http://localhost:1/login".into(),
        "POST http://localhost:1/next?x=1 a=b+c&do=allow".into(),
        "GET http://localhost:2/callback?code=c&state=s".into(),
        "GET http://localhost:2/done".into(),
    ];
    assert_eq!(asked, wanted);
}

#[tokio::test]
async fn a_page_without_a_form_is_named() {
    let (outcome, _) = walk(vec![page("<title>t</title><h1>URL \u{202e}Blocked</h1>")]).await;
    assert_eq!(outcome, Err("a page has no form: URL \u{202e}Blocked".to_owned()));
    let (outcome, _) = walk(vec![Response::new(500)]).await;
    assert_eq!(outcome, Err("a page answered 500".to_owned()));
}

#[tokio::test]
async fn it_never_leaves_this_machine() {
    for away in [
        "https://www.facebook.com/",
        "//e.example/",
        "http://localhost.e.example/",
        "file:///etc/passwd",
        "ftp://localhost/",
    ] {
        let (outcome, asked) = walk(vec![to(away)]).await;
        assert_eq!(outcome, Err("a page leads away from this machine".to_owned()), "{away}");
        assert_eq!(asked.len(), 1);
        let (outcome, asked) = walk(vec![page(&format!("<form method=post action=\"{away}\">"))]).await;
        assert!(outcome.is_err() && asked.len() == 1, "{away}");
    }
}

#[tokio::test]
async fn it_does_not_walk_for_ever() {
    let (outcome, asked) = walk(vec![to("/again")]).await;
    assert_eq!(outcome, Err("the login does not end within 20 pages".to_owned()));
    assert_eq!(asked.len(), 20);
}

#[tokio::test]
async fn a_callback_that_is_refused_is_a_failure() {
    let (outcome, _) = walk(vec![to("http://localhost:2/callback?code=c&state=x"), Response::new(400)]).await;
    assert_eq!(outcome, Err("a page answered 400".to_owned()));
}

#[tokio::test]
async fn a_callback_that_takes_nothing_is_a_failure() {
    let (outcome, _) = walk(vec![to("http://localhost:2/callback"), page("<h1>Waiting</h1>")]).await;
    assert_eq!(outcome, Err("the answer was not taken: Waiting".to_owned()));
}
