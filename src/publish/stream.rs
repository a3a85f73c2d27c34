//! Text as the words that names are compared by: case, accents, kinds of space and invisible
//! characters do not count, and each word knows which characters it stands for.

use std::ops::Range;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A character of a text, and the bytes of the source that it stands for. An element that separates
/// words is a space that stands for none.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) c: char,
    pub(super) at: Range<usize>,
}

/// A word: its folded letters, and its first and last unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

/// The units of a plain text.
pub(super) fn units(text: &str) -> Vec<Unit> {
    text.char_indices()
        .map(|(i, c)| Unit {
            c,
            at: i..i + c.len_utf8(),
        })
        .collect()
}

/// The words of a stream.
pub(super) fn words(units: &[Unit]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for (i, unit) in units.iter().enumerate() {
        match kind(unit.c) {
            Letter::None => open = false,
            Letter::Invisible => {}
            Letter::Alone | Letter::Joined => {
                let alone = matches!(kind(unit.c), Letter::Alone);
                match out.last_mut().filter(|_| open && !alone) {
                    Some(word) => {
                        fold(unit.c, &mut word.text);
                        word.last = i;
                    }
                    None => {
                        let mut text = String::new();
                        fold(unit.c, &mut text);
                        out.push(Word {
                            text,
                            first: i,
                            last: i,
                            capital: unit.c.is_uppercase() || !unit.c.is_lowercase(),
                        });
                    }
                }
                open = !alone;
            }
        }
    }
    out
}

enum Letter {
    /// Ends a word.
    None,
    /// Counts for nothing: accents, soft hyphens, zero-width characters.
    Invisible,
    /// A letter of a script that writes no spaces, a word of its own here.
    Alone,
    Joined,
}

fn kind(c: char) -> Letter {
    match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Letter::Invisible,
        c if is_combining_mark(c) => Letter::Invisible,
        // Thai, Lao, Burmese and Khmer; kana; Han.
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Letter::Alone,
        c if c.is_alphanumeric() => Letter::Joined,
        _ => Letter::None,
    }
}

/// The letters of `c` without case and accents.
fn fold(c: char, out: &mut String) {
    decompose_compatible(c, |d| {
        if is_combining_mark(d) {
            return;
        }
        for d in d.to_lowercase().filter(|d| !is_combining_mark(*d)) {
            // Letters whose bar, hook or second letter Unicode does not take apart.
            match d {
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' | 'ð' => out.push('d'),
                'ħ' => out.push('h'),
                'ŧ' => out.push('t'),
                'ı' => out.push('i'),
                d => out.push(d),
            }
        }
    });
}
