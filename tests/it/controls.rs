//! What a person at the controls does to a sandbox that runs in another process.

use snorq::http::{Live, Method, Request, Response, Roots, Transport as _};

use crate::bench::{Bench, Output, Server};

/// A running sandbox and a bench that shares its world.
struct Desk {
    server: Server,
    bench: Bench,
}

impl Desk {
    fn new(seed: &str) -> Self {
        let server = Server::start(seed);
        let home = server.home().to_string_lossy().into_owned();
        Self { bench: Bench::new().with("SNORQ_HOME", &home), server }
    }

    fn run(&self, args: &[&str]) -> Output {
        self.bench.run(&[&["sandbox"], args].concat())
    }

    /// What the running sandbox answers to the main person.
    async fn get(&self, path: &str) -> Response {
        let url = format!("{}{path}", self.server.text("url")).parse().unwrap();
        let token = format!("Bearer {}", self.server.text("user_token"));
        let request = Request::new(Method::Get, url).header("authorization", token);
        Live::new(Roots::Loopback).unwrap().send(request).await.unwrap()
    }

    async fn status(&self, path: &str) -> u16 {
        self.get(path).await.status
    }
}

#[tokio::test]
async fn faults_of_the_command_line_strike_a_running_sandbox_and_are_cleared() {
    let desk = Desk::new("small");
    assert_eq!(desk.status("/me").await, 200);
    let args = ["fault", "add", "html", "status=503", "--matching", "GET /me", "--skip", "1", "--times", "2", "--json"];
    let set = desk.run(&args).expect(0).json();
    let wanted = serde_json::json!([{
        "number": 1, "kind": "html", "params": {"status": "503"}, "matching": "GET /me", "skip": 1, "times": 2
    }]);
    assert_eq!(set["faults"], wanted);
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(desk.status("/v26.0/me/accounts").await);
    }
    assert_eq!(seen, [200, 503, 503]);
    assert_eq!(desk.status("/v26.0/me/accounts").await, 200, "it is used up");

    let _ = desk.run(&["fault", "add", "empty"]).expect(0);
    let _ = desk.run(&["fault", "add", "latency", "seconds=9"]).expect(0);
    assert_eq!(desk.status("/me").await, 502);
    let list = desk.run(&["fault", "list"]).expect(0);
    assert!(list.stdout.contains("latency seconds=9") && list.stdout.contains("always"), "{list}");
    let _ = desk.run(&["fault", "clear", "2"]).expect(0);
    assert_eq!(desk.run(&["fault", "list", "--json"]).expect(0).json()["faults"].as_array().unwrap().len(), 1);
    let _ = desk.run(&["fault", "clear"]).expect(0);
    assert_eq!(desk.status("/me").await, 200);
}

#[test]
fn a_wrong_fault_is_answered_with_what_there_is() {
    let bench = Bench::new();
    let kind = bench.run(&["sandbox", "fault", "add", "htm"]).expect(2);
    assert!(kind.stderr.contains("html") && kind.stderr.contains("throttled"), "{kind}");
    let param = bench.run(&["sandbox", "fault", "add", "html", "code=4"]).expect(2);
    assert!(param.stderr.contains("cannot be told 'code'; it takes status=502"), "{param}");
    let number = bench.run(&["sandbox", "fault", "clear", "9"]).expect(7);
    assert!(number.stderr.contains("snorq sandbox fault list"), "{number}");
}
