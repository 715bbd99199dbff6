//! What Tab offers: profiles and refs, in the shells themselves.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::bench::{Bench, Hosted, SNORQ, left_out, program};

/// A home with a profile and connections of the sandbox, and the binary under its own name.
fn home() -> Bench {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    let hosted = Hosted::start("small");
    let add = ["app", "add", "acme", "--app-id", "900000000000001", "--secret-stdin", "--no-input"];
    let addresses = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
    bench.run_with(&[&add[..], &addresses].concat(), &hosted.credentials.app_secret).expect(0);
    std::fs::create_dir(bench.side().join("bin")).unwrap();
    std::os::unix::fs::symlink(SNORQ, bench.side().join("bin/snorq")).unwrap();
    bench
}

fn completions(shell: &str) -> std::path::PathBuf {
    let file = if shell == "zsh" { "_snorq".to_owned() } else { format!("snorq.{shell}") };
    Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file)
}

/// What a shell prints; nothing may be on stderr, where it would stand in the prompt.
#[track_caller]
fn lines(bench: &Bench, shell: &str, args: &[&str]) -> Vec<String> {
    let mut command = Command::new(shell);
    bench.dress(&mut command);
    let path = format!("{}:/usr/bin:/bin", bench.side().join("bin").display());
    let output = command.env("PATH", path).args(args).stdin(Stdio::null()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// What bash offers at the end of `line`.
fn in_bash(bench: &Bench, line: &str) -> Vec<String> {
    let script = format!(
        "source {}; COMP_LINE={line:?}; COMP_POINT=${{#COMP_LINE}}; read -ra COMP_WORDS <<< \"$COMP_LINE\"; \
         [[ \"$COMP_LINE\" == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
         _snorq_known snorq \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        completions("bash").display()
    );
    lines(bench, "bash", &["--norc", "--noprofile", "-c", &script])
}

#[test]
fn bash_offers_profiles_and_refs() {
    let bench = home();
    assert_eq!(in_bash(&bench, "snorq --profile "), ["acme", "sandbox"]);
    assert_eq!(in_bash(&bench, "snorq list --profile=s"), ["sandbox"]);
    assert_eq!(in_bash(&bench, "snorq app use a"), ["acme"]);
    assert_eq!(
        in_bash(&bench, "snorq --sandbox show i"),
        ["instagram:17841400000000001", "instagram:17841400000000002"]
    );
    assert_eq!(in_bash(&bench, "snorq --sandbox token facebook:1001"), ["1001"], "bash has the rest already");
    for command in ["verify", "revoke", "refresh", "send"] {
        assert_eq!(in_bash(&bench, &format!("snorq --profile sandbox {command} ")).len(), 5, "{command}");
    }
    let further = in_bash(&bench, "snorq --sandbox verify facebook:1001 f");
    assert_eq!(further, ["facebook:1002", "facebook:1003"], "what is named is not offered again");
    assert!(in_bash(&bench, "snorq --sandbox show --js").contains(&"--json".to_owned()), "flags as ever");
    assert!(in_bash(&bench, "snorq li").contains(&"list".to_owned()), "commands as ever");
}

#[test]
fn a_line_that_needs_something_else_gets_nothing_of_ours() {
    let bench = home();
    for words in [&["snorq", "list", ""][..], &["snorq", "show", "-"], &["snorq", "verify", "--within", ""], &["snorq"]]
    {
        let args = [&["completions", "bash", "--"], words].concat();
        assert_eq!(bench.run(&args).expect(0).stdout, "", "{words:?}");
    }
}

/// Without a home nothing is made, with a broken one nothing is said.
#[test]
fn it_makes_nothing_and_complains_of_nothing() {
    let bench = Bench::new();
    let ask = ["completions", "bash", "--", "snorq", "--sandbox", "show", ""];
    let quiet = |bench: &Bench| {
        let output = bench.run(&ask).expect(0);
        assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("", ""), "{output}");
    };
    quiet(&bench);
    assert!(!bench.home().exists());
    std::fs::create_dir_all(bench.home()).unwrap();
    for file in ["snorq.db", "config.toml"] {
        std::fs::write(bench.home().join(file), "neither").unwrap();
        quiet(&bench);
    }
}

#[test]
fn fish_offers_profiles_and_refs() {
    if program(&["fish"]).is_none() {
        return left_out("fish is not installed");
    }
    let bench = home();
    let offered = |line: &str| {
        let script = format!("source {}; complete -C '{line}'", completions("fish").display());
        lines(&bench, "fish", &["--no-config", "-c", &script])
    };
    assert_eq!(offered("snorq --profile a"), ["acme"]);
    assert_eq!(offered("snorq --sandbox show facebook:"), ["facebook:1001", "facebook:1002", "facebook:1003"]);
}

#[test]
fn zsh_offers_profiles_and_refs() {
    if program(&["zsh"]).is_none() {
        return left_out("zsh is not installed");
    }
    let bench = home();
    let mut command = Command::new("zsh");
    bench.dress(&mut command);
    let path = format!("{}:/usr/bin:/bin", bench.side().join("bin").display());
    command.env("PATH", path).env("TERM", "dumb").args(["-f", "-i"]);
    let mut shell = rexpect::session::spawn_command(command, Some(20_000)).unwrap();
    shell
        .send_line(&format!(
            "autoload -Uz compinit; compinit -u -d {}/dump; source {}; PS1=READY'> '",
            bench.side().display(),
            completions("zsh").display()
        ))
        .unwrap();
    shell.exp_string("READY> ").unwrap();
    shell.send("snorq --sandbox show instagram:17841400000000002\t").unwrap();
    shell.send_line("").unwrap();
    shell.exp_string("boltbikes").unwrap();
    shell.exp_string("READY> ").unwrap();
    shell.send("snorq --profile san\t").unwrap();
    shell.send_line(" show facebook:1003").unwrap();
    shell.exp_string("Cara's").unwrap();
    shell.send_line("exit").unwrap();
    shell.exp_eof().unwrap();
}
