//! Text to words as stories are told by them: folded, without endings that only grammar needs, and
//! with a mark on names.

use crate::archive::{fnv, fold};
use std::collections::HashSet;
use std::sync::LazyLock;

/// English words that say nothing of what an article is about. Archives of other languages do without: in them
/// such words stand in most articles, and so weigh next to nothing; only a small archive cannot tell.
static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut folded = String::new();
    let words = include_str!("common.txt").split_whitespace();
    words
        .map(|word| {
            fold_word(word, &mut folded);
            folded.clone()
        })
        .collect()
});

/// Longest word that is looked at, in bytes of its folded form; what is longer is no word.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// The hash of its folded form.
    pub(super) hash: u32,
    /// Whether it is written with a capital where no sentence begins.
    pub(super) name: bool,
}

/// Calls `each` with every word of `text` in order, and with every two names that follow one another as
/// one further word ("Malt Lane").
pub(super) fn words(text: &str, each: &mut impl FnMut(Word)) {
    let mut begins = true;
    let mut before: Option<u32> = None;
    let mut folded = String::new();
    let mut at = 0;
    while let Some((start, end)) = next_word(text, at) {
        let between = &text[at..start];
        if between.contains(['.', '!', '?', ':', '\n', '"', '\u{201c}', '\u{2018}']) {
            begins = true;
        }
        if between.len() != 1 {
            before = None;
        }
        at = end;
        let word = &text[start..end];
        if is_unspaced(word) {
            pairs_of_characters(word, each);
            (begins, before) = (false, None);
            continue;
        }
        let capital = word.starts_with(char::is_uppercase);
        fold_word(word, &mut folded);
        let counts =
            folded.len() > 1 && folded.len() <= LONGEST && !COMMON.contains(folded.as_str());
        if counts {
            let hash = hash(&folded);
            let name = capital && !begins;
            each(Word { hash, name });
            if let Some(first) = before.filter(|_| name) {
                let hash = first.rotate_left(7) ^ hash.wrapping_mul(0x9e37_79b1);
                each(Word { hash, name });
            }
            before = capital.then_some(hash);
        } else {
            before = None;
        }
        begins = false;
    }
}

/// The hashes of all words of `text` as they stand, for telling copies of one text.
pub(super) fn plain(text: &str, each: &mut impl FnMut(u32)) {
    let mut folded = String::new();
    let mut at = 0;
    while let Some((start, end)) = next_word(text, at) {
        at = end;
        fold_word(&text[start..end], &mut folded);
        each(hash(&folded));
    }
}

fn hash(folded: &str) -> u32 {
    let hash = fnv(folded);
    (hash ^ (hash >> 32)) as u32
}

/// The next run of letters and digits from `at` on. An apostrophe ends it, so that what an ending leaves is
/// one letter, which counts for nothing.
fn next_word(text: &str, at: usize) -> Option<(usize, usize)> {
    let letter = |c: char| c.is_alphanumeric();
    let start = at + text.get(at..)?.find(letter)?;
    let end = text[start..]
        .find(|c| !letter(c))
        .map_or(text.len(), |n| start + n);
    Some((start, end))
}

/// A word in lower case and without accents; a plural as its singular, of English (Harman's S-stemmer,
/// Journal of the American Society for Information Science 42, 1991), which harms no other language.
fn fold_word(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.extend(word.bytes().map(|b| b.to_ascii_lowercase() as char));
    } else {
        out.push_str(&fold(word));
    }
    if out.len() < 4 || !out.ends_with('s') {
        return;
    }
    if out.ends_with("ies") {
        out.truncate(out.len() - 3);
        out.push('y');
    } else if !(out.ends_with("us") || out.ends_with("ss")) {
        out.truncate(out.len() - 1);
    }
}

/// Whether a run is of a script that is written without spaces.
fn is_unspaced(word: &str) -> bool {
    word.chars().next().is_some_and(|c| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
    })
}

/// Two characters at a time stand for the words that nothing parts.
fn pairs_of_characters(run: &str, each: &mut impl FnMut(Word)) {
    let mut chars = run.char_indices().peekable();
    while let Some((start, _)) = chars.next() {
        let Some((second, c)) = chars.peek() else {
            break;
        };
        each(Word {
            hash: hash(&run[start..second + c.len_utf8()]),
            name: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        words(text, &mut |w| out.push(w.hash));
        out
    }

    #[test]
    fn endings_case_and_common_words_do_not_count() {
        assert_eq!(
            hashes("The barriers’ GATE was said to"),
            hashes("barrier gates")
        );
        assert_eq!(hashes("Müller’s cities"), hashes("muller city"));
        assert!(hashes("She said that it was").is_empty());
    }

    #[test]
    fn two_names_in_a_row_are_one_more_word() {
        let both = hashes("He saw Walter Ince there");
        assert_eq!(both.len(), 3);
        assert_eq!(both[..2], hashes("walter ince"));
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(hashes("東京都知事").len(), 4);
        assert_eq!(hashes("東").len(), 0);
    }

    #[test]
    fn names_are_capitals_within_a_sentence() {
        let mut names = Vec::new();
        words(
            "Ferry stopped. Ferry stopped again near Ferry Row",
            &mut |w| {
                names.push(w.name);
            },
        );
        assert_eq!(names, [false, false, true, true, true]);
    }
}
