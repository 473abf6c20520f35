//! The rates of the grounding check over digest sentences that were written before it: true paraphrases, and
//! sentences with one planted fault each. docs/grounding.md says which were unseen when, and what it did then.

use serde::Deserialize;
use standfirst::article::{Article, sentences};
use standfirst::digest::Author;
use standfirst::summary::ground::{Claim, Draft, Verdict, ground};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Piece {
    title: String,
    author: String,
    publication: String,
    text: String,
    line: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    say: String,
    fault: Option<String>,
    /// The sentences that its writer named for it, as good as word for word; the earliest pieces have none.
    #[serde(default)]
    from: Vec<String>,
}

fn pieces() -> Vec<(u32, Piece)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ground");
    let files = std::fs::read_dir(folder).expect("the folder").map(|f| f.expect("a file").path());
    let number = |p: &std::path::Path| p.file_stem().and_then(|s| s.to_str()).and_then(|s| s.parse().ok());
    let mut all: Vec<(u32, Piece)> = files
        .map(|p| {
            let text = std::fs::read_to_string(&p).expect("a file");
            (number(&p).expect("a number"), toml::from_str(&text).expect("a piece"))
        })
        .collect();
    all.sort_by_key(|(n, _)| *n);
    all
}

fn article(piece: &Piece) -> Article {
    let names = piece.author.split(" and ").filter(|n| !n.is_empty());
    Article {
        title: piece.title.clone(),
        publication: Some(piece.publication.clone()),
        authors: names.map(|n| Author { name: n.to_owned(), ..Author::default() }).collect(),
        // A paragraph is a line, however the file is folded.
        text: piece.text.trim().split("\n\n").map(|p| p.replace('\n', " ")).collect::<Vec<_>>().join("\n\n"),
        ..Article::default()
    }
}

/// What is found about one line, as a point that rests on these sentences.
fn verdict(article: &Article, say: &str, from: Vec<usize>) -> Verdict {
    let draft = Draft { points: vec![Claim { say: say.to_owned(), from }], ..Draft::default() };
    ground(article, &draft).swap_remove(2)
}

/// The numbers of the sentences that a line rests on.
fn named(article: &Article, line: &Line) -> Vec<usize> {
    if line.from.is_empty() {
        return nearest(article, &line.say);
    }
    let found = sentences(&article.text);
    let number = |from: &String| {
        let at = found.iter().position(|s| s.text.trim() == from.trim());
        let part = |s: &str| s.contains(from.trim()) || from.contains(s.trim());
        let at = at.or_else(|| found.iter().position(|s| part(s.text)));
        at.map_or_else(|| nearest(article, from)[0], |at| at + 1)
    };
    line.from.iter().map(number).collect()
}

/// Up to three sentences that share most of a line's words, for those that name none.
fn nearest(article: &Article, say: &str) -> Vec<usize> {
    let words = |text: &str| -> Vec<String> {
        let all = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 3 || w.starts_with(char::is_numeric));
        all.map(|w| w.to_lowercase().chars().take(5).collect()).collect()
    };
    let found: Vec<Vec<String>> = sentences(&article.text).iter().map(|s| words(s.text)).collect();
    let mut left = words(say);
    let mut named: Vec<usize> = Vec::new();
    while named.len() < 3 {
        let shared = |at: &usize| left.iter().filter(|w| found[*at].contains(w)).count();
        let best = (0..found.len()).rev().max_by_key(shared).expect("a sentence");
        if !named.is_empty() && shared(&best) < 2 {
            break;
        }
        named.push(best + 1);
        left.retain(|w| !found[best].contains(w));
    }
    named
}

/// The pieces. From 94 on their lines are written as the prompt asks for it: cut out of the words of the sentences that they
/// name. Those before retell; 1 to 63 name no sentences, which are found for them here.
const SETS: &[(&str, std::ops::RangeInclusive<u32>)] = &[
    ("1–93, retold", 1..=93),
    ("94–98, cut", 94..=98),
    ("99–103, cut", 99..=103),
    ("104–115, cut", 104..=115),
];
/// Kinds of planted faults, as the table has them.
const KINDS: &[&str] =
    &["number", "date", "name", "source", "quote", "stance", "comparison", "order", "role", "strength"];
