//! Time from a page to its digest, and from a clean text to its summary. The pieces are made of invented sentences over a vocabulary that
//! grows with the text as real ones do.

use divan::{Bencher, black_box};
use jiff::Timestamp;
use standfirst::article::{self, Article, Hints, sentences};
use standfirst::summary::ground::{Claim, Draft, ground};
use standfirst::summary::{digest_of, extractive};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A piece of about `words` words in paragraphs of five sentences; the same each time.
fn piece(words: usize) -> Article {
    let frames = [
        "The council should spend more on the NOUN than on the NOUN, because a NOUN without a NOUN is worth little.",
        "But nobody in the NOUN has asked what the NOUN costs, or who pays for the NOUN of the NOUN.",
        "Mr. Ames said that the NOUN would be ready before the NOUN in the U.S. had opened its NOUN to the NOUN.",
        "It is time to let the NOUN decide, and to leave the NOUN of the NOUN to those who use the NOUN.",
        "In the end a NOUN is only as good as the NOUN behind it, and the NOUN is no NOUN at all.",
    ];
    let syllables =
        ["bar", "den", "fol", "gim", "hul", "kor", "lam", "mip", "nor", "pel", "ras", "sut", "tev", "wix"];
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let (mut text, mut written, mut sentence) = (String::new(), 0, 0);
    while written < words {
        for word in frames[sentence % frames.len()].split(' ') {
            if word.contains("NOUN") {
                // The lower of two draws: few nouns are common and most are rare.
                let reach = 40 + written / 20;
                let noun = next(reach).min(next(reach));
                let made = [noun % 14, noun / 14 % 14, noun / 196 % 14].map(|i| syllables[i]).concat();
                text.push_str(&word.replace("NOUN", &made));
            } else {
                text.push_str(word);
            }
            text.push(' ');
            written += 1;
        }
        sentence += 1;
        if sentence % 5 == 0 {
            text.push_str("\n\n");
        }
    }
    Article {
        title: "What the council should spend on".to_owned(),
        publication: Some("The Alder Post".to_owned()),
        language: Some("en".to_owned()),
        text,
        ..Article::default()
    }
}

#[divan::bench(args = [1_000, 5_000, 50_000])]
fn clean_text_to_digest(bencher: Bencher<'_, '_>, words: usize) {
    let article = piece(words);
    bencher.with_inputs(|| article.clone()).bench_values(|article| {
        let summary = extractive(black_box(&article)).expect("a digest");
        digest_of(article, summary, Timestamp::UNIX_EPOCH, "cli")
    });
}

/// A draft of a gist and five points, each shortened from two sentences, held against its article.
#[divan::bench(args = [1_000, 5_000])]
fn draft_checked(bencher: Bencher<'_, '_>, words: usize) {
    let article = piece(words);
    let found = sentences(&article.text);
    let claim = |n: usize| {
        let part = |at: usize| found.get(at).map_or("", |s| s.text).split(',').next().unwrap_or_default();
        Claim { say: format!("{}.", part(n)), from: vec![n + 1] }
    };
    let draft = Draft { gist: claim(0), points: (1..6).map(|n| claim(n * 7)).collect(), quote: None };
    bencher.bench(|| ground(black_box(&article), black_box(&draft)));
}

/// sumy's LexRank in a Python process of its own, which has loaded it and waits for texts.
struct Sumy {
    process: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Sumy {
    /// None where Python or sumy is not at hand.
    fn start() -> Option<Sumy> {
        let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/lexrank.py");
        let mut start = Command::new(python);
        start.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = start.spawn().ok()?;
        let (asks, answers) = (process.stdin.take()?, BufReader::new(process.stdout.take()?));
        let mut sumy = Sumy { process, asks, answers };
        (sumy.line() == "ready\n").then_some(sumy)
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("an answer");
        line
    }

    fn summary(&mut self, text: &str) -> String {
        write!(self.asks, "{}\n{text}", text.len()).expect("room");
        self.asks.flush().expect("room");
        let line = self.line();
        assert!(!line.is_empty(), "sumy ended");
        line
    }
}

impl Drop for Sumy {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// To compare with: the four sentences that sumy's LexRank chooses from the same text. It compares every
/// sentence with every other, so the longest text is left out.
#[divan::bench(args = [1_000, 5_000])]
fn clean_text_to_four_sentences_by_sumy(bencher: Bencher<'_, '_>, words: usize) {
    let text = piece(words).text;
    match Sumy::start() {
        Some(mut sumy) => bencher.bench_local(|| sumy.summary(black_box(&text))),
        None => {
            eprintln!("not compared with sumy, which is not at hand: pip install sumy numpy, and set PYTHON")
        }
    }
}

/// The same piece as a page of a newspaper: head, navigation, byline, body, tags and footer.
fn page(words: usize) -> String {
    let article = piece(words);
    let body: String = article.text.split("\n\n").map(|p| format!("<p>{p}</p>\n")).collect();
    let links: String = (0..60).map(|n| format!("<li><a href=\"/s/{n}\">Section {n}</a></li>\n")).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title} | The Alder Post</title>\
         <meta property=\"og:site_name\" content=\"The Alder Post\"><meta name=\"author\" content=\"Nora Vale\"></head>\
         <body><nav><ul>{links}</ul></nav><article><h1>{title}</h1><p class=\"byline\">By Nora Vale</p>{body}\
         <p><em>Nora Vale is a harbour pilot and writes about towns.</em></p></article>\
         <footer><ul>{links}</ul></footer></body></html>",
        title = article.title
    )
}

/// The whole way that `standfirst digest` goes, but for reading the file.
fn digest(bytes: &[u8]) {
    let article = article::read(black_box(bytes), &Hints::default()).expect("an article");
    let summary = extractive(&article).expect("a summary");
    black_box(digest_of(article, summary, Timestamp::UNIX_EPOCH, "cli")).expect("a digest");
}

#[divan::bench]
fn text_page_to_digest(bencher: Bencher<'_, '_>) {
    let article = piece(1_000);
    let text = format!("{}\n\nBy Nora Vale\n\n{}", article.title, article.text);
    bencher.bench(|| digest(text.as_bytes()));
}

#[divan::bench]
fn html_page_to_digest(bencher: Bencher<'_, '_>) {
    let page = page(1_000);
    bencher.bench(|| digest(page.as_bytes()));
}

/// To compare with: the same page merely parsed.
#[divan::bench]
fn html_page_parsed(bencher: Bencher<'_, '_>) {
    let page = page(1_000);
    bencher.bench(|| dom_query::Document::from(black_box(page.as_str())));
}

/// To compare with: the body alone, by a library for that.
#[divan::bench]
fn html_page_body_by_rs_trafilatura(bencher: Bencher<'_, '_>) {
    let page = page(1_000);
    bencher.bench(|| rs_trafilatura::extract(black_box(&page)).expect("a body"));
}

/// The same page with everything that is read of it, not yet digested.
#[divan::bench]
fn html_page_read(bencher: Bencher<'_, '_>) {
    let page = page(1_000);
    bencher.bench(|| article::read(black_box(page.as_bytes()), &Hints::default()).expect("an article"));
}
