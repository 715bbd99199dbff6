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
        let mut text = Zeroizing::new(String::with_capacity(LONGEST));
        let mut tries = 0;
        while tries < TRIES {
            match read(&self.source).await {
                Ok(line) => add(&mut text, &line, &self.redirect),
                // The end of the input after a wrong text: that text is what went wrong.
                Err(LoginError::NothingPasted) => return Err(last.unwrap_or(LoginError::NothingPasted)),
                Err(error) => return Err(error),
            }
            match judge(&text, &self.redirect, state) {
                Err(LoginError::NotACallback(why)) => {
                    if is_cut(&text, &self.redirect, state) {
                        self.ui.pasted("that is the beginning of it; paste the rest too");
                    } else {
                        self.ui.pasted(&format!("that was a wrong paste: {why}"));
                        tries += 1;
                        text.clear();
                    }
                    last = Some(LoginError::NotACallback(why));
                }
                outcome => return outcome,
            }
        }
        Err(last.unwrap_or(LoginError::NothingPasted))
    }
}

/// Takes a line to what was pasted so far: a terminal that wraps an address makes lines of it when it is copied. A line
/// that begins an address begins anew.
fn add(text: &mut Zeroizing<String>, line: &str, redirect: &str) {
    let line = bare(line);
    let begins = [redirect, without_scheme(redirect)].iter().any(|start| begins_with(line, start));
    if begins || ["http://", "https://"].iter().any(|scheme| begins_with(line, scheme)) {
        text.clear();
    }
    if text.len() + line.len() <= LONGEST {
        text.push_str(line);
    } else {
        // Longer than any such address, and told to be.
        text.clear();
        text.extend(std::iter::repeat_n('x', LONGEST + 1));
    }
}

/// Whether what was pasted is a beginning of the answer: of its address, or with the state missing or cut.
fn is_cut(text: &str, redirect: &str, state: &State) -> bool {
    let (address, query) = match text.split_once('?') {
        Some((address, query)) => (address, Some(query)),
        None => (text, None),
    };
    let Some(query) = query else {
        return !text.is_empty() && [redirect, without_scheme(redirect)].iter().any(|whole| begins_with(whole, text));
    };
    let value = query.split('&').find_map(|pair| pair.strip_prefix("state="));
    is_redirect(address, redirect) && !query.contains('#') && value.is_none_or(|value| state.begins_with(value))
}

fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// The text without blanks, quotes and what a terminal puts around a paste.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("\x1b[200~").unwrap_or(text);
    text.strip_suffix("\x1b[201~").unwrap_or(text).trim().trim_matches(['"', '\'', '<', '>'])
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
    let text = bare(pasted);
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
    address.eq_ignore_ascii_case(redirect) || address.eq_ignore_ascii_case(without_scheme(redirect))
}

fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
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
        fn pasted(&self, what: &str) {
            self.0.lock().unwrap().push(what.to_owned());
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
        let (outcome, said) = paste(vec!["x".into(), "y".into(), good.clone()], &state).await;
        assert_eq!(outcome.unwrap().expose(), "AQD-c_1");
        assert!(said.len() == 4 && said[2].starts_with("that was a wrong paste: "), "{said:?}");
        let (outcome, _) = paste(vec!["x".into(), "y".into(), "z".into(), good], &state).await;
        assert!(matches!(outcome, Err(LoginError::NotACallback(_))));
    }

    /// Wherever a terminal broke it, with or without its own marks around the paste.
    #[tokio::test]
    async fn an_address_in_two_lines_is_read_on_until_it_is_whole() {
        let state = State::fresh();
        let good = format!("{REDIRECT}?code=AQD-c_1&state={}", state.as_str());
        for end in 1..good.len() {
            let (one, two) = good.split_at(end);
            let lines = vec![format!("\x1b[200~{one}"), format!("{two}\x1b[201~")];
            let (outcome, said) = paste(lines, &state).await;
            assert_eq!(outcome.unwrap().expose(), "AQD-c_1", "{one} {two}: {said:?}");
            assert_eq!(said[2..], ["that is the beginning of it; paste the rest too"], "{one}");
        }
        let (outcome, _) = paste(vec![good[..40].into(), good.clone()], &state).await;
        assert_eq!(outcome.unwrap().expose(), "AQD-c_1", "a whole one after a part begins anew");
        let (outcome, _) = paste(vec![good[..40].into()], &state).await;
        assert!(matches!(outcome, Err(LoginError::NotACallback(_))), "{outcome:?}");
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
