//! Bylines as a person writes them in front matter: "By Jane Roe and Adam Hill", "Jane Roe, Health
//! editor".
//!
//! The grammar of printed bylines has the first word. What it makes nothing of is still known to be a
//! byline here ("admin", "Roe, Jane; Hill, Adam"), so its parts are told apart by their signs alone.

use crate::parse::Byline;
use crate::parse::byline::{byline_line, is_outlet_line, is_role_line};

/// The longest value that is taken for a printed byline, in bytes.
const LONGEST: usize = 400;

/// The persons of one written byline, in its order; names are never empty.
pub(super) fn split(text: &str) -> Vec<Byline> {
    let text = unlinked(&one_line(text));
    // No line that was ever printed is longer.
    let ask = text.len() <= LONGEST && !is_plain(&text);
    let printed = ask.then(|| byline_line(&text));
    if let Some(line) = printed.flatten() {
        return line.bylines;
    }
    let text = without_by(&text);
    let mut all = Vec::new();
    for part in text
        .split(';')
        .flat_map(|p| p.split(" & "))
        .flat_map(|p| p.split(" and "))
    {
        persons(part, &mut all);
    }
    all
}

/// Without the marks of links between notes, as Obsidian and Readwise put them around names: "[[Jane Roe]]",
/// "[[people/jane|Jane Roe]]".
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[[") {
        let Some((link, behind)) = link.split_once("]]") else {
            break;
        };
        out.push_str(before);
        out.push_str(link.rsplit('|').next().unwrap_or(link));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// One line of text, without the space around and between that a notation put there.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Jane Roe" and "Jane Roe and Adam Hill", of which the grammar would say nothing else; most values
/// are such, and it costs as much as the rest of the front matter.
fn is_plain(text: &str) -> bool {
    let name = |part: &str| {
        let mut words = part.split(' ');
        let capital = |w: &str| {
            w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || c == '-')
        };
        let two = [words.next(), words.next()];
        words.next().is_none()
            && two.iter().all(|w| w.is_some_and(capital))
            && !part
                .get(..3)
                .is_some_and(|by| by.eq_ignore_ascii_case("by "))
    };
    text.split(" and ").flat_map(|p| p.split(" & ")).all(name)
}

fn without_by(text: &str) -> &str {
    match text.split_once([' ', ':']) {
        Some((by, rest)) if by.eq_ignore_ascii_case("by") => rest.trim_start_matches([':', ' ']),
        _ => text,
    }
}

/// The persons of a part without "and": names with roles and outlets, between commas.
fn persons(part: &str, all: &mut Vec<Byline>) {
    let part = part.trim().trim_matches(',').trim();
    let pieces: Vec<&str> = part
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    // "Roe, Jane" is how catalogues write one person; two persons of one word each are not told
    // apart from it, so the value stays as it was written. Agencies are written in capitals.
    let single = |p: &&str| !p.contains(' ') && p.chars().any(char::is_lowercase);
    if pieces.len() == 2 && pieces.iter().all(single) {
        all.extend(person(part));
        return;
    }
    let start = all.len();
    for piece in pieces {
        match all.get_mut(start..).and_then(<[Byline]>::last_mut) {
            Some(last) if last.role.is_none() && is_role(piece) => {
                last.role = Some(piece.to_owned());
            }
            Some(last) if last.outlet.is_none() && is_outlet_line(piece) => {
                last.outlet = Some(piece.to_owned());
            }
            _ => all.extend(person(piece)),
        }
    }
}

/// A name, perhaps with "for The Herald" or an address behind it.
fn person(text: &str) -> Option<Byline> {
    let text = text.split(['<', '(']).next().unwrap_or(text).trim();
    let (name, outlet) = match text.split_once(" for ") {
        Some((name, outlet)) => (name.trim(), Some(outlet.trim().to_owned())),
        None => (text, None),
    };
    (!name.is_empty()).then(|| Byline {
        name: name.to_owned(),
        role: None,
        outlet,
    })
}

/// A name never ends in a word without a capital.
fn is_role(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    is_role_line(text) || last.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let all: Vec<_> = split(text)
            .into_iter()
            .map(|b| {
                let role = b.role.map(|r| format!(" [{r}]")).unwrap_or_default();
                let outlet = b.outlet.map(|o| format!(" ({o})")).unwrap_or_default();
                format!("{}{role}{outlet}", b.name)
            })
            .collect();
        all.join(" | ")
    }

    #[test]
    fn bylines_come_apart_into_persons() {
        for (text, parts) in [
            ("Jane Roe", "Jane Roe"),
            ("By Jane Roe", "Jane Roe"),
            ("[[Jane Roe]]", "Jane Roe"),
            (
                "[[people/jane|Jane Roe]] and [[Adam Hill]]",
                "Jane Roe | Adam Hill",
            ),
            ("[[Jane Roe", "[[Jane Roe"),
            ("BY: Jane Roe", "Jane Roe"),
            ("Jane Roe and Adam Hill", "Jane Roe | Adam Hill"),
            (
                "Jane Roe, Adam Hill and Li Wei",
                "Jane Roe | Adam Hill | Li Wei",
            ),
            (
                "Jane Roe, Adam Hill, and Li Wei",
                "Jane Roe | Adam Hill | Li Wei",
            ),
            (
                "Jane Roe & Adam Hill; Li Wei",
                "Jane Roe | Adam Hill | Li Wei",
            ),
            ("Jane Roe, Health editor", "Jane Roe [Health editor]"),
            (
                "Jane Roe, Chief Political Correspondent",
                "Jane Roe [Chief Political Correspondent]",
            ),
            ("Søren Åkesson og Pia Lund", "Søren Åkesson | Pia Lund"),
            ("Jane Roe, Associated Press", "Jane Roe (Associated Press)"),
            ("Maria Pires, repórter", "Maria Pires [repórter]"),
            ("admin", "admin"),
            ("The Editors", "The Editors"),
            ("Jane Roe for The Herald", "Jane Roe (The Herald)"),
            (
                "Jan van der Berg, Ana de la Cruz",
                "Jan van der Berg | Ana de la Cruz",
            ),
            ("Roe, Jane; Hill, Adam", "Roe, Jane | Hill, Adam"),
            ("AP, PA", "AP | PA"),
            ("Sandy Anderson", "Sandy Anderson"),
            ("Jane Roe <jane@example.org>", "Jane Roe"),
            ("By", "By"),
            (" , and ; ", ""),
            ("", ""),
        ] {
            assert_eq!(shown(text), parts, "{text}");
        }
    }
}
