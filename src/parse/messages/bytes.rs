//! Messages about bytes and encodings.

use crate::diag::Diagnostic;

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
    Diagnostic::error("empty-file", file, "the file is empty, so it is skipped")
        .hint("put the article into it, or remove it")
}

/// The file is not text, but of a kind that its first bytes name.
pub(in crate::parse) fn binary(file: &str, what: &str) -> Diagnostic {
    Diagnostic::error(
        "binary-file",
        file,
        format!("this is {what}, not text, so it is skipped"),
    )
    .hint("export the article as plain text; a picture or a PDF keeps its own ending to be copied as it is")
}

/// So much text without an empty line that its Markdown is not read.
pub(in crate::parse) fn huge(file: &str, line: u32, bytes: usize) -> Diagnostic {
    Diagnostic::warning(
        "huge-paragraph",
        file,
        format!(
            "{bytes} bytes without an empty line, so they are taken as plain text, not as Markdown"
        ),
    )
    .at(line)
    .hint("put empty lines between its paragraphs")
}

/// UTF-32, which nothing on the web reads.
pub(in crate::parse) fn utf32(file: &str) -> Diagnostic {
    Diagnostic::error(
        "utf-32",
        file,
        "the file is in UTF-32, which is not read, so it is skipped",
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
    let (these, place) = if count == 1 {
        ("a character was".to_owned(), "its place")
    } else {
        (format!("{count} characters were"), "their places")
    };
    Diagnostic::warning(
        "lost-characters",
        file,
        format!("{these} lost before this file was saved: it holds \u{fffd} in {place}"),
    )
    .at(line)
    .hint("fill the letter in from the source")
}

/// The file writes a character as a number that none has, such as `&#0;`.
pub(in crate::parse) fn no_character(file: &str, line: u32) -> Diagnostic {
    Diagnostic::warning(
        "lost-characters",
        file,
        "a number that stands for no character is shown as \u{fffd}, the first of them here",
    )
    .at(line)
    .hint("write the character itself")
}

/// A comment in raw HTML that nothing closes.
pub(in crate::parse) fn open_comment(file: &str, line: u32) -> Diagnostic {
    Diagnostic::warning(
        "open-comment",
        file,
        "a comment begins here and has no end, so all below it is left out",
    )
    .at(line)
    .hint("close it with `-->`")
}
