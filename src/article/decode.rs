//! Bytes to text.

use super::ReadError;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page a `<meta charset>` is looked for, in bytes; the HTML standard asks for 1024,
/// but pages with long heads put it later.
const META_BYTES: usize = 8192;
/// Share of control characters from which bytes are taken for a binary file, in percent.
const CONTROL_PERCENT: usize = 5;

/// Decodes a page or a text. The order of trust: byte-order mark, `charset` as the server gave it unless
/// the bytes are UTF-8 against it, UTF-8 if it is valid, the page's own `<meta charset>`, windows-1252.
///
/// UTF-8 goes before the page's own word because text in another encoding is hardly ever valid
/// UTF-8, whereas many pages were converted to it with an old declaration left in.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return checked(encoding.decode_without_bom_handling(rest).0.into_owned());
    }
    if let Some(what) = binary_kind(bytes) {
        return Err(ReadError::Binary { what });
    }
    let declared = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // Every text can be read in an encoding of one byte a character, and servers name one by default.
    let unlikely = |e: &'static Encoding| e.is_single_byte() && std::str::from_utf8(bytes).is_ok();
    if let Some(encoding) = declared.filter(|&e| e != UTF_8 && !unlikely(e))
        && let (text, false) = encoding.decode_without_bom_handling(bytes)
    {
        return checked(text.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return checked(text.to_owned());
    }
    let meta = meta_charset(bytes).filter(|&e| e != UTF_8);
    if let Some(encoding) = meta
        && let (text, false) = encoding.decode_without_bom_handling(bytes)
    {
        return checked(text.into_owned());
    }
    // Mostly UTF-8 with a torn character or two reads better as such than as windows-1252.
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let torn = text.matches('\u{fffd}').count();
    let sound = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if sound > torn {
        return checked(text.into_owned());
    }
    checked(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

/// What a file is that is no text, by its first bytes or its control characters.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"{\\rtf", "a rich-text document"),
        (b"\x7fELF", "a program"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"ID3", "a sound recording"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|k| k.1).or_else(|| {
        let control = bytes.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
        let nul = bytes.contains(&0);
        (nul || control * 100 > bytes.len() * CONTROL_PERCENT).then_some("a binary file")
    })
}

/// The encoding that a page declares for itself.
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..META_BYTES.min(bytes.len()))?.to_ascii_lowercase();
    let mut rest = head.as_slice();
    loop {
        let at = rest.windows(8).position(|w| w == b"charset=")?;
        rest = rest.get(at + 8..)?;
        let label: Vec<u8> = rest
            .iter()
            .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
            .copied()
            .collect();
        if let Some(encoding) = Encoding::for_label(&label) {
            return Some(encoding);
        }
    }
}

fn checked(text: String) -> Result<String, ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let chars = text.chars().count();
    let lost = text.matches('\u{fffd}').count();
    if lost * 100 > chars * CONTROL_PERCENT {
        return Err(ReadError::Undecodable);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_the_trade() {
        for (bytes, charset, expected) in [
            (&b"caf\xc3\xa9"[..], None, "café"),
            (b"\xef\xbb\xbfcaf\xc3\xa9", None, "café"),
            (b"caf\xe9 \x93x\x94", None, "café “x”"),
            (b"\xff\xfea\0b\0", None, "ab"),
            (b"caf\xe9", Some("iso-8859-1"), "café"),
            (
                b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2",
                None,
                "<meta charset=\"windows-1251\"><p>Привет",
            ),
            (b"caf\xc3\xa9", Some("nonsense"), "café"),
            (b"caf\xc3\xa9", Some("iso-8859-1"), "café"),
            (b"\x83e\x83X\x83g", Some("shift_jis"), "テスト"),
        ] {
            assert_eq!(decode(bytes, charset).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert!(matches!(decode(b" \n ", None), Err(ReadError::Empty)));
        assert!(matches!(decode(b"%PDF-1.7 ...", None), Err(ReadError::Binary { what: "a PDF" })));
        assert!(matches!(decode(b"abc\0def", None), Err(ReadError::Binary { .. })));
    }
}
