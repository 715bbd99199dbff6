//! Which numbers: by flag, all, or asked. A number is always chosen within its own account.

use std::collections::HashMap;

use super::super::view::Skipped;
use crate::context::Context;
use crate::domain::{Account, Connection, ConnectionRef, Number, PhoneId, Platform, Status, Typed, Unusable, text};
use crate::error::{Failure, Kind};
use crate::flows::whatsapp::DiscoveredAccounts;
use crate::prompts::{Candidate, Choice};

/// What was chosen and what was not.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Accounts with their chosen numbers; without any, the account itself is recorded.
    pub(super) chosen: Vec<Account>,
    /// What could be connected and was not chosen.
    left: Vec<(Account, Option<Number>)>,
}

impl Selection {
    /// What was left, for the document.
    pub(super) fn skipped(&self) -> Vec<Skipped> {
        let one = |(account, number): &(Account, Option<Number>)| {
            let id = number.as_ref().map(|number| number.id.as_str().to_owned());
            let name = number.as_ref().map_or_else(|| account.title().to_owned(), |number| number.title().to_owned());
            Skipped::new(Platform::Whatsapp, id, name, Unusable::NotSelected)
        };
        self.left.iter().map(one).collect()
    }

    /// Until when the contacts and messages of coexistence numbers can be taken over.
    pub(super) fn deadlines(&self) -> Vec<String> {
        let numbers = self.chosen.iter().flat_map(|account| &account.numbers).filter(|number| number.coexists);
        let line = |number: &Number| {
            let until =
                number.sync_deadline().map_or_else(|| "24 hours after its signup".to_owned(), |at| at.to_string());
            format!(
                "{} lives in the WhatsApp Business app too and is not registered; its contacts and messages can be taken \
                 over until {until}, after which the customer has to sign up anew",
                text::shown(number.title())
            )
        };
        numbers.map(line).collect()
    }
}

/// Chooses among what was found.
pub(super) fn select(
    cx: &Context,
    wabas: &[String],
    phones: &[String],
    all: bool,
    found: DiscoveredAccounts,
) -> Result<Selection, Failure> {
    let refused = &found.accounts.refused;
    if let Some((_, refused)) = refused.iter().find(|(id, _)| wabas.iter().any(|waba| id.as_str() == waba)) {
        return Err(refused.clone().into());
    }
    let accounts = within(wabas, found.accounts.accounts)?;
    if !phones.is_empty() {
        return by_name(phones, accounts).map_err(|failure| match (failure.kind, refused.first()) {
            // What a refused list did not show may be there all the same.
            (Kind::NotFound, Some((_, refused))) => refused.clone().into(),
            _ => failure,
        });
    }
    let named_alone = !wabas.is_empty() && accounts.iter().all(|account| account.numbers.is_empty());
    if all || named_alone {
        return Ok(Selection { chosen: accounts, left: Vec::new() });
    }
    ask(cx, accounts, &found.known)
}

/// What waited, and of an account that waited for its number, the one that has come or is named; of several, those that are
/// chosen.
pub(super) fn waiting(
    cx: &Context,
    waiting: &[Connection],
    phones: &[String],
    all: bool,
    found: DiscoveredAccounts,
) -> Result<Selection, Failure> {
    let is = |account: &Account, one: &Connection| one.waba_id.as_deref() == Some(account.id.as_str());
    let picked = |account: &Account, number: Option<&Number>| {
        waiting.iter().filter(|one| is(account, one)).any(|one| match number {
            None => one.awaits_number(),
            Some(number) if one.awaits_number() => {
                phones.is_empty() || phones.iter().any(|phone| Typed::new(phone).means(&number.names()))
            }
            Some(number) => one.platform_user_id == number.id.as_str(),
        })
    };
    let waits = |account: &Account| waiting.iter().any(|one| is(account, one) && one.awaits_number());
    let is_open = |account: &Account| !all && phones.is_empty() && account.numbers.len() > 1 && waits(account);
    let (open, settled) = found.accounts.accounts.into_iter().partition(is_open);
    let mut selection = Selection { left: Vec::new(), ..split(settled, picked) };
    if !Vec::is_empty(&open) {
        selection.chosen.extend(ask(cx, open, &found.known)?.chosen);
    }
    Ok(selection)
}

/// The accounts that `--waba` names.
fn within(wabas: &[String], accounts: Vec<Account>) -> Result<Vec<Account>, Failure> {
    for waba in wabas {
        if accounts.iter().any(|account| account.id.as_str() == waba) {
            continue;
        }
        let waba = text::shown(waba);
        let business = accounts.iter().any(|one| one.business.as_ref().is_some_and(|id| id.as_str() == waba));
        let failure = Failure::not_found(format!("this login reaches no WhatsApp account {waba}"));
        let reached: Vec<_> = accounts.iter().map(label_of_account).collect();
        let failure = failure.hint(format!("it reaches: {}", reached.join(", ")));
        return Err(if business { failure.hint(format!("{waba} is the business portfolio's id")) } else { failure });
    }
    Ok(accounts
        .into_iter()
        .filter(|account| wabas.is_empty() || wabas.iter().any(|waba| account.id.as_str() == waba))
        .collect())
}

