//! The desired state against the current one, as a list of steps. Asks nobody.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Account, CurrentState, DesiredState, Page, Step, Webhook};
use crate::domain::AppSubscription;
use crate::domain::hint::{self, Hint};
use crate::domain::{Connection, ConnectionRef, InstagramLink, Status, WabaId, is_same_address};
use crate::error::Failure;
use crate::flows::webhooks::{self, Difference};
use crate::flows::whatsapp;

/// What has to change so that `current` becomes `desired`. What is not wished for stays, unless `prune`. A wish that
/// contradicts what Meta shows is refused.
pub fn compare(desired: &DesiredState, current: &CurrentState, prune: bool) -> Result<Vec<Step>, Failure> {
    let records = current.records.iter().map(|one| (one.reference(), one)).collect();
    let comparison = Comparison { current, records, prune };
    let mut steps = Vec::new();
    for page in &desired.pages {
        steps.extend(comparison.page(page)?);
    }
    steps.extend(desired.accounts.iter().flat_map(|account| comparison.account(account)));
    steps.extend(desired.webhooks.iter().filter_map(|wish| webhook(wish, &current.webhooks)));
    if prune {
        steps.extend(comparison.unnamed(desired));
    }
    Ok(steps)
}

/// What stands, by name.
struct Comparison<'a> {
    current: &'a CurrentState,
    records: HashMap<ConnectionRef, &'a Connection>,
    prune: bool,
}

impl Comparison<'_> {
    fn page(&self, wish: &Page) -> Result<Vec<Step>, Failure> {
        let record = self.records.get(&wish.reference);
        let seen = self.current.pages.get(&wish.reference.platform_user_id);
        let name = record.map(|one| one.title().into_owned()).or_else(|| wish.name.clone());
        let mut steps = Vec::new();
        match seen.filter(|_| record.is_some_and(|one| one.status == Status::Active)) {
            None => steps.push(Step::Connect {
                reference: wish.reference.clone(),
                name,
                again: record.is_some(),
                fields: wish.fields.iter().cloned().collect(),
            }),
            Some(seen) => steps.extend(fields(wish, name, &seen.fields.iter().cloned().collect())),
        }
        if let Some(account) = &wish.instagram {
            if let Some(seen) = seen {
                is_behind(account, &wish.reference, &seen.instagram)?;
            }
            steps.extend(self.instagram(account, &wish.reference));
        }
        Ok(steps)
    }

    fn instagram(&self, account: &ConnectionRef, page: &ConnectionRef) -> Option<Step> {
        let record = self.records.get(account);
        let stands = record.is_some_and(|one| one.status == Status::Active && one.parent.as_ref() == Some(page));
        (!stands).then(|| self.connect(account.clone()))
    }

    fn connect(&self, reference: ConnectionRef) -> Step {
        let name = self.records.get(&reference).map(|one| one.title().into_owned());
        Step::Connect { reference, again: name.is_some(), name, fields: Vec::new() }
    }

    fn account(&self, wish: &Account) -> Vec<Step> {
        let live = self.current.accounts.get(&wish.id);
        let subscribed = live.is_some();
        let mut steps: Vec<_> = numbers(wish)
            .into_iter()
            .filter(|number| !(subscribed && self.number_stands(number, &wish.id)))
            .map(|number| self.connect(number))
            .collect();
        let from = live.cloned().flatten();
        let changes = match &wish.callback {
            Some(wish) => from.as_ref().is_none_or(|from| !is_same_address(from, wish)),
            None => self.prune && from.is_some(),
        };
        if changes {
            steps.push(Step::Callback { account: wish.id.clone(), from, to: wish.callback.clone() });
        }
        steps
    }

    /// A number that waits for something, such as its registration, is as connected as can be without a person.
    fn number_stands(&self, number: &ConnectionRef, account: &WabaId) -> bool {
        self.records.get(number).is_some_and(|one| {
            one.waba_id.as_deref() == Some(account.as_str()) && matches!(one.status, Status::Active | Status::Pending)
        })
    }

    fn unnamed(&self, desired: &DesiredState) -> Vec<Step> {
        let pages = desired.pages.iter().flat_map(|page| std::iter::once(&page.reference).chain(&page.instagram));
        let mut named: HashSet<_> = pages.cloned().collect();
        for account in &desired.accounts {
            // Where an account waited for a number that is named now, its place goes by itself.
            named.insert(whatsapp::waiting(&account.id));
            named.extend(account.numbers.iter().cloned());
        }
        let unnamed = self.current.records.iter().filter(|one| !named.contains(&one.reference()));
        unnamed.map(|one| Step::Disconnect { reference: one.reference(), name: one.title().into_owned() }).collect()
    }
}

