//! Markdown articles: front matter, then the body block by block.

use super::{Draft, Hints, text};
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
    Ok(text::story(text, path, hints))
}
