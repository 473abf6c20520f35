//! English words that tell whose opinion a sentence holds: data only. All tables are lower case and
//! sorted.

/// Verbs that hand the word to somebody, whatever follows.
pub(super) const SAYS: &[&str] = &[
    "allege",
    "alleged",
    "alleges",
    "argue",
    "argued",
    "argues",
    "arguing",
    "assert",
    "asserted",
    "asserting",
    "asserts",
    "complain",
    "complained",
    "complains",
    "contend",
    "contended",
    "contends",
    "insist",
    "insisted",
    "insists",
    "said",
    "say",
    "saying",
    "says",
    "testified",
    "told",
    "tweeted",
    "warn",
    "warned",
    "warns",
    "writes",
    "wrote",
];

/// Verbs that do so where "that" follows or others are the subject.
pub(super) const HOLDS: &[&str] = &[
    "acknowledged",
    "added",
    "adds",
    "admitted",
    "advise",
    "advised",
    "advises",
    "announced",
    "answered",
    "answers",
    "assure",
    "assured",
    "assures",
    "believe",
    "believed",
    "believes",
    "claim",
    "claimed",
    "claims",
    "concede",
    "conceded",
    "concedes",
    "declared",
    "declares",
    "estimate",
    "estimated",
    "estimates",
    "explained",
    "explains",
    "fear",
    "feared",
    "fears",
    "hope",
    "hoped",
    "hopes",
    "maintain",
    "maintained",
    "maintains",
    "noted",
    "notes",
    "object",
    "objected",
    "objects",
    "observed",
    "predicted",
    "predicts",
    "promise",
    "promised",
    "promises",
    "proposed",
    "proposes",
    "recommend",
    "recommended",
    "recommends",
    "remarked",
    "replied",
    "reply",
    "reported",
    "reports",
    "revealed",
    "reveals",
    "stressed",
    "stresses",
    "suggested",
    "think",
    "thinks",
    "thought",
];

/// Subjects whose opinion is not the author's.
pub(super) const OTHERS: &[&str] = &[
    "advocates",
    "analysts",
    "boosters",
    "critics",
    "defenders",
    "economists",
    "experts",
    "he",
    "many",
    "officials",
    "opponents",
    "others",
    "people",
    "politicians",
    "proponents",
    "sceptics",
    "she",
    "skeptics",
    "some",
    "supporters",
    "they",
];

/// Subjects that argue without a voice: what they show is the author's own claim.
pub(super) const WITNESSES: &[&str] = &[
    "common",
    "data",
    "evidence",
    "experience",
    "figures",
    "history",
    "logic",
    "numbers",
    "reason",
    "research",
];

/// Words before a verb of speech after which it is the author who speaks, or nobody.
pub(super) const OWN_VOICE: &[&str] = &[
    "a", "can", "cannot", "could", "final", "goes", "having", "i", "it", "let's", "may", "might", "must",
    "no", "not", "our", "should", "that", "the", "their", "this", "to", "us", "we", "which", "without",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_without_repeats() {
        for table in [SAYS, HOLDS, OTHERS, WITNESSES, OWN_VOICE] {
            assert!(table.is_sorted_by(|a, b| a < b), "{table:?}");
        }
    }
}
