//! Keeps below Meta's rate limits by reading the usage that every answer tells.
//!
//! `X-App-Usage` counts the app's calls of the rolling hour in percent; `X-Business-Use-Case-Usage` counts per asset and
//! says in minutes when a throttled one may go on (Meta, rate limits). From 80 percent calls are spaced out, from 90
//! percent none is sent.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::http::Headers;

const SLOW: f64 = 80.0;
const STOP: f64 = 90.0;
/// How long a reading counts when Meta does not say until when.
const READING: SignedDuration = SignedDuration::from_mins(5);
/// No wait that Meta tells is longer: its windows are an hour and a day.
const LONGEST: Duration = Duration::from_hours(7 * 24);
/// The pause between calls just below the stop.
const LONGEST_PAUSE_MS: f64 = 3000.0;

/// What a call should do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Advice {
    Go,
    Pause(Duration),
    Stop(Duration),
}

#[derive(Debug, Clone, Copy)]
struct Reading {
    percent: f64,
    until: Timestamp,
}

/// The usage of the app (key `""`) and of each asset that is near its limit.
#[derive(Debug, Default)]
pub(super) struct RateLimiter {
    readings: Mutex<HashMap<String, Reading>>,
    /// Until when nothing is sent, whatever the usage says: Meta has refused calls for their number.
    closed: Mutex<Option<Timestamp>>,
}

impl RateLimiter {
    /// What to do before a call to `path`.
    pub(super) fn advise(&self, path: &str, now: Timestamp) -> Advice {
        let closed = *self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = closed.filter(|until| *until > now) {
            return Advice::Stop(between(now, until));
        }
        let asset = path.split('/').next().unwrap_or_default();
        let readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        let current = ["", asset].into_iter().filter_map(|key| readings.get(key)).filter(|reading| reading.until > now);
        match current.max_by(|a, b| a.percent.total_cmp(&b.percent)) {
            Some(reading) if reading.percent >= STOP => Advice::Stop(between(now, reading.until)),
            Some(reading) if reading.percent >= SLOW => {
                let share = (reading.percent - SLOW) / (STOP - SLOW);
                Advice::Pause(Duration::from_secs_f64(share.mul_add(LONGEST_PAUSE_MS - 100.0, 100.0) / 1000.0))
            }
            _ => Advice::Go,
        }
    }

    /// Sends nothing more for as long as was told, or for as long as a reading counts.
    pub(super) fn close(&self, told: Option<Duration>, now: Timestamp) {
        let time = told.and_then(|told| SignedDuration::try_from(told).ok()).unwrap_or(READING);
        *self.closed.lock().unwrap_or_else(PoisonError::into_inner) = Some(later(now, time));
    }

    /// Takes the usage from an answer's headers. Answers how long Meta wants us to wait, if it says.
    pub(super) fn record(&self, headers: &Headers, now: Timestamp) -> Option<Duration> {
        let app = headers.get("x-app-usage").and_then(parse).map(|usage| percent(&usage));
        let business = headers.get("x-business-use-case-usage").and_then(parse);
        let mut readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(percent) = app {
            readings.insert(String::new(), Reading { percent, until: later(now, READING) });
        }
        let mut wait = None;
        for (asset, usages) in business.as_ref().and_then(Value::as_object).into_iter().flatten() {
            // Meta sends a list per asset; an object has been seen in the wild.
            let usages = usages.as_array().map_or_else(|| vec![usages.clone()], Clone::clone);
            let percent = usages.iter().map(percent).fold(0.0, f64::max);
            let minutes = usages.iter().filter_map(|usage| number(&usage["estimated_time_to_regain_access"]));
            let regain = time(minutes.fold(0.0, f64::max) * 60.0).filter(SignedDuration::is_positive);
            if percent >= SLOW || regain.is_some() {
                let percent = if regain.is_some() { 100.0 } else { percent };
                readings.insert(asset.clone(), Reading { percent, until: later(now, regain.unwrap_or(READING)) });
            } else {
                readings.remove(asset);
            }
            wait = wait.max(regain);
        }
        wait.map(SignedDuration::unsigned_abs)
    }
}

fn parse(header: &str) -> Option<Value> {
    serde_json::from_str(header).ok()
}

fn percent(usage: &Value) -> f64 {
    ["call_count", "total_time", "total_cputime"].iter().filter_map(|key| number(&usage[*key])).fold(0.0, f64::max)
}

/// A number, also as text.
fn number(told: &Value) -> Option<f64> {
    told.as_f64().or_else(|| told.as_str()?.trim().parse().ok()).filter(|number| number.is_finite())
}

/// So many seconds, none if that is no time to wait, and no more than a wait can be.
fn time(seconds: f64) -> Option<SignedDuration> {
    let seconds = Some(seconds.ceil()).filter(|seconds| seconds.is_finite())?;
    let time = Duration::try_from_secs_f64(seconds.min(LONGEST.as_secs_f64())).ok()?;
    SignedDuration::try_from(time).ok()
}

/// How long `Retry-After` asks to wait, in seconds or until a date (RFC 9110, 10.2.3) by the answer's own clock.
pub(super) fn retry_after(headers: &Headers, now: Timestamp) -> Option<Duration> {
    let told = headers.get("retry-after")?.trim();
    let date = |text: &str| rfc2822::parse(text).ok().map(|date| date.timestamp());
    if let Ok(seconds) = told.parse() {
        return time(seconds).map(SignedDuration::unsigned_abs);
    }
    let now = headers.get("date").and_then(date).unwrap_or(now);
    let seconds = date(told)?.duration_since(now).as_secs_f64().max(0.0);
    time(seconds).map(SignedDuration::unsigned_abs)
}

fn later(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.checked_add(span).unwrap_or(Timestamp::MAX)
}

fn between(now: Timestamp, until: Timestamp) -> Duration {
    until.duration_since(now).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, value: &str) -> Headers {
        let mut headers = Headers::default();
        headers.add(name, value);
        headers
    }

    #[test]
    fn it_goes_slows_and_stops_with_the_apps_usage() {
        let (limiter, now) = (RateLimiter::default(), Timestamp::UNIX_EPOCH);
        for (percent, expected) in [(79, "Go"), (80, "Pause"), (89, "Pause"), (90, "Stop"), (100, "Stop")] {
            limiter.record(&told("x-app-usage", &format!(r#"{{"call_count":{percent},"total_time":1}}"#)), now);
            let advice = format!("{:?}", limiter.advise("me", now));
            assert!(advice.starts_with(expected), "{percent}: {advice}");
        }
        assert_eq!(limiter.advise("me", now + SignedDuration::from_mins(6)), Advice::Go);
    }

    #[test]
    fn a_throttled_page_stops_itself_alone_for_as_long_as_meta_says() {
        let (limiter, now) = (RateLimiter::default(), Timestamp::UNIX_EPOCH);
        let usage = r#"{"1001":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":7}]}"#;
        assert_eq!(limiter.record(&told("X-Business-Use-Case-Usage", usage), now), Some(Duration::from_mins(7)));
        assert_eq!(limiter.advise("1001/subscribed_apps", now), Advice::Stop(Duration::from_mins(7)));
        assert_eq!(limiter.advise("1002/subscribed_apps", now), Advice::Go);
    }

    #[test]
    fn garbage_in_the_headers_is_ignored() {
        let limiter = RateLimiter::default();
        for text in ["", "[]", "{", "null", r#"{"1":3}"#, r#"{"1":[]}"#] {
            assert_eq!(limiter.record(&told("x-business-use-case-usage", text), Timestamp::UNIX_EPOCH), None);
        }
    }
}
