//! Pages and the Instagram accounts behind them.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::logins::{Logins, reaches_page};
use super::{ApplyOutcome, ApplyRequest};
use crate::domain::hint::{Connect, Hint};
use crate::domain::{Asset, Connection, ConnectionRef, Platform, Status};
use crate::error::{Failure, Kind};
use crate::flows::connect::{self, ChosenPage, ConnectOutcome, ConnectPages};
use crate::flows::plan::{Page, Step, compare, current};
use crate::flows::resubscribe::{Resubscription, resubscribe};
use crate::flows::{Exclusive, Tools};
use crate::platforms::Login;

/// Pages that are changed together.
const BATCH: usize = 200;

/// The Pages that a plan changes.
pub(super) struct Work<'a> {
    /// Those whose own token lives and serves.
    to_change: Vec<&'a Page>,
    /// Those that need a login.
    pub(super) to_connect: Vec<&'a Page>,
    /// The records of each Page and of what stands on it.
    recorded: HashMap<&'a str, Vec<&'a Connection>>,
}

impl<'a> Work<'a> {
    pub(super) fn of(request: &ApplyRequest<'a>) -> Self {
        let subject = |step: &'a Step| match step {
            Step::Connect { reference, .. } | Step::Fields { page: reference, .. } => Some(reference),
            Step::Callback { .. } | Step::Webhook { .. } | Step::Disconnect { .. } => None,
        };
        let named: HashSet<_> = request.steps.iter().filter_map(subject).collect();
        let is_named =
            |page: &&Page| std::iter::once(&page.reference).chain(&page.instagram).any(|one| named.contains(one));
        let mut recorded: HashMap<_, Vec<_>> = HashMap::new();
        for one in &request.current.records {
            if let Some(page) = one.subscription_target().page() {
                recorded.entry(page).or_default().push(one);
            }
        }
        let seen = |page: &Page| request.current.pages.contains_key(&page.reference.platform_user_id);
        let (to_change, to_connect) =
            request.desired.pages.iter().filter(is_named).partition(|page| seen(page) && has_all(&recorded, page));
        Self { to_change, to_connect, recorded }
    }

    /// Changes the fields of Pages with the tokens that they have, which needs no login.
    pub(super) async fn with_own_tokens(
        &self,
        tools: &Exclusive<'_>,
        applied: &mut ApplyOutcome,
    ) -> Result<(), Failure> {
        tools.reporter.start("changing", Some(self.to_change.len() as u64));
        for batch in self.to_change.chunks(BATCH) {
            let mut ready = Vec::new();
            for page in batch {
                ready.extend(self.ready(tools, page).await?.map(|again| (*page, again)));
            }
            let (pages, resubscriptions): (Vec<_>, Vec<_>) = ready.into_iter().unzip();
            for (page, ended) in pages.into_iter().zip(resubscribe(tools, "apply", &resubscriptions).await?) {
                match ended {
                    Ok(records) => proven(page, records, &[], applied),
                    Err(failure) => applied.fail(&page.reference, page.name.as_deref(), failure),
                }
            }
            tools.reporter.advance(batch.len() as u64);
        }
        tools.reporter.finish();
        Ok(())
    }

    /// The Page with its token, and its Instagram accounts.
    async fn ready(&self, tools: &Tools<'_>, page: &Page) -> Result<Option<Resubscription>, Failure> {
        let id = page.reference.platform_user_id.clone();
        let (mut token, mut connections) = (None, Vec::new());
        for one in settled(&self.recorded, page) {
            let own = current::token(tools, one).await?;
            if token.is_none() && own.is_none() {
                return Ok(None);
            }
            let mut one = Connection { webhook_fields: page.fields.iter().cloned().collect(), ..one.clone() };
            match &token {
                // An account is reached with the token of its Page.
                Some(token) if own.as_ref() != Some(token) => {
                    one.sealed = Some(tools.seal(&one.owner(), token).await?);
                }
                Some(_) => {}
                None => token = own,
            }
            connections.push(one);
        }
        Ok(token.map(|token| Resubscription { page: id, token, connections }))
    }

    /// Connects with the first login that reaches each.
    pub(super) async fn connect(
        &self,
        tools: &Exclusive<'_>,
        logins: &Logins,
        applied: &mut ApplyOutcome,
    ) -> Result<(), Failure> {
        let mut left = self.to_connect.clone();
        for login in &logins.all {
            let reaches = |page: &&Page| reaches_page(&login.scopes, &login.targets, page);
            let (asked, others) = left.into_iter().partition(reaches);
            left = others;
            left.extend(self.with_login(tools, logins, login, asked, applied).await?);
        }
        for page in left {
            applied.fail(&page.reference, page.name.as_deref(), logins.page_unreached(page));
        }
        Ok(())
    }

    /// Connects what the login has a token for, and answers what it has none for.
    async fn with_login(
        &self,
        tools: &Exclusive<'_>,
        logins: &Logins,
        login: &Login,
        asked: Vec<&'a Page>,
        applied: &mut ApplyOutcome,
    ) -> Result<Vec<&'a Page>, Failure> {
        let ids: Vec<_> = asked.iter().map(|page| page.reference.platform_user_id.clone()).collect();
        if ids.is_empty() {
            return Ok(asked);
        }
        let (mut left, mut wishes, mut chosen) = (Vec::new(), Vec::new(), Vec::new());
        for (wish, found) in asked.into_iter().zip(tools.meta.pages(login, &ids).await) {
            match found {
                Ok(page) => match self.choose(wish, page) {
                    Ok(one) => {
                        wishes.push(wish);
                        chosen.push(one);
                    }
                    Err(failure) => applied.fail(&wish.reference, wish.name.as_deref(), failure),
                },
                Err(trouble) if trouble.passes() => return Err(trouble.into()),
                Err(_) => left.push(wish),
            }
        }
        if !chosen.is_empty() {
            let wanted = ConnectPages { chosen, orphaned: logins.orphaned.clone() };
            let report = connect::attach(tools, login, wanted).await?;
            settle(&wishes, report, applied);
        }
        Ok(left)
    }

    /// A Page whose Instagram account is another than the desired one is not connected. One that is recorded on the Page
    /// goes along, wished for or not: its record has the Page's token and fields.
    fn choose(&self, wish: &Page, page: Asset) -> Result<ChosenPage, Failure> {
        if let Some(account) = &wish.instagram {
            compare::is_behind(account, &wish.reference, &page.instagram)?;
        }
        let mut on_it = self.recorded.get(page.id.as_str()).into_iter().flatten();
        let recorded = on_it.any(|one| one.platform == Platform::Instagram);
        let fields = wish.fields.iter().cloned().collect();
        Ok(ChosenPage { page, instagram: wish.instagram.is_some() || recorded, fields })
    }
}

