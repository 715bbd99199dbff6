//! The story that every store must pass, whatever it is made of, and the records it is told with.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Action, ConnectionStore, Filter, Outcome, ProfileRecord, StoreError};
use crate::domain::{
    Change, Connection, ConnectionRef, Grant, KeeperKind, KeyId, KeyRecord, Note, Owner, Person, Platform, Sealed,
    Status, Targets, TokenKind, Topic, Verb,
};
use crate::settings::Stored;

/// A moment, `seconds` after the one at which all stories begin.
pub(crate) fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

/// A record with nothing special about it.
pub(crate) fn record(profile: &str, platform: Platform, id: &str) -> Connection {
    Connection::sample(profile, platform, id, moment(0))
}

/// A connect of `record` under way, with a new token.
pub(crate) fn connect(record: &Connection, token: &Sealed) -> Change {
    Change {
        profile: record.profile.clone(),
        reference: record.reference(),
        verb: Verb::Connect,
        sealed: Some(token.clone()),
        fields: vec!["messages".to_owned(), "messaging_postbacks".to_owned()],
        grant_id: None,
        keep_permissions: false,
        local_only: false,
        begun_at: moment(1),
    }
}

/// Something sealed, as far as a store can tell.
pub(crate) fn sealed(text: &str) -> Sealed {
    Sealed { key: KeyId([7; 16]), bytes: text.as_bytes().to_vec() }
}

/// What is known of the key that seals it.
pub(crate) fn key(byte: u8) -> KeyRecord {
    let wrapped = vec![byte; 3];
    KeyRecord { id: KeyId([byte; 16]), keeper: KeeperKind::Passphrase, wrapped, is_current: true }
}

/// The profiles of all stories and the key, for those that are not about them.
pub(crate) async fn ground(store: &dyn ConnectionStore, profiles: &[&str]) {
    for profile in profiles {
        store.bind(profile, "app", "place").await.unwrap();
    }
    store.put_key(&key(7)).await.unwrap();
}

/// A login of `person`.
pub(crate) fn grant(profile: &str, id: &str, person: &str) -> Grant {
    Grant {
        id: id.to_owned(),
        profile: profile.to_owned(),
        person: Person { id: person.to_owned(), name: Some("Zoë \u{202E}".to_owned()) },
        token_kind: TokenKind::User,
        sealed: None,
        scopes: BTreeSet::from(["pages_messaging".to_owned()]),
        declined: BTreeSet::from(["email".to_owned()]),
        targets: Targets::new(vec![("pages_messaging".into(), vec![]), ("pages_show_list".into(), vec!["1".into()])]),
        token_expires_at: Some(moment(5_184_000)),
        data_access_expires_at: None,
    }
}

/// An entry of the log.
pub(crate) fn action(profile: &str, verb: &str) -> Action {
    Action {
        at: moment(2),
        profile: profile.to_owned(),
        actor: "ada".to_owned(),
        verb: verb.to_owned(),
        reference: Some(ConnectionRef::new(Platform::Facebook, "1001")),
        outcome: Outcome::Done,
        detail: None,
    }
}

/// The whole story, told to an empty store.
pub(crate) async fn story(store: &dyn ConnectionStore) {
    let strange = "strange ' \0 ☕";
    ground(store, &["first", "again", "undone", "twice", strange, "lists", "people", "n", "gone"]).await;
    a_profile_stays_where_it_began(store).await;
    a_registered_profile_is_found_and_replaced(store).await;
    a_connect_is_written_down_and_ended(store).await;
    a_reconnect_keeps_the_record_and_replaces_its_secret(store).await;
    an_undone_connect_leaves_nothing(store).await;
    a_change_takes_the_place_of_an_older_one(store).await;
    strange_values_come_back_as_they_went(store).await;
    lists_are_ordered_and_filtered(store).await;
    a_grant_replaces_that_of_the_same_person(store).await;
    a_note_replaces_that_on_the_same_subject(store).await;
    a_secret_under_an_unknown_key_is_refused(store).await;
    secrets_are_sealed_anew_together(store).await;
    the_log_tells_the_newest_in_order(store).await;
    a_removed_profile_leaves_its_log(store).await;
}

/// Connects `record` with `token` and gives back the record as it was settled.
async fn connected(store: &dyn ConnectionStore, record: &Connection, token: &str) -> Connection {
    let pending = Connection { status: Status::Pending, ..record.clone() };
    store.begin(&[connect(record, &sealed(token))], &[pending]).await.unwrap();
    let done = Connection { sealed: Some(sealed(token)), ..record.clone() };
    store.settle(std::slice::from_ref(&done), &[]).await.unwrap();
    done
}

