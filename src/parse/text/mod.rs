//! Stories as saved or scraped: a grammar over lines.
//!
//! [`story`] splits the text into lines (`line`), puts those together that were set to a width (`wrap`),
//! takes what the labels of a record say (`record`), reads the head — headline, standfirst, byline, date
//! line — with its neighbours in view (`head`, `meta`, `aside`), then the body with its captions, crossheads,
//! related links and noise (`body`, `heading`), then what closes it: credits, corrections (`close`).
//! Every line that is not blank ends in exactly one place: a fact, a block, or
//! [`Draft::dropped`] with a reason.

mod aside;
mod body;
mod close;
mod database;
mod facts;
mod furniture;
mod head;
mod heading;
mod line;
mod meta;
mod order;
mod record;
mod reporter;
mod shape;
mod standfirst;
mod standing;
mod titles;
mod wrap;

use super::dates;
use super::{Draft, Dropped, Found, Hints, Lines};
use crate::diag::Diagnostic;
pub(crate) use body::SHORT_LINE;
use line::Line;
pub(in crate::parse) use standing::is_section;
use std::collections::HashSet;

/// Reads a story. Total: any text gives a draft; takes time linear in its length.
///
/// `text` may have any line ends; `path` names the file in messages; `hints` are the archive's
/// settings.
pub(in crate::parse) fn story(text: &str, path: &str, hints: &Hints) -> Draft {
    let lines = wrap::unwrapped(line::split(text));
    let mut draft = Draft::default();
    let (lines, indexed) = record::read(database::decoded(lines, &mut draft), &mut draft);
    let order = order::of(&lines, hints);
    let tags = draft.tags.iter().map(|tag| tag.value.clone()).collect();
    let mut story = Story {
        lines: &lines,
        path,
        order,
        draft,
        tags,
    };
    let (left, body) = head::read(&mut story);
    if let Some(indexed) = indexed {
        indexed.settle(&mut story.draft);
    }
    body::read(&mut story, &left, body);
    close::finish(&mut story);
    story.draft
}

/// A draft in the making, with what it is made from.
struct Story<'a> {
    lines: &'a [Line<'a>],
    path: &'a str,
    order: dates::Order,
    draft: Draft,
    /// The tags in `draft`, to tell a new one at once however many there are.
    tags: HashSet<String>,
}

impl<'a> Story<'a> {
    /// The text of line `at`.
    fn text(&self, at: usize) -> &'a str {
        &self.lines[at].text
    }

    /// The place of line `at`.
    fn place(&self, at: usize) -> Lines {
        self.span(at, at)
    }

    /// The place from line `first` to line `last`.
    fn span(&self, first: usize, last: usize) -> Lines {
        Lines {
            first: self.lines[first].number,
            last: self.lines[last].last,
        }
    }

    /// Leaves line `at` out of the article.
    fn drop_line(&mut self, at: usize, reason: &'static str) {
        let dropped = Dropped {
            text: self.text(at).to_owned(),
            reason,
        };
        self.draft
            .dropped
            .push(Found::new(dropped, self.place(at), "noise"));
    }

    /// Tells the user of a doubt at line `at`.
    fn doubt(&mut self, at: usize, make: impl FnOnce(&str, u32) -> Diagnostic) {
        let doubt = make(self.path, self.lines[at].number);
        self.draft.doubts.push(doubt);
    }
}

#[cfg(test)]
mod record_tests;
#[cfg(test)]
mod tests;
