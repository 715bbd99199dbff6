//! How many connections send webhooks to the app at all, looked at without writing anything down.

use super::chosen::all;
use super::wave::Wave;
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

/// Asks of the Pages and accounts of one wave only, which are few requests.
pub async fn second_layer(tools: &Tools<'_>, examiners: Examiners<'_>) -> Result<Layer, Failure> {
    let assets = all(tools).await?;
    let (first, rest) = assets.split_at(assets.len().min(super::WAVE));
    let wave = Wave::prepare(tools, first).await?;
    let seen = wave.look(examiners).await;
    let left = rest.iter().map(|asset| asset.references.len()).sum();
    let mut layer = Layer { left, ..Layer::default() };
    for patient in &wave.patients {
        match patient.look.as_ref().ok().and_then(|look| sends(&seen[*look])) {
            Some(sends) => {
                layer.asked += 1;
                layer.lacking += usize::from(!sends);
            }
            None => layer.left += 1,
        }
    }
    Ok(layer)
}

/// Whether webhooks come from there, if Meta showed it.
fn sends(sight: &Sight) -> Option<bool> {
    let page = sight.page().map(|seen| !seen.fields.is_empty());
    page.or_else(|| sight.account().map(|seen| seen.subscribed))
}
