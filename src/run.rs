//! From arguments to exit code: parse, decide what is written how, run the command, tell what went wrong.

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::commands::hint::Hints;
use crate::commands::{self, Cli, Command};
use crate::context::{self, Context};
use crate::domain::{Hint, Step};
use crate::error::{Failure, Kind};
use crate::settings::{Env, Paths, SANDBOX};
use crate::terminal::{Environment, OutputOptions, StdTerminal, Terminal, TerminalInfo};

/// Runs snorq with `args`, the program's name first, and answers the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    install_panic_hook();
    close_memory();
    let args: Vec<OsString> = args.into_iter().collect();
    let env = Env::read();
    match Cli::try_parse_from(&args) {
        Ok(cli) => ExitCode::from(start(cli, env, &args)),
        Err(error) => ExitCode::from(refuse(&error, &args, &env)),
    }
}

fn start(cli: Cli, env: Env, args: &[OsString]) -> u8 {
    let paths = Paths::find(&env);
    let options = cli.options(&env, paths.as_ref().ok());
    let terminal = Arc::new(StdTerminal::new(options, terminal_info(&env)));
    // Everything else that says so is information, which --quiet leaves out.
    if options.quiet
        && !options.json
        && options.environment == Environment::Sandbox
        && cli.command.as_ref().is_some_and(Command::acts)
    {
        terminal.say("sandbox: nothing here is real");
    }
    log::start(&cli.global, &env, terminal.colours_messages());
    let hints = Hints::named(cli.global.profile_flag());
    let paths = match paths {
        Ok(paths) => paths,
        Err(error) => return tell(terminal.as_ref(), &hints, &Failure::from(error)),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return tell(terminal.as_ref(), &hints, &Failure::from(error)),
    };
    let (yes, no_input) = (options.yes, options.no_input);
    let cx = Context::new(env, paths, cli.global.profile_flag(), terminal.clone(), terminal, yes, no_input)
        .within(cli.global.timeout);
    let command = match cli.command.map_or_else(|| Command::unnamed(&cx), Ok) {
        Ok(command) => command,
        Err(error) => return refuse(&error, args, &cx.env),
    };
    let outcome = runtime.block_on(async {
        let mut running = std::pin::pin!(command.run(&cx));
        let signal = tokio::select! {
            // Signals first: a reader of the first word may end the command.
            biased;
            signal = interruption() => signal,
            outcome = &mut running => return ended(&cx, outcome),
        };
        if !cx.ask_to_end() {
            return ended(&cx, cx.signalled().unwrap_or_else(|| Err(interrupted(signal))));
        }
        tokio::select! {
            biased;
            // Who asks twice does not want to wait.
            _ = interruption() => 0,
            outcome = &mut running => ended(&cx, outcome),
        }
    });
    // Threads that wait for a keyring or a lock are not waited for.
    runtime.shutdown_background();
    outcome
}

fn ended(cx: &Context, outcome: Result<(), Failure>) -> u8 {
    match outcome {
        Ok(()) => 0,
        Err(failure) => tell(cx.terminal.as_ref(), &Hints::of(cx), &failure),
    }
}

fn interrupted(signal: Kind) -> Failure {
    crate::terminal::restore();
    Failure::new(signal, "interrupted").hint("what was half done is finished or undone by the next connect or revoke")
}

/// Waits for Ctrl-C or a request to end.
async fn interruption() -> Kind {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            return tokio::select! {
                _ = tokio::signal::ctrl_c() => Kind::Interrupted,
                _ = terminate.recv() => Kind::Terminated,
            };
        }
    }
    let _ = tokio::signal::ctrl_c().await;
    Kind::Interrupted
}

fn tell(terminal: &dyn Terminal, hints: &Hints, failure: &Failure) -> u8 {
    commands::tell(terminal, hints, failure);
    failure.kind.exit_code()
}

