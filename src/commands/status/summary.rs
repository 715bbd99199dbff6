//! What the records of a profile say together, and what follows from it.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::hint::{Connect, Step};
use crate::domain::{Connection, ConnectionRef, Platform, Status};

/// What ends within this time is renewed next: `verify` warns as early.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long a check counts: Meta stops sending webhooks without saying so.
const FRESH: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Default, Serialize, JsonSchema)]
#[schemars(rename = "summary")]
pub(super) struct Summary {
    /// How many connections are in each state.
    pub(super) counts: Counts,
    /// How many connections each platform has, those that were disconnected left out.
    pub(super) platforms: Platforms,
    /// The token, or the app's access to a person's data, that ends first.
    pub(super) soonest_end: Option<End>,
    /// When `verify` last found a connection well.
    pub(super) last_verified_at: Option<Timestamp>,
    /// Changes that were begun and are not proven.
    pub(super) open_changes: usize,
    /// The first connection that is not well, with what mends it.
    #[serde(skip)]
    unwell: Option<Step>,
}

#[derive(Default, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(rename = "counts")]
pub(super) struct Counts {
    pending: usize,
    active: usize,
    expired: usize,
    error: usize,
    disconnected: usize,
}

#[derive(Default, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(rename = "platform-counts")]
pub(super) struct Platforms {
    facebook: usize,
    instagram: usize,
    whatsapp: usize,
    tiktok: usize,
}

/// What ends, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "end")]
pub(super) struct End {
    #[serde(rename = "ref")]
    pub(super) reference: ConnectionRef,
    pub(super) at: Timestamp,
}

impl Summary {
    /// Counts `one` in.
    pub(super) fn add(&mut self, one: &Connection) {
        *self.counts.of(one.status) += 1;
        if one.status == Status::Disconnected {
            return;
        }
        *self.platforms.of(one.platform) += 1;
        self.last_verified_at = self.last_verified_at.max(one.last_verified_at);
        if one.status != Status::Active {
            self.unwell.get_or_insert_with(|| remedy(one));
        }
        let end = [one.token_expires_at, one.data_access_expires_at].into_iter().flatten().min();
        if let Some(at) = end.filter(|at| self.soonest_end.as_ref().is_none_or(|soonest| *at < soonest.at)) {
            self.soonest_end = Some(End { reference: one.reference(), at });
        }
    }

    /// The one thing to do next.
    pub(super) fn next(&self, now: Timestamp) -> Option<Step> {
        let ends_soon = |end: &End| end.at < now + SOON;
        if self.open_changes > 0 || self.platforms.all() == 0 {
            return Some(Step::AGAIN);
        }
        if self.unwell.is_some() {
            return self.unwell.clone();
        }
        if let Some(end) = self.soonest_end.as_ref().filter(|end| ends_soon(end)) {
            return Some(Step::Refresh { reference: end.reference.clone(), system_token: false });
        }
        self.last_verified_at.is_none_or(|at| at + FRESH < now).then_some(Step::Verify)
    }
}

/// What its record says, or to connect it again.
fn remedy(one: &Connection) -> Step {
    let hint = one.error_message.as_ref().and_then(|reason| reason.hint.clone());
    let step = hint.and_then(|hint| hint.about(&one.reference()).step);
    step.unwrap_or_else(|| Connect::on(one.platform).step())
}

impl Counts {
    fn of(&mut self, status: Status) -> &mut usize {
        match status {
            Status::Pending => &mut self.pending,
            Status::Active => &mut self.active,
            Status::Expired => &mut self.expired,
            Status::Error => &mut self.error,
            Status::Disconnected => &mut self.disconnected,
        }
    }
}

impl Platforms {
    fn of(&mut self, platform: Platform) -> &mut usize {
        match platform {
            Platform::Facebook => &mut self.facebook,
            Platform::Instagram => &mut self.instagram,
            Platform::Whatsapp => &mut self.whatsapp,
            Platform::Tiktok => &mut self.tiktok,
        }
    }

    fn all(&self) -> usize {
        self.facebook + self.instagram + self.whatsapp + self.tiktok
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pending, active, expired, error, disconnected } = self;
        let counts = [(active, "active"), (pending, "pending"), (expired, "expired"), (error, "in error")];
        listed(f, counts.into_iter().chain([(disconnected, "disconnected")]))
    }
}

impl fmt::Display for Platforms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { facebook, instagram, whatsapp, tiktok } = self;
        let counts = [(facebook, "on Facebook"), (instagram, "on Instagram"), (whatsapp, "on WhatsApp")];
        listed(f, counts.into_iter().chain([(tiktok, "on TikTok")]))
    }
}

fn listed<'a>(f: &mut fmt::Formatter<'_>, counts: impl IntoIterator<Item = (&'a usize, &'a str)>) -> fmt::Result {
    let some: Vec<_> = counts.into_iter().filter(|(count, _)| **count > 0).collect();
    let words: Vec<_> = some.iter().map(|(count, what)| format!("{count} {what}")).collect();
    f.write_str(if words.is_empty() { "none".to_owned() } else { words.join(", ") }.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-27T12:00:00Z".parse().unwrap()
    }

    fn healthy(id: &str) -> Connection {
        Connection {
            status: Status::Active,
            last_verified_at: Some(now()),
            ..Connection::sample("acme", Platform::Facebook, id, now())
        }
    }

    fn next(records: &[Connection]) -> Option<Step> {
        let mut summary = Summary::default();
        for one in records {
            summary.add(one);
        }
        summary.next(now())
    }

    #[test]
    fn what_is_worst_is_next() {
        let ending = Connection { token_expires_at: Some(now() + SignedDuration::from_hours(24)), ..healthy("2") };
        let expired = Connection { status: Status::Expired, ..healthy("3") };
        let unseen = Connection { last_verified_at: None, ..healthy("4") };
        assert_eq!(next(&[]), Some(Step::AGAIN));
        assert_eq!(next(&[healthy("1")]), None);
        assert_eq!(next(std::slice::from_ref(&unseen)), Some(Step::Verify));
        let renew = Step::Refresh { reference: ending.reference(), system_token: false };
        assert_eq!(next(&[unseen, ending.clone()]), Some(renew));
        assert_eq!(next(&[ending, expired]), Some(Connect::on(Platform::Facebook).step()));
    }

    #[test]
    fn an_open_change_comes_before_all() {
        let mut summary = Summary { open_changes: 1, ..Summary::default() };
        summary.add(&healthy("1"));
        assert_eq!(summary.next(now()), Some(Step::AGAIN));
    }

    #[test]
    fn what_was_disconnected_is_counted_and_no_more() {
        let mut summary = Summary::default();
        summary.add(&Connection { status: Status::Disconnected, ..healthy("1") });
        assert_eq!((summary.counts.disconnected, summary.platforms.all()), (1, 0));
        assert_eq!((summary.soonest_end, summary.last_verified_at), (None, None));
    }
}
