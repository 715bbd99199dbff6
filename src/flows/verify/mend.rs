//! Mending what needs no login: subscriptions that Meta ended or that lost fields.
//!
//! A connection is mended by connecting it again with the token that it has. The intent is written down as that of a
//! connect, so that a run that is killed meanwhile is finished by the next one like any other
//! ([`crate::flows::recover`]), which is also what settles half-done work.

use std::collections::BTreeSet;

use super::chosen::{Asset, asset_of};
use crate::domain::{Change, Connection, Platform, Secret, Status, Trouble, Verb};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::{Subscribe, Subscribed};

/// Subscribes the Pages of `assets` again, with every field that their connections had. Call it under the lock, after
/// recovery. What Meta refuses stays as it is; a second check tells.
pub async fn mend(tools: &Tools<'_>, assets: &[Asset]) -> Result<(), Failure> {
    tools.steps.begin("mending", Some(assets.len() as u64));
    let mut ended = Ok(());
    for wave in assets.chunks(super::WAVE) {
        ended = mend_wave(tools, wave).await;
        if ended.is_err() {
            break;
        }
        tools.steps.advance(wave.len() as u64);
    }
    tools.steps.end();
    ended
}

/// A Page that is being mended.
struct Broken {
    page: String,
    token: Secret,
    fields: Vec<String>,
    connections: Vec<Connection>,
}

async fn mend_wave(tools: &Tools<'_>, assets: &[Asset]) -> Result<(), Failure> {
    let mut broken = Vec::new();
    for asset in assets {
        broken.extend(read(tools, asset).await?);
    }
    let changes: Vec<_> =
        broken.iter().flat_map(|page| page.connections.iter().map(|one| change(tools, page, one))).collect();
    tools.store.begin(&[], &changes, &[]).await?;
    let wishes: Vec<_> =
        broken.iter().map(|page| Subscribe { page: &page.page, token: &page.token, fields: &page.fields }).collect();
    let outcomes = tools.connector.subscribe(&wishes).await;
    for (page, outcome) in broken.iter().zip(outcomes) {
        settle(tools, page, outcome).await?;
    }
    Ok(())
}

/// The Page with all its connections, be they asked about or not: one subscription serves them all.
async fn read(tools: &Tools<'_>, asset: &Asset) -> Result<Option<Broken>, Failure> {
    let mut connections = Vec::new();
    for reference in &asset.references {
        let found = tools.store.get(tools.profile, reference).await?;
        let usable = |one: &Connection| !matches!(one.status, Status::Pending | Status::Disconnected);
        connections.extend(found.filter(usable).filter(|one| on_page(one)));
    }
    let Some(first) = connections.first() else { return Ok(None) };
    let Some(name) = &first.secret_name else { return Ok(None) };
    let Ok(token) = tools.custody().read(name).await? else { return Ok(None) };
    let fields: BTreeSet<_> = connections.iter().flat_map(|one| one.webhook_fields.iter().cloned()).collect();
    let fields = fields.into_iter().collect();
    Ok(Some(Broken { page: asset_of(first).to_owned(), token, fields, connections }))
}

fn on_page(connection: &Connection) -> bool {
    matches!(connection.platform, Platform::Facebook | Platform::Instagram)
}

fn change(tools: &Tools<'_>, page: &Broken, connection: &Connection) -> Change {
    Change {
        profile: tools.profile.to_owned(),
        reference: connection.reference(),
        verb: Verb::Connect,
        secret_name: connection.secret_name.clone(),
        fields: page.fields.clone(),
        grant_id: connection.grant_id.clone(),
        keep_permissions: false,
        local_only: false,
        begun_at: tools.now(),
    }
}

async fn settle(tools: &Tools<'_>, page: &Broken, outcome: Result<Subscribed, Trouble>) -> Result<(), Failure> {
    match outcome {
        Ok(subscribed) => {
            let mended = |one: &Connection| Connection {
                status: Status::Active,
                error_message: None,
                webhook_fields: subscribed.fields.clone(),
                updated_at: tools.now(),
                ..one.clone()
            };
            let records: Vec<_> = page.connections.iter().map(mended).collect();
            let log: Vec<_> =
                records.iter().map(|one| tools.action("mend", Some(&one.reference()), "done", None)).collect();
            Ok(tools.store.settle(&records, &log).await?)
        }
        // It may have had its effect: the next run finds out.
        Err(trouble) if trouble.passes() => Ok(()),
        Err(trouble) => {
            for one in &page.connections {
                let action = tools.action("mend", Some(&one.reference()), "failed", Some(trouble.message.clone()));
                tools.store.abandon(&change(tools, page, one), &[action]).await?;
            }
            Ok(())
        }
    }
}
