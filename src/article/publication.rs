//! Which paper it is, as far as copied text tells.

use super::pattern::pattern;
use crate::digest::fold;
use regex::Regex;
use std::sync::LazyLock;

/// "… and not the view of The Plain Courier": what follows "of", in capitals.
static VIEWS_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i:views?|opinions?|positions?|policy|editorial stance|those) of (?:the (?:editors|staff|management|publishers?) of )?((?:(?:the|The)\s)?\p{Lu}[\p{L}\d&’'.-]*(?:\s(?:of\s|and\s|&\s)?\p{Lu}[\p{L}\d&’'.-]*){0,4})",
    )
});
/// What papers call themselves.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Advertiser|Argus|Beacon|Bee|Bugle|Chronicle|Courier|Daily|Dispatch|Echo|Enterprise|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Magazine|Mail|Mercury|Mirror|News|Observer|Post|Press|Record|Register|Reporter|Republic|Review|Standard|Star|Sun|Telegraph|Times|Today|Tribune|Weekly|World)\b",
    )
});
/// What bodies call themselves that employ writers.
static INSTITUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:academy|agency|air force|army|association|bank|bureau|center|centre|college|commission|company|council|department|federation|forces|foundation|fund|government|hospital|institut\w+|ministry|navy|organi[sz]ation|party|school|state|states|university|u\.?s\.?)(?:\b|$)",
    )
});
/// "© 2023 The Plain Courier, LLC"
static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i:©|\(c\)|copyright)\W*(?:(?i:copyright)\W*)?(?:(?:19|20)\d\d)?(?:\s?[-–]\s?(?:19|20)\d\d)?\s*©?,?\s*(?i:by\s)?((?:(?:the|The)\s)?\p{Lu}[\p{L}\d&’'-]*(?:\s(?:of\s|and\s|&\s)?\p{Lu}[\p{L}\d&’'-]*){0,4})",
    )
});
/// What companies append to the name of their paper.
static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i),?\s+(?:LLC|Inc|Ltd|Limited|Co|Corp(?:oration)?|GmbH|AG|SA|Media Inc|Communications|Newspapers(?: Limited)?|LP|Company|Group|All|Click)\b.*$",
    )
});

/// From a standing disclaimer, which names the paper; one that sets a person's own views apart may
/// name whom they work for instead, so there the name must be that of a paper.
pub(super) fn in_disclaimer(sentence: &str) -> Option<String> {
    let folded = fold(sentence);
    let says = |wanted: &[&str]| folded.split(' ').any(|w| wanted.contains(&w));
    if says(&["employer", "employers"]) {
        return None;
    }
    let found = VIEWS_OF.captures(sentence).and_then(|c| name(c.get(1)?.as_str()))?;
    let paper = PAPER.is_match(&found);
    let personal = says(&["his", "her", "hers", "my"]);
    let fits = paper || (!personal && !INSTITUTION.is_match(&found));
    fits.then_some(found)
}

/// From a notice of copyright.
pub(super) fn in_copyright(line: &str) -> Option<String> {
    COPYRIGHT.captures(line).and_then(|c| name(c.get(1)?.as_str()))
}

/// From a notice where the piece stood first; the page may be that of another paper.
pub(super) fn in_origin(line: &str) -> Option<String> {
    static ORIGIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i:\b(?:originally|first)\s(?:published|appeared|ran)\s(?:in|on|by|at)\s)((?:(?:the|The)\s)?\p{Lu}[\p{L}\d&’'.-]*(?:\s(?:of\s|and\s|&\s)?\p{Lu}[\p{L}\d&’'.-]*){0,4})",
        )
    });
    ORIGIN
        .captures(line)
        .and_then(|c| name(c.get(1)?.as_str()))
        .filter(|found| crate::article::date::find(found).is_none())
}

fn name(found: &str) -> Option<String> {
    let found = COMPANY.replace(found, "");
    let found = found.trim().trim_end_matches(['.', ',', '’', '\'']).trim();
    let found = found.strip_suffix("’s").or_else(|| found.strip_suffix("'s")).unwrap_or(found);
    let key = fold(found);
    let ok = key.len() > 2
        && !matches!(
            key.as_str(),
            "the"
                | "all"
                | "all rights"
                | "the author"
                | "the editorial board"
                | "editorial board"
                | "contributors"
        );
    ok.then(|| match found.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => found.to_owned(),
    })
}

