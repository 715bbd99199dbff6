//! The wished connections against those that stand: what would have to change, as a list of steps.
//!
//! The comparison is pure; [`look`] reads what stands here and at Meta, [`apply`] makes the steps true.

mod apply;
mod look;

use std::collections::BTreeSet;

pub use apply::{Applied, apply};
pub use look::look;

use crate::domain::{Connection, ConnectionRef, Status};

/// A Page that is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wished {
    /// The Page.
    pub page: ConnectionRef,
    /// A name for people; Meta's own is what is recorded.
    pub name: Option<String>,
    /// The Instagram account behind it, if that is wished for too.
    pub instagram: Option<ConnectionRef>,
    /// Webhook fields.
    pub fields: BTreeSet<String>,
}

/// A recorded connection that is not revoked.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The record.
    pub connection: Connection,
    /// Of a Page that works: the fields that Meta has. None if its token is dead, so that it must be connected again.
    pub live: Option<BTreeSet<String>>,
}

/// One line of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Connect, or connect again what does not work.
    Connect {
        /// What.
        reference: ConnectionRef,
        /// Its Page: itself, or the one that an Instagram account stands on.
        page: ConnectionRef,
        /// Name, if known.
        name: Option<String>,
    },
    /// Change the fields of a Page.
    Fields {
        /// The Page.
        page: ConnectionRef,
        /// Its name.
        name: Option<String>,
        /// Fields that come.
        added: Vec<String>,
        /// Fields that go.
        removed: Vec<String>,
    },
    /// Disconnect what the file does not name.
    Revoke {
        /// What.
        reference: ConnectionRef,
        /// Name.
        name: String,
    },
}

impl Step {
    /// The Page that has to be connected for it; none if it is a removal.
    pub(super) fn page(&self) -> Option<&ConnectionRef> {
        match self {
            Self::Connect { page, .. } | Self::Fields { page, .. } => Some(page),
            Self::Revoke { .. } => None,
        }
    }
}

/// What has to change so that `standing` becomes `wished`. What the file does not name stays, unless `prune`.
pub fn compare(wished: &[Wished], standing: &[Standing], prune: bool) -> Vec<Step> {
    let mut steps: Vec<_> = wished.iter().flat_map(|wish| of_page(wish, standing)).collect();
    if prune {
        let named: BTreeSet<_> = wished.iter().flat_map(refs).map(ToString::to_string).collect();
        let unnamed =
            standing.iter().map(|one| &one.connection).filter(|one| !named.contains(&one.reference().to_string()));
        steps.extend(unnamed.map(|one| Step::Revoke { reference: one.reference(), name: one.title().to_owned() }));
    }
    steps
}

fn refs(wish: &Wished) -> impl Iterator<Item = &ConnectionRef> {
    std::iter::once(&wish.page).chain(&wish.instagram)
}

fn of_page(wish: &Wished, standing: &[Standing]) -> Vec<Step> {
    let mut steps = Vec::new();
    let page = find(standing, &wish.page);
    let name = page.map(|one| one.connection.title().to_owned()).or_else(|| wish.name.clone());
    let connect = |reference: &ConnectionRef, name: Option<String>| Step::Connect {
        reference: reference.clone(),
        page: wish.page.clone(),
        name,
    };
    match page.filter(|one| works(one)).and_then(|one| one.live.as_ref()) {
        None => steps.push(connect(&wish.page, name)),
        Some(live) if *live != wish.fields => steps.push(Step::Fields {
            page: wish.page.clone(),
            name,
            added: wish.fields.difference(live).cloned().collect(),
            removed: live.difference(&wish.fields).cloned().collect(),
        }),
        Some(_) => {}
    }
    if let Some(account) = &wish.instagram {
        let present = find(standing, account);
        let stands = present.is_some_and(|one| works(one) && one.connection.parent.as_ref() == Some(&wish.page));
        if !stands {
            steps.push(connect(account, present.map(|one| one.connection.title().to_owned())));
        }
    }
    steps
}

fn works(one: &Standing) -> bool {
    one.connection.status == Status::Active
}

fn find<'a>(standing: &'a [Standing], reference: &ConnectionRef) -> Option<&'a Standing> {
    standing.iter().find(|one| one.connection.reference() == *reference)
}
