//! What the program says about a file: one type, one constructor a message, one frame.
//!
//! A [`Diagnostic`] is part of the interface. It names the file, the line where there is one, what is
//! wrong and what to do about it. Messages are written here and nowhere else, so that their wording
//! can be read, compared and translated in one place.

use crate::date::When;
use std::cmp::Ordering;
use std::fmt::{self, Write as _};

/// How much a diagnostic matters to the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file or the site cannot be published as it is; the exit status is 1.
    Error,
    /// Published, but something is unknown or was guessed; the exit status is 1 under `--strict`.
    Warning,
    /// Worth knowing; never changes the exit status.
    Note,
}

impl Severity {
    /// The word that opens the frame.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One message about one place in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it fails the build.
    pub severity: Severity,
    /// A short stable name of the kind of message (`no-date`), for counts and for machines.
    pub kind: &'static str,
    /// Path as the user would type it from the root, with `/` between parts; empty for the whole site.
    pub file: String,
    /// Line in that file, counted from 1, where one is known.
    pub line: Option<u32>,
    /// Column in characters, counted from 1, where one is known.
    pub column: Option<u32>,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What the reader can do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A new diagnostic without line or hint; the constructors below are built on it.
    pub fn new(
        severity: Severity,
        kind: &'static str,
        file: &str,
        message: impl Into<String>,
    ) -> Self {
        Diagnostic {
            severity,
            kind,
            file: file.to_owned(),
            line: None,
            column: None,
            message: message.into(),
            hint: None,
        }
    }

    /// An error about `file`.
    pub fn error(kind: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, kind, file, message)
    }

    /// A warning about `file`.
    pub fn warning(kind: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, kind, file, message)
    }

    /// The same diagnostic at a line (counted from 1).
    #[must_use]
    pub fn at(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// The same diagnostic at a line and a column (both counted from 1).
    #[must_use]
    pub fn at_column(mut self, line: u32, column: u32) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same diagnostic with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A numeric date that reads as two days: 03/04/2021. It was not used.
    pub fn open_date_order(file: &str, line: u32, day_first: &When, month_first: &When) -> Self {
        let sidecar = sidecar_of(file);
        Self::warning(
            "open-date-order",
            file,
            format!("the date reads as {day_first} or {month_first}, so it was not used"),
        )
        .at(line)
        .hint(format!(
            "add `published = \"{day_first}\"` (or the other) to {sidecar}, or set `date_order` to \"day-first\" or \"month-first\" in morgue.toml"
        ))
    }

    /// A date that the calendar does not have: 31 February 2021. It was not used.
    pub fn impossible_date(file: &str, line: u32, text: &str) -> Self {
        let sidecar = sidecar_of(file);
        let shown: String = text.chars().take(80).collect();
        Self::warning(
            "impossible-date",
            file,
            format!("the calendar has no such date: {shown}"),
        )
        .at(line)
        .hint(format!("add the right one as `published` to {sidecar}"))
    }

    /// A page's signed byline and its metadata name different people. The byline was used.
    pub fn bylines_differ(file: &str, line: u32, shown: &str, stated: &str) -> Self {
        let sidecar = sidecar_of(file);
        Self::warning(
            "bylines-differ",
            file,
            format!("the page is signed {shown}, but its metadata names {stated}"),
        )
        .at(line)
        .hint(format!(
            "the byline was used; add `authors = [\"{stated}\"]` to {sidecar} if the metadata is right"
        ))
    }

    /// A page shows another date than its metadata gives. The metadata was used.
    pub fn dates_differ(file: &str, line: u32, shown: &When, stated: &When) -> Self {
        let sidecar = sidecar_of(file);
        Self::warning(
            "dates-differ",
            file,
            format!("the page shows {shown} as its date, but its metadata says {stated}"),
        )
        .at(line)
        .hint(format!(
            "the metadata was used; add `published = \"{shown}\"` to {sidecar} if the page is right"
        ))
    }

    /// The order in which diagnostics are shown: by file, line and column, then errors first.
    pub fn order(&self, other: &Self) -> Ordering {
        (
            &self.file,
            self.line,
            self.column,
            self.severity,
            &self.message,
        )
            .cmp(&(
                &other.file,
                other.line,
                other.column,
                other.severity,
                &other.message,
            ))
    }
}

impl fmt::Display for Diagnostic {
    /// The frame that Tera 2 uses, so that every error of a build looks alike. Control characters
    /// are escaped: file names and values are hostile until proven otherwise.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity.word(), printable(&self.message))?;
        if !self.file.is_empty() {
            write!(f, "\n --> {}", printable(&self.file))?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
                if let Some(column) = self.column {
                    write!(f, ":{column}")?;
                }
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {}", printable(hint))?;
        }
        Ok(())
    }
}

/// The sidecar of an original: `content/a.txt` has `content/a.toml`.
fn sidecar_of(file: &str) -> String {
    let name = file.rfind('/').map_or(0, |at| at + 1);
    let stem = file[name..]
        .rfind('.')
        .filter(|&dot| dot > 0)
        .map_or(file, |dot| &file[..name + dot]);
    format!("{stem}.toml")
}

/// `text` with control and bidirectional formatting characters escaped, for a terminal. Newlines
/// stay, since a template error's snippet has several lines.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (c.is_control() && c != '\n') || hidden {
            // Writing to a String cannot fail.
            let _ = write!(out, "{}", c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_names_file_line_and_hint() {
        let d = Diagnostic::warning("no-date", "content/a.txt", "no publication date")
            .at(1)
            .hint("add it");
        assert_eq!(
            d.to_string(),
            "warning: no publication date\n --> content/a.txt:1\nhint: add it"
        );
    }

    #[test]
    fn control_characters_cannot_reach_the_terminal() {
        let d = Diagnostic::error("x", "a\u{1b}[2J.txt", "bad \u{202e}value");
        let shown = d.to_string();
        assert!(
            !shown.contains('\u{1b}') && !shown.contains('\u{202e}'),
            "{shown}"
        );
        assert!(shown.contains("\\u{1b}"));
    }

    #[test]
    fn order_is_file_then_line() {
        let mut all = [
            Diagnostic::warning("x", "b", "m"),
            Diagnostic::warning("x", "a", "m").at(9),
            Diagnostic::error("x", "a", "m").at(2),
        ];
        all.sort_by(Diagnostic::order);
        let places: Vec<_> = all.iter().map(|d| (d.file.as_str(), d.line)).collect();
        assert_eq!(places, [("a", Some(2)), ("a", Some(9)), ("b", None)]);
    }
}
