//! One body of each kind that Meta sends, written for this project from Meta's pages and public reports: what `trigger`
//! sends, and what the tests read. `samples.jsonl` names the source of each.

use serde::Deserialize;
use serde_json::Value;

const SAMPLES: &str = include_str!("samples.jsonl");

/// One kind of webhook.
#[derive(Debug, Clone, Deserialize)]
pub struct Sample {
    /// Its name: the platform, a dot, and what happens.
    pub event: String,
    /// Where its shape comes from.
    pub source: String,
    body: Value,
}

/// Who and when, in the place of a sample's.
#[derive(Debug, Clone)]
pub struct Cast {
    /// The Page, Instagram account or WhatsApp account.
    pub asset: String,
    /// The WhatsApp number.
    pub number: String,
    /// The customer.
    pub person: String,
    /// What makes ids differ from those of another time.
    pub unique: String,
    /// When, in seconds since 1970.
    pub at: i64,
}

/// Every sample, in the order of the file.
pub fn samples() -> Vec<Sample> {
    // A line that is none is found by the test below.
    SAMPLES.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

impl Sample {
    /// The bytes as Meta would send them: in ASCII, slashes escaped.
    pub fn body(&self, cast: &Cast) -> Vec<u8> {
        let seconds = cast.at.to_string();
        let words = [
            ("UNIQUE", cast.unique.as_str()),
            ("ASSET", &cast.asset),
            ("NUMBER", &cast.number),
            ("PERSON", &cast.person),
            // Times in seconds and, with three zeros behind them, in milliseconds.
            ("1795000000", &seconds),
        ];
        let filled = words.iter().fold(self.body.to_string(), |text, (word, value)| text.replace(word, value));
        ascii(&filled).replace('/', "\\/").into_bytes()
    }
}

fn ascii(text: &str) -> String {
    use std::fmt::Write as _;
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if c.is_ascii() {
            out.push(c);
        } else {
            // Writing to a string cannot fail.
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
        out
    })
}

#[cfg(test)]
impl Cast {
    /// Parties for tests.
    pub(super) fn usual() -> Self {
        let [asset, number, person, unique] = ["1001", "310", "15557001", "1"].map(str::to_owned);
        Self { asset, number, person, unique, at: 1_795_000_000 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_sample_with_a_name_of_its_own_and_a_source() {
        let all = samples();
        let names: std::collections::BTreeSet<_> = all.iter().map(|one| &one.event).collect();
        assert_eq!((all.len(), names.len()), (SAMPLES.lines().count(), all.len()));
        assert!(all.iter().all(|one| one.source.len() > 8 && one.event.contains('.')));
    }

    #[test]
    fn the_bytes_are_escaped_as_metas_are_and_mean_the_sample() {
        for sample in samples() {
            let body = String::from_utf8(sample.body(&Cast::usual())).unwrap();
            assert!(body.is_ascii() && !body.contains("://"), "{body}");
            assert!(!["UNIQUE", "ASSET", "NUMBER", "PERSON"].iter().any(|word| body.contains(word)), "{body}");
            serde_json::from_str::<Value>(&body).unwrap();
        }
    }
}