/// What may not be fallen behind: of facts, of sense and of all that is planted at least so many caught, of true
/// lines at most so many doubted, in percent, by set. What retells is doubted as it should be.
const FLOORS: &[(f64, f64, f64, f64)] =
    &[(98.0, 92.0, 96.0, 100.0), (97.0, 95.0, 96.0, 4.0), (97.0, 95.0, 96.0, 4.0), (85.0, 62.0, 77.0, 30.0)];
/// Those that are about facts.
const FACTS: usize = 5;

#[derive(Default, Clone, Copy)]
struct Rate {
    doubted: usize,
    all: usize,
}

impl std::ops::Add for Rate {
    type Output = Rate;

    fn add(self, other: Rate) -> Rate {
        Rate { doubted: self.doubted + other.doubted, all: self.all + other.all }
    }
}

impl Rate {
    fn percent(self) -> f64 {
        100.0 * self.doubted as f64 / self.all.max(1) as f64
    }
}

type Rates = BTreeMap<String, Rate>;

/// Rates by kind of line over the pieces of a set, and what went wrong.
fn rates(set: &std::ops::RangeInclusive<u32>) -> (Rates, String) {
    let mut rates = Rates::new();
    let mut wrong = String::new();
    for (number, piece) in pieces().iter().filter(|(number, _)| set.contains(number)) {
        let article = article(piece);
        for line in &piece.line {
            let verdict = verdict(&article, &line.say, named(&article, line));
            let kind = line.fault.clone().unwrap_or_else(|| "true".to_owned());
            let rate = rates.entry(kind.clone()).or_default();
            rate.all += 1;
            rate.doubted += usize::from(!verdict.faults.is_empty());
            if verdict.faults.is_empty() == line.fault.is_some() {
                let faults: Vec<String> = verdict.faults.iter().map(ToString::to_string).collect();
                writeln!(wrong, "{number:02} {kind}: {}\n     {}", line.say, faults.join("; "))
                    .expect("room");
            }
        }
    }
    (rates, wrong)
}

fn sum(rates: &Rates, kinds: &[&str]) -> Rate {
    kinds.iter().filter_map(|k| rates.get(*k)).fold(Rate::default(), |a, b| a + *b)
}

/// The table of docs/grounding.md.
fn table(all: &[Rates]) -> String {
    let names: Vec<&str> = SETS.iter().map(|(name, _)| *name).collect();
    let mut out = format!("| pieces | {} |\n| --- |{}\n", names.join(" | "), " --- |".repeat(names.len()));
    let mut row = |name: &str, kinds: &[&str]| {
        let cell = |r: &Rates| match sum(r, kinds) {
            Rate { all: 0, .. } => "–".to_owned(),
            rate => format!("{} of {} ({:.0} %)", rate.doubted, rate.all, rate.percent()),
        };
        let cells: Vec<String> = all.iter().map(cell).collect();
        writeln!(out, "| {name} | {} |", cells.join(" | ")).expect("room");
    };
    for kind in KINDS {
        row(kind, &[kind]);
    }
    row("all of facts", KINDS.get(..FACTS).expect("kinds"));
    row("all of sense", KINDS.get(FACTS..).expect("kinds"));
    row("all planted", KINDS);
    row("true lines doubted", &["true"]);
    out
}

#[test]
fn faults_are_caught_and_paraphrase_is_let_through() {
    let mut all = Vec::new();
    for (name, numbers) in SETS {
        let (rates, wrong) = rates(numbers);
        println!("{name}\n{wrong}");
        all.push(rates);
    }
    let table = table(&all);
    println!("{table}");
    // Least of facts, of sense and of all that is planted, and most of true lines, in percent.
    for (rates, (facts, sense, planted, doubted)) in all.iter().zip(FLOORS) {
        let (fact_kinds, sense_kinds) = KINDS.split_at(FACTS);
        assert!(sum(rates, fact_kinds).percent() >= *facts, "facts\n{table}");
        assert!(sum(rates, sense_kinds).percent() >= *sense, "sense\n{table}");
        assert!(sum(rates, KINDS).percent() >= *planted, "planted\n{table}");
        assert!(sum(rates, &["true"]).percent() <= *doubted, "true lines\n{table}");
    }
    let docs = include_str!("../docs/grounding.md");
    assert!(docs.contains(&table), "docs/grounding.md has another table than this:\n{table}");
}

