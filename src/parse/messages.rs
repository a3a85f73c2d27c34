//! What is said about bytes, front matter, sidecars and Markdown: one function a message.
//!
//! They stand together so that their wording can be compared; the snapshot below shows each as the
//! user sees it.

use super::front::Node;
use crate::date::EdtfError;
use crate::diag::{Diagnostic, Severity};

/// A place among the bytes of a file, for a person with an editor and for one with a hex dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Place {
    /// Line, counted from 1.
    pub line: u32,
    /// Byte, counted from 0.
    pub byte: usize,
}

/// The file has no text in it.
pub(in crate::parse) fn empty(file: &str) -> Diagnostic {
    Diagnostic::error(
        "empty-file",
        file,
        "the file is empty, so it is not published",
    )
    .hint("put the article into it, or remove it")
}

/// The file is not text, but of a kind that its first bytes name.
pub(in crate::parse) fn binary(file: &str, what: &str) -> Diagnostic {
    Diagnostic::error(
        "binary-file",
        file,
        format!("this is {what}, not text, so it is not published"),
    )
    .hint("export the article as plain text; a picture or a PDF keeps its own ending to be copied as it is")
}

/// UTF-32, which nothing on the web reads.
pub(in crate::parse) fn utf32(file: &str) -> Diagnostic {
    Diagnostic::error(
        "utf-32",
        file,
        "the file is in UTF-32, which is not read, so it is not published",
    )
    .hint("save it as UTF-8")
}

/// No encoding was declared and the bytes are not UTF-8.
pub(in crate::parse) fn guessed(file: &str, at: Place, byte: u8, charset: &str) -> Diagnostic {
    Diagnostic::warning(
        "guessed-charset",
        file,
        format!(
            "not valid UTF-8: byte 0x{byte:02X} at offset {}; read as {charset}, which is a guess",
            at.byte
        ),
    )
    .at(at.line)
    .hint("look at the letters with accents, then save the file as UTF-8")
}

/// UTF-8 with a few bytes that are not.
pub(in crate::parse) fn damaged(file: &str, at: Place, byte: u8, count: usize) -> Diagnostic {
    let these = if count == 1 {
        "1 byte that is not UTF-8".to_owned()
    } else {
        format!("{count} bytes that are not UTF-8")
    };
    Diagnostic::warning(
        "damaged-utf-8",
        file,
        format!(
            "{these}, first 0x{byte:02X} at offset {}; read as windows-1252",
            at.byte
        ),
    )
    .at(at.line)
    .hint("correct the letter there, then save the file as UTF-8")
}

/// The last character is cut.
pub(in crate::parse) fn truncated(file: &str, at: Place) -> Diagnostic {
    Diagnostic::warning(
        "cut-character",
        file,
        format!(
            "the file ends in the middle of a character at offset {}; the rest of it is left out",
            at.byte
        ),
    )
    .at(at.line)
    .hint("the file may have been cut short: compare it with its source")
}

/// The bytes do not fit the charset that the file declares or that its first bytes name.
pub(in crate::parse) fn undecodable(file: &str, line: u32, charset: &str) -> Diagnostic {
    Diagnostic::warning(
        "undecodable",
        file,
        format!("bytes that are not {charset} are shown as \u{fffd}"),
    )
    .at(line)
    .hint("save the file as UTF-8")
}

/// UTF-16 that no byte order mark announces.
pub(in crate::parse) fn unmarked_utf16(file: &str, charset: &str) -> Diagnostic {
    Diagnostic::warning(
        "guessed-charset",
        file,
        format!("no byte order mark; read as {charset} because every other byte is zero"),
    )
    .hint("save the file as UTF-8")
}

/// A page that declares one charset and is written in another.
pub(in crate::parse) fn misdeclared(file: &str, line: u32, charset: &str) -> Diagnostic {
    Diagnostic::warning(
        "wrong-charset",
        file,
        format!("the page declares {charset}, but its bytes are UTF-8; read as UTF-8"),
    )
    .at(line)
}

/// Characters that no text has were taken out.
pub(in crate::parse) fn removed(file: &str, at: Place, first: char, count: usize) -> Diagnostic {
    let these = if count == 1 {
        "a character that text cannot have is left out".to_owned()
    } else {
        format!("{count} characters that text cannot have are left out")
    };
    Diagnostic::warning(
        "control-characters",
        file,
        format!("{these}, first U+{:04X}", u32::from(first)),
    )
    .at(at.line)
}

/// Characters of the range U+0080 to U+009F, which are windows-1252 that somebody converted wrongly.
pub(in crate::parse) fn mistaken(file: &str, at: Place, first: char, count: usize) -> Diagnostic {
    let these = if count == 1 {
        "a control character that stands for a punctuation mark is".to_owned()
    } else {
        format!("{count} control characters that stand for punctuation marks are")
    };
    Diagnostic::warning(
        "control-characters",
        file,
        format!(
            "{these} read as windows-1252, first U+{:04X}",
            u32::from(first)
        ),
    )
    .at(at.line)
}

