//! What is said to a model, and what its answer means.

use crate::article::tokens;
use crate::article::{Article, sentences};
use crate::summary::ground::{Claim, Draft};
use crate::summary::lexicon::Lexicon;
use crate::summary::pick::room;
use crate::summary::trim::tidy;
use regex::Regex;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Most of an article that is sent, in bytes: some 10,000 words. Sentences that end further down are left out.
const MOST_TEXT: usize = 60_000;
/// Longest answer that is read, in characters. A digest has at most some 2,000.
const MOST_ANSWER: usize = 20_000;

/// Sentence numbers as a line may have them against the rules: " [3]", " [3, 4]".
static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s*\[\d+(?:[,–-] ?\d+)*\]").ok());

/// One message.
#[derive(Debug, Clone)]
pub(super) enum Turn {
    /// Ours.
    User(String),
    /// The model's own, given back to it.
    Model(String),
}

impl Turn {
    /// What the model said; some endpoints take no empty message back.
    pub fn model(said: String) -> Turn {
        Turn::Model(if said.trim().is_empty() { "(nothing)".to_owned() } else { said })
    }

    /// The article as data, each sentence with its number before it.
    pub fn article(article: &Article) -> Turn {
        let mut text = String::new();
        let mut paragraph = 0;
        let found = sentences(&article.text);
        for (n, sentence) in (1..).zip(&found).take_while(|(_, s)| s.span.end <= MOST_TEXT) {
            let between = if sentence.paragraph == paragraph { " " } else { "\n\n" };
            paragraph = sentence.paragraph;
            text.push_str(&format!("{}[{n}] {}", if n == 1 { "" } else { between }, sentence.text));
        }
        let authors: Vec<&str> = article.authors.iter().map(|a| a.name.as_str()).collect();
        let data = json!({
            "title": article.title,
            "authors": authors,
            "publication": article.publication,
            "language": article.language,
            "text": text,
        });
        Turn::User(data.to_string())
    }

    /// What was wrong with the last answer.
    pub fn wrong(reasons: &str) -> Turn {
        Turn::User(format!(
            "That digest does not hold against the article:\n{reasons}\n\nWrite the whole digest again, as the same JSON \
             object, with this mended and nothing new that the article does not say."
        ))
    }
}

/// Where the check cannot tell what may be left out.
const WHOLE: &str = "\nThe article is not in English: take each sentence whole. Leave out only the word that ties it to the one \
                     before, or what stands in brackets, and put no name for a pronoun.\n";

/// The rules, for a piece of so many words.
pub(super) fn rules(article: &Article, words: usize) -> String {
    let points = if words < 600 { "1 to 3" } else { "3 to 5" };
    // Somewhat less than the check allows: models count words badly.
    let most = room(words) * 4 / 5;
    let rules = include_str!("prompt.md").replace("{POINTS}", points).replace("{WORDS}", &most.to_string());
    let said: Vec<Vec<String>> = sentences(&article.text).iter().map(|s| tokens(s.text)).collect();
    let english = Lexicon::of(article.language.as_deref(), &said).is_some_and(Lexicon::is_english);
    if english { rules } else { rules + WHOLE }
}

/// The form of the answer, as a JSON schema.
pub(super) fn schema() -> Value {
    let line = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["say", "from"],
        "properties": {
            "say": { "type": "string" },
            "from": { "type": "array", "items": { "type": "integer" } },
        },
    });
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["gist", "points", "quote"],
        "properties": {
            "gist": line,
            "points": { "type": "array", "items": line },
            "quote": { "type": "integer" },
        },
    })
}

#[derive(Deserialize)]
struct Answer {
    gist: Said,
    points: Vec<Said>,
    #[serde(default)]
    quote: Option<i64>,
}

#[derive(Deserialize)]
struct Said {
    say: String,
    from: Vec<i64>,
}

impl Said {
    /// The line with its sentences; a number below 1 is one that no sentence has.
    fn claim(self) -> Result<Claim, String> {
        let say = tidy(&NUMBERED.as_ref().map_or(self.say.as_str().into(), |r| r.replace_all(&self.say, "")));
        if self.from.is_empty() {
            return Err(format!("“{say}”: no sentence is named in “from” that it is cut from"));
        }
        Ok(Claim { say, from: self.from.iter().map(|n| usize::try_from(*n).unwrap_or_default()).collect() })
    }
}

/// The draft in an answer about an article; a fence or words around the object are forgiven.
///
/// # Errors
/// What is wrong with the form, to be sent back.
pub(super) fn draft(article: &Article, said: &str) -> Result<Draft, String> {
    if said.trim().is_empty() {
        return Err("the answer is empty".to_owned());
    }
    if said.chars().count() > MOST_ANSWER {
        return Err(format!("the answer has more than {MOST_ANSWER} characters"));
    }
    let object = said.find('{').zip(said.rfind('}')).and_then(|(a, b)| said.get(a..=b)).unwrap_or(said);
    let answer: Answer = serde_json::from_str(object)
        .map_err(|e| format!("the answer is not the JSON object asked for ({e})"))?;
    let points: Result<Vec<Claim>, String> = answer.points.into_iter().map(Said::claim).collect();
    Ok(Draft { gist: answer.gist.claim()?, points: points?, quote: quote(article, answer.quote)? })
}

/// The sentence that the quote is; none for 0.
fn quote(article: &Article, number: Option<i64>) -> Result<Option<String>, String> {
    let Some(number) = number.filter(|n| *n != 0) else { return Ok(None) };
    let found = sentences(&article.text);
    let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    match at.and_then(|at| found.get(at)) {
        Some(sentence) => Ok(Some(tidy(sentence.text.trim_matches(['"', '“', '”'])))),
        None => {
            Err(format!("the quote is said to be sentence {number}, and they go from 1 to {}", found.len()))
        }
    }
}
