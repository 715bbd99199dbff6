//! What connections send to the app at all, looked at without judging it or writing anything down.

use super::chosen::{Asset, all};
use super::wave::Wave;
use crate::domain::Connection;
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::health::{Examiners, Sight};

/// What was counted, in connections.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Layer {
    /// Those that Meta showed.
    pub asked: usize,
    /// Those among them that send nothing.
    pub lacking: usize,
    /// Those that were not asked, or of which Meta showed nothing.
    pub left: usize,
}

/// What a connection's Page or account sends to the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Anything at all.
    pub subscribed: bool,
    /// A Page's fields; an account has none of its own.
    pub fields: Vec<String>,
    /// An account's own callback.
    pub callback: Option<String>,
}

/// Told each connection and what it sends, or why that is not known.
type Tell<'a> = &'a mut (dyn FnMut(&Connection, Result<Sent, String>) -> Result<(), Failure> + Send);

/// Asks of the Pages and accounts of one wave only, which are few requests.
pub async fn second_layer(tools: &Tools<'_>, examiners: Examiners<'_>) -> Result<Layer, Failure> {
    let assets = all(tools).await?;
    let (first, rest) = assets.split_at(assets.len().min(super::WAVE));
    let left = rest.iter().map(|asset| asset.references.len()).sum();
    let mut layer = Layer { left, ..Layer::default() };
    let mut count = |_: &Connection, sent: Result<Sent, String>| {
        match sent {
            Ok(sent) => {
                layer.asked += 1;
                layer.lacking += usize::from(!sent.subscribed);
            }
            Err(_) => layer.left += 1,
        }
        Ok(())
    };
    look(tools, examiners, first, &mut count).await?;
    Ok(layer)
}

/// Asks of every connection of the profile, wave by wave.
pub async fn look_at_all(tools: &Tools<'_>, examiners: Examiners<'_>, tell: Tell<'_>) -> Result<(), Failure> {
    let assets = all(tools).await?;
    tools.reporter.start("looking", Some(assets.len() as u64));
    for wave in assets.chunks(super::WAVE) {
        look(tools, examiners, wave, tell).await?;
        tools.reporter.advance(wave.len() as u64);
    }
    tools.reporter.finish();
    Ok(())
}

async fn look(tools: &Tools<'_>, examiners: Examiners<'_>, assets: &[Asset], tell: Tell<'_>) -> Result<(), Failure> {
    let wave = Wave::prepare(tools, assets).await?;
    let seen = wave.look(examiners).await;
    for patient in &wave.patients {
        let found = match &patient.look {
            Ok(look) => sent(&seen[*look]),
            Err(finding) => Err(finding.message.clone()),
        };
        tell(&patient.connection, found)?;
    }
    Ok(())
}

fn sent(sight: &Sight) -> Result<Sent, String> {
    match sight {
        Sight::Page(Ok(seen)) => {
            Ok(Sent { subscribed: !seen.fields.is_empty(), fields: seen.fields.clone(), callback: None })
        }
        Sight::Account(Ok(seen)) => {
            let callback = seen.callback.as_ref().map(|one| one.url.clone());
            Ok(Sent { subscribed: seen.subscribed, fields: Vec::new(), callback })
        }
        Sight::Page(Err(trouble)) | Sight::Account(Err(trouble)) => Err(trouble.message.clone()),
    }
}
