//! What two databases of newspapers print in their own ways: Factiva's codes of two letters, each on a line above its
//! values, and the index that ProQuest prints below a text.

use super::super::{Draft, Found, Lines, dates};
use super::line::Line;
use super::record::{Label, drop_line, labelled, paper, place_of};
use crate::date::When;

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
                Some(first) => {
                    let mut value = std::mem::take(&mut first.value);
                    value.push(' ');
                    value.push_str(&line.text);
                    let place = Lines {
                        first: first.line(),
                        last: line.last,
                    };
                    *first = Found::new(value, place, "code of a database");
                }
                None => draft.headline = Some(found),
            },
            "SE" if draft.section.is_none() => draft.section = Some(found),
            "SN" if draft.source.is_none() => draft.source = Some(found),
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

/// The day of publication that an index gives, for a text whose head has none.
pub(super) struct Indexed<'a> {
    line: Line<'a>,
    when: When,
}

impl Indexed<'_> {
    /// Takes it, or leaves its line out.
    pub(super) fn settle(self, draft: &mut Draft) {
        match draft.published {
            Some(_) => {
                drop_line(draft, &self.line);
            }
            None => {
                let found = Found::new(self.when, place_of(&self.line), "index of a database");
                draft.published = Some(found);
            }
        }
    }
}

/// The lines of a record, of which `head` are its head, without the index below its text, whose source is taken where
/// the head has none; with the day that it gives.
pub(super) fn above_its_index<'a>(
    mut lines: Vec<Line<'a>>,
    head: usize,
    draft: &mut Draft,
) -> (Vec<Line<'a>>, Option<Indexed<'a>>) {
    let is_entry = |l: &Line<'_>| labelled(&l.text).is_some();
    let below = lines.get(head..).unwrap_or_default();
    let tail = below
        .iter()
        .rev()
        .take_while(|l| is_entry(l) || !l.is_prose());
    let tail = &below[below.len() - tail.count()..];
    let Some(first) = tail.iter().position(is_entry) else {
        return (lines, None);
    };
    if tail.iter().filter(|l| is_entry(l)).count() < INDEX {
        return (lines, None);
    }
    let index = lines.split_off(lines.len() - (tail.len() - first));
    let mut day = None;
    for line in index {
        let (label, value) = match labelled(&line.text) {
            Some(l) => (l.label, l.value),
            None => (Label::Record, ""),
        };
        let when = match label {
            Label::Date => dates::date_line(value, dates::Order::default()).published,
            _ => None,
        };
        match (label, when) {
            (Label::Date, Some(when)) if day.is_none() => day = Some(Indexed { line, when }),
            (Label::Source, _) if draft.source.is_none() && !value.is_empty() => {
                let source = paper(value).to_owned();
                draft.source = Some(Found::new(source, place_of(&line), "index of a database"));
            }
            _ => {
                drop_line(draft, &line);
            }
        }
    }
    (lines, day)
}
