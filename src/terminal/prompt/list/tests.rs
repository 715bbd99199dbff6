//! The list as a person sees it, without a terminal; `tests/it/prompt.rs` has one.

use dialoguer::theme::Theme as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::super::choose::{MIN_HEIGHT, RESERVED};
use super::*;
use crate::terminal::width::wide;

fn candidate(key: &str, name: &str, disabled: Option<&str>) -> Candidate {
    Candidate {
        key: key.into(),
        label: format!("{name} ({key})"),
        note: None,
        disabled: disabled.map(Into::into),
        preselected: false,
    }
}

impl List {
    /// Chooses these and no others, as far as they can be.
    fn choose_only(&mut self, indices: &[usize]) {
        for (index, entry) in self.entries.iter_mut().enumerate() {
            entry.chosen = indices.contains(&index) && entry.reason.is_none();
        }
    }
}

fn few() -> Vec<Candidate> {
    let connected = Candidate { note: Some("connected: active".into()), ..candidate("1002", "Acme Tea House", None) };
    vec![
        candidate("1001", "Acme Coffee", None),
        connected,
        candidate("1003", "Beta Bakery", Some("not granted in the login")),
        candidate("1004", "Café Zoë", None),
        candidate("1005", "東京ラーメン", None),
    ]
}

fn list(options: &[Candidate], columns: u16) -> List {
    with_palette(options, (24, columns), Palette::PLAIN)
}

fn with_palette(options: &[Candidate], size: (u16, u16), palette: Palette) -> List {
    let choice = Choice { prompt: "Pages to connect", flag: "--page", options };
    let mut list = List::new(&choice, palette, move || size);
    list.help = "space chooses, * takes all or none, enter ends, esc cancels";
    list
}

/// What is drawn of a short list, with the cursor on row `at`.
fn ticked(list: &List, at: usize) -> String {
    list.picture(at)
}

/// What `FuzzySelect` draws of the first rows, with the cursor on row `at`.
fn searched(list: &List, search: &str, first: usize, at: usize) -> String {
    let matcher = SkimMatcherV2::default();
    let mut picture = String::new();
    list.format_fuzzy_select_prompt(&mut picture, "", search, search.len()).unwrap();
    for (row, (_, item)) in list.rows_from(first).take(8).enumerate() {
        picture.push('\n');
        list.format_fuzzy_select_prompt_item(&mut picture, &item, row == at, false, &matcher, search).unwrap();
    }
    picture
}

