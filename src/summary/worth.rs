//! What a sentence is worth as gist, point and quote: sums of a few weights.
//!
//! That a sentence shares words with the whole of the piece and with the headline (Edmundson, "New methods in
//! automatic extracting", JACM 16(2), 1969) counts, and where it stands, whether it takes a stand, and whether it
//! can be read alone. What these weigh in the gist of a report was learned on pages whose editors wrote a
//! standfirst; in that of an opinion piece, on pieces of which somebody had marked the sentences that state the
//! thesis; in a point, on sentences that readers had coded for how they would do as one. The rest is an editor’s
//! sense of what must not be printed by itself. `docs/summary.md` tells how, and how far it carries.

use super::traits::Traits;

/// Fewest words of a gist.
const GIST_LEAST: usize = 8;
/// Fewest words of a point or a quote.
const LEAST: usize = 6;
/// Below this length a gist says little.
const SHORT: usize = 14;
/// From this length on each further word of a gist is one too many.
const AMPLE: usize = 20;
/// From this length on a sentence is hard to take in at a glance.
const LONG: usize = 32;
/// A sentence with fewer different content words than this is vague.
const VAGUE: usize = 6;

fn mark(holds: bool, worth: f64) -> f64 {
    if holds { worth } else { 0.0 }
}

impl Traits {
    /// Its worth as gist.
    pub fn gist(&self) -> Option<f64> {
        let c = &self.cues;
        let worth = if self.news { self.report() } else { self.thesis() }
            - self.faults()
            - mark(c.leans, 1.6)
            - mark(c.points_back, 0.4)
            - mark(c.unnamed, 0.8)
            - mark(c.scene, 0.5)
            - 0.05 * self.words.saturating_sub(LONG) as f64
            - mark(self.brackets, 0.6);
        (self.words >= GIST_LEAST && self.stands_for_itself()).then_some(worth)
    }

    /// How much it looks like what an opinion piece argues: it says what ought to be done, or how things are, near
    /// the end rather than at the head, where the piece sets out from a scene, a figure or the news.
    fn thesis(&self) -> f64 {
        let c = &self.cues;
        let place = match self.paragraph {
            _ if self.left == 0 && self.paragraph > 1 => 0.75,
            0 => 0.35,
            1 => 0.6,
            _ if self.left == 1 => 0.35,
            2..5 => 0.45,
            _ => 0.0,
        };
        0.55 * self.share
            + 0.25 * self.echoes.min(2) as f64
            + self.topic
            + place
            + 0.1 / (1 + self.at) as f64
            + mark(self.opens, 0.1)
            + mark(self.closes, 0.15)
            + mark(c.recommends, 0.4)
            + 0.1 * c.claims as f64
            + mark(c.judges, 0.2)
            + mark(c.general, 0.15)
            + mark(self.turned, 0.15)
            - mark(self.first, 0.2)
            - mark(c.tale, 0.5)
            - mark(self.digits > 0, 0.15)
            - 0.1 * self.names.min(4) as f64
            - 0.06 * SHORT.saturating_sub(self.words) as f64
            - 0.015 * self.words.saturating_sub(AMPLE) as f64
            - 0.1 * self.commas.min(4) as f64
            - mark(self.pair, 0.1)
    }

    /// How much it looks like what a report says: its headline again, in the lead.
    fn report(&self) -> f64 {
        1.15 * self.share
            + 0.75 * self.headline
            + 0.15 * self.shared.min(5) as f64
            + 0.35 * self.echoes.min(2) as f64
            + 1.1 * self.topic
            + self.lead()
            + self.stance()
            + 0.05 * self.names.min(4) as f64
            + mark(self.turned, 0.2)
            - mark(self.cues.late, 0.1)
            - mark(self.cues.early_pronoun, 0.3)
            - 0.03 * SHORT.saturating_sub(self.words) as f64
            - 0.017 * self.words.saturating_sub(AMPLE) as f64
            - 0.07 * self.commas.min(4) as f64
            - mark(self.pair, 0.35)
    }

