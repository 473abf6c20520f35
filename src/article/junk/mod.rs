//! Lines that are on a page but not of the piece: buttons, prompts, credits, footers.

mod lines;

use super::{pattern::pattern, sentence};
use crate::digest::fold;
use regex::Regex;
use std::sync::LazyLock;

/// Prompts, notices and labels of machines, anywhere in a short line.
static PROMPT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        ^(?:sign\ up|subscribe|register|log\ in|sign\ in|click\ here|join\ (?:us|now|the|our)\b|download\b|get\ (?:the|our|more|unlimited|breaking)\b|read\ more\b|read\ also\b|also\ read\b|see\ also\b|watch:|listen:|more:|related:|support\ (?:our|us|independent|local|quality)|become\ a\b|have\ (?:a\ tip|an?\ opinion|questions|something)|want\ (?:to|more)|send\ (?:us\ )?(?:a\ )?letters?|letters?\ to\ the\ editor|submit\b|do\ you\ have\ an?\ (?:opinion|tip)|editor.s\ note|follow\ (?:us|me|him|her|them|@?\w+\ on)\b|connect\ with|contact\ \p{Lu}|view\ (?:all|more|comments|the)\b|please\ (?:read|enable|sign|log|support|consider)|>{2,}\s|&raquo;|↓|▶|►)
        |copyright\b.{0,40}\b(?:19|20)\d\d|©|all\ rights\ reserved|reprint\ permission|comment\ policy|terms\ of\ (?:service|use)|privacy\ policy|cookie\ (?:policy|settings)
        |affiliate\ commission|may\ earn\ (?:a|an)\b.{0,20}commission|this\ (?:piece|article|column|essay|op-ed|commentary|story)\ (?:originally|first)\ (?:appeared|ran|was)|originally\ (?:appeared|published)\ (?:in|on|at|by)|cross-?posted|first\ published\ (?:in|on|by)
        |\bnewsletters?\b.{0,60}\b(?:inbox|sign|subscribe|delivered)|\b(?:sign\ up|subscribe)\b.{0,60}\b(?:newsletters?|inbox|updates|alerts|podcast)|delivered\ (?:straight\ )?to\ your\ inbox|personal(?:,)?\ non-commercial\ use|to\ order\ presentation-ready
        |\ball\ access\b|\bunlimited\ access\b|ad-free|invitation-only|\bdo\ i\ qualify\b|javascript\ is\ (?:disabled|required)|enable\ javascript
        |^\d+(?:[.,]\d+)?[KM]?\ (?:followers|claps|comments|shares|likes|views|subscribers)\b|^last\ (?:updated|modified)\b|^article\ was\ updated|^\d+\s*-?\s*min(?:ute)?s?\.?\s*(?:to\ )?read$|^read\ by\b|^reading\ time\b
        |\bpic\.twitter\.com/|^—\ .{2,40}\(@\w+\)
        |^(?:\+|you\ are\ signing\ up|by\ (?:submitting|signing\ up|subscribing|clicking)\ |we\ are\ a\ participant\ in\ the|as\ an\ amazon\ associate|this\ site\ is\ protected\ by|to\ re-?vis+i?t\ this\ article|if\ you\ have\ (?:a\ )?(?:tip|question|comment)s?\b|(?:ad\ block\ users|using\ an\ ad\ ?blocker)|email\ us\b|write\ to\ us\b|share\ (?:this|your)\b|share\ (?:to|on|via|by|with)\b.{0,25}$|,\ |posting\ comments\b|all\ products\ featured\b|we\ may\ earn\b|when\ you\ purchase\b|if\ you\ (?:click|purchase|buy)\b.{0,60}\b(?:link|commission)|topics\ you\ follow|signup\b|for\ (?:reprints|permissions|more\ (?:opinion|commentary|columns))\b|to\ (?:submit|send)\ (?:a|an|your)\ (?:letter|op-ed|correction|column|guest)|opinion\ pieces?\ (?:are|may\ be)\ submitted|your\ email\ address\ will\ not)
        |^(?:published\ in|appeared\ in|this\ (?:article|story|column|essay|piece|review)\ (?:appears|appeared|was\ (?:produced|published|originally|first))|a\ version\ of\ this\ (?:article|essay|column|story)|reprinted\ (?:by|with|from)|excerpted\ from|story\ published\ on|photo\ editing|illustrations?\ by|source\ images?\ by|main\ image\ credit|listen\ to\ the\ (?:latest|podcast))\b
        |\bconsider\ (?:making\ a\ donation|donating|subscribing|supporting|becoming)|\b(?:can|may)\ unsubscribe\b|takes\ your\ privacy\ seriously|\bour\ partners\ or\ sponsors\b|terms\ &\ conditions|\baffiliate\ (?:link|advertis)
        ",
    )
});

