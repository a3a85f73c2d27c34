//! The words of some articles, in their order: what the first pass over the originals leaves of their
//! texts. One dictionary serves all articles of a bag, so that a word costs a byte or two.

use super::aside::{Aside, Put};
use super::bits::varint;
use super::fold::words;
use super::stem::code;
use crate::archive::Card;
use crate::parse::{Block, Draft};
use crate::site::{Digest, Fingerprint};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher, RandomState};
use std::sync::Arc;

/// Paragraphs begin at multiples of this many words, with at least one free place before: no phrase
/// runs from one paragraph into the next, and a word more or less moves those of its paragraph only.
const PARAGRAPH: u32 = 32;

/// The words of some articles.
#[derive(Debug, Default)]
pub struct Bag {
    /// For each article its key and the end of its words in the stream.
    pub(super) articles: Vec<(Fingerprint, usize)>,
    held: Held,
}

/// Where a bag has its words.
#[derive(Debug)]
enum Held {
    Here(Words),
    Aside { forms: Put, stream: Put },
}

impl Default for Held {
    fn default() -> Self {
        Held::Here(Words::default())
    }
}

/// All forms, and the articles as numbers of them.
#[derive(Debug, Default)]
struct Words {
    forms: Forms,
    /// Numbers of forms, counted from 1; 0 where a paragraph begins.
    stream: Vec<u8>,
}

/// Words by number, one after another in one text.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    text: String,
    ends: Vec<u32>,
}

impl Forms {
    pub(super) fn push(&mut self, form: &str) {
        self.text.push_str(form);
        self.ends.push(self.text.len() as u32);
    }

    /// Texts one after another, each of which ends at one of `ends`.
    pub(super) fn new(text: String, ends: Vec<u32>) -> Self {
        Forms { text, ends }
    }

    /// All texts, one after another.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the text of one ends.
    pub(super) fn end(&self, number: usize) -> u32 {
        self.ends.get(number).copied().unwrap_or_default()
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|n| self.get(n as u32))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them.
    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let from = number.checked_sub(1).and_then(|n| self.ends.get(n));
        let from = from.map_or(0, |end| *end as usize);
        let to = self.ends.get(number).map_or(from, |end| *end as usize);
        self.text.get(from..to).unwrap_or_default()
    }

    /// As bytes: how many there are, where each ends, and the text.
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(4 + 4 * self.ends.len() + self.text.len());
        bytes.extend((self.ends.len() as u32).to_le_bytes());
        self.ends.iter().for_each(|e| bytes.extend(e.to_le_bytes()));
        bytes.extend(self.text.as_bytes());
        bytes
    }

    /// Reads that again.
    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (ends, text) = rest.split_at_checked(count.checked_mul(4)?)?;
        let ends = ends.as_chunks().0.iter().map(|e| u32::from_le_bytes(*e));
        let text = str::from_utf8(text).ok()?.to_owned();
        Some(Forms::new(text, ends.collect()))
    }

    /// Gives back memory that was taken for more.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl<'a> FromIterator<&'a str> for Forms {
    fn from_iter<I: IntoIterator<Item = &'a str>>(all: I) -> Self {
        let mut forms = Forms::default();
        all.into_iter().for_each(|form| forms.push(form));
        forms
    }
}

impl Bag {
    /// The same, put aside; where there is no room, it stays here.
    #[must_use]
    pub fn put_aside(mut self, place: Option<&Arc<dyn Aside>>) -> Self {
        if let (Held::Here(words), Some(place)) = (&self.held, place)
            && let Some(forms) = Put::new(place, &words.forms.to_bytes())
            && let Some(stream) = Put::new(place, &words.stream)
        {
            self.held = Held::Aside { forms, stream };
        }
        self
    }

    /// All forms; `None` where they cannot be read.
    pub(super) fn forms(&self) -> Option<Cow<'_, Forms>> {
        match &self.held {
            Held::Here(words) => Some(Cow::Borrowed(&words.forms)),
            Held::Aside { forms, .. } => Forms::of_bytes(&forms.all()?).map(Cow::Owned),
        }
    }

    /// The words of an article, for [`read`]; `None` where they cannot be read.
    pub(super) fn words(&self, article: usize) -> Option<Cow<'_, [u8]>> {
        let from = match article {
            0 => 0,
            n => self.articles.get(n - 1)?.1,
        };
        let range = from..self.articles.get(article)?.1;
        match &self.held {
            Held::Here(words) => words.stream.get(range).map(Cow::Borrowed),
            Held::Aside { stream, .. } => stream.read(range).map(Cow::Owned),
        }
    }
}

/// The words of an article with their places.
pub(super) fn read(words: &[u8], mut each: impl FnMut(u32, u32)) {
    let mut place = 0;
    let mut rest = words.iter();
    while let Some(first) = rest.next() {
        let mut value = u32::from(first & 0x7f);
        let mut last = *first;
        let mut shift = 7;
        while last >= 0x80 {
            let Some(next) = rest.next() else { return };
            last = *next;
            value |= u32::from(last & 0x7f).wrapping_shl(shift);
            shift += 7;
        }
        match value {
            0 => place = paragraph_after(place),
            form => {
                each(form - 1, place);
                place += 1;
            }
        }
    }
}

