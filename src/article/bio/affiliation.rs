//! Affiliations: the bodies that an author belongs to now, out of a bio in English.
//!
//! Only what a role leads to counts: "a fellow at the Institute of Tides". What somebody was before, where they
//! studied and what they wrote is no affiliation. Bios in other languages give none.

use super::super::{pattern::pattern, sentence};
use regex::Regex;
use std::sync::LazyLock;

/// Most affiliations of one author.
const MOST: usize = 5;

/// Roles that people hold in a body, and the words by which a name of the body follows. "of" leads from a
/// professor to a subject, and from a director to a house.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?P<house>(?:vice[ -]|co-?)?(?:president|chair(?:man|woman|person)?|director|founder|dean|editor(?:-in-chief)?|
            head|chief(?:\s+\w+)?|ceo|secretary|member|partner|chancellor|publisher|leader|owner))
          |(?P<field>fellow|professor|lecturer|scholar|researcher|analyst|associate|counsel|lawyer|attorney|economist|
            scientist|historian|physician|surgeon|nurse|engineer|teacher|reporter|correspondent|columnist|writer|critic|
            contributor|adviser|advisor|strategist|manager|faculty|instructor|pilot|reader|chair))s?\b",
    )
});
/// What takes the next role away: "a former president".
static FORMER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:former(?:ly)?|ex|previously|once|until|retired|late|emeritus|emerita)\b[^,;]*$")
});
/// What says whether all that follows is so, or was.
static TENSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?P<past>was|were|had|has been|served|worked|spent|held|began|started|studied|joined|led|edited|taught|wrote|covered|advised)|is|are|now|currently|serves|works|leads|teaches|edits|writes)\b",
    )
});
/// The name of a body: capitalised words, with small ones between them.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:the\s+)?(?P<body>\p{Lu}[\p{L}\p{M}\d&’'.-]*(?:\s+(?:(?:of|for|on|in|the|and|&|at|de|la|du|des|del|der|für|y|et|und)\s+){0,2}[\p{Lu}\d][\p{L}\p{M}\d&’'.-]*)*)",
    )
});
/// By which a name follows: anywhere, next to a role of either sort, next to one of a house.
static AT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:at|with)\s+"));
static FOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s+\p{Ll}[\p{L}-]*){0,3}?\s+for\s+"));
static OF: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s+\p{Ll}[\p{L}-]*){0,3}?\s+of\s+"));
/// Where what a role leads to ends: at a comma or semicolon, or at what the person is besides.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[,;:()]|\s(?:and|or)\s+(?:an?\s|the\s+author|is\b|was\b|has\b|\p{Ll}+s\b|former)|\swh(?:o|ere|ich)\b",
    )
});
/// Names of times, that stand where names of bodies do.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
    )
});

/// The bodies that a bio says its author belongs to, without a small "the", in its order; at most five.
pub(in crate::article) fn affiliations(bio: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for sentence in sentence::texts(bio) {
        for role in ROLE.captures_iter(sentence) {
            let Some(whole) = role.get(0) else { continue };
            let before = sentence.get(..whole.start()).unwrap_or_default();
            let past = TENSE.captures_iter(before).last().is_some_and(|tense| tense.name("past").is_some());
            if past || FORMER.is_match(before) {
                continue;
            }
            let after = sentence.get(whole.end()..).unwrap_or_default();
            let after = after.get(..END.find(after).map_or(after.len(), |m| m.start())).unwrap_or_default();
            // A house is led "of"; but who is head of something at a house is of the house.
            let next = |by: &Regex| by.find_iter(after).find_map(|lead| body(after, lead.end()));
            let lead =
                next(&AT).or_else(|| role.name("house").and_then(|_| next(&OF))).or_else(|| next(&FOR));
            for name in lead.into_iter().flat_map(split) {
                if found.len() < MOST && !found.contains(&name) {
                    found.push(name);
                }
            }
        }
    }
    found
}

fn body(text: &str, at: usize) -> Option<&str> {
    let name = BODY.captures(text.get(at..)?)?.name("body")?.as_str();
    let name = name.trim_end_matches(['.', '’', '\'']);
    (!TIME.is_match(name)).then_some(name)
}

/// "the Tide Trust and the Board of Harbours" is two.
fn split(names: &str) -> impl Iterator<Item = String> {
    names.split(" and the ").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::affiliations;

    #[test]
    fn what_roles_lead_to() {
        for (bio, wanted) in [
            ("Ada Moor is a senior fellow at the Institute of Tides.", vec!["Institute of Tides"]),
            (
                "Ada Moor is director of the Harbour Trust and the author of “Low Water”.",
                vec!["Harbour Trust"],
            ),
            ("Ada Moor is a professor of Coastal History at Quay University.", vec!["Quay University"]),
            (
                "Ada Moor teaches. She is a columnist for The Tide and a member of the Board of Pilots.",
                vec!["The Tide", "Board of Pilots"],
            ),
            (
                "Ada Moor, a former director of the Harbour Trust, is president of the Sea Board.",
                vec!["Sea Board"],
            ),
            ("Ada Moor was a lawyer at Brine & Co. until 2019.", vec![]),
            (
                "Ada Moor is director of studies at the Center for Port and Harbour Studies.",
                vec!["Center for Port and Harbour Studies"],
            ),
            (
                "Ada Moor is a fellow at the Tide Trust and the Board of Harbours.",
                vec!["Tide Trust", "Board of Harbours"],
            ),
            (
                "Ada Moor is president of the Board for Tides in the Public Interest.",
                vec!["Board for Tides in the Public Interest"],
            ),
            ("Ada Moor is a writer in London who keeps bees.", vec![]),
            ("Ada Moor is the author of six novels and lives in Hull.", vec![]),
            ("Ada Moor ist Professorin an der Universität Kiel.", vec![]),
        ] {
            assert_eq!(affiliations(bio), wanted, "{bio}");
        }
    }
}
