//! What holds in any order of events: the life of tokens, paging while a list changes, batches, determinism.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::walk::Walk;
use super::{Fixture, address, column};
use crate::http::{Method, Request};
use crate::sandbox::seeds::{MAIN, agency_of, agency_page};

fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

fn few(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Something that happens to a person who uses the app.
#[derive(Debug, Clone, Copy)]
enum Event {
    Login,
    /// A Page's token is made from the newest login that lives.
    PageToken,
    Password,
    Logout,
    RoleLost,
    AppRemoved,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => Just(Event::Login),
        3 => Just(Event::PageToken),
        1 => Just(Event::Password),
        1 => Just(Event::Logout),
        1 => Just(Event::RoleLost),
        1 => Just(Event::AppRemoved),
    ]
}

/// A token as the model knows it.
struct Known {
    text: String,
    parent: Option<usize>,
    generation: u32,
    killed: Option<i64>,
}

/// What should be so, said without the sandbox.
#[derive(Default)]
struct Model {
    tokens: Vec<Known>,
    generation: u32,
    removed: bool,
    granted: bool,
    role_lost: bool,
}

impl Model {
    /// The subcode with which a token is dead.
    fn death(&self, at: usize) -> Option<i64> {
        let token = &self.tokens[at];
        let root = &self.tokens[token.parent.unwrap_or(at)];
        if root.killed.is_some() {
            return root.killed;
        }
        if self.removed || root.generation != self.generation || (token.parent.is_some() && !self.granted) {
            return Some(458);
        }
        (token.parent.is_some() && self.role_lost).then_some(492)
    }

    async fn happen(&mut self, event: Event, fixture: &Fixture) {
        match event {
            Event::Login => {
                let text = fixture.login(&Walk::default()).await;
                if self.removed || self.tokens.is_empty() {
                    self.granted = !self.role_lost;
                }
                self.removed = false;
                self.tokens.push(Known { text, parent: None, generation: self.generation, killed: None });
            }
            Event::PageToken => {
                let alive = |at: &usize| self.tokens[*at].parent.is_none() && self.death(*at).is_none();
                let Some(parent) = (0..self.tokens.len()).rev().find(alive) else { return };
                if self.granted && !self.role_lost {
                    let text = fixture.page_token("1001", &self.tokens[parent].text).await;
                    self.tokens.push(Known { text, parent: Some(parent), generation: 0, killed: None });
                }
            }
            Event::Password => self.kill(fixture, 460),
            Event::Logout => self.kill(fixture, 467),
            Event::RoleLost => {
                fixture.sandbox.remove_role(MAIN, "1001").unwrap();
                self.role_lost = true;
            }
            Event::AppRemoved => {
                let answer = fixture.call(Method::Delete, &format!("/{MAIN}/permissions"), &fixture.app()).await;
                if answer.0 == 200 && !self.tokens.is_empty() && !self.removed {
                    self.removed = true;
                    self.granted = false;
                    self.generation += 1;
                }
            }
        }
    }

    fn kill(&mut self, fixture: &Fixture, subcode: i64) {
        fixture.sandbox.kill_tokens(MAIN, subcode).unwrap();
        for token in &mut self.tokens {
            token.killed = Some(subcode);
        }
    }
}

/// Calls of which some change the world and some fail.
const CALLS: &[(&str, &str)] = &[
    ("GET", "me"),
    ("GET", "me/accounts?fields=id,name&limit=2"),
    ("GET", "me?fields=accounts.limit(1){id}"),
    ("GET", "1002?fields=name,is_webhooks_subscribed"),
    ("GET", "424242"),
    ("GET", "me?fields=id{"),
    ("DELETE", "me/permissions/email"),
    ("GET", "me/permissions"),
    ("DELETE", "1002/subscribed_apps"),
    ("POST", "1001/subscribed_apps?subscribed_fields=feed"),
];

fn calls() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    prop::collection::vec(prop::sample::select(CALLS), 1..8)
}

