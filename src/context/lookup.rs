//! From what was typed to the connection that is meant: a ref, a bare id or a name.

use super::Context;

use crate::domain::{Connection, ConnectionRef, Hint, Meant, Step, Typed, text};
use crate::error::Failure;
use crate::store::Filter;

impl Context {
    /// The one connection of the profile that `typed` means.
    pub async fn find(&self, typed: &str) -> Result<Connection, Failure> {
        let profile = self.profile().await?;
        let store = self.store().await?;
        let reference = typed.parse::<ConnectionRef>().ok();
        if let Some(reference) = &reference
            && let Some(connection) = store.get(&profile.name, reference).await?
        {
            return Ok(connection);
        }
        let (what, mut meant) = (Typed::new(typed), Meant::default());
        let mut look = |connection: Connection| {
            let names = connection.names();
            meant.take(&what, &names, connection.clone());
            true
        };
        store.visit(&Filter::of(&profile.name), &mut look).await?;
        match reference.filter(|reference| !reference.is_sound()) {
            Some(_) if meant.found.is_empty() => Err(no_ref(typed)),
            _ => only(meant.found, typed),
        }
    }
}

fn no_ref(typed: &str) -> Failure {
    Failure::usage(format!("'{}' is no ref: an id has digits only", text::shown(typed)))
        .hint(Hint::new("see what is connected", Step::List))
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
