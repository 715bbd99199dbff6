//! One table of answers, with the verdict that both the socket and the pasting must reach.

use proptest::prelude::*;

use super::*;

/// What a query must be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::login) enum Verdict {
    /// The code `AQD-c_1`.
    Code,
    /// A refusal.
    Refused,
    /// A stray visit.
    Nothing,
    /// Not ours.
    Bad,
}

/// The verdict in `callback`; a code must be the table's.
pub(in crate::login) fn verdict(callback: &Callback) -> Verdict {
    match callback {
        Callback::Code(code) => {
            assert_eq!(code.expose(), "AQD-c_1");
            Verdict::Code
        }
        Callback::Refused { .. } => Verdict::Refused,
        Callback::Nothing => Verdict::Nothing,
        Callback::Bad(_) => Verdict::Bad,
    }
}

/// Some 300 queries for a login with `state`.
pub(in crate::login) fn table(state: &State) -> Vec<(String, Verdict)> {
    use Verdict::{Bad, Code, Nothing, Refused};
    let good = format!("state={}", state.as_str());
    let mut rows: Vec<(String, Verdict)> = Vec::new();
    let fixed = [
        ("", Nothing),
        ("action=x", Nothing),
        ("utm=1&utm=2", Nothing),
        ("&&&", Nothing),
        ("code[]=1", Nothing),
        ("code=AQD-c_1", Bad),
        ("error=access_denied", Bad),
        ("state=", Bad),
        ("state", Bad),
        ("code", Bad),
        ("error_code=200&error_reason=user_denied", Bad),
        ("code=AQD-c_1&state=", Bad),
        ("%zz=1", Bad),
        ("%=1", Bad),
    ];
    rows.extend(fixed.map(|(query, verdict)| (query.to_owned(), verdict)));
    let with_state = [
        ("code=AQD-c_1", Code),
        ("code=AQD-c_1&action=on&x=%zz", Code),
        ("c%6fde=AQD%2Dc_1", Code),
        ("code=AQD-c_1&granted_scopes=a%2Cb", Code),
        ("code=AQD-c_1&error_uri=x", Code),
        ("code=AQD-c_1&error_description=x", Code),
        ("error=access_denied", Refused),
        ("error=access_denied&error_code=200&error_reason=user_denied&error_description=Permissions+error", Refused),
        ("error_code=1349003&error_message=App+not+set+up", Refused),
        ("error=%E2%80%AE%1b[2J", Refused),
        ("error=", Refused),
        ("", Bad),
        ("code=", Bad),
        ("code=a%20b", Bad),
        ("code=a+b", Bad),
        ("code=%00", Bad),
        ("code=AQD-c_1%00", Bad),
        ("code=%", Bad),
        ("code=%4", Bad),
        ("code=%zz", Bad),
        ("code=%+1", Bad),
        ("code=%ff", Bad),
        ("code=%C3%A9", Bad),
        ("code=AQD-c_1&error=access_denied", Bad),
        ("code=AQD-c_1&error_code=200", Bad),
        ("error_description=x", Bad),
        ("code=AQD-c_1&access_token=EAA", Bad),
        ("error=%ff", Bad),
        ("error=x&error_description=%00", Bad),
        ("Code=AQD-c_1", Bad),
    ];
    for (query, verdict) in with_state {
        rows.push((format!("{query}&{good}"), verdict));
        rows.push((format!("{good}&{query}"), verdict));
        // The same without the right state says nothing, whatever it says.
        for wrong in [State::fresh().as_str(), &state.as_str()[..42], &format!("{}%00", state.as_str()), "%zz"] {
            rows.push((format!("{query}&state={wrong}"), Bad));
        }
    }
    for name in ["code", "state", "error", "error_reason", "error_description"] {
        for value in [State::fresh().as_str(), state.as_str(), "AQD-c_1"] {
            for base in [format!("code=AQD-c_1&{good}"), format!("error=x&error_reason=y&error_description=z&{good}")] {
                let doubled = base.contains(&format!("{name}=")).then(|| (format!("{name}={value}&{base}"), Bad));
                rows.extend(doubled.clone());
                rows.extend(doubled.map(|_| (format!("{base}&{name}={value}"), Bad)));
            }
        }
        rows.push((format!("{name}={}&{good}&code=AQD-c_1", "a".repeat(4097)), Bad));
    }
    rows
}

#[test]
fn l10_every_row_has_its_verdict() {
    let state = State::fresh();
    let rows = table(&state);
    assert!(rows.len() > 220, "{}", rows.len());
    for (query, wanted) in rows {
        assert_eq!(verdict(&read(&query, &state)), wanted, "{query}");
    }
}

#[test]
fn longest_values_still_count() {
    let state = State::fresh();
    let query = format!("code={}&state={}", "a".repeat(4096), state.as_str());
    assert!(matches!(read(&query, &state), Callback::Code(code) if code.expose().len() == 4096));
}

#[test]
fn l09_a_refusal_keeps_its_words_made_safe() {
    let state = State::fresh();
    let query = format!(
        "error=access_denied&error_reason=user_denied&error_description=a%0D%1b%5B2Jb&state={}",
        state.as_str()
    );
    let wanted = Callback::Refused { reason: Some("user_denied".into()), description: Some("a \u{FFFD}[2Jb".into()) };
    assert_eq!(read(&query, &state), wanted);
}

proptest! {
    #[test]
    fn l10_nothing_without_the_state_counts(query in "[a-z=&%+0-9_]{0,200}") {
        let state = State::fresh();
        for query in [query.clone(), format!("code=x&{query}"), format!("error=x&{query}")] {
            prop_assert!(matches!(read(&query, &state), Callback::Bad(_) | Callback::Nothing));
        }
    }

    #[test]
    fn l10_no_text_makes_it_panic(query in any::<String>()) {
        let state = State::fresh();
        let _ = read(&query, &state);
        let _ = read(&format!("{query}&state={}", state.as_str()), &state);
    }
}
