//! An answer belongs to the login that asked for it. Delivered to another one, it is nothing.

use super::page_server::{post, sign_up};
use super::*;

/// Two logins, of two profiles or places, and a signup wait at once; each gets what belongs to the others and to a fourth
/// that is pasted.
#[tokio::test]
async fn l21_an_answer_of_another_login_is_not_accepted() {
    let (one, two, (signup, signed)) = (start(listen()).await, start(listen()).await, sign_up().await);
    let pasted = State::fresh();
    let states = [&one.state, &two.state, &signup.state, &pasted];
    let mut delivered = 0;
    for (at, waiting) in [&one, &two, &signup].into_iter().enumerate() {
        for state in states.iter().enumerate().filter(|(owner, _)| *owner != at).map(|(_, state)| state.as_str()) {
            let form = format!("state={state}&code=canary-code&event=");
            for request in [
                format!(
                    "GET /callback?code=canary-code&state={state} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
                    waiting.port
                ),
                format!("GET /callback?error=x&state={state} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", waiting.port),
                post(waiting, "/signup", &form.len().to_string(), &form),
            ] {
                let answer = waiting.say(&request).await;
                assert!(["400", "404", "405", "413"].contains(&status(&answer)), "{request}: {answer}");
                delivered += 1;
            }
        }
    }
    assert_eq!(delivered, 27);
    assert!(!signed.is_finished());
    signed.abort();
    one.finishes().await;
    two.finishes().await;
}