async fn a_profile_stays_where_it_began(store: &dyn ConnectionStore) {
    for _ in 0..2 {
        store.bind("bound", "app", "https://graph.facebook.com").await.unwrap();
    }
    for (app, place) in [("other", "https://graph.facebook.com"), ("app", "http://localhost:1")] {
        let refused = store.bind("bound", app, place).await.unwrap_err();
        assert!(matches!(&refused, StoreError::OtherOrigin { app_id, .. } if app_id == "app"), "{refused}");
    }
}

async fn a_registered_profile_is_found_and_replaced(store: &dyn ConnectionStore) {
    let stored = Stored { app_id: "1".to_owned(), redirect_port: Some(8443), https: true, ..Stored::default() };
    let before = ProfileRecord {
        name: "registered".to_owned(),
        stored,
        origin: "place".to_owned(),
        is_registered: true,
        sealed: Some(sealed("app secret")),
    };
    store.put_profile(&before, &[action("registered", "app add")]).await.unwrap();
    assert_eq!(store.profile("registered").await.unwrap(), Some(before.clone()));
    assert_eq!(
        store.profiles().await.unwrap(),
        std::slice::from_ref(&before),
        "those that were only met are not listed"
    );
    let after = ProfileRecord { sealed: Some(sealed("another")), ..before.clone() };
    store.put_profile(&after, &[]).await.unwrap();
    assert_eq!(store.profile("registered").await.unwrap(), Some(after.clone()));
    let elsewhere = ProfileRecord { origin: "elsewhere".to_owned(), ..after };
    assert!(matches!(store.put_profile(&elsewhere, &[]).await, Err(StoreError::OtherOrigin { .. })));
    store.remove_profile("registered", &[action("registered", "app remove")]).await.unwrap();
    assert_eq!(store.profile("registered").await.unwrap(), None);
    assert_eq!(store.history(Some("registered"), 9).await.unwrap().len(), 2);
}

async fn a_connect_is_written_down_and_ended(store: &dyn ConnectionStore) {
    let (page, token) = (record("first", Platform::Facebook, "1001"), sealed("token"));
    let pending = Connection { status: Status::Pending, ..page.clone() };
    store.begin(&[connect(&page, &token)], std::slice::from_ref(&pending)).await.unwrap();
    assert_eq!(store.open_changes("first").await.unwrap(), [connect(&page, &token)]);
    assert_eq!(store.get("first", &page.reference()).await.unwrap(), Some(pending));

    let done = Connection { sealed: Some(token), updated_at: moment(3), ..page };
    store.settle(std::slice::from_ref(&done), &[action("first", "connect")]).await.unwrap();
    assert_eq!(store.open_changes("first").await.unwrap(), []);
    assert_eq!(store.get("first", &done.reference()).await.unwrap(), Some(done.clone()));
    assert_eq!(store.history(Some("first"), 9).await.unwrap(), [action("first", "connect")]);
    assert_eq!(store.get("second", &done.reference()).await.unwrap(), None);
}

async fn a_reconnect_keeps_the_record_and_replaces_its_secret(store: &dyn ConnectionStore) {
    let first = connected(store, &record("again", Platform::Facebook, "1"), "old").await;
    let fresh = Connection { id: "other".into(), created_at: moment(9), status: Status::Pending, ..first.clone() };
    store.begin(&[connect(&fresh, &sealed("new"))], std::slice::from_ref(&fresh)).await.unwrap();
    assert_eq!(store.get("again", &first.reference()).await.unwrap(), Some(first.clone()), "the old one still works");

    let done = Connection { sealed: Some(sealed("new")), status: Status::Active, ..fresh };
    store.settle(&[done], &[]).await.unwrap();
    let now = store.get("again", &first.reference()).await.unwrap().unwrap();
    assert_eq!((now.id, now.created_at, now.sealed), (first.id, first.created_at, Some(sealed("new"))));
}

async fn an_undone_connect_leaves_nothing(store: &dyn ConnectionStore) {
    let (page, token) = (record("undone", Platform::Facebook, "1"), sealed("token"));
    let pending = Connection { status: Status::Pending, ..page.clone() };
    store.begin(&[connect(&page, &token)], &[pending]).await.unwrap();
    store.abandon(&connect(&page, &token), &[action("undone", "recover")]).await.unwrap();
    assert_eq!(store.get("undone", &page.reference()).await.unwrap(), None);
    assert_eq!(store.open_changes("undone").await.unwrap(), []);
    assert_eq!(store.history(Some("undone"), 9).await.unwrap().len(), 1);

    let kept = connected(store, &page, "kept").await;
    store.begin(&[connect(&page, &token)], &[]).await.unwrap();
    store.abandon(&connect(&page, &token), &[]).await.unwrap();
    assert_eq!(store.get("undone", &page.reference()).await.unwrap(), Some(kept), "what worked still works");
}

