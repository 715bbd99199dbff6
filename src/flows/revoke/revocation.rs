//! The steps of leaving, each for all connections together: off the platform, unsubscribed, permissions back, closed.

use std::collections::{HashMap, HashSet};

use futures_util::StreamExt as _;
use futures_util::stream;

use super::{RevokeOptions, RevokeOutcome, Revoked};
use crate::domain::{Connection, ConnectionRef, Grant, Platform, Secret, Status, SubscriptionTarget, TokenKind, text};
use crate::error::Failure;
use crate::flows::siblings::of_person;
use crate::flows::unsubscribe::{Unsubscribed, unproven, unsubscribe};
use crate::flows::{Tools, whatsapp};
use crate::store::Outcome;

/// Pages and accounts that are left at the same time.
const CONCURRENCY: usize = 8;

/// What leaves and what stays.
pub(super) struct Revocation<'a> {
    pub(super) tools: &'a Tools<'a>,
    pub(super) connections: &'a [Connection],
    pub(super) staying: Vec<Connection>,
    pub(super) grants: Vec<Grant>,
    pub(super) options: RevokeOptions,
}

/// Whether the subscription was proven to have ended, and why not.
type Left = (bool, Option<String>);

pub(super) type Outcomes<'a> = Vec<(&'a Connection, Result<Revoked, Failure>)>;

