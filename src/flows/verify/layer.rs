//! How many connections send webhooks to the app at all, looked at without writing anything down.

use super::chosen::{Asset, all};
use super::wave::Wave;
use crate::domain::Platform;
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::health::Examiner;

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

/// Asks of the Pages of one wave only, which are few requests.
pub async fn second_layer(tools: &Tools<'_>, examiner: &dyn Examiner) -> Result<Layer, Failure> {
    let (on_pages, others): (Vec<Asset>, Vec<Asset>) = all(tools).await?.into_iter().partition(|asset| {
        asset.references.iter().all(|one| matches!(one.platform, Platform::Facebook | Platform::Instagram))
    });
    let (first, rest) = on_pages.split_at(on_pages.len().min(super::WAVE));
    let wave = Wave::prepare(tools, first).await?;
    let seen = wave.look(examiner).await;
    let left = others.iter().chain(rest).map(|asset| asset.references.len()).sum();
    let mut layer = Layer { left, ..Layer::default() };
    for patient in &wave.patients {
        match patient.look.as_ref().ok().and_then(|look| seen[*look].as_ref().ok()) {
            Some(seen) => {
                layer.asked += 1;
                layer.lacking += usize::from(seen.fields.is_empty());
            }
            None => layer.left += 1,
        }
    }
    Ok(layer)
}