#[test]
fn sentences_of_the_article_itself_are_let_through() {
    let (mut doubted, mut all) = (Vec::new(), 0);
    for (number, piece) in &pieces() {
        let article = article(piece);
        let own = standfirst::article::sentences(&article.text);
        let points: Vec<Claim> =
            (1..).zip(&own).map(|(n, s)| Claim { say: s.text.to_owned(), from: vec![n] }).collect();
        all += points.len();
        let verdicts = ground(&article, &Draft { points, ..Draft::default() });
        let wrong = verdicts.into_iter().skip(2).filter(|v| !v.faults.is_empty());
        doubted.extend(wrong.map(|v| format!("{number:02} {}: {:?}", v.line, v.faults)));
    }
    assert!(all > 1000 && doubted.len() * 100 <= all, "{} of {all}\n{}", doubted.len(), doubted.join("\n"));
}

/// The first piece, which has every kind of thing in it.
fn ferry() -> Article {
    article(&pieces()[0].1)
}

fn faults(say: &str) -> String {
    verdict(&ferry(), say, nearest(&ferry(), say))
        .faults
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn what_is_wrong_is_said_so_that_the_writer_can_mend_it() {
    insta::assert_snapshot!(faults("The idle crew cost $950,000."), @"
    the number “950,000” is not in the article, or not said of this
    the sentences named for it do not have “cost”
    ");
    insta::assert_snapshot!(faults("Dr. Ruth Lindqvist runs the wards."), @"
    “Dr Ruth Lindqvist” is not named so in the article
    the sentences named for it do not have this of “Ruth Lindqvist”
    ");
    insta::assert_snapshot!(faults("She calls it “a disgrace”."), @"
    “a disgrace” is in quotation marks and is not in the article word for word
    the sentences named for it do not have “disgrace”
    ");
    insta::assert_snapshot!(faults("Cats purr because owners feed dogs."), @"the sentences named for it do not have “purr, owners, feed, dogs”");
    insta::assert_snapshot!(faults("Die Stadt am anderen Ufer hat zwei Drittel ihrer Gasthäuser verloren."), @"it is not in the language of the article");
}

/// A piece whose sentences are easy to turn around.
fn quarry() -> Article {
    let text = [
        "The quarry union sued the mayor in March.",
        "The mayor had promised a new road before the quarry opened.",
        "The council should not extend the licence.",
        "Critics say that the dust is harmless.",
        "The clinic counted 61 cases of asthma last year and 22 the year before.",
        "The old pit may be flooded by 2030, and most of the workers live below it.",
        "A lake is worth more to the town than a hole.",
        "I do not think that the owners have lied.",
    ];
    Article { title: "Fill the pit".to_owned(), text: text.join(" "), ..Article::default() }
}

#[test]
fn a_line_is_held_against_the_sentences_that_it_names() {
    let judged = |n: usize, say: &str| {
        let found = verdict(&quarry(), say, vec![n]);
        found
            .faults
            .iter()
            .map(|f| format!("{f:?}").split(['(', '"']).next().expect("a name").to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let turned = [
        (1, "The mayor sued the quarry union in March.", "Sides"),
        (2, "The mayor had promised that the quarry would open before a new road.", "Sides"),
        (3, "The council should extend the licence.", "Cut"),
        (3, "The council should not shorten the licence.", "Unsupported"),
        (4, "The dust is harmless.", "Attribution"),
        (4, "The clinic says that the dust is harmless.", "Speaker"),
        (5, "The clinic counted fewer cases of asthma last year than the year before.", "Added"),
        (5, "The clinic counted 16 cases of asthma last year.", "Number"),
        (6, "The old pit will be flooded by 2030.", "Cut"),
        (6, "All of the workers live below the old pit.", "Added"),
        (7, "A hole is worth more to the town than a lake.", "Sides"),
        (8, "The owners have lied.", "Cut"),
        (1, "The council should not extend the licence.", "Unsupported"),
    ];
    let wrong: Vec<String> = turned
        .iter()
        .map(|(n, say, fault)| (say, fault, judged(*n, say)))
        .filter(|(_, f, found)| !found.contains(*f))
        .map(|(s, f, found)| format!("{s} {f}: {found}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let kept = [
        (1, "In March the mayor was sued by the quarry union."),
        (2, "Before the quarry opened, the mayor had promised a new road."),
        (3, "The licence should not be extended."),
        (4, "Critics call the dust harmless."),
        (5, "Last year the clinic counted 61 cases of asthma, and 22 the year before."),
        (6, "Most of the workers live below the old pit, which may be flooded by 2030."),
        (7, "A lake is worth more to the town than a hole."),
        (8, "The owners have not lied."),
    ];
    let doubted: Vec<String> = kept
        .iter()
        .map(|(n, say)| (say, judged(*n, say)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(s, found)| format!("{s} {found}"))
        .collect();
    assert!(doubted.is_empty(), "{doubted:#?}");
}

#[test]
fn lines_in_other_languages_are_held_against_theirs() {
    let cases = [
        (
            "Der Stadtrat sollte den Deckel abnehmen und nicht flicken. Den Fluss zu öffnen würde 23 Millionen Euro kosten. \
             Niemand fährt wegen eines Parkplatzes in eine Stadt.",
            [
                "Den Deckel sollte der Stadtrat abnehmen und nicht flicken.",
                "Den Fluss zu öffnen würde 23 Millionen kosten.",
            ],
            "Den Fluss zu öffnen würde 32 Millionen kosten.",
        ),
        (
            "Le conseil devrait garder la maternité ouverte. Elle a vu naître 412 enfants en 2019. Personne ne veut accoucher \
             sur la route.",
            [
                "Le conseil devrait garder la maternité ouverte.",
                "La maternité a vu naître 412 enfants en 2019.",
            ],
            "La maternité a vu naître 421 enfants en 2019.",
        ),
        (
            "El puerto no debe vender sus grúas. Las compró en 2011 por 14 millones. Nadie sabe quién las pagaría hoy.",
            ["El puerto no debe vender sus grúas.", "El puerto compró las grúas en 2011 por 14 millones."],
            "El puerto compró las grúas en 2011 por 41 millones.",
        ),
    ];
    for (text, kept, changed) in cases {
        let article = Article { title: "x".to_owned(), text: text.to_owned(), ..Article::default() };
        for (n, say) in (1..).zip(kept) {
            assert_eq!(verdict(&article, say, vec![n]).faults, [], "{say}");
        }
        assert!(!verdict(&article, changed, vec![2]).faults.is_empty(), "{changed}");
    }
}

#[test]
fn the_draft_as_a_whole_is_held_to_its_limits() {
    let whole = |draft: &Draft| {
        let verdicts = ground(&ferry(), draft);
        verdicts.iter().flat_map(|v| &v.faults).map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let claim = |say: &str| Claim { say: say.to_owned(), from: nearest(&ferry(), say) };
    let lost = || claim("The far bank has lost two-thirds of its restaurants.");
    let good = Draft {
        gist: claim("The board should bring back two late crossings and charge a dollar more for them."),
        points: vec![lost()],
        quote: Some("A river town without a night boat is half a town.".to_owned()),
    };
    assert_eq!(whole(&good), "");
    let quoted = Draft { quote: Some("a boat would have kept half of them".to_owned()), ..good.clone() };
    insta::assert_snapshot!(whole(&quoted), @"the quote is not one whole sentence of the author’s own");
    let long = Draft { points: vec![lost(); 9], ..good };
    insta::assert_snapshot!(whole(&long), @"
    the digest has 107 words, and at most 66
    there are 9 points, and 1 to 5 are wanted
    ");
}

/// Every sentence of the pieces, with its article.
static SENTENCES: LazyLock<Vec<(Article, usize, String)>> = LazyLock::new(|| {
    let all = pieces();
    let of = |piece: &Piece| {
        let article = article(piece);
        let texts: Vec<String> =
            standfirst::article::sentences(&article.text).iter().map(|s| s.text.to_owned()).collect();
        (1..).zip(texts).map(|(n, s)| (article.clone(), n, s)).collect::<Vec<_>>()
    };
    all.iter().flat_map(|(_, piece)| of(piece)).collect()
});

#[test]
fn a_sentence_that_a_small_word_turns_is_caught() {
    let turns = [
        (" not ", " "),
        (" is ", " is not "),
        (" should ", " should not "),
        (" may ", " will "),
        (" for ", " against "),
        (" without ", " with "),
        (" before ", " after "),
        (" because ", " although "),
        (" more ", " less "),
        (" only ", " "),
    ];
    let english = |s: &str| [" the ", " a ", " of "].iter().any(|w| s.contains(w));
    for (from, to) in turns {
        let fits = |s: &str| {
            english(s) && s.matches(from).count() == 1 && !s.contains("not only") && !s.ends_with('?')
        };
        let all: Vec<_> = SENTENCES.iter().filter(|(_, _, s)| fits(s)).step_by(3).collect();
        let missed: Vec<String> = all
            .iter()
            .map(|(article, n, s)| (article, *n, s.replacen(from, to, 1)))
            .filter(|(article, n, turned)| verdict(article, turned, vec![*n]).faults.is_empty())
            .map(|(_, _, turned)| turned)
            .collect();
        assert!(
            all.len() > 5 && missed.len() * 100 <= all.len() * 3,
            "{from}: {} of {}\n{missed:#?}",
            missed.len(),
            all.len()
        );
    }
}

/// One of the sentences that fit.
fn sentence_with(fits: impl Fn(&str) -> bool, any: usize) -> (Article, usize, String) {
    let all: Vec<&(Article, usize, String)> = SENTENCES.iter().filter(|(_, _, s)| fits(s)).collect();
    all[any % all.len()].clone()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]

    #[test]
    fn a_changed_number_is_caught(any in 0usize..100_000, other in 3_001u32..99_999, at in 0usize..8) {
        let digits = |s: &str| s.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').filter(|w| w.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect::<Vec<_>>();
        let (article, n, sentence) = sentence_with(|s| !digits(s).is_empty(), any);
        let numbers = digits(&sentence);
        let old = numbers[at % numbers.len()].trim_end_matches(['.', ',']);
        proptest::prop_assume!(!article.text.replace(',', "").contains(&other.to_string()));
        let planted = sentence.replacen(old, &other.to_string(), 1);
        proptest::prop_assert!(!verdict(&article, &planted, vec![n]).faults.is_empty(), "{planted}");
    }

    #[test]
    fn a_changed_name_is_caught(any in 0usize..100_000, other in "[BDGKLMPRTVZ][aeiou][bdglmnrtvz][aeou][dklmnrtz]{1,2}[aeo][kvz]", at in 0usize..8) {
        // Names inside a sentence; German capitalises every noun.
        let names = |s: &str| -> Vec<String> {
            let words = s.split(' ').skip(1).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
            words.filter(|w| w.len() > 3 && w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphabetic)).map(str::to_owned).collect()
        };
        let german = |s: &str| [" der ", " die ", " das ", " und ", " ein ", " den ", " ist ", " wird ", " haben "].iter().any(|w| s.contains(w));
        let (article, n, sentence) = sentence_with(|s| !names(s).is_empty() && !german(s), any);
        proptest::prop_assume!(!german(&article.text));
        let found = names(&sentence);
        let planted = sentence.replacen(&format!(" {}", found[at % found.len()]), &format!(" {other}"), 1);
        proptest::prop_assume!(planted != sentence && !article.text.contains(&other));
        proptest::prop_assert!(!verdict(&article, &planted, vec![n]).faults.is_empty(), "{planted}");
    }
}

proptest::proptest! {
    #[test]
    fn any_article_and_draft_are_judged(
        title in "\\PC{0,40}",
        text in "([A-Z][a-z]{0,6}( [a-z]{1,7}| [0-9]{1,4}%?| “[a-z]{1,5}”| not| should| than| from| to){0,12}[.!?] ?\n{0,2}){0,12}|\\PC{0,200}",
        gist in "\\PC{0,60}|(should |not |than |more |from |[0-9]{1,9}(bn|%| in |,)? |one |let |[A-Z][a-z]+ ){0,12}",
        from in proptest::collection::vec(0usize..12, 0..6),
    ) {
        let chars = text.chars().count();
        let article = Article { title, text, ..Article::default() };
        let claim = Claim { say: gist.clone(), from };
        let draft = Draft { gist: claim.clone(), points: vec![claim], quote: Some(gist) };
        let verdicts = ground(&article, &draft);
        proptest::prop_assert_eq!(verdicts.len(), 4);
        proptest::prop_assert_eq!(&verdicts, &ground(&article, &draft));
        for (start, end) in verdicts.iter().flat_map(|v| v.evidence.iter().copied().chain(v.source)) {
            proptest::prop_assert!(start <= end && end <= chars);
        }
    }
}
