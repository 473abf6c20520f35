//! Lines that are on a page but not of the piece: buttons, prompts, credits, footers.

use super::{pattern::pattern, sentence};
use crate::digest::fold;
use regex::Regex;
use std::sync::LazyLock;

/// Whole lines, folded; sorted.
const LINES: &[&str] = &[
    "ad",
    "add a comment",
    "add comment",
    "add to pocket",
    "advertisement",
    "advertising",
    "already a subscriber",
    "already a subscriber sign in",
    "article continues below",
    "article continues below advertisement",
    "audio",
    "back",
    "back to top",
    "bluesky",
    "bookmark",
    "cancel",
    "click to hide",
    "click to read more and view comments",
    "close",
    "close extra sharing options",
    "comment",
    "comments",
    "copied",
    "copy",
    "copy article link",
    "copy link",
    "copy link url copied",
    "copy link urlcopied",
    "digg",
    "email",
    "email this",
    "email this article",
    "enlarge",
    "enlarge image",
    "expand",
    "facebook",
    "facebook icon",
    "facebook twitter email",
    "flipboard",
    "follow",
    "follow us",
    "font size",
    "gift",
    "gift article",
    "gift this article",
    "give this article",
    "hide caption",
    "home",
    "image",
    "instagram",
    "join the conversation",
    "leave a comment",
    "leave a reply",
    "like",
    "linkedin",
    "listen",
    "listen to article",
    "listen to this article",
    "load more",
    "log in",
    "login",
    "login to leave a comment",
    "mail",
    "menu",
    "messenger",
    "more",
    "more details",
    "more details close",
    "more from opinion",
    "newsletters",
    "next",
    "no comments",
    "open in app",
    "opinion",
    "page 1 of 1",
    "pinterest",
    "play",
    "pocket",
    "post",
    "previous",
    "print",
    "print article",
    "print page",
    "print this",
    "print this article",
    "promoted",
    "reddit",
    "register",
    "report an error",
    "report this ad",
    "reprints",
    "republish",
    "republish this article",
    "rss",
    "save",
    "save article",
    "save this article",
    "save this story",
    "search",
    "see all",
    "see all video",
    "send",
    "send this article",
    "share",
    "share article",
    "share icon",
    "share it",
    "share link",
    "share on email",
    "share on facebook",
    "share on linkedin",
    "share on messenger",
    "share on pinterest",
    "share on reddit",
    "share on twitter",
    "share on whatsapp",
    "share on x",
    "share options",
    "share this",
    "share this article",
    "share this page",
    "share this story",
    "share tweet",
    "share via email",
    "share your thoughts with friends",
    "show caption",
    "show comments",
    "show more",
    "show more sharing options",
    "sign in",
    "sign out",
    "sign up",
    "skip",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sms",
    "snapchat",
    "sponsored",
    "sponsored content",
    "subscribe",
    "subscribe now",
    "subscribe today",
    "subscriber only",
    "support us",
    "switch accounts",
    "telegram",
    "text",
    "text size",
    "text to speech",
    "threads",
    "tiktok",
    "top",
    "translate",
    "tumblr",
    "tweet",
    "twitter",
    "view all",
    "view comments",
    "view gallery",
    "view more",
    "watch",
    "what s this",
    "whats this",
    "whatsapp",
    "x",
    "you are logged in",
    "youtube",
];

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
        |/(?:The\ )?[A-Z][\w.]+(?:\ [A-Z][\w.]+){0,3}$
        ",
    )
});

/// "HARBOUR CITY (AP) — The board met."
static DATELINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\p{Lu}[\p{Lu}\p{L} .,’'-]{1,40} \([\p{Lu}][\p{L} ]{1,20}\)\s*[—–-]"));

/// What begins a list of other pieces, or the end of this one.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:more (?:(?:from|by|in|on|news|stories|coverage|articles|to read|like this|top|opinion|commentary|columns)\b(?:.{0,50}[^.!?])?|(?-i:\p{Lu}\S*(?: (?:\p{Lu}\S*|&)){0,4}(?: [Nn]ews)?)$)|most (?:popular|read|viewed|recent|shared|commented)|trending(?: (?:now|on|stories|news|videos?|articles).*)?$|recommended(?: (?:for you|stories|reading|articles|videos|by).*)?$|related(?: (?:articles?|stories|story|content|news|posts?|coverage|links|reading|items|topics?|tags))?:?$|you (?:might|may) (?:also )?(?:like|be interested in|enjoy|have missed).*|read (?:more|next|also)(?: (?:stories|from|in|on|articles|opinion).*)?:?$|next read this.*|read next.*|what to read next|up next|next (?:up|article|story)|popular(?: (?:posts|stories|now|in).*)?$|latest(?: (?:news|stories|articles|opinion|from|posts|cartoon|videos?|headlines).*)?$|top (?:stories|news|headlines|of the).*|editor[’']?s[’']? (?:picks?|choice)|don[’']?t miss.*|in case you missed it.*|promoted stories|sponsored (?:stories|links).*|from (?:our partners|around the web|the web).*|around the web|other (?:stories|articles|news).*|also (?:in|on|read|see)\b.*|featured(?: (?:stories|articles|news|posts|video))?$|breaking news(?: headlines.*)?$|today[’']?s (?:top|opinion|headlines|paper).*|people (?:also|are) (?:read|reading).*|about (?:us|the (?:star|guardian|times|post))$|(?:leave|post|add) a (?:comment|reply).*|\d* ?comments? ?\(?\d*\)?$|join (?:the )?(?:conversation|discussion).*|secondary navigation|site (?:map|index|information).*|see (?:all|more)\b.*|explore (?:more|topics).*|newsletters?$|best (?:holiday )?deals.*|tnr newsletters.*|support independent.*)$",
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
    if n <= 60 && LINES.binary_search(&fold(line).as_str()).is_ok() {
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

/// Whether a line heads a box that repeats what the piece says.
pub(super) fn begins_summary(line: &str) -> bool {
    line.chars().count() <= 40 && SUMMARY.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_credits_and_lists_are_told_from_prose() {
        assert!(LINES.is_sorted(), "{:?}", LINES.windows(2).find(|w| w[0] > w[1]));
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
