//! Finding the few bytes of a text that must be written otherwise, a register of bytes at a time.

/// Bytes that are looked at together.
const STRETCH: usize = 32;

/// The place of the first byte from `at` on that is `wanted`. Most texts are passed over in whole
/// stretches, which are looked at without an early exit so that the compiler can take many bytes at
/// once; `wanted` should therefore compare rather than branch.
#[inline]
pub(super) fn next(bytes: &[u8], mut at: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut rest = bytes.get(at..)?;
    while let Some((stretch, behind)) = rest.split_first_chunk::<STRETCH>() {
        if stretch.iter().fold(false, |any, b| any | wanted(*b)) {
            break;
        }
        at += STRETCH;
        rest = behind;
    }
    rest.iter().position(|b| wanted(*b)).map(|i| at + i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_finds_what_a_plain_search_finds(
            bytes in proptest::collection::vec(prop_oneof![30 => Just(b'a'), 1 => Just(b'<')], 0..200),
            at in 0usize..210,
        ) {
            let plain = bytes.iter().enumerate().skip(at).find(|(_, b)| **b == b'<').map(|(i, _)| i);
            prop_assert_eq!(next(&bytes, at, |b| b == b'<'), plain);
        }
    }
}
