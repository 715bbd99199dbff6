//! How dialoguer's prompts look: like our other messages, and readable without colours.

use std::fmt::{self, Write};

use dialoguer::theme::Theme;

use crate::terminal::{Palette, Role};

/// Our look, in these colours.
pub(super) struct Plain(pub(super) Palette);

impl Theme for Plain {
    fn format_input_prompt(&self, f: &mut dyn Write, prompt: &str, default: Option<&str>) -> fmt::Result {
        write!(f, "{}", self.0.paint(Role::Name, prompt))?;
        default.map_or(Ok(()), |default| write!(f, " [{default}]"))?;
        f.write_str(": ")
    }

    fn format_input_prompt_selection(&self, f: &mut dyn Write, prompt: &str, answer: &str) -> fmt::Result {
        write!(f, "{}: {answer}", self.0.paint(Role::Name, prompt))
    }
}

/// The look of a question that wants yes or no.
pub(super) struct YesNo(pub(super) Palette);

impl Theme for YesNo {
    fn format_input_prompt(&self, f: &mut dyn Write, prompt: &str, _default: Option<&str>) -> fmt::Result {
        write!(f, "{} [y/N] ", self.0.paint(Role::Name, prompt))
    }

    fn format_input_prompt_selection(&self, f: &mut dyn Write, prompt: &str, answer: &str) -> fmt::Result {
        let answer = if super::yes_or_no(answer) == Some(true) { "yes" } else { "no" };
        write!(f, "{} {answer}", self.0.paint(Role::Name, prompt))
    }

    fn format_error(&self, f: &mut dyn Write, problem: &str) -> fmt::Result {
        write!(f, "{}", self.0.mark(Role::Warning, problem))
    }
}

/// What stands before a secret is typed.
pub(super) fn secret_prompt(palette: Palette, prompt: &str) -> String {
    format!("{} (not shown): ", palette.paint(Role::Name, prompt))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut dyn Write) -> fmt::Result) -> String {
        let mut text = String::new();
        write(&mut text).unwrap();
        text
    }

    #[test]
    fn yes_or_no_is_spelled_out_afterwards() {
        let theme = YesNo(Palette::PLAIN);
        let question = "Disconnect Acme (1001)?";
        assert_eq!(written(|f| theme.format_input_prompt(f, question, None)), "Disconnect Acme (1001)? [y/N] ");
        for (typed, means) in [("Y", "yes"), ("yes", "yes"), ("", "no"), ("n", "no")] {
            let report = written(|f| theme.format_input_prompt_selection(f, question, typed));
            assert_eq!(report, format!("{question} {means}"));
        }
        assert_eq!(written(|f| theme.format_error(f, "answer y or n")), "! answer y or n");
    }

    #[test]
    fn a_default_is_named() {
        let theme = Plain(Palette::PLAIN);
        assert_eq!(written(|f| theme.format_input_prompt(f, "App id", None)), "App id: ");
        assert_eq!(written(|f| theme.format_input_prompt(f, "Version", Some("v24.0"))), "Version [v24.0]: ");
    }
}
