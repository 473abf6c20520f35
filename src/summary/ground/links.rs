//! Addresses: a line has none. A digest is read in chat, where an address is a thing to press and an "@" calls
//! somebody; where to read on, the digest's own link says.

use super::Fault;

/// Whether a word is an address: of a page, of mail, of somebody in chat.
fn address(word: &str) -> bool {
    let domain = |w: &str| {
        w.split_once('.').is_some_and(|(a, b)| {
            let end = b.rsplit('.').next().unwrap_or_default();
            let end = end.split(['/', '?', '#']).next().unwrap_or_default();
            a.len() > 1
                && a.chars().all(|c| c.is_alphanumeric() || c == '-')
                && a.chars().any(char::is_alphabetic)
                && (2..=10).contains(&end.len())
                && end.chars().all(|c| c.is_ascii_lowercase())
        })
    };
    word.contains("://")
        || word.starts_with("www.")
        || word.starts_with(['@', '<'])
        || (word.contains('@') && word.contains('.'))
        || domain(word)
}

/// Addresses in a line.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']'));
    let bare = words.map(|w| {
        w.trim_matches(|c: char| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '“' | '”' | '’' | '\'' | '*' | '_' | '`')
        })
    });
    bare.filter(|w| address(w)).map(|w| Fault::Link(w.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn what_is_an_address() {
        for word in [
            "https://evil.example/x",
            "www.paper.example",
            "paper.example",
            "nora@paper.example",
            "@everyone",
            "<@123>",
            "buy-now.shop/x?y",
        ] {
            assert!(address(word), "{word}");
        }
        for word in ["end.", "U.S", "3.5", "$3.5m", "e.g", "p.m", "No.5", "and/or", "J.K", "v2.0"] {
            assert!(!address(word.trim_end_matches('.')), "{word}");
        }
    }
}
