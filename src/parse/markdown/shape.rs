//! What a paragraph is, told by its events: plain text, pictures, a related link, or markup.

use super::caption;
use crate::parse::clean::address::{Address, address};
use crate::parse::draft::{Figure, Related};
use pulldown_cmark::{Event, Tag, TagEnd};

/// The kinds of paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text without markup, on one line.
    Plain(String),
    /// Pictures only, perhaps with a caption in italics below.
    Figures(Vec<Figure>),
    /// All in italics.
    Emphasis(String),
    /// "Read more: …", on each of its lines.
    Related(Vec<Related>),
    /// Anything else.
    Other,
}

/// The words before the colon of a related link.
const LABELS: [&str; 8] = [
    "read more",
    "read also",
    "read next",
    "more on this",
    "more on this story",
    "related",
    "see also",
    "also read",
];

/// The shape of a paragraph, from its start to its end.
pub(super) fn of(events: &[Event<'_>]) -> Shape {
    let inner = events.get(1..events.len().saturating_sub(1));
    let inner = inner.unwrap_or_default();
    let plain = inner
        .iter()
        .all(|e| matches!(e, Event::Text(_) | Event::SoftBreak));
    if plain && !may_be_label(inner) {
        return Shape::Plain(trimmed(text(inner)));
    }
    if let Some(figures) = figures(inner) {
        return Shape::Figures(figures);
    }
    if let Some(links) = related(inner) {
        return Shape::Related(links);
    }
    if plain {
        return Shape::Plain(trimmed(text(inner)));
    }
    if let Some(text) = emphasis(inner) {
        return Shape::Emphasis(text);
    }
    Shape::Other
}

/// The text of events, on one line, without that of pictures.
pub(super) fn text(events: &[Event<'_>]) -> String {
    let mut out = String::new();
    let mut pictures = 0_usize;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if pictures == 0 => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end().len());
    if text.starts_with(char::is_whitespace) {
        text = text.trim_start().to_owned();
    }
    text
}

fn may_be_label(events: &[Event<'_>]) -> bool {
    matches!(events.first(), Some(Event::Text(t)) if label(t).is_some())
}

/// What follows the label of a related link.
fn label(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(':')?;
    LABELS
        .iter()
        .any(|l| head.trim().eq_ignore_ascii_case(l))
        .then_some(rest)
}

/// Pictures and line breaks; links around the pictures do not count, and after the last picture one
/// stretch of italics may follow, which is the caption.
fn figures(events: &[Event<'_>]) -> Option<Vec<Figure>> {
    let mut all: Vec<Figure> = Vec::new();
    let mut rest = events;
    while let Some((event, after)) = rest.split_first() {
        rest = after;
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let end = closing(after)?;
                let (alt, behind) = after.split_at_checked(end)?;
                rest = behind.get(1..)?;
                all.push(figure(dest_url, title, &trimmed(text_with_pictures(alt))));
            }
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) | Event::SoftBreak => {}
            Event::HardBreak if !all.is_empty() => {}
            Event::Start(Tag::Emphasis) => {
                let caption = emphasis(events.get(events.len() - after.len() - 1..)?)?;
                let last = all.last_mut().filter(|f| f.caption.is_none())?;
                (last.caption, last.credit) = caption::split(&caption);
                return Some(all);
            }
            _ => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The index of the end of a picture whose start has been taken.
fn closing(events: &[Event<'_>]) -> Option<usize> {
    let mut open = 0_usize;
    events.iter().position(|event| match event {
        Event::Start(Tag::Image { .. }) => {
            open += 1;
            false
        }
        Event::End(TagEnd::Image) if open == 0 => true,
        Event::End(TagEnd::Image) => {
            open -= 1;
            false
        }
        _ => false,
    })
}

fn text_with_pictures(events: &[Event<'_>]) -> String {
    let parts = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    parts.collect()
}

fn figure(picture: &str, title: &str, alt: &str) -> Figure {
    let (caption, credit) = caption::split(title);
    Figure {
        picture: reference(picture),
        alt: (!alt.is_empty()).then(|| alt.to_owned()),
        caption,
        credit,
    }
}

/// An address that may be published, as text.
fn reference(written: &str) -> Option<String> {
    match address(written)? {
        Address::Absolute(url) => Some(url),
        Address::Local(path) => Some(path),
    }
}

/// The text of events that are one stretch of italics; markup within it is no caption.
fn emphasis(events: &[Event<'_>]) -> Option<String> {
    let (first, rest) = events.split_first()?;
    let (last, inner) = rest.split_last()?;
    let framed = matches!(first, Event::Start(Tag::Emphasis))
        && matches!(last, Event::End(TagEnd::Emphasis));
    let plain = inner
        .iter()
        .all(|e| matches!(e, Event::Text(_) | Event::SoftBreak));
    (framed && plain).then(|| trimmed(text(inner)))
}

/// Related links, one on each line, all with a label.
fn related(events: &[Event<'_>]) -> Option<Vec<Related>> {
    events
        .split(|e| matches!(e, Event::SoftBreak | Event::HardBreak))
        .map(related_line)
        .collect()
}

fn related_line(events: &[Event<'_>]) -> Option<Related> {
    let mut words = String::new();
    let mut to = None;
    let mut links = 0_usize;
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::Start(Tag::Link { dest_url, .. }) => {
                // The label may be inside the link, but nothing else may stand before it.
                let before = words.trim();
                if !before.is_empty() && label(before).is_none_or(|r| !r.trim().is_empty()) {
                    return None;
                }
                links += 1;
                to = reference(dest_url);
            }
            Event::End(TagEnd::Link)
            | Event::Start(Tag::Strong | Tag::Emphasis)
            | Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            _ => return None,
        }
    }
    let headline = label(&words)?.trim();
    (links <= 1 && !headline.is_empty()).then(|| Related {
        headline: headline.to_owned(),
        address: to,
    })
}

/// The text of clean HTML, its blocks on lines of their own.
pub(super) fn text_of_html(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        unescape(text, &mut out);
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next();
        let inline = [
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
            "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
            "wbr", "img",
        ];
        if name.is_some_and(|n| !inline.contains(&n)) && !out.ends_with('\n') {
            out.push('\n');
        }
        rest = behind;
    }
    unescape(rest, &mut out);
    let lines = out.lines().map(str::trim).filter(|l| !l.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The five references that a serialiser writes.
fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let known = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&nbsp;", '\u{a0}'),
        ];
        match known.iter().find(|(name, _)| from.starts_with(name)) {
            Some((name, c)) => {
                out.push(*c);
                rest = from.get(name.len()..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
}
