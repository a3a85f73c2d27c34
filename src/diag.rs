//! What the program says about a file: one type, one constructor a message, one frame.
//!
//! A [`Diagnostic`] is part of the interface. It names the file, the line where there is one, what is
//! wrong and what to do about it. Messages are written in the files below this one and nowhere else, by
//! what they are about, so that their wording can be read, compared and translated in one place.

mod article;
mod files;
mod limits;
mod output;
mod site;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Write as _};

/// How much a diagnostic matters to the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Whether it fails the build.
    pub severity: Severity,
    /// A short stable name of the kind of message (`no-date`), for counts and for machines.
    pub kind: Cow<'static, str>,
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
    /// A new diagnostic without line or hint; the constructors are built on it.
    pub fn new(
        severity: Severity,
        kind: &'static str,
        file: &str,
        message: impl Into<String>,
    ) -> Self {
        Diagnostic {
            severity,
            kind: Cow::Borrowed(kind),
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

    /// A note about `file`.
    pub fn note(kind: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, kind, file, message)
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
        // A template's message goes on with the lines of the place; anywhere else a line break comes
        // out of a file or its name, and could forge a message.
        let (message, lines) = match self.message.split_once('\n') {
            Some((first, lines)) if self.kind == "template" => (first, lines),
            _ => (self.message.as_str(), ""),
        };
        write!(f, "{}: {}", self.severity.word(), printable_line(message))?;
        if !self.file.is_empty() {
            write!(f, "\n --> {}", printable_line(&self.file))?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
                if let Some(column) = self.column {
                    write!(f, ":{column}")?;
                }
            }
        }
        if !lines.is_empty() {
            write!(f, "\n{}", printable(lines))?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {}", printable_line(hint))?;
        }
        Ok(())
    }
}

/// The sidecar that belongs to an original: its name with the ending `.toml`.
fn sidecar(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
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

/// [`printable`] text on one line.
pub fn printable_line(text: &str) -> String {
    printable(text).replace('\n', "\\n")
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
    fn a_line_break_forges_no_message() {
        let d = Diagnostic::error("x", "a\nerror: b.txt", "no\nsuch").hint("see a\nb");
        assert_eq!(
            d.to_string(),
            "error: no\\nsuch\n --> a\\nerror: b.txt\nhint: see a\\nb"
        );
        assert!(
            Diagnostic::template("x", "a\nb")
                .to_string()
                .ends_with("a\n --> x\nb")
        );
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
