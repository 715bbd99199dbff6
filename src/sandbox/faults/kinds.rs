//! The kinds of faults by name, with what each can be told: one grammar for the command line, the request header and
//! the control page.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::{Action, codes};

/// A kind of fault.
#[derive(Debug)]
pub struct FaultKind {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it can be told, as `name=value` with the value that it has otherwise.
    pub params: &'static [(&'static str, &'static str)],
}

const fn kind(name: &'static str, about: &'static str, params: &'static [(&'static str, &'static str)]) -> FaultKind {
    FaultKind { name, about, params }
}

/// Every kind.
pub const FAULTS: &[FaultKind] = &[
    kind("latency", "the answer comes late", &[("seconds", "2")]),
    kind("timeout", "no answer until the client gives up", &[("seconds", "300")]),
    kind("hang-up", "the connection is closed without an answer", &[("effect", "no")]),
    kind("reset", "the connection is reset without an answer", &[("effect", "no")]),
    kind("error", "one of Graph's errors, by code", &[("code", "2"), ("subcode", ""), ("status", ""), ("message", "")]),
    kind("throttled", "a limit is reached, with its usage headers", &[("code", "4"), ("minutes", "5")]),
    kind("too-many", "status 429 without Meta's envelope", &[("seconds", "30")]),
    kind("html", "an HTML page in place of an answer", &[("status", "502")]),
    kind("empty", "an empty body in place of an answer", &[("status", "502")]),
    kind("truncated", "half of the answer", &[]),
    kind("answer", "these words in place of the answer", &[("body", "{}"), ("status", "200"), ("effect", "no")]),
    kind("other-app", "debug_token tells of a token of another app", &[]),
    kind("normal-form", "addresses of callbacks come back in another form", &[]),
    kind("content-type", "the answer says that it is something else", &[("type", "text/html; charset=utf-8")]),
    kind("huge", "an answer of so many bytes", &[("bytes", "1073741824")]),
    kind("endless", "a list that never ends, by ever new cursors", &[]),
    kind("duplicates", "each row of a list comes twice", &[]),
    kind("short-page", "half of the rows, and a next", &[]),
    kind("empty-page", "no rows, and a next", &[]),
    kind("string-success", "success is the text \"true\"", &[]),
    kind("null-items", "every second item of a batch is null", &[]),
    kind("limited-items", "all but the first items of a batch meet a limit", &[("code", "4"), ("after", "1")]),
    kind("no-cursors", "half of the rows, and a next that alone says where it goes on", &[]),
    kind("too-much", "a list of more rows than these is refused", &[("rows", "25")]),
    kind("no-tokens", "the rows of a list come without their tokens", &[]),
    kind("surrogate", "each name begins with half of a surrogate pair", &[]),
    kind("skew", "the clock of the Date header is wrong", &[("seconds", "-3600")]),
    kind("old-version", "the oldest version says that it answered", &[]),
];

/// The largest body that is sent.
const HUGEST: u64 = 1 << 40;
/// The longest that a request waits.
const LONGEST: f64 = 3600.0;

/// Why something is no fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFault {
    /// There is no kind of this name.
    #[error("there is no fault named '{0}'; there are {names}", names = names())]
    Kind(String),
    /// The kind takes no parameter of this name.
    #[error("the fault {0} cannot be told '{1}'; it takes {takes}", takes = takes(.0))]
    Param(&'static str, String),
    /// The parameter has a value that it cannot have.
    #[error("'{value}' is no {name} for the fault {kind}; it takes {takes}", takes = takes(.kind))]
    Value {
        /// The kind.
        kind: &'static str,
        /// The parameter.
        name: &'static str,
        /// The value.
        value: String,
    },
}

fn names() -> String {
    FAULTS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
}

fn takes(kind: &str) -> String {
    let params = FAULTS.iter().find(|known| known.name == kind).map_or(&[][..], |known| known.params);
    if params.is_empty() {
        return "none".to_owned();
    }
    params.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(", ")
}

/// A kind with what it was told.
struct Told<'a> {
    kind: &'static FaultKind,
    params: Vec<(&'a str, &'a str)>,
}

