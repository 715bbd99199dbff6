//! What waits for a target: found when it is due, marked when it is done.

use jiff::Timestamp;
use rusqlite::{Connection as Db, OptionalExtension as _, params};

use super::file::Trouble;
use super::{Spool, SpoolError, millis, time};

/// A target, by its number in the spool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TargetNumber(pub(super) i64);

/// A delivery that can be sent.
#[derive(Debug, Clone)]
pub struct Ready {
    /// Its number in the spool.
    pub number: i64,
    /// Its name for ever.
    pub id: String,
    /// Header lines as they came.
    pub headers: Vec<(String, String)>,
    /// The bytes as they came.
    pub body: Vec<u8>,
    /// How often it was tried.
    pub attempts: u32,
    /// How often the target refused it while it took others.
    pub refusals: u32,
    /// Since when it waits.
    pub since: Timestamp,
    /// Whether everything in it came before.
    pub repeat: bool,
}

/// What came of an attempt.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Which delivery.
    pub number: i64,
    /// When it ended.
    pub at: Timestamp,
    /// The answer's status, if one came.
    pub status: Option<u16>,
    /// What went wrong, in words.
    pub words: Option<String>,
    /// What happens next.
    pub outcome: Outcome,
}

/// What happens after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The target has it.
    Delivered,
    /// It is tried again.
    Again {
        /// When.
        due: Timestamp,
        /// The target took others meanwhile.
        refused: bool,
        /// Later ones of its conversations no longer wait for it.
        stands_aside: bool,
    },
    /// It is given up: a dead letter, until it is released.
    Failed,
}

/// What waits for a target, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many deliveries.
    pub count: u64,
    /// Since when the oldest.
    pub since: Option<Timestamp>,
}

impl Spool {
    /// The number of a target.
    pub async fn target(&self, url: &str) -> Result<TargetNumber, SpoolError> {
        let url = url.to_owned();
        self.write(0, move |db, _| {
            db.prepare_cached("INSERT INTO target (url) VALUES (?1) ON CONFLICT DO NOTHING")?.execute([&url])?;
            let mut find = db.prepare_cached("SELECT number FROM target WHERE url = ?1")?;
            Ok(TargetNumber(find.query_row([&url], |row| row.get(0))?))
        })
        .await
    }

    /// Begins to send to a target. If the last process that did was killed, the target may have what seems to wait: it
    /// counts as tried, and how often it is killed makes no pause longer.
    pub async fn begin(&self, target: TargetNumber) -> Result<(), SpoolError> {
        self.write(0, move |db, _| {
            let query = "UPDATE passing SET attempts = max(attempts, 1) WHERE target = ?1 AND state = 'waiting' \
                         AND (SELECT served FROM target WHERE number = ?1)";
            db.execute(query, [target.0])?;
            db.execute("UPDATE target SET served = 1 WHERE number = ?1", [target.0])?;
            Ok(())
        })
        .await
    }

    /// Nothing is on its way to a target any more.
    pub async fn end(&self, target: TargetNumber) -> Result<(), SpoolError> {
        self.write(0, move |db, _| {
            db.execute("UPDATE target SET served = 0 WHERE number = ?1", [target.0])?;
            Ok(())
        })
        .await
    }

    /// What is due for a target, in the order in which it came: of each conversation the first only. At most `most`
    /// beside those of `under_way`. With `probe` the one that was tried least, due or not.
    pub fn ready(
        &self,
        target: TargetNumber,
        now: Timestamp,
        most: usize,
        under_way: &[i64],
        probe: bool,
    ) -> Result<Vec<Ready>, SpoolError> {
        self.read(|db| {
            let numbers: Vec<i64> = db
                .prepare_cached(&format!(
                    "{READY} ORDER BY {} LIMIT ?4",
                    if probe { "attempts, delivery" } else { "delivery" }
                ))?
                .query_map(params![target.0, millis(now), probe, (most + under_way.len()).cast_signed()], |row| {
                    row.get(0)
                })?
                .collect::<Result<_, _>>()?;
            let fresh = numbers.into_iter().filter(|number| !under_way.contains(number)).take(most);
            fresh.filter_map(|number| ready(db, target, number).transpose()).collect()
        })
    }

