//! Pictures with their captions and credits.

use super::dom::{Dom, Id};
use super::noise::noise;
use super::place::Base;
use super::scan::{class_words, has_word};
use crate::parse::caption;
use crate::parse::clean::Address;
use crate::parse::draft::Figure;

/// Words by which pages name the text under a picture.
const CAPTION: [&str; 9] = [
    "caption",
    "captions",
    "figcaption",
    "imagecaption",
    "legend",
    "bildunterschrift",
    "legende",
    "cutline",
    "leyenda",
];

/// Words by which pages name who made a picture.
const CREDIT: [&str; 9] = [
    "credit",
    "copyright",
    "photographer",
    "imagecredit",
    "photocredit",
    "fotograf",
    "bildquelle",
    "rights",
    "attribution",
];

/// Words by which pages name what holds a picture with its caption.
const HOLDER: [&str; 9] = [
    "image", "picture", "photo", "figure", "media", "img", "bild", "foto", "gallery",
];

/// The outermost element around `id`, up to `root`, that is a picture with its caption.
pub(super) fn holder(dom: &Dom, id: Id, root: Id) -> Option<Id> {
    let mut caption = None;
    let mut figure = None;
    let mut credit = false;
    for element in std::iter::once(id)
        .chain(dom.ancestors(id))
        .take_while(|e| *e > root)
    {
        match dom.name(element) {
            "figure" => figure = Some(element),
            "figcaption" => caption = Some(element),
            _ if figure.is_none() && dom.attr(element, "class").is_some() => {
                let words = class_words(dom, element);
                if has_word(&words, &CAPTION) {
                    caption = Some(element);
                } else if has_word(&words, &CREDIT) {
                    // Bylines are called credits as well, so that this one needs a picture.
                    credit = true;
                } else if (credit || caption.is_some())
                    && has_word(&words, &HOLDER)
                    && is_one_picture(dom, element)
                {
                    return Some(element);
                }
            }
            _ => {}
        }
    }
    // A figure may hold a table or an embedded post instead of a picture.
    figure
        .filter(|f| {
            dom.elements(*f, &["table", "blockquote", "pre"])
                .next()
                .is_none()
        })
        .or(caption)
}

/// Whether an element holds a picture and no part of the story.
fn is_one_picture(dom: &Dom, id: Id) -> bool {
    dom.elements(id, &["img"]).take(2).count() == 1
        && dom
            .elements(id, &["h1", "h2", "h3", "h4", "blockquote"])
            .next()
            .is_none()
        && dom.text(id).len() < 1500
}

/// Reads a picture with what stands in its element.
pub(super) fn figure(dom: &Dom, holder: Id, base: &Base) -> Figure {
    let img = dom
        .elements(holder, &["img"])
        .find(|id| !is_small(dom, *id));
    let credits: Vec<Id> = dom
        .inside(holder)
        .filter(|id| !dom.name(*id).is_empty() && has_word(&class_words(dom, *id), &CREDIT))
        .collect();
    let credit = credits
        .iter()
        .map(|id| dom.text(*id))
        .find(|t| !t.is_empty());
    let in_credit = |id: Id| credits.contains(&id);
    let is_caption = |id: Id| {
        let name = dom.name(id);
        name == "figcaption" || !name.is_empty() && has_word(&class_words(dom, id), &CAPTION)
    };
    let text = dom
        .inside(holder)
        .filter(|id| is_caption(*id))
        .chain([holder])
        .map(|id| {
            dom.text_without(id, |inner| {
                let hidden = || noise(dom, inner) == Some("hidden");
                in_credit(inner) || dom.name(inner) == "button" || hidden()
            })
        })
        .find(|t| !t.is_empty());
    let mut out = loose(text.as_deref().unwrap_or_default());
    if let Some(credit) = credit {
        // "Credit: AP" says what it is and then who.
        let read = loose(&credit);
        out.credit = read.credit.or(read.caption);
    }
    out.picture = img.and_then(|id| source(dom, id, base));
    out.alt = img.and_then(|id| alt(dom, id));
    out
}

/// A picture with the text below it.
pub(super) fn under(dom: &Dom, img: Id, text: &str, base: &Base) -> Figure {
    Figure {
        picture: source(dom, img, base),
        alt: alt(dom, img),
        ..loose(text)
    }
}

/// The text of a picture, its credit apart.
pub(super) fn loose(text: &str) -> Figure {
    let text = without_repeat(text);
    let (caption, credit) = match caption::caption(text) {
        Some(read) => (read.text, read.credit),
        None => (text, ""),
    };
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Figure {
        picture: None,
        alt: None,
        caption: filled(caption.trim()),
        credit: filled(credit.trim()),
    }
}

/// A caption that a page has twice, once for the reader and once for a screen reader, said once.
fn without_repeat(text: &str) -> &str {
    let half = text.len() / 2;
    match (text.get(..half), text.get(half + 1..)) {
        (Some(first), Some(second)) if first == second => first,
        _ => text,
    }
}

/// The text for readers who do not see a picture.
pub(super) fn alt(dom: &Dom, img: Id) -> Option<String> {
    dom.attr(img, "alt")
        .map(super::plain::plain)
        .filter(|a| !a.is_empty())
}

/// The picture that an `img` shows: its source, or where a page loads it late, the address that it
/// would load.
pub(super) fn source(dom: &Dom, img: Id, base: &Base) -> Option<String> {
    [
        "src",
        "data-src",
        "data-lazy-src",
        "data-original",
        "data-srcset",
        "srcset",
    ]
    .iter()
    .filter_map(|name| dom.attr(img, name))
    .filter_map(|value| value.split_whitespace().next())
    .find_map(|value| match base.resolve(value.trim_end_matches(','))? {
        Address::Absolute(url) => url.starts_with("http").then_some(url),
        Address::Local(path) => Some(path),
    })
}

/// Icons, portraits of authors and pixels that count visitors.
pub(super) fn is_small(dom: &Dom, img: Id) -> bool {
    let side = |name| {
        dom.attr(img, name)
            .and_then(|v| v.trim_end_matches("px").parse::<u32>().ok())
    };
    if side("width").is_some_and(|w| w < 100) || side("height").is_some_and(|h| h < 60) {
        return true;
    }
    let words = class_words(dom, img);
    has_word(
        &words,
        &["avatar", "icon", "logo", "emoji", "author", "pixel"],
    )
}
