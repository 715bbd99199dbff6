//! The value that ties an answer to the login that asked for it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// 256 random bits as 43 characters of base64url. One login, one state; it speaks for the browser, so its `Debug`
/// shows nothing.
#[derive(Clone)]
pub struct State(Zeroizing<String>);

impl State {
    /// Makes a state from the operating system's randomness.
    pub fn fresh() -> Self {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        getrandom::fill(&mut *bytes).expect("the operating system gives random bytes");
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes)))
    }

    /// The text, for the dialog's address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `part` is a beginning of it: what the admin pasted was cut in it.
    pub fn begins_with(&self, part: &str) -> bool {
        self.0.starts_with(part)
    }

    /// Whether `claimed` is this state; how long the answer takes says nothing about where they differ.
    pub fn matches(&self, claimed: &str) -> bool {
        self.0.as_bytes().ct_eq(claimed.as_bytes()).into()
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("State(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    impl State {
        /// The state that a page's address carries.
        pub(in crate::login) fn of(text: &str) -> Self {
            Self(Zeroizing::new(text.to_owned()))
        }
    }

    #[test]
    fn l07_states_are_43_characters_unrepeated_and_evenly_spread() {
        const MANY: u32 = 1_000_000;
        /// Enough for the bits' spread.
        const SOME: u32 = 20_000;
        let mut seen = HashSet::new();
        let mut ones = [0_u32; 256];
        for turn in 0..MANY {
            let state = State::fresh();
            assert_eq!(state.as_str().len(), 43);
            let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(state.as_str()).unwrap().try_into().unwrap();
            assert!(seen.insert(bytes));
            if turn >= SOME {
                continue;
            }
            for (bit, count) in ones.iter_mut().enumerate() {
                *count += u32::from(bytes[bit / 8] >> (bit % 8) & 1);
            }
        }
        let half = f64::from(SOME) / 2.0;
        let chi: f64 = ones.iter().map(|&n| (f64::from(n) - half).powi(2) / (half / 2.0)).sum();
        // 256 degrees of freedom: p > 0.0001 on both sides lies within these bounds.
        assert!((180.0..350.0).contains(&chi), "chi-square {chi}");
    }

    #[test]
    fn l07_only_the_whole_state_matches() {
        let state = State::fresh();
        let text = state.as_str();
        assert!(state.matches(text));
        for wrong in
            ["", &text[..42], &format!("{text}A"), &text.to_lowercase().replace('-', "_"), State::fresh().as_str()]
        {
            assert!(!state.matches(wrong), "{wrong}");
        }
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", State::fresh()), "State(…)");
    }
}
