//! What Meta has answered, through the real client: class, exit code, and the numbers that support asks for.

use serde_json::{Value, json};

use super::*;
use crate::domain::Cause;
use proptest::prelude::*;

/// Answers that were recorded or reported, one a line: what they mean and where they come from.
const ANSWERS: &str = include_str!("../../../tests/it/bench/answers.jsonl");

/// Answers everything the same.
struct Canned(u16, String);

#[async_trait]
impl Transport for Canned {
    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        Ok(Response::new(self.0).body("application/json", self.1.clone()))
    }
}

/// The failure that an answer to `call` becomes.
async fn failure(call: &str, status: u16, body: String) -> (Cause, Failure) {
    let place: url::Url = "http://localhost:1".parse().unwrap();
    let endpoint = Endpoint { graph: place.clone(), dialog: place, version: "v27.0".into() };
    let app = App { id: "77".into(), secret: Secret::new("0123456789abcdef") };
    let graph = Graph::new(Arc::new(Canned(status, body)), Arc::new(Hasty), endpoint, app);
    let token = Secret::new("a-token-of-the-tests");
    let trouble = match call {
        "exchange" => graph.exchange(&token, Some("https://localhost/")).await.map(|_| ()),
        // No `me`: a person who is gone is another matter than an object that is.
        _ => graph.permissions("7", &token).await.map(|_| ()),
    };
    let trouble = trouble.unwrap_err();
    (trouble.cause.clone(), trouble.into())
}

#[tokio::test]
async fn every_answer_has_its_class_and_exit_code_and_keeps_its_numbers() {
    for line in ANSWERS.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        let body = row.get("text").map_or_else(|| row["body"].to_string(), |text| text.as_str().unwrap().to_owned());
        let status = u16::try_from(row["status"].as_u64().unwrap()).unwrap();
        let (cause, failure) = failure(text("call"), status, body).await;
        let told = (cause.as_str(), u64::from(failure.kind.exit_code()));
        assert_eq!(told, (text("cause"), row["exit"].as_u64().unwrap()), "{}: {failure}", text("means"));
        assert!(failure.message.contains(text("says")), "{failure}");
        assert!(!failure.hints.is_empty(), "{failure}");
        let error = &row["body"]["error"];
        let graph = serde_json::to_value(&failure.graph).unwrap();
        let trace = row.get("trace").unwrap_or(&error["fbtrace_id"]);
        assert_eq!(
            (&graph["code"], &graph["subcode"], &graph["fbtrace_id"]),
            (&error["code"], &error["error_subcode"], trace),
            "{failure}"
        );
        let people = (&graph["error_user_title"], &graph["error_user_msg"]);
        assert_eq!(people, (&error["error_user_title"], &error["error_user_msg"]), "{failure}");
    }
}

/// What Meta says when it names something that snorq alone puts into a request.
const OUR_OWN: [&str; 4] = ["The parameter ", "required parameter", "Required parameter is missing", "Syntax error"];

fn messages() -> impl Strategy<Value = String> {
    let known: Vec<String> = ANSWERS
        .lines()
        .filter_map(|line| {
            serde_json::from_str::<Value>(line).ok()?["body"]["error"]["message"].as_str().map(str::to_owned)
        })
        .collect();
    prop_oneof![
        proptest::sample::select(known),
        "\\PC{0,60}",
        proptest::sample::select(vec!["Ungültiger Parameter", "不正なパラメータ", "معلمة غير صالحة", "", "(#100) no"])
            .prop_map(str::to_owned),
    ]
}

fn codes() -> impl Strategy<Value = i64> {
    prop_oneof![
        proptest::sample::select(vec![0, 1, 2, 4, 10, 100, 190, 194, 200, 368, 2200, 2500, 10_900, 131_008, 131_009]),
        0_i64..1000,
        80_000_i64..150_000,
        any::<i64>(),
    ]
}

/// The envelopes in which errors have come.
fn envelope(shape: u8, code: i64, subcode: Option<i64>, message: &str, transient: Option<bool>) -> Value {
    let error = json!({"code": code, "error_subcode": subcode, "message": message, "is_transient": transient,
                       "type": "OAuthException", "fbtrace_id": "Atrace1"});
    match shape {
        0 => json!({ "error": error }),
        1 => json!({"error": {"code": code.to_string(), "subcode": subcode, "message": message}}),
        2 => json!({"error_code": code, "error_subcode": subcode, "error_msg": message}),
        _ => json!({"id": "1", "data": [], "error": error}),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever code, subcode, status, envelope and language: it is never called a fault of snorq, and keeps its code.
    #[test]
    fn no_error_of_metas_is_called_a_fault_of_snorq_and_none_loses_its_code(
        code in codes(),
        subcode in proptest::option::of(prop_oneof![Just(33), Just(36_008), Just(2_018_278), any::<i64>()]),
        status in proptest::sample::select(vec![200_u16, 400, 401, 403, 404, 429, 500, 503]),
        shape in 0_u8..4,
        message in messages(),
        transient in any::<Option<bool>>(),
    ) {
        prop_assume!(!OUR_OWN.iter().any(|own| message.contains(own)));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let body = envelope(shape, code, subcode, &message, transient).to_string();
        let (_, failure) = runtime.block_on(failure("read", status, body));
        let graph = failure.graph.as_ref().expect("it is Meta's");
        prop_assert_eq!((graph.code, graph.subcode), (Some(code), subcode));
        let words = failure.hints.iter().map(|hint| hint.words.as_ref()).chain([failure.message.as_str()]);
        for said in words {
            prop_assert!(!said.contains("fault of snorq") && !said.contains("report it"), "{}", said);
        }
    }
}

#[tokio::test]
async fn what_meta_names_of_our_own_request_is_called_a_fault_of_snorq() {
    for (code, message) in [
        (100, "(#100) The parameter subscribed_fields is required."),
        (2500, "Syntax error \"Expected end of string\" at character 4"),
    ] {
        let body = json!({"error": {"code": code, "message": message}}).to_string();
        let (_, failure) = failure("read", 400, body).await;
        assert!(failure.hints[0].words.contains("fault of snorq"), "{failure}");
    }
}
