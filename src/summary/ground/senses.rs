//! Which words say the contrary of one another, and which stand for one another: two lists of English words,
//! `opposites.txt` and `kin.txt`, read once.

use super::reading::Word;
use frostem::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Between the two words of a phrase ("take the pier down") stand at most so many others.
const BETWEEN: usize = 3;
/// Prefixes that make a word its contrary.
const DENYING: &[&str] = &["dis", "il", "im", "in", "ir", "non", "un"];
/// Fewest letters of a word that a prefix turns: "under" is not the contrary of "der".
const TURNED: usize = 5;

/// Forms of verbs that no rule makes, and what they are forms of.
const IRREGULAR: &[(&str, &str)] = &[
    ("ate", "eat"),
    ("became", "become"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("dealt", "deal"),
    ("done", "do"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("eaten", "eat"),
    ("fallen", "fall"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("flew", "fly"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("met", "meet"),
    ("paid", "pay"),
    ("ran", "run"),
    ("risen", "rise"),
    ("rose", "rise"),
    ("said", "say"),
    ("sank", "sink"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shook", "shake"),
    ("shown", "show"),
    ("shrank", "shrink"),
    ("shrunk", "shrink"),
    ("slept", "sleep"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("struck", "strike"),
    ("sunk", "sink"),
    ("swept", "sweep"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("understood", "understand"),
    ("went", "go"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("woke", "wake"),
    ("won", "win"),
    ("wore", "wear"),
    ("worn", "wear"),
    ("written", "write"),
    ("wrote", "write"),
];

/// The form that a verb is looked up by.
pub(super) fn plain_form(low: &str) -> &str {
    IRREGULAR
        .binary_search_by(|(form, _)| (*form).cmp(low))
        .ok()
        .and_then(|i| IRREGULAR.get(i))
        .map_or(low, |(_, verb)| verb)
}

/// A pair of opposites, and which of its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Side {
    /// The pair, by its line in the list.
    pub pair: usize,
    /// The first side of it.
    pub first: bool,
}

/// The two lists.
#[derive(Debug)]
pub(super) struct Senses {
    sides: HashMap<String, Vec<Side>>,
    phrases: Vec<([String; 2], Side)>,
    kin: HashMap<String, Vec<usize>>,
}

/// The lists as they are shipped.
pub(super) static SENSES: LazyLock<Senses> =
    LazyLock::new(|| Senses::new(include_str!("opposites.txt"), include_str!("kin.txt")));

fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

impl Senses {
    fn new(opposites: &str, families: &str) -> Senses {
        let stemmer = Stemmer::new(Algorithm::English);
        let stem = |word: &str| stemmer.stem(plain_form(word)).to_string();
        let mut senses = Senses { sides: HashMap::new(), phrases: Vec::new(), kin: HashMap::new() };
        for (pair, line) in lines(opposites).enumerate() {
            for (n, side) in line.split(" / ").enumerate() {
                let side_of = Side { pair, first: n == 0 };
                for word in side.split(' ') {
                    match word.split_once('_') {
                        Some((a, b)) => senses.phrases.push(([stem(a), stem(b)], side_of)),
                        None => {
                            let form = if word.starts_with('=') { word.to_owned() } else { stem(word) };
                            let sides = senses.sides.entry(form).or_default();
                            if !sides.contains(&side_of) {
                                sides.push(side_of);
                            }
                        }
                    }
                }
            }
        }
        for (family, line) in lines(families).enumerate() {
            for word in line.split(' ') {
                senses.kin.entry(stem(word)).or_default().push(family);
            }
        }
        senses
    }

    /// The sides that the word at `at` takes, alone or with one after it.
    pub fn sides(&self, words: &[Word], at: usize) -> Vec<Side> {
        let Some(word) = words.get(at) else { return Vec::new() };
        let after = || words.iter().skip(at + 1).take(BETWEEN + 1).take_while(|w| !w.parted());
        let phrase =
            self.phrases.iter().filter(|([a, b], _)| *a == word.stem && after().any(|w| w.stem == *b));
        let found: Vec<Side> = phrase.map(|(_, side)| *side).collect();
        // "Throw away": the phrase tells, not its first word.
        if !found.is_empty() {
            return found;
        }
        let exact = self.sides.get(&format!("={}", word.low));
        let known = exact.or_else(|| self.sides.get(&word.stem));
        // "Cheapest" is of "cheap".
        let base = || {
            ["est", "er", "iest", "ier"].iter().find_map(|end| self.sides.get(word.low.strip_suffix(end)?))
        };
        known.or_else(base).cloned().unwrap_or_default()
    }

    /// Whether one word can stand for the other: the same, made from the same, or of one family.
    pub fn alike(&self, a: &str, b: &str) -> bool {
        a == b || self.related(a, b) || self.aligned(a, b) || derived(a, b) || derived(b, a)
    }

    fn related(&self, a: &str, b: &str) -> bool {
        let (Some(a), Some(b)) = (self.kin.get(a), self.kin.get(b)) else { return false };
        a.iter().any(|f| b.contains(f))
    }

    /// Whether both stand on the same side of a pair of opposites, and on contrary sides of none.
    fn aligned(&self, a: &str, b: &str) -> bool {
        let (Some(a), Some(b)) = (self.sides.get(a), self.sides.get(b)) else { return false };
        let other = |s: &Side| Side { first: !s.first, ..*s };
        a.iter().any(|s| b.contains(s)) && !a.iter().any(|s| b.contains(&other(s)))
    }

    /// Whether a side is that of what goes up, or of what goes down; none where it is neither.
    pub fn rises(&self, side: Side) -> Option<bool> {
        let up = self.sides.get("rise")?.iter().find(|s| s.pair == side.pair)?;
        Some(up.first == side.first)
    }

    /// Whether one is the other with a prefix that turns it: "safe", "unsafe".
    pub fn prefixed(&self, a: &str, b: &str) -> bool {
        let turns = |long: &str, short: &str| {
            short.len() >= TURNED - 1 && DENYING.iter().any(|p| long.strip_prefix(p) == Some(short))
        };
        turns(a, b) || turns(b, a)
    }
}

/// "Editor" from "edit": the longer begins with all but the last letter of the shorter.
fn derived(long: &str, short: &str) -> bool {
    let root = short.char_indices().nth_back(0).map_or("", |(i, _)| short.get(..i).unwrap_or_default());
    let turned = ["less", "free"].iter().any(|end| long.ends_with(end) && !short.ends_with(end));
    root.chars().count() >= 4 && long.starts_with(root) && long.len() <= short.len() + 4 && !turned
}

/// The stems of a text that another may have in other words.
pub(super) fn any_alike<'a>(stem: &str, mut others: impl Iterator<Item = &'a str>) -> bool {
    others.any(|o| SENSES.alike(stem, o))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_no_word_is_its_own_contrary() {
        for list in [include_str!("opposites.txt"), include_str!("kin.txt")] {
            let all: Vec<&str> = lines(list).collect();
            assert!(all.is_sorted(), "{:?}", all.windows(2).find(|w| w[0] > w[1]));
            let mut seen = std::collections::HashSet::new();
            assert!(all.iter().all(|l| seen.insert(l)));
        }
        for sides in SENSES.sides.values() {
            for side in sides {
                assert!(!sides.contains(&Side { first: !side.first, ..*side }), "{sides:?}");
            }
        }
    }
}