/// The desired numbers that are recorded and wait for something that needs a person.
pub fn waiting<'a>(desired: &DesiredState, current: &'a CurrentState) -> Vec<&'a Connection> {
    let named: HashSet<_> = desired.accounts.iter().flat_map(numbers).collect();
    let waits = |one: &&Connection| one.status == Status::Pending && named.contains(&one.reference());
    current.records.iter().filter(waits).collect()
}

/// The refs that an account is recorded under.
pub(super) fn numbers(wish: &Account) -> Vec<ConnectionRef> {
    if wish.numbers.is_empty() { vec![whatsapp::waiting(&wish.id)] } else { wish.numbers.clone() }
}

fn webhook(wish: &Webhook, current: &[AppSubscription]) -> Option<Step> {
    let (object, before) = (wish.object, current.iter().find(|one| one.object == wish.object.as_str()));
    let wish = webhooks::wish(object, &wish.callback, wish.fields.clone(), before);
    let difference = webhooks::compare(before, &wish);
    let stands = before.is_some_and(|one| one.active) && difference == Difference::default();
    (!stands).then_some(Step::Webhook { wish, object, difference })
}

fn fields(wish: &Page, name: Option<String>, live: &BTreeSet<String>) -> Option<Step> {
    (*live != wish.fields).then(|| Step::Fields {
        page: wish.reference.clone(),
        name,
        added: wish.fields.difference(live).cloned().collect(),
        removed: live.difference(&wish.fields).cloned().collect(),
    })
}

