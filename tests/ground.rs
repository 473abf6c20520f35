//! The rates of the grounding check over digest sentences that were written before it: true paraphrases, and
//! sentences with one planted fault each. docs/grounding.md says which were unseen when, and what it did then.

use serde::Deserialize;
use standfirst::article::Article;
use standfirst::digest::Author;
use standfirst::summary::ground::{Draft, Verdict, ground};
use std::collections::BTreeMap;
use std::fmt::Write as _;

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
        text: piece.text.trim().to_owned(),
        ..Article::default()
    }
}

/// What is found about one line, as a point.
fn verdict(article: &Article, say: &str) -> Verdict {
    let draft = Draft { points: vec![say.to_owned()], ..Draft::default() };
    ground(article, &draft).swap_remove(2)
}

#[derive(Default)]
struct Rate {
    doubted: usize,
    all: usize,
}

/// Rates by kind of line, and what went wrong.
fn rates() -> (BTreeMap<String, Rate>, String) {
    let mut rates: BTreeMap<String, Rate> = BTreeMap::new();
    let mut wrong = String::new();
    for (number, piece) in &pieces() {
        let article = article(piece);
        for line in &piece.line {
            let verdict = verdict(&article, &line.say);
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

fn shown(rates: &BTreeMap<String, Rate>) -> String {
    let mut out = String::new();
    for (kind, rate) in rates {
        writeln!(out, "{kind:<12}{:>3} of {:>2} doubted", rate.doubted, rate.all).expect("room");
    }
    let planted = || rates.iter().filter(|(k, _)| *k != "true").map(|(_, r)| r);
    let (caught, all): (usize, usize) = (planted().map(|r| r.doubted).sum(), planted().map(|r| r.all).sum());
    writeln!(out, "planted     {caught:>3} of {all:>2} caught").expect("room");
    out
}

#[test]
fn faults_are_caught_and_paraphrase_is_let_through() {
    let (rates, wrong) = rates();
    println!("{wrong}");
    insta::assert_snapshot!(shown(&rates), @"
    comparison   18 of 20 doubted
    date         11 of 11 doubted
    name         12 of 12 doubted
    number       15 of 15 doubted
    quote         8 of  8 doubted
    source        8 of  8 doubted
    stance       24 of 26 doubted
    true          0 of 125 doubted
    planted      96 of 100 caught
    ");
}

/// The first piece, which has every kind of thing in it.
fn ferry() -> Article {
    article(&pieces()[0].1)
}

fn faults(say: &str) -> String {
    verdict(&ferry(), say).faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_wrong_is_said_so_that_the_writer_can_mend_it() {
    insta::assert_snapshot!(faults("The idle crew cost $950,000."), @"the number “950,000” is not in the article, or not said of this");
    insta::assert_snapshot!(faults("Dr. Ruth Lindqvist runs the wards."), @"“Dr Ruth Lindqvist” is not named so in the article");
    insta::assert_snapshot!(faults("She calls it “a disgrace”."), @"“a disgrace” is in quotation marks and is not in the article word for word");
    insta::assert_snapshot!(faults("Cats purr because owners feed dogs."), @"no part of the article bears this out");
    insta::assert_snapshot!(faults("Die Stadt am anderen Ufer hat zwei Drittel ihrer Gasthäuser verloren."), @"it is not in the language of the article");
}

#[test]
fn the_draft_as_a_whole_is_held_to_its_limits() {
    let whole = |draft: &Draft| {
        let verdicts = ground(&ferry(), draft);
        verdicts.iter().flat_map(|v| &v.faults).map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let good = Draft {
        gist: "Nora Vale argues that the harbour board should restore the night ferry.".to_owned(),
        points: vec!["The far bank has lost two-thirds of its restaurants.".to_owned()],
        quote: Some("A river town without a night boat is half a town.".to_owned()),
    };
    assert_eq!(whole(&good), "");
    let bare = Draft { gist: "The harbour board should restore the night ferry.".to_owned(), ..good.clone() };
    insta::assert_snapshot!(whole(&bare), @"the gist does not say who argues this; name the author or the publication");
    let quoted = Draft { quote: Some("a boat would have kept half of them".to_owned()), ..good.clone() };
    insta::assert_snapshot!(whole(&quoted), @"the quote is not one whole sentence of the author’s own");
    let long =
        Draft { points: vec!["The far bank has lost two-thirds of its restaurants.".to_owned(); 9], ..good };
    insta::assert_snapshot!(whole(&long), @"
    the digest has 104 words, and at most 66
    there are 9 points, and 1 to 5 are wanted
    ");
}

proptest::proptest! {
    #[test]
    fn any_article_and_draft_are_judged(
        title in "\\PC{0,40}",
        text in "([A-Z][a-z]{0,6}( [a-z]{1,7}| [0-9]{1,4}%?| “[a-z]{1,5}”| not| should| than| from| to){0,12}[.!?] ?\n{0,2}){0,12}|\\PC{0,200}",
        gist in "\\PC{0,60}|(should |not |than |more |from |[0-9]{1,9}(bn|%| in |,)? |one |let |[A-Z][a-z]+ ){0,12}",
    ) {
        let chars = text.chars().count();
        let article = Article { title, text, ..Article::default() };
        let verdicts = ground(&article, &Draft { gist: gist.clone(), points: vec![gist.clone()], quote: Some(gist) });
        proptest::prop_assert_eq!(verdicts.len(), 4);
        for (start, end) in verdicts.iter().filter_map(|v| v.source) {
            proptest::prop_assert!(start <= end && end <= chars);
        }
    }
}
