//! The picker as a person meets it: keys in, picture out.

use std::io::Write as _;
use std::time::{Duration, Instant};

use console::Key;

use super::picker::{Picker, Step};
use super::*;
use crate::terminal::Candidate;
use crate::terminal::width::wide;

fn candidate(key: &str, name: &str, disabled: Option<&str>) -> Candidate {
    Candidate {
        key: key.into(),
        label: format!("{name}  {key}"),
        disabled: disabled.map(Into::into),
        preselected: false,
    }
}

fn few() -> Vec<Candidate> {
    vec![
        candidate("1001", "Acme Coffee", None),
        candidate("1002", "Acme Tea House", None),
        candidate("1003", "Beta Bakery", Some("not granted in the login")),
        candidate("1004", "Café Zoë", None),
        candidate("1005", "東京ラーメン", None),
    ]
}

fn many(count: usize) -> Vec<Candidate> {
    (0..count)
        .map(|n| candidate(&format!("{}", 100_000_000_000_000 + n), &format!("Shop {n} of Agency"), None))
        .collect()
}

fn picker(options: &[Candidate]) -> Picker {
    Picker::new(&Choice { prompt: "Pages to connect", flag: "--page", options })
}

fn types(picker: &mut Picker, text: &str) {
    for c in text.chars() {
        assert_eq!(picker.key(&Key::Char(c)), Step::Stay);
    }
}

fn picture(picker: &mut Picker, columns: usize, height: usize) -> String {
    picker.lines(columns, height, Palette::PLAIN).join("\n")
}

