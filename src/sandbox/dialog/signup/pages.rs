//! The pages of a signup.

use maud::{Markup, html};

use super::super::asked::Back;
use super::super::page::{button, given, hidden, tick};
use super::settle::{Signed, new_business};
use super::{CHOICES, Dialog, NEW};
use crate::http::Response;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Grant, Number, Person, Report, Waba};

/// From how many lines on a list scrolls.
const MANY: usize = 8;

/// Numbers that are made on the way: the choice, and its words.
const NUMBERS: [(&str, &str, &str); 4] = [
    ("verified", "Add a new number", "and verify it with a code right now"),
    ("unverified", "Add a new number, verify it later", "it cannot be registered before that"),
    ("none", "Use no number for now", "one can be added later"),
    ("coexistence", "Bring the number of your WhatsApp Business app", "it stays in the app on your phone"),
];

impl Dialog<'_> {
    /// Which business.
    pub(super) fn business_page(&self, person: &Person) -> Result<Response, GraphError> {
        let mut rows: Vec<Row> = self.portfolios(person)?.into_iter().map(|one| Row::of(one.id, one.name)).collect();
        rows.push(Row::new(NEW, "Create a new business portfolio", &new_business(person)));
        let words = "Which business is the WhatsApp account for?";
        Ok(self.screen(person, "business", "Choose your business", words, &radios("business", &rows, None)))
    }

    /// Which WhatsApp account of it.
    pub(super) fn account_page(&self, person: &Person) -> Result<Response, GraphError> {
        let mut rows = Vec::new();
        if let Some(business) = self.chosen_business(person)? {
            let wabas: Vec<Waba> = self.world.list(&business.id, Slice::ALL)?;
            rows.extend(wabas.into_iter().map(|waba| Row::of(waba.id, waba.name)));
        }
        rows.push(Row::new(NEW, "Create a new WhatsApp Business account", ""));
        let words = "A WhatsApp Business account holds your numbers and message templates.";
        Ok(self.screen(person, "account", "Choose your WhatsApp account", words, &radios("account", &rows, None)))
    }

    /// Which number of it.
    pub(super) fn number_page(&self, person: &Person) -> Result<Response, GraphError> {
        let mut rows = Vec::new();
        if let Some(account) = self.chosen_account(person)? {
            let numbers: Vec<Number> = self.world.list(&account.id, Slice::ALL)?;
            rows.extend(numbers.into_iter().map(|one| Row::new(&one.id, &one.display, &one.verified_name)));
        }
        let mut usual = None;
        for (choice, words, small) in NUMBERS {
            if choice == "coexistence" {
                if !self.asked.extras.coexistence {
                    continue;
                }
                usual = Some(choice);
            }
            rows.push(Row::new(choice, words, small));
        }
        let habit = person.habits.number.as_deref();
        let chosen = habit.filter(|habit| rows.iter().any(|row| row.value == *habit)).or(usual);
        let words = "Which number do your customers write to?";
        Ok(self.screen(person, "number", "Choose a number", words, &radios("number", &rows, chosen)))
    }

    /// What will be done.
    pub(super) fn review_page(&self, person: &Person) -> Result<Response, GraphError> {
        let business = match self.chosen_business(person)? {
            Some(business) => business.name,
            None => new_business(person),
        };
        let account = match self.chosen_account(person)? {
            Some(account) => account.name,
            None => format!("{business} (new)"),
        };
        let number = self.params.get("number").unwrap_or("none");
        let number = match NUMBERS.iter().find(|(choice, _, _)| *choice == number) {
            Some((_, words, _)) => (*words).to_owned(),
            None => self.world.get::<Number>(number)?.map_or_else(String::new, |number| number.display),
        };
        let inside = html! {
            fieldset.plain {
                (given(&business, "Business"))
                (given(&account, "WhatsApp Business account"))
                (given(&number, "Number"))
            }
            (self.permissions_part(person, &Grant::default()))
        };
        let words = format!("{} will be able to work with this account.", self.world.app.name);
        Ok(self.screen(person, "review", "Review and confirm", &words, &inside))
    }

    /// The words of the last page, and in a popup the choice of what reaches the page that opened it.
    pub(super) fn done_words(&self, person: &Person, signed: &Signed) -> Markup {
        let words = html! { p { (signed.name) " can now work with " (self.world.app.name) "." } };
        if !matches!(self.asked.back, Back::Opener(_)) {
            return words;
        }
        html! {
            (words)
            h2 { "In the sandbox you choose what the other page is told" }
            fieldset {
                @for (report, name, words) in Report::ALL {
                    (tick("radio", "report", name, report == person.habits.report, words, ""))
                }
            }
            @if signed.number.is_some() {
                @let words = "Leave the number's id out of the event";
                fieldset { (tick("checkbox", "phoneless", "1", person.habits.phoneless, words, "")) }
            }
        }
    }

    /// One screen, with what was chosen before it.
    fn screen(&self, person: &Person, step: &str, title: &str, words: &str, inside: &Markup) -> Response {
        let body = html! {
            p { (words) }
            @for name in CHOICES.iter().filter(|name| **name != step) {
                @if let Some(value) = self.params.some(name) { (hidden(name, value)) }
            }
            (inside)
        };
        let (value, label) = if step == "review" { ("confirm", "Confirm") } else { ("continue", "Continue") };
        let buttons = html! {
            (button(value, label))
            (button("cancel", "Cancel"))
            (button("report_error", "Report error"))
        };
        self.page(title, step, Some(person), &body, &buttons)
    }
}

/// A line that can be chosen.
struct Row {
    value: String,
    words: String,
    small: String,
}

impl Row {
    fn new(value: &str, words: &str, small: &str) -> Self {
        Self { value: value.to_owned(), words: words.to_owned(), small: small.to_owned() }
    }

    fn of(id: String, name: String) -> Self {
        Self { small: id.clone(), value: id, words: name }
    }
}

/// Radios, of which `chosen` or else the first is set.
fn radios(name: &str, rows: &[Row], chosen: Option<&str>) -> Markup {
    html! {
        fieldset.long[rows.len() > MANY] {
            @for (index, row) in rows.iter().enumerate() {
                @let set = chosen.map_or(index == 0, |chosen| chosen == row.value);
                (tick("radio", name, &row.value, set, &row.words, &row.small))
            }
        }
    }
}
