//! The page itself, rendered from the world as it is now.

use super::html::{self, escape};
use super::lists::{List, Part, ROWS};
use super::sealed;
use crate::http::Response;
use crate::sandbox::call::Params;
use crate::sandbox::faults::{FAULTS, Fault};
use crate::sandbox::meter::Seen;
use crate::sandbox::{SEEDS, Sandbox, SandboxError, held};

/// The longest choice of people; with more, an id is typed in.
const PEOPLE: usize = 50;

/// The page, with the complaint about a form if there is one.
pub(super) fn whole(sandbox: &Sandbox, query: &Params, wrong: Option<&str>) -> Response {
    let show = List::named(query.get("show").unwrap_or(""));
    let from = query.get("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let (status, body) = match body(sandbox, show, from, wrong) {
        Ok(body) if wrong.is_none() => (200, body),
        Ok(body) => (400, body),
        Err(error) => (500, format!("<p class=\"wrong\" role=\"alert\">{}</p>", escape(&error.to_string()))),
    };
    let text = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>SNORQ sandbox</title>\
         <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/sandbox/panel.css\"><script src=\"/sandbox/panel.js\" defer></script></head>\n\
         <body><div class=\"banner\" role=\"note\">SNORQ sandbox: not Facebook, and nothing here is real</div>\n\
         {body}</body></html>\n"
    );
    sealed(Response::new(status)).body("text/html; charset=utf-8", text)
}

fn body(sandbox: &Sandbox, show: List, from: u64, wrong: Option<&str>) -> Result<String, SandboxError> {
    let wrong = wrong.map_or_else(String::new, |wrong| {
        format!("<p class=\"wrong\" role=\"alert\">Not done: {}.</p>\n", escape(wrong))
    });
    Ok(format!(
        "<header><h1>The world</h1>{}</header>\n{wrong}<main>\n<div class=\"column\">{}{}</div>\n\
         <div class=\"column\">{}{}{}{}</div>\n</main>\n",
        glance(sandbox)?,
        world(sandbox, show, from)?,
        calls(sandbox),
        faults(sandbox, show)?,
        clock(sandbox, show)?,
        people(sandbox, show)?,
        app_and_seed(sandbox, show)?,
    ))
}

/// Seed, time and mode in a line.
fn glance(sandbox: &Sandbox) -> Result<String, SandboxError> {
    let (status, settings, (now, _)) = (sandbox.status()?, sandbox.settings()?, sandbox.clock()?);
    let facts = [
        ("seed", status.seed),
        ("time", now.strftime("%Y-%m-%d %H:%M UTC").to_string()),
        ("mode", settings["mode"].as_str().unwrap_or("").to_owned()),
    ];
    let facts = html::each(facts.iter(), |(name, value)| {
        format!("<div><dt>{name}</dt><dd id=\"{name}\">{}</dd></div>", escape(value))
    });
    Ok(format!("<dl>{facts}</dl>"))
}

fn card(id: &str, title: &str, inside: &str) -> String {
    format!("<section id=\"{id}\"><h2>{}</h2>\n{inside}</section>\n", escape(title))
}

/// Tabs with counts, and a part of the list that is shown.
fn world(sandbox: &Sandbox, show: List, from: u64) -> Result<String, SandboxError> {
    let (tabs, part, count) = sandbox.look(|world| {
        let mut tabs = String::new();
        for list in List::ALL {
            let count = list.count(&world)?;
            let here = if list == show { " aria-current=\"page\"" } else { "" };
            let (name, title) = (list.name(), list.title());
            let tab = format!("<a href=\"/sandbox?show={name}\"{here}>{title} <b>{count}</b></a>");
            tabs.push_str(&tab);
        }
        Ok((tabs, show.part(&world, from)?, show.count(&world)?))
    })?;
    let inside = format!("<nav>{tabs}</nav>\n{}{}", rows(&part), turning(show, from, part.rows.len() as u64, count));
    Ok(card("world", show.title(), &inside))
}

fn rows(part: &Part) -> String {
    if part.rows.is_empty() {
        return "<p class=\"soft\">There is nothing here.</p>".to_owned();
    }
    html::table("rows", part.heads, &part.rows)
}

/// Where in the list this is, and how to turn it.
fn turning(show: List, from: u64, shown: u64, count: u64) -> String {
    if shown == count || shown == 0 && from == 0 {
        return String::new();
    }
    let link =
        |from: u64, words: &str| format!("<a href=\"/sandbox?show={}&amp;from={from}\">{words}</a>", show.name());
    let back = if from > 0 { link(from.saturating_sub(ROWS), "earlier") } else { String::new() };
    let on = if from + shown < count { link(from + ROWS, "later") } else { String::new() };
    let place = format!("{}–{} of {count}", (from + 1).min(count), from + shown);
    format!("<p class=\"turning\"><span>{place}</span>{back}{on}</p>")
}

/// The calls so far; the script adds those that come.
fn calls(sandbox: &Sandbox) -> String {
    let mut rows: Vec<_> = held(&sandbox.meter).seen(0).cloned().collect();
    rows.reverse();
    let last = rows.first().map_or(0, |call| call.number);
    let rows: Vec<_> = rows.iter().map(Seen::cells).collect();
    let table = html::table("calls-table", &["Time", "Call", "Status", "Took", "Fault", "Trace"], &rows);
    let inside = format!(
        "<p class=\"soft\">The last 200 that this process answered; ids and queries are left out.</p>\n\
         <div id=\"live\" data-last=\"{last}\">{table}</div>"
    );
    card("calls-card", "Calls", &inside)
}

