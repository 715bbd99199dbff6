//! The steps of leaving, each for all connections together: off the platform, unsubscribed, permissions back, closed.

use std::collections::{HashMap, HashSet};

use futures_util::StreamExt as _;
use futures_util::stream;

use super::{Options, Report, Revoked};
use crate::domain::{Cause, Connection, ConnectionRef, Grant, Platform, Secret, Status, TokenKind, Trouble, WabaId};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::flows::whatsapp::{self, Leave};

/// Pages and accounts that are left at the same time.
const AT_ONCE: usize = 8;

/// What leaves and what stays.
pub(super) struct Leaving<'a> {
    pub(super) tools: &'a Tools<'a>,
    pub(super) connections: &'a [Connection],
    pub(super) staying: Vec<Connection>,
    pub(super) grants: Vec<Grant>,
    pub(super) options: Options,
}

/// What is subscribed for a connection: the Page that it is or stands on, or the WhatsApp account of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Ground<'a> {
    Page(&'a str),
    Account(&'a str),
}

fn ground_of(connection: &Connection) -> Ground<'_> {
    match (&connection.parent, connection.platform) {
        (Some(parent), Platform::Instagram) => Ground::Page(&parent.platform_user_id),
        (_, Platform::Whatsapp) => Ground::Account(connection.waba_id.as_deref().unwrap_or_default()),
        _ => Ground::Page(&connection.platform_user_id),
    }
}

pub(super) type Ended<'a> = Vec<(&'a Connection, Result<Revoked, Failure>)>;

