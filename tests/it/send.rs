//! What `send` promises: one text proves a connection, and a refusal says why and what to do.

use std::time::Duration;

use serde_json::{Value, json};
use snorq::sandbox::{Event, Guest};

use crate::bench::{Fixture, Output, refusal};

const PAGE: &str = "facebook:1001";
const ACCOUNT: &str = "instagram:17841400000000001";
const NUMBER: &str = "whatsapp:310000000000002";
const CUSTOMER: &str = "7001";

/// A connection, and a customer who has just written.
struct Conversation {
    fixture: Fixture,
    reference: &'static str,
}

impl Conversation {
    fn new(reference: &'static str) -> Self {
        let fixture = if reference == NUMBER {
            let fixture = Fixture::new("whatsapp");
            let _ = fixture.connect_numbers(&["--phone", "310000000000002"], "").expect(0);
            fixture
        } else {
            Fixture::with_pages("small", &["--page", "1001"])
        };
        let conversation = Self { fixture, reference };
        conversation.hears(conversation.customer());
        conversation
    }

    fn customer(&self) -> &'static str {
        if self.reference == NUMBER { "16505551234" } else { CUSTOMER }
    }

    /// The customer writes to the connection.
    fn hears(&self, customer: &str) {
        let (_, id) = self.reference.split_once(':').unwrap();
        let guest = Guest { id: Some(customer.to_owned()), ..Guest::default() };
        let _ = self.fixture.hosted.sandbox.event(id, &guest, Event::Message("Open today?".to_owned())).unwrap();
    }

    fn send(&self, to: &str, more: &[&str]) -> Output {
        self.fixture.bench.run(&[&["send", self.reference, "--to", to], more].concat())
    }

    /// How it is refused: exit code, Meta's code and subcode, message and hint.
    #[track_caller]
    fn refused(&self, to: &str, code: i32) -> (Value, Value, String) {
        let error = self.send(to, &["--text", "Yes", "--json"]).expect(code).error();
        let told = format!("{} | {}", error["message"].as_str().unwrap(), error["hint"].as_str().unwrap_or_default());
        (error["graph"]["code"].clone(), error["graph"]["subcode"].clone(), told)
    }

    /// How it is refused when Meta answers with this.
    #[track_caller]
    fn answered(&self, code: i64, subcode: Option<i64>, exit: i32) -> String {
        self.fixture.hosted.once("/messages", refusal(code, subcode));
        self.refused(self.customer(), exit).2
    }
}

#[test]
fn a_text_goes_out_on_every_platform() {
    for reference in [PAGE, ACCOUNT, NUMBER] {
        let conversation = Conversation::new(reference);
        let sent =
            conversation.send(conversation.customer(), &["--text", "Yes", "--json"]).expect(0).json()["sent"].clone();
        assert_eq!((&sent["ref"], &sent["to"]), (&json!(reference), &json!(conversation.customer())));
        assert!(sent["message_id"].is_string() && sent["delivered"].is_null(), "{sent}");
        let people = conversation
            .fixture
            .bench
            .run_with(&["send", reference, "--to", conversation.customer(), "--text-stdin"], "Until six\n");
        let people = people.expect(0);
        assert!(people.stdout.starts_with(&format!("Meta accepted the message from {reference}")), "{people}");
        assert_eq!(people.stderr.contains("accepted is not delivered"), reference == NUMBER, "{people}");
        let log = conversation.fixture.bench.run(&["log", "--json"]).expect(0).stdout;
        assert!(log.contains("accepted") && !log.contains("Until six"), "what was written is nobody's business: {log}");
    }
}

#[test]
fn after_a_day_the_window_is_closed() {
    for (reference, subcode) in [(PAGE, 2_018_278), (ACCOUNT, 2_534_022)] {
        let conversation = Conversation::new(reference);
        conversation.fixture.hosted.sandbox.push_clock(Duration::from_hours(25)).unwrap();
        let (code, found, told) = conversation.refused(CUSTOMER, 1);
        assert_eq!((code, found), (json!(10), json!(subcode)), "{told}");
        assert!(told.contains("24 hours") && told.contains("write"), "{told}");
        // The customer writes again, and it opens.
        conversation.hears(CUSTOMER);
        conversation.send(CUSTOMER, &["--text", "Yes"]).expect(0);
    }
}

#[test]
fn whatsapp_tells_of_a_closed_window_at_once_or_later() {
    let conversation = Conversation::new(NUMBER);
    conversation.fixture.hosted.sandbox.push_clock(Duration::from_hours(25)).unwrap();
    // Accepted, and not delivered: what is told says so.
    let people = conversation.send(conversation.customer(), &["--text", "Yes"]).expect(0);
    assert!(people.stderr.contains("131047"), "{people}");
    let told = conversation.answered(131_047, None, 1);
    assert!(told.contains("24 hours") && told.contains("template"), "{told}");
}

#[test]
fn whom_nobody_can_reach_is_said() {
    let conversation = Conversation::new(PAGE);
    let (code, subcode, told) = conversation.refused("999999", 1);
    assert_eq!((code, subcode), (json!(100), json!(2_018_001)), "{told}");
    assert!(told.contains("webhook"), "where the id comes from: {told}");
    assert!(conversation.answered(551, Some(1_545_041), 1).contains("cannot be reached at the moment"));
    let number = Conversation::new(NUMBER);
    for (code, says) in [(131_026, "cannot be delivered"), (131_030, "test number"), (131_021, "the same number")] {
        let told = number.answered(code, None, 1);
        assert!(told.contains(says), "{code}: {told}");
    }
}

#[test]
fn limits_permissions_and_dead_tokens_have_their_own_exit_codes() {
    let conversation = Conversation::new(PAGE);
    assert!(conversation.answered(613, None, 4).contains("try again"));
    assert!(conversation.answered(10, None, 3).contains("permission"));
    conversation.fixture.hosted.sandbox.kill_tokens("100000000000001", 460).unwrap();
    let (code, subcode, told) = conversation.refused(CUSTOMER, 3);
    assert_eq!((code, subcode), (json!(190), json!(460)));
    assert!(told.contains("snorq connect facebook"), "{told}");
    conversation.fixture.bench.run(&["revoke", PAGE, "--yes", "--local-only"]).expect(0);
    let gone = conversation.send(CUSTOMER, &["--text", "Yes", "--json"]).expect(7).error();
    assert!(gone["hint"].as_str().unwrap().contains("snorq connect facebook"), "{gone}");
    let number = Conversation::new(NUMBER);
    for code in [130_429, 131_056] {
        assert!(number.answered(code, None, 4).contains("try again"), "{code}");
    }
}

#[test]
fn what_cannot_be_sent_is_refused_here() {
    let conversation = Conversation::new(ACCOUNT);
    let long = "ä".repeat(501);
    let refused = conversation.send(CUSTOMER, &["--text", &long, "--json"]).expect(2).error();
    assert!(refused["message"].as_str().unwrap().contains("1,000 bytes"), "{refused}");
    assert_eq!(conversation.fixture.hosted.count("/messages"), 0, "Meta was not asked");
    conversation.send(CUSTOMER, &["--text", &"ä".repeat(500)]).expect(0);
    let _ = conversation.send(CUSTOMER, &["--text", "  "]).expect(2);
}
