//! From what was typed to the connection that is meant: a ref, a bare id or an exact name.

use std::borrow::Cow;

use super::Context;

use crate::domain::{Connection, ConnectionRef, Hint, Step, text};
use crate::error::Failure;
use crate::store::Filter;

impl Context {
    /// The one connection of the profile that `typed` means.
    pub async fn find(&self, typed: &str) -> Result<Connection, Failure> {
        let profile = self.profile().await?;
        let store = self.records().await?;
        if let Ok(reference) = typed.parse::<ConnectionRef>()
            && let Some(connection) = store.get(&profile.name, &reference).await?
        {
            return Ok(connection);
        }
        let mut matches = Vec::new();
        let filter = Filter::of(&profile.name);
        let mut look = |connection: Connection| {
            if is_meant(&connection, typed) {
                matches.push(connection);
            }
            true
        };
        store.visit(&filter, &mut look).await?;
        only(matches, typed)
    }
}

fn is_meant(connection: &Connection, typed: &str) -> bool {
    let names = [Some(connection.title()), connection.platform_display_name.as_deref().map(Cow::Borrowed)];
    connection.platform_user_id == typed || names.into_iter().flatten().any(|name| name == typed)
}

fn only(mut matches: Vec<Connection>, typed: &str) -> Result<Connection, Failure> {
    match matches.len() {
        0 => Err(Failure::not_found(format!("there is no connection '{}'", text::shown(typed)))
            .hint(Hint::new("see them", Step::List))),
        1 => Ok(matches.remove(0)),
        _ => {
            let refs: Vec<_> = matches.iter().map(|one| one.reference().to_string()).collect();
            Err(Failure::usage(format!("'{}' names {} connections", text::shown(typed), refs.len()))
                .hint(format!("use a ref: {}", refs.join(" or "))))
        }
    }
}
