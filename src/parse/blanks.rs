//! The blanks of a text, found eight bytes at a time: words are short, so that a search which begins
//! anew behind each blank costs more than it saves.

/// What `of` says of the first blank, by its place, of which it says anything.
#[inline]
pub(in crate::parse) fn find<T>(bytes: &[u8], of: impl Fn(usize) -> Option<T>) -> Option<T> {
    let (whole, rest) = bytes.as_chunks::<8>();
    let within = |base: usize, mut blanks: u64| {
        while blanks != 0 {
            let found = of(base + blanks.trailing_zeros() as usize / 8);
            if found.is_some() {
                return found;
            }
            blanks &= blanks - 1;
        }
        None
    };
    for (i, bytes) in whole.iter().enumerate() {
        if let Some(found) = within(i * 8, blanks(u64::from_le_bytes(*bytes))) {
            return Some(found);
        }
    }
    let mut last = [0; 8];
    last.get_mut(..rest.len())?.copy_from_slice(rest);
    within(whole.len() * 8, blanks(u64::from_le_bytes(last)))
}

/// The highest bit of each byte that is a blank. Exact: no carry leaves its byte (Warren, "Hacker's
/// Delight", 6–1).
#[inline]
fn blanks(bytes: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let zeros = bytes ^ 0x2020_2020_2020_2020;
    !(((zeros & LOW) + LOW) | zeros | LOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::RefCell;

    proptest! {
        #[test]
        fn every_blank_is_found(text in "[ !a\u{a0}\u{2020}\0]{0,40}") {
            let plain: Vec<_> = text.bytes().enumerate().filter(|(_, b)| *b == b' ').map(|(i, _)| i).collect();
            let seen = RefCell::new(Vec::new());
            let all = find(text.as_bytes(), |at| { seen.borrow_mut().push(at); None::<()> });
            prop_assert!(all.is_none());
            prop_assert_eq!(seen.into_inner(), plain.clone());
            prop_assert_eq!(find(text.as_bytes(), Some), plain.first().copied());
        }
    }
}
