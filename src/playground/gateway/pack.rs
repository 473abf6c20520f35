//! Payloads as they go out: text, or compressed where the bot asked for it.

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;
use tokio_tungstenite::tungstenite::Message;

/// Shorter payloads stay text when the bot asked in IDENTIFY: Discord compresses what is worth it.
const WORTH_IT: usize = 1024;

/// How payloads are packed for one connection.
#[derive(Debug, Default)]
pub(super) enum Pack {
    /// As text.
    #[default]
    Plain,
    /// `compress: true` in IDENTIFY: each large payload by itself.
    Large,
    /// `compress=zlib-stream` in the address: one stream of them all, flushed behind each payload.
    Stream(ZlibEncoder<Vec<u8>>),
}

impl Pack {
    /// What the address asks for: its query, as `v=10&encoding=json&compress=zlib-stream`.
    pub fn asked(query: &str) -> Pack {
        let stream = query.split('&').any(|part| part == "compress=zlib-stream");
        if stream { Pack::Stream(ZlibEncoder::new(Vec::new(), Compression::fast())) } else { Pack::Plain }
    }

    /// What IDENTIFY asks for; it changes nothing about a stream.
    pub fn large(&mut self) {
        if matches!(self, Pack::Plain) {
            *self = Pack::Large;
        }
    }

    /// A payload as the websocket's message. Writing to memory does not fail.
    pub fn message(&mut self, payload: String) -> Message {
        match self {
            Pack::Large if payload.len() >= WORTH_IT => {
                let mut one = ZlibEncoder::new(Vec::new(), Compression::fast());
                match one.write_all(payload.as_bytes()).and_then(|()| one.finish()) {
                    Ok(bytes) => Message::Binary(bytes),
                    Err(_) => Message::Text(payload),
                }
            }
            Pack::Stream(stream) => {
                let _ = stream.write_all(payload.as_bytes()).and_then(|()| stream.flush());
                Message::Binary(std::mem::take(stream.get_mut()))
            }
            Pack::Plain | Pack::Large => Message::Text(payload),
        }
    }
}
