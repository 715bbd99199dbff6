//! What `list` promises: who is in it, in which order, with which columns, and as CSV.

use std::process::Stdio;

use crate::bench::{Bench, rename_page};

/// A sandbox in which Pages with hostile names are connected, and verified but for one.
fn connected() -> Bench {
    let bench = Bench::new();
    bench.run(&["sandbox", "reset"]).expect(0);
    rename_page(&bench.home(), "1002", "=HYPERLINK(\"http://evil.example\",\"click\")");
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    bench
}

fn lines(bench: &Bench, args: &[&str]) -> Vec<String> {
    let output = bench.run(&[&["--sandbox", "list", "--columns", "ref"], args].concat()).expect(0);
    output.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn filters_leave_out_what_was_not_asked_for() {
    let bench = connected();
    assert_eq!(lines(&bench, &["--name", "ACME"]), ["facebook:1001", "instagram:17841400000000001"]);
    assert_eq!(lines(&bench, &["--name", "acme", "--platform", "instagram"]), ["instagram:17841400000000001"]);
    assert_eq!(lines(&bench, &["--waba", "1"]), [""; 0]);
    assert_eq!(lines(&bench, &["--status", "error"]), [""; 0]);
    let none = bench.run(&["--sandbox", "list", "--name", "nobody"]).expect(0);
    assert!(none.stderr.contains("nothing that is connected is like that; next: snorq --sandbox list"), "{none}");
}

#[test]
fn the_numbers_of_one_account_are_listed() {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "whatsapp", "--all", "--no-register"]).expect(0);
    let all = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
    let waba = all["connections"][0]["waba_id"].as_str().unwrap();
    let its = |one: &&serde_json::Value| one["waba_id"] == waba;
    let wanted = all["connections"].as_array().unwrap().iter().filter(its).count();
    assert!(wanted > 0);
    assert_eq!(lines(&bench, &["--waba", waba]).len(), wanted);
    assert_eq!(lines(&bench, &["--waba", "1"]).len(), 0);
}

#[test]
fn lists_are_sorted_by_several_columns_both_ways() {
    let bench = connected();
    let sorted = lines(&bench, &["--sort", "-platform,platform_user_id"]);
    let ids = ["instagram:17841400000000001", "instagram:17841400000000002"];
    assert_eq!(sorted, [&ids[..], &["facebook:1001", "facebook:1002", "facebook:1003"]].concat());
    let sorted = lines(&bench, &["--sort", "platform", "--sort=-ref"]);
    assert_eq!(sorted[0], "facebook:1003");
    let json = bench.run(&["--sandbox", "list", "--json", "--sort", "-ref"]).expect(0).json();
    assert_eq!(json["connections"][0]["ref"], "instagram:17841400000000002");
}

#[test]
fn an_unknown_column_names_the_known_ones() {
    let bench = Bench::new();
    for args in [["--columns", "ref,nmae"], ["--sort", "-nmae"]] {
        let people = bench.run(&[&["--sandbox", "list"], &args[..]].concat()).expect(2);
        assert!(people.stderr.contains("platform_display_name"), "{people}");
    }
    let error = bench.run(&["--sandbox", "list", "--sort", "nmae", "--json"]).expect(2).error();
    assert!(error["message"].as_str().unwrap().contains("platform_display_name"), "{error}");
    let bench = bench.with("SNORQ_JSON", "1");
    let error = bench.run(&["--sandbox", "list", "--columns", "nmae"]).expect(2).error();
    assert!(error["hint"].as_str().unwrap().contains("platform_display_name"), "{error}");
    bench.run(&["--sandbox", "list", "--columns", "ref"]).expect(2).error();
    bench.run(&["--sandbox", "list", "--csv", "--json"]).expect(2).error();
    assert!(bench.run(&["--sandbox", "list", "--csv"]).expect(0).stdout.starts_with("ref,id,"), "the flag wins");
}

#[test]
fn csv_is_read_by_others_and_holds_no_formula() {
    let bench = connected();
    let whole = bench.run(&["--sandbox", "list", "--csv"]).expect(0).stdout;
    let mut reader = csv::Reader::from_reader(whole.as_bytes());
    let names: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let listed = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
    assert_eq!(rows.len(), 5);
    for (row, one) in rows.iter().zip(listed["connections"].as_array().unwrap()) {
        for (name, cell) in names.iter().zip(row) {
            let place = format!("/{}", name.replace('.', "/"));
            let value = one.pointer(&place).and_then(serde_json::Value::as_str).unwrap_or(cell);
            assert!(cell == value || cell.strip_prefix('\'') == Some(value), "{name}: {cell} {value}");
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
        }
    }
    assert!(whole.contains("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"click\"\")\""), "{whole}");
    let two = bench.run(&["--sandbox", "list", "--csv", "--columns", "ref,status", "--name", "acme"]).expect(0);
    assert_eq!(two.stdout, "ref,status\r\nfacebook:1001,ACTIVE\r\ninstagram:17841400000000001,ACTIVE\r\n");
    assert_eq!(
        bench.run(&["--sandbox", "list", "--csv", "--columns", "ref", "--waba", "1"]).expect(0).stdout,
        "ref\r\n"
    );
}

/// Longer than a pipe holds, so that the writer meets the closed end.
#[test]
fn a_reader_that_leaves_ends_a_list_quietly() {
    let bench = connected();
    let columns = vec!["token.scopes"; 2_000].join(",");
    for args in
        [&["--csv", "--columns", &columns][..], &["--columns", &columns], &["--columns", &columns, "--sort", "ref"]]
    {
        let mut command = bench.command(&[&["--sandbox", "list"], args].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(!String::from_utf8_lossy(&output.stderr).contains("error"), "{output:?}");
    }
}

#[test]
fn chosen_columns_fit_eighty_columns() {
    let bench = connected();
    let mut command =
        bench.command(&["--sandbox", "list", "--columns", "ref,status,platform_display_name,token.scopes"]);
    command.env("COLUMNS", "80").env("NO_COLOR", "1");
    let seen = rexpect::session::spawn_command(command, Some(20_000)).unwrap().exp_eof().unwrap();
    // The terminal is read byte by byte.
    let seen = String::from_utf8(seen.chars().map(|c| u8::try_from(c).unwrap()).collect()).unwrap();
    let table: Vec<_> = seen.lines().filter(|line| line.contains("REF  ") || line.contains("ACTIVE")).collect();
    assert_eq!(table.len(), 6, "{seen}");
    assert!(table.iter().all(|line| line.trim_end().chars().count() <= 80), "{seen}");
}
