//! Payloads as they go out: text, or compressed where the bot asked for it.

use flate2::{Compress, Compression, FlushCompress, Status, write::ZlibEncoder};
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
    /// `compress: true` in IDENTIFY: each large payload by itself. The state is some 300 KB, and kept.
    Large(Box<Compress>),
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
            *self = Pack::Large(Box::new(Compress::new(Compression::fast(), true)));
        }
    }

    /// A payload as the websocket's message. Writing to memory does not fail.
    pub fn message(&mut self, payload: String) -> Message {
        match self {
            Pack::Large(state) if payload.len() >= WORTH_IT => match whole(state, payload.as_bytes()) {
                Some(packed) => Message::Binary(packed),
                None => Message::Text(payload),
            },
            Pack::Stream(stream) => {
                let _ = stream.write_all(payload.as_bytes()).and_then(|()| stream.flush());
                Message::Binary(std::mem::take(stream.get_mut()))
            }
            Pack::Plain | Pack::Large(_) => Message::Text(payload),
        }
    }
}

/// One payload, compressed by itself.
fn whole(state: &mut Compress, payload: &[u8]) -> Option<Vec<u8>> {
    state.reset();
    // Nothing grows by more than this: zlib stores what does not shrink, in blocks of 16 KB and more.
    let mut packed = Vec::with_capacity(payload.len() + payload.len() / 1024 + 64);
    let status = state.compress_vec(payload, &mut packed, FlushCompress::Finish).ok()?;
    (status == Status::StreamEnd).then_some(packed)
}
