//! Footnotes: numbers by first mention, ids that no name in the article can forge.

use pulldown_cmark::CowStr;
use std::collections::HashMap;
use std::fmt::Write as _;

/// The numbers of an article's footnotes, by first mention.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    notes: HashMap<CowStr<'a>, Footnote>,
}

#[derive(Debug)]
struct Footnote {
    number: usize,
    /// Whether the text has linked to it; only the first link has an id to come back to.
    linked: bool,
    /// Whether it has been written; only the first of two of a name has an id.
    defined: bool,
}

impl<'a> Footnotes<'a> {
    fn get(&mut self, name: &CowStr<'a>) -> &mut Footnote {
        let number = self.notes.len() + 1;
        self.notes.entry(name.clone()).or_insert(Footnote {
            number,
            linked: false,
            defined: false,
        })
    }

    /// Writes a link to a note.
    pub(super) fn link(&mut self, name: &CowStr<'a>, html: &mut String) {
        let note = self.get(name);
        let (number, first) = (note.number, !note.linked);
        note.linked = true;
        // Writing to a String cannot fail.
        let _ = if first {
            write!(
                html,
                "<sup id=\"fnref-{number}\"><a href=\"#fn-{number}\">{number}</a></sup>"
            )
        } else {
            write!(html, "<sup><a href=\"#fn-{number}\">{number}</a></sup>")
        };
    }

    /// Writes the start of a note; it ends with `</div>`.
    pub(super) fn open(&mut self, name: &CowStr<'a>, html: &mut String) {
        let note = self.get(name);
        let (number, first, linked) = (note.number, !note.defined, note.linked);
        note.defined = true;
        html.push_str("<div class=\"footnote\"");
        // Writing to a String cannot fail.
        let _ = match (first, linked) {
            (true, true) => write!(
                html,
                " id=\"fn-{number}\"><a href=\"#fnref-{number}\">{number}</a> "
            ),
            (true, false) => write!(html, " id=\"fn-{number}\">{number} "),
            (false, _) => write!(html, ">{number} "),
        };
    }
}
