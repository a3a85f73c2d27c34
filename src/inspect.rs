//! What was parsed from a file: for people as a table, for programs as a line of JSON.

mod margin;
mod table;

pub use table::table;

use crate::diag::Diagnostic;
use crate::parse::{self, Block, Draft, Found, Hints, Kind, Outcome, Source};
use crate::{check, disk, settings};
use serde_json::{Value, json};
use std::path::Path;

/// A file with what was parsed from it.
#[derive(Debug)]
pub struct Inspected {
    /// The path as it was given.
    pub path: String,
    /// What it states.
    pub draft: Box<Draft>,
    /// What is doubtful or lacking.
    pub doubts: Vec<Diagnostic>,
    /// What kind of file it is.
    pub kind: Kind,
    /// Its text as it was decoded, every line ended by LF.
    pub text: String,
}

/// What the settings of a site folder tell the parsers, where it has any.
///
/// # Errors
/// The settings cannot be read.
pub fn hints(root: &Path) -> Result<Hints, Vec<Diagnostic>> {
    let text = disk::settings(root).map_err(|d| vec![d])?;
    let (settings, _) = text.as_deref().map(settings::read).unwrap_or_default();
    Ok(settings.hints())
}

/// Reads and parses one file with its sidecar.
///
/// # Errors
/// It cannot be read, is of no kind that is parsed, or holds no article.
pub fn file(path: &Path, hints: &Hints) -> Result<Inspected, Vec<Diagnostic>> {
    let shown = disk::shown(path);
    let (kind, bytes, sidecar) = disk::original(path).map_err(|d| vec![d])?;
    let beside = sidecar
        .as_ref()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    match parse::parse(
        &Source {
            path: &shown,
            kind,
            bytes: &bytes,
            sidecar: beside,
        },
        hints,
    ) {
        Outcome::Article(draft) => {
            let mut doubts = draft.doubts.clone();
            doubts.extend(check::lacking(&shown, &draft));
            doubts.sort_by(Diagnostic::order);
            Ok(Inspected {
                path: shown.clone(),
                draft,
                doubts,
                kind,
                text: parse::text_of(&shown, kind, &bytes),
            })
        }
        Outcome::Refused(said) => Err(said),
    }
}

/// One JSON object of what a file states. What is unknown is null or an empty list; dates are ISO 8601,
/// with an offset only where the file gives one.
pub fn to_json(file: &str, draft: &Draft) -> Value {
    let text = |f: &Option<Found<String>>| f.as_ref().map(|f| f.value.clone());
    let when = |f: &Option<Found<crate::date::When>>| f.as_ref().map(|f| f.value.iso());
    let mut captions = Vec::new();
    let mut related = Vec::new();
    let mut body = Vec::new();
    let crossheads = crossheads(draft);
    for block in &draft.body {
        match &block.value {
            Block::Crosshead(text) if crossheads.contains(block) => body.push(text.as_str()),
            Block::Paragraph(text)
            | Block::Html {
                text,
                paragraph: true,
                ..
            } => body.push(text.as_str()),
            Block::Figure(f) if f.caption.is_some() || f.credit.is_some() => {
                captions.push(json!({ "caption": f.caption, "credit": f.credit }))
            }
            Block::Related(r) => related.push(r.headline.as_str()),
            _ => {}
        }
    }
    json!({
        "file": file,
        "headline": text(&draft.headline),
        "standfirst": text(&draft.standfirst),
        "authors": draft.bylines.iter().map(|b| b.value.name.as_str()).collect::<Vec<_>>(),
        "roles": draft.bylines.iter().filter_map(|b| b.value.role.as_deref()).collect::<Vec<_>>(),
        "dateline": text(&draft.dateline),
        "published": when(&draft.published),
        "updated": when(&draft.updated),
        "section": text(&draft.section),
        "tags": draft.tags.iter().map(|t| t.value.as_str()).collect::<Vec<_>>(),
        "captions": captions,
        "related": related,
        "body": body,
    })
}

/// Which crossheads are certain enough to be part of the text. A heading that the original marks is. A
/// short line of plain text is one where there are several; one alone may as well be the title of a
/// film or of another story that the page showed, and is left to the table, where it is named.
#[derive(Clone, Copy)]
enum Crossheads {
    All,
    Marked,
}

impl Crossheads {
    fn contains(self, block: &Found<Block>) -> bool {
        matches!(self, Crossheads::All) || block.rule != parse::SHORT_LINE
    }
}

fn crossheads(draft: &Draft) -> Crossheads {
    let unmarked =
        |b: &&Found<Block>| matches!(b.value, Block::Crosshead(_)) && b.rule == parse::SHORT_LINE;
    if draft.body.iter().filter(unmarked).count() > 1 {
        Crossheads::All
    } else {
        Crossheads::Marked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_null_or_empty() {
        let value = to_json("a.txt", &Draft::default());
        assert_eq!(
            value.to_string(),
            r#"{"file":"a.txt","headline":null,"standfirst":null,"authors":[],"roles":[],"dateline":null,"published":null,"updated":null,"section":null,"tags":[],"captions":[],"related":[],"body":[]}"#
        );
    }
}