/// A paper asking its readers for money or letters, in a paragraph of its own.
static PITCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:if you (?:liked?|enjoyed|appreciate|value)\b.{0,40}\b(?:article|story|piece|post|column|essay|reporting|journalism)\b|.{0,60}\bcommitted to publishing\b.{0,40}\bletters\b|we want to hear from you\b|tell us what you think\b|follow .{2,60} on (?:facebook|twitter|instagram|x\b|tiktok|linkedin|bluesky|threads))|\bletters@\S+\.\w+|\breader-supported publication\b",
    )
});
/// Longest such paragraph, in characters.
const PITCH_CHARS: usize = 600;

/// What machines and lawyers add to a page: cookie notices, commissions, accounts, questions about the
/// page, how to reach the writer or quote the piece.
static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)
        ^(?:this|our|the)\ (?:web)?site\ (?:and\ .{2,40}\ )?(?:uses?|stores?)\ cookies\b|\b(?:we|our\ partners)\ (?:and\ our\ partners\ )?(?:use|store)\ cookies\b|\b(?:necessary|functional|performance|targeting|analytical|advertisement|non-necessary)\ cookies\ (?:are|help|may)\b|\busing\ cookies\ and\ other\ technologies\b|\bcookies\ that\ may\ not\ be\ particularly\ necessary\b
        |\bif\ you\ are\ a\ california\ (?:consumer|resident)\b|\bopt(?:ing)?[-\ ]out\b.{0,120}\b(?:ccpa|advertisements)\b
        |\bif\ you\ (?:purchase|buy|click)\b.{0,80}\blinks?\b.{0,60}\b(?:earn|receive|compensation|commission)|\bbuying\ through\ us\b|\bmay\ (?:receive|earn)\ (?:us\ )?(?:an?\ )?(?:affiliate\ |small\ )?(?:compensation|commission)\b
        |^you\ can\ save\ this\ article\ by|\breserved\ for\ subscribers\b|^(?:unlimited|additional)\ (?:online|digital)\ access\b|^exclusive\ articles\ (?:by|from)\b|^create\ an\ account\ or\ sign\ in\b|^access\ articles\ from\b|^share\ your\ thoughts\b|^daily\ puzzles\b|\bepaper,\ an\ electronic\ replica\b|^(?:our|independent|local|quality)\ journalism\ needs\ your\b|^enjoy\ (?:additional\ articles|the\ latest\ local)\b|^opportunity\ to\ engage\ with\b
        |^[—–-]?\s?contact\ (?:the\ )?(?:author|writer|reporter|columnist|\p{Lu}\p{L}+)\b.{0,80}@|^(?:\S+\ ){1,5}(?:may|can)\ be\ (?:reached|contacted|e-?mailed)\ (?:at|on|by|via|through)\b|^e-?mail\ (?:\p{L}+\ ){1,4}at\b
        |^\(?(?:additional\ )?(?:reporting|writing)\ by\ .*\bediting\ by\b
        |^was\ this\ (?:page|article|story|information)\ helpful\b|^tell\ us\ why\b|^thank\ you\ for\ (?:your\ feedback|subscribing|signing\ up|reading)\b
        |^comments\ (?:on\ this\ (?:piece|article|story)\ )?are\ (?:pre-?moderated|moderated|closed|open|subject\ to)\b|^this\ document\ is\ subject\ to\ copyright\b|^citation:\ |^journal\ information:
        |^this\ (?:story|article|column|piece|editorial)\ was\ originally\ published\b|^image\ \d+\ of\ \d+$|^advert(?:isement|ising)?\b.{0,40}$|^this\ live\ blog\ has\ ended\b
        |^(?:donate|contribute)\ to\ support\b|\bsupport\ (?:our|the)\ (?:newsroom|journalism|award-winning)\b|^enjoyed\ this\ (?:story|article|piece)\b|\bregister\ or\ subscribe\b|\bto\ support\ (?:our|independent|local)\ journalism\b|\bfor\ credible\ journalism\b
        |^your\ subscription\ has\b|^this\ newsletter\ may\b|\bmeet\ your\ inbox\b|\bunsubscribe\ (?:from|at\ any)\b|^if\ you\ are\ a\ home\ delivery\b|\bplease\ bookmark\b|\bsubscribe\ on\ youtube\b
        |^(?:got|have)\ an?\ (?:story|tip)\b|\bget\ in\ touch\ (?:with\ (?:our|the)\ (?:news\ )?team|at\ \S+@)|^report\ (?:typos|an?\ (?:error|correction))\b|^listen\ to\ .{2,60}\ on\ (?:spotify|apple)\b|^you\ can\ (?:also\ )?(?:e-?mail|reach|contact|write\ to|follow)\ .{2,80}@
        |\bin\ the\ comments?\ (?:below|section)\b|^(?:let\ us\ know|tell\ us)\b.{0,60}\bcomments\b|\bscroll\ down\ to\ comment\b|\bshare\ this\ (?:post|article|story)\ with\b|^.{0,140},?\ click\ here\.?$
        |^your\ (?:e-?mail|email)\ address\ will\ not\ be\ published\b|^required\ fields\ are\ marked\b|^by\ (?:signing\ up|subscribing|clicking|submitting|entering)\b.{0,80}\b(?:agree|terms|policy|consent)\b|^this\ site\ is\ protected\ by\ recaptcha\b|^save\ my\ name,\ e-?mail
        ",
    )
});
/// Longest notice, in characters.
const NOTICE_CHARS: usize = 1000;

