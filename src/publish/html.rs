//! Names in clean HTML: across tags, in attributes, in addresses.

use super::names::Names;
use super::stream::Unit;
use std::ops::Range;

/// Elements that do not part the letters of a word: "<b>J</b>ane".
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Attributes that readers see or hear.
const SHOWN: [&str; 2] = ["alt", "title"];

/// A part of the HTML with what takes its place.
pub(super) type Edit = (Range<usize>, String);

/// What puts initials for `names` into `html`, in order, and which of the names were met.
pub(super) fn edits(html: &str, names: &Names) -> (Vec<Edit>, Vec<usize>) {
    let mut edits = Vec::new();
    let mut met = Vec::new();
    let units = scan(html, names, &mut edits, &mut met);
    for place in names.find(&units) {
        met.push(place.name);
        let mut instead = Some(escaped(&place.instead));
        for unit in units.get(place.units).unwrap_or_default() {
            // Tags between the letters stay, so that the markup stays balanced.
            if !unit.at.is_empty() {
                edits.push((unit.at.clone(), instead.take().unwrap_or_default()));
            }
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    (edits, met)
}

/// The text of `html` as units; attributes are edited on the way.
fn scan(html: &str, names: &Names, edits: &mut Vec<Edit>, met: &mut Vec<usize>) -> Vec<Unit> {
    let mut units = Vec::with_capacity(html.len());
    let mut at = 0;
    while let Some(rest) = html.get(at..).filter(|r| !r.is_empty()) {
        if rest.starts_with('<') {
            // In clean HTML neither bracket stands in an attribute.
            let end = rest.find('>').map_or(html.len(), |n| at + n + 1);
            tag(html, at..end, names, edits, met);
            let name = rest.trim_start_matches(['<', '/']);
            let name = name
                .split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default();
            if !INLINE.contains(&name) {
                units.push(Unit { c: ' ', at: at..at });
            }
            at = end;
            continue;
        }
        let (c, length) = character(rest);
        units.push(Unit {
            c,
            at: at..at + length,
        });
        at += length;
    }
    units
}

/// The first character of `text`, which may be written as an entity, and its bytes.
fn character(text: &str) -> (char, usize) {
    let first = text.chars().next().unwrap_or_default();
    let whole = (first, first.len_utf8());
    if first != '&' {
        return whole;
    }
    let Some(end) = text.bytes().take(12).position(|b| b == b';') else {
        return whole;
    };
    let name = text.get(1..end).unwrap_or_default();
    let number = name
        .strip_prefix('#')
        .and_then(|n| match n.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => n.parse().ok(),
        });
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => match number.and_then(char::from_u32) {
            Some(c) => c,
            None => return whole,
        },
    };
    (c, end + 1)
}

/// The attributes of one tag.
fn tag(html: &str, at: Range<usize>, names: &Names, edits: &mut Vec<Edit>, met: &mut Vec<usize>) {
    let text = &html[at.clone()];
    let mut found = Vec::new();
    let mut from = 0;
    // Both writers of clean HTML put each value into double quotes.
    while let Some((name, value)) = attribute(text, &mut from) {
        let shown = decoded(&text[value.clone()]);
        let range = at.start + value.start..at.start + value.end;
        if SHOWN.contains(&name) {
            if let Some(instead) = names.text(&shown) {
                let units = super::stream::units(&shown);
                met.extend(names.find(&units).into_iter().map(|m| m.name));
                found.push((range, escaped(&instead)));
            }
        } else if names.in_address(&shown) {
            if text.starts_with("<img") {
                return edits.push((at, escaped(&alt_of(text, names))));
            }
            // With the name, the equals sign and the quotes, and the space before.
            let start = range.start - name.len() - 3;
            found.push((start..range.end + 1, String::new()));
        }
    }
    edits.extend(found);
}

/// The text alternative of a picture, with initials.
fn alt_of(tag: &str, names: &Names) -> String {
    let mut from = 0;
    while let Some((name, value)) = attribute(tag, &mut from) {
        if name == "alt" {
            let shown = decoded(&tag[value]);
            return names.text(&shown).unwrap_or(shown);
        }
    }
    String::new()
}

/// The next ` name="value"` of a tag: its name and the place of its value.
fn attribute<'a>(tag: &'a str, from: &mut usize) -> Option<(&'a str, Range<usize>)> {
    let rest = tag.get(*from..)?;
    let equals = rest.find("=\"")?;
    let name = rest[..equals]
        .rsplit(|c: char| c.is_ascii_whitespace())
        .next()?;
    let start = *from + equals + 2;
    let end = start + tag[start..].find('"')?;
    *from = end + 1;
    Some((name, start..end))
}

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (c, length) = character(rest);
        out.push(c);
        rest = &rest[length..];
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
