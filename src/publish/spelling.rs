//! The ways in which a name is written: in texts, as initials, in addresses.

use super::stream::{units, words};
use std::collections::BTreeSet;

/// Letters of a name that is known without a space, too, as handles and addresses of mail have it. With
/// fewer it would be found in other words.
const GLUED: usize = 7;

/// Whether `c` stands within a word of a name.
pub(super) fn is_joint(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '\u{2032}'
    )
}

/// The letters in every way that counts as the same: without accents, and with the second letters
/// that German and the Nordic languages write for them, in the name or in the text.
/// Apostrophes and hyphens may be left out, and so may the spaces of a long name.
pub(super) fn spellings(text: &str, plain: Vec<String>) -> Vec<Vec<String>> {
    let expanded: String = text
        .chars()
        .map(|c| match c.to_lowercase().next().unwrap_or(c) {
            'ä' | 'æ' => "ae".to_owned(),
            'ö' | 'ø' | 'œ' => "oe".to_owned(),
            'ü' => "ue".to_owned(),
            'å' => "aa".to_owned(),
            _ => c.to_string(),
        })
        .collect();
    let expanded = words(&units(&expanded))
        .into_iter()
        .map(|w| w.text)
        .collect();
    let contracted = |word: &String| {
        let pairs = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")];
        pairs
            .iter()
            .fold(word.clone(), |w, (from, to)| w.replace(from, to))
    };
    let contracted = plain.iter().map(contracted).collect();
    let mut all = BTreeSet::from([plain, expanded, contracted]);
    for spelling in all.clone() {
        let joined = |is_left_out: fn(char) -> bool| joined(text, &spelling, is_left_out);
        all.extend(
            [joined(is_apostrophe), joined(is_joint)]
                .into_iter()
                .flatten(),
        );
        let glued = spelling.concat();
        if glued.chars().count() >= GLUED {
            all.insert(vec![glued]);
        }
    }
    all.into_iter().collect()
}

/// The words of `spelling`, in one where only a sign that is left out parts them in `text`.
fn joined(text: &str, spelling: &[String], is_left_out: fn(char) -> bool) -> Option<Vec<String>> {
    let mut words = spelling.iter();
    let mut out: Vec<String> = Vec::new();
    for part in text.split_whitespace() {
        let mut apart = true;
        let pieces = part.split_inclusive(is_joint);
        for piece in pieces {
            if !piece.chars().any(char::is_alphanumeric) {
                continue;
            }
            let word = words.next()?;
            match out.last_mut().filter(|_| !apart) {
                Some(last) => last.push_str(word),
                None => out.push(word.clone()),
            }
            apart = !piece.ends_with(is_left_out);
        }
    }
    words.next().is_none().then_some(out)
}

/// The words of a name as addresses have them, in each spelling.
pub(super) fn slugs(text: &str, spellings: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut all = vec![address_words(text)];
    for spelling in spellings {
        let slug = address_words(&spelling.join(" "));
        if !all.contains(&slug) {
            all.push(slug);
        }
    }
    all
}

/// "Jean-Luc van Dam": "J.-L. v. D."
pub(super) fn initials(name: &str) -> String {
    let parts = name.split_whitespace().map(initials_of);
    parts
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn initials_of(part: &str) -> String {
    let letters = part.split(['-', '\u{2010}', '\u{2011}']).filter_map(|p| {
        let first = p.chars().find(|c| c.is_alphanumeric())?;
        Some(format!("{first}."))
    });
    letters.collect::<Vec<_>>().join("-")
}

/// The words of an address or a name of a file, romanised as addresses are.
pub(super) fn address_words(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in text.chars() {
        if matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}') {
            continue;
        }
        for b in deunicode::deunicode_char(c).unwrap_or(" ").chars() {
            match out.last_mut() {
                Some(word) if b.is_ascii_alphanumeric() => word.push(b.to_ascii_lowercase()),
                _ => out.push(String::new()),
            }
        }
    }
    out.retain(|w| !w.is_empty());
    out
}
