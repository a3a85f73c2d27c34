//! Originals to drafts: `Source → Outcome`. Pure and total: any bytes give a draft or a refusal that
//! says why, never an error half-way and never a panic.
//!
//! One file is one small grammar. `decode` makes text of bytes; by the kind of file it then goes to
//! `text` (stories as saved or scraped), `markdown` (with `front` for its front matter) or `page`
//! (saved web pages); a `sidecar` beside the file wins over all of them.

mod blanks;
mod byline;
mod caption;
mod clean;
mod dates;
mod decode;
mod draft;
mod facts;
mod front;
mod lines;
mod markdown;
mod messages;
mod noise;
mod page;
mod phrases;
mod scrub;
mod sidecar;
mod svg;
mod text;

pub use draft::{
    Block, Byline, CleanHtml, Correction, Draft, Dropped, Figure, Found, LOCAL, Lines, Origin,
    Related, Rights,
};
pub(crate) use facts::rights;
pub use svg::active_content;
pub(crate) use text::SHORT_LINE;

use crate::diag::Diagnostic;

/// The kinds of original, told by the file name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// `*.txt`: a story as saved, scraped or typed, or Markdown by its looks.
    Text,
    /// `*.md`, `*.markdown`: Markdown with front matter, or a story where there is none.
    Markdown,
    /// `*.html`, `*.htm`: a saved web page.
    Page,
}

/// An original as it came from disk.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its path for messages, with `/` between the parts (`content/1994/flood.txt`).
    pub path: &'a str,
    /// What kind of file it is.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The path and bytes of the sidecar, where there is one.
    pub sidecar: Option<(&'a str, &'a [u8])>,
}

/// The order of day and month in numeric dates such as 03/04/2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 03/04/2021 is 3 April.
    DayFirst,
    /// 03/04/2021 is 4 March.
    MonthFirst,
}

/// What the archive's settings tell the parsers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// How to read numeric dates; where it is not set, only unambiguous ones are read.
    pub date_order: Option<DateOrder>,
}

/// What became of an original.
///
/// Not a `Result`, because a refusal is no failure of the parser: it is the other answer to "is there
/// an article in this file?", and a `?` must never drop it on the way to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// An article, with its doubts in [`Draft::doubts`].
    Article(Box<Draft>),
    /// Nothing to publish: the file is empty or binary, or its front matter is malformed, so that
    /// nobody can say what it means. At least one diagnostic is an error.
    Refused(Vec<Diagnostic>),
}

/// Reads one original.
pub fn parse(source: &Source<'_>, hints: &Hints) -> Outcome {
    let decoded = match decode::decode(source.path, source.kind, source.bytes) {
        Ok(decoded) => decoded,
        Err(refusal) => return Outcome::Refused(vec![refusal]),
    };
    let (text, mut doubts) = (decoded.text, decoded.doubts);
    let read = match source.kind {
        Kind::Text if markdown::is_marked(&text) => markdown::article(&text, source.path, hints),
        Kind::Text => Ok(text::story(&text, source.path, hints)),
        Kind::Markdown => markdown::article(&text, source.path, hints),
        Kind::Page => Ok(page::page(&text, source.path, hints)),
    };
    match read {
        Ok(mut draft) => {
            draft.doubts.splice(..0, doubts);
            if let Some((path, bytes)) = source.sidecar {
                sidecar::apply(path, bytes, hints, &mut draft);
            }
            scrub::scrub(
                &mut draft,
                source.path,
                source.sidecar.map(|(path, _)| path),
            );
            Outcome::Article(Box::new(draft))
        }
        Err(refusal) => {
            doubts.push(*refusal);
            Outcome::Refused(doubts)
        }
    }
}

/// The text of an original as it is parsed, every line ended by LF; empty where it holds none.
pub fn text_of(path: &str, kind: Kind, bytes: &[u8]) -> String {
    decode::decode(path, kind, bytes)
        .map(|decoded| lines::unify(&decoded.text).into_owned())
        .unwrap_or_default()
}

/// The text of a file that a person keeps beside the articles, and what is doubtful about its encoding.
///
/// # Errors
/// It holds no text: it is empty, binary or UTF-32.
pub fn decoded(path: &str, bytes: &[u8]) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let decoded = decode::decode(path, Kind::Text, bytes)?;
    Ok((decoded.text.into_owned(), decoded.doubts))
}

/// Whether a byline names a news agency rather than a person.
pub fn is_agency(name: &str) -> bool {
    byline::is_agency_line(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parsing_is_total(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            sidecar in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..100)),
            kind in prop_oneof![Just(Kind::Text), Just(Kind::Markdown), Just(Kind::Page)],
        ) {
            let source = Source {
                path: "content/a.x",
                kind,
                bytes: &bytes,
                sidecar: sidecar.as_deref().map(|s| ("content/a.toml", s)),
            };
            match parse(&source, &Hints::default()) {
                Outcome::Article(_) => {}
                Outcome::Refused(said) => {
                    prop_assert!(said.iter().any(|d| d.severity == crate::diag::Severity::Error));
                }
            }
        }
    }
}
