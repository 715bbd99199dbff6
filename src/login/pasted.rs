//! The login whose answer is pasted: for ssh, containers and machines without a browser.
//!
//! The browser ends on an address that does not answer, and shows it; the admin copies it from there.

use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::oneshot;
use url::Url;
use zeroize::Zeroizing;

use super::callback::{self, Callback};
use super::{LoginError, LoginMethod, LoginUi, PendingLogin, State};
use crate::domain::Secret;

/// Longest text that is looked at.
const LONGEST: usize = 8 * 1024;
/// How often the admin may try.
const TRIES: usize = 3;

/// Reads what the admin pastes; it blocks.
type Source = Arc<dyn Fn() -> Result<String, LoginError> + Send + Sync>;

/// A login by copy and paste.
pub struct Pasted {
    redirect: String,
    source: Source,
    ui: Arc<dyn LoginUi>,
}

impl Pasted {
    /// The browser will end on `redirect`, and `source` reads what the admin pastes. It should not echo.
    pub fn new(
        redirect: String,
        source: Arc<dyn Fn() -> Result<String, LoginError> + Send + Sync>,
        ui: Arc<dyn LoginUi>,
    ) -> Self {
        Self { redirect, source, ui }
    }
}

#[async_trait]
impl LoginMethod for Pasted {
    async fn open(&self) -> Result<Box<dyn PendingLogin>, LoginError> {
        let (source, ui) = (Arc::clone(&self.source), Arc::clone(&self.ui));
        Ok(Box::new(Self { redirect: self.redirect.clone(), source, ui }))
    }
}

#[async_trait]
impl PendingLogin for Pasted {
    fn redirect(&self) -> &str {
        &self.redirect
    }

    async fn consent(self: Box<Self>, dialog: &Url, state: &State) -> Result<Secret, LoginError> {
        self.ui.address(dialog);
        self.ui.by_hand(None);
        let mut last: Option<LoginError> = None;
        for _ in 0..TRIES {
            match read(&self.source).await {
                Ok(pasted) => match judge(&pasted, &self.redirect, state) {
                    Err(LoginError::NotACallback(why)) => {
                        self.ui.by_hand(Some(&why));
                        last = Some(LoginError::NotACallback(why));
                    }
                    outcome => return outcome,
                },
                // The end of the input after a wrong text: that text is what went wrong.
                Err(LoginError::NothingPasted) => return Err(last.unwrap_or(LoginError::NothingPasted)),
                Err(error) => return Err(error),
            }
        }
        Err(last.unwrap_or(LoginError::NothingPasted))
    }
}

/// Asks `source` on a thread of its own. One of the runtime's would keep the program from ending while it blocks.
async fn read(source: &Source) -> Result<Zeroizing<String>, LoginError> {
    let (tell, told) = oneshot::channel();
    let source = Arc::clone(source);
    let reader = move || {
        // The receiver is gone when the login was cancelled.
        let _ = tell.send(source().map(Zeroizing::new));
    };
    std::thread::Builder::new()
        .name("pasted".to_owned())
        .spawn(reader)
        .map_err(|error| LoginError::NotACallback(error.to_string()))?;
    told.await.unwrap_or(Err(LoginError::NothingPasted))
}

/// What `pasted` means; its query is judged by the parser that the socket uses.
fn judge(pasted: &str, redirect: &str, state: &State) -> Result<Secret, LoginError> {
    let not = |why: &str| Err(LoginError::NotACallback(why.to_owned()));
    if pasted.len() > LONGEST {
        return not("it is longer than any such address");
    }
    let text = pasted.trim().trim_matches(['"', '\'', '<', '>']);
    if text.is_empty() {
        return Err(LoginError::NothingPasted);
    }
    // Facebook appends `#_=_`, which no server would get to see.
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (address, query) = text.split_once('?').unwrap_or((text, ""));
    if !is_redirect(address, redirect) {
        return not("it is another address; wait until the browser says that it cannot reach localhost");
    }
    if fragment.contains("access_token=") {
        return not("it carries a token where a code was asked for");
    }
    match callback::read(query, state) {
        Callback::Code(code) => Ok(code),
        Callback::Refused { reason, description } => Err(LoginError::Declined { reason, description }),
        Callback::Nothing => not("it carries no answer; copy the whole address, with everything after the “?”"),
        Callback::Bad(why) => not(why),
    }
}

