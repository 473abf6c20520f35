//! Parting a line of tags that run together.
//!
//! Such a line is what copying a row of tag links gives: `Bergen harbour board high tide`. It is cut
//! by dynamic programming, at the least total cost, where
//! - a phrase that the body mentions is cheap, however long, so that `high tide` beats `high|tide`;
//! - a phrase that it does not mention costs by the word, so that such phrases stay short;
//! - tags out of alphabetical order cost, since systems that print such lines sort them;
//! - a phrase that begins or ends in a small word ("of", "the") costs, unless it is mentioned.

use super::mentions::Mentions;
use crate::digest::fold;

/// Longest line, in words; a longer one is no tag line.
const MAX_WORDS: usize = 120;
/// Longest tag, in words.
const MAX_TAG: usize = 8;
/// A tag that the body mentions.
const MENTIONED: f64 = 1.0;
/// A tag that it mentions in another number: "tide" for "tides".
const INFLECTED: f64 = 1.5;
/// A single word that the body does not mention.
const UNKNOWN_WORD: f64 = 2.3;
/// A phrase that the body does not mention: this much …
const UNKNOWN: f64 = 1.0;
/// … and this much a word.
const UNKNOWN_EACH: f64 = 1.1;
/// … and this much for each beyond the third.
const UNKNOWN_LONG: f64 = 0.8;
/// A tag that sorts before the one ahead of it.
const UNSORTED: f64 = 1.2;
/// An unmentioned phrase that begins or ends in a small word.
const RAGGED: f64 = 3.0;

/// Words that neither begin nor end a tag; sorted.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "for", "from", "in", "la", "of", "on", "or", "the", "to",
    "und", "with",
];

/// The tags of a line, in its order, prefixes such as `Draft:` dropped. Empty where the line is too
/// long to be one.
pub(super) fn part(line: &str, body: &Mentions) -> Vec<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let n = words.len();
    if n == 0 || n > MAX_WORDS {
        return Vec::new();
    }
    let keys: Vec<String> = words.iter().map(|w| fold(w)).collect();
    let mut cuts = cheapest(&words, &keys, UNSORTED, body);
    let disorder = cuts
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if sort_key(&keys, a.0, a.1) > sort_key(&keys, b.0, b.1)))
        .count();
    let known = |cuts: &[(usize, usize)]| {
        cuts.iter().all(|c| words.get(c.0..c.1).is_some_and(|tag| is_known(&tag.join(" "), body)))
    };
    if disorder > 0 || !known(&cuts) {
        // Nobody sorted this line where it has disorder, or where without order the body mentions all of it.
        let free = cheapest(&words, &keys, 0.0, body);
        if disorder > 0 || known(&free) {
            cuts = free;
        }
    }
    cuts.into_iter()
        .filter_map(|(start, end)| words.get(start..end).map(|tag| without_prefix(&tag.join(" ")).to_owned()))
        .filter(|tag| !tag.is_empty())
        .collect()
}

/// The cheapest cut, as `start..end` of each tag.
fn cheapest(words: &[&str], keys: &[String], unsorted: f64, body: &Mentions) -> Vec<(usize, usize)> {
    let n = words.len();
    // best[end][start] is the cost of the best cut whose last tag is start..end, and where the tag
    // before that one begins.
    let mut best: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; n]; n + 1];
    for end in 1..=n {
        for start in end.saturating_sub(MAX_TAG)..end {
            let own = cost(words, keys, start, end, body);
            let found = if start == 0 {
                Some((own, 0))
            } else {
                let key = sort_key(keys, start, end);
                (start.saturating_sub(MAX_TAG)..start)
                    .filter_map(|before| {
                        let (so_far, _) = best.get(start)?.get(before).copied().flatten()?;
                        let disorder = if sort_key(keys, before, start) > key { unsorted } else { 0.0 };
                        Some((so_far + own + disorder, before))
                    })
                    .min_by(|a, b| a.0.total_cmp(&b.0))
            };
            if let Some(cell) = best.get_mut(end).and_then(|row| row.get_mut(start)) {
                *cell = found;
            }
        }
    }
    let at = |end: usize, start: usize| best.get(end).and_then(|row| row.get(start).copied().flatten());
    let last = (0..n).filter_map(|start| Some((at(n, start)?.0, start))).min_by(|a, b| a.0.total_cmp(&b.0));
    let mut cuts = Vec::new();
    let (mut end, mut start) = (n, last.map_or(0, |l| l.1));
    loop {
        cuts.push((start, end));
        if start == 0 {
            break;
        }
        let before = at(end, start).map_or(0, |c| c.1);
        (end, start) = (start, before);
    }
    cuts.reverse();
    cuts
}

/// What a tag says once the marks of an editing system are gone: `Draft:Peace` says `Peace`.
pub(super) fn without_prefix(tag: &str) -> &str {
    const MARKS: &[&str] =
        &["draft", "tag", "tags", "topic", "category", "keyword", "keywords", "temp", "new", "unused"];
    match tag.split_once(':') {
        Some((mark, rest)) if MARKS.contains(&mark.trim().to_lowercase().as_str()) => rest.trim(),
        _ => tag.trim(),
    }
}

/// Whether the body mentions a tag, in whatever number.
fn is_known(tag: &str, body: &Mentions) -> bool {
    let tag = without_prefix(tag);
    body.has(tag) || body.has_inflected(tag)
}

fn sort_key(keys: &[String], start: usize, end: usize) -> String {
    keys.get(start..end).unwrap_or_default().join(" ")
}

