//! Answers that end too early, that say something else, and that have no end.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::domain::{Trouble, WabaId};
use crate::http::Handler as _;
use crate::sandbox::Sandbox;

/// The sandbox's answers, once whole and from then on as many bytes of them as are kept.
struct Cutting {
    sandbox: Sandbox,
    told: Mutex<HashMap<String, Response>>,
    kept: AtomicUsize,
    change: Mutex<Option<Dice>>,
}

/// Small, and the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }

    /// Puts something else in the place of a value, somewhere inside.
    fn change(&mut self, value: &mut Value) {
        let inside: Vec<&mut Value> = match value {
            Value::Object(map) => map.values_mut().collect(),
            Value::Array(list) => list.iter_mut().collect(),
            _ => Vec::new(),
        };
        let count = inside.len();
        if count > 0 && self.below(5) > 0 {
            let at = self.below(count);
            return self.change(inside.into_iter().nth(at).unwrap());
        }
        let others = [
            json!(null),
            json!(true),
            json!("true"),
            json!(0),
            json!(-1),
            json!(u64::MAX),
            json!(1.5e300),
            json!(""),
            json!("\u{202e}"),
            json!([]),
            json!({}),
            json!([null]),
            json!({"id": {}}),
            json!("x".repeat(5000)),
        ];
        *value = others[self.below(others.len())].clone();
    }
}

impl Cutting {
    fn longest(&self) -> usize {
        self.told.lock().unwrap().values().map(|response| response.body.len()).max().unwrap()
    }
}

#[async_trait]
impl Transport for Cutting {
    async fn send(&self, request: Request) -> Answer {
        let path = request.url.path().to_owned();
        let told = self.told.lock().unwrap().get(&path).cloned();
        let mut response = match told {
            Some(told) => told,
            None => self.sandbox.answer(request).await.into_response().unwrap(),
        };
        self.told.lock().unwrap().insert(path, response.clone());
        if let Some(dice) = self.change.lock().unwrap().as_mut()
            && let Ok(mut value) = serde_json::from_slice(&response.body)
        {
            dice.change(&mut value);
            response.body = value.to_string().into_bytes();
        }
        response.body.truncate(self.kept.load(Ordering::SeqCst));
        Ok(response)
    }
}

/// A client of the sandbox in `seed`, and the tokens that it has.
struct World {
    graph: Graph,
    wire: Arc<Cutting>,
    person: Secret,
    system: Secret,
}

fn world(seed: &str) -> World {
    let sandbox = Sandbox::in_memory(seed).unwrap();
    let credentials = sandbox.credentials().unwrap();
    let wire = Arc::new(Cutting {
        sandbox,
        told: Mutex::default(),
        kept: AtomicUsize::new(usize::MAX),
        change: Mutex::default(),
    });
    let base: url::Url = "http://localhost".parse().unwrap();
    let endpoint = Endpoint { graph: base.clone(), dialog: base, version: "v26.0".into() };
    let app = App { id: credentials.app_id, secret: Secret::new(credentials.app_secret) };
    let graph = Graph::new(wire.clone(), Arc::new(Still::default()), endpoint, app);
    let (person, system) = (Secret::new(credentials.user_token), Secret::new(credentials.system_user_token));
    World { graph, wire, person, system }
}

async fn read(world: &World, page: &Secret, which: usize) -> Result<(), Trouble> {
    let (user, waba) = ("100000000000001", WabaId::new("210000000000001"));
    let World { graph, person, system, .. } = world;
    match which {
        0 => graph.me(person).await.map(drop),
        1 => graph.accounts(person).await.map(drop),
        2 => graph.permissions(user, person).await.map(drop),
        3 => graph.debug_token(person).await.map(drop),
        4 => graph.businesses(person).await.map(drop),
        5 => graph.still_granted(user).await.map(drop),
        6 => graph.app_node().await.map(drop),
        7 => graph.app_subscriptions().await.map(drop),
        8 => graph.app_permissions().await.map(drop),
        9 => graph.subscriptions(&[("1001", page)]).await.remove(0).map(drop),
        10 => graph.page_states(&[("1001", page)]).await.remove(0).map(drop),
        11 => graph.numbers(&waba, system).await.map(drop),
        12 => graph.waba_subscription(&waba, system).await.map(drop),
        _ => graph.waba_states(&[(&waba, system)]).await.remove(0).map(drop),
    }
}

/// Every read that something is decided on, its answer cut after every byte.
#[tokio::test]
async fn r03_an_answer_that_is_cut_anywhere_is_no_answer() {
    let (pages, numbers) = (world("small"), world("whatsapp"));
    let page = pages.graph.accounts(&pages.person).await.unwrap().pages.remove(0).token.unwrap();
    let mut cuts = 0;
    for which in 0..14 {
        let world = if which < 11 { &pages } else { &numbers };
        world.wire.told.lock().unwrap().clear();
        world.wire.kept.store(usize::MAX, Ordering::SeqCst);
        read(world, &page, which).await.unwrap_or_else(|trouble| panic!("read {which}, uncut: {trouble:?}"));
        for kept in 0..world.wire.longest() {
            world.wire.kept.store(kept, Ordering::SeqCst);
            let trouble = read(world, &page, which).await.expect_err("no answer");
            assert_eq!(trouble.cause, Cause::Garbled, "read {which} after {kept} bytes: {trouble:?}");
            cuts += 1;
        }
    }
    assert!(cuts > 2000, "{cuts} cuts");
}

/// Each read, with another value in some place of its answer: an answer, a refusal or a wait, and never a panic.
#[tokio::test]
async fn r16_no_value_in_an_answer_stops_the_process() {
    let (pages, numbers) = (world("small"), world("whatsapp"));
    let page = pages.graph.accounts(&pages.person).await.unwrap().pages.remove(0).token.unwrap();
    let (mut taken, mut refused) = (0, 0);
    for which in 0..14 {
        let world = if which < 11 { &pages } else { &numbers };
        world.wire.told.lock().unwrap().clear();
        read(world, &page, which).await.unwrap_or_else(|trouble| panic!("read {which}, unchanged: {trouble:?}"));
        *world.wire.change.lock().unwrap() = Some(Dice(which as u64));
        for _ in 0..1500 {
            match read(world, &page, which).await {
                Ok(()) => taken += 1,
                Err(_) => refused += 1,
            }
        }
        *world.wire.change.lock().unwrap() = None;
    }
    assert!(taken > 1000 && refused > 1000, "{taken} taken, {refused} refused");
}

#[tokio::test]
async fn r06_a_deep_answer_is_garbled() {
    for (open, depth) in [("[", 1_000_000), (r#"{"data":"#, 200_000), (r#"[{"a":"#, 130)] {
        let answers = (0..4).map(|_| Ok(Response::new(200).body("application/json", open.repeat(depth))));
        let trouble = table(answers).graph.me(&token()).await.unwrap_err();
        assert_eq!(trouble.cause, Cause::Garbled);
    }
}
