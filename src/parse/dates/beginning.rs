//! The words that a label or a date can begin with, for passing over all others.

use super::super::phrases::length_bit;
use super::{label, names, relative};
use std::sync::LazyLock;

/// The lengths of all words that a label or a date begins with, by first byte: nearly every word of a text is
/// told from them by one look.
static BEGINNINGS: LazyLock<[u32; 256]> = LazyLock::new(|| {
    let mut lengths = [0; 256];
    let labels = label::beginnings();
    let names = names::all();
    for word in labels.chain(names).chain(relative::beginnings()) {
        if let Some(first) = word.as_bytes().first() {
            lengths[usize::from(*first)] |= length_bit(word.len());
        }
    }
    lengths
});

/// Whether a label or a date may begin with a word.
pub(super) fn may_begin(word: &str) -> bool {
    let first = word.as_bytes().first();
    first.is_some_and(|b| BEGINNINGS[usize::from(*b)] & length_bit(word.len()) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_begins_one_is_passed_over() {
        let known = label::beginnings().chain(names::all());
        for word in known.chain(relative::beginnings()) {
            assert!(may_begin(word), "{word}");
        }
        assert!(!may_begin("bridge") && !may_begin(""));
    }
}
