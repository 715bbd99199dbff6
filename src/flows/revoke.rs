//! Revoking: unsubscribe, take the permissions back, close the record, forget the secret, in that order, because after
//! the second step the Page's token is dead and after the last nobody could ask Meta any more.
//!
//! A Page's or an account's subscription stays while another connection stands on it, and a person's permissions stay
//! while another connection came out of the same login.

use std::collections::{HashMap, HashSet};

use futures_util::StreamExt as _;
use futures_util::stream;

use super::whatsapp::{self, Leave};
use crate::domain::{
    Cause, Change, Connection, ConnectionRef, Grant, Platform, Status, TokenKind, Trouble, Verb, WabaId,
};
use crate::error::{Failure, Kind};
use crate::flows::{Tools, grants};
use crate::store::Filter;

/// Pages and accounts that are left at the same time.
const AT_ONCE: usize = 8;

/// How to revoke.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Leave the person's permissions alone.
    pub keep_permissions: bool,
    /// Touch nothing at the platform.
    pub local_only: bool,
    /// Take WhatsApp numbers off the platform.
    pub deregister: bool,
}

/// What was done for one connection; each `true` was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that was read back")]
pub struct Revoked {
    /// The connection.
    pub reference: ConnectionRef,
    /// Its name.
    pub name: String,
    /// The Page or the WhatsApp account no longer sends webhooks to the app.
    pub unsubscribed: bool,
    /// The WhatsApp number is off the platform.
    pub deregistered: bool,
    /// The person's permissions are taken back.
    pub permissions_deleted: bool,
    /// The secret is gone from the secret store.
    pub secret_deleted: bool,
    /// Why something was left as it is.
    pub remarks: Vec<String>,
}

/// How it ended.
#[derive(Debug, Default)]
pub struct Report {
    /// Revoked connections.
    pub revoked: Vec<Revoked>,
    /// What failed; its change stays open for the next run.
    pub failed: Vec<(ConnectionRef, String, Failure)>,
}

/// Revokes `connections`. Call it under the lock, after [`super::recover::recover`].
pub async fn revoke(tools: &Tools<'_>, connections: &[Connection], options: Options) -> Result<Report, Failure> {
    for number in connections.iter().filter(|one| one.platform == Platform::Whatsapp) {
        whatsapp::wish_deregister(tools, number, options.deregister && !options.local_only).await?;
    }
    let changes: Vec<_> = connections.iter().map(|connection| change(tools, connection, options)).collect();
    let records: Vec<_> = connections.iter().map(|connection| leaving(tools, connection)).collect();
    tools.store.begin(&[], &changes, &records).await?;
    let (mut report, proven) = run(tools, connections, options).await?;
    for done in &mut report.revoked {
        prove_deleted(tools, &proven, done).await?;
    }
    Ok(report)
}

/// Goes on with the revokes that killed runs left, all of one kind together, and answers how each ended.
pub(super) async fn resume(tools: &Tools<'_>, changes: &[Change]) -> Result<Report, Failure> {
    let mut whole = Report::default();
    for options in kinds(changes) {
        let mut connections = Vec::new();
        for change in changes.iter().filter(|change| of(change) == options) {
            match tools.store.get(tools.profile, &change.reference).await? {
                Some(connection) => connections.push(connection),
                None => tools.store.abandon(change, &[]).await?,
            }
        }
        let (report, _) = run(tools, &connections, options).await?;
        whole.revoked.extend(report.revoked);
        whole.failed.extend(report.failed);
    }
    Ok(whole)
}

/// Whether a number is to be deregistered stands in a note of its own.
fn of(change: &Change) -> Options {
    Options { keep_permissions: change.keep_permissions, local_only: change.local_only, deregister: false }
}

fn kinds(changes: &[Change]) -> Vec<Options> {
    let mut kinds = Vec::new();
    for options in changes.iter().map(of) {
        if !kinds.contains(&options) {
            kinds.push(options);
        }
    }
    kinds
}

fn change(tools: &Tools<'_>, connection: &Connection, options: Options) -> Change {
    Change {
        profile: tools.profile.to_owned(),
        reference: connection.reference(),
        verb: Verb::Revoke,
        secret_name: None,
        fields: Vec::new(),
        grant_id: connection.grant_id.clone(),
        keep_permissions: options.keep_permissions,
        local_only: options.local_only,
        begun_at: tools.now(),
    }
}

/// From the first step on nobody may take it for working, whenever this run ends.
fn leaving(tools: &Tools<'_>, connection: &Connection) -> Connection {
    Connection {
        status: Status::Error,
        error_message: Some("it is being disconnected; the next snorq connect or revoke goes on with it".to_owned()),
        updated_at: tools.now(),
        ..connection.clone()
    }
}

