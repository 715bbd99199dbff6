//! `snorq completions SHELL`

mod known;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::context::Context;
use crate::error::Failure;

/// Print the completion script of a shell
///
/// bash:       snorq completions bash > ~/.local/share/bash-completion/completions/snorq
/// zsh:        snorq completions zsh > ~/.zfunc/_snorq
/// fish:       snorq completions fish > ~/.config/fish/completions/snorq.fish
/// powershell: snorq completions powershell >> $PROFILE
/// elvish:     snorq completions elvish >> ~/.config/elvish/rc.elv
///
/// In bash, zsh and fish the names of profiles and the refs of connections are completed as well.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
    /// A command line: prints the profiles or refs that its last word could become. The scripts ask like this.
    #[arg(last = true, hide = true, value_name = "WORD", allow_hyphen_values = true)]
    words: Vec<String>,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let text = if args.words.is_empty() {
        script(args.shell)
    } else {
        known::known(cx, &args.words).iter().flat_map(|one| [one.as_str(), "\n"]).collect()
    };
    Ok(cx.terminal.stream(&mut |screen| screen.out.write_all(text.as_bytes()))?)
}

/// The script of a shell: what clap makes of the command tree, and what asks snorq for the rest.
fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::Cli::command(), "snorq", &mut script);
    let script = String::from_utf8_lossy(&script);
    match shell {
        Shell::Bash => format!("{script}{}", include_str!("bash.sh")),
        Shell::Zsh => in_zsh(&script),
        Shell::Fish => format!("{script}{}", include_str!("fish.fish")),
        _ => script.into_owned(),
    }
}

/// zsh runs the file as the function, so what is added stands at the beginning; the places of profiles and refs name it.
fn in_zsh(script: &str) -> String {
    let (first, rest) = script.split_once('\n').unwrap_or((script, ""));
    let line = |line: &str| {
        let asks =
            line.contains("--profile=[") || line.starts_with("'*::references --") || line.starts_with("':reference --");
        if asks { line.replace(":_default'", ":_snorq_known'") } else { line.to_owned() }
    };
    let rest: Vec<_> = rest.lines().map(line).collect();
    format!("{first}\n\n{}{}\n", include_str!("zsh.sh"), rest.join("\n").trim_start())
}
