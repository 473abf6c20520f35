//! Which forms are of one word: "began" of "begin", "builder" of "build".

/// Forms that no rule makes, and what they are forms of.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("arisen", "arise"), ("arose", "arise"), ("ate", "eat"), ("became", "become"), ("began", "begin"),
    ("begun", "begin"), ("belief", "believe"), ("beliefs", "believe"), ("bent", "bend"), ("birth", "bear"),
    ("bit", "bite"), ("bitten", "bite"), ("blew", "blow"), ("blown", "blow"), ("bore", "bear"),
    ("born", "bear"), ("borne", "bear"), ("bought", "buy"), ("bound", "bind"), ("bred", "breed"),
    ("broke", "break"), ("broken", "break"), ("brought", "bring"), ("built", "build"), ("burnt", "burn"),
    ("came", "come"), ("caught", "catch"), ("children", "child"), ("choice", "choose"),
    ("choices", "choose"), ("chose", "choose"), ("chosen", "choose"), ("clung", "cling"),
    ("crept", "creep"), ("dead", "die"), ("dealt", "deal"), ("death", "die"), ("deaths", "die"),
    ("done", "do"), ("drank", "drink"), ("drawn", "draw"), ("dreamt", "dream"), ("drew", "draw"),
    ("driven", "drive"), ("drove", "drive"), ("drunk", "drink"), ("dug", "dig"), ("dying", "die"),
    ("eaten", "eat"), ("fallen", "fall"), ("fed", "feed"), ("feet", "foot"), ("fell", "fall"),
    ("felt", "feel"), ("fled", "flee"), ("flew", "fly"), ("flown", "fly"), ("flung", "fling"),
    ("forbade", "forbid"), ("forbidden", "forbid"), ("forgave", "forgive"), ("forgiven", "forgive"),
    ("forgot", "forget"), ("forgotten", "forget"), ("fought", "fight"), ("found", "find"),
    ("froze", "freeze"), ("frozen", "freeze"), ("gave", "give"), ("given", "give"), ("gone", "go"),
    ("grew", "grow"), ("grown", "grow"), ("growth", "grow"), ("halves", "half"), ("heard", "hear"),
    ("held", "hold"), ("hid", "hide"), ("hidden", "hide"), ("hung", "hang"), ("kept", "keep"),
    ("knelt", "kneel"), ("knew", "know"), ("knives", "knife"), ("known", "know"), ("laid", "lay"),
    ("leant", "lean"), ("leapt", "leap"), ("learnt", "learn"), ("led", "lead"), ("left", "leave"),
    ("lent", "lend"), ("lit", "light"), ("lives", "life"), ("loss", "lose"), ("losses", "lose"),
    ("lost", "lose"), ("made", "make"), ("meant", "mean"), ("men", "man"), ("met", "meet"),
    ("mistaken", "mistake"), ("mistook", "mistake"), ("outgrew", "outgrow"), ("outgrown", "outgrow"),
    ("overcame", "overcome"), ("overthrew", "overthrow"), ("overthrown", "overthrow"), ("paid", "pay"),
    ("proof", "prove"), ("proofs", "prove"), ("proven", "prove"), ("ran", "run"), ("rang", "ring"),
    ("rebuilt", "rebuild"), ("rewritten", "rewrite"), ("rewrote", "rewrite"), ("ridden", "ride"),
    ("risen", "rise"), ("rode", "ride"), ("rose", "rise"), ("rung", "ring"), ("said", "say"),
    ("sale", "sell"), ("sales", "sell"), ("sang", "sing"), ("sank", "sink"), ("sat", "sit"), ("saw", "see"),
    ("seen", "see"), ("sent", "send"), ("shaken", "shake"), ("shone", "shine"), ("shook", "shake"),
    ("shot", "shoot"), ("shown", "show"), ("shrank", "shrink"), ("shrunk", "shrink"), ("slept", "sleep"),
    ("slid", "slide"), ("sold", "sell"), ("sought", "seek"), ("spelt", "spell"), ("spent", "spend"),
    ("spoke", "speak"), ("spoken", "speak"), ("sprang", "spring"), ("sprung", "spring"), ("spun", "spin"),
    ("stole", "steal"), ("stolen", "steal"), ("stood", "stand"), ("strove", "strive"), ("struck", "strike"),
    ("stuck", "stick"), ("stung", "sting"), ("sung", "sing"), ("sunk", "sink"), ("swam", "swim"),
    ("swept", "sweep"), ("swore", "swear"), ("sworn", "swear"), ("swung", "swing"), ("taken", "take"),
    ("taught", "teach"), ("teeth", "tooth"), ("thought", "think"), ("threw", "throw"), ("thrown", "throw"),
    ("told", "tell"), ("took", "take"), ("tore", "tear"), ("torn", "tear"), ("understood", "understand"),
    ("undertaken", "undertake"), ("undertook", "undertake"), ("upheld", "uphold"), ("went", "go"),
    ("wept", "weep"), ("withdrawn", "withdraw"), ("withdrew", "withdraw"), ("withheld", "withhold"),
    ("withstood", "withstand"), ("wives", "wife"), ("woke", "wake"), ("women", "woman"), ("won", "win"),
    ("wore", "wear"), ("worn", "wear"), ("written", "write"), ("wrote", "write"),
];

/// The form that a verb is looked up by.
pub(super) fn plain_form(low: &str) -> &str {
    IRREGULAR
        .binary_search_by(|(form, _)| (*form).cmp(low))
        .ok()
        .and_then(|i| IRREGULAR.get(i))
        .map_or(low, |(_, verb)| verb)
}

/// Whether one stem is of the other's word: the same, or made from it.
pub(super) fn alike(a: &str, b: &str) -> bool {
    a == b || derived(a, b) || derived(b, a)
}

/// "Builder" from "build": the longer begins with all but the last letter of the shorter.
fn derived(long: &str, short: &str) -> bool {
    let root = short.char_indices().nth_back(0).map_or("", |(i, _)| short.get(..i).unwrap_or_default());
    let turned = ["less", "free"].iter().any(|end| long.ends_with(end) && !short.ends_with(end));
    root.chars().count() >= 4 && long.starts_with(root) && long.len() <= short.len() + 4 && !turned
}

/// Whether a word that has this stem stands among those.
pub(super) fn any_alike<'a>(stem: &str, mut others: impl Iterator<Item = &'a str>) -> bool {
    others.any(|o| alike(stem, o))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_looked_up_by_their_verb() {
        assert!(IRREGULAR.is_sorted());
        assert_eq!(plain_form("sold"), "sell");
        assert!(alike("build", "builder") && !alike("thought", "thoughtless"));
    }
}
