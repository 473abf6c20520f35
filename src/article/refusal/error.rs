//! Why no article could be read.

use crate::article::{MAX_BYTES, MAX_TEXT, MIN_WORDS};

/// Why no article could be read. The message names what was seen and what to do; the caller puts it after
/// the name of the source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("it is empty; give the text or the page of an article")]
    Empty,
    /// No text at all.
    #[error("it is {what}, not text; give the article as plain text or HTML")]
    Binary {
        /// With its article, such as "a PDF".
        what: &'static str,
    },
    /// More than [`MAX_BYTES`].
    #[error("it has more than {} MB; give the page of one article alone", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// More text than any article has.
    #[error("it has more than {} KB of text; give one article alone", MAX_TEXT / 1024)]
    TooLong,
    /// In an encoding that could not be told.
    #[error("its characters cannot be decoded; save it as UTF-8")]
    Undecodable,
    /// A page without prose.
    #[error("no article was found in the page; give the address or the text of the article itself")]
    NoArticle,
    /// Too little prose.
    #[error(
        "it has {found} words of prose, and an article needs at least {}; give the whole text",
        MIN_WORDS
    )]
    TooShort {
        /// Words of body found.
        found: usize,
    },
    /// A body without a headline.
    #[error("no headline was found; put it in a line of its own above the text")]
    NoTitle,
    /// The free part of a piece that readers pay for.
    #[error("only the beginning is free: read {} ({sign}); give the whole text", read(*.found, *.whole))]
    Paywall {
        /// Words of body found.
        found: usize,
        /// Words of the whole piece, if the page tells.
        whole: Option<usize>,
        /// What was seen.
        sign: String,
    },
    /// A home, section, tag, author or search page.
    #[error("it is a page that lists other pages ({sign}); give the address of one article")]
    Listing {
        /// What was seen.
        sign: String,
    },
    /// Something to watch, to hear or to look at.
    #[error("it is {what} ({sign}), and only text is read; give the text of an article")]
    Media {
        /// With its article, such as "a video".
        what: &'static str,
        /// What was seen.
        sign: String,
    },
    /// A running account in many short posts.
    #[error("it is a live blog ({sign}), which has no end to digest; give the address of one article")]
    Live {
        /// What was seen.
        sign: String,
    },
    /// The dialogue about cookies instead of the page.
    #[error("it asks for consent to cookies ({sign}) instead of showing the piece; give its text")]
    Consent {
        /// What was seen.
        sign: String,
    },
    /// A page for programs: a captcha, or a request for JavaScript.
    #[error("the site shows programs something else ({sign}); open it in a browser and give its text")]
    Robot {
        /// What was seen.
        sign: String,
    },
    /// A page that says that there is no such page.
    #[error("the page says that it does not exist ({sign}); check the address")]
    Missing {
        /// What was seen.
        sign: String,
    },
    /// A page that asks readers to sign in.
    #[error("it asks readers to sign in ({sign}); give the text of the piece")]
    Login {
        /// What was seen.
        sign: String,
    },
    /// Prose, but no article.
    #[error("it is {what} ({sign}), not an article; give the address of one article")]
    Other {
        /// With its article, such as "a forum thread".
        what: &'static str,
        /// What was seen.
        sign: String,
    },
}

/// "140 of about 1,100 words"
fn read(found: usize, whole: Option<usize>) -> String {
    whole.map_or_else(|| format!("{found} words"), |whole| format!("{found} of {}", about(whole)))
}

/// A number of words as one says it.
fn about(n: usize) -> String {
    let n = if n < 1000 { (n + 5) / 10 * 10 } else { (n + 50) / 100 * 100 };
    match n / 1000 {
        0 => format!("about {n} words"),
        thousands => format!("about {thousands},{:03} words", n % 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (n, said) in [(394, "about 390 words"), (1_133, "about 1,100 words"), (999, "about 1,000 words")]
        {
            assert_eq!(about(n), said);
        }
        let stub = ReadError::Paywall {
            found: 140,
            whole: Some(1_111),
            sign: "“Subscribe to keep reading”".to_owned(),
        };
        assert_eq!(
            stub.to_string(),
            "only the beginning is free: read 140 of about 1,100 words (“Subscribe to keep reading”); give the whole text"
        );
    }
}