async fn one(fixture: &Fixture, (method, path): (&str, &str)) -> (u16, Vec<u8>, String) {
    let request = Request::new(Method::named(method), address(&format!("/v26.0/{path}")));
    let answer = fixture.send(request.header("authorization", format!("Bearer {}", fixture.user()))).await;
    (answer.status, answer.body, format!("{:?}", answer.headers.iter().collect::<Vec<_>>()))
}

proptest! {
    #![proptest_config(few(48))]

    #[test]
    fn the_death_of_a_token_follows_its_parentage(events in prop::collection::vec(event(), 1..14)) {
        now(async {
            let (fixture, mut model) = (Fixture::new("small"), Model::default());
            for (number, event) in events.iter().enumerate() {
                model.happen(*event, &fixture).await;
                for (at, token) in model.tokens.iter().enumerate() {
                    let (_, answer) = fixture.call(Method::Get, "/me?fields=id", &token.text).await;
                    let seen = answer["error"]["error_subcode"].as_i64();
                    prop_assert_eq!(seen, model.death(at), "token {} after {:?}: {}", at, &events[..=number], answer);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_batch_is_its_calls_one_by_one(calls in calls()) {
        let (together, apart) = (Fixture::new("small"), Fixture::new("small"));
        now(async {
            let operations: Vec<Value> =
                calls.iter().map(|(method, path)| json!({ "method": method, "relative_url": path })).collect();
            let mut url = address("/v26.0/");
            url.query_pairs_mut().append_pair("batch", &Value::Array(operations).to_string());
            let request = Request::new(Method::Post, url);
            let answer = together.send(request.header("authorization", format!("Bearer {}", together.user()))).await;
            let parts: Vec<Value> = serde_json::from_slice(&answer.body).unwrap();
            for (part, call) in parts.iter().zip(&calls) {
                let (status, body, _) = one(&apart, *call).await;
                prop_assert_eq!(&part["code"], &json!(status));
                prop_assert_eq!(part["body"].as_str().unwrap().as_bytes(), body.as_slice());
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_same_seed_and_clock_give_the_same_bytes(calls in calls()) {
        let (here, there) = (Fixture::new("small"), Fixture::new("small"));
        now(async {
            for call in calls {
                prop_assert_eq!(one(&here, call).await, one(&there, call).await);
            }
            Ok(())
        })?;
    }

    #[test]
    fn rows_that_stay_come_once_while_others_come_and_go(
        limit in 1_usize..12,
        changes in prop::collection::vec((any::<bool>(), 0_u64..80), 0..40),
    ) {
        let fixture = Fixture::new("empty");
        fixture.sandbox.write(|world| agency_of(&world, 40)).unwrap();
        let mut stays: BTreeSet<String> = (1..=40).map(|number| (500_000 + number).to_string()).collect();
        let (mut seen, mut after, mut changes) = (Vec::new(), String::new(), changes.into_iter());
        now(async {
            loop {
                let list = fixture.get(&format!("/me/accounts?fields=id&limit={limit}&after={after}"), &fixture.user()).await;
                seen.extend(column(&list, "id").into_iter().map(str::to_owned));
                if list["paging"]["next"].is_null() {
                    break;
                }
                list["paging"]["cursors"]["after"].as_str().unwrap().clone_into(&mut after);
                let Some((come, number)) = changes.next() else { continue };
                let id = (500_000 + number).to_string();
                if come && number > 40 {
                    fixture.sandbox.write(|world| agency_page(&world, number)).unwrap();
                } else {
                    fixture.sandbox.remove_role(MAIN, &id).unwrap();
                    stays.remove(&id);
                }
            }
        });
        let once: BTreeSet<String> = seen.iter().cloned().collect();
        prop_assert_eq!(once.len(), seen.len(), "no row comes twice: {:?}", seen);
        prop_assert!(stays.is_subset(&once), "missing: {:?}", stays.difference(&once).collect::<Vec<_>>());
    }
}
