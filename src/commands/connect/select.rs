//! Which Pages: by flag, all, or asked.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::context::Context;
use crate::domain::hint::{Connect, Hint};
use crate::domain::{Asset, ConnectionRef, InstagramLink, Names, Platform, Status, Typed, Unusable, text};
use crate::error::{Failure, Kind};
use crate::flows::connect::DiscoveredPages;
use crate::prompts::{Candidate, Choice};

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

/// From which side Pages and the Instagram accounts behind them are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Who thinks in Pages.
    Pages,
    /// Who thinks in accounts.
    Accounts,
}

impl Side {
    /// What is chosen.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Pages => "Page",
            Self::Accounts => "Instagram account",
        }
    }

    fn flag(self) -> &'static str {
        match self {
            Self::Pages => "--page",
            Self::Accounts => "--account",
        }
    }

    /// What the flag takes for a Page or for the account behind it.
    fn key(self, page: &Asset) -> &str {
        match (self, &page.instagram) {
            (
                Self::Accounts,
                InstagramLink::Linked { id, .. }
                | InstagramLink::NotGranted { id: Some(id), .. }
                | InstagramLink::NotProfessional { id: Some(id), .. },
            ) => id,
            _ => &page.id,
        }
    }

    /// The name of it, if it has one: a handle is told apart from a Page's name.
    fn name(self, page: &Asset) -> Option<&str> {
        match (self, &page.instagram) {
            (Self::Pages, _) => Some(&page.name),
            (
                Self::Accounts,
                InstagramLink::Linked { username, .. }
                | InstagramLink::NotGranted { username, .. }
                | InstagramLink::NotProfessional { username, .. },
            ) => username.as_deref(),
            (Self::Accounts, InstagramLink::None) => None,
        }
    }

    fn names(self, page: &Asset) -> Names<'_> {
        let (id, platform) = (self.key(page), self.platform());
        let names = vec![self.name(page).map(Cow::from)];
        Names { ids: vec![format!("{}:{id}", platform.prefix()), id.to_owned()], names }
    }

    fn platform(self) -> Platform {
        match self {
            Self::Pages => Platform::Facebook,
            Self::Accounts => Platform::Instagram,
        }
    }

    /// Name and id, always both: two may look alike. An account names the Page that it stands on.
    pub(super) fn label(self, page: &Asset) -> String {
        let of_page = format!("{} ({})", text::shown(&page.name), page.id);
        match (self, self.name(page)) {
            (Self::Accounts, Some(name)) => {
                format!("@{} ({}) on {of_page}", text::shown(name), text::shown(self.key(page)))
            }
            _ => of_page,
        }
    }

    /// The Page with what stands in the way of this side: who thinks in accounts cannot use a Page without one.
    fn seen(self, page: Asset) -> Asset {
        let without = match (self, &page.instagram) {
            (Self::Pages, _) | (_, InstagramLink::Linked { .. }) => None,
            (_, InstagramLink::None) => Some(Unusable::NoInstagram),
            (_, InstagramLink::NotGranted { .. }) => Some(Unusable::InstagramNotGranted),
            (_, InstagramLink::NotProfessional { .. }) => Some(Unusable::InstagramNotProfessional),
        };
        Asset { unusable: page.unusable.or(without), ..page }
    }
}

/// Chooses among what was found.
pub(super) fn select(
    cx: &Context,
    side: Side,
    named: &[String],
    all: bool,
    found: DiscoveredPages,
) -> Result<Selection, Failure> {
    let pages = found.discovery.pages.into_iter().map(|page| side.seen(page));
    let (usable, unusable): (Vec<_>, Vec<_>) = pages.partition(|page| page.unusable.is_none());
    let unusable: Vec<_> = unusable.into_iter().filter_map(|page| page.unusable.map(|why| (page, why))).collect();
    if all {
        return Ok(Selection { chosen: usable, unusable, ..Selection::default() });
    }
    if !named.is_empty() {
        let refused = found.discovery.refused;
        return by_name(side, named, usable, unusable).map_err(|failure| match (failure.kind, refused) {
            // What a refused list did not show may be there all the same.
            (Kind::NotFound, Some(refused)) => refused.into(),
            _ => failure,
        });
    }
    if usable.is_empty() {
        return Ok(Selection { unusable, ..Selection::default() });
    }
    ask(cx, side, usable, unusable, &found.known)
}