/// Refuses a desired Instagram account that is not the one that Meta shows behind the Page.
pub(super) fn is_behind(account: &ConnectionRef, page: &ConnectionRef, link: &InstagramLink) -> Result<(), Failure> {
    let (id, why) = match link {
        InstagramLink::None => (None, ""),
        InstagramLink::Linked { id, .. } => (Some(id), ""),
        InstagramLink::NotGranted { id, .. } => (id.as_ref(), "the login leaves it out"),
        InstagramLink::NotProfessional { id, .. } => (id.as_ref(), "it is a personal account"),
    };
    let own = id == Some(&account.platform_user_id);
    let message = match id {
        Some(_) if own && why.is_empty() => return Ok(()),
        Some(_) if own => format!("{account} behind {page} cannot be connected: {why}"),
        Some(id) => format!("{account} is not the account behind {page}: Meta shows instagram:{id} there"),
        None => format!("{account} is not the account behind {page}: Meta shows none there"),
    };
    Err(Failure::not_found(message)
        .hint("mend the file, or link the account to the Page")
        .hint(Hint::new("see what is connected", hint::Step::Export)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PageState;
    use crate::domain::{Platform, TokenKind, WebhookObject};

    fn reference(text: &str) -> ConnectionRef {
        text.parse().unwrap()
    }

    /// A record in `status`: an Instagram account stands on Page 1, a number on account 2.
    fn record(text: &str, status: Status) -> Connection {
        let reference = reference(text);
        Connection {
            id: text.to_owned(),
            profile: "p".to_owned(),
            platform: reference.platform,
            platform_user_id: reference.platform_user_id,
            platform_username: None,
            platform_display_name: Some("N".to_owned()),
            sealed: None,
            token_kind: TokenKind::Page,
            token_expires_at: None,
            data_access_expires_at: None,
            scopes: Vec::new(),
            status,
            error_message: None,
            parent: (reference.platform == Platform::Instagram).then(|| ConnectionRef::new(Platform::Facebook, "1")),
            webhook_fields: Vec::new(),
            grant_id: None,
            waba_id: (reference.platform == Platform::Whatsapp).then(|| "2".to_owned()),
            business_id: None,
            last_sync_at: None,
            last_verified_at: None,
            created_at: jiff::Timestamp::UNIX_EPOCH,
            updated_at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn seen(fields: &[&str]) -> PageState {
        let instagram = InstagramLink::Linked { id: "17".to_owned(), username: None, proven: true };
        PageState { fields: fields.iter().map(|field| (*field).to_owned()).collect(), instagram, inbox: None }
    }

    /// Page 1 with its Instagram account, and a number of account 2 with a callback of its own.
    fn current() -> CurrentState {
        let records = ["facebook:1", "instagram:17", "whatsapp:3"].map(|one| record(one, Status::Active));
        CurrentState {
            records: records.into(),
            pages: HashMap::from([("1".to_owned(), seen(&["a", "b"]))]),
            accounts: HashMap::from([(WabaId::new("2"), Some("https://x".to_owned()))]),
            webhooks: Vec::new(),
        }
    }

    fn desired() -> DesiredState {
        let page = Page {
            reference: reference("facebook:1"),
            name: None,
            instagram: Some(reference("instagram:17")),
            fields: ["a", "b"].map(str::to_owned).into(),
        };
        let callback = Some("https://x".to_owned());
        let account = Account { id: WabaId::new("2"), callback, numbers: vec![reference("whatsapp:3")] };
        DesiredState { pages: vec![page], accounts: vec![account], webhooks: Vec::new() }
    }

    /// The steps in short.
    fn steps(desired: &DesiredState, current: &CurrentState, prune: bool) -> Vec<String> {
        let short = |step: &Step| match step {
            Step::Connect { reference, again, .. } => format!("{} {reference}", if *again { "again" } else { "+" }),
            Step::Fields { page, added, removed, .. } => format!("~ {page} +{added:?} -{removed:?}"),
            Step::Callback { account, from, to } => format!("~ {account} {from:?} {to:?}"),
            Step::Webhook { object, difference, .. } => {
                format!("~ {object} {:?} {}", difference.replaced, difference.added.len())
            }
            Step::Disconnect { reference, .. } => format!("- {reference}"),
        };
        compare(desired, current, prune).unwrap().iter().map(short).collect()
    }

    #[test]
    fn what_stands_as_wished_needs_nothing() {
        assert_eq!(steps(&desired(), &current(), true), [""; 0]);
        assert_eq!(steps(&DesiredState::default(), &CurrentState::default(), true), [""; 0]);
    }

    #[test]
    fn what_is_missing_is_connected_and_what_is_unnamed_goes_with_prune_only() {
        let all = ["+ facebook:1", "+ instagram:17", "+ whatsapp:3", "~ 2 None Some(\"https://x\")"];
        assert_eq!(steps(&desired(), &CurrentState::default(), false), all);
        assert_eq!(steps(&DesiredState::default(), &current(), false), [""; 0]);
        let gone = ["- facebook:1", "- instagram:17", "- whatsapp:3"];
        assert_eq!(steps(&DesiredState::default(), &current(), true), gone);
    }

    #[test]
    fn a_dead_token_or_a_broken_record_is_connected_again() {
        let dead = CurrentState { pages: HashMap::new(), ..current() };
        assert_eq!(steps(&desired(), &dead, false), ["again facebook:1"]);
        let mut broken = current();
        broken.records[0].status = Status::Error;
        broken.records[1].parent = None;
        assert_eq!(steps(&desired(), &broken, false), ["again facebook:1", "again instagram:17"]);
        let unsubscribed = CurrentState { accounts: HashMap::new(), ..current() };
        let again = ["again whatsapp:3", "~ 2 None Some(\"https://x\")"];
        assert_eq!(steps(&desired(), &unsubscribed, false), again);
    }

    #[test]
    fn fields_are_those_that_meta_has() {
        let mut drifted = current();
        drifted.pages.insert("1".to_owned(), seen(&["b", "c"]));
        assert_eq!(steps(&desired(), &drifted, false), [r#"~ facebook:1 +["a"] -["c"]"#]);
        drifted.pages.insert("1".to_owned(), seen(&[]));
        assert_eq!(steps(&desired(), &drifted, false), [r#"~ facebook:1 +["a", "b"] -[]"#]);
    }

    #[test]
    fn a_callback_that_the_file_does_not_name_goes_with_prune_only() {
        let mut desired = desired();
        desired.accounts[0].callback = None;
        assert_eq!(steps(&desired, &current(), false), [""; 0]);
        assert_eq!(steps(&desired, &current(), true), ["~ 2 Some(\"https://x\") None"]);
        desired.accounts[0].callback = Some("https://y".to_owned());
        assert_eq!(steps(&desired, &current(), false), ["~ 2 Some(\"https://x\") Some(\"https://y\")"]);
    }

    #[test]
    fn a_number_that_waits_is_as_connected_as_a_file_can_make_it() {
        let mut waits = current();
        waits.records[2].status = Status::Pending;
        assert_eq!(steps(&desired(), &waits, false), [""; 0]);
        assert_eq!(waiting(&desired(), &waits).len(), 1);
        waits.records[2].waba_id = Some("9".to_owned());
        assert_eq!(steps(&desired(), &waits, false), ["again whatsapp:3"]);
    }

    #[test]
    fn an_account_without_numbers_waits_for_one() {
        let mut desired = desired();
        desired.accounts[0].numbers.clear();
        assert_eq!(steps(&desired, &current(), false), ["+ whatsapp:waba-2"]);
        let mut waits = current();
        waits.records.push(record("whatsapp:waba-2", Status::Pending));
        assert_eq!(steps(&desired, &waits, true), ["- whatsapp:3"]);
    }

    #[test]
    fn the_apps_webhooks_are_set_once_and_keep_what_stands() {
        let (object, callback) = (WebhookObject::Instagram, "https://a".to_owned());
        let wish =
            DesiredState { webhooks: vec![Webhook { object, callback, fields: None }], ..DesiredState::default() };
        let needed = crate::platforms::inbox_fields(object).len();
        assert_eq!(steps(&wish, &CurrentState::default(), true), [format!("~ instagram None {needed}")]);
        let fields = crate::platforms::inbox_fields(object).iter().chain(&["mentions"]).map(|one| (*one).to_owned());
        let own = AppSubscription {
            object: "instagram".to_owned(),
            callback_url: Some("https://a".to_owned()),
            active: true,
            fields: fields.collect(),
        };
        let mut stands = CurrentState { webhooks: vec![own], ..CurrentState::default() };
        assert_eq!(steps(&wish, &stands, true), [""; 0]);
        stands.webhooks[0].callback_url = Some("https://b".to_owned());
        assert_eq!(steps(&wish, &stands, false), ["~ instagram Some(\"https://b\") 0"]);
        // One that Meta has switched off does not stand.
        stands.webhooks[0] =
            AppSubscription { active: false, callback_url: Some("https://a".to_owned()), ..stands.webhooks[0].clone() };
        assert_eq!(steps(&wish, &stands, false), ["~ instagram None 0"]);
    }

    #[test]
    fn another_instagram_account_is_refused() {
        let mut desired = desired();
        desired.pages[0].instagram = Some(reference("instagram:18"));
        let refused = compare(&desired, &current(), false).unwrap_err();
        assert!(refused.message.contains("Meta shows instagram:17 there"), "{refused}");
        for (link, said) in [
            (InstagramLink::None, "Meta shows none there"),
            (InstagramLink::NotGranted { id: Some("18".to_owned()), username: None }, "the login leaves it out"),
            (InstagramLink::NotProfessional { id: Some("18".to_owned()), username: None }, "a personal account"),
        ] {
            let page = reference("facebook:1");
            assert!(is_behind(&reference("instagram:18"), &page, &link).unwrap_err().message.contains(said));
        }
    }
}
