//! Originals to drafts: `Source → Draft`. Pure and total: any bytes give a draft, never an error and
//! never a panic.
//!
//! One file is one small grammar. `decode` makes text of bytes; by the kind of file it then goes to
//! `text` (stories as saved or scraped), `markdown` (with `front` for its front matter) or `page`
//! (saved web pages); a `sidecar` beside the file wins over all of them.

mod byline;
mod caption;
mod clean;
mod dates;
mod draft;
mod noise;
mod page;
mod phrases;
mod text;

pub use draft::{
    Block, Byline, CleanHtml, Correction, Draft, Dropped, Figure, Found, LOCAL, Lines, Origin,
    Related,
};

/// The kinds of original, told by the file name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `*.txt`: a story as saved or scraped.
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

/// Reads one original.
pub fn parse(source: &Source<'_>, hints: &Hints) -> Draft {
    let text = String::from_utf8_lossy(source.bytes);
    match source.kind {
        Kind::Page => page::page(&text, source.path, hints),
        Kind::Text | Kind::Markdown => text::story(&text, source.path, hints),
    }
}
