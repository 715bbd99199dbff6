//! Profiles of people who wrote, and what a token says of itself.

use serde_json::json;

use super::Fixture;
use crate::http::Method;
use crate::sandbox::world::models::{Thread, pair};
use crate::sandbox::{Event, Guest};

const ACCOUNT: &str = "17841400000000001";

/// A Page that Gus Guest wrote to, as 42 to the Page and as 43 to its Instagram account, and its token.
async fn fixture() -> (Fixture, String) {
    let fixture = Fixture::new("small");
    for (asset, id) in [("1001", "42"), (ACCOUNT, "43")] {
        let guest = Guest { id: Some(id.into()), name: "Gus Guest".into(), ..Guest::default() };
        fixture.sandbox.event(asset, &guest, Event::Message("hello".into())).unwrap();
    }
    let token = fixture.page_token("1001", &fixture.user()).await;
    (fixture, token)
}

#[tokio::test]
async fn a_page_reads_the_profiles_of_those_who_wrote() {
    let (fixture, page) = fixture().await;
    let person = fixture.get("/42", &page).await;
    assert_eq!(
        (&person["first_name"], &person["last_name"], &person["id"]),
        (&json!("Gus"), &json!("Guest"), &json!("42"))
    );
    assert!(person["profile_pic"].is_string());
    let follower = fixture.get("/43?fields=name,username,follower_count,is_user_follow_business", &page).await;
    assert_eq!((&follower["username"], &follower["follower_count"]), (&json!("gus.guest"), &json!(0)));
    assert_eq!(fixture.get("/42?fields=name,locale", &page).await, json!({ "name": "Gus Guest", "id": "42" }));
    assert_eq!(fixture.fails(Method::Get, "/42?fields=birthstone", &page).await, (100, None, 400));
    assert_eq!(fixture.fails(Method::Get, "/42/picture", &page).await, (3, None, 400));
    assert_eq!(fixture.fails(Method::Get, "/42", &fixture.user()).await, (100, Some(33), 400));
    let other = fixture.page_token("1002", &fixture.user()).await;
    assert_eq!(fixture.fails(Method::Get, "/42", &other).await, (100, Some(33), 400));
}

#[tokio::test]
async fn who_has_not_written_has_not_agreed() {
    let (fixture, page) = fixture().await;
    for (asset, id, wanted) in [("1001", "42", (100, Some(2_018_218), 400)), (ACCOUNT, "43", (230, None, 403))] {
        let silent = |world: crate::sandbox::world::World<'_>| {
            let thread: Thread = world.get(&pair(asset, id))?.unwrap();
            world.put(&Thread { heard: 0, ..thread })
        };
        fixture.sandbox.write(silent).unwrap();
        assert_eq!(fixture.fails(Method::Get, &format!("/{id}"), &page).await, wanted);
    }
}

#[tokio::test]
async fn conversations_tell_who_wrote_what() {
    let (fixture, page) = fixture().await;
    let list = fixture.get("/1001/conversations?fields=message_count,messages.limit(1){message,from,to}", &page).await;
    assert_eq!(list["data"][0]["message_count"], 1);
    let message = &list["data"][0]["messages"]["data"][0];
    assert_eq!((&message["message"], &message["from"]["id"]), (&json!("hello"), &json!("42")));
    assert_eq!(message["to"]["data"][0]["id"], "1001");
}

#[tokio::test]
async fn a_token_says_when_it_ends() {
    let (fixture, page) = fixture().await;
    let user = fixture.user();
    let told = fixture.get("/oauth/access_token_info?client_id=900000000000001", &user).await;
    assert_eq!(told, json!({ "access_token": user, "token_type": "bearer", "expires_in": 60 * 86_400 }));
    assert_eq!(fixture.get("/oauth/access_token_info", &page).await.get("expires_in"), None);
    assert_eq!(fixture.fails(Method::Get, "/oauth/access_token_info", "nonsense").await.0, 190);
}