/// What says who took a picture.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?:\b(?i:getty\ images?|shutterstock|adobe\ ?stock|stock\.adobe\.com|istock(?:photo)?|unsplash|pexels|pixabay|wikimedia(?:\ commons)?|alamy|flickr|dreamstime|depositphotos|bloomberg\ via|zuma\ ?press|sipa\ usa|epa-efe|anadolu)\b)
        |(?:/|\bvia\s|\()\s*(?:AP|AFP|Reuters|REUTERS|Getty|EPA|PA|UPI|TNS|NurPhoto|Associated\ Press|The\ Associated\ Press|Canadian\ Press|The\ Canadian\ Press|USA\ TODAY|dpa|DPA)\b
        |\bAP\ (?:Photo|file|File|Images)|\b(?:AFP|REUTERS|EPA)/
        |^(?i:\(?(?:photos?|photograph|image|picture|illustration|credit|cartoon|graphic|video|foto|bild|cr[ée]dit)(?:\ ?\(?s\)?)?(?:\ (?:credit|by|from|courtesy|illustration|via|on))?\s*(?::|by|\bcourtesy\b|\bvia\b|/)).{2,}
        |(?i:\((?:photo|image|credit|illustration|courtesy|picture)s?\b[^)]{2,80}\)\.?$)
        |(?i:\bphoto(?:graph)?s?:\ \p{L}+)|(?i:\bcourtesy\ (?:of|photo)\b)|(?i:\b(?:illustration|photo(?:graph)?|image)\ (?:by|on\ .{2,60}\ by)\ \p{L})|(?i:^(?:file|handout)\ (?:photo|image))
        |\ ?/\ ?(?:The\ )?[A-Z][\w.]+(?:\ [A-Z][\w.]+){0,3}\.?\)?$
        |^(?:\p{Lu}[\p{L}.'’-]+\s){2,4}/\s(?:The\s)?\p{Lu}
        |^(?i:credit\.\.\.|credit:)|[.!?”]\ ?(?i:credit\.\.\.|credit:\ |by\ |photo:\ )\p{Lu}[\p{L}.'’-]+(?:\ \p{Lu}[\p{L}.'’-]*){1,3}(?:/.{2,40})?$
        |^©\ ?(?:REUTERS|AP|AFP|Getty|EPA|Sputnik|[A-Z]{2,}\b)|\((?i:photo|image|picture|ap|afp|reuters|getty|file|courtesy|supplied)[^)]{0,80}\)\.?$
        |\b(?i:source|picture|photo|pic|credit):\ (?:Supplied|Getty|AP|AFP|AAP|Reuters|Shutterstock|iStock|File|Handout|Contributed|Submitted)
        ",
    )
});