/// The records of a Page, its own first, and of the accounts on it.
fn settled<'a>(recorded: &HashMap<&str, Vec<&'a Connection>>, page: &Page) -> Vec<&'a Connection> {
    let all = recorded.get(page.reference.platform_user_id.as_str()).map(Vec::as_slice).unwrap_or_default();
    let settled = |one: &&&Connection| one.status != Status::Pending;
    let Some(own) = all.iter().filter(settled).find(|one| one.platform == Platform::Facebook) else {
        return Vec::new();
    };
    let accounts = all.iter().filter(settled).filter(|one| one.platform == Platform::Instagram);
    std::iter::once(own).chain(accounts).copied().collect()
}

/// Whether the Page, and its Instagram account if that is wished for, are recorded.
fn has_all(recorded: &HashMap<&str, Vec<&Connection>>, page: &Page) -> bool {
    let settled = settled(recorded, page);
    let account = |account: &ConnectionRef| settled.iter().any(|one| one.reference() == *account);
    !settled.is_empty() && page.instagram.as_ref().is_none_or(account)
}

fn settle(wishes: &[&Page], report: ConnectOutcome, applied: &mut ApplyOutcome) {
    applied.failed.extend(report.failed);
    let mut of_page: HashMap<ConnectionRef, Vec<Connection>> = HashMap::new();
    for one in report.connections {
        let page = one.parent.clone().unwrap_or_else(|| one.reference());
        of_page.entry(page).or_default().push(one);
    }
    for wish in wishes {
        let left_out: Vec<_> = report.left_out.iter().filter(|(page, ..)| *page == wish.reference).collect();
        let records = of_page.remove(&wish.reference).unwrap_or_default();
        let needs: Vec<_> = left_out.iter().map(|(_, _, needs)| needs.as_str()).collect();
        proven(wish, records, &needs, applied);
    }
}

/// What was connected counts; a field that Meta left out is a failure, because the plan said otherwise.
fn proven(wish: &Page, records: Vec<Connection>, needs: &[&str], applied: &mut ApplyOutcome) {
    let Some(page) = records.first() else { return };
    let has: BTreeSet<_> = page.webhook_fields.iter().cloned().collect();
    let lacks: Vec<_> = wish.fields.difference(&has).map(String::as_str).collect();
    if !lacks.is_empty() {
        let needs = if needs.is_empty() { String::new() } else { format!(": {}", needs.join("; ")) };
        let failure = Failure::new(Kind::Authorization, format!("Meta left out {}{needs}", lacks.join(", ")))
            .hint(Hint::new("grant the permission", Connect::on(Platform::Facebook).rerequest().step()))
            .hint("or take the field out of the file");
        applied.fail(&wish.reference, Some(&page.title()), failure);
    }
    applied.connected.extend(records);
}