/// Whether `address` is the redirect address; some browsers show it without the scheme.
fn is_redirect(address: &str, redirect: &str) -> bool {
    let bare = redirect.split_once("://").map_or(redirect, |(_, bare)| bare);
    address.eq_ignore_ascii_case(redirect) || address.eq_ignore_ascii_case(bare)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::super::callback::tests::{Verdict, table, verdict};
    use super::*;

    const REDIRECT: &str = "http://localhost:4321/callback";

    #[derive(Default)]
    struct Log(Mutex<Vec<String>>);

    impl LoginUi for Log {
        fn address(&self, dialog: &Url) {
            self.0.lock().unwrap().push(dialog.to_string());
        }
        fn by_hand(&self, reason: Option<&str>) {
            self.0.lock().unwrap().push(format!("by hand: {reason:?}"));
        }
        fn silence(&self, _: &[&str]) {}
    }

    async fn paste(texts: Vec<String>, state: &State) -> (Result<Secret, LoginError>, Vec<String>) {
        let log = Arc::new(Log::default());
        let texts = Mutex::new(texts.into_iter());
        let source: Source = Arc::new(move || texts.lock().unwrap().next().ok_or(LoginError::NothingPasted));
        let ui: Arc<dyn LoginUi> = log.clone();
        let waiting = Pasted::new(REDIRECT.into(), source, ui).open().await.unwrap();
        assert_eq!(waiting.redirect(), REDIRECT);
        let outcome = waiting.consent(&Url::parse("https://d.example/?x=y").unwrap(), state).await;
        let said = log.0.lock().unwrap().clone();
        (outcome, said)
    }

    #[test]
    fn l24_pasted_and_socket_agree_on_every_row() {
        let state = State::fresh();
        for (query, wanted) in table(&state) {
            for text in [format!("{REDIRECT}?{query}"), format!(" localhost:4321/callback?{query}#_=_\n")] {
                let outcome = judge(&text, REDIRECT, &state);
                let seen = match &outcome {
                    Ok(code) => verdict(&Callback::Code(code.clone())),
                    Err(LoginError::Declined { .. }) => Verdict::Refused,
                    Err(LoginError::NotACallback(why)) if why.starts_with("it carries no answer") => Verdict::Nothing,
                    // Longer than a paste may be; the parser itself says the same.
                    Err(LoginError::NotACallback(_)) => Verdict::Bad,
                    Err(error) => panic!("{error}"),
                };
                assert_eq!(seen, wanted, "{query}");
            }
        }
    }

    #[tokio::test]
    async fn the_right_address_gives_the_code() {
        let state = State::fresh();
        let text = format!("{REDIRECT}?code=AQD-c_1&state={}#_=_", state.as_str());
        let (outcome, said) = paste(vec![text], &state).await;
        assert_eq!(outcome.unwrap().expose(), "AQD-c_1");
        assert_eq!(said, ["https://d.example/?x=y", "by hand: None"]);
    }

    #[tokio::test]
    async fn there_are_three_tries() {
        let state = State::fresh();
        let good = format!("{REDIRECT}?code=AQD-c_1&state={}", state.as_str());
        let (outcome, said) = paste(vec!["x".into(), REDIRECT.into(), good.clone()], &state).await;
        assert_eq!(outcome.unwrap().expose(), "AQD-c_1");
        assert_eq!(said.len(), 4);
        let (outcome, _) = paste(vec!["x".into(), "y".into(), "z".into(), good], &state).await;
        assert!(matches!(outcome, Err(LoginError::NotACallback(_))));
    }

    #[tokio::test]
    async fn the_end_of_the_input_is_told_apart() {
        let state = State::fresh();
        assert_eq!(paste(vec![], &state).await.0, Err(LoginError::NothingPasted));
        assert_eq!(paste(vec![" \n".into()], &state).await.0, Err(LoginError::NothingPasted));
        assert!(matches!(paste(vec!["x".into()], &state).await.0, Err(LoginError::NotACallback(_))));
    }

    #[tokio::test]
    async fn l24_wrong_texts_are_refused_without_being_repeated() {
        let state = State::fresh();
        let query = format!("code=canary&state={}", state.as_str());
        for text in [
            format!("https://localhost:4321/callback?{query}"),
            format!("http://localhost:4322/callback?{query}"),
            format!("http://127.0.0.1:4321/callback?{query}"),
            format!("http://localhost:4321/callback/?{query}"),
            format!("https://www.facebook.com/dialog?{query}"),
            format!("javascript:{query}"),
            query.clone(),
            format!("{REDIRECT}?{query}{}", "a".repeat(9000)),
            format!("{REDIRECT}#access_token=canary&{query}"),
            format!("{REDIRECT}?code=canary&state={}", State::fresh().as_str()),
        ] {
            let (outcome, said) = paste(vec![text.clone()], &state).await;
            let Err(LoginError::NotACallback(why)) = outcome else { panic!("{text}: {outcome:?}") };
            assert!(!why.contains("canary") && !said.concat().contains("canary"));
        }
    }
}
