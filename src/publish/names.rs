//! Names to initials, in whatever way a text spells them.

use super::stream::{Unit, Word, units, words};
use std::collections::BTreeSet;
use std::ops::Range;

/// Characters between two words of a name: "Roe, Jane", "Jane  Roe", "Jane-Roe".
const GAP: usize = 4;

/// A name that the public sees initials of.
#[derive(Debug, Clone)]
struct Name {
    /// Its words in every spelling that counts as the same.
    spellings: Vec<Vec<String>>,
    initials: String,
    /// For the last word alone, by which a text calls a person after the first mention.
    last: Option<String>,
    /// Its words as addresses have them.
    slug: Vec<String>,
}

/// Names, the longest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    list: Vec<Name>,
    /// For each of `list` its place among those given.
    given: Vec<usize>,
}

/// A place where a name stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Its units.
    pub(super) units: Range<usize>,
    /// What stands there instead.
    pub(super) instead: String,
    /// Which name, by its place among those given.
    pub(super) name: usize,
}

impl Names {
    /// The names as a person wrote them; those without a letter are none.
    pub(crate) fn new<'a>(given: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<(usize, Name)> = given
            .enumerate()
            .filter_map(|(i, text)| Some((i, Name::new(text)?)))
            .collect();
        all.sort_by_key(|(i, name)| (std::cmp::Reverse(name.slug.len()), *i));
        let (given, list) = all.into_iter().unzip();
        Names { list, given }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many were given.
    pub(super) fn count(&self) -> usize {
        self.given.iter().map(|i| i + 1).max().unwrap_or_default()
    }

    /// Every place where one of them stands, in order, none within another.
    pub(super) fn find(&self, units: &[Unit]) -> Vec<Match> {
        let words = words(units);
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = &words[at..];
            let found = self
                .list
                .iter()
                .zip(&self.given)
                .find_map(|(name, given)| name.at(here).map(|n| (n, &name.initials, *given)));
            let found = found.or_else(|| {
                let mut all = self.list.iter().zip(&self.given);
                all.find_map(|(name, given)| Some((1, name.last_at(here.first()?)?, *given)))
            });
            match found {
                Some((n, instead, name)) => {
                    let range = here[0].first..here[n - 1].last + 1;
                    // At the end of a sentence one full stop is enough.
                    let stop = units.get(range.end).is_some_and(|u| u.c == '.');
                    let instead = if stop {
                        instead.trim_end_matches('.')
                    } else {
                        instead
                    };
                    out.push(Match {
                        units: range,
                        instead: instead.to_owned(),
                        name,
                    });
                    at += n;
                }
                None => at += 1,
            }
        }
        out
    }

    /// `text` with initials; `None` where none of the names is in it.
    pub(crate) fn text(&self, text: &str) -> Option<String> {
        let units = units(text);
        let found = self.find(&units);
        if found.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for place in found {
            out.push_str(&text[done..units[place.units.start].at.start]);
            out.push_str(&place.instead);
            done = units[place.units.end - 1].at.end;
        }
        out.push_str(&text[done..]);
        Some(out)
    }

    /// Whether an address or the name of a file has one of them in it.
    pub(crate) fn in_address(&self, address: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let decoded = percent_encoding::percent_decode_str(address).decode_utf8_lossy();
        let words = address_words(&decoded);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.list.iter().any(|name| name.in_slug(&words).is_some())
    }

    /// The end of an address with initials.
    pub(crate) fn slug(&self, slug: &str) -> String {
        let mut words: Vec<&str> = slug.split('-').collect();
        let mut shown: Vec<String> = Vec::new();
        while !words.is_empty() {
            let found = self.list.iter().filter_map(|name| name.in_slug(&words));
            let Some((range, instead)) = found.min_by_key(|(range, _)| range.start) else {
                break;
            };
            shown.extend(words[..range.start].iter().map(|w| (*w).to_owned()));
            shown.push(instead);
            words.drain(..range.end);
        }
        shown.extend(words.into_iter().map(str::to_owned));
        shown.join("-")
    }
}

impl Name {
    fn new(text: &str) -> Option<Self> {
        // "Roe, Jane" is Jane Roe.
        let turned = text
            .split_once(',')
            .map(|(last, first)| format!("{first} {last}"));
        let text = turned.as_deref().unwrap_or(text);
        let folded: Vec<Word> = words(&units(text));
        let plain: Vec<String> = folded.into_iter().map(|w| w.text).collect();
        if plain.is_empty() {
            return None;
        }
        let initials = initials(text);
        let parts = text
            .split_whitespace()
            .filter(|p| p.chars().any(char::is_alphanumeric));
        let (count, end) = parts.fold((0, ""), |(n, _), part| (n + 1, part));
        // "O'Brien" and "Müller-Lüdenscheidt" are one word to a reader and two to the comparison; one
        // half of them alone names nobody.
        let last = (count > 1 && words(&units(end)).len() == 1).then(|| initials_of(end));
        Some(Name {
            spellings: spellings(text, plain),
            initials,
            last: last.filter(|l| !l.is_empty()),
            slug: address_words(text),
        })
    }