/// What leaves and what stays.
struct Leaving<'a> {
    tools: &'a Tools<'a>,
    connections: &'a [Connection],
    staying: Vec<Connection>,
    grants: Vec<Grant>,
    options: Options,
}

type Secrets = HashMap<ConnectionRef, crate::domain::SecretName>;

/// All steps for connections whose changes are open.
async fn run(tools: &Tools<'_>, connections: &[Connection], options: Options) -> Result<(Report, Secrets), Failure> {
    let leaving = Leaving {
        tools,
        connections,
        staying: staying(tools).await?,
        grants: tools.store.grants(tools.profile).await?,
        options,
    };
    tools.steps.begin("revoking", Some(connections.len() as u64));
    let mut ended = leaving.unsubscribe().await;
    tools.steps.end();
    leaving.withdraw(&mut ended).await;
    let report = leaving.close(ended).await?;
    grants::drop_unused(tools).await?;
    tools.custody().sweep().await?;
    let named = |one: &Connection| Some((one.reference(), one.secret_name.clone()?));
    Ok((report, connections.iter().filter_map(named).collect()))
}

/// The profile's connections that are recorded, not revoked and not about to be.
async fn staying(tools: &Tools<'_>) -> Result<Vec<Connection>, Failure> {
    let open = tools.store.open_changes(tools.profile).await?;
    let revoking = open.into_iter().filter(|change| change.verb == Verb::Revoke);
    let leaving: HashSet<_> = revoking.map(|change| change.reference).collect();
    let own = Filter { profile: Some(tools.profile.to_owned()), ..Filter::default() };
    let numbers = Filter { platforms: vec![Platform::Whatsapp], ..Filter::default() };
    let mut all = tools.store.list(&own).await?;
    all.retain(|one| !leaving.contains(&one.reference()));
    // An account's subscription belongs to the app, which several profiles may share.
    let elsewhere = tools.store.list(&numbers).await?;
    all.extend(elsewhere.into_iter().filter(|one| one.profile != tools.profile));
    all.retain(|one| one.status != Status::Disconnected);
    Ok(all)
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

type Ended<'a> = Vec<(&'a Connection, Result<Revoked, Failure>)>;

impl<'a> Leaving<'a> {
    /// Takes numbers off the platform where that was wished, and unsubscribes each Page and account once, many at the
    /// same time.
    async fn unsubscribe(&self) -> Ended<'a> {
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
    async fn token_of(&self, connection: &Connection) -> Option<crate::domain::Secret> {
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

    async fn leave_page(&self, page: &str, token: Option<&crate::domain::Secret>) -> Result<Leave, Failure> {
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
    async fn withdraw(&self, ended: &mut Ended<'_>) {
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
    async fn close(&self, ended: Ended<'_>) -> Result<Report, Failure> {
        let (mut report, mut records, mut log) = (Report::default(), Vec::new(), Vec::new());
        for (connection, end) in ended {
            match end {
                Ok(done) => {
                    let detail = (!done.remarks.is_empty()).then(|| done.remarks.join("; "));
                    log.push(self.tools.action("revoke", Some(&done.reference), "done", detail));
                    records.push(self.closed(connection));
                    report.revoked.push(done);
                }
                Err(failure) => report.failed.push((connection.reference(), connection.title().to_owned(), failure)),
            }
        }
        self.tools.store.settle(&records, &log).await?;
        for number in records.iter().filter(|one| one.platform == Platform::Whatsapp) {
            whatsapp::forget(self.tools, number).await?;
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

/// Where a business takes back what it gave to the app.
const BY_THE_BUSINESS: &str = "the permissions stay: the business takes them back in Business settings > Integrations > \
                               Connected apps";

fn revoked(connection: &Connection, left: Leave, number: (bool, Option<String>)) -> Revoked {
    Revoked {
        reference: connection.reference(),
        name: connection.title().to_owned(),
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

/// A secret counts as deleted when the ledger has forgotten it, which it does only after the secret store proved it.
async fn prove_deleted(tools: &Tools<'_>, names: &Secrets, done: &mut Revoked) -> Result<(), Failure> {
    let Some(name) = names.get(&done.reference) else { return Ok(()) };
    done.secret_deleted = tools.store.ledger(name).await?.is_none();
    if !done.secret_deleted {
        done.remarks.push("the token stays in the secret store: another connection uses it".to_owned());
    }
    Ok(())
}
