//! Takes out what no text may hold: control characters but tab and newlines, and noncharacters.
//!
//! A feed with one of them is not well-formed, and a page with one is not valid. U+0080 to U+009F are
//! control characters too, but in practice they are windows-1252 punctuation that was converted as if
//! it were Latin-1, so they become what they stood for. Form feeds and vertical tabs become spaces.

use crate::diag::Diagnostic;
use crate::parse::messages::{self, Place};
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// What was met, of one kind.
#[derive(Default)]
struct Met {
    count: usize,
    first: Option<(char, Place)>,
}

impl Met {
    fn add(&mut self, c: char, at: Place) {
        self.count += 1;
        self.first.get_or_insert((c, at));
    }
}

/// `text` without those characters, and a warning for each kind that was met. Text that has none is
/// returned as it came, after one pass over its bytes.
pub(super) fn strip<'a>(
    file: &str,
    text: Cow<'a, str>,
    doubts: &mut Vec<Diagnostic>,
) -> Cow<'a, str> {
    if !suspicious(text.as_bytes()) || !text.chars().any(|c| is_bad(c) || c == '\u{fffd}') {
        return text;
    }
    let (mut removed, mut mistaken, mut lost) = (Met::default(), Met::default(), Met::default());
    let mut out = String::with_capacity(text.len());
    let mut line = 1;
    for (byte, c) in text.char_indices() {
        let at = Place { line, byte };
        match c {
            '\n' => line += 1,
            '\r' if !text[byte + 1..].starts_with('\n') => line += 1,
            '\u{fffd}' => lost.add(c, at),
            _ => {}
        }
        if !is_bad(c) {
            out.push(c);
        } else if matches!(c, '\u{b}' | '\u{c}') {
            out.push(' ');
        } else if let Some(meant) = windows_1252(c) {
            mistaken.add(c, at);
            out.push(meant);
        } else {
            removed.add(c, at);
        }
    }
    // Where decoding itself put U+FFFD in, it has said so already.
    let told = doubts.iter().any(|d| d.kind == "undecodable");
    if let Some((_, at)) = lost.first.filter(|_| !told) {
        doubts.push(messages::lost(file, at.line, lost.count));
    }
    if let Some((c, at)) = mistaken.first {
        doubts.push(messages::mistaken(file, at, c, mistaken.count));
    }
    if let Some((c, at)) = removed.first {
        doubts.push(messages::removed(file, at, c, removed.count));
    }
    Cow::Owned(out)
}

/// Whether any byte can belong to a character that is looked for. Written without an early exit, so
/// that the compiler can take many bytes at once: nearly every text goes through to its end.
fn suspicious(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |found, b| {
        found
            | ((*b < 0x20) & (*b != b'\n') & (*b != b'\t') & (*b != b'\r'))
            | (*b == 0x7f)
            // The leading bytes of U+0080 to U+00BF, of U+F000 to U+FFFF and of all beyond.
            | (*b == 0xc2)
            | (*b >= 0xef)
    })
}

fn is_bad(c: char) -> bool {
    let n = u32::from(c);
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || (0xfdd0..=0xfdef).contains(&n)
        || n & 0xfffe == 0xfffe
}

/// The punctuation mark that a character of U+0080 to U+009F was before somebody took windows-1252
/// for Latin-1; five of them were nothing.
fn windows_1252(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|b| *b >= 0x80)?;
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().filter(|meant| *meant != c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip_all(text: &str) -> (String, Vec<String>) {
        let mut doubts = Vec::new();
        let out = strip("a.txt", Cow::Borrowed(text), &mut doubts).into_owned();
        (out, doubts.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn clean_text_is_not_copied() {
        let mut doubts = Vec::new();
        for text in ["plain\r\n\ttext", "£5\u{a0}m – “quoted” 🦀"] {
            let out = strip("a.txt", Cow::Borrowed(text), &mut doubts);
            assert!(matches!(out, Cow::Borrowed(_)), "{text}");
        }
        assert!(doubts.is_empty());
    }

    #[test]
    fn controls_and_noncharacters_go_with_one_warning() {
        let (out, doubts) = strip_all("a\0b\n\u{1}c\u{7f}\u{fffe}\u{fdd0}\u{1ffff}d");
        assert_eq!(out, "ab\ncd");
        assert_eq!(doubts.len(), 1);
        assert!(doubts[0].contains("6 characters") && doubts[0].contains("a.txt:1"));
    }

    #[test]
    fn page_breaks_become_spaces_so_that_words_stay_apart() {
        assert_eq!(strip_all("one\u{c}two").0, "one two");
    }

    #[test]
    fn punctuation_taken_for_controls_is_restored_and_named() {
        let (out, doubts) = strip_all("don\u{92}t \u{96} no\u{81}");
        assert_eq!(out, "don’t – no");
        assert_eq!(doubts.len(), 2);
    }

    #[test]
    fn an_earlier_loss_is_named() {
        let (out, doubts) = strip_all("caf\u{fffd}");
        assert_eq!(out, "caf\u{fffd}");
        assert!(doubts[0].contains("lost"), "{doubts:?}");
    }
}
