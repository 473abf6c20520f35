//! How a text speaks: whether it reports what others said or argues a case of its own.
//!
//! Some of what reporters and columnists do is counted outside quotations, in English, French, German,
//! Portuguese and Spanish: verbs of saying, the first person, what must be, questions, words that turn an
//! argument. The weights are those of a logistic regression over 46 pieces from opinion sections and 626
//! others. It tells the two apart often, not always, so what a page says of itself goes first.

/// Words of reporting; sorted, in lower case, as are all lists here.
const SAYING: &[&str] = &[
    "according",
    "added",
    "affirmé",
    "afirmou",
    "afirmó",
    "annoncé",
    "announced",
    "anunciou",
    "anunció",
    "berichtete",
    "berichteten",
    "confirmed",
    "declarou",
    "declaró",
    "dijo",
    "disse",
    "déclaré",
    "erklärte",
    "explicou",
    "explicó",
    "expliqué",
    "indicó",
    "indiqué",
    "informou",
    "informó",
    "laut",
    "mitgeteilt",
    "reported",
    "sagte",
    "sagten",
    "said",
    "says",
    "segundo",
    "según",
    "selon",
    "señaló",
    "stated",
    "teilte",
    "told",
];
/// The writer.
const I: &[&str] = &[
    "creio", "creo", "eu", "i", "ich", "i’m", "i’ve", "je", "j’ai", "ma", "me", "mein", "meine", "meinem",
    "meinen", "meiner", "meu", "mi", "mich", "minha", "mir", "mis", "mon", "my", "myself", "yo",
];
/// The writer with the readers.
const WE: &[&str] = &[
    "let’s",
    "nos",
    "nosotros",
    "nossa",
    "nosso",
    "notre",
    "nous",
    "nuestra",
    "nuestras",
    "nuestro",
    "nuestros",
    "nós",
    "our",
    "ourselves",
    "uns",
    "unser",
    "unsere",
    "unserem",
    "unseren",
    "unserer",
    "us",
    "we",
    "we’re",
    "we’ve",
    "wir",
];
/// What must be, and what should.
const MUST: &[&str] = &[
    "cannot",
    "darf",
    "debe",
    "debemos",
    "deben",
    "debería",
    "deberían",
    "deve",
    "devem",
    "devemos",
    "deveria",
    "deveriam",
    "devons",
    "devraient",
    "devrait",
    "doit",
    "doivent",
    "dürfen",
    "faudrait",
    "faut",
    "muss",
    "must",
    "müssen",
    "müsste",
    "müssten",
    "ought",
    "should",
    "shouldn’t",
    "soll",
    "sollen",
    "sollte",
    "sollten",
];
/// Turns of an argument.
const TURNS: &[&str] = &[
    "aber",
    "acaso",
    "but",
    "certes",
    "claro",
    "course",
    "doch",
    "freilich",
    "indeed",
    "instead",
    "mais",
    "mas",
    "merely",
    "natürlich",
    "perhaps",
    "pero",
    "porém",
    "pourtant",
    "quizá",
    "quizás",
    "really",
    "simply",
    "sino",
    "surely",
    "talvez",
    "truly",
    "vielleicht",
    "why",
    "yet",
];

/// Fewest words that are judged.
const LEAST: usize = 100;

/// What each count weighs, and the rate in a thousand words from which more changes nothing.
const WEIGHTS: [(f64, f64); 6] =
    [(-0.8, 15.0), (0.5, 20.0), (0.7, 15.0), (1.7, 10.0), (0.5, 8.0), (2.7, 14.0)];
/// The same for the share of the text within quotation marks.
const QUOTED: (f64, f64) = (-1.4, 0.3);
/// Where a text stands that does none of it.
const BASE: f64 = -1.4;

/// From about -4, a report, to about 4, an argument. Zero also for a text in another language, and a short one.
pub(super) fn argues(text: &str) -> f64 {
    let (own, quoted) = outside_quotations(text);
    let mut counts = [0usize; 5];
    let mut all = 0usize;
    for word in
        own.split(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '\''))).filter(|w| !w.is_empty())
    {
        all += 1;
        let word = word.to_lowercase().replace('\'', "’");
        for (count, list) in counts.iter_mut().zip([SAYING, I, WE, MUST, TURNS]) {
            *count += usize::from(list.binary_search(&word.as_str()).is_ok());
        }
    }
    if all + quoted < LEAST || counts.iter().sum::<usize>() == 0 {
        return 0.0;
    }
    let [saying, i, we, must, turns] = counts;
    let rates = [saying, i, we, must, own.matches('?').count(), turns];
    let counted: f64 = rates
        .iter()
        .zip(WEIGHTS)
        .map(|(&n, (weight, most))| weight * (1000.0 * n as f64 / all.max(1) as f64).min(most) / most)
        .sum();
    let share = quoted as f64 / (all + quoted) as f64;
    BASE + counted + QUOTED.0 * share.min(QUOTED.1) / QUOTED.1
}

/// The text without what stands in quotation marks, and the number of words in them. A mark that is never
/// closed ends with its paragraph.
fn outside_quotations(text: &str) -> (String, usize) {
    let mut own = String::with_capacity(text.len());
    let mut quoted = 0;
    for paragraph in text.split("\n\n") {
        let mut rest = paragraph;
        while let Some((before, after)) = rest.split_once(['“', '"', '„', '«']) {
            own.push_str(before);
            own.push(' ');
            let (inside, beyond) = after.split_once(['”', '"', '“', '»']).unwrap_or((after, ""));
            quoted += inside.split_whitespace().count();
            rest = beyond;
        }
        own.push_str(rest);
        own.push('\n');
    }
    (own, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [SAYING, I, WE, MUST, TURNS] {
            assert!(list.is_sorted_by(|a, b| a < b), "{:?}", list.windows(2).find(|w| w[0] >= w[1]));
        }
    }

    #[test]
    fn reports_and_arguments_are_told_apart() {
        let report = "The harbour will close on Monday, the council said. “We had no choice,” said Ada Moor, who chairs it. \
                      According to the port, forty boats are moored there. The mayor told the Courier that work was to begin in May. "
            .repeat(4);
        let argument = "But why should we close it? Of course a harbour costs money, and yet we must not pretend that it only costs. \
                        I have lived beside it for forty years. Perhaps the council should ask what our town is for. "
            .repeat(4);
        assert!(argues(&report) < -1.0, "{}", argues(&report));
        assert!(argues(&argument) > 1.0, "{}", argues(&argument));
        let (report, argument) = (
            "Der Hafen wird am Montag geschlossen, teilte die Stadt mit. „Wir hatten keine Wahl“, sagte Ada Moor. Laut Hafenamt liegen dort \
             vierzig Boote. Die Bürgermeisterin sagte dem Seeboten, dass die Arbeiten im Mai beginnen. "
                .repeat(4),
            "Aber warum sollten wir ihn schließen? Natürlich kostet ein Hafen Geld, doch wir müssen nicht so tun, als koste er nur. \
             Vielleicht sollte die Stadt fragen, wozu sie da ist. "
                .repeat(4),
        );
        assert!(argues(&report) < -1.0 && argues(&argument) > 1.0);
        assert_eq!(argues(&"時間がない。".repeat(99)), 0.0);
        assert_eq!(argues("But why?"), 0.0);
    }
}
