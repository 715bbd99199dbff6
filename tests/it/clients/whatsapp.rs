//! WhatsApp accounts, registration of numbers, and sending.

use serde_json::json;

use super::Interpreter;
use crate::bench::{Bench, SNORQ, Server};

#[test]
fn pywa_verifies_registers_subscribes_and_sends() {
    let Some(python) = Interpreter::python() else { return };
    let server = Server::start("whatsapp");
    let home = server.home().to_string_lossy();
    // The program reads the text message with the verification code where the sandbox shows it.
    let seen = python.run("pywa_numbers.py", &server, &[("SNORQ", SNORQ), ("SNORQ_HOME", &home)]);
    let wanted = json!({
        "account": "Kiosk",
        "numbers": 5,
        "before": 133_006,
        "verified": true,
        "registered": [true, true],
        "wrong_pin": 133_005,
        "status": "CONNECTED",
        "early": 100,
        "app": [server.text("app_id")],
        "text": true,
        "template": "accepted",
    });
    assert_eq!(seen, wanted);
}

#[test]
fn kapso_registers_and_sends() {
    let Some(node) = Interpreter::node() else { return };
    let wanted = json!({
        "registered": true,
        "again": 133_005,
        "unverified": 133_006,
        "coexisting": 100,
        "template": "hello_world",
        "waId": "16505551234",
        "sent": true,
        "self": 131_021,
    });
    assert_eq!(node.run("kapso_whatsapp.mjs", &Server::start("whatsapp"), &[]), wanted);
}

#[test]
fn whatsapp_api_js_sends() {
    let Some(node) = Interpreter::node() else { return };
    let wanted = json!({
        "product": "whatsapp",
        "waId": "16505551234",
        "template": "accepted",
        "stranger": [131_030, "whatsapp"],
    });
    assert_eq!(node.run("whatsapp_api_js.mjs", &Server::start("whatsapp"), &[]), wanted);
}

#[test]
fn pywa_passes_the_handshake_and_believes_the_signatures() {
    let Some(python) = Interpreter::python() else { return };
    let wanted = json!({
        "wrong": 2200,
        "right": true,
        "ours": true,
        "customer": true,
        "told": ["delivered", "read", "sent"],
        "failed": ["failed", 131_047],
        "forged": ["Forbidden", 403],
    });
    assert_eq!(python.run("pywa_webhooks.py", &Server::start("whatsapp"), &[]), wanted);
}

/// From the connection to the conversation: everything that snorq does for an inbox, and what the inbox does with it.
#[test]
fn pywa_takes_the_stored_token_hears_a_customer_and_answers() {
    let Some(python) = Interpreter::python() else { return };
    let server = Server::start("whatsapp");
    let bench = Bench::new().at(&server);
    let number = "310000000000002";
    let connect = ["connect", "whatsapp", "--token-stdin", "--phone", number];
    bench.run_with(&connect, server.text("system_user_token")).expect(0);
    let (home, sandbox) = (bench.home(), server.home());
    let (home, sandbox) = (home.to_string_lossy(), sandbox.to_string_lossy());
    let mut more = bench.vars();
    more.extend([("SNORQ", SNORQ), ("SNORQ_HOME", &home), ("SANDBOX_HOME", &sandbox), ("NUMBER", number)]);
    let wanted = json!({
        "fields": true,
        "customer": "16505551234",
        "text": "Open today?",
        "answer": true,
        "told": ["delivered", "read", "sent"],
    });
    assert_eq!(python.run("pywa_inbox.py", &server, &more), wanted);
}
