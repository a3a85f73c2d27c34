//! Stories as saved or scraped, as plain text.
//!
//! A stand-in: the first line is the headline and each further one is a paragraph.

use super::{Block, Draft, Found, Hints, Lines};

/// Reads a story.
pub(in crate::parse) fn story(text: &str, _path: &str, _hints: &Hints) -> Draft {
    let mut draft = Draft::default();
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let at = Lines::one(number);
        if draft.headline.is_none() {
            draft.headline = Some(Found::new(line.to_owned(), at, "first line"));
        } else {
            let block = Block::Paragraph(line.to_owned());
            draft.body.push(Found::new(block, at, "paragraph"));
        }
    }
    draft
}