fn terminal_info(env: &Env) -> TerminalInfo {
    TerminalInfo {
        term_dumb: env.get("TERM") == Some("dumb"),
        no_color: env.get("NO_COLOR").is_some(),
        clicolor_force: env.is_on("CLICOLOR_FORCE"),
        width: env.get("COLUMNS").and_then(|columns| columns.parse().ok()),
        ..TerminalInfo::of_streams()
    }
}

/// Help and version are no errors; anything else that clap says is a wrong command line.
fn refuse(error: &clap::Error, args: &[OsString], env: &Env) -> u8 {
    let helpful = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let json = env.is_on("SNORQ_JSON") || args.iter().any(|arg| arg == "--json" || arg == "--json-lines");
    if helpful || !json {
        // A closed pipe is no error.
        let _ = error.print();
        return if helpful { 0 } else { Kind::Usage.exit_code() };
    }
    let rendered = error.to_string();
    let mut lines = rendered.lines().map(str::trim).filter(|line| !line.is_empty());
    let message = lines.next().unwrap_or("wrong command line").trim_start_matches("error: ").to_owned();
    let options = OutputOptions {
        json: true,
        no_input: true,
        yes: false,
        quiet: false,
        color: crate::terminal::ColorWhen::Never,
        environment: environment(args, env),
    };
    let terminal = StdTerminal::new(options, terminal_info(env));
    let failure = Failure::usage(message);
    let failure = match candidates(error) {
        Some(candidates) => failure.hint(format!("one of: {candidates}")),
        None => failure,
    };
    tell(&terminal, &Hints::default(), &failure.hint(Hint::new("see", Step::Help)))
}

/// What a command line that cannot be read is meant for, as far as its words tell.
fn environment(args: &[OsString], env: &Env) -> Environment {
    let words: Vec<_> = args.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let flag = words.iter().enumerate().find_map(|(at, word)| match *word {
        "--sandbox" => Some(SANDBOX),
        "--profile" => words.get(at + 1).copied(),
        word => word.strip_prefix("--profile="),
    });
    if words.iter().find(|word| !word.starts_with('-')) == Some(&SANDBOX) {
        return Environment::Sandbox;
    }
    Paths::find(env).map_or_else(|_| Environment::default(), |paths| context::environment(flag, env, &paths))
}

/// What could have been given in place of a wrong value.
fn candidates(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::ValidValue)? {
        ContextValue::Strings(values) if !values.is_empty() => Some(values.join(", ")),
        _ => None,
    }
}

/// A panic says where, never with what: its payload can hold anything.
fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        use std::io::Write as _;
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let text = format!("error: snorq has a fault, at {place}\nhint: please report this place and what you did\n");
        // Nowhere to tell is no reason to fail twice.
        let _ = std::io::stderr().write_all(text.as_bytes());
    }));
}

/// A core file would hold every token that is in memory.
#[cfg(unix)]
fn close_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Where it is not allowed, the machine's own setting stands.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(any(target_os = "linux", target_os = "android"))]
    forbid_debuggers();
}

/// A debugger of the same user would read it as well, and the passphrase in the environment (T-13).
#[cfg(any(target_os = "linux", target_os = "android"))]
fn forbid_debuggers() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(unix))]
fn close_memory() {}

/// The log on stderr.
mod log {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
    use tracing_subscriber::util::SubscriberInitExt as _;

    use std::io::{self, Write};

    use crate::commands::Global;
    use crate::domain::text;
    use crate::settings::Env;

    /// Starts it at the level that flags and environment ask for; without either there is none.
    pub(super) fn start(global: &Global, env: &Env, color: bool) {
        let own = |level: LevelFilter| Targets::new().with_target("snorq", level);
        let filter = match (env.get("SNORQ_LOG"), global.verbose) {
            (_, 1) => own(LevelFilter::INFO),
            (_, 2) => own(LevelFilter::DEBUG),
            (_, 3..) => Targets::new().with_default(LevelFilter::TRACE),
            // A level, or targets with levels: `snorq=debug,hyper=info`. A slip in it stops nothing.
            (Some(wish), _) => wish.parse().unwrap_or_default(),
            (None, _) => return,
        };
        let lines = tracing_subscriber::fmt::layer().with_writer(|| Lines(io::stderr())).with_ansi(color);
        // A second start in one process (tests) finds the first one's log in place.
        let _ = tracing_subscriber::registry().with(lines.with_filter(filter)).try_init();
    }

