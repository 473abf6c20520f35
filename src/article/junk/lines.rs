//! Buttons and labels: data only.

/// Whether a folded line is a button or a label and no more.
pub(super) fn has(folded: &str) -> bool {
    LINES.binary_search(&folded).is_ok()
}

/// Whole lines, folded; sorted.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "1 of 1", "about", "accept", "accept all", "ad", "ad choices", "ad feedback", "adchoices",
    "add a comment", "add comment", "add to favorites", "add to favourites", "add to pocket",
    "add your comment", "advertise", "advertise with us", "advertisement", "advertising",
    "already a subscriber", "already a subscriber sign in", "article continues below",
    "article continues below advertisement", "audio", "audio by carbonatix", "authors", "back",
    "back to top", "bluesky", "bookmark", "cancel", "cancel reply", "careers", "categories",
    "click to email a link to a friend", "click to email this to a friend", "click to hide",
    "click to print", "click to read more and view comments", "click to share on facebook",
    "click to share on twitter", "click to share on x", "close", "close extra sharing options",
    "close menu", "close search field", "collapse", "comment", "comments", "contact", "contact us",
    "continue reading", "continue reading the main story", "continued below", "copied", "copy",
    "copy article link", "copy link", "copy link url copied", "copy link urlcopied", "corrections", "digg",
    "dismiss", "donate", "donate now", "e edition", "edit story", "email", "email address", "email this",
    "email this article", "enlarge", "enlarge image", "enter your email address", "epaper", "exclusive",
    "expand", "expand all", "explore more", "facebook", "facebook icon", "facebook twitter email",
    "find out more", "flag", "flipboard", "follow", "follow author", "follow this author", "follow topic",
    "follow us", "following", "font size", "for subscribers", "fullscreen", "get in touch", "gift",
    "gift article", "gift link", "gift this", "gift this article", "give a gift", "give this article",
    "help", "help center", "hide caption", "hide comments", "home", "image", "instagram", "jobs",
    "join the conversation", "learn more", "leave a comment", "leave a reply", "leave your comment", "like",
    "like loading", "link copied", "linkedin", "listen", "listen live", "listen to article",
    "listen to this article", "live", "load comments", "load more", "loading", "log in", "login",
    "login to leave a comment", "mail", "main menu", "manage preferences", "maybe later", "menu",
    "messenger", "more", "more details", "more details close", "more from opinion", "more sharing options",
    "mute", "navigation", "newsletter sign up", "newsletter signup", "newsletters", "newsroom staff",
    "next", "no comments", "no thanks", "not now", "now playing", "oops", "open gallery", "open in app",
    "open menu", "open search field", "opens in a new window", "opens in new window", "opinion",
    "our history", "our team", "page 1 of 1", "pause", "permalink", "permissions", "pinterest", "play",
    "play audio", "please try again later", "pocket", "popup", "post", "post navigation",
    "posting comments is now limited to subscribers only", "premium", "press", "previous", "print",
    "print article", "print edition", "print friendly", "print page", "print this", "print this article",
    "privacy", "privacy policy", "promoted", "read aloud", "read full article", "read less",
    "read the full story", "reddit", "register", "related quotes", "remove from saved", "reply", "report",
    "report a typo", "report an error", "report this ad", "reprints", "republish", "republish this article",
    "reset", "reuse this content", "rss", "save", "save article", "save this article", "save this story",
    "save this story for later", "saved", "search", "search for", "see all", "see all video", "see more",
    "send", "send this article", "share", "share article", "share full article", "share icon", "share it",
    "share link", "share on bluesky", "share on email", "share on facebook", "share on flipboard",
    "share on google", "share on linkedin", "share on messenger", "share on pinterest", "share on reddit",
    "share on telegram", "share on threads", "share on tumblr", "share on twitter", "share on whatsapp",
    "share on x", "share options", "share this", "share this article", "share this page",
    "share this story", "share tweet", "share tweet email", "share via email", "share via shortlink",
    "share your thoughts with friends", "sharetweetemail", "show caption", "show comments",
    "show comments hide comments", "show less", "show more", "show more sharing options", "sign in",
    "sign me up", "sign out", "sign up", "site feedback", "skip", "skip ad", "skip ads",
    "skip advertisement", "skip to content", "skip to main content", "sms", "snapchat",
    "social links navigation", "something went wrong", "sponsored", "sponsored content", "story continues",
    "story continues below", "story continues below advertisement", "story highlights hide", "submit",
    "submit your email", "subscribe", "subscribe now", "subscribe today", "subscriber exclusive",
    "subscriber only", "subscribers only", "success", "suggest a correction", "support us", "supported by",
    "switch accounts", "telegram", "terms", "terms of service", "terms of use", "text", "text size",
    "text size a a a", "text to speech", "thank you", "thank you for subscribing",
    "the story continues below", "threads", "tiktok", "tips", "top", "translate", "tumblr", "tweet",
    "twitter", "unmute", "unsave", "view all", "view all comments", "view comments", "view gallery",
    "view more", "view more sharing options", "view results", "watch", "what s this", "whats this",
    "whatsapp", "x", "you are logged in", "your email", "youtube",
];

#[cfg(test)]
mod tests {
    use super::LINES;

    #[test]
    fn the_table_is_sorted_without_repeats() {
        assert!(LINES.is_sorted_by(|a, b| a < b));
    }
}
