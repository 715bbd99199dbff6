//! What dialoguer's `FuzzySelect` searches of an entry.
//!
//! Its letters must occur in their order. It tells `é` from `e`, and only of ASCII it knows what is upper case, so letters
//! with accents are followed by what else may be typed for them: `Café` is searched as `Cafée`.

use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

/// A text of at most `columns` bytes that ends with the key, which makes it unique. Of a longer label the first letters are
/// searched; see `prompt/choose.rs` for why.
pub(super) fn searched(label: &str, key: &str, columns: usize) -> String {
    let words = label.replacen(&format!("({key})"), "", 1);
    let mut text = String::new();
    for c in words.chars() {
        let variants = typed_for(c);
        if text.len() + variants.len() + 1 + key.len() > columns {
            break;
        }
        text.push_str(&variants);
    }
    format!("{text} {key}")
}

/// The letter, in lower case too, and without its accents.
fn typed_for(c: char) -> String {
    let mut variants = String::from(c);
    if c.is_ascii() {
        return variants;
    }
    variants.extend(c.to_lowercase().filter(|lower| *lower != c));
    let mut base = c;
    while let Decomposed::Expansion(first, _) = CanonicalDecompositionBorrowed::new().decompose(base) {
        base = first;
    }
    if base.is_ascii_alphabetic() {
        variants.push(base.to_ascii_lowercase());
    }
    variants
}

#[cfg(test)]
mod tests {
    use fuzzy_matcher::FuzzyMatcher as _;
    use fuzzy_matcher::skim::SkimMatcherV2;

    use super::*;

    fn finds(typed: &str, label: &str) -> bool {
        SkimMatcherV2::default().fuzzy_match(&searched(label, "1004", 80), typed).is_some()
    }

    #[test]
    fn what_people_type_finds_the_name() {
        for typed in ["cafe", "café", "Café", "zoe", "Café Zoë", "1004", "czo"] {
            assert!(finds(typed, "Café Zoë (1004)"), "{typed}");
        }
        assert!(finds("über", "ÜBER UNS (1004)") && finds("ube", "ÜBER UNS (1004)"));
        assert!(finds("ラー", "東京ラーメン (1004)") && finds("nguyen", "Nguyễn (1004)"));
        assert!(finds("Tea House", "Acme Tea House (1004)"));
        assert!(!finds("tea", "Café Zoë (1004)"));
    }

    proptest::proptest! {
        #[test]
        fn it_is_short_and_keeps_the_key(name in "\\PC{0,90}", key in "[0-9]{1,18}", columns in 20_usize..100) {
            let text = searched(&format!("{name} ({key})"), &key, columns);
            proptest::prop_assert!(text.len() <= columns && text.ends_with(&key), "{text:?}");
        }
    }
}