/// "HARBOUR CITY (AP) — The board met."
static DATELINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\p{Lu}[^()\n]{1,40} \(\p{Lu}[^()\n]{1,20}\)\s*[—–-]"));

/// What begins a list of other pieces, or the end of this one.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:more (?:(?:from|by|in|on|news|stories|coverage|articles|to read|like this|top|opinion|commentary|columns)\b(?:.{0,50}[^.!?])?|(?-i:\p{Lu}\S*(?: (?:\p{Lu}\S*|&)){0,4}(?: [Nn]ews)?)$)|most (?:popular|read|viewed|recent|shared|commented)(?: (?:by|in|on|this|stories|articles|news|videos?)\b.*)?|trending(?: (?:now|on|stories|news|videos?|articles).*)?$|recommended(?: (?:for you|stories|reading|articles|videos|by).*)?$|related(?: (?:articles?|stories|story|content|news|posts?|coverage|links|reading|items|topics?|tags))?:?$|you (?:might|may) (?:also )?(?:like|be interested in|enjoy|have missed).*|read (?:more|next|also)(?: (?:stories|from|in|on|articles|opinion).*)?:?$|next read this.*|read next.*|what to read next|up next|next (?:up|article|story)|popular(?: (?:posts|stories|now|in).*)?$|latest(?: (?:news|stories|articles|opinion|from|posts|cartoon|videos?|headlines).*)?$|top (?:stories|news|headlines|of the).*|editor[’']?s[’']? (?:picks?|choice)|don[’']?t miss.*|in case you missed it.*|promoted stories|sponsored (?:stories|links).*|from (?:our partners|around the web|the web).*|around the web|other (?:stories|articles|news).*|also (?:in|on|read|see)\b.*|featured(?: (?:stories|articles|news|posts|video))?$|breaking news(?: headlines.*)?$|today[’']?s (?:top|opinion|headlines|paper).*|people (?:also|are) (?:read|reading).*|about (?:us|the (?:star|guardian|times|post))$|(?:leave|post|add) a (?:comment|reply).*|\d* ?comments? ?\(?\d*\)?$|join (?:the )?(?:conversation|discussion).*|secondary navigation|site (?:map|index|information).*|see (?:all|more)\b.*|explore (?:more|topics).*|newsletters?$|best (?:holiday )?deals.*|tnr newsletters.*|support independent.*)$",
    )
});

