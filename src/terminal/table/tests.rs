//! Tables on wide and narrow screens, and in a pipe.

use super::*;
use crate::terminal::width::wide;
use crate::terminal::{Environment, Palette};

fn table() -> Table {
    let mut table = Table::new(&["REF", "NAME", "STATUS"]).cutting(&["NAME"]);
    table.row([
        Cell::from("facebook:1001"),
        "Acme Coffee, the one by the old harbour".into(),
        Cell::mark(Role::Good, "connected"),
    ]);
    table.row([Cell::from("facebook:22"), "東京\tラーメン\r\n✓ connected".into(), Cell::mark(Role::Bad, "token dead")]);
    table.row([Cell::from("facebook:333"), "Bare".into(), "".into()]);
    table
}

fn on(width: Option<usize>, palette: Palette, table: &Table) -> String {
    let mut out = Vec::new();
    table.write(&mut Screen { out: &mut out, width, palette, environment: Environment::Meta }).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn columns_are_measured_as_seen() {
    insta::assert_snapshot!(on(Some(100), Palette::PLAIN, &table()), @r#"
    REF            NAME                                     STATUS
    facebook:1001  Acme Coffee, the one by the old harbour  ✓ connected
    facebook:22    東京 ラーメン  ✓ connected               ✗ token dead
    facebook:333   Bare
    "#);
}

#[test]
fn only_what_may_be_cut_is_cut() {
    insta::assert_snapshot!(on(Some(50), Palette::PLAIN, &table()), @r#"
    REF            NAME                   STATUS
    facebook:1001  Acme Coffee, the one…  ✓ connected
    facebook:22    東京 ラーメン  ✓ con…  ✗ token dead
    facebook:333   Bare
    "#);
}

#[test]
fn a_screen_too_narrow_gets_blocks() {
    insta::assert_snapshot!(on(Some(30), Palette::PLAIN, &table()), @r#"
    facebook:1001
      Acme Coffee, the one by the…
      ✓ connected
    facebook:22
      東京 ラーメン  ✓ connected
      ✗ token dead
    facebook:333
      Bare
    "#);
}

#[test]
fn what_may_be_wrapped_goes_on_below() {
    let mut table = Table::new(&["FINDING", "REF", "WHAT"]).wrapping(&["WHAT"]);
    let told = "the session ended because the person changed their password or Facebook ended it for safety";
    table.row([Cell::mark(Role::Bad, "token_dead"), "facebook:1001".into(), told.into()]);
    table.row([Cell::mark(Role::Warning, "unknown"), "facebook:22".into(), "short".into()]);
    insta::assert_snapshot!(on(Some(70), Palette::PLAIN, &table), @r#"
    FINDING       REF            WHAT
    ✗ token_dead  facebook:1001  the session ended because the person
                                 changed their password or Facebook ended
                                 it for safety
    ! unknown     facebook:22    short
    "#);
    insta::assert_snapshot!(on(Some(40), Palette::PLAIN, &table), @r#"
    ✗ token_dead
      facebook:1001
      the session ended because the person
      changed their password or Facebook
      ended it for safety
    ! unknown
      facebook:22  short
    "#);
    assert!(on(None, Palette::PLAIN, &table).starts_with(&format!("token_dead\tfacebook:1001\t{told}\n")));
}

#[test]
fn a_pipe_gets_tabs_and_everything() {
    let text = on(None, Palette::PLAIN, &table());
    assert_eq!(
        text,
        "facebook:1001\tAcme Coffee, the one by the old harbour\tconnected\n\
         facebook:22\t東京 ラーメン  ✓ connected\ttoken dead\n\
         facebook:333\tBare\t\n"
    );
}

#[test]
fn colours_change_no_column() {
    for width in [30, 50, 100] {
        let painted = on(Some(width), Palette::new(true), &table());
        assert!(painted.contains("\x1b["));
        assert_eq!(console::strip_ansi_codes(&painted), on(Some(width), Palette::PLAIN, &table()));
    }
}

#[test]
fn an_empty_table_is_silent() {
    assert_eq!(on(Some(80), Palette::PLAIN, &Table::new(&["REF"])), "");
}

#[test]
fn a_stream_waits_for_the_first_rows_only() {
    let mut rows = Table::new(&["REF", "NAME"]).cutting(&["NAME"]).streaming();
    let mut out = Vec::new();
    let mut written = Vec::new();
    for number in 0..FIRST + 2 {
        let mut screen =
            Screen { out: &mut out, width: Some(80), palette: Palette::PLAIN, environment: Environment::Meta };
        rows.row(&mut screen, [format!("facebook:{number}"), format!("Page {number}")]).unwrap();
        written.push(String::from_utf8_lossy(&out).lines().count());
    }
    rows.finish(&mut Screen {
        out: &mut out,
        width: Some(80),
        palette: Palette::PLAIN,
        environment: Environment::Meta,
    })
    .unwrap();
    assert_eq!(&written[FIRST - 2..], &[0, FIRST + 1, FIRST + 2, FIRST + 3]);
    assert!(String::from_utf8(out).unwrap().starts_with("REF          NAME\nfacebook:0   Page 0\n"));
}

#[test]
fn a_stream_into_a_pipe_waits_for_nothing() {
    let mut rows = Table::new(&["REF"]).streaming();
    let mut out = Vec::new();
    rows.row(
        &mut Screen { out: &mut out, width: None, palette: Palette::PLAIN, environment: Environment::Meta },
        ["facebook:1"],
    )
    .unwrap();
    assert_eq!(out, b"facebook:1\n");
}

#[test]
fn a_short_stream_is_written_at_the_end() {
    let mut rows = Table::new(&["REF"]).streaming();
    let mut out = Vec::new();
    let mut screen = Screen { out: &mut out, width: Some(80), palette: Palette::PLAIN, environment: Environment::Meta };
    rows.row(&mut screen, ["facebook:1"]).unwrap();
    rows.finish(&mut screen).unwrap();
    assert_eq!(out, b"REF\nfacebook:1\n");
}

proptest::proptest! {
    #[test]
    fn no_line_is_wider_than_the_screen(names in proptest::collection::vec("\\PC{0,60}", 1..5), width in 24_usize..90) {
        for (cutting, wrapping) in [("NAME", ""), ("", "NAME")] {
            let mut table = Table::new(&["REF", "NAME", "STATUS"]).cutting(&[cutting]).wrapping(&[wrapping]);
            for name in &names {
                table.row(["facebook:1001", name, "connected"]);
            }
            for line in on(Some(width), Palette::PLAIN, &table).lines() {
                proptest::prop_assert!(wide(line) <= width, "{line:?}");
            }
        }
    }
}
