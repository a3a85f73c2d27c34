//! Counting lines, once for all grammars: LF, CRLF and a lone CR each end one.

use std::borrow::Cow;

/// The line, counted from 1, of whatever comes after `head`.
pub(in crate::parse) fn count(head: &[u8]) -> u32 {
    let feeds = head.iter().filter(|b| **b == b'\n').count();
    let mut lone = 0;
    if head.contains(&b'\r') {
        lone = head
            .windows(2)
            .filter(|w| w.first() == Some(&b'\r') && w.last() != Some(&b'\n'))
            .count()
            + usize::from(head.last() == Some(&b'\r'));
    }
    u32::try_from(feeds + lone + 1).unwrap_or(u32::MAX)
}

/// `text` with every line ended by LF, so that a grammar knows one line end only; the number of lines
/// stays the same.
pub(in crate::parse) fn unify(text: &str) -> Cow<'_, str> {
    if !text.as_bytes().contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\r') {
        out.push_str(line);
        out.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Finds the line of offsets that only grow, in one pass over the text.
#[derive(Debug)]
pub(in crate::parse) struct Counter<'a> {
    text: &'a [u8],
    offset: usize,
    line: u32,
}

impl<'a> Counter<'a> {
    /// Starts at the top of `text`, which is line `line` of the file.
    pub(in crate::parse) fn new(text: &'a str, line: u32) -> Self {
        Counter {
            text: text.as_bytes(),
            offset: 0,
            line,
        }
    }

    /// The line of the byte at `offset`; one before the last asked for counts as that one.
    pub(in crate::parse) fn at(&mut self, offset: usize) -> u32 {
        if let Some(passed) = self.text.get(self.offset..offset) {
            let feeds = passed.iter().filter(|b| **b == b'\n').count();
            self.line = self
                .line
                .saturating_add(u32::try_from(feeds).unwrap_or(u32::MAX));
            self.offset = offset;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        for (head, line) in [
            ("", 1),
            ("a", 1),
            ("a\n", 2),
            ("a\r\nb\r\n", 3),
            ("a\rb\r", 3),
            ("a\r\rb\n", 4),
            ("\n\r", 3),
        ] {
            assert_eq!(count(head.as_bytes()), line, "{head:?}");
        }
    }

    #[test]
    fn unified_text_has_the_same_lines() {
        assert_eq!(unify("a\r\nb\rc\n\r\r\nd\r"), "a\nb\nc\n\n\nd\n");
        assert!(matches!(unify("a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_counter_moves_forward_only() {
        let mut counter = Counter::new("a\nb\n\nc", 5);
        assert_eq!(
            [counter.at(0), counter.at(2), counter.at(5), counter.at(1)],
            [5, 6, 8, 8]
        );
    }
}