impl<'a> Told<'a> {
    fn read(name: &str, params: &[&'a str]) -> Result<Self, BadFault> {
        let kind = FAULTS.iter().find(|known| known.name == name);
        let kind = kind.ok_or_else(|| BadFault::Kind(name.chars().take(40).collect()))?;
        let pairs = params.iter().map(|param| param.split_once('=').unwrap_or((param, "")));
        let params: Vec<_> = pairs.map(|(name, value)| (name.trim(), value.trim())).collect();
        let known = |name: &str| kind.params.iter().any(|(known, _)| *known == name);
        match params.iter().find(|(name, _)| !known(name)) {
            Some((name, _)) => Err(BadFault::Param(kind.name, name.chars().take(40).collect())),
            None => Ok(Self { kind, params }),
        }
    }

    /// The value of a parameter, or the one that it has otherwise.
    fn text(&self, name: &'static str) -> &'a str {
        let told = self.params.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let usual = self.kind.params.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value);
        told.unwrap_or(usual)
    }

    fn wrong(&self, name: &'static str) -> BadFault {
        BadFault::Value { kind: self.kind.name, name, value: self.text(name).chars().take(40).collect() }
    }

    fn value<T: FromStr>(&self, name: &'static str) -> Result<T, BadFault> {
        self.text(name).parse().map_err(|_| self.wrong(name))
    }

    fn maybe<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, BadFault> {
        if self.text(name).is_empty() { Ok(None) } else { self.value(name).map(Some) }
    }

    fn seconds(&self) -> Result<Duration, BadFault> {
        let seconds: f64 = self.value("seconds")?;
        let fits = (0.0..=LONGEST).contains(&seconds);
        if fits { Ok(Duration::from_secs_f64(seconds)) } else { Err(self.wrong("seconds")) }
    }

    fn status(&self) -> Result<Option<u16>, BadFault> {
        let status = self.maybe("status")?;
        if status.is_none_or(|status| (200..600).contains(&status)) { Ok(status) } else { Err(self.wrong("status")) }
    }

    fn effect(&self) -> Result<bool, BadFault> {
        match self.text("effect") {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(self.wrong("effect")),
        }
    }

    /// A header's value must fit on a line.
    fn line(&self, name: &'static str) -> Result<String, BadFault> {
        let text = self.text(name);
        let fits = !text.is_empty() && text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        if fits { Ok(text.to_owned()) } else { Err(self.wrong(name)) }
    }

    fn error(&self) -> Result<Action, BadFault> {
        let code = self.value("code")?;
        let message = self.text("message");
        let message = if message.is_empty() { codes::words(code) } else { message.to_owned() };
        let status = self.status()?.unwrap_or_else(|| codes::status(code));
        Ok(Action::Error { status, code, subcode: self.maybe("subcode")?, message })
    }

    fn answer(&self) -> Result<Action, BadFault> {
        let (status, after_effect) = (self.status()?.unwrap_or(200), self.effect()?);
        Ok(Action::Answer { body: self.text("body").to_owned(), status, after_effect })
    }

    fn action(&self) -> Result<Action, BadFault> {
        Ok(match self.kind.name {
            "latency" => Action::Delay(self.seconds()?),
            "timeout" => Action::Silence(self.seconds()?),
            "hang-up" => Action::HangUp { after_effect: self.effect()? },
            "reset" => Action::Reset { after_effect: self.effect()? },
            "error" => self.error()?,
            "throttled" => Action::Throttled { code: self.limit()?, minutes: self.value("minutes")? },
            "too-many" => Action::TooMany { seconds: self.value("seconds")? },
            "html" => Action::Html(self.status()?.unwrap_or(502)),
            "empty" => Action::Empty(self.status()?.unwrap_or(502)),
            "answer" => self.answer()?,
            "other-app" => Action::OtherApp,
            "normal-form" => Action::NormalForm,
            "content-type" => Action::ContentType(self.line("type")?),
            "huge" => Action::Huge(self.bytes()?),
            "endless" => Action::Endless,
            "duplicates" => Action::Duplicates,
            "short-page" => Action::ShortPage,
            "empty-page" => Action::EmptyPage,
            "string-success" => Action::StringSuccess,
            "null-items" => Action::NullItems,
            "limited-items" => Action::LimitedItems { code: self.limit()?, after: self.value("after")? },
            "no-cursors" => Action::NoCursors,
            "too-much" => Action::TooMuch(self.value("rows")?),
            "no-tokens" => Action::NoTokens,
            "surrogate" => Action::Surrogate,
            "skew" => Action::Skew(self.value("seconds")?),
            "old-version" => Action::OldVersion,
            _ => Action::Truncated,
        })
    }

    fn limit(&self) -> Result<i64, BadFault> {
        let code = self.value("code")?;
        if codes::is_limit(code) { Ok(code) } else { Err(self.wrong("code")) }
    }

    fn bytes(&self) -> Result<u64, BadFault> {
        let bytes = self.value("bytes")?;
        if bytes <= HUGEST { Ok(bytes) } else { Err(self.wrong("bytes")) }
    }
}

impl Action {
    /// Reads a kind and its parameters, each `name=value`.
    pub fn read(kind: &str, params: &[&str]) -> Result<Self, BadFault> {
        Told::read(kind, params)?.action()
    }

    /// Reads `KIND;name=value;…`.
    pub fn from_line(line: &str) -> Result<Self, BadFault> {
        let mut parts = line.split(';').map(str::trim);
        let kind = parts.next().unwrap_or("");
        Self::read(kind, &parts.filter(|part| !part.is_empty()).collect::<Vec<_>>())
    }

