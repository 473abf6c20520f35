//! Links that ran together when a page was copied: "TidesHarboursHigh water".

use super::mentions::Mentions;
use crate::digest::fold;

/// Longest word that is looked into for words of the body, in characters.
const LONGEST: usize = 80;
/// Fewest characters of a word that stands on its own.
const SHORTEST: usize = 3;
/// What a word costs that the body mentions, and what any other costs, beside …
const KNOWN: f64 = 1.0;
const UNKNOWN: f64 = 3.0;
/// … this much a character.
const UNKNOWN_EACH: f64 = 0.3;

/// Where a small letter meets a capital, or capitals a capitalised word, in bytes; not in names such
/// as "McKay" and "iPhone".
pub(super) fn seams(word: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let kind =
        |i: Option<usize>, is: fn(char) -> bool| i.and_then(|i| letters.get(i)).is_some_and(|l| is(l.1));
    (1..letters.len())
        .filter(|&i| {
            let small_before = kind(i.checked_sub(1), char::is_lowercase);
            let capital = kind(Some(i), char::is_uppercase);
            let long_before =
                kind(i.checked_sub(3), char::is_alphabetic) && kind(i.checked_sub(2), char::is_alphabetic);
            let acronym = kind(i.checked_sub(1), char::is_uppercase)
                && kind(i.checked_sub(2), char::is_uppercase)
                && kind(Some(i + 1), char::is_lowercase)
                && kind(Some(i + 2), char::is_lowercase);
            capital && (small_before && long_before && !is_prefix(&letters, i) || acronym)
        })
        .filter_map(|i| letters.get(i).map(|l| l.0))
        .collect()
}

/// "MacLeod", "VanDyke": the part before the capital belongs to the name.
fn is_prefix(letters: &[(usize, char)], end: usize) -> bool {
    let start = letters.iter().take(end).rposition(|l| l.1.is_uppercase()).unwrap_or(0);
    let part: String = letters.iter().take(end).skip(start).map(|l| l.1).collect();
    matches!(part.as_str(), "Mac" | "Mc" | "Fitz" | "Van" | "Von" | "De" | "Le" | "La" | "Di" | "Du")
}

/// The parts of a line between the places where it lost a space; a word that the body does not mention
/// is also parted into words that it does.
pub(super) fn parts(line: &str, body: &Mentions) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in line.split_whitespace() {
        let mut start = 0;
        for end in seams(word).into_iter().chain([word.len()]) {
            let piece = word.get(start..end).unwrap_or_default();
            for (n, known) in known_words(piece, body).into_iter().enumerate() {
                if start > 0 || n > 0 {
                    parts.push(String::new());
                }
                if let Some(part) = parts.last_mut() {
                    if !part.is_empty() {
                        part.push(' ');
                    }
                    part.push_str(known);
                }
            }
            start = end;
        }
    }
    parts.retain(|p| !p.is_empty());
    parts
}

/// The cheapest way to make a word of those that the body mentions: "tidesharbours" of two.
fn known_words<'a>(word: &'a str, body: &Mentions) -> Vec<&'a str> {
    let bounds: Vec<usize> = word.char_indices().map(|c| c.0).chain([word.len()]).collect();
    let n = bounds.len() - 1;
    let plain = word.chars().all(char::is_alphabetic);
    if !(2 * SHORTEST..=LONGEST).contains(&n) || !plain || body.has(word) || body.has_inflected(word) {
        return vec![word];
    }
    let known = body.words();
    let part =
        |from: usize, to: usize| bounds.get(from).zip(bounds.get(to)).and_then(|(a, b)| word.get(*a..*b));
    // best[to]: the cost of the best way to make the first `to` characters, and where its last word begins.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for to in 1..=n {
        let cheapest = (0..to)
            .filter_map(|from| {
                let piece = part(from, to)?;
                let cost = match to - from >= SHORTEST && known.contains(fold(piece).as_str()) {
                    true => KNOWN,
                    false => UNKNOWN + UNKNOWN_EACH * (to - from) as f64,
                };
                Some((best.get(from)?.0 + cost, from))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0));
        best.push(cheapest.unwrap_or((f64::MAX, 0)));
    }
    let mut found = Vec::new();
    let mut to = n;
    while to > 0 {
        let from = best.get(to).map_or(0, |b| b.1);
        found.extend(part(from, to));
        to = from;
    }
    found.reverse();
    // One word that nobody knows beside another is a guess.
    let sure = found.iter().all(|w| known.contains(fold(w).as_str()));
    if sure { found } else { vec![word] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_apart() {
        let body =
            Mentions::of(["The tides, harbours and boats of Lower Bergen. The ESA spoke of high water."]);
        for (line, expected) in [
            ("TidesHarboursHigh water", vec!["Tides", "Harbours", "High water"]),
            ("tidesharboursBoats", vec!["tides", "harbours", "Boats"]),
            ("ESATides", vec!["ESA", "Tides"]),
            ("Ada McKayBo MacLeod", vec!["Ada McKay", "Bo MacLeod"]),
            ("Quaysidewalks", vec!["Quaysidewalks"]),
        ] {
            assert_eq!(parts(line, &body), expected, "{line}");
        }
    }
}
