//! What two databases of newspapers print in their own ways: Factiva's codes of two letters, each on a line above its
//! values, and the index that ProQuest prints below a text.

use super::super::{Draft, Found, dates};
use super::line::Line;
use super::record::{Label, drop_line, labelled, paper, place_of};

/// Codes of Factiva.
const CODES: &[&str] = &[
    "AN", "ART", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DE", "DLN", "ED", "ET", "HD", "IN",
    "IPC", "IPD", "LA", "LP", "NS", "PD", "PG", "PUB", "RE", "RF", "SC", "SE", "SN", "TD", "VOL",
    "WC",
];

/// The lines of a clip of Factiva without its codes; of another text the same lines.
pub(super) fn decoded<'a>(lines: Vec<Line<'a>>, draft: &mut Draft) -> Vec<Line<'a>> {
    let code_of = |line: &Line<'_>| CODES.iter().find(|code| **code == line.text);
    let is_first = lines
        .first()
        .is_some_and(|l| matches!(&*l.text, "HD" | "SE" | "CLM"));
    if !is_first || lines.iter().filter_map(code_of).take(4).count() < 4 {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut code = "";
    for mut line in lines {
        if let Some(next) = code_of(&line) {
            code = next;
            drop_line(draft, &line);
            continue;
        }
        let found = Found::new(line.text.to_string(), place_of(&line), "code of a database");
        match code {
            "HD" => match &mut draft.headline {
                Some(headline) => {
                    headline.value.push(' ');
                    headline.value.push_str(&line.text);
                }
                None => draft.headline = Some(found),
            },
            "SE" => draft.section = Some(found),
            "SN" => draft.source = Some(found),
            "BY" => {
                if !line
                    .text
                    .get(..3)
                    .is_some_and(|by| by.eq_ignore_ascii_case("by "))
                {
                    line.text = format!("By {}", line.text).into();
                }
                out.push(line);
            }
            "PD" | "LP" | "TD" => out.push(line),
            _ => {
                drop_line(draft, &line);
            }
        }
    }
    out
}

/// Lines of an index that stand together, at least.
const INDEX: usize = 4;

/// The lines of a record, of which `head` are its head, without the index below its text, whose facts are taken where the head has none.
pub(super) fn above_its_index<'a>(
    mut lines: Vec<Line<'a>>,
    head: usize,
    draft: &mut Draft,
) -> Vec<Line<'a>> {
    let is_entry = |l: &Line<'_>| labelled(&l.text).is_some();
    let below = lines.get(head..).unwrap_or_default();
    let tail = below
        .iter()
        .rev()
        .take_while(|l| is_entry(l) || !l.is_prose());
    let tail = &below[below.len() - tail.count()..];
    let Some(first) = tail.iter().position(is_entry) else {
        return lines;
    };
    if tail.iter().filter(|l| is_entry(l)).count() < INDEX {
        return lines;
    }
    let index = lines.split_off(lines.len() - (tail.len() - first));
    for line in index {
        let found = |value: &str| {
            Some(Found::new(
                value.to_owned(),
                place_of(&line),
                "index of a database",
            ))
        };
        match labelled(&line.text) {
            Some(l) if l.label == Label::Source && draft.source.is_none() => {
                draft.source = found(paper(l.value))
            }
            Some(l) if l.label == Label::Date && draft.published.is_none() => {
                let read = dates::date_line(l.value, dates::Order::default()).published;
                draft.published =
                    read.map(|when| Found::new(when, place_of(&line), "index of a database"));
            }
            _ => {
                drop_line(draft, &line);
            }
        }
    }
    lines
}