/// The file holds U+FFFD: an earlier program lost what stood there.
pub(in crate::parse) fn lost(file: &str, line: u32, count: usize) -> Diagnostic {
    let these = if count == 1 {
        "a character was".to_owned()
    } else {
        format!("{count} characters were")
    };
    Diagnostic::warning(
        "lost-characters",
        file,
        format!("{these} lost before this file was saved: it holds \u{fffd} in their place"),
    )
    .at(line)
    .hint("fill the letter in from the source")
}

/// Where keys are written: the front matter of a file, or a sidecar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Spot<'a> {
    /// The file.
    pub file: &'a str,
    /// Whether it is a sidecar.
    pub sidecar: bool,
}

impl<'a> Spot<'a> {
    /// The front matter of `file`.
    pub(in crate::parse) fn front(file: &'a str) -> Self {
        Spot {
            file,
            sidecar: false,
        }
    }

    /// The sidecar `file`.
    pub(in crate::parse) fn sidecar(file: &'a str) -> Self {
        Spot {
            file,
            sidecar: true,
        }
    }

    fn name(self) -> &'static str {
        if self.sidecar {
            "sidecar"
        } else {
            "front matter"
        }
    }

    fn kind(self) -> &'static str {
        if self.sidecar {
            "bad-sidecar"
        } else {
            "bad-front-matter"
        }
    }

    /// What becomes of the article when this cannot be read.
    fn fate(self) -> &'static str {
        if self.sidecar {
            "its facts are not used"
        } else {
            "the article is not published"
        }
    }
}

/// The opening fence has no closing one.
pub(in crate::parse) fn unclosed(spot: Spot<'_>, fence: &str) -> Box<Diagnostic> {
    let said = Diagnostic::error(
        spot.kind(),
        spot.file,
        format!(
            "the front matter that starts here has no end, so {}",
            spot.fate()
        ),
    )
    .at(1)
    .hint(format!(
        "end it with a line `{fence}`; if there is none, put an empty line above the `{fence}`"
    ));
    Box::new(said)
}

/// The notation is broken.
pub(in crate::parse) fn malformed(
    spot: Spot<'_>,
    line: u32,
    column: u32,
    what: &str,
) -> Diagnostic {
    let what = what.trim().replace('\n', "; ");
    let said = Diagnostic::error(
        spot.kind(),
        spot.file,
        format!("malformed {}, so {}: {what}", spot.name(), spot.fate()),
    )
    .at_column(line, column);
    if what.contains("mapping values") {
        return said.hint("put a value that has a colon in it in quotation marks");
    }
    said
}

/// One key, two values.
pub(in crate::parse) fn duplicate_key(
    spot: Spot<'_>,
    key: &str,
    first: u32,
    second: u32,
) -> Diagnostic {
    Diagnostic::error(
        spot.kind(),
        spot.file,
        format!(
            "`{key}` is given on line {first} and again on line {second}, so {}",
            spot.fate()
        ),
    )
    .at(second)
    .hint("keep one of the two")
}

/// A key that nothing knows.
pub(in crate::parse) fn unknown_key(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    near: Option<&str>,
) -> Diagnostic {
    let said = Diagnostic::warning(
        "unknown-key",
        spot.file,
        format!("unknown key `{key}` in the {}", spot.name()),
    )
    .at(line);
    match near {
        Some(near) => said.hint(format!("did you mean `{near}`?")),
        None => said,
    }
}

/// A second key for a fact that another key gives already.
pub(in crate::parse) fn set_aside(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    first: &str,
    first_line: u32,
) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        "set-aside",
        spot.file,
        format!("`{key}` is set aside: `{first}` on line {first_line} says it already"),
    )
    .at(line)
}

/// A value of a type that its key cannot have.
pub(in crate::parse) fn wrong_type(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    wanted: &str,
    node: &Node<'_>,
) -> Diagnostic {
    Diagnostic::warning(
        "wrong-type",
        spot.file,
        format!(
            "`{key}` must be {wanted}, not {}; it is left out",
            node.type_name()
        ),
    )
    .at(line)
}

/// A value that its key cannot have.
pub(in crate::parse) fn wrong_value(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    value: &str,
    why: &str,
) -> Diagnostic {
    Diagnostic::warning(
        "wrong-value",
        spot.file,
        format!("`{key}` cannot be \"{}\": {why}", short(value)),
    )
    .at(line)
}

/// A date that is none.
pub(in crate::parse) fn bad_date(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    value: &str,
    error: EdtfError,
) -> Diagnostic {
    let said = Diagnostic::warning(
        "bad-date",
        spot.file,
        format!(
            "`{key}` is \"{}\", {error}; it counts as unknown",
            short(value)
        ),
    )
    .at(line);
    match error {
        EdtfError::Form => said.hint("write 2021-06-16, 2021-06-16T15:34, 2021-06 or 2021, with ~ behind for circa and ? for doubt"),
        EdtfError::Impossible => said.hint("correct it, or write what is sure: 2021-02 or 2021"),
    }
}

/// The start of a value, so that a message stays a line.
fn short(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = value.chars().take(LONGEST).collect();
    if value.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}
