//! Loading: document after document, so that a large world needs no more memory than a small one.
//!
//! It refuses unknown sections and fields, values of a wrong type, a document that is there twice, and one that names
//! another which is not there. The errors say where in the file and what was expected.

use std::collections::BTreeSet;
use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::sections::{SECTIONS, Section, named};
use super::{Head, time};
use crate::sandbox::error::GraphError;
use crate::sandbox::seeds;
use crate::sandbox::world::World;
use crate::sandbox::world::models::Person;

/// Replaces the world with what the file says.
pub(super) fn read(world: &mut World<'_>, file: &mut dyn Read) -> Result<(), GraphError> {
    super::begin(world)?;
    let mut reader = serde_json::Deserializer::from_reader(file);
    let sections = reader
        .deserialize_map(File { world, seen: BTreeSet::new() })
        .and_then(|sections| reader.end().map(|()| sections))
        .map_err(|error| GraphError::new(1, error.to_string()))?;
    if !sections.contains("tokens") {
        let people: Vec<Person> = world.all()?;
        let Some(main) = people.iter().filter(|person| person.acts_as.is_none()).min_by_key(|person| person.ord) else {
            return Err(GraphError::new(1, "people: expected at least one person"));
        };
        seeds::ready(world, &main.id)?;
    }
    check(world)
}

/// Looks for names of what is not there, and for two on one place.
fn check(world: &World<'_>) -> Result<(), GraphError> {
    for section in SECTIONS {
        for (field, kind) in section.names {
            if let Some((id, name)) = world.dangling(section.kind, field, kind)? {
                let other = SECTIONS.iter().find(|other| other.kind == *kind).map_or(*kind, |other| other.name);
                let words = format!("{}: '{id}' has {field} '{name}', which is not among the {other}", section.name);
                return Err(GraphError::new(1, words));
            }
        }
        if !section.usual(0, 1)?.contains_key("ord") {
            continue;
        }
        if let Some((one, two)) = world.crowded(section.kind)? {
            return Err(GraphError::new(1, format!("{}: '{one}' and '{two}' have the same ord", section.name)));
        }
    }
    Ok(())
}

/// The file itself.
struct File<'a, 'w> {
    world: &'a mut World<'w>,
    seen: BTreeSet<String>,
}

impl<'de> Visitor<'de> for File<'_, '_> {
    type Value = BTreeSet<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the sections of a world")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "$schema" || key == "$comment" {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if super::is_head(&key) {
                if self.seen.iter().any(|seen| !super::is_head(seen)) {
                    return Err(A::Error::custom(format!("'{key}' must stand before the sections")));
                }
                let given: Value = map.next_value()?;
                super::set_head(self.world, &key, given)
                    .map_err(|failure| A::Error::custom(format!("{key}: {}", failure.message())))?;
            } else if let Some(section) = named(&key) {
                map.next_value_seed(Rows { world: self.world, section })?;
            } else {
                return Err(A::Error::custom(format!("unknown section '{key}', expected one of {}", names())));
            }
            if !self.seen.insert(key.clone()) {
                return Err(A::Error::custom(format!("the section '{key}' is there twice")));
            }
        }
        Ok(self.seen)
    }
}

fn names() -> String {
    let names = SECTIONS.iter().map(|section| section.name);
    super::HEADS.iter().copied().chain(names).collect::<Vec<_>>().join(", ")
}

/// The documents of a section.
struct Rows<'a, 'w> {
    world: &'a World<'w>,
    section: &'static Section,
}

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.section.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut place = 0;
        while let Some(given) = seq.next_element::<Value>()? {
            place += 1;
            let at = given["id"].as_str().map_or_else(String::new, |id| format!(" (id '{id}')"));
            self.keep(given, place).map_err(|failure| {
                A::Error::custom(format!("{}[{}]{at}: {}", self.section.name, place - 1, failure.message()))
            })?;
        }
        Ok(())
    }
}

impl Rows<'_, '_> {
    fn keep(&self, given: Value, place: i64) -> Result<(), GraphError> {
        let now = self.world.now;
        let head = Head { times: self.section.times, usual: self.section.usual(now, place)?, now };
        (self.section.keep)(self.world, head.fill(given)?)
    }
}

impl Head<'_> {
    /// Puts in what is usual, and reads times.
    pub(super) fn fill(self, given: Value) -> Result<Value, GraphError> {
        let Value::Object(given) = given else { return Err(GraphError::new(1, "expected an object")) };
        let mut whole: Map<String, Value> = self.usual;
        for (key, mut value) in given {
            if key == "$comment" {
                continue;
            }
            if !whole.contains_key(&key) {
                let known = whole.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                return Err(GraphError::new(1, format!("unknown field '{key}', expected one of {known}")));
            }
            if self.times.contains(&key.as_str()) {
                let seconds = time::read(&value, self.now)
                    .ok_or_else(|| GraphError::new(1, format!("{key}: expected {}", time::SHAPES)))?;
                value = Value::from(seconds);
            }
            whole.insert(key, value);
        }
        match whole.get("id") {
            Some(Value::String(id)) if id.is_empty() => Err(GraphError::new(1, "expected an id")),
            Some(Value::Number(_)) => Err(GraphError::new(1, "id: expected a text, because ids exceed 2^53")),
            _ => Ok(Value::Object(whole)),
        }
    }
}
