//! The world as one file: saved, loaded, and written by hand.
//!
//! The file is JSON with the world's own settings, the app, and a section for each kind of document. A document has
//! the fields of `world::models` without those that are as usual, so a hand needs to write little; the file that
//! `save` writes has the same shape. Tokens are in it by number and not by the words that a home makes of them, so equal
//! worlds give equal files in every home. Times count from the moment of loading.

mod read;
mod schema;
mod sections;
mod time;
mod write;

use std::io::{Read, Write};

use serde_json::{Map, Value};

use super::error::GraphError;
use super::seeds;
use super::world::{State, World};
use super::{Sandbox, SandboxError};

/// Where a saved file says that its schema is: beside it.
const SCHEMA_FILE: &str = "world.schema.json";
/// What stands before the sections.
const HEADS: [&str; 2] = ["world", "app"];
/// The times of the world's own settings.
const WORLD_TIMES: &[&str] = &["ahead"];

/// How a document is shortened and made whole again.
struct Head<'a> {
    times: &'a [&'a str],
    usual: Map<String, Value>,
    now: i64,
}

/// A head by its name.
type Named = (&'static str, Map<String, Value>);

fn is_head(name: &str) -> bool {
    HEADS.contains(&name)
}

/// What a head is where the file says nothing.
fn usual(name: &str) -> Result<Map<String, Value>, GraphError> {
    let value = match name {
        "app" => serde_json::to_value(seeds::app())?,
        _ => serde_json::to_value(seeds::state("file"))?,
    };
    serde_json::from_value(value).map_err(GraphError::from)
}

/// The heads of the present world, shortened.
fn heads(world: &World<'_>) -> Result<Vec<Named>, GraphError> {
    let (state, app) = (serde_json::to_value(&world.state)?, serde_json::to_value(&world.app)?);
    let strip = |name: &str, value: Value| {
        let times = if name == "world" { WORLD_TIMES } else { &[] };
        Ok::<_, GraphError>(Head { times, usual: usual(name)?, now: 0 }.strip(serde_json::from_value(value)?))
    };
    Ok(vec![("world", strip("world", state)?), ("app", strip("app", app)?)])
}

/// Empties the world and puts the usual heads in.
fn begin(world: &mut World<'_>) -> Result<(), GraphError> {
    world.clear()?;
    set_head(world, "world", Value::Object(Map::new()))?;
    set_head(world, "app", Value::Object(Map::new()))
}

fn set_head(world: &mut World<'_>, name: &str, given: Value) -> Result<(), GraphError> {
    let wrong = |error: serde_json::Error| GraphError::new(1, error.to_string());
    let times = if name == "world" { WORLD_TIMES } else { &[] };
    let whole = Head { times, usual: usual(name)?, now: 0 }.fill(given)?;
    if name == "app" {
        world.app = serde_json::from_value(whole).map_err(wrong)?;
        return world.put(&world.app);
    }
    let state: State = serde_json::from_value(whole).map_err(wrong)?;
    world.now += state.ahead - world.state.ahead;
    world.state = state;
    world.remember()
}

impl Sandbox {
    /// Writes the world. The same world and clock give the same bytes.
    pub fn save(&self, out: &mut dyn Write) -> Result<(), SandboxError> {
        Ok(self.read(|world| write::write(&world, out))?)
    }

    /// Looks whether a file can be used; nothing of it is kept.
    pub fn check(&self, file: &mut dyn Read) -> Result<(), SandboxError> {
        let mut found = Ok(());
        let tried = self.write(|mut world| {
            found = read::read(&mut world, file);
            Err::<(), _>(GraphError::new(1, "nothing is kept of it"))
        });
        drop(tried);
        found.map_err(|failure| SandboxError::File(failure.message().to_owned()))
    }

    /// Replaces the world with the one in the file; a file that cannot be used changes nothing.
    pub fn load(&self, file: &mut dyn Read) -> Result<(), SandboxError> {
        self.write(|mut world| read::read(&mut world, file))
            .map_err(|failure| SandboxError::File(failure.message().to_owned()))
    }
}

/// The JSON schema of a world's file.
pub fn schema() -> Result<Value, SandboxError> {
    Ok(schema::schema()?)
}
