//! Choosing several: dialoguer's `MultiSelect` where the list fits the screen, its `FuzzySelect` where it is longer.
//!
//! `FuzzySelect` answers one row only, so it is asked again and again: Enter chooses an entry or drops it, and the row on
//! top ends it. Two faults of dialoguer 0.12 are kept away from: on a terminal of fewer than three rows `MultiSelect`
//! panics, and an item of more bytes than the terminal has columns makes both wipe away lines above the list
//! (console-rs/dialoguer#227), so the items are short texts, for which [`List`] draws the rows.

use console::Term;
use dialoguer::{FuzzySelect, MultiSelect};

use super::answer;
use super::list::{List, Row};
use crate::prompts::{Choice, PromptError};
use crate::terminal::Palette;

/// More rows than this are no easier to read.
const MAX_ROWS: usize = 16;

/// Rows that a list leaves free: for what is said above it, for an entry shown in full, for the cursor below.
pub(super) const RESERVED: usize = 9;

/// From this height on `MultiSelect` works, also if the terminal is then made smaller.
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

fn tick(term: &Term, list: &mut List, rows: usize) -> Result<(), PromptError> {
    list.help = "space chooses, a takes all or none, enter ends, esc cancels";
    let items = list.ticks();
    let prompt = MultiSelect::with_theme(list).items_checked(items).with_prompt("").max_length(rows).report(false);
    let ticked = answer(term, |term| prompt.interact_on_opt(term))?.ok_or(PromptError::Interrupted)?;
    list.choose_only(&ticked);
    Ok(())
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