impl<'a> Leaving<'a> {
    /// Takes numbers off the platform where that was wished, and unsubscribes each Page and account once, many at the
    /// same time.
    pub(super) async fn unsubscribe(&self) -> Ended<'a> {
        let mut grounds: Vec<(Ground<'_>, &Connection)> = Vec::new();
        let mut seen = HashSet::new();
        for connection in self.connections {
            if seen.insert(ground_of(connection)) {
                grounds.push((ground_of(connection), connection));
            }
        }
        let numbers: HashMap<ConnectionRef, _> = self.deregister().await;
        let answers = stream::iter(grounds).map(|(ground, connection)| async move {
            let answer = self.leave(ground, connection).await;
            self.tools.steps.advance(1);
            (ground, answer)
        });
        let answers: HashMap<Ground<'_>, _> = answers.buffer_unordered(AT_ONCE).collect().await;
        let ended = |connection: &'a Connection| {
            let left = answers[&ground_of(connection)].clone();
            let number = numbers.get(&connection.reference()).cloned().unwrap_or(Ok((false, None)));
            let end = left.and_then(|left| Ok(revoked(connection, left, number?)));
            (connection, end)
        };
        self.connections.iter().map(ended).collect()
    }

    /// Before the account is unsubscribed, while its token works for sure.
    async fn deregister(&self) -> HashMap<ConnectionRef, Result<(bool, Option<String>), Failure>> {
        let numbers = self.connections.iter().filter(|one| one.platform == Platform::Whatsapp);
        let numbers = numbers.filter(|one| !self.options.local_only && !whatsapp::number_pending(one));
        let ends = stream::iter(numbers).map(|one| async move {
            let token = self.token_of(one).await;
            (one.reference(), whatsapp::deregister(self.tools, one, token.as_ref()).await)
        });
        ends.buffer_unordered(AT_ONCE).collect().await
    }

    /// A token that cannot be read is no obstacle: the app may unsubscribe Pages by itself.
    async fn token_of(&self, connection: &Connection) -> Option<Secret> {
        match &connection.secret_name {
            Some(name) => self.tools.custody().fetch(name).await.ok(),
            None => None,
        }
    }

    async fn leave(&self, ground: Ground<'_>, connection: &Connection) -> Result<Leave, Failure> {
        let left = |remark: String| Ok(Leave { proven: false, remark: Some(remark) });
        if self.options.local_only {
            return left("nothing was changed at Meta: its subscription and permissions may still stand".to_owned());
        }
        if let Some(sibling) = self.staying.iter().find(|other| ground_of(other) == ground) {
            let what = if matches!(ground, Ground::Page(_)) { "Page" } else { "account" };
            return left(format!("the {what} stays subscribed: {} still needs it", sibling.reference()));
        }
        let token = self.token_of(connection).await;
        match ground {
            Ground::Page(page) => self.leave_page(page, token.as_ref()).await,
            Ground::Account(waba) => Leave::account(self.tools, &WabaId::new(waba), token.as_ref()).await,
        }
    }

    async fn leave_page(&self, page: &str, token: Option<&Secret>) -> Result<Leave, Failure> {
        match self.tools.connector.unsubscribe(page, token).await {
            Err(Trouble { cause: Cause::Gone, .. }) => {
                Ok(Leave { proven: false, remark: Some("Meta shows no such Page any more".to_owned()) })
            }
            Err(trouble) => Err(trouble.into()),
            Ok(true) => Ok(Leave { proven: true, remark: None }),
            Ok(false) => Err(unproven("the subscription")),
        }
    }

    /// Takes a person's permissions back if no connection of their login stays and all that leave are unsubscribed.
    pub(super) async fn withdraw(&self, ended: &mut Ended<'_>) {
        for grant in self.grants.iter().filter(|grant| self.is_last(&grant.id)) {
            let mut own: Vec<_> =
                ended.iter_mut().filter(|(one, _)| one.grant_id.as_ref() == Some(&grant.id)).collect();
            let whole = own.iter().all(|(_, end)| end.is_ok());
            if own.is_empty() || !whole || self.options.local_only {
                continue;
            }
            if self.options.keep_permissions {
                note(&mut own, |one| one.remarks.push("the person's permissions were kept, as asked".to_owned()));
                continue;
            }
            let failure = match self.tools.connector.withdraw(&grant.person.id).await {
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
    }

    fn is_last(&self, grant_id: &str) -> bool {
        !self.staying.iter().any(|one| one.grant_id.as_deref() == Some(grant_id))
    }

    /// Closes the records of what went well.
    pub(super) async fn close(&self, ended: Ended<'_>) -> Result<Report, Failure> {
        let (mut report, mut records, mut log) = (Report::default(), Vec::new(), Vec::new());
        for (connection, end) in ended {
            match end {
                Ok(done) => {
                    let detail = (!done.remarks.is_empty()).then(|| done.remarks.join("; "));
                    log.push(self.tools.action("revoke", Some(&done.reference), "done", detail));
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
            secret_name: None,
            error_message: None,
            webhook_fields: Vec::new(),
            updated_at: self.tools.now(),
            ..connection.clone()
        }
    }
}

/// A yes that does not show when it is read back is none: the connection stays, and the next run tries again.
fn unproven(what: &str) -> Failure {
    Failure::new(Kind::Failed, format!("Meta said yes, but still shows {what}"))
        .hint("run the same command again in a few minutes; --local-only gives up on Meta's side")
}

/// The number keeps its two-step verification, whoever remembers the PIN.
const PIN_FORGOTTEN: &str = "its PIN is forgotten here; WhatsApp Manager > Two-step verification sets another";

/// Where a business takes back what it gave to the app.
const BY_THE_BUSINESS: &str = "the permissions stay: the business takes them back in Business settings > Integrations > \
                               Connected apps";

fn revoked(connection: &Connection, left: Leave, number: (bool, Option<String>)) -> Revoked {
    Revoked {
        reference: connection.reference(),
        name: connection.title().into_owned(),
        unsubscribed: left.proven,
        deregistered: number.0,
        permissions_deleted: false,
        secret_deleted: false,
        remarks: left.remark.into_iter().chain(number.1).collect(),
    }
}

fn note(own: &mut [&mut (&Connection, Result<Revoked, Failure>)], mut change: impl FnMut(&mut Revoked)) {
    own.iter_mut().filter_map(|(_, end)| end.as_mut().ok()).for_each(&mut change);
}
