//! English words that turn a sentence around, and words that turn each other around: data only.

/// Negates what follows or stands about it.
pub(super) const NEGATORS: &[&str] = &[
    "aren't",
    "can't",
    "cannot",
    "didn't",
    "doesn't",
    "don't",
    "hardly",
    "isn't",
    "neither",
    "never",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "shouldn't",
    "wasn't",
    "without",
    "won't",
    "wouldn't",
];

/// Verbs, by their stems, that are for what follows.
pub(super) const FOR: &[&str] = &[
    "accept", "add", "adopt", "allow", "approv", "back", "build", "champion", "copi", "creat", "defend",
    "embrac", "enact", "endors", "expand", "extend", "favor", "favour", "fund", "give", "hire", "introduc",
    "keep", "let", "offer", "pass", "pay", "permit", "prais", "protect", "put", "rais", "reinstat", "restor",
    "reviv", "support", "vote", "welcom",
];

/// Verbs, by their stems, that are against it.
pub(super) const AGAINST: &[&str] = &[
    "abandon",
    "abolish",
    "ban",
    "block",
    "cancel",
    "condemn",
    "cut",
    "defeat",
    "delay",
    "deni",
    "dismantl",
    "drop",
    "eas",
    "elimin",
    "end",
    "forbid",
    "forbidden",
    "illeg",
    "halt",
    "kill",
    "limit",
    "oppos",
    "postpon",
    "prevent",
    "prohibit",
    "refus",
    "reject",
    "remov",
    "repeal",
    "resist",
    "revers",
    "scrap",
    "shelv",
    "stop",
    "strike",
    "suspend",
    "veto",
    "withdraw",
    "withdrawn",
];

/// Carries the negation of a verb.
pub(super) const AUXILIARIES: &[&str] = &[
    "can", "could", "did", "do", "does", "has", "have", "is", "may", "should", "was", "were", "will", "would",
];

/// Other verbs that a clause of advice begins with after "and".
pub(super) const ACTS: &[&str] = &[
    "ask", "begin", "bring", "build", "buy", "cap", "chang", "charg", "close", "count", "expand", "find",
    "fix", "hold", "insur", "invest", "leav", "lend", "licens", "lower", "make", "mend", "move", "open",
    "plant", "print", "publish", "pull", "releas", "repair", "replac", "requir", "return", "rebuild", "send",
    "set", "sell", "share", "show", "spend", "start", "take", "tax", "teach", "tell", "test", "tri", "turn",
    "use", "widen", "write",
];

/// Verbs, by their stems, that leave a thing where it is, and that send it where it came from.
pub(super) const KEEPS: &[&str] = &["keep", "remain", "retain", "stay"];
pub(super) const RETURNS: &[&str] = &["home", "restitut", "return"];

/// Words, by their stems, one of which denies what the other says of the same things; first those for
/// going up and down.
pub(super) const PAIRS: &[(&[&str], &[&str])] = &[
    // Going up, going down.
    (
        &[
            "climb", "grew", "grow", "grown", "increas", "jump", "rise", "risen", "rose", "soar", "tripl",
            "doubl",
        ],
        &[
            "declin", "decreas", "drop", "fall", "fallen", "fell", "halv", "lose", "lost", "plung", "shrank",
            "shrink", "shrunk", "tumbl",
        ],
    ),
    (&["appear", "flourish", "thrive"], &["disappear", "die", "vanish", "wither"]),
    (&["allow", "legal", "permit"], &["ban", "forbid", "forbidden", "illeg", "prohibit"]),
    // More, less.
    (&["more", "most"], &["fewer", "fewest", "least", "less"]),
    (&["above", "bigger", "greater", "higher", "larger"], &["below", "lower", "smaller"]),
    (&["longer"], &["shorter"]),
    (&["faster"], &["slower"]),
    (&["stronger"], &["weaker"]),
    (&["older"], &["younger"]),
    (&["better", "improv", "safe", "safer", "best"], &["danger", "dangerous", "wors", "worst", "worsen"]),
    (&["cheap", "cheaper"], &["costlier", "dear", "dearer", "expens"]),
    (&["beat", "succeed", "success", "win", "won", "victori"], &["defeat", "fail", "failur", "lose", "lost"]),
    (&["earlier"], &["later"]),
    (&["right", "wise"], &["mistak", "wrong", "foolish", "unwis"]),
];

/// Judges what a sentence is about: for it, or against it.
pub(super) const GOOD: &[&str] =
    &["best", "cure", "deserv", "help", "protect", "solut", "succeed", "success", "work"];
pub(super) const BAD: &[&str] =
    &["danger", "harm", "mistak", "poison", "ruin", "threat", "threaten", "wrong", "wors", "worst"];

/// Gives an opinion to whoever stands before it: proposals and wishes rather than reports.
pub(super) const WANTS: &[&str] = &[
    "plans", "prefers", "promised", "promises", "propose", "proposed", "proposes", "want", "wanted", "wants",
];

/// Gives a thought to somebody else, or to the author of another day.
pub(super) const DISCLAIMS: &[&str] = &[
    "decided that",
    "i thought",
    "it would be lovely",
    "used to believe",
    "used to think",
    "we are told",
    "we were told",
    "we tell",
];

/// Says in a line that a thought was of another day.
pub(super) const FORMERLY: &[&str] = &["admits", "concedes", "formerly", "longer", "once", "used"];

/// Says that what went before is not so, at the head of a short sentence.
pub(super) const DENIALS: &[&str] = &[
    "he is not",
    "he is wrong",
    "i disagree",
    "it did not",
    "it does not",
    "it has not",
    "it is not",
    "it was not",
    "not so",
    "she is not",
    "she is wrong",
    "that is false",
    "that is not",
    "that is wrong",
    "they are not",
    "they are wrong",
    "they did not",
    "they do not",
    "they were not",
    "this is false",
    "this is not",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_on_both_sides() {
        for (one, other) in PAIRS {
            assert!(!one.iter().any(|w| other.contains(w)));
        }
        assert!(!FOR.iter().any(|w| AGAINST.contains(w)));
    }
}
