//! The blanks of a text, found eight bytes at a time: words are short, so that a search which begins
//! anew behind each blank costs more than it saves.

/// The places of all blanks in a text, in order.
pub(in crate::parse) fn blanks(bytes: &[u8]) -> Blanks<'_> {
    let (whole, rest) = bytes.as_chunks::<8>();
    Blanks {
        whole: whole.iter(),
        rest,
        base: 0,
        next: 0,
        found: 0,
    }
}

/// See [`blanks`].
pub(in crate::parse) struct Blanks<'a> {
    whole: std::slice::Iter<'a, [u8; 8]>,
    rest: &'a [u8],
    /// Where the bytes of `found` stand.
    base: usize,
    /// Where the bytes that have not been looked at stand.
    next: usize,
    /// The highest bit of each byte that is a blank and has not been named.
    found: u64,
}

impl Iterator for Blanks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let bytes = match self.whole.next() {
                Some(bytes) => *bytes,
                None if self.rest.is_empty() => return None,
                None => {
                    let mut bytes = [0; 8];
                    bytes[..self.rest.len()].copy_from_slice(self.rest);
                    self.rest = &[];
                    bytes
                }
            };
            self.found = of(u64::from_le_bytes(bytes));
            self.base = self.next;
            self.next += 8;
        }
        let at = self.base + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        Some(at)
    }
}

/// The highest bit of each byte that is a blank. Exact: no carry leaves its byte (Warren, "Hacker's
/// Delight", 6–1).
#[inline]
fn of(bytes: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let zeros = bytes ^ 0x2020_2020_2020_2020;
    !(((zeros & LOW) + LOW) | zeros | LOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_blank_is_found(text in "[ !a\u{a0}\u{2020}\0]{0,40}") {
            let plain: Vec<_> = text.bytes().enumerate().filter(|(_, b)| *b == b' ').map(|(i, _)| i).collect();
            prop_assert_eq!(blanks(text.as_bytes()).collect::<Vec<_>>(), plain);
        }
    }
}
