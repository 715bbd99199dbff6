//! Faults on request: what goes wrong, for which requests and how often.
//!
//! They are documents of the world, so that one process sets them and another one that serves obeys; a world without
//! any is found out by one look at a key. A request can also ask for one for itself with the header [`HEADER`]. It
//! refuses to strike the control page: who set a fault must be able to take it away.

pub(crate) mod codes;
mod kinds;
mod lists;
mod play;
mod shapes;

pub use kinds::{BadFault, FAULTS, FaultKind};
pub(crate) use play::{play, play_inside};

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::call::Call;
use super::error::GraphError;
use super::world::models::StoredFault;
use super::world::{Slice, World};
use super::{Sandbox, SandboxError};
use crate::http::{Method, Request};

/// The header by which a request asks for a fault for itself alone: `KIND;name=value;…`.
pub const HEADER: &str = "x-snorq-fault";

/// What goes wrong. `snorq sandbox fault add --help` tells each in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// An error in Meta's envelope, in place of the effect.
    Error {
        /// HTTP status.
        status: u16,
        /// Code.
        code: i64,
        /// Subcode.
        subcode: Option<i64>,
        /// Message.
        message: String,
    },
    /// A limit is reached: its code, with the usage headers that belong to it, in place of the effect.
    Throttled {
        /// Code.
        code: i64,
        /// Minutes until calls are let in again.
        minutes: u64,
    },
    /// Status 429 without Meta's envelope, in place of the effect.
    TooMany {
        /// Seconds of `Retry-After`.
        seconds: u64,
    },
    /// The connection is cut.
    HangUp {
        /// After the effect, so that only the answer is lost.
        after_effect: bool,
    },
    /// The connection is reset.
    Reset {
        /// After the effect, so that only the answer is lost.
        after_effect: bool,
    },
    /// No answer until the client gives up, or until this time is over.
    Silence(Duration),
    /// The answer comes late.
    Delay(Duration),
    /// An HTML page in place of the effect.
    Html(u16),
    /// An empty answer in place of the effect.
    Empty(u16),
    /// Half of the answer, after the effect.
    Truncated,
    /// These words in place of the answer: a list that is none, a code that is text, a flag that lies.
    Answer {
        /// Body.
        body: String,
        /// HTTP status.
        status: u16,
        /// After the effect, so that the answer lies about it.
        after_effect: bool,
    },
    /// `debug_token` tells of a token of another app.
    OtherApp,
    /// Addresses of callbacks come back in another form than they were given.
    NormalForm,
    /// The answer says that it is something else than JSON.
    ContentType(String),
    /// The answer goes on for so many bytes.
    Huge(u64),
    /// A list never ends: where it would, `next` leads to its beginning by a new cursor.
    Endless,
    /// Each row of a list comes twice.
    Duplicates,
    /// A list comes with half of its rows and a `next`.
    ShortPage,
    /// A list comes without rows, and with a `next`.
    EmptyPage,
    /// `success` is the text `"true"`.
    StringSuccess,
    /// Every second answer of a batch is `null`.
    NullItems,
    /// All but the first answers of a batch are a limit's.
    LimitedItems {
        /// Code.
        code: i64,
        /// How many are answered first.
        after: usize,
    },
    /// A list comes with half of its rows, and a `next` that alone says where it goes on.
    NoCursors,
    /// A list of more rows than these is refused: Meta asks for less data.
    TooMuch(usize),
    /// The rows of a list come without their tokens.
    NoTokens,
    /// Each name begins with half of a surrogate pair.
    Surrogate,
    /// The clock of the `Date` header is wrong by so many seconds.
    Skew(i64),
    /// The header says that the oldest version answered.
    OldVersion,
}

/// A fault and when it strikes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fault {
    /// A part of `METHOD /path`, such as `POST /` or `/*/subscribed_apps`, where `*` is anything. The query is not
    /// looked at, and the version in the path may be left out. Operations inside a batch are matched as well.
    pub matching: String,
    /// How many matching requests pass first.
    pub skip: u32,
    /// How many it strikes then; [`Fault::ALWAYS`] is no end.
    pub times: u32,
    /// What goes wrong.
    pub action: Action,
}

impl Fault {
    /// The number of [`Fault::times`] that never runs out.
    pub const ALWAYS: u32 = u32::MAX;

    /// A fault that strikes the next matching request once.
    pub fn once(matching: &str, action: Action) -> Self {
        Self { matching: matching.to_owned(), skip: 0, times: 1, action }
    }

