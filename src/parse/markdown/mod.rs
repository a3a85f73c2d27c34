//! Markdown articles: front matter, then the body block by block.

mod blocks;
mod caption;
mod footnotes;
mod shape;
mod story;
mod stretch;
mod write;

use super::messages::{self, Spot};
use super::{Draft, Dropped, Found, Hints, facts, front, lines};
use crate::diag::Diagnostic;

/// Reads a Markdown file.
///
/// # Errors
/// Malformed front matter: nobody can say what it means, so the article is not published.
pub(in crate::parse) fn article(
    text: &str,
    path: &str,
    hints: &Hints,
) -> Result<Draft, Box<Diagnostic>> {
    let text = lines::unify(text);
    let parts = front::split(&text, path)?;
    let Some(entries) = parts.entries else {
        return Ok(story::read(&text, path, hints));
    };
    let mut draft = Draft::default();
    facts::apply(&entries, Spot::front(path), hints, &mut draft);
    blocks::read(parts.body, parts.body_line, path, &mut draft);
    let open = |d: &&Found<Dropped>| d.value.reason == blocks::OPEN_COMMENT;
    if let Some(found) = draft.dropped.iter().find(open) {
        let said = messages::open_comment(path, found.line());
        draft.doubts.push(said);
    }
    Ok(draft)
}

#[cfg(test)]
mod story_tests;
#[cfg(test)]
mod tests;