/// What heads the comments of readers, and what stands among them.
static COMMENTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:\d[\d,]*\s+)?(?:visitor |reader |user |all )?(?:comments?|responses?|thoughts|replies)\b(?:\s*\(\d+\)|\s(?:to|on|add)\b.*)?:?$|leave a (?:reply|comment)|join the (?:discussion|conversation)|(?:post|add) (?:a|your) comment)",
    )
});
static REPLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:reply|report(?: abuse)?|posted by\b.*|.{2,40} says:?|.{2,30} \d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago|\d+ likes?)$",
    )
});

/// Boxes that repeat what the piece says.
static SUMMARY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:key (?:takeaways?|points|findings)|highlights|at a glance|in brief|summary|tl;?dr|story highlights|the big idea)s?:?$",
    )
});

/// Whether a line is a button, a prompt or a notice.
pub(super) fn is_junk(line: &str) -> bool {
    let n = line.chars().count();
    if n <= 60 && lines::has(&fold(line)) {
        return true;
    }
    if !line.chars().any(char::is_alphabetic) {
        return true;
    }
    if n <= PITCH_CHARS && PITCH.is_match(line) {
        return true;
    }
    if n <= NOTICE_CHARS && NOTICE.is_match(line) {
        return true;
    }
    n <= 320 && PROMPT.find(line).is_some_and(|m| m.start() == 0 || n <= 160 || m.as_str().starts_with('©'))
}

/// A paragraph without the prompts at its end: "… came back. Sign up for our newsletter."
pub(super) fn without_prompts(paragraph: &str) -> &str {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:sign up|subscribe|click here|read more|follow us|register|download|join our|advertisement)\b",
        )
    });
    let mut kept = paragraph;
    while let Some(last) = sentence::texts(kept).last().copied()
        && last.len() < kept.len()
        && last.split_whitespace().count() <= 14
        && LAST.is_match(last)
        && let Some(rest) = kept.strip_suffix(last)
    {
        kept = rest.trim_end();
    }
    kept
}

/// Whether a line says who took a picture; a caption may stand before the credit.
pub(super) fn is_credit(line: &str) -> bool {
    line.chars().count() <= 420 && CREDIT.is_match(line) && !DATELINE.is_match(line)
}

/// Whether a line begins a list of other pieces.
pub(super) fn begins_others(line: &str) -> bool {
    line.chars().count() <= 70 && OTHERS.is_match(line)
}

/// Whether a line heads the comments of readers.
pub(super) fn begins_comments(line: &str) -> bool {
    line.chars().count() <= 160 && COMMENTS.is_match(line)
}

/// Whether a line stands among comments alone: "Reply", "Ada says:".
pub(super) fn is_reply(line: &str) -> bool {
    line.chars().count() <= 80 && REPLY.is_match(line)
}

/// Whether a line heads a box that repeats what the piece says.
pub(super) fn begins_summary(line: &str) -> bool {
    line.chars().count() <= 40 && SUMMARY.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_credits_and_lists_are_told_from_prose() {
        for junk in
            ["Share on Facebook", "ADVERTISEMENT", "© 2023 The Plain Courier", "9.3K Followers", "★★★"]
        {
            assert!(is_junk(junk), "{junk}");
        }
        for credit in [
            "Ada Moor/AFP/Getty Images",
            "(AP Photo/Ada Moor)",
            "Photo by Bo Lund on Unsplash",
            "A dam. Bo Lund/The Courier",
        ] {
            assert!(is_credit(credit), "{credit}");
        }
        for list in [
            "Most Popular",
            "More from The Courier",
            "Related stories",
            "Read more:",
            "More International News",
        ] {
            assert!(begins_others(list), "{list}");
        }
        assert_eq!(without_prompts("She left. Sign up for our letter. Read more here."), "She left.");
        assert_eq!(without_prompts("Sign up for our letter."), "Sign up for our letter.");
        for prose in [
            "The harbour was closed, and nobody said why.",
            "More of us than ever work by the sea.",
            "We share what we have.",
            "Related questions came up in the council and stayed there.",
        ] {
            assert!(!is_junk(prose) && !is_credit(prose) && !begins_others(prose), "{prose}");
        }
    }
}
