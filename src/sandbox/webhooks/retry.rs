//! When a delivery that failed is tried again, on the world's clock (Meta, webhooks of each product).
//!
//! Messenger and Instagram give up after an hour and take the app off the asset, other Page webhooks after 36 hours,
//! WhatsApp after seven days. Meta says of the gaps only that they grow and that a few come at once; here each is twice the one before it.

use crate::sandbox::world::models::{Happening, Object};

/// The first gap, in seconds.
const FIRST: i64 = 1;
/// An hour.
const HOUR: i64 = 3600;
/// For how long everything else than messages is tried, in seconds.
pub(super) const GENERIC: i64 = 36 * HOUR;

/// For how long a happening is tried, in seconds.
pub(super) fn patience(happening: &Happening) -> i64 {
    match (happening.object, happening.messaging) {
        (Object::WhatsappBusinessAccount, _) => 7 * 24 * HOUR,
        (_, true) => HOUR,
        (_, false) => GENERIC,
    }
}

/// Whether giving up takes the app off the asset.
pub(super) fn disables(happening: &Happening) -> bool {
    happening.messaging && happening.object != Object::WhatsappBusinessAccount
}

/// When the next attempt is due after `failures` failed ones; `None` is never. The last one falls on the very end.
pub(super) fn next(since: i64, now: i64, failures: usize, patience: i64) -> Option<i64> {
    let end = since + patience;
    if now >= end {
        return None;
    }
    let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or(u32::MAX).min(30);
    Some((now + (FIRST << doublings)).min(end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn gaps_grow_until_the_end_and_the_end_is_tried(since in 0..4_000_000_000_i64, hours in 1..200_i64) {
            let (mut now, mut gaps, mut failures) = (since, Vec::new(), 1);
            while let Some(due) = next(since, now, failures, hours * HOUR) {
                gaps.push(due - now);
                (now, failures) = (due, failures + 1);
            }
            prop_assert_eq!(now, since + hours * HOUR);
            prop_assert!(gaps[..gaps.len() - 1].is_sorted() && gaps.len() < 25, "{:?}", gaps);
        }
    }

    #[test]
    fn a_clock_that_was_pushed_past_the_end_leaves_no_further_attempt() {
        assert_eq!(next(100, 110, 1, HOUR), Some(111));
        assert_eq!(next(100, 100 + HOUR, 2, HOUR), None);
    }
}