fn faults(sandbox: &Sandbox, show: List) -> Result<String, SandboxError> {
    let set = sandbox.faults()?;
    let mut inside = String::new();
    for (number, fault) in &set {
        let matching = if fault.matching.is_empty() { "every request" } else { &fault.matching };
        let times = if fault.times == Fault::ALWAYS { "always".to_owned() } else { format!("{} times", fault.times) };
        let skip = if fault.skip > 0 { format!(", after {}", fault.skip) } else { String::new() };
        let words = format!("<b>{}</b> <span class=\"soft\">{}", escape(&fault.action.to_string()), escape(matching));
        let end = html::button("number", &number.to_string(), "End");
        inside += &html::form("mend", show.name(), &format!("<p>{words}, {times}{skip}</span></p>{end}"));
    }
    if set.len() > 1 {
        inside += &html::form("mend", show.name(), &html::button("number", "all", "End all"));
    }
    let words = |told: &[(&str, &str)]| html::each(told.iter(), |(name, value)| format!(" {name}={value}"));
    let kinds = FAULTS.iter().map(|kind| (kind.name, format!("{}{}", kind.name, words(kind.params))));
    let fields = html::select("kind", "What goes wrong", kinds)
        + &html::field("params", "Parameters", "seconds=5")
        + &html::field("matching", "Only requests with", "GET /me/accounts")
        + &html::field("times", "Times", "always")
        + &html::field("skip", "After so many", "0")
        + "<button class=\"strong\">Set the fault</button>";
    inside += &html::form("fault", show.name(), &format!("<div class=\"fields\">{fields}</div>"));
    Ok(card("faults", "Faults", &inside))
}

fn clock(sandbox: &Sandbox, show: List) -> Result<String, SandboxError> {
    let (now, ahead) = sandbox.clock()?;
    let days = match ahead {
        0 => "the machine's time".to_owned(),
        _ => format!("{} days and {} hours ahead", ahead / 86_400, ahead % 86_400 / 3600),
    };
    let buttons: String =
        [("1", "1 hour"), ("24", "1 day"), ("1464", "61 days"), ("2184", "91 days"), ("reset", "Reset")]
            .iter()
            .map(|(value, label)| html::button("ahead", value, label))
            .collect();
    let inside = format!("<p>{} <span class=\"soft\">{days}</span></p>", now.strftime("%Y-%m-%d %H:%M UTC"))
        + &html::form("clock", show.name(), &format!("<div class=\"buttons\">{buttons}</div>"));
    Ok(card("clock", "Clock", &inside))
}

fn people(sandbox: &Sandbox, show: List) -> Result<String, SandboxError> {
    let people = sandbox.people()?;
    let who = if people.len() > PEOPLE {
        html::field("person", "Who", "id")
    } else {
        html::select("person", "Who", people.iter().map(|(id, name)| (id.as_str(), name.clone())))
    };
    let buttons: String = [
        ("new-password", "New password"),
        ("log-out", "Log out"),
        ("checkpoint", "Checkpoint"),
        ("remove-app", "Remove app"),
        ("lose-role", "Lose role on Page"),
    ]
    .iter()
    .map(|(value, label)| html::button("what", value, label))
    .collect();
    let fields = format!("<div class=\"fields\">{who}{}</div>", html::field("page", "Page of a lost role", "1001"));
    let inside = html::form("person", show.name(), &format!("{fields}<div class=\"buttons\">{buttons}</div>"));
    Ok(card("people", "What happens to people", &inside))
}

fn app_and_seed(sandbox: &Sandbox, show: List) -> Result<String, SandboxError> {
    let settings = sandbox.settings()?;
    let on = |key: &str| settings[key].as_bool().unwrap_or(false);
    let switch = |is_on: bool, off: (&str, &str), on: (&str, &str)| {
        let (value, label) = if is_on { off } else { on };
        html::button("to", value, label)
    };
    let live = settings["mode"] == "live";
    let buttons = switch(live, ("development", "To development mode"), ("live", "To live mode"))
        + &switch(on("require_proof"), ("proof-off", "Require no proof"), ("proof-on", "Require app secret proof"))
        + &switch(on("enforce_limits"), ("limits-off", "Enforce no limits"), ("limits-on", "Enforce limits"));
    let app = html::form("set", show.name(), &format!("<div class=\"buttons\">{buttons}</div>"));
    let seeds = SEEDS.iter().map(|seed| (seed.name, format!("{}: {}", seed.name, seed.about)));
    let fields = html::select("name", "World", seeds) + "<button class=\"danger\">Begin anew</button>";
    let seed = html::form("seed", show.name(), &format!("<div class=\"fields\">{fields}</div>"));
    let warning = "<p class=\"soft\">Everything in this world goes, faults and limits too.</p>\n";
    Ok(card("app", "App", &app) + &card("seed-card", "Seeds", &(warning.to_owned() + &seed)))
}