    /// Writes each event as one line, whatever others put into it.
    struct Lines<Out>(Out);

    impl<Out: Write> Write for Lines<Out> {
        fn write(&mut self, event: &[u8]) -> io::Result<usize> {
            let text = String::from_utf8_lossy(event);
            // The escapes that are left are our colours: tracing spells out those of a value.
            let parts: Vec<_> = text.trim_end_matches('\n').split('\x1b').map(text::shown).collect();
            self.0.write_all(format!("{}\n", parts.join("\x1b")).as_bytes())?;
            Ok(event.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.flush()
        }
    }

    #[cfg(test)]
    mod tests {
        use std::sync::{Arc, Mutex};

        use super::*;

        /// What was written, from wherever it was.
        #[derive(Clone, Default)]
        struct Kept(Arc<Mutex<Vec<u8>>>);

        impl Write for Kept {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.lock().unwrap().extend_from_slice(bytes);
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }

        #[test]
        fn u06_a_thousand_hostile_events_are_a_thousand_lines() {
            let kept = Kept::default();
            let out = kept.clone();
            let lines = tracing_subscriber::fmt::layer().with_writer(move || Lines(out.clone())).with_ansi(false);
            tracing::subscriber::with_default(tracing_subscriber::registry().with(lines), || {
                for turn in 0..500 {
                    let text =
                        format!("a\n2026-11-27T00:00:00Z ERROR forged {turn}\r\n\x1b[2J\u{9b}1m\u{202e}\u{2028}\0b");
                    tracing::warn!("{text}");
                    tracing::debug!(name = text, "told");
                }
            });
            let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
            assert_eq!(text.lines().count(), 1000);
            for line in text.lines() {
                assert!(line.contains(" WARN ") || line.contains("DEBUG "), "{line:?}");
                let acts = |c: char| c.is_control() || ['\u{202e}', '\u{2028}'].contains(&c);
                assert!(!line.contains(acts), "{line:?}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "canary-token";

    fn refused(text: String) -> Result<(), String> {
        Err(text)
    }

    /// Panics in every way that carries a text, with a secret in each.
    #[test]
    #[ignore = "run alone by the test below"]
    fn panicking() {
        let ways: [fn(String); 10] = [
            |text| panic!("{text}"),
            |text| std::panic::panic_any(text),
            |text| refused(text).unwrap(),
            |text| refused(text).expect("canary-token"),
            |text| Some(()).filter(|()| false).expect(&text),
            |text| assert_eq!(text, "another"),
            |text| assert!(text.is_empty(), "{text}"),
            |text| unreachable!("{text}"),
            |text| drop(text[text.len() + 1..].to_owned()),
            |text| drop(std::str::from_utf8(&[text.as_bytes(), b"\xff"].concat()).unwrap().to_owned()),
        ];
        install_panic_hook();
        for way in ways.into_iter().cycle().take(30) {
            assert!(std::thread::spawn(move || way(CANARY.to_owned())).join().is_err());
        }
    }

    #[test]
    fn t14_a_panic_tells_its_place_and_nothing_else() {
        let own = std::env::current_exe().unwrap();
        let alone = ["--exact", "run::tests::panicking", "--ignored", "--nocapture", "--test-threads=1"];
        let output = std::process::Command::new(own).args(alone).output().unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{said}");
        assert_eq!(said.matches("error: snorq has a fault, at ").count(), 30, "{said}");
        assert!(!said.contains(CANARY), "{said}");
    }
}
