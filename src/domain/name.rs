//! What is meant by what a person types for a Page, an account or a number: its ref, its id or its name.
//!
//! Names are compared as people read them: normalised (NFC), caseless, and without what is not seen. So the name that a
//! table shows can be typed, whatever stands in it.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::text;

/// How well something fits what was typed; the better one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The name, as people read it.
    Read,
    /// The name to the letter.
    Exact,
    /// The id, or the ref.
    Id,
}

/// What was typed for one of many.
#[derive(Debug)]
pub struct Typed<'a> {
    text: &'a str,
    read: String,
}

impl<'a> Typed<'a> {
    /// What `text` may mean.
    pub fn new(text: &'a str) -> Self {
        Self { text, read: read(text) }
    }

    /// Of `all` those that are meant: by id if one has it, else by the exact name, else by the name as it is read.
    pub fn among<'t, T>(&self, all: impl IntoIterator<Item = &'t T>, named: impl Fn(&'t T) -> Names<'t>) -> Vec<&'t T> {
        let mut meant = Meant::default();
        for one in all {
            meant.take(self, &named(one), one);
        }
        meant.found
    }

    /// Whether something that is called `names` could be meant.
    pub fn means(&self, names: &Names<'_>) -> bool {
        self.fits(names).is_some()
    }

    fn fits(&self, names: &Names<'_>) -> Option<Fit> {
        let is_id = |id: &&str| id.eq_ignore_ascii_case(self.text);
        if names.ids.iter().any(|id| is_id(&&**id)) {
            return Some(Fit::Id);
        }
        let mut names = names.names.iter().flatten();
        if names.clone().any(|name| *name == self.text) {
            return Some(Fit::Exact);
        }
        let reads = |name: &&str| !self.read.is_empty() && read(name) == self.read;
        names.any(|name| reads(&name.as_ref())).then_some(Fit::Read)
    }
}

/// What one of many is called.
#[derive(Debug)]
pub struct Names<'a> {
    /// Its ref and its id.
    pub ids: Vec<String>,
    /// Its names, as far as it has them.
    pub names: Vec<Option<Cow<'a, str>>>,
}

/// What is meant, found one by one.
#[derive(Debug)]
pub struct Meant<T> {
    fit: Option<Fit>,
    /// As far as was seen.
    pub found: Vec<T>,
}

impl<T> Default for Meant<T> {
    fn default() -> Self {
        Self { fit: None, found: Vec::new() }
    }
}

impl<T> Meant<T> {
    /// Takes `one`, which is called `names`, if nothing before it fits `typed` better.
    pub fn take(&mut self, typed: &Typed<'_>, names: &Names<'_>, one: T) {
        let fit = typed.fits(names);
        if fit.is_none() || fit < self.fit {
            return;
        }
        if fit > self.fit {
            self.found.clear();
            self.fit = fit;
        }
        self.found.push(one);
    }
}

/// A text as it is read: composed, in one case, blanks joined, without the sign of a handle and without what is not seen,
/// marked or not.
pub fn read(text: &str) -> String {
    // Some letters have another small one for their capital: ß, SS, ss.
    let caseless = text::shown(text).to_uppercase().to_lowercase();
    let seen: String = caseless.chars().filter(|c| !text::is_joiner(*c) && *c != text::MARK).collect();
    let joined = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    ComposingNormalizerBorrowed::new_nfc().normalize(joined.strip_prefix('@').unwrap_or(&joined)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(typed: &str) -> Vec<usize> {
        const ALL: [(usize, &str); 8] = [
            (0, "Café Zoë"),
            (1, "CAFÉ ZOË"),
            (2, "Straße 9"),
            (3, "کتاب\u{200c}فروشی"),
            (4, "Soft\u{ad}Hyphen \u{202e}x"),
            (5, "ශ\u{dca}\u{200d}රී ලංකා"),
            (6, "12"),
            (7, "Tea  House"),
        ];
        let named = |one: &(usize, &'static str)| Names {
            ids: vec![format!("facebook:{}", one.0 + 10), (one.0 + 10).to_string()],
            names: vec![None, Some(one.1.into())],
        };
        Typed::new(typed).among(&ALL, named).into_iter().map(|one| one.0).collect()
    }

    #[test]
    fn ids_come_before_names_and_exact_names_before_those_that_read_alike() {
        assert_eq!(meant("12"), [2], "an id is no name");
        assert_eq!((meant("FaceBook:16"), meant("16")), (vec![6], vec![6]));
        assert_eq!((meant("Café Zoë"), meant("CAFÉ ZOË")), (vec![0], vec![1]));
        assert_eq!((meant("café zoë"), meant("Cafe\u{301} Zoe\u{308}")), (vec![0, 1], vec![0, 1]));
        assert_eq!((meant("STRASSE 9"), meant("tea house"), meant("@TEA HOUSE")), (vec![2], vec![7], vec![7]));
        assert_eq!((meant("cafe"), meant(""), meant("\u{200b}")), (vec![], vec![], vec![]));
    }

    #[test]
    fn what_is_shown_can_be_typed() {
        for (at, name) in [(3, "کتاب\u{200c}فروشی"), (4, "Soft\u{ad}Hyphen \u{202e}x"), (5, "ශ\u{dca}\u{200d}රී ලංකා")]
        {
            assert_eq!((meant(name), meant(&text::shown(name))), (vec![at], vec![at]), "{name}");
        }
        assert_eq!(meant("کتابفروشی"), [3], "typed without the joiner");
    }
}