/// The spelling in `lines` of a name whose letters are the site's address: `plaincourier.example`
/// is "The Plain Courier" where the page says so.
pub(super) fn of_host<'a>(url: &str, lines: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let label = host_label(url)?;
    let bare = label.strip_prefix("the").unwrap_or(&label).to_owned();
    let mut best: Option<(usize, String)> = None;
    let mut counts: Vec<(String, usize)> = Vec::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        for from in 0..words.len() {
            let mut joined = String::new();
            for (n, word) in words.iter().skip(from).take(5).enumerate() {
                let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
                let word = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
                joined.push_str(&fold(word).replace(' ', ""));
                if joined.len() > label.len() + 3 {
                    break;
                }
                let plain = joined.strip_prefix("the").unwrap_or(&joined);
                if joined == label || (plain == bare && !bare.is_empty()) {
                    let spelled = words.get(from..=from + n).unwrap_or_default().join(" ");
                    let spelled = spelled.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
                    let spelled = ["’s", "'s"]
                        .iter()
                        .find_map(|s| spelled.strip_suffix(s))
                        .unwrap_or(&spelled)
                        .to_owned();
                    // "The Boston" of "The Boston Globe" is another paper's name.
                    let one = !spelled.trim_start_matches("The ").contains(' ');
                    let goes_on = one
                        && words.get(from + n + 1).is_some_and(|w| PAPER.is_match(w))
                        && words.get(from + n).is_some_and(|w| w.ends_with(char::is_alphanumeric));
                    let initials = spelled.len() < 6 && !spelled.contains(' ');
                    if !goes_on
                        && spelled.chars().next().is_some_and(char::is_uppercase)
                        && (initials || spelled.chars().any(char::is_lowercase))
                    {
                        match counts.iter_mut().find(|c| c.0 == spelled) {
                            Some(count) => count.1 += 1,
                            None => counts.push((spelled, 1)),
                        }
                    }
                }
            }
        }
    }
    for (spelled, count) in counts {
        // "The Plain Courier" contains "Plain Courier", so the longer spelling counts for more.
        let weight = if spelled.starts_with("The ") { count * 4 } else { count };
        if best.as_ref().is_none_or(|b| weight > b.0) {
            best = Some((weight, spelled));
        }
    }
    best.map(|b| b.1)
}

/// `https://www.plaincourier.co.example/…` → `plaincourier`.
pub(super) fn host_label(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.len().checked_sub(2)?;
    let short = matches!(labels.get(last), Some(&("co" | "com" | "org" | "net" | "gov" | "ac" | "edu")));
    let at = if short && last > 0 { last - 1 } else { last };
    labels.get(at).map(|l| l.replace('-', "")).filter(|l| l.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_is_named_in_notices() {
        assert_eq!(
            in_disclaimer("The views are their own and not the view of The Hillside").as_deref(),
            Some("The Hillside")
        );
        assert_eq!(
            in_disclaimer("… do not represent the views of Redfield.com.").as_deref(),
            Some("Redfield.com")
        );
        for (sentence, paper) in [
            ("The views expressed here are her own and not those of The Harbour Post.", "The Harbour Post"),
            (
                "The opinions given do not necessarily reflect the views of The Tidewater Times.",
                "The Tidewater Times",
            ),
            ("These views are not necessarily those of the Plain Courier.", "The Plain Courier"),
        ] {
            assert_eq!(in_disclaimer(sentence).as_deref(), Some(paper));
        }
        for employer in [
            "They do not reflect the views of his employer, Tidewater.",
            "The views are her own and not those of Tidewater Capital.",
            "The views given are those of the authors and not those of the Department of Harbours.",
        ] {
            assert_eq!(in_disclaimer(employer), None, "{employer}");
        }
        assert_eq!(
            in_copyright("Copyright © 2023 The Plain Courier, LLC. Click here").as_deref(),
            Some("The Plain Courier")
        );
        assert_eq!(
            in_copyright("Copyright 2020 © The Old Republic. All rights").as_deref(),
            Some("The Old Republic")
        );
    }

    #[test]
    fn the_paper_is_named_where_a_piece_stood_first() {
        let line = "This column originally appeared in The Plain Courier.";
        assert_eq!(in_origin(line).as_deref(), Some("The Plain Courier"));
        assert_eq!(in_origin("It was first published in print."), None);
    }

    #[test]
    fn the_paper_is_named_as_its_address() {
        let lines = ["Subscribe to The Plain Courier", "the plain courier says"];
        assert_eq!(
            of_host("https://www.plaincourier.com/x", lines.into_iter()).as_deref(),
            Some("The Plain Courier")
        );
        assert_eq!(of_host("https://other.example/x", lines.into_iter()), None);
        let lines = ["The Bergen Globe", "Follow Bergen's news"];
        assert_eq!(of_host("https://bergen.example/x", lines.into_iter()).as_deref(), Some("Bergen"));
    }
}
