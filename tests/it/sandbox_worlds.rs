//! Worlds as files, by the real binary.

use serde_json::Value;

use crate::bench::Bench;

#[test]
fn a_world_is_saved_changed_by_hand_and_loaded() {
    let bench = Bench::new();
    let file = bench.side().join("world.json");
    let name = file.to_str().unwrap();
    assert_eq!(bench.run(&["sandbox", "save", name, "--json"]).expect(0).json()["file"], name);
    let saved = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, saved.replace("Acme Coffee", "By Hand")).unwrap();
    bench.run(&["sandbox", "load", name]).expect(0);
    assert!(bench.run(&["sandbox", "save", "-"]).expect(0).stdout.contains("By Hand"));
    let wrong = saved.replace("\"pages\"", "\"sites\"");
    std::fs::write(&file, wrong).unwrap();
    let refused = bench.run(&["sandbox", "load", name, "--json"]).expect(2);
    assert!(refused.error()["message"].as_str().unwrap().contains("unknown section 'sites'"), "{refused}");
    assert!(bench.run(&["sandbox", "save", "-"]).expect(0).stdout.contains("By Hand"));
    let absent = bench.run(&["sandbox", "load", "nowhere.json", "--json"]).expect(7);
    assert!(absent.error()["message"].as_str().unwrap().contains("nowhere.json"), "{absent}");
}

#[test]
fn a_world_comes_through_a_pipe() {
    let bench = Bench::new();
    let text = r#"{"people":[{"name":"Hanna Hand"}],"pages":[{"id":"1","name":"Hers"}],"roles":[{"page":"1"}]}"#;
    let status = bench.run_with(&["sandbox", "load", "-", "--json"], text).expect(0).json();
    assert_eq!((&status["sandbox"]["pages"], &status["sandbox"]["seed"]), (&1.into(), &"file".into()));
}

#[test]
fn the_schema_is_printed() {
    let printed = Bench::new().run(&["sandbox", "schema"]).expect(0);
    let schema: Value = serde_json::from_str(&printed.stdout).unwrap();
    assert_eq!(schema["properties"]["pages"]["items"]["required"], serde_json::json!(["id"]));
}
