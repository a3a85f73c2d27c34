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

/// Whether a file of plain text is Markdown by another name: it begins with front matter or with `# Headline`.
pub(in crate::parse) fn is_marked(text: &str) -> bool {
    let mut lines = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim_end)
        .skip_while(|l| l.is_empty());
    let (first, second) = (
        lines.next().unwrap_or_default(),
        lines.next().unwrap_or_default(),
    );
    let is_key = |mark: char| {
        let name = second
            .split_once(mark)
            .map(|(name, _)| name.trim_end())
            .unwrap_or_default();
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
    };
    match first {
        "---" => is_key(':'),
        "+++" => is_key('='),
        _ => first
            .strip_prefix("# ")
            .is_some_and(|headline| !headline.trim().is_empty()),
    }
}

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
