//! Feeds, over real sockets on loopback.

#[path = "feeds/discovery.rs"]
mod discovery;
#[path = "feeds/failures.rs"]
mod failures;
#[path = "feeds/kill.rs"]
mod kill;
#[path = "feeds/pieces.rs"]
mod pieces;
#[path = "feeds/polling.rs"]
mod polling;
#[path = "feeds/reading.rs"]
mod reading;
#[path = "feeds/site.rs"]
mod site;