fn by_name(phones: &[String], accounts: Vec<Account>) -> Result<Selection, Failure> {
    let mut ids = Vec::new();
    for phone in phones {
        ids.push(the_one(phone, &accounts)?);
    }
    Ok(split(accounts, |_, number| number.is_some_and(|number| ids.contains(&number.id))))
}

/// The id of the one number that `phone` means.
fn the_one(phone: &str, accounts: &[Account]) -> Result<PhoneId, Failure> {
    let numbers = accounts.iter().flat_map(|account| &account.numbers);
    match Typed::new(phone).among(numbers, Number::names).as_slice() {
        [one] => Ok(one.id.clone()),
        [] => {
            let all: Vec<_> =
                accounts.iter().flat_map(|one| one.numbers.iter().map(|number| label(one, number))).collect();
            let all = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
            let message = format!("no account of this login has a number '{}'", text::shown(phone));
            Err(Failure::not_found(message).hint(format!("the numbers are: {all}")))
        }
        several => {
            let ids: Vec<_> = several.iter().map(|number| format!("--phone {}", number.id)).collect();
            Err(Failure::usage(format!("'{}' names {} numbers", text::shown(phone), several.len()))
                .hint(format!("name one by its id: {}", ids.join(" or "))))
        }
    }
}

/// Parts what `picked` says yes to from the rest.
fn split(accounts: Vec<Account>, picked: impl Fn(&Account, Option<&Number>) -> bool) -> Selection {
    let mut selection = Selection::default();
    for account in accounts {
        let bare = Account { numbers: Vec::new(), ..account.clone() };
        if account.numbers.is_empty() {
            if picked(&account, None) {
                selection.chosen.push(account);
            } else {
                selection.left.push((account, None));
            }
            continue;
        }
        let (chosen, left): (Vec<_>, Vec<_>) =
            account.numbers.iter().cloned().partition(|number| picked(&account, Some(number)));
        selection.left.extend(left.into_iter().map(|number| (bare.clone(), Some(number))));
        if !chosen.is_empty() {
            selection.chosen.push(Account { numbers: chosen, ..bare });
        }
    }
    selection
}

fn ask(cx: &Context, accounts: Vec<Account>, known: &HashMap<ConnectionRef, Status>) -> Result<Selection, Failure> {
    let mut options = Vec::new();
    let mut keys = Vec::new();
    for account in &accounts {
        if account.numbers.is_empty() {
            keys.push((account.id.clone(), None));
            let label = format!("{}  no number yet: record it and wait", label_of_account(account));
            options.push(candidate(account.id.as_str(), label, None));
        }
        for number in &account.numbers {
            keys.push((account.id.clone(), Some(number.id.clone())));
            let reference = ConnectionRef::new(Platform::Whatsapp, number.id.as_str());
            let status = known.get(&reference).filter(|status| **status != Status::Disconnected);
            let note = status.map(|status| format!("recorded: {}", status.as_str().to_ascii_lowercase()));
            options.push(candidate(number.id.as_str(), described(account, number), note));
        }
    }
    // One is what the signup was made for.
    if let [only] = options.as_mut_slice() {
        only.preselected = true;
    }
    let picked = cx.prompts.choose(&Choice { prompt: "Numbers to connect", flag: "--phone", options: &options })?;
    if picked.is_empty() {
        return Err(Failure::declined("no number was chosen; nothing was recorded"));
    }
    let chosen: Vec<_> = picked.into_iter().map(|index| keys[index].clone()).collect();
    Ok(split(accounts, |account, number| chosen.contains(&(account.id.clone(), number.map(|one| one.id.clone())))))
}

fn candidate(key: &str, label: String, note: Option<String>) -> Candidate {
    Candidate { key: key.to_owned(), label, note, disabled: None, preselected: false }
}

/// Number, id and account, always all: two numbers may look alike.
fn label(account: &Account, number: &Number) -> String {
    let name = number.name.as_deref().map(|name| format!(" {}", text::shown(name))).unwrap_or_default();
    format!("{}{name} ({}) of {}", text::shown(number.title()), number.id, text::shown(account.title()))
}

fn label_of_account(account: &Account) -> String {
    format!("{} ({})", text::shown(account.title()), text::shown(account.id.as_str()))
}

/// Everything that helps to choose.
fn described(account: &Account, number: &Number) -> String {
    let said = |what: &str, word: &Option<String>| {
        word.as_deref().map(|word| format!("{what}{}", text::shown(&word.replace('_', " ").to_lowercase())))
    };
    let coexists = number.coexists.then(|| "in the WhatsApp Business app too".to_owned());
    let facts = [
        Some(number.verification.words().to_owned()),
        said("quality ", &number.quality),
        said("name ", &number.name_status),
        said("", &number.platform),
        said("", &number.state),
        coexists,
    ];
    format!("{}  {}", label(account, number), facts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
