//! Parts of a page that are not the article, told by their element and by the words of their class:
//! the names that makers of pages give to share bars, related links, comments and the like.

use super::dom::{Dom, Id};
use super::scan::{class_words, has_word};

/// Why an element is not part of the article, if it is not.
pub(super) fn noise(dom: &Dom, id: Id) -> Option<&'static str> {
    if let Some(reason) = by_element(dom, id) {
        return Some(reason);
    }
    let hidden = dom.attr(id, "hidden").is_some()
        || dom.attr(id, "style").is_some_and(|s| {
            let s: String = s.chars().filter(|c| !c.is_whitespace()).collect();
            s.contains("display:none") || s.contains("visibility:hidden")
        });
    if hidden {
        return Some("hidden");
    }
    if [
        "class",
        "id",
        "data-testid",
        "data-component",
        "data-type",
        "role",
    ]
    .iter()
    .all(|a| dom.attr(id, a).is_none())
    {
        return None;
    }
    by_class(&class_words(dom, id))
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
    // `hidden lg:block` is hidden on small screens only.
    if has_word(words, &HIDDEN) && !has_word(words, &SCREENS) {
        return Some("hidden");
    }
    WORDS
        .iter()
        .find(|(wanted, _)| has_word(words, wanted))
        .map(|(_, reason)| *reason)
        .or_else(|| {
            PAIRS
                .iter()
                .find(|(a, b, _)| has_word(words, a) && has_word(words, b))
                .map(|(_, _, reason)| *reason)
        })
}

/// Words that hide an element.
const HIDDEN: [&str; 7] = [
    "hidden",
    "hide",
    "invisible",
    "sr",
    "offscreen",
    "screenreader",
    "visuallyhidden",
];

/// Words that say on which screens, and so that others show it.
const SCREENS: [&str; 17] = [
    "xs", "sm", "md", "lg", "xl", "2xl", "small", "medium", "large", "mobile", "desktop", "tablet",
    "phone", "print", "up", "down", "block",
];

/// Words that are enough by themselves.
const WORDS: &[(&[&str], &str)] = &[
    (
        &[
            "related",
            "recommended",
            "recommendations",
            "recommendation",
            "recirc",
            "recirculation",
            "readmore",
            "morefrom",
            "mostread",
            "popular",
            "trending",
            "teaser",
            "teasers",
            "outbrain",
            "taboola",
            "onward",
            "upnext",
            "excerpt",
            "recommends",
            "linkbox",
            "backlinks",
        ],
        "related block",
    ),
    (
        &[
            "share",
            "sharing",
            "sharebar",
            "social",
            "socials",
            "sharedaddy",
            "addtoany",
            "addthis",
            "followus",
            "shariff",
            "sharer",
        ],
        "share bar",
    ),
    (
        &["newsletter", "newsletters", "signup", "mailchimp", "optin"],
        "newsletter block",
    ),
    (
        &[
            "comment",
            "comments",
            "disqus",
            "respond",
            "kommentare",
            "commenting",
        ],
        "comments",
    ),
    (
        &[
            "advert",
            "advertisement",
            "advertising",
            "ad",
            "ads",
            "adslot",
            "adsbygoogle",
            "sponsor",
            "sponsored",
            "werbung",
            "anzeige",
            "dfp",
            "promo",
            "promotion",
            "promobox",
            "marketing",
            "affiliate",
        ],
        "advertisement",
    ),
    (
        &[
            "nav",
            "navbar",
            "navigation",
            "menu",
            "breadcrumb",
            "breadcrumbs",
            "pagination",
            "pager",
            "toolbar",
            "toc",
            "tabs",
            "skiplink",
        ],
        "navigation",
    ),
    (&["footer", "masthead", "colophon"], "footer"),
    (&["sidebar", "rail", "widgets"], "sidebar"),
    (
        &[
            "cookie", "cookies", "consent", "gdpr", "modal", "popup", "overlay", "tooltip",
            "lightbox", "toast", "onetrust",
        ],
        "overlay",
    ),
    (&["tags", "taglist", "keywords", "hashtags"], "list of tags"),
    (
        &[
            "tweet",
            "twitter",
            "instagram",
            "tiktok",
            "facebook",
            "embed",
            "oembed",
            "telegram",
            "youtube",
            "bluesky",
        ],
        "embedded post",
    ),
    (
        &["bio", "biography", "authorbox", "aboutauthor"],
        "about the author",
    ),
];

/// Words that say it only together.
const PAIRS: &[(&[&str], &[&str], &str)] = &[
    (
        &["author", "authors", "autor"],
        &["box", "info", "card", "about", "details", "profile"],
        "about the author",
    ),
    (
        &["most", "also", "more", "see"],
        &[
            "read", "stories", "articles", "news", "from", "viewed", "like", "on",
        ],
        "related block",
    ),
    (
        &["read", "lesen"],
        &["more", "next", "also", "mehr"],
        "related block",
    ),
    (
        &[
            "article", "articles", "story", "stories", "post", "posts", "news",
        ],
        &["list", "feed", "carousel", "slider", "links", "cards"],
        "related block",
    ),
    (&["app"], &["store", "download", "banner"], "advertisement"),
    (
        &["visually", "screen", "reader"],
        &["hidden", "only", "text"],
        "hidden",
    ),
];
