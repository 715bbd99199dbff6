//! What the page sent back: a code, an event, both or neither.

use serde_json::Value;
use url::form_urlencoded;

use super::{Signup, SignupEvent};
use crate::domain::{Secret, text};
use crate::login::{LoginError, State};

/// Longest code that is looked at.
const LONGEST: usize = 4096;

/// Reads the form that the page sent; `None` if it is not this flow's.
pub(in crate::login) fn read(form: &str, expected: &State) -> Option<Result<Signup, LoginError>> {
    let mut values: [Option<String>; 3] = Default::default();
    for (name, value) in form_urlencoded::parse(form.as_bytes()) {
        let place = ["state", "code", "event"].iter().position(|known| *known == name)?;
        if values[place].replace(value.into_owned()).is_some() {
            return None;
        }
    }
    let [state, code, event] = values;
    if !expected.matches(&state?) {
        return None;
    }
    let event = event.and_then(|event| serde_json::from_str::<Value>(&event).ok());
    let event = event.filter(|event| event["type"] == "WA_EMBEDDED_SIGNUP");
    Some(judge(code.filter(|code| is_code(code)), event.as_ref()))
}

fn is_code(code: &str) -> bool {
    !code.is_empty() && code.len() <= LONGEST && code.bytes().all(|byte| byte.is_ascii_graphic())
}

fn judge(code: Option<String>, event: Option<&Value>) -> Result<Signup, LoginError> {
    match (code, event) {
        (Some(code), event) => Ok(Signup { code: Secret::new(code), event: event.map(told).unwrap_or_default() }),
        (None, Some(event)) if event["event"].as_str().is_some_and(|kind| kind.starts_with("FINISH")) => {
            Err(LoginError::NoCode)
        }
        (None, event) => Err(LoginError::SignupLeft {
            screen: event.and_then(|event| said(&event["data"]["current_step"])),
            reason: event.and_then(|event| said(&event["data"]["error_message"])),
        }),
    }
}

fn told(event: &Value) -> SignupEvent {
    SignupEvent { waba_id: said(&event["data"]["waba_id"]), phone_number_id: said(&event["data"]["phone_number_id"]) }
}

fn said(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(text::shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(state: &State, code: &str, event: &str) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("state", state.as_str()).append_pair("code", code).append_pair("event", event);
        form.finish()
    }

    const FINISH: &str =
        r#"{"type":"WA_EMBEDDED_SIGNUP","event":"FINISH","data":{"waba_id":"9","phone_number_id":"7"}}"#;

    #[test]
    fn peers21_code_and_event_count_together_and_a_code_alone() {
        let state = State::fresh();
        let both = read(&form(&state, "AQc", FINISH), &state).unwrap().unwrap();
        assert_eq!(both.code, Secret::new("AQc"));
        assert_eq!(both.event, SignupEvent { waba_id: Some("9".into()), phone_number_id: Some("7".into()) });
        let no_number = FINISH.replace(r#","phone_number_id":"7""#, "");
        assert_eq!(read(&form(&state, "AQc", &no_number), &state).unwrap().unwrap().event.phone_number_id, None);
        assert_eq!(read(&form(&state, "AQc", ""), &state).unwrap().unwrap().event, SignupEvent::default());
        assert_eq!(read(&form(&state, "", FINISH), &state).unwrap().unwrap_err(), LoginError::NoCode);
    }

    #[test]
    fn a_signup_that_was_left_says_where_and_why() {
        let state = State::fresh();
        let left = |event: &str| read(&form(&state, "", event), &state).unwrap().unwrap_err();
        let cancel = r#"{"type":"WA_EMBEDDED_SIGNUP","event":"CANCEL","data":{"current_step":"PHONE_NUMBER_SETUP"}}"#;
        assert_eq!(left(cancel), LoginError::SignupLeft { screen: Some("PHONE_NUMBER_SETUP".into()), reason: None });
        let error = r#"{"type":"WA_EMBEDDED_SIGNUP","event":"ERROR","data":{"error_message":"no\u001b"}}"#;
        assert_eq!(left(error), LoginError::SignupLeft { screen: None, reason: Some("no\u{FFFD}".into()) });
        assert_eq!(left("nonsense"), LoginError::SignupLeft { screen: None, reason: None });
    }

    #[test]
    fn l25_only_the_flows_own_answer_is_read() {
        let state = State::fresh();
        let good = form(&state, "AQc", FINISH);
        for bad in [
            String::new(),
            "code=AQc".to_owned(),
            form(&State::fresh(), "AQc", FINISH),
            format!("{good}&code=AQother"),
            format!("{good}&state={}", state.as_str()),
            format!("{good}&more=1"),
        ] {
            assert!(read(&bad, &state).is_none(), "{bad}");
        }
    }
}