fn cost(words: &[&str], keys: &[String], start: usize, end: usize, body: &Mentions) -> f64 {
    let Some(tag) = words.get(start..end) else { return f64::MAX };
    // A mark such as `Draft:` begins a tag, so it never stands inside one.
    if tag.iter().skip(1).any(|w| without_prefix(w) != *w) {
        return 1000.0;
    }
    let phrase = tag.join(" ");
    let small = |word: Option<&String>| word.is_some_and(|w| SMALL.binary_search(&w.as_str()).is_ok());
    let lone_small = tag.len() == 1 && small(keys.get(start));
    // A number is a part of the tag beside it: "2024 election".
    let number = tag.len() == 1 && tag.iter().all(|w| w.chars().all(|c| c.is_ascii_digit()));
    if number && words.len() > 1 {
        return UNKNOWN_WORD + RAGGED;
    }
    if body.has(without_prefix(&phrase)) {
        return MENTIONED + if lone_small { RAGGED } else { 0.0 };
    }
    if body.has_inflected(without_prefix(&phrase)) && !lone_small {
        return INFLECTED;
    }
    let ragged = small(keys.get(start)) || small(keys.get(end.saturating_sub(1)));
    let n = tag.len();
    // "24trump" and the like begin a tag.
    let mixed = |w: &&str| w.starts_with(|c: char| c.is_ascii_digit()) && w.contains(char::is_alphabetic);
    if tag.iter().skip(1).any(mixed) {
        return UNKNOWN + UNKNOWN_EACH * n as f64 + RAGGED;
    }
    // "Ada Moor Ada Moor" is a tag twice.
    let own = keys.get(start..end).unwrap_or_default();
    let repeats =
        own.iter().enumerate().any(|(i, k)| own.iter().skip(i + 1).any(|o| o == k && !small(Some(k))));
    let unknown = match n {
        1 => UNKNOWN_WORD,
        _ => UNKNOWN + UNKNOWN_EACH * n as f64 + UNKNOWN_LONG * n.saturating_sub(3) as f64,
    };
    unknown + if ragged { RAGGED } else { 0.0 } + if repeats { RAGGED } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_shape_this_began_with() {
        let body = Mentions::of([
            "President Ostrander met Lam Su Min. The Veldt Strip matters to South Veldt, and to North Veldt.",
            "Peace is a treaty. Ro Jae-in spoke for the Veldtic Peninsula. Lam Su Min smiled.",
        ]);
        let line = "Carl Ostrander Draft:Canal Treaty on Veldtic Peninsula Lam Su-min Ro Jae-in Veldt \
                    West Veldt–United Isles relations";
        assert_eq!(
            part(line, &body),
            [
                "Carl Ostrander",
                "Canal Treaty on Veldtic Peninsula",
                "Lam Su-min",
                "Ro Jae-in",
                "Veldt",
                "West Veldt–United Isles relations"
            ]
        );
    }

    #[test]
    fn nested_tags_stay_apart() {
        let body = Mentions::of(["Korea. North Korea. Kim. Kim Jong Un. Climate. Climate change."]);
        assert_eq!(
            part("Climate Climate change Kim Kim Jong-un Korea North Korea", &body),
            ["Climate", "Climate change", "Kim", "Kim Jong-un", "Korea", "North Korea"]
        );
        assert!(SMALL.is_sorted());
    }

    /// Words of tags: few, so that tags nest and share words; accents, hyphens and initials among them.
    fn word() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "Korea",
            "North",
            "Kim",
            "Jong-un",
            "José",
            "W.",
            "tide",
            "Übersee",
            "relations",
            "of",
        ])
    }

    proptest! {
        /// Any tags that a body mentions, sorted and joined, are parted again, also where one holds
        /// another ("Korea", "North Korea"). The body here mentions each in a clause of its own: where
        /// it mentions two neighbours in one phrase, that phrase is a tag as well as they are, and
        /// nobody could tell.
        #[test]
        fn mentioned_tags_come_back(tags in prop::collection::vec(prop::collection::vec(word(), 1..4), 1..9)) {
            let mut tags: Vec<String> = tags
                .into_iter()
                .filter(|words| words.first() != Some(&"of") && words.last() != Some(&"of"))
                .map(|words| words.join(" "))
                .collect();
            tags.sort_by_key(|tag| fold(tag));
            tags.dedup_by_key(|tag| fold(tag));
            let line = tags.join(" ");
            let body: Vec<String> = tags.iter().map(|tag| format!("We speak (again) of: {tag}, and of more.")).collect();
            let mentions = Mentions::of(body.iter().map(String::as_str));
            // Parts of tags are mentioned too: where they make the line in as few pieces and in order,
            // as "Kim North" and "North tide" do for "Kim North North" and "tide", nobody could tell.
            prop_assume!(ways(&line.split(' ').collect::<Vec<_>>(), tags.len(), "", &mentions) == 1);
            prop_assert_eq!(part(&line, &mentions), tags);
        }
    }

    /// In how many ways a line is made of at most `most` mentioned phrases in alphabetical order.
    fn ways(line: &[&str], most: usize, last: &str, body: &Mentions) -> usize {
        if line.is_empty() || most == 0 {
            return usize::from(line.is_empty());
        }
        (1..=line.len().min(MAX_TAG))
            .map(|n| {
                let phrase = line[..n].join(" ");
                let key = fold(&phrase);
                if key.as_str() >= last && body.has(&phrase) {
                    ways(&line[n..], most - 1, &key, body)
                } else {
                    0
                }
            })
            .sum()
    }

    #[test]
    fn long_lines_are_left_alone() {
        assert!(part(&"word ".repeat(MAX_WORDS + 1), &Mentions::default()).is_empty());
        assert!(part("", &Mentions::default()).is_empty());
    }
}