impl<'a> Revocation<'a> {
    /// Takes numbers off the platform where that was wished, and unsubscribes each Page and account once, many at the
    /// same time.
    pub(super) async fn unsubscribe(&self) -> Outcomes<'a> {
        let mut targets: Vec<(SubscriptionTarget<'_>, &Connection)> = Vec::new();
        let mut seen = HashSet::new();
        for connection in self.connections {
            if seen.insert(connection.subscription_target()) {
                targets.push((connection.subscription_target(), connection));
            }
        }
        let numbers: HashMap<ConnectionRef, _> = self.deregister().await;
        let answers = stream::iter(targets).map(|(target, connection)| async move {
            let answer = self.leave(target, connection).await;
            self.tools.reporter.advance(1);
            (target, answer)
        });
        let answers: HashMap<SubscriptionTarget<'_>, _> = answers.buffer_unordered(CONCURRENCY).collect().await;
        let outcomes = |connection: &'a Connection| {
            let left = answers[&connection.subscription_target()].clone();
            let number = numbers.get(&connection.reference()).cloned().unwrap_or(Ok((false, None)));
            let end = left.and_then(|left| Ok(revoked(connection, left, number?)));
            (connection, end)
        };
        self.connections.iter().map(outcomes).collect()
    }

    /// Before the account is unsubscribed, while its token works for sure.
    async fn deregister(&self) -> HashMap<ConnectionRef, Result<(bool, Option<String>), Failure>> {
        let numbers = self.connections.iter().filter(|one| one.platform == Platform::Whatsapp);
        let numbers = numbers.filter(|one| !self.options.local_only && !one.awaits_number());
        let ends = stream::iter(numbers).map(|one| async move {
            if let Some(other) = self.staying.iter().find(|other| other.reference() == one.reference()) {
                let words = format!("the number stays registered: {} still needs it", self.named(other));
                return (one.reference(), Ok((false, Some(words))));
            }
            let token = self.token_of(one).await;
            (one.reference(), whatsapp::deregister(self.tools, one, token.as_ref()).await)
        });
        ends.buffer_unordered(CONCURRENCY).collect().await
    }

    /// A token that cannot be read is no obstacle: the app may unsubscribe Pages by itself.
    async fn token_of(&self, connection: &Connection) -> Option<Secret> {
        self.tools.token(connection).await.ok().flatten()
    }

    /// Whether a connection that stays has the same token: on the same Page, or of the same signup.
    pub(super) async fn is_shared(&self, connection: &Connection) -> Result<bool, Failure> {
        let own = |other: &&Connection| {
            let (one, both) = (connection.subscription_target(), (connection.platform, other.platform));
            let near = one == other.subscription_target() || both == (Platform::Whatsapp, Platform::Whatsapp);
            other.profile == connection.profile && near
        };
        let Some(token) = self.token_of(connection).await else { return Ok(false) };
        for other in self.staying.iter().filter(own) {
            if self.tools.living_token(other).await?.as_ref() == Some(&token) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn leave(&self, target: SubscriptionTarget<'_>, connection: &Connection) -> Result<Left, Failure> {
        if self.options.local_only {
            let words = "nothing was changed at Meta: its subscription and permissions may still stand";
            return Ok((false, Some(words.to_owned())));
        }
        if let Some(sibling) = self.staying.iter().find(|other| other.subscription_target() == target) {
            let what = if matches!(target, SubscriptionTarget::Page(_)) { "Page" } else { "account" };
            let words = format!("the {what} stays subscribed: {} still needs it", self.named(sibling));
            return Ok((false, Some(words)));
        }
        let token = self.token_of(connection).await;
        Ok(match unsubscribe(self.tools, target, token.as_ref()).await? {
            Unsubscribed::Proven => (true, None),
            Unsubscribed::Gone(words) | Unsubscribed::OutOfReach(words) => (false, Some(words.to_owned())),
        })
    }

    /// Takes a person's permissions back if no connection of their login stays and all that leave are unsubscribed.
    pub(super) async fn revoke_permissions(&self, outcomes: &mut Outcomes<'_>) -> Result<(), Failure> {
        for grant in self.grants.iter().filter(|grant| self.is_last(&grant.id)) {
            let mut own: Vec<_> =
                outcomes.iter_mut().filter(|(one, _)| one.grant_id.as_ref() == Some(&grant.id)).collect();
            let whole = own.iter().all(|(_, end)| end.is_ok());
            if own.is_empty() || !whole || self.options.local_only {
                continue;
            }
            if self.options.keep_permissions {
                note(&mut own, |one| one.remarks.push("the person's permissions were kept, as asked".to_owned()));
                continue;
            }
            // Meta knows one grant of a person for the app, whichever profile it came by.
            if let Some(other) = of_person(self.tools, &self.staying, &grant.person.id).await? {
                let words = format!("the person's permissions stay: {} still needs them", self.named(other));
                note(&mut own, |one| one.remarks.push(words.clone()));
                continue;
            }
            let failure = match self.tools.meta.revoke_permissions(&grant.person.id).await {
                Ok(true) => {
                    note(&mut own, |one| one.permissions_deleted = true);
                    continue;
                }
                Ok(false) => unproven("the permissions"),
                Err(trouble) if grant.token_kind == TokenKind::SystemUser && !trouble.passes() => {
                    note(&mut own, |one| one.remarks.push(BY_THE_BUSINESS.to_owned()));
                    continue;
                }
                Err(trouble) => Failure::from(trouble).during("the permissions could not be taken back"),
            };
            for (_, end) in &mut own {
                *end = Err(failure.clone());
            }
        }
        Ok(())
    }

    /// A connection that stays, with its profile where that is another.
    fn named(&self, one: &Connection) -> String {
        let elsewhere =
            (one.profile != self.tools.profile).then(|| format!(" of profile {}", text::shown(&one.profile)));
        format!("{}{}", one.reference(), elsewhere.unwrap_or_default())
    }

    fn is_last(&self, grant_id: &str) -> bool {
        !self.staying.iter().any(|one| one.grant_id.as_deref() == Some(grant_id))
    }

    /// Closes the records of what went well.
    pub(super) async fn close(&self, outcomes: Outcomes<'_>) -> Result<RevokeOutcome, Failure> {
        let (mut report, mut records, mut log) = (RevokeOutcome::default(), Vec::new(), Vec::new());
        for (connection, end) in outcomes {
            match end {
                Ok(done) => {
                    let detail = (!done.remarks.is_empty()).then(|| done.remarks.join("; "));
                    log.push(self.tools.action("revoke", Some(&done.reference), Outcome::Done, detail));
                    records.push(self.closed(connection));
                    report.revoked.push(done);
                }
                Err(failure) => report.failed.push((connection.reference(), connection.title().into_owned(), failure)),
            }
        }
        self.tools.store.settle(&records, &log).await?;
        for number in records.iter().filter(|one| one.platform == Platform::Whatsapp) {
            let had_pin = whatsapp::forget(self.tools, number).await?;
            for done in report.revoked.iter_mut().filter(|done| had_pin && done.reference == number.reference()) {
                done.remarks.push(PIN_FORGOTTEN.to_owned());
            }
        }
        Ok(report)
    }

    fn closed(&self, connection: &Connection) -> Connection {
        Connection {
            status: Status::Disconnected,
            sealed: None,
            error_message: None,
            webhook_fields: Vec::new(),
            updated_at: self.tools.now(),
            ..connection.clone()
        }
    }
}

/// The number keeps its two-step verification, whoever remembers the PIN.
const PIN_FORGOTTEN: &str = "its PIN is forgotten here; WhatsApp Manager > Two-step verification sets another";

/// Where a business takes back what it gave to the app.
const BY_THE_BUSINESS: &str = "the permissions stay: the business takes them back in Business settings > Integrations > \
                               Connected apps";

fn revoked(connection: &Connection, left: Left, number: (bool, Option<String>)) -> Revoked {
    Revoked {
        reference: connection.reference(),
        name: connection.title().into_owned(),
        unsubscribed: left.0,
        deregistered: number.0,
        permissions_deleted: false,
        secret_deleted: false,
        remarks: left.1.into_iter().chain(number.1).collect(),
    }
}

fn note(own: &mut [&mut (&Connection, Result<Revoked, Failure>)], mut change: impl FnMut(&mut Revoked)) {
    own.iter_mut().filter_map(|(_, end)| end.as_mut().ok()).for_each(&mut change);
}
