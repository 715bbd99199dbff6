//! `snorq completions SHELL`

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
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "snorq", &mut script);
    Ok(cx.terminal.stream(&mut |screen| screen.out.write_all(&script))?)
}
