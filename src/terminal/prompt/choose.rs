//! Choosing several: keys on a list that fits the screen, dialoguer's `FuzzySelect` where it is longer.
//!
//! `FuzzySelect` answers one row only, so it is asked again and again: Enter chooses an entry or drops it, and the row on
//! top ends it. An item of more bytes than the terminal has columns makes it wipe away lines above the list
//! (console-rs/dialoguer#227), so the items are short texts, for which [`List`] draws the rows. Its `MultiSelect` is not
//! used: letters that somebody types to search choose all there or end it, and on fewer than three rows it panics.

use std::io;

use console::{Key, Term};
use dialoguer::FuzzySelect;

use super::answer;
use super::list::{List, Row};
use crate::prompts::{Choice, PromptError};
use crate::terminal::Palette;

/// More rows than this are no easier to read.
const MAX_ROWS: usize = 16;

/// Rows that a list leaves free: for what is said above it, for an entry shown in full, for the cursor below.
pub(super) const RESERVED: usize = 9;

/// From this height on the whole of a short list is seen, with what is said above it.
pub(super) const MIN_HEIGHT: usize = 12;

/// Lets several entries be chosen; answers their indices.
pub(in crate::terminal) fn choose(choice: &Choice<'_>, palette: Palette) -> Result<Vec<usize>, PromptError> {
    let term = Term::buffered_stderr();
    let height = usize::from(term.size().0);
    let rows = height.saturating_sub(RESERVED).clamp(1, MAX_ROWS);
    let mut list = List::new(choice, palette, {
        let term = term.clone();
        move || term.size()
    });
    let fits = height >= MIN_HEIGHT && (1..=rows).contains(&choice.options.len());
    let ask = if fits { tick } else { search };
    // Many press Enter on the row that they want and expect it to be taken, so an empty choice is asked about once.
    loop {
        ask(&term, &mut list, rows)?;
        if list.is_settled() {
            break;
        }
    }
    term.write_line(&list.summary())?;
    term.flush()?;
    Ok(list.chosen())
}

fn tick(term: &Term, list: &mut List, _: usize) -> Result<(), PromptError> {
    list.help = "space chooses, * takes all or none, enter ends, esc cancels";
    answer(term, |term| keys(term, list).map_err(dialoguer::Error::IO))?.then_some(()).ok_or(PromptError::Interrupted)
}

/// Takes keys until Enter, which is true, or Esc.
fn keys(term: &Term, list: &mut List) -> io::Result<bool> {
    let (mut at, end) = (0, list.len().saturating_sub(1));
    term.hide_cursor()?;
    loop {
        let picture = list.picture(at);
        term.write_line(&picture)?;
        term.flush()?;
        let key = term.read_key();
        term.clear_last_lines(picture.lines().count())?;
        match key? {
            Key::ArrowDown | Key::Tab => at = if at == end { 0 } else { at + 1 },
            Key::ArrowUp | Key::BackTab => at = at.checked_sub(1).unwrap_or(end),
            Key::Home | Key::PageUp => at = 0,
            Key::End | Key::PageDown => at = end,
            Key::Char(' ') => list.toggle(at),
            Key::Char('*') => list.choose_all_or_none(),
            Key::Enter => return Ok(true),
            Key::Escape => return Ok(false),
            _ => {}
        }
    }
}

fn search(term: &Term, list: &mut List, rows: usize) -> Result<(), PromptError> {
    list.help = "type to search, enter chooses or drops, esc cancels";
    let mut first = 0;
    loop {
        let (shown, items): (Vec<Row>, Vec<String>) = list.rows_from(first).unzip();
        let prompt = FuzzySelect::with_theme(list).items(items).default(0).max_length(rows).report(false);
        let at = answer(term, |term| prompt.interact_on_opt(term))?.ok_or(PromptError::Interrupted)?;
        match shown[at] {
            Row::End => return Ok(()),
            Row::AllOrNone => list.choose_all_or_none(),
            Row::Entry(index) => {
                list.toggle(index);
                first = index;
            }
        }
    }
}