    fn matches(&self, method: Method, path: &str) -> bool {
        let method = method.as_str();
        let bare = path.split_once("/v").and_then(|(before, rest)| {
            let (version, rest) = rest.split_once('/')?;
            (before.is_empty() && version.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
        });
        contains(&format!("{method} {path}"), &self.matching)
            || bare.is_some_and(|bare| contains(&format!("{method} /{bare}"), &self.matching))
    }
}

/// Whether the parts of `pattern` between its `*` stand in `line`, in their order.
fn contains(line: &str, pattern: &str) -> bool {
    let mut rest = line;
    pattern.split('*').all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// The fault that strikes what `meant` is true of. Each matching one counts it; one that is used up goes.
fn take(world: &World<'_>, meant: impl Fn(&Fault) -> bool) -> Result<Option<Action>, GraphError> {
    for mut stored in world.list::<StoredFault>("", Slice::ALL)? {
        let fault = &mut stored.fault;
        if !meant(fault) {
            continue;
        }
        if fault.skip > 0 {
            fault.skip -= 1;
            world.put(&stored)?;
            continue;
        }
        let action = fault.action.clone();
        match fault.times {
            Fault::ALWAYS => {}
            0 | 1 => {
                world.remove::<StoredFault>(&stored.number.to_string())?;
            }
            _ => {
                fault.times -= 1;
                world.put(&stored)?;
            }
        }
        return Ok(Some(action));
    }
    Ok(None)
}

impl Sandbox {
    /// Sets a fault behind those that are set; gives its number.
    pub fn set_fault(&self, fault: Fault) -> Result<u32, SandboxError> {
        Ok(self.write(|world| {
            let last = world.list::<StoredFault>("", Slice::ALL)?.last().map_or(0, |stored| stored.number);
            world.put(&StoredFault { number: last + 1, fault })?;
            Ok(last + 1)
        })?)
    }

    /// The faults that are set, by number.
    pub fn faults(&self) -> Result<Vec<(u32, Fault)>, SandboxError> {
        let all = self.read(|world| world.list::<StoredFault>("", Slice::ALL))?;
        Ok(all.into_iter().map(|stored| (stored.number, stored.fault)).collect())
    }

    /// Removes the fault of this number; says whether there was one.
    pub fn remove_fault(&self, number: u32) -> Result<bool, SandboxError> {
        Ok(self.write(|world| world.remove::<StoredFault>(&number.to_string()))?)
    }

    /// Removes every fault; says how many there were.
    pub fn remove_faults(&self) -> Result<u64, SandboxError> {
        Ok(self.write(|world| {
            let count = world.count::<StoredFault>()?;
            world.remove_all::<StoredFault>("")?;
            Ok(count)
        })?)
    }

    /// What goes wrong with this request: what it asks for itself, or what was set.
    pub(crate) fn fault_for(&self, request: &Request) -> Result<Option<Action>, GraphError> {
        if let Some(asked) = request.headers.get(HEADER) {
            let action = Action::from_line(asked);
            return action.map(Some).map_err(|bad| GraphError::parameter(format_args!("{HEADER}: {bad}")));
        }
        self.fault_where(|fault| fault.matches(request.method, request.url.path()))
    }

    /// What goes wrong with an operation of a batch. What strikes the batch's own request does not strike it again.
    pub(crate) fn fault_inside(&self, batch: &Call, operation: &Call) -> Result<Option<Action>, GraphError> {
        let (outer, inner) = (batch.place(), operation.place());
        self.fault_where(|fault| !fault.matches(batch.method, &outer) && fault.matches(operation.method, &inner))
    }

    fn fault_where(&self, meant: impl Fn(&Fault) -> bool) -> Result<Option<Action>, GraphError> {
        if !self.any::<StoredFault>()? {
            return Ok(None);
        }
        self.write(|world| take(&world, meant))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strikes(pattern: &str, path: &str) -> bool {
        let url = url::Url::parse(&format!("http://localhost{path}")).unwrap();
        Fault::once(pattern, Action::Truncated).matches(Method::Get, url.path())
    }

    #[test]
    fn a_pattern_is_a_part_and_the_version_may_be_left_out() {
        for pattern in ["", "GET", "/me", "GET /me/accounts", "GET /v26.0/me", "GET /*/acc", "accounts"] {
            assert!(strikes(pattern, "/v26.0/me/accounts?limit=1"), "{pattern}");
        }
        for pattern in ["POST", "GET /accounts", "limit", "accounts*me", "/v25.0"] {
            assert!(!strikes(pattern, "/v26.0/me/accounts?limit=1"), "{pattern}");
        }
        assert!(strikes("GET /me", "/me") && !strikes("GET /1", "/v26.0"));
    }
}
