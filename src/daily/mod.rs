//! The daily post and the daily letter, as pure calendar and choice: what is due at a time that is
//! handed in, and which digests go out, of those that are handed in.

mod calendar;
pub mod letter;
mod pick;

/// Time zones as people write them.
pub use crate::config::zone;
pub use calendar::{Due, GRACE, Hour, due, following};
pub use pick::pick;

use crate::ledger::Claim;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

/// The nonce of a schedule's post on a day: 25 characters, the most that Discord takes, of lower-case
/// base 32 (RFC 4648 letters) from the hash of both.
pub fn nonce(schedule: &str, date: Date) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash =
        Sha256::new().chain_update(date.to_string()).chain_update([0]).chain_update(schedule).finalize();
    let letters =
        hash.iter().take(25).map(|byte| LETTERS.get(usize::from(byte % 32)).copied().unwrap_or(b'a'));
    letters.map(char::from).collect()
}

/// The claim for a due post.
pub fn claim(schedule: &crate::config::Daily, due: &Due, digest: crate::digest::DigestId) -> Claim {
    let name = schedule.name();
    Claim {
        nonce: nonce(&name, due.date),
        schedule: name,
        date: due.date,
        channel: schedule.channel.get(),
        digest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_differ_by_day_and_schedule() {
        let day = jiff::civil::date(2026, 11, 23);
        let nonce = nonce("lobby", day);
        assert_eq!(nonce.len(), 25);
        assert_ne!(nonce, super::nonce("lobby", day.tomorrow().unwrap()));
        assert_ne!(nonce, super::nonce("lounge", day));
    }
}