/// For snapshots, which keep no blanks at line ends.
fn drawn(picker: &mut Picker, columns: usize) -> String {
    let lines = picker.lines(columns, 24, Palette::PLAIN);
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_short_list() {
    let mut picker = picker(&few());
    picker.key(&Key::Char(' '));
    picker.key(&Key::ArrowDown);
    insta::assert_snapshot!(drawn(&mut picker, 79), @r#"
    Pages to connect:
      [x] Acme Coffee  1001
    > [ ] Acme Tea House  1002
      [-] Beta Bakery  1003 — not granted in the login
      [ ] Café Zoë  1004
      [ ] 東京ラーメン  1005
    1 of 5 chosen
    type to search, space choose, ctrl-t all, ctrl-n none, enter done, esc cancel
    "#);
}

#[test]
fn a_short_list_on_forty_columns() {
    let mut picker = picker(&few());
    types(&mut picker, "acme");
    insta::assert_snapshot!(drawn(&mut picker, 39), @r#"
    Pages to connect: acme
    > [ ] Acme Coffee  1001
      [ ] Acme Tea House  1002
    0 of 5 chosen, 2 match
    tab choose, ctrl-t all matching,
    ctrl-n none, enter done, esc cancel
    "#);
}

#[test]
fn a_long_list_scrolls() {
    let mut picker = picker(&many(5_000));
    picker.lines(79, 24, Palette::PLAIN);
    picker.key(&Key::PageDown);
    picker.key(&Key::Tab);
    insta::assert_snapshot!(drawn(&mut picker, 79), @r#"
    Pages to connect:
      [ ] Shop 1 of Agency  100000000000001
      [ ] Shop 2 of Agency  100000000000002
      [ ] Shop 3 of Agency  100000000000003
      [ ] Shop 4 of Agency  100000000000004
      [ ] Shop 5 of Agency  100000000000005
      [ ] Shop 6 of Agency  100000000000006
      [ ] Shop 7 of Agency  100000000000007
      [ ] Shop 8 of Agency  100000000000008
      [ ] Shop 9 of Agency  100000000000009
      [ ] Shop 10 of Agency  100000000000010
      [ ] Shop 11 of Agency  100000000000011
    > [x] Shop 12 of Agency  100000000000012
    1 of 5,000 chosen, showing 2–13
    type to search, space choose, ctrl-t all, ctrl-n none, enter done, esc cancel
    "#);
}

#[test]
fn all_words_must_match_in_line_or_id() {
    let mut picker = picker(&few());
    types(&mut picker, "TEA acm");
    assert_eq!(picker.matching, [1]);
    picker.key(&Key::Char('\x15'));
    types(&mut picker, "1004");
    assert_eq!(picker.matching, [3]);
    picker.key(&Key::Char('\x15'));
    types(&mut picker, "ZOË");
    assert_eq!(picker.matching, [3]);
    picker.key(&Key::Backspace);
    picker.key(&Key::Backspace);
    picker.key(&Key::Backspace);
    assert_eq!(picker.matching.len(), 5);
}

#[test]
fn a_pasted_name_chooses_nothing() {
    let mut picker = picker(&few());
    types(&mut picker, "Acme Tea House");
    assert_eq!((picker.search.as_str(), picker.chosen().len()), ("Acme Tea House", 0));
    picker.key(&Key::Tab);
    assert_eq!(picker.chosen(), [1]);
}

#[test]
fn space_chooses_in_the_list() {
    let mut picker = picker(&few());
    types(&mut picker, " ");
    types(&mut picker, "acme");
    picker.key(&Key::ArrowDown);
    types(&mut picker, " ");
    assert_eq!((picker.search.as_str(), picker.chosen()), ("acme", vec![0, 1]));
}

#[test]
fn what_is_chosen_stays_when_the_search_changes() {
    let mut picker = picker(&few());
    types(&mut picker, "tea");
    picker.key(&Key::Tab);
    picker.key(&Key::Char('\x15'));
    types(&mut picker, "nothing like it");
    picker.key(&Key::Tab);
    assert_eq!(picker.chosen(), [1]);
    assert!(picture(&mut picker, 79, 24).contains("nothing matches"));
    assert_eq!(picker.key(&Key::Enter), Step::Done);
}

#[test]
fn all_that_match_and_none() {
    let mut picker = picker(&few());
    types(&mut picker, "acme");
    picker.key(&Key::Char('\x14'));
    assert_eq!(picker.chosen(), [0, 1]);
    picker.key(&Key::Char('\x15'));
    picker.key(&Key::Char('\x14'));
    assert_eq!(picker.chosen(), [0, 1, 3, 4], "what cannot be chosen is not");
    picker.key(&Key::Char('\x14'));
    assert!(picker.chosen().is_empty());
    picker.key(&Key::Char('\x14'));
    types(&mut picker, "acme");
    picker.key(&Key::Char('\x0e'));
    assert!(picker.chosen().is_empty(), "none means none, seen or unseen");
}

#[test]
fn what_cannot_be_chosen_says_why() {
    let mut picker = picker(&few());
    picker.key(&Key::ArrowDown);
    picker.key(&Key::ArrowDown);
    picker.key(&Key::Char(' '));
    assert!(picker.chosen().is_empty());
    assert!(picture(&mut picker, 79, 24).contains("! cannot be chosen: not granted in the login"));
}

#[test]
fn what_starts_out_chosen_is_chosen_if_it_can_be() {
    let mut options = few();
    for option in &mut options {
        option.preselected = true;
    }
    assert_eq!(picker(&options).chosen(), [0, 1, 3, 4]);
}

#[test]
fn an_empty_choice_is_asked_about_once() {
    let mut picker = picker(&few());
    assert_eq!(picker.key(&Key::Enter), Step::Stay);
    assert!(picture(&mut picker, 79, 24).contains("! nothing is chosen: space chooses a row"));
    picker.key(&Key::ArrowDown);
    assert_eq!(picker.key(&Key::Enter), Step::Stay, "another key takes the question back");
    assert_eq!(picker.key(&Key::Enter), Step::Done);
}

#[test]
fn both_ways_out() {
    for key in [Key::Escape, Key::CtrlC] {
        assert_eq!(picker(&few()).key(&key), Step::Interrupted);
    }
}

#[test]
fn the_cursor_never_leaves_the_list() {
    let mut picker = picker(&many(30));
    let keys = [Key::End, Key::ArrowDown, Key::PageDown, Key::Home, Key::ArrowUp, Key::PageUp, Key::PageDown];
    let mut places = Vec::new();
    for key in keys {
        picker.lines(79, 24, Palette::PLAIN);
        picker.key(&key);
        places.push(picker.at);
    }
    assert_eq!(places, [29, 29, 29, 0, 0, 0, 12]);
}

#[test]
fn no_candidates_do_no_harm() {
    let mut picker = picker(&[]);
    for key in [Key::Tab, Key::ArrowDown, Key::End, Key::Char('\x14'), Key::Backspace, Key::Char('x')] {
        picker.key(&key);
        picker.lines(40, 10, Palette::PLAIN);
    }
    assert!(picker.chosen().is_empty());
}

#[test]
fn colours_change_no_letter() {
    let mut picker = picker(&few());
    picker.key(&Key::Char(' '));
    let painted = picker.lines(79, 24, Palette::new(true)).join("\n");
    assert!(painted.contains("\x1b["));
    assert_eq!(console::strip_ansi_codes(&painted), picture(&mut picker, 79, 24));
}

#[test]
fn hostile_names_stay_in_their_row() {
    let options = [candidate("1", "a\r\n\x1b[2J\u{202e}b", Some("x\ny")), candidate("2", "b", None)];
    let picture = picker(&options).lines(79, 24, Palette::PLAIN);
    assert!(picture.iter().all(|line| !line.chars().any(char::is_control)), "{picture:?}");
    assert_eq!(picture.len(), 5);
}

#[test]
fn five_thousand_answer_at_once() {
    let mut picker = picker(&many(5_000));
    let mut slowest = Duration::ZERO;
    let keys = "shop 12 agency".chars().map(Key::Char);
    for key in keys.chain([Key::Tab, Key::ArrowDown, Key::Char('\x14'), Key::Backspace, Key::Char('\x15'), Key::End]) {
        let begun = Instant::now();
        picker.key(&key);
        picker.lines(79, 24, Palette::PLAIN);
        slowest = slowest.max(begun.elapsed());
    }
    let _ = writeln!(std::io::stderr(), "picker: 5,000 entries, slowest key {slowest:?} (debug build counts)");
}

#[test]
fn only_a_clear_yes_is_yes() {
    for (typed, means) in [(" Yes ", Some(true)), ("y", Some(true)), ("", Some(false)), ("NO", Some(false))] {
        assert_eq!(yes_or_no(typed), means, "{typed}");
    }
    assert_eq!(yes_or_no("try it"), None);
}

#[test]
fn a_hidden_line_is_what_was_typed() {
    let typed = |keys: Vec<Key>| {
        let mut keys = keys.into_iter();
        hidden_line(|| keys.next().ok_or_else(|| io::ErrorKind::UnexpectedEof.into()))
    };
    let mut keys: Vec<Key> = "x\x15 EAAGx".chars().map(Key::Char).collect();
    keys.extend([Key::Backspace, Key::ArrowLeft, Key::Char('2'), Key::Enter]);
    assert_eq!(typed(keys).unwrap().expose(), "EAAG2");
    assert!(matches!(typed(vec![Key::Enter, Key::CtrlC]), Err(PromptError::Interrupted)));
    assert!(matches!(typed(vec![Key::Char('x')]), Err(PromptError::Broken(_))));
}

proptest::proptest! {
    #[test]
    fn nothing_wraps_and_nothing_panics(
        keys in proptest::collection::vec(0_usize..14, 0..30),
        names in proptest::collection::vec("\\PC{0,50}", 0..20),
        columns in 8_usize..100,
        height in 3_usize..30,
    ) {
        let options: Vec<_> = names.iter().enumerate()
            .map(|(n, name)| candidate(&n.to_string(), name, (n % 3 == 2).then_some("not granted"))).collect();
        let mut picker = picker(&options);
        for key in keys {
            picker.key(&KEYS[key]);
            let lines = picker.lines(columns, height, Palette::PLAIN);
            proptest::prop_assert!(lines.len() <= height, "{} lines on {height}", lines.len());
            for line in lines {
                proptest::prop_assert!(wide(&line) <= columns, "{line:?}");
            }
            proptest::prop_assert!(wide(&picker.head(columns)) <= columns);
        }
    }
}

const KEYS: [Key; 14] = [
    Key::ArrowUp,
    Key::ArrowDown,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
    Key::Tab,
    Key::Enter,
    Key::Backspace,
    Key::Char(' '),
    Key::Char('a'),
    Key::Char('東'),
    Key::Char('\x14'),
    Key::Char('\x0e'),
];
