//! Lines of a story: split at any line end, cleaned of what no reader sees, and measured.

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Its number in the file, from 1.
    pub(super) number: u32,
    /// The number of the last line of the file that is part of it: its own, but where lines that were set to
    /// a width are one again.
    pub(super) last: u32,
    /// How many bytes of blanks stand before its text.
    pub(super) indent: usize,
    /// The text: trimmed, runs of blanks made one, invisible characters left out.
    pub(super) text: Cow<'a, str>,
    /// Whether a blank line (or the start of the file) stands before it.
    pub(super) gap: bool,
    /// Whether it ends like a sentence.
    pub(super) ends: bool,
}

impl Line<'_> {
    /// Whether it is as long as a paragraph, or a shorter line that ends like a sentence.
    pub(super) fn is_prose(&self) -> bool {
        self.text.len() > 160 || (self.ends && self.text.len() > 35)
    }
}

/// Splits `text` at `\n`, `\r\n` and `\r`, leaves blank lines out and cleans the others.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(text.len() / 120 + 8);
    let mut gap = true;
    let mut number = 0u32;
    let mut rest = text;
    // One mark to look for is much faster than two, and most files have no carriage return.
    let returns = memchr(b'\r', text.as_bytes()).is_some();
    while !rest.is_empty() {
        number = number.saturating_add(1);
        let bytes = rest.as_bytes();
        let end = if returns {
            memchr2(b'\n', b'\r', bytes)
        } else {
            memchr(b'\n', bytes)
        }
        .unwrap_or(rest.len());
        let line = &rest[..end];
        let behind = match rest.as_bytes().get(end..end + 2) {
            Some(b"\r\n") => end + 2,
            _ => (end + 1).min(rest.len()),
        };
        rest = &rest[behind..];
        let cleaned = clean(line);
        if cleaned.is_empty() {
            gap = true;
            continue;
        }
        let ends = ends_sentence(&cleaned);
        out.push(Line {
            number,
            last: number,
            indent: line.len() - line.trim_start().len(),
            text: cleaned,
            gap,
            ends,
        });
        gap = false;
    }
    out
}

/// The line without what a reader does not see: soft hyphens, zero-width marks, control characters;
/// every kind of blank as one space; ligatures as their letters. Most lines are returned as they are.
pub(super) fn clean(line: &str) -> Cow<'_, str> {
    if line.is_empty() {
        return Cow::Borrowed(line);
    }
    let line = line.trim_matches(|c: char| {
        !c.is_ascii_alphanumeric() && (c.is_whitespace() || is_invisible(c))
    });
    if is_clean(line) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut blank = false;
    for c in line.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if blank {
            out.push(' ');
            blank = false;
        }
        match ligature(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether cleaning changes nothing. Written without early exits, so that whole registers of bytes
/// are looked at at once.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = bytes.get(1..).unwrap_or_default();
    let odd = bytes.iter().zip(behind).fold(false, |odd, (&a, &b)| {
        odd | (a < b' ') | (a == 0x7f) | ((a == b' ') & (b == b' '))
    });
    let last = bytes.last().is_some_and(|&b| b < b' ' || b == 0x7f);
    let beyond_ascii = || {
        let plain = |w: &[u8]| w[0] < 0xc2 || is_plain(w);
        bytes.windows(3).all(plain) && !ends_odd(bytes)
    };
    !odd && !last && (text.is_ascii() || beyond_ascii())
}

/// Whether no character that cleaning changes begins at the first of three bytes: the blanks, marks,
/// controls and ligatures beyond ASCII begin with five lead bytes.
fn is_plain(bytes: &[u8]) -> bool {
    match *bytes {
        [0xc2, b, _] => b > 0xa0 && b != 0xad,
        [0xe1, 0x9a, 0x80]
        | [0xe3, 0x80, 0x80]
        | [0xef, 0xbb, 0xbf]
        | [0xef, 0xbf, 0xbe | 0xbf] => false,
        [0xe2, 0x80, c] => !matches!(c, 0x80..=0x8b | 0xa8 | 0xa9 | 0xaf),
        [0xe2, 0x81, c] => !matches!(c, 0x9f | 0xa0),
        [0xef, 0xac, c] => c > 0x86,
        _ => true,
    }
}

/// Whether the last two bytes, of which no three begin, are such a character.
fn ends_odd(bytes: &[u8]) -> bool {
    matches!(bytes, [.., 0xc2, b] if *b <= 0xa0 || *b == 0xad)
}

/// Characters that change nothing a reader sees. Zero-width joiners stay, since they shape letters of
/// some scripts and join emoji; so do the bidirectional marks' isolates, which order words.
fn is_invisible(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Whether the text ends like a sentence: a full stop, question or exclamation mark or ellipsis,
/// perhaps inside quotation marks or brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    if text.ends_with('.') {
        return true;
    }
    let bare = text.trim_end_matches(['"', '”', '“', '\'', '’', '»', '«', '‹', '›', ')', ']', '*']);
    let stop = bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।']);
    // "… and friends)" with no stop inside is no sentence; a quotation that closes one is.
    stop || (bare.len() < text.len() && bare.ends_with([',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts() {
        let lines = split("a\r\nb\rc\n\nd");
        let shown: Vec<_> = lines
            .iter()
            .map(|l| (l.number, l.text.as_ref(), l.gap))
            .collect();
        assert_eq!(
            shown,
            [
                (1, "a", true),
                (2, "b", false),
                (3, "c", false),
                (5, "d", true)
            ]
        );
    }

    #[test]
    fn what_no_reader_sees_goes() {
        assert_eq!(
            clean("\u{feff}  co\u{ad}op\u{a0} \t of\u{200b}ﬁce\u{0} "),
            "coop office"
        );
        assert!(matches!(clean("plain “text” – here"), Cow::Borrowed(_)));
    }

    #[test]
    fn sentences_end_with_a_stop() {
        assert!(ends_sentence("He left.") && ends_sentence("“He left.”") && ends_sentence("Why?"));
        assert!(!ends_sentence("Queen opens bridge") && !ends_sentence("(AP Photo)"));
    }

    proptest::proptest! {
        #[test]
        fn cleaning_is_stable(text in "\\PC{0,40}|[ \\t\u{a0}\u{ad}\u{feff}a-z]{0,30}") {
            let once = clean(&text).into_owned();
            proptest::prop_assert_eq!(clean(&once).into_owned(), once);
        }
    }
}