    /// Writes down what came of an attempt.
    pub async fn settle(&self, target: TargetNumber, attempt: Attempt) -> Result<(), SpoolError> {
        self.write(0, move |db, _| settle(db, target, &attempt)).await
    }

    /// The target takes deliveries again: what it failed to take while it was away is due at once.
    pub async fn hurry(&self, target: TargetNumber, now: Timestamp) -> Result<(), SpoolError> {
        self.write(0, move |db, _| {
            let query =
                "UPDATE passing SET due = ?2 WHERE target = ?1 AND state = 'waiting' AND due > ?2 AND refusals = 0";
            db.prepare_cached(query)?.execute(params![target.0, millis(now)])?;
            Ok(())
        })
        .await
    }

    /// What waits for a target.
    pub fn waiting(&self, target: TargetNumber) -> Result<Waiting, SpoolError> {
        let query = "SELECT count(*), min(since) FROM passing WHERE target = ?1 AND state = 'waiting'";
        self.read(|db| {
            db.prepare_cached(query)?.query_row([target.0], |row| {
                let (count, since): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
                Ok(Waiting { count: count.cast_unsigned(), since: since.map(time) })
            })
        })
    }
}

/// The first of its line in each of its conversations. What stands aside has no line. No pause is longer than an hour:
/// what is due later was written before the clock was set back.
const READY: &str = "
SELECT delivery FROM passing
WHERE target = ?1 AND state = 'waiting' AND (due <= ?2 OR due > ?2 + 3600000 OR ?3) AND NOT EXISTS (
  SELECT 1 FROM line AS mine JOIN line AS other
  ON other.target = mine.target AND other.conversation = mine.conversation AND other.delivery < mine.delivery
  WHERE mine.target = ?1 AND mine.delivery = passing.delivery)";

fn ready(db: &Db, target: TargetNumber, number: i64) -> rusqlite::Result<Option<Ready>> {
    let mut find = db.prepare_cached(
        "SELECT d.id, d.headers, d.body, p.attempts, p.refusals, p.since, \
         NOT EXISTS (SELECT 1 FROM event WHERE delivery = d.number AND repeat = 0) \
         FROM delivery AS d JOIN passing AS p ON p.delivery = d.number WHERE d.number = ?1 AND p.target = ?2",
    )?;
    find.query_row(params![number, target.0], |row| {
        let headers: String = row.get(1)?;
        Ok(Ready {
            number,
            id: row.get(0)?,
            headers: serde_json::from_str(&headers).unwrap_or_default(),
            body: row.get::<_, Option<Vec<u8>>>(2)?.unwrap_or_default(),
            attempts: row.get(3)?,
            refusals: row.get(4)?,
            since: time(row.get(5)?),
            repeat: row.get(6)?,
        })
    })
    .optional()
}

fn settle(db: &Db, TargetNumber(target): TargetNumber, attempt: &Attempt) -> Result<(), Trouble> {
    let (state, due, refused) = match attempt.outcome {
        Outcome::Delivered => ("delivered", attempt.at, false),
        Outcome::Failed => ("failed", attempt.at, false),
        Outcome::Again { due, refused, .. } => ("waiting", due, refused),
    };
    let at = millis(attempt.at);
    let changed = db
        .prepare_cached(
            "UPDATE passing SET state = ?3, due = ?4, attempts = attempts + 1, refusals = refusals + ?5, status = ?6, \
             words = ?7 WHERE target = ?1 AND delivery = ?2 AND state <> 'delivered'",
        )?
        .execute(params![target, attempt.number, state, millis(due), refused, attempt.status, attempt.words])?;
    let aside = matches!(attempt.outcome, Outcome::Again { stands_aside: true, .. });
    if state != "waiting" || aside {
        db.prepare_cached("DELETE FROM line WHERE target = ?1 AND delivery = ?2")?
            .execute(params![target, attempt.number])?;
    }
    if changed > 0 && state == "delivered" {
        db.prepare_cached("UPDATE delivery SET open = open - 1, settled = ?2 WHERE number = ?1")?
            .execute(params![attempt.number, at])?;
    }
    Ok(())
}
