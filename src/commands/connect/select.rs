//! Which Pages: by flag, all, or asked.

use std::collections::HashMap;

use crate::context::Context;
use crate::domain::{Asset, ConnectionRef, InstagramLink, Platform, Status, Unusable, text};
use crate::error::{Failure, Kind};
use crate::flows::connect::Found;
use crate::terminal::{Candidate, Choice};

/// What was chosen and what was not.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Pages to connect.
    pub(super) chosen: Vec<Asset>,
    /// Pages that could be connected and were not chosen.
    pub(super) left: Vec<Asset>,
    /// Pages that cannot be connected, with why.
    pub(super) unusable: Vec<(Asset, Unusable)>,
    /// Pages that were named and cannot be connected.
    pub(super) refused: Vec<(Asset, Unusable)>,
}

/// Chooses among what was found.
pub(super) fn select(cx: &Context, named: &[String], all: bool, found: Found) -> Result<Selection, Failure> {
    let (usable, unusable): (Vec<_>, Vec<_>) =
        found.discovery.pages.into_iter().partition(|page| page.unusable.is_none());
    let unusable: Vec<_> = unusable.into_iter().filter_map(|page| page.unusable.map(|why| (page, why))).collect();
    if all {
        return Ok(Selection { chosen: usable, unusable, ..Selection::default() });
    }
    if !named.is_empty() {
        return by_name(named, usable, unusable);
    }
    if usable.is_empty() {
        return Ok(Selection { unusable, ..Selection::default() });
    }
    ask(cx, usable, unusable, &found.known)
}

fn by_name(named: &[String], usable: Vec<Asset>, unusable: Vec<(Asset, Unusable)>) -> Result<Selection, Failure> {
    let mut ids = Vec::new();
    for name in named {
        let all = usable.iter().chain(unusable.iter().map(|(page, _)| page));
        ids.push(one(name, &all.collect::<Vec<_>>())?);
    }
    let (chosen, left) = usable.into_iter().partition(|page| ids.contains(&page.id));
    let (refused, unusable) = unusable.into_iter().partition(|(page, _)| ids.contains(&page.id));
    Ok(Selection { chosen, left, unusable, refused })
}

/// The id of the one Page that `name` means: an id, or the exact name.
fn one(name: &str, pages: &[&Asset]) -> Result<String, Failure> {
    if let Some(page) = pages.iter().find(|page| page.id == name) {
        return Ok(page.id.clone());
    }
    let matches: Vec<_> = pages.iter().filter(|page| page.name == name).collect();
    match matches.as_slice() {
        [page] => Ok(page.id.clone()),
        [] => Err(Failure::not_found(format!("this login reaches no Page '{}'", text::shown(name)))
            .hint(format!("it reaches: {}", listed(pages)))
            .hint(
                "if the Page is missing, tick it: snorq connect facebook --rerequest, then \"edit previous settings\"",
            )),
        several => {
            let ids: Vec<_> = several.iter().map(|page| format!("--page {}", page.id)).collect();
            Err(Failure::usage(format!("'{}' names {} Pages", text::shown(name), several.len()))
                .hint(format!("name one by its id: {}", ids.join(" or "))))
        }
    }
}

/// The most Pages that a hint lists.
const LISTED: usize = 20;

fn listed(pages: &[&Asset]) -> String {
    if pages.is_empty() {
        return "none".to_owned();
    }
    let list: Vec<_> = pages.iter().take(LISTED).map(|page| label(page)).collect();
    match pages.len().saturating_sub(LISTED) {
        0 => list.join(", "),
        more => format!("{}, and {more} more", list.join(", ")),
    }
}

/// Name and id, always both: two Pages may look alike.
pub(super) fn label(page: &Asset) -> String {
    format!("{} ({})", text::shown(&page.name), page.id)
}

fn ask(
    cx: &Context,
    usable: Vec<Asset>,
    unusable: Vec<(Asset, Unusable)>,
    known: &HashMap<ConnectionRef, Status>,
) -> Result<Selection, Failure> {
    let open = usable.iter().map(|page| candidate(page, known));
    let closed = unusable.iter().map(|(page, why)| Candidate {
        key: page.id.clone(),
        label: label(page),
        disabled: Some(super::view::why(*why).to_owned()),
        preselected: false,
    });
    let options: Vec<_> = open.chain(closed).collect();
    let picked = cx.terminal.choose(&Choice { prompt: "Pages to connect", flag: "--page", options: &options })?;
    if picked.is_empty() {
        return Err(Failure::new(Kind::Interrupted, "no Page was chosen; nothing was changed"));
    }
    let mut selection = Selection { unusable, ..Selection::default() };
    for (index, page) in usable.into_iter().enumerate() {
        let side = if picked.contains(&index) { &mut selection.chosen } else { &mut selection.left };
        side.push(page);
    }
    Ok(selection)
}

fn candidate(page: &Asset, known: &HashMap<ConnectionRef, Status>) -> Candidate {
    let reference = ConnectionRef::new(Platform::Facebook, page.id.clone());
    let mut line = label(page);
    if let InstagramLink::Linked { username: Some(handle), .. } = &page.instagram {
        line = format!("{line}  with @{}", text::shown(handle));
    }
    let status = known.get(&reference).filter(|status| **status != Status::Disconnected);
    if let Some(status) = status {
        line = format!("{line}  [connected: {}]", status.as_str().to_ascii_lowercase());
    }
    Candidate { key: page.id.clone(), label: line, disabled: None, preselected: false }
}
