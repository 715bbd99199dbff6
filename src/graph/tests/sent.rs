//! What every call of the client sends: no secret in an address, and each token's own proof beside it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::echoes::{APP_SECRET, OTHER, PIN, USER, every_call};
use super::*;

/// Keeps what was asked and knows nothing.
#[derive(Default)]
struct Recorder(Mutex<Vec<Request>>);

#[async_trait]
impl Transport for Recorder {
    async fn send(&self, request: Request) -> Answer {
        self.0.lock().unwrap().push(request);
        says(&json!({"data": []}))
    }
}

type Pairs = Vec<(String, String)>;

fn pairs(form: &str) -> Pairs {
    url::form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}

fn value<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

async fn sent() -> Vec<Request> {
    let recorder = Arc::new(Recorder::default());
    let endpoint = Endpoint {
        graph: "https://graph.facebook.com".parse().unwrap(),
        dialog: "https://www.facebook.com".parse().unwrap(),
        version: "v26.0".into(),
    };
    let app = App { id: "900000000000001".into(), secret: Secret::new(APP_SECRET) };
    every_call(&Graph::new(recorder.clone(), Arc::new(Still::default()), endpoint, app)).await;
    let requests = recorder.0.lock().unwrap().clone();
    assert!(requests.len() > 40, "{}", requests.len());
    requests
}

/// Meta requires a secret in the address of two calls: the code's exchange and the look at a token.
#[tokio::test]
async fn t04_no_secret_travels_in_an_address_but_where_meta_requires_it() {
    for request in sent().await {
        let query = pairs(request.url.query().unwrap_or_default());
        let required = ["/oauth/access_token", "/debug_token"].iter().any(|path| request.url.path().ends_with(path));
        let told = query.iter().filter(|(name, _)| name != "input_token" || !required);
        for (name, value) in told.filter(|_| !request.url.path().ends_with("/oauth/access_token")) {
            let secret = [USER, OTHER, PIN, APP_SECRET].into_iter().find(|secret| value.contains(secret));
            assert_eq!(secret, None, "{name} of {request:?}");
        }
        assert_eq!(value(&query, "access_token"), None, "{request:?}");
        assert!(![USER, OTHER, PIN, APP_SECRET].iter().any(|secret| request.url.path().contains(secret)));
    }
}

#[track_caller]
fn is_proven(token: &str, parameters: &Pairs) {
    let (proof, time) = (value(parameters, "appsecret_proof"), value(parameters, "appsecret_time"));
    let (Some(proof), Some(time)) = (proof, time) else { panic!("no proof of {token} in {parameters:?}") };
    let mut mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).unwrap();
    mac.update(format!("{token}|{time}").as_bytes());
    let wanted = mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    assert_eq!(proof, wanted, "the proof of {token}");
}

/// The app's own token is the app's secret, which has nothing to prove.
#[tokio::test]
async fn t08_every_token_has_its_own_proof_beside_it() {
    let app = format!("900000000000001|{APP_SECRET}");
    let (mut alone, mut parts) = (0, 0);
    for request in sent().await {
        let body = String::from_utf8(request.body.clone()).unwrap();
        let mut parameters = pairs(request.url.query().unwrap_or_default());
        parameters.extend(pairs(&body));
        let token = request.headers.get("authorization").and_then(|line| line.strip_prefix("Bearer "));
        if let Some(token) = token.filter(|token| *token != app) {
            is_proven(token, &parameters);
            alone += 1;
        }
        let batch: Value = value(&parameters, "batch").map_or(Value::Null, |text| serde_json::from_str(text).unwrap());
        for part in batch.as_array().into_iter().flatten() {
            let url = part["relative_url"].as_str().unwrap();
            let form = part["body"].as_str().or_else(|| url.split_once('?').map(|(_, query)| query)).unwrap();
            let parameters = pairs(form);
            let token = value(&parameters, "access_token").expect("a token of its own");
            if token != app {
                is_proven(token, &parameters);
                parts += 1;
            }
        }
    }
    assert!(alone > 20 && parts >= 6, "{alone} alone, {parts} in batches");
}
