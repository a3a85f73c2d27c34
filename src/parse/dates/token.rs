//! Tokens of a short line: numbers, words and marks, for the grammars of dates.
//!
//! Blanks are not tokens; each token remembers whether one stood before it, since "7pm" and "7 pm"
//! read alike but "2021-06" and "2021 - 06" do not.

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
            while let Some(&(at, d)) = chars.peek() {
                let Some(digit) = d.to_digit(10) else { break };
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
                // "PublishedMarch 5": a label that a page glued to its date.
                if d.is_uppercase() && small && end - start > 4 {
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

fn is_han(c: char) -> bool {
    ('\u{3040}'..='\u{9fff}').contains(&c)
}

/// `text` in lower case, each character as long as it was, so that places in one are places in the
/// other. The few characters whose small letter is longer or shorter stay as they are.
pub(super) fn lower(text: &str) -> String {
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
    fn lower_case_keeps_places() {
        for text in ["MÄR", "İstanbul ẞ", "Ⱥ 1"] {
            assert_eq!(lower(text).len(), text.len(), "{text}");
        }
        assert_eq!(lower("MÄR"), "mär");
    }
}
