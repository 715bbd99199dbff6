//! The records of a Page and of the Instagram account behind it, as they begin.

use super::ChosenPage;
use crate::domain::{Connection, ConnectionRef, Grant, InstagramLink, Platform, Secret, TokenKind};
use crate::flows::{Tools, fresh_id};
use crate::secrets::{Sealer, VaultError};

/// The records of a Page and, if wanted and usable, of its Instagram account, still `PENDING`. Each has the Page's token:
/// an Instagram account is reached through its Page.
pub(super) fn of(
    tools: &Tools<'_>,
    sealer: &Sealer,
    grant: &Grant,
    chosen: &ChosenPage,
    token: &Secret,
) -> Result<Vec<Connection>, VaultError> {
    let page = ConnectionRef::new(Platform::Facebook, chosen.page.id.clone());
    let blank = |reference: &ConnectionRef| Connection {
        token_kind: TokenKind::Page,
        token_expires_at: grant.page_tokens_expire_at(),
        ..Connection::pending(fresh_id(), reference.clone(), grant, tools.now())
    };
    let mut records = vec![Connection { platform_display_name: Some(chosen.page.name.clone()), ..blank(&page) }];
    if let (true, InstagramLink::Linked { id, username, .. }) = (chosen.instagram, &chosen.page.instagram) {
        let account = blank(&ConnectionRef::new(Platform::Instagram, id.clone()));
        records.push(Connection {
            platform_username: username.clone(),
            platform_display_name: username.clone().or_else(|| Some(chosen.page.name.clone())),
            parent: Some(page),
            ..account
        });
    }
    for record in &mut records {
        record.sealed = Some(sealer.seal(&record.owner(), token)?);
    }
    Ok(records)
}