    /// How many of the words it takes where it stands at their beginning.
    fn at(&self, here: &[Word]) -> Option<usize> {
        self.spellings
            .iter()
            .find_map(|spelling| forwards(spelling, here).or_else(|| backwards(spelling, here)))
    }

    /// What stands for `word` where it is the last word of the name.
    fn last_at(&self, word: &Word) -> Option<&String> {
        let shown = self.last.as_ref()?;
        let is_it = |spelling: &Vec<String>| {
            let rest = spelling
                .last()
                .and_then(|last| word.text.strip_prefix(last.as_str()));
            matches!(rest, Some("" | "s" | "es"))
        };
        (word.capital && self.spellings.iter().any(is_it)).then_some(shown)
    }

    /// Where it stands among the words of an address, and what stands there instead.
    fn in_slug(&self, words: &[&str]) -> Option<(Range<usize>, String)> {
        let n = self.slug.len();
        if n == 0 {
            return None;
        }
        let letters = |words: &[String]| -> Vec<String> {
            words
                .iter()
                .filter_map(|w| Some(w.chars().next()?.to_string()))
                .collect()
        };
        let whole = words.windows(n).position(|w| {
            let mut pairs = w.iter().zip(&self.slug).enumerate();
            pairs.all(|(i, (a, b))| *a == b || (i + 1 == n && ends(b, a)))
        });
        if let Some(at) = whole {
            return Some((at..at + n, letters(&self.slug).join("-")));
        }
        let mut backwards: Vec<&str> = self.slug.iter().map(String::as_str).collect();
        backwards.rotate_right(1);
        if let Some(at) = words.windows(n).position(|w| n > 1 && *w == backwards[..]) {
            return Some((at..at + n, letters(&self.slug).join("-")));
        }
        let joined = self.slug.concat();
        if n > 1
            && let Some(at) = words.iter().position(|w| w.contains(&joined))
        {
            let instead = words[at].replace(&joined, &letters(&self.slug).concat());
            return Some((at..at + 1, instead));
        }
        let last = self.slug.last().filter(|_| self.last.is_some())?;
        let at = words.iter().position(|w| {
            ["", "s", "es"].contains(&w.strip_prefix(last.as_str()).unwrap_or("-"))
        })?;
        Some((at..at + 1, letters(std::slice::from_ref(last)).concat()))
    }
}

/// Whether `word` is `name`, maybe with the ending that declension gives it. After a first name any will
/// do: rather a Jane Roebuck too many than a Jane Roe in the genitive.
fn ends(name: &str, word: &str) -> bool {
    let long = name.chars().count() > 2;
    word.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || long)
}

/// The same at its beginning, where Arabic and Hebrew write prepositions.
fn begins(name: &str, word: &str) -> bool {
    let long = name.chars().count() > 2;
    word.strip_suffix(name)
        .is_some_and(|rest| rest.is_empty() || long)
}

/// The words in order, with a middle initial or without.
fn forwards(spelling: &[String], here: &[Word]) -> Option<usize> {
    let (mut at, mut before) = (0, None::<&Word>);
    let several = spelling.len() > 1;
    for (i, part) in spelling.iter().enumerate() {
        let mut word = here.get(at)?;
        let is_last = i + 1 == spelling.len();
        let fits = |word: &Word| {
            word.text == *part
                || (several && i == 0 && begins(part, &word.text))
                || (several && is_last && ends(part, &word.text))
                || (is_last && word.text.strip_prefix(part.as_str()) == Some("s"))
        };
        if i > 0 && !fits(word) && word.text.chars().count() == 1 {
            at += 1;
            word = here.get(at)?;
        }
        let near = before.is_none_or(|b| word.first - b.last <= GAP + 2);
        if !fits(word) || !near {
            return None;
        }
        before = Some(word);
        at += 1;
    }
    Some(at)
}

/// The last word first, as indexes have it: "Roe, Jane".
fn backwards(spelling: &[String], here: &[Word]) -> Option<usize> {
    let (last, others) = spelling
        .split_last()
        .filter(|(_, others)| !others.is_empty())?;
    let words = here.get(..spelling.len())?;
    let same = words[0].text == *last && words[1..].iter().zip(others).all(|(w, o)| w.text == *o);
    let near = words.windows(2).all(|w| w[1].first - w[0].last <= GAP);
    (same && near).then_some(spelling.len())
}

/// The letters in every way that counts as the same: without accents, and with the second letters
/// that German and the Nordic languages write for them, in the name or in the text.
fn spellings(text: &str, plain: Vec<String>) -> Vec<Vec<String>> {
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
    BTreeSet::from([plain, expanded, contracted])
        .into_iter()
        .collect()
}

/// "Jean-Luc van Dam": "J.-L. v. D."
fn initials(name: &str) -> String {
    let parts = name.split_whitespace().map(initials_of);
    parts
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn initials_of(part: &str) -> String {
    let letters = part.split(['-', '\u{2010}', '\u{2011}']).filter_map(|p| {
        let first = p.chars().find(|c| c.is_alphanumeric())?;
        Some(format!("{first}."))
    });
    letters.collect::<Vec<_>>().join("-")
}

/// The words of an address or a name of a file, romanised as addresses are.
fn address_words(text: &str) -> Vec<String> {
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
