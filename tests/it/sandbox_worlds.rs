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

/// The smallest world of the command's own help.
#[test]
fn the_smallest_world_can_be_connected_at_once() {
    let bench = Bench::new();
    let text = r#"{"people": [{"name": "Ada"}], "pages": [{"id": "1", "name": "Acme"}], "roles": [{"page": "1"}]}"#;
    bench.run_with(&["sandbox", "load", "-"], text).expect(0);
    let connected = bench.run(&["--sandbox", "connect", "facebook", "--all", "--no-instagram", "--json"]).expect(0);
    assert!(connected.stdout.contains("facebook:1"), "{connected}");
}

#[test]
fn d14_a_file_is_checked_before_connections_go_and_they_go_with_a_yes_only() {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--page", "1001", "--no-instagram"]).expect(0);
    let count = || bench.run(&["--sandbox", "list", "--json"]).expect(0).stdout.matches("facebook:1001").count();
    assert!(count() > 0);
    bench.run_with(&["sandbox", "load", "-", "--yes"], "{\"sites\": []}").expect(2);
    assert!(count() > 0, "a bad file changes nothing");
    let world = r#"{"people": [{"name": "Ada"}]}"#;
    let unasked = bench.run_with(&["sandbox", "load", "-", "--no-input"], world);
    assert!(unasked.stderr.contains("--yes"), "{unasked}");
    assert!(count() > 0);
    bench.run_with(&["sandbox", "load", "-", "--yes"], world).expect(0);
    assert_eq!(count(), 0);
}

/// Tokens that a seed leaves to be found.
#[test]
fn every_token_of_a_seed_is_told_with_its_name() {
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "dead-tokens"]).expect(0);
    let all = bench.run(&["sandbox", "credentials", "--json"]).expect(0).json();
    let tokens = all["tokens"].as_array().unwrap();
    assert!(
        tokens.iter().any(|one| one["dead"].is_string()) && tokens.iter().all(|one| one["name"].is_string()),
        "{all}"
    );
    let person = tokens[0]["person"].as_str().unwrap();
    let own = bench.run(&["sandbox", "credentials", "--person", person, "--json"]).expect(0).json();
    assert!(own["tokens"].as_array().unwrap().iter().all(|one| one["person"] == person), "{own}");
    bench.run(&["sandbox", "credentials", "--person", "9"]).expect(7);
}