    /// The name of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Delay(_) => "latency",
            Self::Silence(_) => "timeout",
            Self::HangUp { .. } => "hang-up",
            Self::Reset { .. } => "reset",
            Self::Error { .. } => "error",
            Self::Throttled { .. } => "throttled",
            Self::TooMany { .. } => "too-many",
            Self::Html(_) => "html",
            Self::Empty(_) => "empty",
            Self::Truncated => "truncated",
            Self::Answer { .. } => "answer",
            Self::OtherApp => "other-app",
            Self::NormalForm => "normal-form",
            Self::ContentType(_) => "content-type",
            Self::Huge(_) => "huge",
            Self::Endless => "endless",
            Self::Duplicates => "duplicates",
            Self::ShortPage => "short-page",
            Self::EmptyPage => "empty-page",
            Self::StringSuccess => "string-success",
            Self::NullItems => "null-items",
            Self::LimitedItems { .. } => "limited-items",
            Self::NoCursors => "no-cursors",
            Self::TooMuch(_) => "too-much",
            Self::NoTokens => "no-tokens",
            Self::Surrogate => "surrogate",
            Self::Skew(_) => "skew",
            Self::OldVersion => "old-version",
        }
    }

    /// What it was told.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        let effect = |after: bool| vec![("effect", if after { "yes" } else { "no" }.to_owned())];
        match self {
            Self::Delay(time) | Self::Silence(time) => vec![("seconds", time.as_secs_f64().to_string())],
            Self::HangUp { after_effect } | Self::Reset { after_effect } => effect(*after_effect),
            Self::Error { status, code, subcode, message } => {
                let mut params = vec![("code", code.to_string())];
                params.extend(subcode.map(|subcode| ("subcode", subcode.to_string())));
                params.extend([("status", status.to_string()), ("message", message.clone())]);
                params
            }
            Self::Throttled { code, minutes } => vec![("code", code.to_string()), ("minutes", minutes.to_string())],
            Self::LimitedItems { code, after } => vec![("code", code.to_string()), ("after", after.to_string())],
            Self::TooMuch(rows) => vec![("rows", rows.to_string())],
            Self::TooMany { seconds } => vec![("seconds", seconds.to_string())],
            Self::Html(status) | Self::Empty(status) => vec![("status", status.to_string())],
            Self::Answer { body, status, after_effect } => {
                let mut params = vec![("body", body.clone()), ("status", status.to_string())];
                params.extend(effect(*after_effect));
                params
            }
            Self::ContentType(name) => vec![("type", name.clone())],
            Self::Huge(bytes) => vec![("bytes", bytes.to_string())],
            Self::Skew(seconds) => vec![("seconds", seconds.to_string())],
            _ => Vec::new(),
        }
    }
}

/// As it is told on the command line: the kind, and each parameter as `name=value`.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())?;
        self.params().iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_name_and_reads_back() {
        for kind in FAULTS {
            let action = Action::read(kind.name, &[]).unwrap();
            assert_eq!(action.kind(), kind.name);
            let params: Vec<_> = action.params().iter().map(|(name, value)| format!("{name}={value}")).collect();
            let params: Vec<_> = params.iter().map(String::as_str).collect();
            assert_eq!(Action::read(kind.name, &params), Ok(action));
        }
    }

    #[test]
    fn what_is_told_counts() {
        let error = Action::from_line("error; code=190; subcode=463; status=401; message=gone").unwrap();
        let wanted = Action::Error { status: 401, code: 190, subcode: Some(463), message: "gone".into() };
        assert_eq!(error, wanted);
        assert_eq!(Action::from_line("latency;seconds=0.25"), Ok(Action::Delay(Duration::from_millis(250))));
        assert_eq!(Action::from_line("reset;effect=yes"), Ok(Action::Reset { after_effect: true }));
    }

    #[test]
    fn mistakes_are_answered_with_what_there_is() {
        let said = |line: &str| Action::from_line(line).unwrap_err().to_string();
        assert!(said("resett").starts_with("there is no fault named 'resett'; there are latency, timeout, "));
        assert_eq!(said("html;code=4"), "the fault html cannot be told 'code'; it takes status=502");
        assert_eq!(said("truncated;x"), "the fault truncated cannot be told 'x'; it takes none");
        for line in [
            "latency;seconds=-1",
            "latency;seconds=1e9",
            "timeout;seconds=NaN",
            "html;status=99",
            "throttled;code=190",
            "hang-up;effect=maybe",
            "content-type;type=\n",
            "huge;bytes=9999999999999999",
            "error;code=x",
        ] {
            assert!(matches!(Action::from_line(line), Err(BadFault::Value { .. })), "{line}");
        }
    }
}