async fn a_change_takes_the_place_of_an_older_one(store: &dyn ConnectionStore) {
    let (page, old, new) = (record("twice", Platform::Facebook, "1"), sealed("old"), sealed("new"));
    store.begin(&[connect(&page, &old)], &[]).await.unwrap();
    let other = record("twice", Platform::Facebook, "0");
    let revoke = Change {
        verb: Verb::Revoke,
        sealed: None,
        fields: vec![],
        grant_id: Some("g".into()),
        keep_permissions: true,
        local_only: true,
        begun_at: moment(0),
        ..connect(&other, &old)
    };
    store.begin(&[connect(&page, &new), revoke.clone()], &[]).await.unwrap();
    assert_eq!(store.open_changes("twice").await.unwrap(), [revoke, connect(&page, &new)], "oldest first");
}

/// Values that have broken other programs: ids beyond 2^53, a NUL, quotes, SQL, directions, joined emoji, no text.
async fn strange_values_come_back_as_they_went(store: &dyn ConnectionStore) {
    let names = [
        "a\0b",
        "'; DROP TABLE connections; --",
        "\"quoted\" `back` [box] %s {} \\",
        "👩‍👩‍👧‍👦 ☕ 東京 مقهى \u{202E}x\u{FEFF}",
        "",
        "line\r\nline\u{2028}\u{1b}[2J",
    ];
    for (index, name) in names.into_iter().enumerate() {
        let id = format!("92233720368547758{index:02}");
        let strange = Connection {
            platform_username: Some(name.to_owned()),
            platform_display_name: Some(name.repeat(1000)),
            error_message: Some(name.into()),
            scopes: vec![name.to_owned(), String::new()],
            webhook_fields: vec![],
            parent: Some(ConnectionRef::new(Platform::Facebook, format!("1:{id}{name}"))),
            grant_id: Some(name.to_owned()),
            waba_id: Some(id.clone()),
            business_id: Some(id.clone()),
            token_kind: TokenKind::SystemUser,
            token_expires_at: Some(moment(-1_000_000_000_000 / 1000)),
            last_sync_at: Some(Timestamp::from_millisecond(1_790_000_000_123).unwrap()),
            last_verified_at: Some(moment(1)),
            status: Status::ALL[index % 5],
            ..record("strange ' \0 ☕", Platform::ALL[index % 4], &id)
        };
        store.settle(std::slice::from_ref(&strange), &[]).await.unwrap();
        assert_eq!(store.get(&strange.profile, &strange.reference()).await.unwrap(), Some(strange));
    }
}

async fn lists_are_ordered_and_filtered(store: &dyn ConnectionStore) {
    let make = |id: &str, platform, status, second| Connection {
        status,
        created_at: moment(second),
        ..record("lists", platform, id)
    };
    let all = [
        make("3", Platform::Facebook, Status::Active, 30),
        make("1", Platform::Instagram, Status::Active, 10),
        make("2", Platform::Facebook, Status::Expired, 20),
    ];
    store.settle(&all, &[]).await.unwrap();
    let ids = async |platforms: &[Platform], statuses: &[Status]| {
        let profile = Some("lists".to_owned());
        let filter = Filter { profile, platforms: platforms.to_vec(), statuses: statuses.to_vec() };
        let found = store.list(&filter).await.unwrap();
        found.into_iter().map(|record| record.platform_user_id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[], &[]).await, ["1", "2", "3"]);
    assert_eq!(ids(&[Platform::Facebook], &[]).await, ["2", "3"]);
    assert_eq!(ids(&[Platform::Facebook, Platform::Instagram], &[Status::Active]).await, ["1", "3"]);
    assert_eq!(ids(&[], &[Status::Error]).await, [""; 0]);

    let everything = store.list(&Filter::default()).await.unwrap();
    let mut visited = Vec::new();
    let keep_all = &mut |record| {
        visited.push(record);
        true
    };
    store.visit(&Filter::default(), keep_all).await.unwrap();
    assert_eq!(visited, everything);
    let mut seen = 0;
    let stop_at_two = &mut |_| {
        seen += 1;
        seen < 2
    };
    store.visit(&Filter::default(), stop_at_two).await.unwrap();
    assert_eq!(seen, 2);
}

async fn a_grant_replaces_that_of_the_same_person(store: &dyn ConnectionStore) {
    let of = |token| Grant { sealed: Some(sealed(token)), ..grant("people", "g1", "p1") };
    let (first, second) = (of("one"), of("two"));
    store.put_grant(&first).await.unwrap();
    assert_eq!(store.grants("people").await.unwrap(), [first]);
    store.put_grant(&grant("people", "g2", "p2")).await.unwrap();
    store.put_grant(&second).await.unwrap();
    assert_eq!(store.grants("people").await.unwrap(), [second, grant("people", "g2", "p2")]);
    store.remove_grant("elsewhere", "g1").await.unwrap();
    store.remove_grant("people", "g1").await.unwrap();
    assert_eq!(store.grants("people").await.unwrap(), [grant("people", "g2", "p2")]);
}

