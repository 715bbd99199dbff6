//! The records of a Page and of the Instagram account behind it, as they begin.

use super::ChosenPage;
use crate::domain::{Connection, ConnectionRef, Grant, InstagramLink, Platform, SecretName, Status, TokenKind};
use crate::flows::{Tools, fresh_id};

/// The records of a Page and, if wanted and usable, of its Instagram account, still `PENDING`. They share the Page's
/// token: an Instagram account is reached through its Page.
pub(super) fn of(tools: &Tools<'_>, grant: &Grant, chosen: &ChosenPage, secret_name: &SecretName) -> Vec<Connection> {
    let page = ConnectionRef::new(Platform::Facebook, chosen.page.id.clone());
    let blank = |reference: &ConnectionRef| Connection {
        id: fresh_id(),
        profile: tools.profile.to_owned(),
        platform: reference.platform,
        platform_user_id: reference.platform_user_id.clone(),
        platform_username: None,
        platform_display_name: None,
        secret_name: Some(secret_name.clone()),
        token_kind: TokenKind::Page,
        // A Page token has no date of its own if the login's token is long-lived; a system user's passes its date on.
        token_expires_at: grant.token_expires_at.filter(|_| grant.token_kind == TokenKind::SystemUser),
        data_access_expires_at: grant.data_access_expires_at,
        scopes: grant.scopes.iter().cloned().collect(),
        status: Status::Pending,
        error_message: None,
        parent: None,
        webhook_fields: Vec::new(),
        grant_id: Some(grant.id.clone()),
        waba_id: None,
        business_id: None,
        last_sync_at: None,
        last_verified_at: None,
        created_at: tools.now(),
        updated_at: tools.now(),
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
