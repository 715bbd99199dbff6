//! The page itself, rendered from the world as it is now.

use maud::{DOCTYPE, Markup, html};

use super::cards::{app, calls, card, clock, faults, people, seeds, table};
use super::lists::{List, Part, ROWS};
use super::sealed;
use crate::http::Response;
use crate::sandbox::call::Params;
use crate::sandbox::error::GraphError;
use crate::sandbox::{Sandbox, SandboxError};

/// The page, with the complaint about a form if there is one.
pub(super) fn whole(sandbox: &Sandbox, query: &Params, wrong: Option<&str>) -> Response {
    let show = List::named(query.get("show").unwrap_or(""));
    let from = query.get("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let (status, body) = match body(sandbox, show, from, wrong) {
        Ok(body) => (if wrong.is_none() { 200 } else { 400 }, body),
        Err(error) => (500, html! { p.wrong role="alert" { (error) } }),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { "SNORQ sandbox" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/sandbox/panel.css";
                script src="/sandbox/panel.js" defer {}
            }
            body {
                .banner role="note" { "SNORQ sandbox: not Facebook, and nothing here is real" }
                (body)
            }
        }
    };
    sealed(Response::new(status)).body("text/html; charset=utf-8", page.into_string())
}

fn body(sandbox: &Sandbox, show: List, from: u64, wrong: Option<&str>) -> Result<Markup, SandboxError> {
    Ok(html! {
        header { h1 { "The world" } (glance(sandbox)?) }
        @if let Some(wrong) = wrong { p.wrong role="alert" { "Not done: " (wrong) "." } }
        main {
            .column { (world(sandbox, show, from)?) (calls(sandbox)) }
            .column {
                (faults(sandbox, show)?)
                (clock(sandbox, show)?)
                (people(sandbox, show)?)
                (app(sandbox, show)?)
                (seeds(show))
            }
        }
    })
}

/// Seed, time and mode in a line.
fn glance(sandbox: &Sandbox) -> Result<Markup, SandboxError> {
    let (status, settings, (now, _)) = (sandbox.status()?, sandbox.settings()?, sandbox.clock()?);
    let facts = [
        ("seed", status.seed),
        ("time", now.strftime("%Y-%m-%d %H:%M UTC").to_string()),
        ("mode", settings["mode"].as_str().unwrap_or("").to_owned()),
    ];
    Ok(html! { dl { @for (name, value) in &facts { div { dt { (name) } dd id=(name) { (value) } } } } })
}

/// Tabs with counts, and a part of the list that is shown.
fn world(sandbox: &Sandbox, show: List, from: u64) -> Result<Markup, SandboxError> {
    let (counts, part) = sandbox.read(|world| {
        let counts: Result<Vec<_>, GraphError> =
            List::ALL.into_iter().map(|list| Ok((list, list.count(&world)?))).collect();
        Ok((counts?, show.part(&world, from)?))
    })?;
    let count = counts.iter().find(|(list, _)| *list == show).map_or(0, |(_, count)| *count);
    let inside = html! {
        nav {
            @for (list, count) in &counts {
                a href={ "/sandbox?show=" (list.name()) } aria-current=[(*list == show).then_some("page")] {
                    (list.title()) " " b { (count) }
                }
            }
        }
        (rows(&part))
        (turning(show, from, part.rows.len() as u64, count))
    };
    Ok(card("world", show.title(), &inside))
}

fn rows(part: &Part) -> Markup {
    match part.rows.as_slice() {
        [] => html! { p.soft { "There is nothing here." } },
        rows => table("rows", part.heads, rows),
    }
}

/// Where in the list this is, and how to turn it.
fn turning(show: List, from: u64, shown: u64, count: u64) -> Markup {
    if shown == count || shown == 0 && from == 0 {
        return Markup::default();
    }
    let link = |from: u64, words: &str| html! { a href={ "/sandbox?show=" (show.name()) "&from=" (from) } { (words) } };
    html! {
        p.turning {
            span { ((from + 1).min(count)) "–" (from + shown) " of " (count) }
            @if from > 0 { (link(from.saturating_sub(ROWS), "earlier")) }
            @if from + shown < count { (link(from + ROWS, "later")) }
        }
    }
}
