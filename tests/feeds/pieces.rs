//! Invented opinion pieces by invented people, each of other words, so that none is taken for another.

pub struct Piece {
    pub slug: &'static str,
    pub title: &'static str,
    pub author: &'static str,
    pub tag: &'static str,
    pub body: [&'static str; 5],
}

pub const PIECES: [Piece; 6] = [
    Piece {
        slug: "trams",
        title: "Give the trams their street back",
        author: "Mira Okonedo",
        tag: "Trams",
        body: [
            "Every morning the number nine tram waits behind parked vans while two hundred passengers look at their watches. The city should clear Alder Street of parking, because a tram that cannot move is only an expensive shelter.",
            "Shopkeepers fear for their trade. They should look at Mill Lane, where takings rose after the kerb was given to people on foot. Customers who arrive by rail spend less at each visit, but they come far more often.",
            "The council must not hide behind another study. Four of them lie in the archive already, and all of them recommend the same thing. What is missing is not knowledge but nerve.",
            "A simple rule would do: no private car between seven and ten, and cameras that enforce it. Delivery drivers would get the hours before dawn. The fines could pay for a second carriage on the busiest runs. Cities that tried it never went back, and their mayors were elected again.",
            "Meanwhile the vans stand where they always stood. Residents who need a doorstep delivery can book a loading bay, as they do in Utrecht, and the ambulance has right of way already. Alder Street is twelve metres wide. There has never been room in it for everything at once.",
        ],
    },
    Piece {
        slug: "library",
        title: "A library that closes at five is closed",
        author: "Tobias Renn",
        tag: "Libraries",
        body: [
            "Our branch library opens when working people work and shuts when they are free. It should stay open until nine, because a public room that the public cannot enter is a warehouse for paper.",
            "Pupils need a quiet desk after supper more than they need another tablet. In flats with thin walls there is none. The reading room has forty, and they stand in the dark from five o'clock.",
            "Evening staff cost money, and the budget is tight. Yet heating the empty building costs nearly as much as heating a full one. Volunteers could mind the shelves if one trained librarian stayed at the counter.",
            "Three neighbouring towns already do this with a swipe card. Theft fell there rather than rose. Membership doubled within two winters, mostly among apprentices and night nurses. We ought to copy them without shame and stop treating books as museum pieces.",
            "Nothing here is new, and nothing is dear. The mayor promised late opening in her first speech and has not mentioned it since. Perhaps she reads at home. Most of us would rather walk under a street lamp to a lit window, sit down among neighbours, and be left in peace with a novel.",
        ],
    },
    Piece {
        slug: "orchards",
        title: "Stop paying farmers to fell orchards",
        author: "Ines Vartan",
        tag: "Farming",
        body: [
            "An old pear tree feeds woodpeckers, shades sheep and keeps a hillside from sliding into the brook. The ministry nevertheless rewards whoever grubs it up. That subsidy must end this year.",
            "Officials argue that bare fields are easier to harvest. So they are, for a machine that costs more than the farm. Families who cannot afford one are told to sell, and the village loses its school next.",
            "Cider makers would buy every crate if growers were allowed to deliver small quantities. The rules on packing forbid it. Nobody in the capital can explain whom these rules protect.",
            "Instead of felling premiums, parliament should pay for each trunk older than fifty years. Counting them is easy from the air. Bees would be grateful, tourists would come in blossom time, and taxpayers would save a third of the present outlay. It is the rare reform that loses nobody a vote.",
            "My grandfather planted ninety Williams pears on a slope too steep for wheat. Eleven are left. Each stump beside them was bought with public money, and the receipt hangs in our barn. Future ministers may wonder what it was for. I wonder now, whenever rain carries another strip of soil into the valley.",
        ],
    },
    Piece {
        slug: "homework",
        title: "Homework belongs in school",
        author: "Desmond Achterberg",
        tag: "Education",
        body: [
            "Some children have a mother who explains fractions at the kitchen table; others have a mother who cleans offices until midnight. Homework measures that difference and calls it diligence. Schools should abolish it before the age of fourteen.",
            "Defenders say that practice makes perfect. They are right about practice and wrong about the place. An hour at the end of lessons, with a teacher in the room, helps more than two hours of tears at home.",
            "The trial in the northern district proves the point. Marks in arithmetic improved most among the weakest, and quarrels between parents and pupils all but vanished.",
            "Unions worry about longer days. They deserve an answer, and the answer is pay. Money now spent on private tutors by anxious families would cover it twice. Childhood is short enough without unpaid overtime, and equality that ends at the school gate is none.",
            "Teachers whom I asked were divided, which is healthy. None of them, however, could name a pupil whom essays written at bedtime had rescued. Several named pupils who gave up. When a method fails those it was meant for, decent people change the method rather than the children.",
        ],
    },
    Piece {
        slug: "harbour-lights",
        title: "Turn the harbour lights down",
        author: "Kaja Lindqvist-Moor",
        tag: "Light Pollution",
        body: [
            "From my window the cranes glow like a stadium, although nobody has unloaded anything there since March. The port authority ought to switch off half its lamps, for the sake of eels, sleepers and its own accounts.",
            "Safety is the usual excuse. Insurers disagree: accidents happen at twilight on wet steel, not at three in the night on an abandoned quay. Motion sensors would serve a watchman better than a permanent noon.",
            "Astronomers at the old observatory have lost the Milky Way entirely. Migrating geese circle over the basin until they drop. Such damage never appears in a balance sheet, and yet everybody pays it.",
            "Darkness costs nothing. Rotterdam dimmed its terminals and saved enough to insulate a hospital. I do not ask for candles. I ask for switches, and for someone with the courage to use them before another winter passes.",
            "Sailors will object that lit quays are a welcome. A beacon welcomes; a floodlight blinds. On the night of the power cut last autumn, half the town came down to the water and looked up. Strangers pointed out constellations to one another. No brochure has ever advertised the place so well.",
        ],
    },
    Piece {
        slug: "jury",
        title: "Let the jury take notes",
        author: "Rosalind Eke",
        tag: "Courts",
        body: [
            "For eleven weeks I sat on a fraud trial and was forbidden to write anything down. Judges trust us with a person's liberty, but not with a pencil. The rule is absurd and parliament should repeal it.",
            "Memory is a poor clerk. By the ninth witness we were confusing invoices, and the foreman confessed that he remembered faces better than figures. Barristers, meanwhile, had three assistants each.",
            "Critics claim that scribbling jurors stop listening. Experiments in Ontario found the opposite: those with notebooks asked sharper questions and reached verdicts sooner. Acquittals did not change at all.",
            "A notebook, sealed at night and shredded afterwards, would harm no defendant. It would show respect to citizens who give up wages to serve. Justice needs no mystery, and forgetting has never been a principle of law. The reform fits on a single page.",
            "Some judges allow it already, quietly, on their own authority. That is worse than either rule, because your chance of an attentive jury now depends on the courtroom in which you happen to stand. A lottery of pencils is no system. Write it down once, for every bench in the country, and be done.",
        ],
    },
];

/// The page of a piece.
pub fn page(piece: &Piece) -> String {
    let body: String = piece.body.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | The Quay Gazette</title>\
         <meta property=\"og:site_name\" content=\"The Quay Gazette\"><meta name=\"author\" content=\"{author}\">\
         <meta name=\"keywords\" content=\"{tag}\"><meta property=\"article:tag\" content=\"{tag}\"></head>\
         <body><article><h1>{title}</h1><p class=\"byline\">By {author}</p>\n{body}</article></body></html>",
        title = piece.title,
        author = piece.author,
        tag = piece.tag,
    )
}