async fn a_note_replaces_that_on_the_same_subject(store: &dyn ConnectionStore) {
    let note = |secret: &str, text: &str| Note {
        profile: "n".into(),
        topic: Topic::Registration,
        subject: "1".into(),
        text: text.into(),
        sealed: Some(sealed(secret)),
    };
    assert_eq!(store.note("n", Topic::Registration, "1").await.unwrap(), None);
    store.put_note(&note("one", "a")).await.unwrap();
    store.put_note(&note("two", "b")).await.unwrap();
    assert_eq!(store.note("n", Topic::Registration, "1").await.unwrap(), Some(note("two", "b")));
    assert_eq!(store.note("n", Topic::Callback, "1").await.unwrap(), None);
    assert_eq!(store.note("m", Topic::Registration, "1").await.unwrap(), None);
    store.remove_note("n", Topic::Registration, "1").await.unwrap();
    store.remove_note("n", Topic::Registration, "1").await.unwrap();
    assert_eq!(store.note("n", Topic::Registration, "1").await.unwrap(), None);
}

async fn a_secret_under_an_unknown_key_is_refused(store: &dyn ConnectionStore) {
    let (page, unknown) = (record("n", Platform::Facebook, "1"), Sealed { key: KeyId([8; 16]), ..sealed("x") });
    store.begin(&[connect(&page, &unknown)], &[]).await.unwrap_err();
    assert_eq!(store.open_changes("n").await.unwrap(), []);
    store.forget_key(KeyId([7; 16])).await.unwrap_err();
}

async fn secrets_are_sealed_anew_together(store: &dyn ConnectionStore) {
    let page = connected(store, &record("n", Platform::Facebook, "1"), "token").await;
    let anew = |owner: &Owner<'_>, before: &Sealed| {
        let bytes = [owner.identity().as_slice(), &before.bytes].concat();
        (before.bytes != b"kept").then_some(Sealed { key: KeyId([9; 16]), bytes })
    };
    let expected = anew(&page.owner(), &sealed("token"));
    let kept = connected(store, &record("n", Platform::Facebook, "2"), "kept").await;
    store.reseal(&KeyRecord { is_current: false, ..key(9) }, Box::new(anew)).await.unwrap();
    let found = async |one: &Connection| store.get("n", &one.reference()).await.unwrap().unwrap().sealed;
    assert_eq!((found(&page).await, found(&kept).await), (expected, Some(sealed("kept"))));
    let keys = store.keys().await.unwrap();
    assert_eq!((keys.current(false).unwrap().id, keys.used), (KeyId([9; 16]), vec![KeyId([7; 16]), KeyId([9; 16])]));
    store.forget_key(KeyId([7; 16])).await.unwrap_err();
    store.put_key(&key(7)).await.unwrap();
}

async fn the_log_tells_the_newest_in_order(store: &dyn ConnectionStore) {
    let before = store.history(None, usize::MAX).await.unwrap().len();
    store.log(&["one", "two", "three"].map(|verb| action("log", verb))).await.unwrap();
    store.log(&[Action { reference: None, detail: Some("\0".into()), ..action("other", "four") }]).await.unwrap();
    let verbs = async |profile: Option<&str>, limit| {
        let found = store.history(profile, limit).await.unwrap();
        found.into_iter().map(|action| action.verb).collect::<Vec<_>>()
    };
    assert_eq!(verbs(None, 3).await, ["two", "three", "four"]);
    assert_eq!(verbs(Some("log"), 2).await, ["two", "three"]);
    assert_eq!(verbs(None, usize::MAX).await.len(), before + 4);
}

async fn a_removed_profile_leaves_its_log(store: &dyn ConnectionStore) {
    let page = connected(store, &record("gone", Platform::Facebook, "1"), "token").await;
    store.put_grant(&grant("gone", "gone-g", "p")).await.unwrap();
    store.begin(&[connect(&page, &sealed("next"))], &[]).await.unwrap();
    store.remove_profile("gone", &[action("gone", "app remove")]).await.unwrap();
    assert_eq!(store.get("gone", &page.reference()).await.unwrap(), None);
    assert_eq!((store.open_changes("gone").await.unwrap(), store.grants("gone").await.unwrap()), (vec![], vec![]));
    assert_eq!(store.history(Some("gone"), 9).await.unwrap().len(), 1);
    store.begin(&[connect(&page, &sealed("orphan"))], &[]).await.unwrap_err();
    store.bind("gone", "another app", "another place").await.unwrap();
    assert!(store.get("again", &ConnectionRef::new(Platform::Facebook, "1")).await.unwrap().is_some());
}
