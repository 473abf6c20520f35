//! How many requests a day may have, and who counts them.

use jiff::civil::Date;
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

/// Whether a request was counted, when it has been written down; else why it cannot be.
pub type Spent<'a> = Pin<Box<dyn Future<Output = Result<bool, String>> + Send + 'a>>;

/// Counts the requests of a day.
pub trait Budget: Debug + Send + Sync {
    /// Counts one, before it is made. False: the day has had `most` of them.
    fn spend(&self, day: Date, most: u32) -> Spent<'_>;
}

/// Counts for as long as the process lives.
#[derive(Debug, Default)]
pub(super) struct Counted(Mutex<(Option<Date>, u32)>);

impl Budget for Counted {
    fn spend(&self, day: Date, most: u32) -> Spent<'_> {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.0 != Some(day) {
            *spent = (Some(day), 0);
        }
        let room = spent.1 < most;
        spent.1 += u32::from(room);
        Box::pin(std::future::ready(Ok(room)))
    }
}
