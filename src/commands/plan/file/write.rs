//! The file that describes what stands. Fields and callbacks are those that Meta has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{PageEntry, PlanFile, WabaEntry, WebhookEntry};
use crate::domain::AppSubscription;
use crate::domain::{Connection, ConnectionRef, InstagramLink, PageState, Platform, WabaId, text};
use crate::flows::plan::CurrentState;
use crate::terminal::SCHEMA;

/// Makes the file.
pub(in crate::commands::plan) fn write(current: &CurrentState) -> PlanFile {
    let mut page = pages(current);
    let common = common(&page);
    if common.is_some() {
        for entry in &mut page {
            entry.fields = None;
        }
    }
    PlanFile {
        schema: Some(SCHEMA.to_owned()),
        environment: None,
        fields: common,
        page,
        waba: accounts(current),
        webhook: webhooks(current),
    }
}

/// The fields of all Pages, if they are the same.
fn common(pages: &[PageEntry]) -> Option<Vec<String>> {
    let first = pages.first()?.fields.as_ref()?;
    pages.iter().all(|page| page.fields.as_ref() == Some(first)).then(|| first.clone())
}

fn pages(current: &CurrentState) -> Vec<PageEntry> {
    let on_pages = current.records.iter().filter(|one| one.platform == Platform::Instagram);
    let behind: HashMap<&ConnectionRef, &Connection> =
        on_pages.filter_map(|one| Some((one.parent.as_ref()?, one))).collect();
    let entry = |page: &Connection| {
        let reference = page.reference();
        let seen = current.pages.get(&page.platform_user_id);
        let fields: BTreeSet<_> = seen.map_or(&page.webhook_fields, |seen| &seen.fields).iter().cloned().collect();
        // What Meta shows behind the Page no more does not stand.
        let stands = |one: &&&Connection| {
            let shown = |seen: &PageState| matches!(&seen.instagram, InstagramLink::Linked { id, .. } if *id == one.platform_user_id);
            seen.is_none_or(shown)
        };
        PageEntry {
            name: Some(text::shown(&page.title())),
            instagram: behind.get(&reference).filter(stands).map(|one| one.reference()),
            fields: (!fields.is_empty()).then(|| fields.into_iter().collect()),
            reference,
        }
    };
    current.records.iter().filter(|one| one.platform == Platform::Facebook).map(entry).collect()
}

/// Objects that are nothing of ours are left alone, as everything is that the file does not name.
fn webhooks(current: &CurrentState) -> Vec<WebhookEntry> {
    let entry = |one: &AppSubscription| {
        Some(WebhookEntry {
            object: one.object.parse().ok()?,
            callback_url: one.callback_url.clone()?,
            fields: Some(one.fields.clone()),
        })
    };
    current.webhooks.iter().filter_map(entry).collect()
}

fn accounts(current: &CurrentState) -> Vec<WabaEntry> {
    let mut numbers: BTreeMap<&str, Vec<ConnectionRef>> = BTreeMap::new();
    for one in current.records.iter().filter(|one| one.platform == Platform::Whatsapp) {
        let Some(waba) = &one.waba_id else { continue };
        let own = numbers.entry(waba).or_default();
        if !one.awaits_number() {
            own.push(one.reference());
        }
    }
    let entry = |(id, numbers): (&str, Vec<ConnectionRef>)| WabaEntry {
        id: id.to_owned(),
        callback_url: current.accounts.get(&WabaId::new(id)).cloned().flatten(),
        numbers,
    };
    numbers.into_iter().map(entry).collect()
}
