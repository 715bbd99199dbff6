//! The pages of a signup.

use super::super::asked::Back;
use super::super::html::{button, escape, input, tick};
use super::settle::Signed;
use super::{CHOICES, Dialog, NEW};
use crate::http::Response;
use crate::sandbox::failure::Failure;
use crate::sandbox::world::Slice;
use crate::sandbox::world::things::{Business, Number, Person, Report, Waba};

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
    pub(super) fn business_page(&self, person: &Person) -> Result<Response, Failure> {
        let mut rows: Vec<Row> = self.portfolios(person)?.into_iter().map(|one| Row::of(one.id, one.name)).collect();
        rows.push(Row::new(NEW, "Create a new business portfolio", &new_business(person)));
        let words = "Which business is the WhatsApp account for?";
        Ok(self.screen(person, "business", "Choose your business", words, &radios("business", &rows, None)))
    }

    /// Which WhatsApp account of it.
    pub(super) fn account_page(&self, person: &Person) -> Result<Response, Failure> {
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
    pub(super) fn number_page(&self, person: &Person) -> Result<Response, Failure> {
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
    pub(super) fn review_page(&self, person: &Person) -> Result<Response, Failure> {
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
        let line = |name: &str, value: &str| format!("<p class=\"given\">{}<small>{name}</small></p>", escape(value));
        let inside = format!(
            "<fieldset class=\"plain\">{}{}{}</fieldset>{}",
            line("Business", &business),
            line("WhatsApp Business account", &account),
            line("Number", &number),
            self.permissions_part(person, &crate::sandbox::world::things::Grant::default()),
        );
        let words = format!("{} will be able to work with this account.", self.world.app.name);
        Ok(self.screen(person, "review", "Review and confirm", &words, &inside))
    }

    /// The words of the last page, and in a popup the choice of what reaches the page that opened it.
    pub(super) fn done_words(&self, person: &Person, signed: &Signed) -> String {
        let app = escape(&self.world.app.name);
        let mut inside = format!("<p>{} can now work with {app}.</p>", escape(&signed.name));
        if !matches!(self.asked.back, Back::Opener(_)) {
            return inside;
        }
        inside += "<h2>In the sandbox you choose what the other page is told</h2><fieldset>";
        for (report, name, words) in Report::ALL {
            inside += &tick("radio", "report", name, report == person.habits.report, words, "");
        }
        inside += "</fieldset>";
        if signed.number.is_some() {
            inside += "<fieldset>";
            let words = "Leave the number's id out of the event";
            inside += &tick("checkbox", "phoneless", "1", person.habits.phoneless, words, "");
            inside += "</fieldset>";
        }
        inside
    }

    /// One screen, with what was chosen before it.
    fn screen(&self, person: &Person, step: &str, title: &str, words: &str, inside: &str) -> Response {
        let mut body = format!("<p>{}</p>", escape(words));
        for name in CHOICES.iter().filter(|name| **name != step) {
            if let Some(value) = self.params.some(name) {
                body += &input("hidden", name, value, false);
            }
        }
        body += inside;
        let (value, label) = if step == "review" { ("confirm", "Confirm") } else { ("continue", "Continue") };
        let buttons = button(value, label) + &button("cancel", "Cancel") + &button("report_error", "Report error");
        self.page(title, step, Some(person), &body, &buttons)
    }

    /// The account that the form names, if it is one of the chosen business.
    pub(super) fn chosen_account(&self, person: &Person) -> Result<Option<Waba>, Failure> {
        let business: Option<Business> = self.chosen_business(person)?;
        let account = self.params.some("account").unwrap_or("");
        let account: Option<Waba> = self.world.get(account)?;
        Ok(account.filter(|account| business.is_some_and(|business| business.id == account.business)))
    }
}

/// The name that a person's new portfolio gets.
pub(super) fn new_business(person: &Person) -> String {
    format!("{}'s Business", person.name)
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
fn radios(name: &str, rows: &[Row], chosen: Option<&str>) -> String {
    let class = if rows.len() > MANY { " class=\"long\"" } else { "" };
    let mut part = format!("<fieldset{class}>");
    for (index, row) in rows.iter().enumerate() {
        let set = chosen.map_or(index == 0, |chosen| chosen == row.value);
        part += &tick("radio", name, &row.value, set, &row.words, &row.small);
    }
    part + "</fieldset>"
}
