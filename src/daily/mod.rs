//! The daily post and the daily letter, as pure calendar and choice: what is due at a time that is
//! handed in, and which digests go out, of those that are handed in.

mod calendar;
pub mod letter;
mod pick;

/// Time zones as people write them.
pub use crate::config::zone;
/// What a schedule is made of.
pub use crate::config::{Days, DaysError, Filters, LONGEST_NAME, MOST_DIGESTS, WhenEmpty, time_of_day};
pub use calendar::{Due, GRACE, Hour, Owed, due, following, next, owed, placed, resumed};
pub use pick::{Candidates, Choice, pick};

use crate::{
    digest::DigestId,
    ledger::{Claim, Schedule},
};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

/// The nonce of a part of a schedule's post on a day: 25 characters, the most that Discord takes, of
/// lower-case base 32 (RFC 4648 letters) from the hash of the three. A post has one part, 0.
pub fn nonce(schedule: &str, date: Date, part: u8) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut hash = Sha256::new().chain_update(date.to_string()).chain_update([0]).chain_update(schedule);
    // The first part hashes as it did when there were none.
    if part > 0 {
        hash = hash.chain_update([0, part]);
    }
    let letters = hash
        .finalize()
        .into_iter()
        .take(25)
        .map(|byte| LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'a'));
    letters.map(char::from).collect()
}

/// The claim for a due post of these digests.
pub fn claim(schedule: &Schedule, due: &Due, digests: Vec<DigestId>) -> Claim {
    Claim {
        nonce: nonce(&schedule.id, due.date, 0),
        schedule: schedule.id.clone(),
        date: due.date,
        due_at: Some(due.at),
        channel: schedule.channel,
        target: schedule.target,
        digests,
        role: schedule.role,
        language: schedule.language.clone(),
        crosspost: schedule.crosspost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_differ_by_day_schedule_and_part() {
        let day = jiff::civil::date(2026, 11, 23);
        let nonce = nonce("lobby", day, 0);
        assert_eq!(nonce.len(), 25);
        assert_ne!(nonce, super::nonce("lobby", day.tomorrow().unwrap(), 0));
        assert_ne!(nonce, super::nonce("lounge", day, 0));
        assert_ne!(nonce, super::nonce("lobby", day, 1));
    }
}
