//! Articles as rows of a table.

use super::super::Site;
use crate::archive::ArticleId;
use crate::date::When;
use crate::parse::{Block, Draft};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Map, Value, json};
use std::io::Write as _;

/// How a part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4180, for spreadsheets.
    Csv,
    /// A JSON object a line, compressed (RFC 1952) without name and time, so that equal articles are
    /// equal bytes.
    JsonLines,
}

impl Format {
    /// What its files end in.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::JsonLines => "jsonl.gz",
        }
    }
}

/// The columns, and what each holds.
pub(super) const FIELDS: [(&str, &str); 17] = [
    (
        "path",
        "Where its page stands, from the top of the site; no two articles share one",
    ),
    (
        "url",
        "The same as an address of the web, where the archive has one",
    ),
    (
        "headline",
        "Its headline, or the name of its file where it has none",
    ),
    ("standfirst", "The lines below the headline"),
    (
        "authors",
        "Who wrote it; in CSV with \u{201c}; \u{201d} between",
    ),
    (
        "published",
        "When it was published, as exactly as is known: EDTF, such as 1994, 1994-02, 1994-02-12, 1994-02~ (about)",
    ),
    ("updated", "When it was last changed, in the same form"),
    ("dateline", "Place and agency at the head of the text"),
    ("section", "The section it stood in"),
    (
        "tags",
        "What it is about; in CSV with \u{201c}; \u{201d} between",
    ),
    (
        "language",
        "Its language (BCP 47), where it is stated, else the archive\u{2019}s",
    ),
    ("source", "The outlet it appeared in"),
    ("original", "Where it stood on the web"),
    (
        "corrections",
        "Corrections with their dates; in CSV with \u{201c}; \u{201d} between",
    ),
    (
        "complete",
        "Whether all of its text is here; false for an excerpt",
    ),
    ("words", "Words of the text"),
    (
        "text",
        "Its text, an empty line between paragraphs; captions and pictures are on its page only",
    ),
];

/// The columns for a table schema.
pub(super) fn schema() -> Value {
    let field = |(name, about): &(&str, &str)| {
        let kind = match *name {
            "complete" => "boolean",
            "words" => "integer",
            _ => "string",
        };
        json!({ "name": name, "type": kind, "description": about })
    };
    FIELDS.iter().map(field).collect()
}

/// A part that is being written.
pub struct Table {
    out: Out,
}

enum Out {
    Csv(Vec<u8>),
    // Fast: three quarters of what the slowest would save, in a fifth of its time.
    Lines(GzEncoder<Vec<u8>>),
}

impl Table {
    /// An empty one.
    pub fn new(format: Format) -> Self {
        let out = match format {
            Format::Csv => {
                let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
                Out::Csv((names.join(",") + "\r\n").into_bytes())
            }
            Format::JsonLines => Out::Lines(GzEncoder::new(Vec::new(), Compression::fast())),
        };
        Table { out }
    }

    /// Adds an article. `draft` is what the public may see of it.
    pub fn push(&mut self, site: &Site, id: ArticleId, draft: &Draft) {
        let row = row(site, id, draft);
        match &mut self.out {
            Out::Csv(out) => {
                for (i, (_, value)) in row.iter().enumerate() {
                    if i > 0 {
                        out.push(b',');
                    }
                    cell(out, &flat(value));
                }
                out.extend_from_slice(b"\r\n");
            }
            Out::Lines(out) => {
                let mut line = Value::Object(row).to_string();
                line.push('\n');
                // Writing to memory cannot fail.
                let written = out.write_all(line.as_bytes());
                debug_assert!(written.is_ok(), "writing to memory");
            }
        }
    }

    /// The whole file.
    pub fn finish(self) -> Vec<u8> {
        match self.out {
            Out::Csv(out) => out,
            Out::Lines(out) => out.finish().unwrap_or_default(),
        }
    }
}

/// What is known of an article, in the order of [`FIELDS`]; what is not known is null or an empty list.
fn row(site: &Site, id: ArticleId, draft: &Draft) -> Map<String, Value> {
    let article = site.archive.get(id);
    let card = &article.card;
    let base = site.settings.base_url.as_ref();
    let text = text(draft);
    let when = |w: &Option<When>| w.map(|w| w.to_string());
    let corrections = card
        .corrections
        .iter()
        .map(|c| json!({ "date": when(&c.date), "text": c.text }));
    let values = [
        json!(article.path.as_str()),
        json!(base.map(|b| b.join(article.path.as_str()))),
        json!(card.headline),
        json!(card.standfirst),
        card.bylines.iter().map(|b| json!(b.name)).collect(),
        json!(when(&card.published)),
        json!(when(&card.updated)),
        json!(draft.dateline.as_ref().map(|d| &d.value)),
        json!(card.section),
        json!(card.tags),
        json!(card.lang.as_deref().unwrap_or(&site.settings.lang)),
        json!(card.source),
        json!(draft.original.as_ref().map(|o| &o.value)),
        corrections.collect(),
        json!(!draft.is_excerpt()),
        json!(text.split_whitespace().count()),
        json!(text),
    ];
    let names = FIELDS.iter().map(|(name, _)| (*name).to_owned());
    names.zip(values).collect()
}

/// The text of an article, an empty line between its paragraphs.
fn text(draft: &Draft) -> String {
    let mut out = String::new();
    for block in &draft.body {
        let text = match &block.value {
            Block::Paragraph(text) | Block::Crosshead(text) | Block::Html { text, .. } => {
                text.trim()
            }
            Block::Figure(_) | Block::Related(_) => "",
        };
        if !text.is_empty() {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(text);
        }
    }
    out
}

/// A value as one cell.
fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(flat).collect::<Vec<_>>().join("; "),
        Value::Object(parts) => {
            let known = parts.values().map(flat).filter(|p| !p.is_empty());
            known.collect::<Vec<_>>().join(": ")
        }
        other => other.to_string(),
    }
}

/// A cell as RFC 4180 has it. What a spreadsheet would take for a formula gets an apostrophe before it:
/// articles come from anywhere, and a cell can send what is in the others to a stranger.
fn cell(out: &mut Vec<u8>, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !text.contains([',', '"', '\n', '\r']) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        let shown = |text: &str| {
            let mut out = Vec::new();
            cell(&mut out, text);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown("plain text"), "plain text");
        assert_eq!(shown("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(shown("two\nlines"), "\"two\nlines\"");
        assert_eq!(shown("=HYPERLINK(A1)"), "\"'=HYPERLINK(A1)\"");
    }
}
