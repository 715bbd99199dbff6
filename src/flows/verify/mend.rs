//! Mending what needs no login: subscriptions that Meta ended or that lost fields. A connection is mended by connecting
//! it again with the token that it has.

use super::chosen::{Asset, asset_of};
use crate::domain::{Connection, Platform, Status};
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::again::{Again, again};

/// Subscribes the Pages of `assets` again, with every field that their connections had. Call it under the lock, after
/// recovery. What Meta refuses stays as it is; a second check tells.
pub async fn mend(tools: &Tools<'_>, assets: &[Asset]) -> Result<(), Failure> {
    tools.steps.begin("mending", Some(assets.len() as u64));
    let ended = in_waves(tools, assets).await;
    tools.steps.end();
    ended
}

async fn in_waves(tools: &Tools<'_>, assets: &[Asset]) -> Result<(), Failure> {
    for wave in assets.chunks(super::WAVE) {
        let mut pages = Vec::new();
        for asset in wave {
            pages.extend(read(tools, asset).await?);
        }
        again(tools, "mend", &pages).await?;
        tools.steps.advance(wave.len() as u64);
    }
    Ok(())
}

/// The Page with its connections and the token of the first.
async fn read(tools: &Tools<'_>, asset: &Asset) -> Result<Option<Again>, Failure> {
    let mut connections = Vec::new();
    for reference in &asset.references {
        let found = tools.store.get(tools.profile, reference).await?;
        connections.extend(found.filter(is_usable));
    }
    let first = connections.first().and_then(|first| Some((asset_of(first).to_owned(), first.secret_name.clone()?)));
    let Some((page, secret_name)) = first else { return Ok(None) };
    connections.retain(|one| one.secret_name.as_ref() == Some(&secret_name));
    let token = tools.custody().read(&secret_name).await?.ok();
    Ok(token.map(|token| Again { page, token, secret_name, new: None, connections }))
}

fn is_usable(one: &Connection) -> bool {
    let stands_on_a_page = matches!(one.platform, Platform::Facebook | Platform::Instagram);
    stands_on_a_page && !matches!(one.status, Status::Pending | Status::Disconnected)
}
