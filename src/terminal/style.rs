//! What a piece of text means, and how that looks: with colours or, just as readable, without.
//!
//! Callers name a [`Role`], never a colour. Meaning is always carried by a sign and words as well
//! (`✓ connected`), because many read without colours.

use std::fmt;

use console::Style;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The heading of a table or a section.
    Title,
    /// The name of a thing.
    Name,
    /// Done, healthy, connected.
    Good,
    /// Works, and needs attention.
    Warning,
    /// Failed, dead, refused.
    Bad,
    /// Of lesser interest.
    Dim,
}

impl Role {
    fn style(self) -> Style {
        let plain = Style::new().force_styling(true);
        match self {
            Self::Title | Self::Name => plain.bold(),
            Self::Good => plain.green(),
            Self::Warning => plain.yellow(),
            Self::Bad => plain.red().bold(),
            Self::Dim => plain.dim(),
        }
    }

    /// The sign that says the same without a colour.
    fn sign(self) -> Option<char> {
        match self {
            Self::Good => Some('✓'),
            Self::Warning => Some('!'),
            Self::Bad => Some('✗'),
            Self::Title | Self::Name | Self::Dim => None,
        }
    }
}

/// Colours, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    coloured: bool,
}

impl Palette {
    /// No escape sequence at all.
    pub const PLAIN: Self = Self { coloured: false };

    /// Colours if `coloured`.
    pub const fn new(coloured: bool) -> Self {
        Self { coloured }
    }

    /// Whether there are colours.
    pub const fn is_coloured(self) -> bool {
        self.coloured
    }

    /// `text` in the colour of its role. The text must be safe to show; nothing is changed in it.
    pub fn paint<T: fmt::Display>(self, role: Role, text: T) -> Painted<T> {
        Painted { style: self.coloured.then(|| role.style()), text }
    }

    /// The sign of the role and words: `✓ connected`.
    pub fn mark(self, role: Role, words: &str) -> Painted<String> {
        let text = role.sign().map_or_else(|| words.to_owned(), |sign| format!("{sign} {words}"));
        self.paint(role, text)
    }
}

/// A painted text; it is painted when it is displayed.
#[derive(Debug, Clone)]
pub struct Painted<T> {
    style: Option<Style>,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.style {
            Some(style) => style.apply_to(&self.text).fmt(f),
            None => self.text.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Role; 6] = [Role::Title, Role::Name, Role::Good, Role::Warning, Role::Bad, Role::Dim];

    #[test]
    fn plain_text_carries_no_escape() {
        for role in ALL {
            assert_eq!(Palette::PLAIN.paint(role, "words").to_string(), "words");
        }
    }

    #[test]
    fn colours_are_opened_and_closed() {
        for role in ALL {
            let painted = Palette::new(true).paint(role, "words").to_string();
            assert!(painted.starts_with("\x1b[") && painted.ends_with("\x1b[0m"), "{role:?}: {painted:?}");
            assert_eq!(console::strip_ansi_codes(&painted), "words");
        }
    }

    #[test]
    fn signs_speak_without_colour() {
        assert_eq!(Palette::PLAIN.mark(Role::Good, "connected").to_string(), "✓ connected");
        assert_eq!(Palette::PLAIN.mark(Role::Bad, "token dead").to_string(), "✗ token dead");
        assert_eq!(Palette::PLAIN.mark(Role::Dim, "none").to_string(), "none");
    }
}
