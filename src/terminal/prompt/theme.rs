//! How dialoguer's prompts look: like the rest of our talk, and readable without colours.

use std::fmt::{self, Write};

use dialoguer::theme::Theme;

use crate::terminal::{Palette, Role};

/// Our look, in these colours.
pub(super) struct Plain(pub(super) Palette);

impl Theme for Plain {
    /// The answer so far stands behind the question, so that one sees what Enter will say.
    fn format_confirm_prompt(&self, f: &mut dyn Write, prompt: &str, answer: Option<bool>) -> fmt::Result {
        let answer = match answer {
            Some(true) => "yes",
            Some(false) => "no",
            None => "cancel",
        };
        write!(f, "{} (y/n, enter) {answer}", self.0.paint(Role::Name, prompt))
    }

    fn format_confirm_prompt_selection(&self, f: &mut dyn Write, prompt: &str, answer: Option<bool>) -> fmt::Result {
        let answer = answer.map_or("cancelled", |yes| if yes { "yes" } else { "no" });
        write!(f, "{} {answer}", self.0.paint(Role::Name, prompt))
    }

    fn format_input_prompt(&self, f: &mut dyn Write, prompt: &str, default: Option<&str>) -> fmt::Result {
        write!(f, "{}", self.0.paint(Role::Name, prompt))?;
        default.map_or(Ok(()), |default| write!(f, " [{default}]"))?;
        f.write_str(": ")
    }

    fn format_input_prompt_selection(&self, f: &mut dyn Write, prompt: &str, answer: &str) -> fmt::Result {
        write!(f, "{}: {answer}", self.0.paint(Role::Name, prompt))
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
    fn the_answer_so_far_is_seen() {
        let theme = Plain(Palette::PLAIN);
        let asked = |answer| written(|f| theme.format_confirm_prompt(f, "Disconnect Acme (1001)?", answer));
        assert_eq!(asked(Some(false)), "Disconnect Acme (1001)? (y/n, enter) no");
        assert_eq!(asked(Some(true)), "Disconnect Acme (1001)? (y/n, enter) yes");
        assert_eq!(asked(None), "Disconnect Acme (1001)? (y/n, enter) cancel");
    }

    #[test]
    fn a_default_is_named() {
        let theme = Plain(Palette::PLAIN);
        assert_eq!(written(|f| theme.format_input_prompt(f, "App id", None)), "App id: ");
        assert_eq!(written(|f| theme.format_input_prompt(f, "Version", Some("v24.0"))), "Version [v24.0]: ");
    }
}