    /// Its worth as a point.
    pub fn point(&self) -> Option<f64> {
        let c = &self.cues;
        let worth = 1.1 * self.topic + 0.5 * self.share + 0.4 * self.through + 0.05 * c.claims as f64
            - self.faults()
            + mark(c.recommends, 0.2)
            + mark(c.judges, 0.3)
            + mark(c.contrasts, 0.2)
            + mark(c.general, 0.1)
            + mark(self.opens, 0.1)
            + mark(self.turned, 0.1)
            - mark(c.leans, 0.6)
            - mark(c.demonstrates, 0.6)
            - mark(c.early_pronoun, 0.5)
            - mark(c.unnamed, 0.3)
            - mark(c.tale && self.digits == 0, 0.25)
            - mark(self.answered, 0.4)
            - 0.15 * c.plurals as f64
            - mark(self.words < 10, 0.3)
            - 0.07 * self.names.min(4) as f64
            - 0.03 * self.words.saturating_sub(AMPLE) as f64;
        (self.words >= LEAST && !self.pair && self.stands_for_itself()).then_some(worth)
    }

    /// Its worth as the quote.
    pub fn quote(&self) -> Option<f64> {
        let c = &self.cues;
        let pithy = 0.4 - (self.words as f64 - 16.0).abs() * 0.05;
        let worth = self.topic + 1.5 * self.stance() - self.faults()
            + pithy
            + mark(c.general, 0.3)
            + mark(c.contrasts, 0.5)
            + mark(self.closes, 0.15)
            + mark(self.left < 3, 0.15)
            - mark(c.leans, 0.8)
            - mark(c.demonstrates, 0.6)
            - mark(c.early_pronoun, 0.3)
            - 0.15 * c.plurals as f64
            - mark(self.answered, 0.4)
            - mark(c.scene, 0.4)
            - mark(c.tale, 0.6)
            - mark(c.late || self.turned, 0.25)
            - mark(self.first, 0.2)
            - mark(self.brackets, 1.0)
            - mark(self.digits > 0, 0.4)
            - 0.1 * self.names.saturating_sub(1) as f64
            - 0.2 * (self.weight - 5.0).max(0.0);
        (self.words >= LEAST && !self.pair && !self.phrase && self.stands_for_itself()).then_some(worth)
    }

    /// Where a report says what it is about: in the lead, and at the head or the end of a paragraph.
    fn lead(&self) -> f64 {
        let part = match self.paragraph {
            0 => 0.75,
            1 => 0.65,
            2..5 => 0.45,
            _ => mark(self.left == 0, 0.3),
        };
        part + 0.45 / (1 + self.at) as f64
            + mark(self.opens, 0.35)
            + mark(self.closes, 0.15)
            + mark(self.first, 0.25)
    }

    /// That it says what ought to be done, or takes a side.
    fn stance(&self) -> f64 {
        let c = &self.cues;
        mark(c.recommends, 0.25) + 0.05 * c.claims as f64 + mark(c.judges, 0.1)
    }

    /// What speaks against it in every part.
    fn faults(&self) -> f64 {
        let c = &self.cues;
        mark(c.points_back, 0.6)
            + mark(c.anecdote, 0.5)
            + mark(c.first_person, 0.2)
            + mark(c.hedges, 0.4)
            + mark(self.fragment, 1.0)
            + mark(self.answered, 0.3)
            + mark(c.meta, 1.0)
            + mark(self.phrase, 0.15)
            + 0.1 * VAGUE.saturating_sub(self.content) as f64
            + 0.03 * self.words.saturating_sub(LONG) as f64
    }

    /// A question asserts nothing, and a concession asserts what the author goes on to deny.
    fn stands_for_itself(&self) -> bool {
        !self.question && !self.cues.concedes
    }
}
