//! Ten thousand records, written through the store's public face.

use std::path::Path;

use jiff::Timestamp;
use snorq::domain::{Connection, Platform, Status, TokenKind};
use snorq::store;

/// Fills the database below `home`.
pub(crate) fn fill(home: &Path, count: u32) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = store::open(&format!("sqlite:{}", home.join("snorq.db").display())).await.unwrap();
        let records: Vec<_> = (0..count).map(record).collect();
        store.settle(&records, &[]).await.unwrap();
    });
}

fn record(number: u32) -> Connection {
    let at = Timestamp::from_second(1_790_000_000 + i64::from(number)).unwrap();
    Connection {
        id: format!("{number:08}"),
        profile: "sandbox".into(),
        platform: Platform::Facebook,
        platform_user_id: format!("{}", 500_000 + number),
        platform_username: None,
        platform_display_name: Some(format!("Page number {number} of the agency")),
        secret_name: None,
        token_kind: TokenKind::Page,
        token_expires_at: None,
        data_access_expires_at: Some(at),
        scopes: ["pages_messaging", "pages_manage_metadata", "pages_show_list"].map(str::to_owned).to_vec(),
        status: Status::Active,
        error_message: None,
        parent: None,
        webhook_fields: ["messages", "messaging_postbacks"].map(str::to_owned).to_vec(),
        grant_id: None,
        waba_id: None,
        business_id: None,
        last_sync_at: None,
        last_verified_at: None,
        created_at: at,
        updated_at: at,
    }
}
