//! What is said to a model, and what its answer means.

use crate::article::Article;
use crate::summary::ground::Draft;
use crate::summary::trim::tidy;
use serde::Deserialize;
use serde_json::{Value, json};

/// Most of an article that is sent, in characters: some 10,000 words. What stands further down is left out.
const MOST_TEXT: usize = 60_000;
/// Longest answer that is read, in characters. A digest has at most some 2,000.
const MOST_ANSWER: usize = 20_000;

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

    /// The article as data.
    pub fn article(article: &Article) -> Turn {
        let text: String = article.text.chars().take(MOST_TEXT).collect();
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

/// The rules, for a piece of so many words.
pub(super) fn rules(words: usize) -> String {
    let points = if words < 600 { "2 to 4" } else { "3 to 5" };
    // Somewhat less than the check allows: models count words badly.
    let most = (words / 4).min(200) * 4 / 5;
    include_str!("prompt.md").replace("{POINTS}", points).replace("{WORDS}", &most.to_string())
}

/// The form of the answer, as a JSON schema.
pub(super) fn schema() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["gist", "points", "quote"],
        "properties": {
            "gist": { "type": "string" },
            "points": { "type": "array", "items": { "type": "string" } },
            "quote": { "type": "string" },
        },
    })
}

#[derive(Deserialize)]
struct Answer {
    gist: String,
    points: Vec<String>,
    #[serde(default)]
    quote: Option<String>,
}

/// The draft in an answer; a fence or words around the object are forgiven.
///
/// # Errors
/// What is wrong with the form, to be sent back.
pub(super) fn draft(said: &str) -> Result<Draft, String> {
    if said.trim().is_empty() {
        return Err("the answer is empty".to_owned());
    }
    if said.chars().count() > MOST_ANSWER {
        return Err(format!("the answer has more than {MOST_ANSWER} characters"));
    }
    let object = said.find('{').zip(said.rfind('}')).and_then(|(a, b)| said.get(a..=b)).unwrap_or(said);
    let answer: Answer = serde_json::from_str(object)
        .map_err(|e| format!("the answer is not the JSON object asked for ({e})"))?;
    let quote = answer.quote.map(|q| tidy(q.trim_matches(['"', '“', '”']))).filter(|q| !q.is_empty());
    Ok(Draft { gist: tidy(&answer.gist), points: answer.points.iter().map(|p| tidy(p)).collect(), quote })
}
