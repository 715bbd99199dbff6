//! The kinds of documents in the world. They are the sandbox's own, not Meta's: what goes over the wire is written in
//! `graph`.

use super::Document;

/// Says kind, key and place of a document.
macro_rules! document {
    ($type:ty, $kind:literal, |$it:ident| $id:expr $(, owner $owner:expr)? $(, ord $ord:expr)?) => {
        impl Document for $type {
            const KIND: &'static str = $kind;
            fn id(&self) -> String {
                let $it = self;
                $id
            }
            $(fn owner(&self) -> String {
                let $it = self;
                $owner
            })?
            $(fn ord(&self) -> i64 {
                let $it = self;
                $ord
            })?
        }
    };
}

mod access;
mod app;
mod assets;
mod clients;
mod faults;
mod people;
mod webhooks;
mod whatsapp;

pub(crate) use access::*;
pub(crate) use app::*;
pub(crate) use assets::*;
pub(crate) use clients::*;
pub(crate) use faults::*;
pub(crate) use people::*;
pub(crate) use webhooks::*;
pub(crate) use whatsapp::*;

/// The key of something that belongs to two things.
pub(crate) fn pair(one: &str, two: &str) -> String {
    format!("{one}/{two}")
}
