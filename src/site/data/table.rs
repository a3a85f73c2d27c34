//! Articles as rows of a table.

use super::super::Site;
use crate::archive::ArticleId;
use crate::date::When;
use crate::parse::{Block, Draft};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use serde_json::{Value, json};
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
    /// The line that is being written.
    line: Vec<u8>,
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
        Table {
            out,
            line: Vec::new(),
        }
    }

    /// Adds an article. `draft` is what the public may see of it.
    pub fn push(&mut self, site: &Site, id: ArticleId, draft: &Draft) {
        let row = Row::new(site, id, draft);
        match &mut self.out {
            Out::Csv(out) => row.cells(out),
            Out::Lines(out) => {
                self.line.clear();
                // Writing to memory cannot fail.
                let written = serde_json::to_writer(&mut self.line, &row);
                self.line.push(b'\n');
                let written = written.is_ok() && out.write_all(&self.line).is_ok();
                debug_assert!(written, "writing to memory");
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
#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    url: Option<String>,
    headline: &'a str,
    standfirst: Option<&'a str>,
    authors: Vec<&'a str>,
    published: Option<String>,
    updated: Option<String>,
    dateline: Option<&'a str>,
    section: Option<&'a str>,
    tags: &'a [Box<str>],
    language: &'a str,
    source: Option<&'a str>,
    original: Option<&'a str>,
    corrections: Vec<Corrected<'a>>,
    complete: bool,
    words: usize,
    text: String,
}

#[derive(Serialize)]
struct Corrected<'a> {
    date: Option<String>,
    text: &'a str,
}

impl<'a> Row<'a> {
    fn new(site: &'a Site, id: ArticleId, draft: &'a Draft) -> Self {
        let article = site.archive.get(id);
        let card = &article.card;
        let base = site.settings.base_url.as_ref();
        let text = text(draft);
        let when = |w: &Option<When>| w.map(|w| w.to_string());
        let corrections = card.seldom().corrections.iter();
        Row {
            path: article.path.as_str(),
            url: base.map(|b| b.join(article.path.as_str())),
            headline: &card.headline,
            standfirst: card.standfirst(),
            authors: card.bylines.iter().map(|b| &**b).collect(),
            published: when(&card.published),
            updated: when(&card.updated),
            dateline: draft.dateline.as_ref().map(|d| d.value.as_str()),
            section: card.section.as_deref(),
            tags: &card.tags,
            language: card.lang.as_deref().unwrap_or(&site.settings.lang),
            source: card.source.as_deref(),
            original: draft.original.as_ref().map(|o| o.value.as_str()),
            corrections: corrections
                .map(|c| Corrected {
                    date: when(&c.date),
                    text: &c.text,
                })
                .collect(),
            complete: !draft.is_excerpt(),
            words: words(&text),
            text,
        }
    }

    /// The row of a CSV file.
    fn cells(&self, out: &mut Vec<u8>) {
        let tags: Vec<&str> = self.tags.iter().map(|t| &**t).collect();
        let corrections: Vec<String> = self.corrections.iter().map(Corrected::flat).collect();
        let cells = [
            self.path,
            self.url.as_deref().unwrap_or_default(),
            self.headline,
            self.standfirst.unwrap_or_default(),
            &self.authors.join("; "),
            self.published.as_deref().unwrap_or_default(),
            self.updated.as_deref().unwrap_or_default(),
            self.dateline.unwrap_or_default(),
            self.section.unwrap_or_default(),
            &tags.join("; "),
            self.language,
            self.source.unwrap_or_default(),
            self.original.unwrap_or_default(),
            &corrections.join("; "),
            if self.complete { "true" } else { "false" },
            &self.words.to_string(),
            &self.text,
        ];
        for (i, text) in cells.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            cell(out, text);
        }
        out.extend_from_slice(b"\r\n");
    }
}

impl Corrected<'_> {
    /// Date and text, as far as they are known.
    fn flat(&self) -> String {
        match &self.date {
            Some(date) if !self.text.is_empty() => format!("{date}: {}", self.text),
            Some(date) => date.clone(),
            None => self.text.to_owned(),
        }
    }
}

/// The number of words of a text.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for (at, byte) in text.bytes().enumerate() {
        let blank = match byte {
            b' ' | b'\t'..=b'\r' => true,
            // What is left of a character whose first byte has told.
            0x80..=0xbf => continue,
            // Every blank beyond ASCII begins with one of these.
            0xc2 | 0xe1..=0xe3 => text[at..].starts_with(char::is_whitespace),
            _ => false,
        };
        count += usize::from(!blank && !inside);
        inside = !blank;
    }
    count
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

/// A cell as RFC 4180 has it. What a spreadsheet would take for a formula gets an apostrophe before it:
/// articles come from anywhere, and a cell can send what is in the others to a stranger.
fn cell(out: &mut Vec<u8>, text: &str) {
    // Spreadsheets pass over what cannot be seen, and some read full-width signs as plain ones.
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let formula = seen.starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]);
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

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_columns_that_are_described() {
        let row = Row {
            path: "p",
            url: None,
            headline: "h",
            standfirst: None,
            authors: Vec::new(),
            published: None,
            updated: None,
            dateline: None,
            section: None,
            tags: &[],
            language: "en",
            source: None,
            original: None,
            corrections: Vec::new(),
            complete: true,
            words: 0,
            text: String::new(),
        };
        let written = serde_json::to_value(&row).unwrap();
        let names: Vec<_> = written.as_object().unwrap().keys().collect();
        assert_eq!(names, FIELDS.map(|(name, _)| name));
        let mut cells = Vec::new();
        row.cells(&mut cells);
        let commas = cells.iter().filter(|b| **b == b',').count();
        assert_eq!(commas + 1, FIELDS.len());
    }

    #[test]
    fn words_are_counted_as_blanks_part_them() {
        let blanks = (0..=0xffff).filter_map(char::from_u32);
        let every_blank: String = blanks
            .filter(|c| c.is_whitespace())
            .flat_map(|c| ['é', c])
            .collect();
        for text in [
            "",
            " ",
            "one",
            " one\ttwo \n\nthree\u{b}four ",
            "“one” \u{a0}two",
            every_blank.as_str(),
        ] {
            assert_eq!(words(text), text.split_whitespace().count(), "{text:?}");
        }
    }

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
        for hidden in [
            "\t=A1",
            "\u{feff}=A1",
            " \u{200b}@A1",
            "\u{ff1d}A1",
            "\u{ff0b}A1",
        ] {
            assert_eq!(shown(hidden), format!("\"'{hidden}\""));
        }
    }
}
