//! Text to words as the index knows them: lower case, without the accents of Latin and Greek letters,
//! apostrophes of every kind alike. `static/search.js` does the same to what a reader types; the two
//! change together.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word, in characters. What is longer is no word that anyone types, and is cut.
const LONGEST: usize = 64;

/// Gives every word of `text`, in its order. `room` is lent, so that no text asks for new memory.
pub(super) fn words(text: &str, room: &mut String, mut each: impl FnMut(&str)) {
    room.clear();
    fold_into(room, text);
    let mut joined = String::new();
    let mut start = None;
    let mut rest = room.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let kind = kind(c);
        if let Some(from) = start {
            let is_part = match kind {
                Kind::Letter => true,
                Kind::Apostrophe if is_ending(&room[at + 1..]) => {
                    joined.push_str(&room[from..at]);
                    start = Some(at + 1);
                    continue;
                }
                _ => false,
            };
            if is_part {
                continue;
            }
            finish(&mut joined, &room[from..at], &mut each);
            start = None;
        }
        match kind {
            Kind::Letter => start = Some(at),
            Kind::Sign => {
                let mut end = at + c.len_utf8();
                while let Some((next, mark)) = rest.next_if(|(_, c)| is_combining_mark(*c)) {
                    end = next + mark.len_utf8();
                }
                finish(&mut joined, &room[at..end], &mut each);
            }
            Kind::Apostrophe | Kind::Between => {}
        }
    }
    if let Some(from) = start {
        finish(&mut joined, &room[from..], &mut each);
    }
}

fn finish(joined: &mut String, last: &str, each: &mut impl FnMut(&str)) {
    if joined.is_empty() {
        return each(cut(last));
    }
    joined.push_str(last);
    each(cut(joined));
    joined.clear();
}

fn cut(word: &str) -> &str {
    match word.len() > LONGEST {
        true => word
            .char_indices()
            .nth(LONGEST)
            .map_or(word, |(at, _)| &word[..at]),
        false => word,
    }
}

/// All words of a text with single spaces between: two names that differ in case, accents and signs
/// alone are one.
pub(super) fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    words(text, &mut String::new(), |word| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    });
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Letter,
    /// A word by itself, in scripts that set no spaces.
    Sign,
    Apostrophe,
    Between,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | '0'..='9' => Kind::Letter,
        '\'' => Kind::Apostrophe,
        c if c.is_ascii() => Kind::Between,
        '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Kind::Sign,
        c if c.is_alphanumeric() || is_combining_mark(c) => Kind::Letter,
        _ => Kind::Between,
    }
}

/// Whether one or two letters end the word here, as in "council's", "they're" and not in "O'Dell" or
/// "l'eau", which are two words.
fn is_ending(rest: &str) -> bool {
    let letters = rest.chars().take_while(|c| kind(*c) == Kind::Letter);
    (1..=2).contains(&letters.take(3).count())
}

fn fold_into(out: &mut String, text: &str) {
    // Beyond these, marks may have to be put in order, which takes more than one character.
    let is_plain = |c: char| c < '\u{300}' || ('\u{2000}'..='\u{206f}').contains(&c);
    if text.chars().all(is_plain) {
        let mut base = '\u{ffff}';
        for c in text.chars() {
            match c {
                c if c.is_ascii() => push(out, c, &mut base),
                '\u{2018}' | '\u{2019}' => push(out, '\'', &mut base),
                '\u{200b}'..='\u{200d}' | '\u{2060}' => {}
                '\u{2000}'..='\u{206f}' => push(out, ' ', &mut base),
                c => std::iter::once(c)
                    .nfkd()
                    .for_each(|c| push(out, c, &mut base)),
            }
        }
        return;
    }
    let mut base = '\u{ffff}';
    text.nfkd().for_each(|c| push(out, c, &mut base));
}

/// Adds one decomposed character in lower case. `base` is the last one that was no mark.
fn push(out: &mut String, c: char, base: &mut char) {
    if c.is_ascii() {
        *base = c;
        out.push(c.to_ascii_lowercase());
        return;
    }
    if is_combining_mark(c) {
        if *base >= '\u{400}' {
            out.push(c);
        }
        return;
    }
    if matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    ) {
        return;
    }
    for c in c.to_lowercase() {
        // A capital may stand in another block than its small letter, which is the one that counts.
        *base = c;
        match c {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => {
                *base = '\'';
                out.push('\'');
            }
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
}

/// A folded word as its language writes it, as far as folding left that: for stemmers, which know
/// composed letters.
pub(super) fn composed(word: &str) -> Cow<'_, str> {
    match word.is_ascii() {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        words(text, &mut String::new(), |w| out.push(w.to_owned()));
        out
    }

    #[test]
    fn words_are_folded_and_apostrophes_are_harmless() {
        for (text, want) in [
            ("The Council’s £3m plan", "the|councils|3m|plan"),
            (
                "council's they're O’Dell l'eau",
                "councils|theyre|o|dell|l|eau",
            ),
            ("rock’n’roll 'quoted' d'o'b", "rockn|roll|quoted|dob"),
            ("José NÚÑEZ Łódź Straße Ærø", "jose|nunez|lodz|strasse|aero"),
            ("Новый Йорк", "новыи\u{306}|и\u{306}орк"),
            ("ΣΑΣ Ἀθῆναι", "σασ|αθηναι"),
            ("東京tower 2020年", "東|京|tower|2020|年"),
            ("ﬁne co\u{ad}operate e-mail", "fine|cooperate|e|mail"),
            ("\u{301}x — …", "x"),
            ("a‘\u{11d90}", "a"),
            ("\u{a7dc}\u{1a7f}", "\u{19b}"),
        ] {
            let want: Vec<_> = want.split('|').collect();
            let got = all(text);
            // A mark at the head of a text belongs to nothing and stays.
            let got: Vec<_> = got
                .iter()
                .map(|w| w.trim_start_matches('\u{301}'))
                .collect();
            assert_eq!(got, want, "{text}");
        }
        assert_eq!(name("  Müller-Łęcki, O’Dowd "), "muller lecki o dowd");
    }

    proptest! {
        #[test]
        fn folding_a_word_again_changes_nothing(text in "\\PC{0,60}") {
            for word in all(&text) {
                prop_assert!(!word.is_empty() && word.chars().count() <= LONGEST);
                prop_assert_eq!(all(&word), vec![word]);
            }
        }
    }
}
