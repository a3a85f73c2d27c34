//! Names to initials, in whatever way a text spells them.

use super::spelling::{self, address_words, initials};
use super::stream::{Unit, Word, units, words};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Characters between two words of a name: "Roe, Jane", "Jane  Roe", "Jane-Roe".
const GAP: usize = 4;

/// A name that the public sees initials of.
#[derive(Debug, Clone)]
struct Name {
    /// Its words in every spelling that counts as the same.
    spellings: Vec<Vec<String>>,
    initials: String,
    /// The last word alone, by which a text calls a person after the first mention.
    last: Option<Last>,
    /// Its words in every way that addresses have them, the plainest first.
    slugs: Vec<Vec<String>>,
}

/// What a reader takes for the last word of a name: "Roe", "O'Brien", "Müller-Lüdenscheidt".
#[derive(Debug, Clone)]
struct Last {
    spellings: Vec<Vec<String>>,
    initials: String,
    slugs: Vec<Vec<String>>,
}

/// Names, the longest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    list: Vec<Name>,
    /// For each of `list` its place among those given.
    given: Vec<usize>,
    /// Which of `list` may stand where a word is or ends in this one.
    by_word: BTreeMap<String, Vec<usize>>,
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
        all.sort_by_key(|(i, name)| (std::cmp::Reverse(name.length()), *i));
        let (given, list): (_, Vec<Name>) = all.into_iter().unzip();
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, name) in list.iter().enumerate() {
            for word in name.openings() {
                by_word.entry(word.clone()).or_default().push(i);
            }
        }
        Names {
            list,
            given,
            by_word,
        }
    }

    /// The names that may stand where `word` is the first, so that an archive can have hundreds of them:
    /// it is one of their words, has the ending of a plural or a letter before it.
    fn candidates(&self, word: &str) -> Vec<usize> {
        let ends = word.char_indices().map(|(at, _)| &word[at..]);
        let stems = ["s", "es"].iter().filter_map(|e| word.strip_suffix(e));
        let found = ends.chain(stems).filter_map(|key| self.by_word.get(key));
        let mut all: Vec<usize> = found.flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
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
        self.find_among(units, |word| self.candidates(word))
    }

    /// The same, of the names that `candidates` gives for a word.
    pub(super) fn find_among(
        &self,
        units: &[Unit],
        candidates: impl Fn(&str) -> Vec<usize>,
    ) -> Vec<Match> {
        let words = words(units);
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = &words[at..];
            let mine = candidates(&here[0].text);
            let mut all = mine.iter().map(|i| (&self.list[*i], self.given[*i]));
            let found = all
                .clone()
                .find_map(|(name, given)| name.at(here).map(|n| (n, &name.initials, given)));
            let found = found.or_else(|| {
                all.find_map(|(name, given)| {
                    let last = name.last.as_ref()?;
                    Some((last.at(here)?, &last.initials, given))
                })
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
        let is_one = words(&units(end)).len() == 1 || end.contains(spelling::is_joint);
        let last = (count > 1 && is_one).then(|| Last::new(end));
        let spellings = spelling::spellings(text, plain);
        Some(Name {
            slugs: spelling::slugs(text, &spellings),
            spellings,
            initials,
            last: last.filter(|l| !l.initials.is_empty()),
        })
    }

    /// The words that it can begin with, the last one alone and the last one first among them.
    fn openings(&self) -> BTreeSet<&String> {
        let last = self.last.iter().flat_map(|last| &last.spellings);
        let first = self.spellings.iter().chain(last).filter_map(|s| s.first());
        first
            .chain(self.spellings.iter().filter_map(|s| s.last()))
            .collect()
    }

    /// How many words it has.
    fn length(&self) -> usize {
        self.slugs.first().map_or(0, Vec::len)
    }

    /// How many of the words it takes where it stands at their beginning.
    fn at(&self, here: &[Word]) -> Option<usize> {
        self.spellings
            .iter()
            .find_map(|spelling| forwards(spelling, here).or_else(|| backwards(spelling, here)))
    }

    /// Where it stands among the words of an address, and what stands there instead.
    fn in_slug(&self, words: &[&str]) -> Option<(Range<usize>, String)> {
        let letters = letters(self.slugs.first()?);
        let mut slugs = self.slugs.iter().filter(|slug| !slug.is_empty());
        let whole = slugs.clone().find_map(|slug| whole_in(slug, words));
        if let Some(range) = whole {
            return Some((range, letters.join("-")));
        }
        let joined = slugs.find_map(|slug| {
            let joined = Some(slug.concat()).filter(|_| slug.len() > 1)?;
            let at = words.iter().position(|w| w.contains(&joined))?;
            Some((at..at + 1, words[at].replace(&joined, &letters.concat())))
        });
        joined.or_else(|| self.last.as_ref()?.in_slug(words))
    }
}

impl Last {
    fn new(text: &str) -> Self {
        let plain = words(&units(text)).into_iter().map(|w| w.text).collect();
        let spellings = spelling::spellings(text, plain);
        Last {
            slugs: spelling::slugs(text, &spellings),
            spellings,
            initials: spelling::initials_of(text),
        }
    }

    /// How many of the words it takes where it stands at their beginning, with a capital.
    fn at(&self, here: &[Word]) -> Option<usize> {
        self.spellings.iter().find_map(|spelling| {
            let found = here.get(..spelling.len())?;
            let pairs = found.iter().zip(spelling).enumerate();
            let same = pairs.clone().all(|(i, (word, part))| {
                let rest = word.text.strip_prefix(part.as_str());
                rest == Some("") || i + 1 == spelling.len() && matches!(rest, Some("s" | "es"))
            });
            let near = found.windows(2).all(|w| w[1].first - w[0].last <= 2);
            (same && near && found.iter().any(|w| w.capital)).then_some(spelling.len())
        })
    }

    fn in_slug(&self, words: &[&str]) -> Option<(Range<usize>, String)> {
        let mut slugs = self.slugs.iter().filter(|slug| !slug.is_empty());
        let range = slugs.find_map(|slug| {
            let at = words.windows(slug.len()).position(|found| {
                let mut pairs = found.iter().zip(slug).enumerate();
                pairs.all(|(i, (word, part))| {
                    let rest = word.strip_prefix(part.as_str());
                    rest == Some("") || i + 1 == slug.len() && matches!(rest, Some("s" | "es"))
                })
            })?;
            Some(at..at + slug.len())
        })?;
        Some((range, letters(self.slugs.first()?).join("-")))
    }
}

/// Where the words of a name stand in an address, forwards or the last one first.
fn whole_in(slug: &[String], words: &[&str]) -> Option<Range<usize>> {
    let n = slug.len();
    let forwards = words.windows(n).position(|w| {
        let mut pairs = w.iter().zip(slug).enumerate();
        pairs.all(|(i, (a, b))| *a == b || (i + 1 == n && ends(b, a)))
    });
    let at = forwards.or_else(|| {
        let mut backwards: Vec<&str> = slug.iter().map(String::as_str).collect();
        backwards.rotate_right(1);
        let all = words.windows(n).position(|w| *w == backwards[..]);
        all.filter(|_| n > 1)
    })?;
    Some(at..at + n)
}

/// The first letter of each word.
fn letters(words: &[String]) -> Vec<String> {
    let first = words.iter().filter_map(|w| w.chars().next());
    first.map(String::from).collect()
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
