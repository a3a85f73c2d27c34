//! What the program says about a file: one type, one constructor a message, one frame.
//!
//! A [`Diagnostic`] is part of the interface. It names the file, the line where there is one, what is
//! wrong and what to do about it. Messages are written here and nowhere else, so that their wording
//! can be read, compared and translated in one place.

use crate::date::When;
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
    /// A new diagnostic without line or hint; the constructors below are built on it.
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

    /// Two articles want one address; `file` gets another. Both are relative to `content`.
    pub fn same_address(content: &str, file: &str, other: &str, wanted: &str, given: &str) -> Self {
        Self::warning(
            "same-address",
            &format!("{content}/{file}"),
            format!(
                "{wanted} is the address of {content}/{other}; this article is published at {given}"
            ),
        )
        .hint("give one of them a `slug` of its own")
    }

    /// A path that cannot be an address on every host and file system.
    pub fn unsafe_address(file: &str) -> Self {
        Self::error(
            "unsafe-address",
            file,
            "its name cannot be an address on every host",
        )
        .hint("use letters, digits, `-`, `_` and `.` only")
    }

    /// Two files of the site claim one address.
    pub fn address_taken(file: &str, path: &str) -> Self {
        Self::error(
            "address-taken",
            file,
            format!("the site has a page of its own at {path}"),
        )
        .hint("give the file another name")
    }

    /// A link or picture that leads to nothing that is published.
    pub fn broken_link(file: &str, line: u32, reference: &str) -> Self {
        Self::warning(
            "broken-link",
            file,
            format!("`{reference}` leads to no article and to no file that is published"),
        )
        .at(line)
        .hint("its text is shown without a link")
    }

    /// A link that leads out of the content folder.
    pub fn link_outside(file: &str, line: u32, reference: &str) -> Self {
        Self::warning(
            "link-outside",
            file,
            format!("`{reference}` leads out of the content folder"),
        )
        .at(line)
        .hint("its text is shown without a link; copy the file beside the article")
    }

    /// An article without a headline.
    pub fn no_headline(file: &str, line: u32, shown: &str) -> Self {
        Self::warning("no-headline", file, "no headline")
            .at(line)
            .hint(format!(
                "add `headline = \"…\"` to {}; until then lists show the name of the file, {shown}",
                sidecar(file)
            ))
    }

    /// An article without a publication date; `not_before` is the latest day its text mentions.
    pub fn no_date(file: &str, line: u32, not_before: Option<&str>) -> Self {
        let hint = match not_before {
            Some(day) => format!(
                "its text mentions {day}, so it is not older than that; add `published = \"…\"` to {}; until then it is listed under Undated",
                sidecar(file)
            ),
            None => format!(
                "add `published = \"2021-12\"` or as much as is known to {}; until then it is listed under Undated",
                sidecar(file)
            ),
        };
        Self::warning("no-date", file, "no publication date")
            .at(line)
            .hint(hint)
    }

    /// An article that does not say who wrote it.
    pub fn no_byline(file: &str, line: u32) -> Self {
        Self::warning("no-byline", file, "no byline")
            .at(line)
            .hint(format!(
                "many have none; where the author is known add `byline = \"…\"` to {}",
                sidecar(file)
            ))
    }

    /// An article without any text of its own.
    pub fn no_body(file: &str, line: u32) -> Self {
        Self::warning("no-body", file, "a headline and nothing below it")
            .at(line)
            .hint("it is published as it is")
    }

    /// An article that its author does not want published yet.
    pub fn is_draft(file: &str, line: u32) -> Self {
        Self::note("draft", file, "not published: it is marked as a draft").at(line)
    }

    /// What the template engine says of a template; its text names file and line itself.
    pub fn template(message: &str) -> Self {
        Self::error("template", "", message)
    }

    /// The disk refused something; nothing else is known than what the system says.
    pub fn disk(what: &str, path: &str, why: &std::io::Error) -> Self {
        Self::error("disk", path, format!("{what}: {why}"))
    }

    /// The content folder is not there or cannot be read.
    pub fn no_content(file: &str, why: &std::io::Error) -> Self {
        Self::error("no-content", file, format!("cannot read the content folder: {why}"))
            .hint("put your articles into this folder, name another with --content, or begin with `morgue init`")
    }

    /// A file or folder whose name is not Unicode.
    pub fn unreadable_name(file: &str) -> Self {
        Self::warning("name", file, "not published: its name is not Unicode")
            .hint("give it another name")
    }

    /// A symbolic link, which is not followed.
    pub fn link_not_followed(file: &str) -> Self {
        Self::warning("link", file, "not published: it is a symbolic link")
            .hint("copy the file, or set `follow_links = true` in morgue.toml for links inside the content folder")
    }

    /// A symbolic link that leads out of the content folder.
    pub fn link_leads_out(file: &str) -> Self {
        Self::warning(
            "link",
            file,
            "not published: it is a symbolic link that leads out of the content folder",
        )
        .hint("copy the file")
    }

    /// A symbolic link that leads to a folder above it.
    pub fn link_loop(file: &str) -> Self {
        Self::warning(
            "link",
            file,
            "not followed: it is a symbolic link to a folder above it",
        )
    }

    /// A hidden file, or one that an editor or a system left behind.
    pub fn hidden(file: &str) -> Self {
        Self::note(
            "hidden",
            file,
            "not published: hidden, or left behind by an editor or system",
        )
    }

    /// Hugo and Zola keep a section's settings in `_index.md`.
    pub fn section_page(file: &str) -> Self {
        Self::note(
            "section-page",
            file,
            "not published: it describes a section for another generator; morgue makes section pages itself",
        )
    }

    /// A pipe, socket or device.
    pub fn not_a_file(file: &str) -> Self {
        Self::warning(
            "not-a-file",
            file,
            "not published: it is not a regular file",
        )
    }

    /// A file of a kind that is not published.
    pub fn unknown_kind(file: &str) -> Self {
        Self::warning(
            "unknown-kind",
            file,
            "not published: files of this kind are neither articles nor known to be harmless",
        )
        .hint("an article is .txt, .md or .html; pictures, PDFs, sound, film and data are copied")
    }

    /// Files of a saved page that its article does not show.
    pub fn page_parts(folder: &str, n: usize) -> Self {
        let files = if n == 1 {
            "1 file".to_owned()
        } else {
            format!("{n} files")
        };
        Self::note(
            "page-parts",
            folder,
            format!(
                "{files} not published: parts of the saved page that its article does not show"
            ),
        )
    }

    /// A picture with scripts in it.
    pub fn active_picture(file: &str, line: u32, what: &str) -> Self {
        Self::warning(
            "active-picture",
            file,
            format!("not published: this picture contains {what}"),
        )
        .at(line)
        .hint("save it again without scripts and outside references")
    }

    /// A file or folder that cannot be read.
    pub fn unreadable(file: &str, why: &std::io::Error) -> Self {
        Self::error(
            "unreadable",
            file,
            format!("not published: cannot read it: {why}"),
        )
    }

    /// A file of the user's theme or settings that cannot be read; without it there is no site.
    pub fn unreadable_input(file: &str, why: &std::io::Error) -> Self {
        Self::error("unreadable", file, format!("cannot read it: {why}"))
    }

    /// An article whose sidecar cannot be read.
    pub fn unreadable_sidecar(file: &str) -> Self {
        Self::error(
            "unreadable",
            file,
            format!("not published: cannot read its sidecar {}", sidecar(file)),
        )
        .hint("without it the article may state what a person corrected")
    }

    /// A symbolic link among the static files or templates.
    pub fn own_link(file: &str) -> Self {
        Self::warning("link", file, "not published: it is a symbolic link").hint("copy the file")
    }

    /// Addresses that an article had on another site, of which `first` is one.
    pub fn aliases_unserved(file: &str, line: u32, first: &str, n: usize) -> Self {
        let others = match n {
            0 | 1 => String::new(),
            2 => " and 1 other".to_owned(),
            n => format!(" and {} others", n - 1),
        };
        Self::note(
            "alias",
            file,
            format!("old address not served yet: {first}{others}"),
        )
        .at(line)
        .hint("where the host can redirect, let it lead to the new one")
    }

    /// A content folder without a single article to publish.
    pub fn no_articles(content: &str) -> Self {
        Self::warning("no-articles", content, "no articles found")
            .hint("put .txt, .md or .html files into it, or name another folder with --content")
    }

    /// A site of before that would lose all of its articles.
    pub fn all_articles_gone(output: &str, content: &str) -> Self {
        Self::error(
            "no-articles",
            output,
            format!(
                "there is no article in {content}, and this site has some; nothing was changed"
            ),
        )
        .hint("name the right folder with --content; to begin anew, delete the site yourself")
    }

    /// A sidecar with more than one article of its name.
    pub fn sidecar_of_several(file: &str, names: &[&str]) -> Self {
        Self::error(
            "sidecar",
            file,
            format!("more than one article has this name: {}", names.join(", ")),
        )
        .hint("give the articles different names")
    }

    /// A sidecar without an article.
    pub fn sidecar_of_none(file: &str) -> Self {
        Self::warning("sidecar", file, "no article of this name stands beside it")
            .hint("a sidecar has the name of its article, with the ending .toml")
    }

    /// Another build holds the output folder.
    pub fn build_running(output: &str, by: Option<u32>) -> Self {
        let who = by.map(|n| format!(" (process {n})")).unwrap_or_default();
        Self::error(
            "build-running",
            output,
            format!("another build is writing here{who}"),
        )
        .hint("wait until it is done")
    }

    /// An output folder that has no name of its own.
    pub fn output_is_root(output: &str) -> Self {
        Self::error("output", output, "the site needs a folder of its own")
            .hint("name one with --output")
    }

    /// The output is a file.
    pub fn output_is_file(output: &str) -> Self {
        Self::error(
            "output",
            output,
            "a file stands where the site's folder should be",
        )
        .hint("name another folder with --output")
    }

    /// Content and output overlap.
    pub fn output_overlaps(output: &str, content: &str) -> Self {
        Self::error(
            "output",
            output,
            format!("the site's folder and the content folder {content} lie inside one another"),
        )
        .hint("name another folder with --output")
    }

    /// The output meets what belongs to the user's root.
    pub fn output_overlaps_own(output: &str, own: &str) -> Self {
        Self::error(
            "output",
            output,
            format!("the site's folder and {own} of the root lie inside one another"),
        )
        .hint("name another folder with --output")
    }

    /// The output is a link to an empty or a missing folder, which a first build would replace.
    pub fn output_is_link(output: &str) -> Self {
        Self::error(
            "output",
            output,
            "it is a symbolic link to an empty or a missing folder, which a first build would replace",
        )
        .hint("name the folder itself with --output")
    }

    /// The output folder holds files that no build wrote.
    pub fn foreign_output(output: &str, example: &str) -> Self {
        Self::error("foreign-output", output, format!("this folder holds files that morgue did not write ({example} is one); nothing was changed"))
            .hint("empty it, or name another folder with --output")
    }

    /// A planned page meets a file that no build wrote.
    pub fn not_ours(path: &str) -> Self {
        Self::error("not-ours", path, "the site needs this place, and morgue did not write what stands there; nothing was changed").hint("move it away")
    }

    /// A file that was an article a moment ago.
    pub fn changed_meanwhile(file: &str) -> Self {
        Self::error("changed", file, "it changed while the site was being built")
            .hint("build again")
    }

    /// `init` meets a file that is there already.
    pub fn init_taken(file: &str) -> Self {
        Self::error(
            "init",
            file,
            "this file is there already; nothing was written",
        )
        .hint("name a new folder")
    }

    /// A numeric date that reads as two days: 03/04/2021. It was not used.
    pub fn open_date_order(file: &str, line: u32, day_first: &When, month_first: &When) -> Self {
        let sidecar = sidecar(file);
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
        let sidecar = sidecar(file);
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
        let sidecar = sidecar(file);
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
        let sidecar = sidecar(file);
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
        // A template's snippet has lines of its own; anywhere else a line break comes out of a file
        // or its name, and could forge a message.
        let message = if self.kind == "template" {
            printable(&self.message)
        } else {
            printable_line(&self.message)
        };
        write!(f, "{}: {message}", self.severity.word())?;
        if !self.file.is_empty() {
            write!(f, "\n --> {}", printable_line(&self.file))?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
                if let Some(column) = self.column {
                    write!(f, ":{column}")?;
                }
            }
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
        assert!(Diagnostic::template("a\nb").to_string().contains("a\nb"));
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