/// Where the paragraph after a word before `place` begins.
fn paragraph_after(place: u32) -> u32 {
    (place + 1).next_multiple_of(PARAGRAPH)
}

/// Fills a bag, article by article.
#[derive(Debug, Default)]
pub struct Gather {
    /// Numbers of forms by their hash, which nobody can foresee; the next free one where two share it. The
    /// forms themselves stand close together in the bag, where looking at one costs little.
    numbers: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    random: RandomState,
    articles: Vec<(Fingerprint, usize)>,
    words: Words,
    room: String,
    word: String,
}

impl Gather {
    /// Takes in what an article's page shows as text, and returns a key that two articles of the same
    /// words share. `main` is the archive's own language.
    pub fn add(&mut self, card: &Card, draft: &Draft, main: &str) -> Fingerprint {
        let language = code(card.lang.as_deref().unwrap_or(main));
        let is_main = language == code(main);
        let mut digest = Digest::default();
        digest.add(if is_main { "" } else { language });
        digest.add(language);
        texts(card, draft, |text| {
            digest.add(text);
            self.paragraph(text, (!is_main).then_some(language));
        });
        let key = digest.finish();
        self.articles.push((key, self.words.stream.len()));
        key
    }

    /// Takes in a paragraph. A form of another language than the archive's own has its code behind.
    fn paragraph(&mut self, text: &str, language: Option<&str>) {
        let mut room = std::mem::take(&mut self.room);
        words(text, &mut room, |word| match language {
            None => self.number(word),
            Some(code) => {
                let mut form = std::mem::take(&mut self.word);
                form.clear();
                form.push_str(word);
                form.push(' ');
                form.push_str(code);
                self.number(&form);
                self.word = form;
            }
        });
        self.room = room;
        self.words.stream.push(0);
    }

    fn number(&mut self, form: &str) {
        let mut hash = self.random.hash_one(form);
        let number = loop {
            match self.numbers.get(&hash) {
                Some(number) if self.words.forms.get(*number) == form => break *number,
                Some(_) => hash = hash.wrapping_add(1),
                None => {
                    let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
                    self.numbers.insert(hash, number);
                    self.words.forms.push(form);
                    break number;
                }
            }
        };
        varint(&mut self.words.stream, number + 1);
    }

    /// Takes in an article as an earlier build knew it: its words with their places, in order.
    pub(super) fn known(&mut self, key: Fingerprint, words: &[(u32, u32)]) {
        let mut next = 0;
        for (place, form) in words {
            while next < *place {
                self.words.stream.push(0);
                next = paragraph_after(next);
            }
            varint(&mut self.words.stream, form + 1);
            next += 1;
        }
        self.articles.push((key, self.words.stream.len()));
    }

    /// The bag. Forms are taken as they are where `Gather::known` filled it.
    pub fn finish(self) -> Bag {
        Bag {
            articles: self.articles,
            held: Held::Here(self.words),
        }
    }

    /// A bag whose forms are known beforehand.
    pub(super) fn with_forms(forms: Forms) -> Self {
        Gather {
            words: Words {
                forms,
                ..Words::default()
            },
            ..Gather::default()
        }
    }
}

/// Takes a hash for what it is.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, b| h << 8 | u64::from(*b));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The texts that an article's page shows, the headline first; that of pages which are only linked to is
/// not its own.
fn texts<'a>(card: &'a Card, draft: &'a Draft, mut each: impl FnMut(&'a str)) {
    each(&card.headline);
    draft.standfirst.iter().for_each(|s| each(&s.value));
    draft.dateline.iter().for_each(|d| each(&d.value));
    draft.corrections.iter().for_each(|c| each(&c.value.text));
    for block in &draft.body {
        match &block.value {
            Block::Paragraph(text) | Block::Crosshead(text) | Block::Html { text, .. } => {
                each(text)
            }
            Block::Figure(figure) => {
                figure.caption.iter().for_each(|c| each(c));
                figure.credit.iter().for_each(|c| each(c));
            }
            Block::Related(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::aside::tests::shelf;
    use super::*;

    #[test]
    fn words_keep_their_places_and_paragraphs_their_distance() {
        let mut gather = Gather::default();
        gather.paragraph("One two", None);
        gather.paragraph(&"word ".repeat(32), None);
        gather.paragraph("two, three", Some("de"));
        gather.articles.push((7, gather.words.stream.len()));
        let bag = gather.finish();
        let places = |bag: &Bag| {
            let mut places = Vec::new();
            read(&bag.words(0).unwrap(), |form, place| {
                places.push((place, form))
            });
            places
        };
        let all = places(&bag);
        assert_eq!((all[1], all[2]), ((1, 1), (32, 2)));
        assert_eq!(all[34..], [(96, 3), (97, 4)]);
        assert_eq!(bag.forms().unwrap().get(3), "two de");
        let mut again = Gather::with_forms(bag.forms().unwrap().into_owned());
        again.known(7, &all);
        let again = again.finish();
        assert_eq!(places(&again), all);
        let aside = again.put_aside(Some(&shelf()));
        assert!(matches!(aside.held, Held::Aside { .. }));
        assert_eq!(places(&aside), all);
        assert_eq!(aside.forms().unwrap().get(3), "two de");
    }
}
