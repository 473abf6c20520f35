//! What the extractive summarizer chooses from whole pieces, and what holds for any piece at all.

use jiff::Timestamp;
use proptest::prelude::*;
use standfirst::article::{Article, Hints};
use standfirst::digest::{Author, Digest, GistFrom, Kind, QUOTE_WORDS, Tag, words};
use standfirst::summary::{Summary, SummaryError, digest_of, extractive};
use std::fmt::Write as _;

fn piece(title: &str, text: &str) -> Article {
    Article {
        title: title.to_owned(),
        publication: Some("The Alder Post".to_owned()),
        text: text.trim().to_owned(),
        ..Article::default()
    }
}

fn benches() -> Article {
    piece("Give Alder back its benches", include_str!("summary/benches.txt"))
}

fn shown(article: &Article) -> String {
    let summary = extractive(article).expect("a digest");
    let mut out = summary.gist;
    for point in summary.points {
        write!(out, "\n- {point}").expect("room");
    }
    if let Some(quote) = summary.quote {
        write!(out, "\n“{quote}”").expect("room");
    }
    out
}

#[test]
fn a_piece_with_an_anecdote_and_objections() {
    insta::assert_snapshot!(shown(&benches()), @"
    People are afraid in parks that are empty, and armrests empty parks.
    - The city of Alder has 212 public benches, and if the parks department has its way it will soon have none that anyone can lie down on.
    - It is time to reopen the fire station and send the bolts back to the warehouse.
    - The council could begin tomorrow with the 40 benches that have not yet been fitted.
    “A free city must be a place where a person can sit down, and lie down, and be left alone.”
    ");
}

#[test]
fn a_piece_whose_thesis_follows_the_lead() {
    let ferry = piece("Pay for passengers, not for minutes", include_str!("summary/ferry.txt"));
    insta::assert_snapshot!(shown(&ferry), @"
    The fault lies with a contract that pays the ferry company for punctual departures and nothing for the people it carries.
    - A captain who waits for a late bus from the hospital costs his employer money; a captain who sails half empty earns it some.
    - The choice between chaos and cruelty is a false one.
    - By the auditor’s figures, the bonus alone would pay for 60,000 passages a year.
    “Public money should buy a public good, and a boat that leaves on time without its passengers is no good to anyone.”
    ");
}

#[test]
fn questions_that_the_author_answers() {
    let page = include_bytes!("summary/questions.html");
    let article = standfirst::article::read(page, &Hints::default()).expect("an article");
    insta::assert_snapshot!(shown(&article), @"
    The harbour trust owns the walls, and it should let them to whoever brings people in by day.
    - The doors closed at eleven and the street filled at eleven.
    - A bakery would do, or a school for sailors.
    “A town cannot keep a nuisance alive because it pays wages.”
    ");
    // It stands out as what somebody else says, and would be the thesis.
    assert!(article.text.contains("The council must never again decide") && article.quoted == [5]);
}

#[test]
fn a_letter() {
    let page = include_bytes!("article/letter-signed.txt");
    let article = standfirst::article::read(page, &Hints::default()).expect("an article");
    insta::assert_snapshot!(shown(&article), @"
    The county should keep the bus, and run it later on Fridays, when it is full.
    - A taxi to the estates costs what they earn in two hours.
    ");
}

#[test]
fn a_short_piece() {
    let latin = piece("Keep Latin", include_str!("summary/latin.txt"));
    insta::assert_snapshot!(shown(&latin), @"
    The board should keep Latin for every pupil who asks for it.
    - Latin teaches what no programming class in this district teaches: how to read slowly.
    ");
}

#[test]
fn a_short_thesis_takes_the_next_sentence_with_it() {
    let text = include_str!("summary/toll.txt");
    let toll = piece("Tear down the toll booth", text);
    insta::assert_snapshot!(shown(&toll), @"
    The toll booth must go. It costs the town more in queues than it earns in coins.
    - The treasurer’s accounts for last year show takings of £61,000 and wages of £58,000.
    - A sign can forbid lorries, and it costs nothing to lift.
    ");
    let (start, end) = extractive(&toll).expect("a digest").sources[0];
    let span: String = toll.text.chars().skip(start).take(end - start).collect();
    assert_eq!(span, "The toll booth must go. It costs the town more in queues than it earns in coins.");
}

#[test]
fn a_digest_holds_at_most_a_fifth_of_the_piece() {
    for text in [
        include_str!("summary/benches.txt"),
        include_str!("summary/ferry.txt"),
        include_str!("summary/latin.txt"),
        include_str!("summary/toll.txt"),
    ] {
        let summary = extractive(&piece("Benches, ferries and Latin", text)).expect("a digest");
        let held: usize = spoken(&summary).into_iter().map(words).sum();
        assert!(held <= (words(text) / 5).min(150), "{held} words");
    }
}

#[test]
fn a_deck_is_the_gist_and_has_no_source_in_the_text() {
    let mut article = benches();
    article.deck = Some("Armrests drive away everyone but the people they are aimed at".to_owned());
    let summary = extractive(&article).expect("a digest");
    assert_eq!(summary.gist, "Armrests drive away everyone but the people they are aimed at");
    assert_eq!(summary.gist_from, GistFrom::Deck);
    assert_eq!(summary.sources[0], (0, 0));
}

#[test]
fn no_line_repeats_a_sentence_of_the_deck() {
    let mut article = benches();
    let before = extractive(&article).expect("a digest");
    let again = before.points.last().expect("a point");
    article.deck = Some(format!("{again} Sitting down is no crime in any town worth the name."));
    let summary = extractive(&article).expect("a digest");
    assert_eq!(summary.gist_from, GistFrom::Deck);
    assert!(!summary.points.contains(again) && summary.quote.as_ref() != Some(again), "{summary:?}");
}

#[test]
fn a_bio_left_in_the_text_is_never_chosen() {
    let mut article = benches();
    let bio =
        "Benches matter to Ida Marsh, who should know, since she must sit on benches in Alder Park daily.";
    article.text = format!("{bio}\n\n{}", article.text);
    let before = shown(&article);
    article.authors =
        vec![Author { name: "Ida Marsh".to_owned(), bio: Some(bio.to_owned()), ..Author::default() }];
    assert!(before.contains("Ida Marsh"), "the test needs a bio that would be chosen: {before}");
    assert!(!shown(&article).contains("Ida Marsh"));
}

#[test]
fn what_others_say_is_never_chosen() {
    let said =
        "“The city must keep the armrests because benches should be safe for all of Alder,” the mayor said. ";
    let text: String = (0..12).map(|_| said).collect();
    let refused = extractive(&piece("Benches", &text)).expect_err("nothing of the author's");
    insta::assert_snapshot!(refused, @"the piece has 0 sentences of the author's own that can stand alone, and a digest needs 2; write this digest by hand");
}

#[test]
fn a_piece_of_long_sentences_alone_is_refused() {
    let sentence = |n| {
        let clauses: String =
            (0..4).map(|m| format!("bridge {n}{m} of the old town needs repair and ")).collect();
        format!("The {clauses}nobody pays. ")
    };
    let text: String = (0..5).map(sentence).collect();
    let refused = extractive(&piece("Bridges need repair", &text)).expect_err("too much of it");
    insta::assert_snapshot!(refused, @"the shortest digest of the piece would repeat 78 of its words, and it may repeat 39; write this digest by hand");
}

#[test]
fn a_stub_is_refused() {
    let refused = extractive(&piece("Benches", "Sign in to read on.")).expect_err("a stub");
    insta::assert_snapshot!(refused, @"the piece has 5 words, too short to digest; give the whole text, at least 150 words");
}

#[test]
fn a_digest_needs_a_title_and_somebody_to_name() {
    let made = |article: Article| {
        let summary = extractive(&article).expect("a digest");
        digest_of(article, summary, Timestamp::UNIX_EPOCH, "cli")
    };
    let nobody = || Article { publication: None, ..benches() };
    assert_eq!(made(nobody()), Err(SummaryError::NobodyNamed));
    let site = Article { url: Some("https://www.alder.example/benches".to_owned()), ..nobody() };
    assert_eq!(made(site).map(|d| d.publication), Ok(Some("alder.example".to_owned())));
    let letter = Article { kind: Kind::Letter, ..nobody() };
    assert_eq!(made(letter).map(|d| d.publication), Ok(None));
    let untitled = Article { title: " \n ".to_owned(), ..benches() };
    assert_eq!(made(untitled), Err(SummaryError::Untitled));
}

#[test]
fn the_origin_says_where_the_digest_is_from() {
    let article = benches();
    let text = article.text.clone();
    let summary = extractive(&article).expect("a digest");
    let digest =
        digest_of(article, summary, Timestamp::UNIX_EPOCH, "feed:https://alder.example/rss").expect("fit");
    let origin = digest.origin.clone().expect("an origin");
    assert_eq!(origin.seal, Some(digest.seal()));
    assert_eq!(origin.summarizer, "extractive");
    assert_eq!(origin.added_by.as_deref(), Some("feed:https://alder.example/rss"));
    assert_eq!(origin.sha256.map(|h| h.len()), Some(64));
    assert_eq!(digest.words, u32::try_from(words(&text)).ok());
}

#[test]
fn long_values_are_cut_where_a_reader_would() {
    let mut article = benches();
    article.title = "word ".repeat(200);
    let bio = format!("She writes. {} She lives in Alder.", "She has won many prizes. ".repeat(30));
    article.authors = vec![Author {
        name: "Ida\nMarsh".to_owned(),
        handle: Some("ida".to_owned()),
        bio: Some(bio),
        url: Some("ida.example".to_owned()),
        affiliations: vec![],
    }];
    let summary = extractive(&article).expect("a digest");
    let digest = digest_of(article, summary, Timestamp::UNIX_EPOCH, "cli").expect("fit");
    assert!(digest.title.ends_with(" word…") && digest.title.chars().count() <= 500);
    let author = &digest.authors[0];
    assert_eq!(
        (author.name.as_str(), author.handle.as_deref(), author.url.as_deref()),
        ("Ida Marsh", Some("@ida"), None)
    );
    assert!(author.bio.as_deref().is_some_and(|b| b.ends_with("prizes.") && words(b) == 97));
}

/// Sentences of the kinds that op-eds are made of, and what breaks splitting.
fn sentence() -> impl Strategy<Value = String> {
    let noun = prop::sample::select(vec![
        "the council",
        "Mr. Ames",
        "a bridge",
        "this town",
        "he",
        "the U.S.",
        "every river",
        "I",
        "the plan",
        "水",
        "naïve folk",
    ]);
    let verb = prop::sample::select(vec![
        "should repair",
        "said that we need",
        "is",
        "has never seen",
        "must not forget",
        "“loves”",
        "built in 1.5 years",
    ]);
    let rest = prop::sample::select(vec![
        "the old toll house",
        "what nobody wants to pay for",
        "No. 10",
        "; it would be wrong — and late — to wait",
        ", but so what",
    ]);
    let end = prop::sample::select(vec![".", ".", ".", "?", "!", "…", ".”", ":", "", "。"]);
    (
        prop::sample::select(vec!["", "But ", "And ", "However, ", "“", "(", "When "]),
        noun,
        verb,
        prop::collection::vec(rest, 1..9),
        end,
    )
        .prop_map(|(open, noun, verb, rest, end)| {
            let line = format!("{open}{noun} {verb} {}{end}", rest.join(" "));
            let mut chars = line.chars();
            chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
        })
}

fn text() -> impl Strategy<Value = String> {
    let parts = (sentence(), prop::sample::select(vec![" ", " ", "\n\n", "\n", "\r\n\r\n", "\u{7}"]));
    prop_oneof![
        4 => prop::collection::vec(parts, 0..90)
            .prop_map(|parts| parts.into_iter().map(|(s, gap)| s + gap).collect()),
        1 => "(\\PC{0,9}[ .\n]){0,300}",
        1 => "([A-Z][a-z]{0,5}( [a-zé水“”\"']{1,7}){3,30}[.!?] ){0,40}",
    ]
}

fn loose() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        "\\PC{0,40}".prop_map(Some),
        "([a-z]{1,9}[ \n.\t\u{0}]){0,300}".prop_map(Some),
        Just(Some("https://alder.example/a".to_owned())),
    ]
}

prop_compose! {
    fn author()(name in loose(), handle in loose(), bio in loose(), url in loose(), affiliation in loose()) -> Author {
        Author { name: name.unwrap_or_default(), handle, bio, url, affiliations: affiliation.into_iter().collect() }
    }
}

prop_compose! {
    fn article()(
        title in loose(),
        kind in prop::sample::select(vec![Kind::OpEd, Kind::Letter, Kind::News]),
        (publication, url, language) in (loose(), loose(), prop_oneof![loose(), Just(Some("en-GB".to_owned()))]),
        authors in prop::collection::vec(author(), 0..3),
        tags in prop::collection::vec(loose(), 0..4),
        disclaimer in loose(),
        deck in loose(),
        year in prop::option::of(-9999i16..=9999),
        text in text(),
    ) -> Article {
        Article {
            title: title.unwrap_or_default(),
            kind,
            publication,
            url,
            published: year.map(|y| jiff::civil::date(y, 2, 3)),
            language,
            authors,
            tags: tags.into_iter().flatten().filter_map(|t| Tag::new(&t)).collect(),
            disclaimer,
            deck,
            text,
            quoted: vec![],
        }
    }
}

fn in_words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    parts.map(str::to_lowercase).collect()
}

fn spoken(summary: &Summary) -> Vec<&str> {
    let points = summary.points.iter().map(String::as_str);
    std::iter::once(summary.gist.as_str()).chain(points).chain(summary.quote.as_deref()).collect()
}

/// Words, two characters of Han counting as one.
fn length(text: &str) -> usize {
    words(&text.replace('水', " ")) + text.matches('水').count().div_ceil(2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_summary_is_the_same_each_time_and_comes_from_where_it_says(article in article()) {
        let Ok(summary) = extractive(&article) else { return Ok(()) };
        prop_assert_eq!(extractive(&article), Ok(summary.clone()));
        let spoken = spoken(&summary);
        prop_assert_eq!(spoken.len(), summary.sources.len());
        for (i, (line, (start, end))) in spoken.iter().zip(&summary.sources).enumerate() {
            if i == 0 && summary.gist_from == GistFrom::Deck {
                continue;
            }
            let span: String = article.text.chars().skip(*start).take(end - start).collect();
            let mut from = in_words(&span).into_iter();
            prop_assert!(in_words(line).iter().all(|w| from.any(|f| f == *w)), "{:?} is not in {:?}", line, span);
            if i + 1 == spoken.len() && summary.quote.is_some() {
                prop_assert_eq!(in_words(line), in_words(&span), "a quote is verbatim");
                prop_assert!(words(line) <= QUOTE_WORDS);
            }
        }
        let all = length(&article.text);
        let held: usize = spoken.iter().map(|line| length(line)).sum();
        prop_assert!(all >= 150 && held <= 150.min(all / 5), "{} of {} words", held, all);
        let least = if all < 600 { 1 } else { 3 };
        prop_assert!((least..=5).contains(&summary.points.len()));
        let starts: Vec<_> = summary.sources[1..=summary.points.len()].iter().map(|s| s.0).collect();
        prop_assert!(starts.is_sorted(), "points are in order");
        let mut once = summary.sources.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), summary.sources.len(), "no sentence is taken twice");
    }

    #[test]
    fn a_digest_of_any_article_is_fit_to_be_shown(article in article()) {
        let Ok(summary) = extractive(&article) else { return Ok(()) };
        match digest_of(article, summary, Timestamp::UNIX_EPOCH, "cli") {
            Ok(digest) => {
                prop_assert_eq!(digest.problems(), vec![]);
                let read = Digest::from_toml(&digest.to_toml());
                prop_assert_eq!(read.as_ref(), Ok(&digest));
            }
            Err(e) => prop_assert!(matches!(e, SummaryError::Untitled | SummaryError::NobodyNamed)),
        }
    }
}
