//! What a sentence shows of its part in the argument: all that its worth depends on.

use super::cues::Cues;

/// What a unit of text, one sentence or two, is and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Traits {
    /// What its words tell; all false where the language is not known.
    pub cues: Cues,
    /// Its length.
    pub words: usize,
    /// Letters and digits per word.
    pub weight: f64,
    /// Different content words.
    pub content: usize,
    /// Words that begin with a digit.
    pub digits: usize,
    /// Capitalised words after the first.
    pub names: usize,
    /// Two sentences.
    pub pair: bool,
    /// It asks something.
    pub question: bool,
    /// It holds a phrase in quotation marks.
    pub phrase: bool,
    /// It opened with a "But" or the like, which was trimmed: the argument turns here.
    pub turned: bool,
    /// The next sentence turns against it.
    pub answered: bool,
    /// Not a clause: it opens with a participle or a label.
    pub fragment: bool,
    /// It is the first of the piece.
    pub first: bool,
    /// It opens its paragraph.
    pub opens: bool,
    /// It closes its paragraph.
    pub closes: bool,
    /// Its paragraph, from 0.
    pub paragraph: usize,
    /// Paragraphs after its own.
    pub left: usize,
    /// The piece is a report.
    pub news: bool,
    /// How much of the headline it holds, from 0 to 1.
    pub headline: f64,
    /// Words that it has in common with the headline.
    pub shared: usize,
    /// The share of the headline's content words that it has.
    pub share: f64,
    /// Pairs of neighbouring words that it has in common with the headline.
    pub echoes: usize,
    /// Its number among the sentences of the piece, from 0.
    pub at: usize,
    /// How far into the piece it stands, from 0 to 1.
    pub through: f64,
    /// Commas in it.
    pub commas: usize,
    /// It holds a bracket.
    pub brackets: bool,
    /// How much of the piece it speaks for, from 0 to 1.
    pub topic: f64,
}
