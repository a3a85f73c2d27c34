//! Tokens of a short line: numbers, words and marks, for the grammars of dates.
//!
//! Blanks are not tokens; each token remembers whether one stood before it, since "7pm" and "7 pm"
//! read alike but "2021-06" and "2021 - 06" do not.

use super::label::begins_label;
use super::names;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Decimal digits; the value is cut at `u32::MAX`, `len` is the number of digits.
    Number {
        /// The value.
        value: u32,
        /// How many digits were written.
        len: u8,
    },
    /// Letters, with apostrophes inside.
    Word,
    /// Any other character.
    Mark(char),
}

/// A token and its bytes in the line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// First byte.
    pub(super) start: usize,
    /// Byte behind the last one.
    pub(super) end: usize,
    /// Whether a blank (or the line's start) stands before it.
    pub(super) gap: bool,
}

/// Splits `text` into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 4 + 4);
    let mut chars = text.char_indices().peekable();
    let mut gap = true;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if let Some(digit) = c.to_digit(10) {
            let (mut value, mut len) = (digit, 1u8);
            let glued = is_glued_year(&text.as_bytes()[start..]);
            while let Some(&(at, d)) = chars.peek() {
                let Some(digit) = d.to_digit(10) else { break };
                if glued && len == 4 {
                    break;
                }
                value = value.saturating_mul(10).saturating_add(digit);
                len = len.saturating_add(1);
                end = at + 1;
                chars.next();
            }
            Kind::Number { value, len }
        } else if c.is_alphabetic() {
            // Chinese and Japanese dates are written without blanks: 2021年6月16日.
            let mut small = false;
            while let Some(&(at, d)) = chars.peek().filter(|&&(_, d)| !is_han(c) && !is_han(d)) {
                if !d.is_alphabetic() && !matches!(d, '\'' | '’' | '\u{300}'..='\u{36f}') {
                    break;
                }
                if d.is_uppercase() && is_seam(&text[start..at], &text[at..], small) {
                    break;
                }
                small = d.is_lowercase();
                end = at + d.len_utf8();
                chars.next();
            }
            Kind::Word
        } else {
            Kind::Mark(c)
        };
        out.push(Token {
            kind,
            start,
            end,
            gap,
        });
        gap = false;
    }
    out
}

/// "20244:01 PM": a year and a clock between which a page has no blank.
fn is_glued_year(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let year = matches!(bytes, [b'1', b'9', ..] | [b'2', b'0', ..]);
    let clock = matches!(bytes.get(digits..digits + 3), Some([b':' | b'.', a, b]) if a.is_ascii_digit() && b.is_ascii_digit());
    year && matches!(digits, 5 | 6) && clock
}

/// Whether a page glued a word that begins with a capital to the word before it: "PublishedMarch",
/// "RoeTuesday", "pmIn", "ESTUpdated". `small` tells whether the word before ends in a small letter.
fn is_seam(before: &str, rest: &str, small: bool) -> bool {
    if small {
        return before.len() > 4 || matches!(before, "am" | "pm") || begins_stamp(rest);
    }
    let capital = rest.chars().nth(1).is_some_and(char::is_lowercase);
    capital && before.len() >= 2 && begins_stamp(rest)
}

/// Whether the first word of `text` is the name of a month or a weekday, or the label of a date.
fn begins_stamp(text: &str) -> bool {
    let small = |c: char| c.is_lowercase();
    let first = text.chars().next().map_or(0, char::len_utf8);
    let tail = text.get(first..).unwrap_or_default();
    let end = first + tail.find(|c| !small(c)).unwrap_or(tail.len());
    // No word of either is longer than "Donnerstag" by much.
    let word = text
        .get(..end)
        .filter(|word| (3..=14).contains(&word.len()));
    word.is_some_and(|word| {
        let word = lower(word);
        names::month(&word).is_some() || names::weekday(&word).is_some() || begins_label(&word)
    })
}

fn is_han(c: char) -> bool {
    ('\u{3040}'..='\u{9fff}').contains(&c)
}

/// `text` in lower case, each character as long as it was, so that places in one are places in the
/// other. The few characters whose small letter is longer or shorter stay as they are.
pub(super) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        let small = c.to_lowercase().next().unwrap_or(c);
        out.push(if small.len_utf8() == c.len_utf8() {
            small
        } else {
            c
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_letters_part() {
        let text = "Nov 18, 7:45pm  2021年6月";
        let shown: Vec<_> = tokens(text)
            .iter()
            .map(|t| (&text[t.start..t.end], t.gap))
            .collect();
        assert_eq!(
            shown,
            [
                ("Nov", true),
                ("18", true),
                (",", false),
                ("7", true),
                (":", false),
                ("45", false),
                ("pm", false),
                ("2021", true),
                ("年", false),
                ("6", false),
                ("月", false)
            ]
        );
    }

    #[test]
    fn what_a_page_glued_together_parts() {
        for (text, want) in [
            ("20244:01pm", vec!["2024", "4", ":", "01", "pm"]),
            ("202416:01", vec!["2024", "16", ":", "01"]),
            ("12345", vec!["12345"]),
            ("RoeTuesday 5", vec!["Roe", "Tuesday", "5"]),
            ("McMarch", vec!["Mc", "March"]),
            ("DeMarco", vec!["DeMarco"]),
            ("ESTUpdated", vec!["EST", "Updated"]),
            ("4pmIn", vec!["4", "pm", "In"]),
            ("UpdatedMar", vec!["Updated", "Mar"]),
        ] {
            let shown: Vec<_> = tokens(text).iter().map(|t| &text[t.start..t.end]).collect();
            assert_eq!(shown, want);
        }
    }

    #[test]
    fn lower_case_keeps_places() {
        for text in ["MÄR", "İstanbul ẞ", "Ⱥ 1"] {
            assert_eq!(lower(text).len(), text.len(), "{text}");
        }
        assert_eq!(lower("MÄR"), "mär");
    }
}
