//! Saving: one document a line, without what is usual.

use std::io::{self, Write};

use serde::Serialize as _;
use serde_json::ser::Formatter;
use serde_json::{Map, Serializer, Value};

use super::sections::{SECTIONS, Section};
use super::{Head, time};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;

/// Writes the world.
pub(super) fn write(world: &World<'_>, out: &mut dyn Write) -> Result<(), GraphError> {
    put(out, format_args!("{{\n  \"$schema\": \"{}\"", super::SCHEMA_FILE))?;
    for (name, value) in super::heads(world)? {
        put(out, format_args!(",\n  \"{name}\": {}", line(&Value::Object(value))?))?;
    }
    for section in SECTIONS {
        section_of(world, section, out)?;
    }
    put(out, format_args!("\n}}\n"))
}

/// Tokens are written even if there are none, because a file without them gets the ready-made ones.
fn section_of(world: &World<'_>, section: &Section, out: &mut dyn Write) -> Result<(), GraphError> {
    let mut place = 0;
    world.each(section.kind, |text| {
        let document: Map<String, Value> = serde_json::from_slice(text)?;
        place += 1;
        let head = Head { times: section.times, usual: section.usual(world.now, place)?, now: world.now };
        let before = if place == 1 { format!(",\n  \"{}\": [\n    ", section.name) } else { ",\n    ".to_owned() };
        put(out, format_args!("{before}{}", line(&Value::Object(head.strip(document)))?))
    })?;
    match (place, section.name) {
        (0, "tokens") => put(out, format_args!(",\n  \"tokens\": []")),
        (0, _) => Ok(()),
        _ => put(out, format_args!("\n  ]")),
    }
}

impl Head<'_> {
    /// Takes out what is usual, and writes times the way people do.
    pub(super) fn strip(&self, mut document: Map<String, Value>) -> Map<String, Value> {
        document.retain(|key, value| self.usual.get(key) != Some(value));
        for key in self.times {
            if let Some(value) = document.get_mut(*key) {
                let seconds = value.as_i64().unwrap_or(0);
                *value = Value::String(time::write(seconds, self.now));
            }
        }
        document
    }
}

fn put(out: &mut dyn Write, text: std::fmt::Arguments<'_>) -> Result<(), GraphError> {
    out.write_fmt(text).map_err(|error| GraphError::new(1, error.to_string()))
}

/// Writes a value on one line, with the spaces that people put.
fn line(value: &Value) -> Result<String, GraphError> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, OneLine))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

struct OneLine;

impl Formatter for OneLine {
    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }
}
