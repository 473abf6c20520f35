//! What a publisher asks of those who take something from a page: in the header `X-Robots-Tag`, in
//! `<meta name="robots">`, and by the TDM Reservation Protocol.

use super::robots::AGENT;
use crate::article::{decode, html, pattern::pattern};
use regex::Regex;
use reqwest::header::HeaderMap;
use std::sync::LazyLock;

/// A publisher's wishes for one page, the strictest where several were found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Most characters that may be quoted; `Some(0)` is also what `nosnippet` means.
    pub max_snippet: Option<usize>,
    /// The page shall not be listed: feeds leave it out, a person may still ask for it.
    pub noindex: bool,
    /// `TDM-Reservation: 1`: the rights to text and data mining are reserved (W3C TDMRep; article 4 of
    /// the directive (EU) 2019/790).
    pub tdm_reserved: bool,
}

/// Directives with a value after a colon; any other word before a colon names a program.
const WITH_VALUE: &[&str] = &["max-image-preview", "max-snippet", "max-video-preview", "unavailable_after"];

static META: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<meta\s[^>]*>"));
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)[\s"'/](name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#));
static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<!--.*?-->"));
static BODY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<body[\s>]"));

impl Wishes {
    /// Whether nothing at all may be quoted.
    pub fn forbids_quoting(&self) -> bool {
        self.max_snippet == Some(0)
    }

    /// Those in a page that was given as a file. They are the publisher's, however the page came.
    pub fn in_page(bytes: &[u8], charset: Option<&str>) -> Wishes {
        match decode::decode(bytes, charset) {
            Ok(page) if html::is_html(&page) => Wishes::default().and_of_page(&page),
            _ => Wishes::default(),
        }
    }

    /// Those in the headers of the answer.
    pub(super) fn of_headers(headers: &HeaderMap) -> Wishes {
        let mut wishes = Wishes::default();
        for value in headers.get_all("x-robots-tag") {
            wishes.add(&String::from_utf8_lossy(value.as_bytes()));
        }
        let reserved = headers.get("tdm-reservation").is_some_and(|v| v.as_bytes().trim_ascii() == b"1");
        wishes.tdm_reserved = reserved;
        wishes
    }

    /// Those in the head of the page.
    pub(super) fn and_of_page(mut self, page: &str) -> Wishes {
        let end = BODY.find(page).map_or(page.len(), |body| body.start());
        let head = COMMENT.replace_all(page.get(..end).unwrap_or(page), "");
        for tag in META.find_iter(&head) {
            let (mut name, mut content) = ("", "");
            for attribute in ATTRIBUTE.captures_iter(tag.as_str()) {
                let value = (2..=4).find_map(|n| attribute.get(n)).map_or("", |m| m.as_str());
                match attribute.get(1).map(|m| m.as_str().to_ascii_lowercase()).as_deref() {
                    Some("name") => name = value.trim(),
                    _ => content = value,
                }
            }
            if name.eq_ignore_ascii_case("robots") || name.eq_ignore_ascii_case(AGENT) {
                self.add(content);
            } else if name.eq_ignore_ascii_case("tdm-reservation") && content.trim() == "1" {
                self.tdm_reserved = true;
            }
        }
        self
    }

    /// Adds a list of directives, such as `noindex, max-snippet:50` or `otherbot: none`.
    fn add(&mut self, list: &str) {
        let mut for_us = true;
        for directive in list.split(',') {
            let mut directive = directive.trim().to_ascii_lowercase();
            if let Some((name, rest)) = directive.split_once(':')
                && !WITH_VALUE.contains(&name.trim())
            {
                for_us = name.trim() == AGENT;
                directive = rest.trim().to_owned();
            }
            if !for_us {
                continue;
            }
            match directive.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
                Some(("max-snippet", value)) => {
                    if let Ok(most) = value.parse::<usize>() {
                        self.limit(most);
                    }
                }
                Some(_) => {}
                None if directive == "nosnippet" => self.limit(0),
                None if directive == "noindex" || directive == "none" => self.noindex = true,
                None => {}
            }
        }
    }

    fn limit(&mut self, most: usize) {
        self.max_snippet = Some(self.max_snippet.map_or(most, |known| known.min(most)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(values: &[&str]) -> Wishes {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-robots-tag", value.parse().unwrap());
        }
        Wishes::of_headers(&headers)
    }

    #[test]
    fn headers_for_all_and_for_us_count() {
        let none = Wishes::default();
        let quoting = |most| Wishes { max_snippet: Some(most), ..Wishes::default() };
        let unlisted = Wishes { noindex: true, ..Wishes::default() };
        for (values, expected) in [
            (&["noarchive, unavailable_after: 25 Jun 2030 15:00:00 PST"][..], &none),
            (&["NoSnippet"], &quoting(0)),
            (&["max-snippet: 200", "max-snippet:50, max-image-preview:large"], &quoting(50)),
            (&["max-snippet:-1"], &none),
            (&["otherbot: noindex, nosnippet"], &none),
            (&["otherbot: noindex, standfirst: nosnippet"], &quoting(0)),
            (&["none"], &unlisted),
        ] {
            assert_eq!(header(values), *expected, "{values:?}");
        }
    }

    #[test]
    fn metas_of_the_head_count_and_join_the_header() {
        let read = |page: &str| header(&["max-snippet:90"]).and_of_page(page);
        let page = read(
            "<html><head><!-- <meta name=robots content=nosnippet> --><META content='NOINDEX, max-snippet:40'\n NAME=Robots>\
             <meta name=\"tdm-reservation\" content=\"1\"></head><body><meta name=robots content=nosnippet>",
        );
        assert_eq!(page, Wishes { max_snippet: Some(40), noindex: true, tdm_reserved: true });
        assert!(read("<meta name=standfirst content=nosnippet>").forbids_quoting());
        assert!(!read("<meta name=googlebot content=nosnippet>").forbids_quoting());
        assert!(Wishes::in_page(b"<html><meta name=robots content=nosnippet><body>", None).forbids_quoting());
        assert_eq!(
            Wishes::in_page(b"A text about <meta name=robots content=nosnippet>.", None),
            Wishes::default()
        );
        assert_eq!(Wishes::in_page(b"%PDF-1.7", None), Wishes::default());
    }
    proptest! {
        #[test]
        fn a_wish_is_heard_amid_anything(before in "[^<]{0,40}", name in "robots|ROBOTS|standfirst", quote in "[\"']") {
            let page = format!("<title>{before}</title><meta content={quote}x, nosnippet{quote} name={name} >");
            prop_assert!(Wishes::default().and_of_page(&page).forbids_quoting());
        }

        #[test]
        fn nothing_makes_it_panic(page in "(<!--|-->|<meta |name=|content=|[\"'>:,é]|max-snippet|robots|<body>){0,30}") {
            Wishes::default().and_of_page(&page);
        }
    }
}
