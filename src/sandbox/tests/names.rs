//! Our names against those of Meta's own specifications.
//!
//! `tests/recorded/names.txt` has them. It leaves some out that Meta's pages document: a phone number has no node there.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::{Fixture, address, json};
use crate::http::{Method, Request};
use crate::sandbox::catalogue::FIELDS;
use crate::sandbox::edges::IMITATED;

const NAMES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/names.txt"));

/// Fields of a Page's subscription that the specification lacks.
const NEWER: &[&str] = &["agent_messages", "agent_questions", "follow"];

/// Names of our nodes that the specification lacks, with a reason.
const OURS: &[(&str, &str)] = &[
    ("marketing_messages_ad_account", "WhatsApp Business Account reference"),
    ("service_pricing_policy", "WhatsApp Business Account reference"),
];

fn names(node: &str, what: &str) -> Vec<&'static str> {
    let line = NAMES.lines().find_map(|line| line.strip_prefix(&format!("{node} {what} ")));
    line.map(|line| line.split(' ').collect()).unwrap_or_default()
}

/// A node of a seed, and whose token asks.
const NODES: &[(&str, &str, &str, Asker)] = &[
    ("Page", "small", "1001", Asker::Page),
    ("User", "small", "100000000000001", Asker::User),
    ("Application", "small", "900000000000001", Asker::App),
    ("Business", "portfolio", "", Asker::User),
    ("IGUser", "small", "17841400000000001", Asker::User),
    ("WhatsAppBusinessAccount", "whatsapp", "210000000000001", Asker::User),
];

#[derive(Clone, Copy)]
enum Asker {
    App,
    User,
    Page,
}

/// A fresh world, a node of it, a token for it, and what is told on stderr.
struct Scene {
    fixture: Fixture,
    id: String,
    token: String,
    told: Arc<Mutex<Vec<String>>>,
}

impl Scene {
    async fn new(node: &str) -> Self {
        let (_, seed, id, asker) = NODES.iter().find(|(name, ..)| *name == node).unwrap();
        let told: Arc<Mutex<Vec<String>>> = Arc::default();
        let notes = told.clone();
        let Fixture { sandbox } = Fixture::new(seed);
        let sandbox = sandbox.with_tell(Box::new(move |line| notes.lock().unwrap().push(line.to_owned())));
        let fixture = Fixture { sandbox };
        let token = match asker {
            Asker::App => fixture.app(),
            Asker::User => fixture.user(),
            Asker::Page => fixture.page_token(id, &fixture.user()).await,
        };
        let id = match *id {
            "" => fixture.get("/me/businesses", &token).await["data"][0]["id"].as_str().unwrap().to_owned(),
            id => id.to_owned(),
        };
        Self { fixture, id, token, told }
    }

    async fn ask(&self, method: Method, path: &str) -> (u16, Value) {
        let request = Request::new(method, address(path)).header("authorization", format!("Bearer {}", self.token));
        json(&self.fixture.send(request).await)
    }
}

/// Refused in Meta's words, told on stderr and left out of the help's list of edges: all three or none.
#[tokio::test]
async fn every_edge_of_metas_is_imitated_or_told_refused_and_not_listed() {
    let mut wrong = Vec::new();
    for (node, ..) in NODES {
        let (_, imitated) = IMITATED.iter().find(|(name, _)| name == node).unwrap();
        for method in [Method::Get, Method::Post, Method::Delete] {
            for edge in names(node, method.as_str()) {
                let scene = Scene::new(node).await;
                let (status, answer) = scene.ask(method, &format!("/{}/{edge}", scene.id)).await;
                let route = format!("the sandbox does not imitate {} /{{id}}/{edge}", method.as_str());
                let told = scene.told.lock().unwrap().contains(&route);
                let refused = status >= 400 && answer["error"]["fbtrace_id"].is_string();
                let listed = imitated.iter().any(|(name, methods)| *name == edge && methods.contains(&method.as_str()));
                if listed == told || (!listed && !refused) {
                    wrong.push(format!(
                        "{} {node}/{edge}: listed {listed}, told {told}, {status} {answer}",
                        method.as_str()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn no_name_of_ours_is_unknown_to_meta() {
    let mut wrong = Vec::new();
    for (node, ..) in NODES {
        let scene = Scene::new(node).await;
        let known: BTreeSet<&str> = names(node, "fields").into_iter().collect();
        let (_, answer) = scene.ask(Method::Get, &format!("/{}", scene.id)).await;
        let usual: Vec<String> = answer.as_object().unwrap().keys().cloned().collect();
        let bare = crate::sandbox::graph::documented(node).map(str::to_owned);
        let ours = usual.into_iter().chain(bare).filter(|name| !known.contains(name.as_str()));
        wrong.extend(
            ours.filter(|name| !OURS.iter().any(|(ours, _)| ours == name)).map(|name| format!("{node}.{name}")),
        );
    }
    let enumerated = names("Page", "subscribed_fields");
    let ours = FIELDS.iter().filter(|field| !enumerated.contains(field) && !NEWER.contains(field));
    wrong.extend(ours.map(|field| format!("subscribed_fields: {field}")));
    wrong.extend(enumerated.iter().filter(|field| !FIELDS.contains(field)).map(|field| format!("we lack {field}")));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What Meta has, a program may ask for: known with or without a value.
#[tokio::test]
async fn fields_of_metas_nodes_are_known() {
    let mut wrong = Vec::new();
    for node in ["Page", "User", "Business", "IGUser", "WhatsAppBusinessAccount"] {
        let scene = Scene::new(node).await;
        for field in names(node, "fields") {
            let (status, _) = scene.ask(Method::Get, &format!("/{}?fields={field}", scene.id)).await;
            if status != 200 {
                wrong.push(format!("{node}.{field}"));
            }
        }
    }
    assert_eq!(wrong, UNKNOWN);
}

/// Fields of the specification that we refuse: gone with v26.0, or of features that the sandbox does not have.
const UNKNOWN: &[&str] = &[
    "Page.ad_campaign",
    "Page.available_promo_offer_ids",
    "Page.breaking_news_usage",
    "Page.connected_page_backed_instagram_account",
    "Page.copyright_attribution_insights",
    "Page.copyright_whitelisted_ig_partners",
    "Page.country_page_likes",
    "Page.current_location",
    "Page.differently_open_offerings",
    "Page.does_viewer_have_page_permission_link_ig",
    "Page.genre",
    "Page.is_calling_eligible",
    "Page.is_eligible_for_disable_connect_ig_btn_for_non_page_admin_am_web",
    "Page.leadgen_tos_accepting_user",
    "Page.messenger_ads_default_icebreakers",
    "Page.messenger_ads_default_quick_replies",
    "Page.messenger_ads_quick_replies_type",
    "Page.mini_shop_storefront",
    "Page.network",
    "Page.parking",
    "Page.preferred_audience",
    "Page.priority_hours",
    "Page.recipient",
    "Page.start_info",
    "Page.store_code",
    "User.client_business_id",
    "User.community",
    "User.local_news_megaphone_dismiss_status",
    "User.local_news_subscription_status",
    "User.shared_login_upgrade_required_by",
    "User.supports_donate_button_in_live_video",
    "User.third_party_id",
    "Business.collaborative_ads_managed_partner_business_info",
    "Business.collaborative_ads_managed_partner_eligibility",
    "Business.collaborative_ads_partner_premium_options",
    "Business.marketing_messages_onboarding_status",
    "Business.whatsapp_business_manager_messaging_limit",
    "IGUser.business_discovery",
    "IGUser.mentioned_comment",
    "IGUser.mentioned_media",
];
