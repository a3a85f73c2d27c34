//! Parts of a page that are not the article, told by their element and by the words of their class:
//! the names that makers of pages give to share bars, related links, comments and the like.

use super::dom::{Dom, Id};
use super::scan::class_words;

/// Why an element is not part of the article, if it is not.
pub(super) fn noise(dom: &Dom, id: Id) -> Option<&'static str> {
    let hidden = dom.attr(id, "hidden").is_some()
        || dom.attr(id, "style").is_some_and(|s| {
            let s: String = s.chars().filter(|c| !c.is_whitespace()).collect();
            s.contains("display:none") || s.contains("visibility:hidden")
        });
    if hidden {
        return Some("hidden");
    }
    // A class says more than an element: an `aside` may be a related block or a fact box.
    by_class(&class_words(dom, id)).or_else(|| by_element(dom, id))
}

fn by_element(dom: &Dom, id: Id) -> Option<&'static str> {
    Some(match dom.name(id) {
        "nav" | "menu" => "navigation",
        "footer" => "footer",
        "aside" => "aside",
        "form" | "fieldset" | "dialog" => "form",
        "video" | "audio" => "player",
        "table" if dom.attr(id, "role") == Some("presentation") => return None,
        _ => match dom.attr(id, "role") {
            Some("navigation" | "menu" | "menubar" | "toolbar") => "navigation",
            Some("complementary") => "aside",
            Some("contentinfo") => "footer",
            Some("search" | "dialog" | "alertdialog") => "form",
            _ => return None,
        },
    })
}

/// The reason that the words of a class give.
fn by_class(words: &str) -> Option<&'static str> {
    let (mut reason, mut hidden, mut marks) = (None, false, 0);
    for word in words.split(' ').filter(|w| !w.is_empty()) {
        reason = reason.or_else(|| of_word(word));
        hidden |= matches!(
            word,
            "hidden"
                | "hide"
                | "invisible"
                | "sr"
                | "offscreen"
                | "screenreader"
                | "visuallyhidden"
        );
        marks |= marks_of(word);
    }
    let all = |wanted: u16| marks & wanted == wanted;
    // `hidden lg:block` is hidden on small screens only.
    if hidden && !all(SCREEN) || all(VISUALLY | ONLY) {
        return Some("hidden");
    }
    // The end of an article's own element may name its author, unlike that of the page.
    if reason == Some("footer") && all(ARTICLE) {
        return Some("foot of the article");
    }
    reason.or_else(|| {
        PAIRS
            .iter()
            .find(|(pair, _)| all(*pair))
            .map(|(_, reason)| *reason)
    })
}

/// The reason that a word gives by itself.
fn of_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "related" | "recommended" | "recommendations" | "recommendation" | "recirc"
        | "recirculation" | "readmore" | "morefrom" | "mostread" | "popular" | "trending"
        | "teaser" | "teasers" | "outbrain" | "taboola" | "onward" | "upnext" | "excerpt"
        | "recommends" | "linkbox" | "backlinks" => "related block",
        "share" | "sharing" | "sharebar" | "social" | "socials" | "sharedaddy" | "addtoany"
        | "addthis" | "followus" | "shariff" | "sharer" => "share bar",
        "newsletter" | "newsletters" | "signup" | "mailchimp" | "optin" | "subscribe"
        | "subscription" => "newsletter block",
        "comment" | "comments" | "disqus" | "respond" | "kommentare" | "commenting" => "comments",
        "advert" | "advertisement" | "advertising" | "ad" | "ads" | "adslot" | "adsbygoogle"
        | "sponsor" | "sponsored" | "werbung" | "anzeige" | "dfp" | "promo" | "promotion"
        | "promobox" | "marketing" | "affiliate" => "advertisement",
        "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "pagination"
        | "pager" | "toolbar" | "toc" | "tabs" | "skiplink" => "navigation",
        "footer" | "masthead" | "colophon" => "footer",
        "sidebar" | "rail" | "widgets" => "sidebar",
        "cookie" | "cookies" | "consent" | "gdpr" | "modal" | "popup" | "overlay" | "tooltip"
        | "lightbox" | "toast" | "onetrust" => "overlay",
        "tags" | "taglist" | "keywords" | "hashtags" => "list of tags",
        "tweet" | "twitter" | "instagram" | "tiktok" | "facebook" | "embed" | "oembed"
        | "telegram" | "youtube" | "bluesky" => "embedded post",
        "bio" | "biography" | "authorbox" | "aboutauthor" => "about the author",
        _ => return None,
    })
}

// Words that say something only together with others.
const SCREEN: u16 = 1;
const VISUALLY: u16 = 1 << 1;
const ONLY: u16 = 1 << 2;
const AUTHOR: u16 = 1 << 3;
const BOX: u16 = 1 << 4;
const MORE: u16 = 1 << 5;
const STORIES: u16 = 1 << 6;
const READ: u16 = 1 << 7;
const NEXT: u16 = 1 << 8;
const ARTICLE: u16 = 1 << 9;
const LIST: u16 = 1 << 10;
const APP: u16 = 1 << 11;
const STORE: u16 = 1 << 12;

/// Pairs of words that say it together.
const PAIRS: [(u16, &str); 5] = [
    (AUTHOR | BOX, "about the author"),
    (MORE | STORIES, "related block"),
    (READ | NEXT, "related block"),
    (ARTICLE | LIST, "related block"),
    (APP | STORE, "advertisement"),
];

/// What a word contributes to a pair.
fn marks_of(word: &str) -> u16 {
    match word {
        // Screens on which an element is or is not hidden.
        "xs" | "sm" | "md" | "lg" | "xl" | "2xl" | "small" | "medium" | "large" | "mobile"
        | "desktop" | "tablet" | "phone" | "print" | "up" | "down" | "block" => SCREEN,
        "visually" | "screen" | "reader" => VISUALLY,
        "only" | "text" => ONLY,
        "author" | "authors" | "autor" => AUTHOR,
        "box" | "card" | "about" | "details" | "info" | "profile" => BOX,
        "most" => MORE,
        "more" | "also" => MORE | NEXT,
        "next" | "mehr" => NEXT,
        "read" => STORIES | READ,
        "lesen" => READ,
        "viewed" | "like" | "from" => STORIES,
        "news" | "articles" | "stories" => STORIES | ARTICLE,
        "article" | "story" | "post" | "posts" | "entry" => ARTICLE,
        "list" | "feed" | "carousel" | "slider" | "links" | "cards" => LIST,
        "app" => APP,
        "store" | "download" | "banner" => STORE,
        _ => 0,
    }
}