#[test]
fn a_short_list() {
    let mut list = list(&few(), 80);
    list.choose_only(&[0, 2]);
    insta::assert_snapshot!(ticked(&list, 1), @r#"
    space chooses, * takes all or none, enter ends, esc cancels
    Pages to connect:
      [x] Acme Coffee (1001)
    > [ ]*Acme Tea House (1002)  [connected: active]
      [-] Beta Bakery (1003): not granted in the login
      [ ] Café Zoë (1004)
      [ ] 東京ラーメン (1005)
    "#);
}

#[test]
fn a_short_list_on_forty_columns() {
    insta::assert_snapshot!(ticked(&list(&few(), 40), 2), @r#"
    space chooses, * takes all or none,
    enter ends, esc cancels
    Pages to connect:
      [ ] Acme Coffee (1001)
      [ ]*Acme Tea House (1002)  [connecte…
    > [-] Beta Bakery (1003): not granted
          in the login
      [ ] Café Zoë (1004)
      [ ] 東京ラーメン (1005)
    "#);
}

#[test]
fn a_long_list_goes_on_where_it_was_left() {
    let options: Vec<_> = (0..5_000).map(|n| candidate(&format!("{}", 100_000 + n), "Shop", None)).collect();
    let mut list = list(&options, 80);
    list.toggle(4_998);
    list.toggle(7);
    insta::assert_snapshot!(searched(&list, "", 4_998, 0), @r#"
    space chooses, * takes all or none, enter ends, esc cancels
    Pages to connect: |
    > done: 2 of 5,000 chosen: Shop (100007), Shop (104998)
      choose all 5,000
      [x] Shop (104998)
      [ ] Shop (104999)
      [ ] Shop (100000)
      [ ] Shop (100001)
      [ ] Shop (100002)
      [ ] Shop (100003)
    "#);
}

#[test]
fn no_search_leads_to_all_or_none() {
    let matcher = SkimMatcherV2::default();
    let list = list(&few(), 80);
    for (row, item) in list.rows_from(0).filter(|(row, _)| !matches!(row, Row::Entry(_))) {
        for typed in ["d", "all", "none", " ", "1", "|"] {
            let found = fuzzy_matcher::FuzzyMatcher::fuzzy_match(&matcher, &item, typed);
            assert!(found.is_none(), "{row:?}: {typed}");
        }
    }
}

#[test]
fn all_that_can_be_chosen_or_none() {
    let mut list = list(&few(), 80);
    list.choose_all_or_none();
    assert_eq!(list.chosen(), [0, 1, 3, 4], "what cannot be chosen is not");
    assert!(searched(&list, "", 0, 0).contains("choose none"));
    list.choose_all_or_none();
    assert!(list.chosen().is_empty());
    list.choose_only(&[0, 1, 2, 3, 4]);
    assert_eq!(list.chosen(), [0, 1, 3, 4]);
    list.choose_only(&[3]);
    assert_eq!(list.chosen(), [3]);
}

#[test]
fn what_cannot_be_chosen_says_why() {
    let mut list = list(&few(), 80);
    list.toggle(2);
    assert!(list.chosen().is_empty());
    assert!(searched(&list, "", 0, 0).starts_with("! cannot be chosen: not granted in the login\n"));
    list.toggle(3);
    assert_eq!((list.chosen(), searched(&list, "", 0, 0).contains('!')), (vec![3], false));
}

#[test]
fn what_starts_out_chosen_is_chosen_if_it_can_be() {
    let mut options = few();
    for option in &mut options {
        option.preselected = true;
    }
    assert_eq!(list(&options, 80).chosen(), [0, 1, 3, 4]);
}

#[test]
fn an_empty_choice_is_asked_about_once() {
    let mut empty = list(&few(), 80);
    assert!(!empty.is_settled());
    assert!(ticked(&empty, 0).starts_with("! nothing is chosen; end once more to go on without any\n"));
    assert!(empty.is_settled());
    assert_eq!(empty.summary(), "Pages to connect: none");
    let mut one = list(&few(), 80);
    one.toggle(4);
    assert!(one.is_settled());
    assert_eq!(one.summary(), "Pages to connect: 東京ラーメン (1005)");
}

#[test]
fn no_candidates_do_no_harm() {
    let mut list = list(&[], 40);
    list.choose_all_or_none();
    assert!(searched(&list, "x", 0, 0).contains("> done: none of 0 chosen"));
    assert!(list.chosen().is_empty());
}

#[test]
fn colours_change_no_letter() {
    let mut painted = with_palette(&few(), (24, 40), Palette::new(true));
    let mut plain = list(&few(), 40);
    painted.toggle(1);
    plain.toggle(1);
    assert!(ticked(&painted, 2).contains("\x1b["));
    assert_eq!(console::strip_ansi_codes(&ticked(&painted, 2)), ticked(&plain, 2));
    assert_eq!(console::strip_ansi_codes(&searched(&painted, "x", 0, 3)), searched(&plain, "x", 0, 3));
}

#[test]
fn hostile_names_stay_in_their_row() {
    let options = [candidate("1", "a\r\n\x1b[2J\u{202e}b", Some("x\ny")), candidate("2", "b", None)];
    let list = list(&options, 80);
    for picture in [ticked(&list, 1), searched(&list, "\u{202e}\u{9b}", 0, 3)] {
        assert!(!picture.chars().any(|c| c != '\n' && (c.is_control() || c == '\u{202e}')), "{picture:?}");
    }
    assert_eq!(ticked(&list, 1).lines().count(), 4);
}

proptest::proptest! {
    /// What dialoguer clears is what it wrote, line by line, so that no line may wrap; and the rows that a list leaves free
    /// hold what is written above it and an entry in full.
    #[test]
    fn nothing_wraps(
        names in proptest::collection::vec("\\PC{0,90}", 1..12),
        search in "\\PC{0,60}",
        (columns, height) in (24_u16..100, 3_u16..30),
        at in 0_usize..12,
    ) {
        let options: Vec<_> = names.iter().enumerate()
            .map(|(n, name)| candidate(&(1_000 + n).to_string(), name, (n % 3 == 2).then_some("not granted"))).collect();
        let mut list = with_palette(&options, (height, columns), Palette::PLAIN);
        list.toggle(at.min(names.len() - 1));
        for (picture, rows) in [(ticked(&list, at), names.len()), (searched(&list, &search, at % names.len(), at), 8.min(names.len() + 2))] {
            for line in picture.lines() {
                proptest::prop_assert!(wide(line) < usize::from(columns), "{line:?}");
            }
            let most = if usize::from(height) < MIN_HEIGHT { 2 } else { RESERVED - 1 };
            proptest::prop_assert!(columns < 40 || picture.lines().count() <= rows + most, "{picture}");
        }
    }
}
