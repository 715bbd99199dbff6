//! What people do elsewhere, for which the sandbox has no control: it is written into the world's file.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use snorq::sandbox::Sandbox;

/// Links another Instagram account to a Page, or none.
pub(crate) fn link_instagram(sandbox: &Sandbox, page: &str, account: Option<&str>) {
    alter(
        sandbox,
        "pages",
        |row| row["id"] == page,
        |row| {
            row["instagram"] = json!(account);
            row["connected"] = json!(account);
        },
    );
}

/// Gives the tokens of a person an end, as a configuration with an expiry does.
pub(crate) fn end_tokens(sandbox: &Sandbox, person: &str, after: Duration) {
    alter(
        sandbox,
        "tokens",
        |row| row["person"] == person,
        |row| {
            row["expires"] = json!(format!("{}s", after.as_secs()));
            row["long"] = json!(false);
        },
    );
}

/// Takes one permission out of what a person has granted.
pub(crate) fn withdraw_scope(sandbox: &Sandbox, person: &str, scope: &str) {
    alter(
        sandbox,
        "grants",
        |row| row["person"] == person,
        |row| {
            row["scopes"].as_array_mut().unwrap().retain(|granted| granted != scope);
        },
    );
}

/// Gives a Page of the sandbox below `home` another name.
pub(crate) fn rename_page(home: &Path, page: &str, name: &str) {
    let sandbox = Sandbox::open(&home.join("sandbox"), super::machine_time()).unwrap();
    alter(&sandbox, "pages", |row| row["id"] == page, |row| row["name"] = json!(name));
}

/// Changes rows of a section; there must be some.
fn alter(sandbox: &Sandbox, section: &str, which: impl Fn(&Value) -> bool, change: impl Fn(&mut Value)) {
    let mut file = Vec::new();
    sandbox.save(&mut file).unwrap();
    let mut world: Value = serde_json::from_slice(&file).unwrap();
    let rows: Vec<_> = world[section].as_array_mut().unwrap().iter_mut().filter(|row| which(row)).collect();
    assert!(!rows.is_empty(), "nothing in {section} is meant");
    rows.into_iter().for_each(change);
    sandbox.load(&mut world.to_string().as_bytes()).unwrap();
}