fn by_name(
    side: Side,
    named: &[String],
    usable: Vec<Asset>,
    unusable: Vec<(Asset, Unusable)>,
) -> Result<Selection, Failure> {
    let mut ids = Vec::new();
    for name in named {
        let all = usable.iter().chain(unusable.iter().map(|(page, _)| page));
        ids.push(one(side, name, &all.collect::<Vec<_>>())?);
    }
    let (chosen, left) = usable.into_iter().partition(|page| ids.contains(&page.id));
    let (refused, unusable) = unusable.into_iter().partition(|(page, _)| ids.contains(&page.id));
    Ok(Selection { chosen, left, unusable, refused })
}

/// The id of the one Page that `name` means, by its own id or name or by its account's.
fn one(side: Side, name: &str, pages: &[&Asset]) -> Result<String, Failure> {
    let matches = Typed::new(name).among(pages.iter().copied(), |page| side.names(page));
    match matches.as_slice() {
        [page] => Ok(page.id.clone()),
        [] => Err(Failure::not_found(format!("this login reaches no {} '{}'", side.noun(), text::shown(name)))
            .hint(format!("it reaches: {}", listed(side, pages)))
            .hint(
                Hint::from(format!("if the {} is missing, tick it in \"edit previous settings\"", side.noun()))
                    .by(Connect::AGAIN.rerequest().step()),
            )),
        several => {
            let ids: Vec<_> = several.iter().map(|page| format!("{} {}", side.flag(), side.key(page))).collect();
            Err(Failure::usage(format!("'{}' names {} {}s", text::shown(name), several.len(), side.noun()))
                .hint(format!("name one by its id: {}", ids.join(" or "))))
        }
    }
}

/// The most Pages that a hint lists.
const LISTED: usize = 20;

fn listed(side: Side, pages: &[&Asset]) -> String {
    if pages.is_empty() {
        return "none".to_owned();
    }
    let list: Vec<_> = pages.iter().take(LISTED).map(|page| side.label(page)).collect();
    match pages.len().saturating_sub(LISTED) {
        0 => list.join(", "),
        more => format!("{}, and {more} more", list.join(", ")),
    }
}

fn ask(
    cx: &Context,
    side: Side,
    usable: Vec<Asset>,
    unusable: Vec<(Asset, Unusable)>,
    known: &HashMap<ConnectionRef, Status>,
) -> Result<Selection, Failure> {
    let open = usable.iter().map(|page| candidate(side, page, known));
    let closed = unusable.iter().map(|(page, why)| Candidate {
        key: side.key(page).to_owned(),
        label: side.label(page),
        note: None,
        disabled: Some(super::reason::why(*why).to_owned()),
        preselected: false,
    });
    let options: Vec<_> = open.chain(closed).collect();
    let picked = cx.prompts.choose(&Choice {
        prompt: &format!("{}s to connect", side.noun()),
        flag: side.flag(),
        options: &options,
    })?;
    if picked.is_empty() {
        return Err(Failure::declined(format!("no {} was chosen; nothing was changed", side.noun())));
    }
    let mut selection = Selection { unusable, ..Selection::default() };
    for (index, page) in usable.into_iter().enumerate() {
        let side = if picked.contains(&index) { &mut selection.chosen } else { &mut selection.left };
        side.push(page);
    }
    Ok(selection)
}

fn candidate(side: Side, page: &Asset, known: &HashMap<ConnectionRef, Status>) -> Candidate {
    let reference = ConnectionRef::new(Platform::Facebook, page.id.clone());
    let mut label = side.label(page);
    if let (Side::Pages, InstagramLink::Linked { username: Some(handle), .. }) = (side, &page.instagram) {
        label = format!("{label}  with @{}", text::shown(handle));
    }
    let status = known.get(&reference).filter(|status| **status != Status::Disconnected);
    let note = status.map(|status| format!("connected: {}", status.as_str().to_ascii_lowercase()));
    Candidate { key: side.key(page).to_owned(), label, note, disabled: None, preselected: false }
}
