//! The records of a Page and of the Instagram account behind it, as they begin.

use super::ChosenPage;
use crate::domain::{Connection, ConnectionRef, Grant, InstagramLink, Platform, SecretName, TokenKind};
use crate::flows::{Tools, fresh_id};

/// The records of a Page and, if wanted and usable, of its Instagram account, still `PENDING`. They share the Page's
/// token: an Instagram account is reached through its Page.
pub(super) fn of(tools: &Tools<'_>, grant: &Grant, chosen: &ChosenPage, secret_name: &SecretName) -> Vec<Connection> {
    let page = ConnectionRef::new(Platform::Facebook, chosen.page.id.clone());
    let blank = |reference: &ConnectionRef| Connection {
        secret_name: Some(secret_name.clone()),
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
    records
}
