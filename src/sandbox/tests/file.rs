//! Worlds as files.

use std::time::Duration;

use serde_json::Value;

use super::Fixture;
use super::walk::Walk;
use crate::http::Method;
use crate::sandbox::{SEEDS, Sandbox, SandboxError, schema};

fn saved(sandbox: &Sandbox) -> String {
    let mut file = Vec::new();
    sandbox.save(&mut file).unwrap();
    String::from_utf8(file).unwrap()
}

fn load(sandbox: &Sandbox, text: &str) -> Result<(), String> {
    match sandbox.load(&mut text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(SandboxError::File(words)) => Err(words),
        Err(other) => panic!("{other}"),
    }
}

/// The smallest world that is of use.
const SMALL: &str = r#"{
  "$schema": "world.schema.json",
  "world": { "ahead": "1d" },
  "app": { "live": true },
  "people": [{ "name": "Hanna Hand" }],
  "instagram_accounts": [{ "id": "17841", "username": "by.hand" }],
  "pages": [{ "id": "1", "name": "By hand", "instagram": "17841" }, { "id": "2", "name": "Not hers" }],
  "roles": [{ "page": "1" }]
}"#;

#[tokio::test]
async fn a_world_written_by_hand_needs_little() {
    let fixture = Fixture::new("empty");
    load(&fixture.sandbox, SMALL).unwrap();
    let list =
        fixture.get("/me/accounts?fields=name,tasks,instagram_business_account{username}", &fixture.user()).await;
    assert_eq!(super::column(&list, "name"), ["By hand"]);
    assert_eq!(list["data"][0]["instagram_business_account"]["username"], "by.hand");
    assert_eq!(list["data"][0]["tasks"].as_array().unwrap().len(), 6);
    assert_eq!(fixture.get("/me", &fixture.user()).await["name"], "Hanna Hand");
    assert_eq!(fixture.sandbox.read(|world| Ok((world.state.ahead, world.app.live))).unwrap(), (86_400, true));
}

#[tokio::test]
async fn a_saved_world_goes_on_working_elsewhere() {
    let fixture = Fixture::new("portfolio");
    let token = fixture.login(&Walk::default()).await;
    let page = fixture.page_token("2001", &token).await;
    fixture.call(Method::Post, "/2001/subscribed_apps?subscribed_fields=messages", &page).await;
    fixture.sandbox.push_clock(Duration::from_secs(61)).unwrap();
    let (file, other) = (saved(&fixture.sandbox), Fixture::new("small"));
    load(&other.sandbox, &file).unwrap();
    assert_eq!(saved(&other.sandbox), file);
    for (path, token) in [("/me/accounts", &token), ("/2001/subscribed_apps", &page), ("/me", &fixture.user())] {
        assert_eq!(other.get(path, token).await, fixture.get(path, token).await, "{path}");
    }
}

#[test]
fn every_seed_comes_back_byte_for_byte_and_fits_the_schema() {
    let validator = jsonschema::validator_for(&schema().unwrap()).unwrap();
    for seed in SEEDS.iter().filter(|seed| seed.name != "agency") {
        let one = Sandbox::in_memory(seed.name).unwrap();
        let file = saved(&one);
        let value: Value = serde_json::from_str(&file).unwrap();
        let wrong: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", seed.name);
        let other = Sandbox::in_memory("empty").unwrap();
        load(&other, &file).unwrap_or_else(|words| panic!("{}: {words}", seed.name));
        assert_eq!(saved(&other), file, "{}", seed.name);
        assert_eq!(saved(&Sandbox::in_memory(seed.name).unwrap()), file, "{}", seed.name);
    }
    validator.validate(&serde_json::from_str(SMALL).unwrap()).unwrap();
    for wrong in
        [r#"{"page":[]}"#, r#"{"pages":[{"name":"x"}]}"#, r#"{"pages":[{"id":1}]}"#, r#"{"roles":[{"p":"1"}]}"#]
    {
        assert!(!validator.is_valid(&serde_json::from_str(wrong).unwrap()), "{wrong}");
    }
}

#[test]
fn what_is_wrong_in_a_file_is_named_with_its_place_and_changes_nothing() {
    let sandbox = Sandbox::in_memory("small").unwrap();
    let before = saved(&sandbox);
    for (text, wanted) in [
        ("", "EOF while parsing"),
        ("[]", "an object with the sections of a world"),
        ("{}", "people: expected at least one person"),
        (r#"{"people":[{}]} x"#, "trailing characters at line 1 column 17"),
        (r#"{"sites":[]}"#, "unknown section 'sites', expected one of world, app, people, "),
        (r#"{"people":[],"people":[]}"#, "the section 'people' is there twice"),
        (r#"{"people":[{}],"world":{}}"#, "'world' must stand before the sections"),
        (r#"{"world":{"ahead":"long"}}"#, "world: ahead: expected a time such as"),
        (r#"{"pages":{}}"#, "invalid type: map, expected a list of pages"),
        ("{\"pages\":[\n{\"id\":\"1\"},\n7]}", "pages[1]: expected an object at line 3"),
        (r#"{"pages":[{"name":"x"}]}"#, "pages[0]: expected an id"),
        (r#"{"pages":[{"id":1}]}"#, "pages[0]: id: expected a text"),
        (r#"{"pages":[{"id":"1"},{"id":"1"}]}"#, "pages[1] (id '1'): '1' is in the file twice"),
        (r#"{"pages":[{"id":"1","nam":"x"}]}"#, "pages[0] (id '1'): unknown field 'nam', expected one of id, name,"),
        (r#"{"pages":[{"id":"1","name":7}]}"#, "pages[0] (id '1'): invalid type: integer `7`, expected a string"),
        (r#"{"tokens":[{"expires":"soon"}]}"#, "tokens[0]: expires: expected a time such as"),
        (r#"{"people":[{}],"roles":[{"page":"9"}]}"#, "has page '9', which is not among the pages"),
        (r#"{"people":[{"id":"7","ord":1},{"id":"8","ord":1}]}"#, "people: '7' and '8' have the same ord"),
    ] {
        let words = load(&sandbox, text).unwrap_err();
        assert!(words.contains(wanted), "{text}: {words}");
        assert_eq!(saved(&sandbox), before, "{text}");
    }
}
