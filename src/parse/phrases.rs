//! Tables of phrases that lines begin with or consist of, and how a line is compared with them.
//!
//! A table is written as groups of phrases with `|` between them, in lower case, and asked for by the
//! first byte, so that most lines are told to be nothing special after a handful of comparisons.

use std::cell::OnceCell;

/// The beginning of a line in lower case, on the stack, with plain apostrophes. It is made when somebody
/// asks for it: most lines are told from all phrases by the first four bytes.
#[derive(Debug, Clone)]
pub(in crate::parse) struct Folded<'a> {
    line: &'a str,
    head: OnceCell<Head>,
}

#[derive(Debug, Clone)]
struct Head {
    bytes: [u8; Folded::MOST],
    len: usize,
    whole: bool,
}

impl<'a> Folded<'a> {
    /// How much of a line is folded; longer than any phrase.
    const MOST: usize = 96;

    /// Folds the beginning of `line`.
    pub(in crate::parse) fn of(line: &'a str) -> Self {
        Folded {
            line,
            head: OnceCell::new(),
        }
    }

    /// The folded beginning.
    pub(in crate::parse) fn as_str(&self) -> &str {
        let head = self.head();
        // The bytes were written from whole characters, so the check never fails.
        std::str::from_utf8(&head.bytes[..head.len]).unwrap_or_default()
    }

    /// Whether the whole line is folded.
    pub(in crate::parse) fn is_whole(&self) -> bool {
        // No character is folded to nothing.
        let longer = || self.line.chars().count() > Self::MOST;
        self.line.len() <= Self::MOST / 2 || (!longer() && self.head().whole)
    }

    /// The first four bytes of the folded beginning, where they are ASCII.
    fn start(&self) -> Option<[u8; 4]> {
        let start = self.line.as_bytes().first_chunk::<4>()?;
        start
            .is_ascii()
            .then(|| start.map(|b| b.to_ascii_lowercase()))
    }

    /// The first two bytes of the folded beginning.
    fn pair(&self) -> Option<[u8; 2]> {
        let mut start = [0; 8];
        let mut len = 0;
        for c in self.line.chars().take(2) {
            len += folded(c).encode_utf8(&mut start[len..]).len();
        }
        (len > 1).then_some([start[0], start[1]])
    }

    fn head(&self) -> &Head {
        self.head.get_or_init(|| Head::of(self.line))
    }
}

/// A character in lower case, an apostrophe as the plain one.
fn folded(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

impl Head {
    fn of(line: &str) -> Self {
        let mut out = Head {
            bytes: [0; Folded::MOST],
            len: 0,
            whole: true,
        };
        let ascii = line.len().min(Folded::MOST);
        if let Some(head) = line.as_bytes().get(..ascii).filter(|b| b.is_ascii())
            && let Some(slot) = out.bytes.get_mut(..ascii)
        {
            slot.copy_from_slice(head);
            slot.make_ascii_lowercase();
            out.len = ascii;
            out.whole = line.len() <= Folded::MOST;
            return out;
        }
        let bytes = line.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                let Some(slot) = out.bytes.get_mut(out.len) else {
                    out.whole = false;
                    break;
                };
                *slot = byte.to_ascii_lowercase();
                out.len += 1;
                at += 1;
                continue;
            }
            let Some(c) = line[at..].chars().next() else {
                break;
            };
            at += c.len_utf8();
            let lower = folded(c);
            let Some(slot) = out.bytes.get_mut(out.len..out.len + lower.len_utf8()) else {
                out.whole = false;
                break;
            };
            lower.encode_utf8(slot);
            out.len += lower.len_utf8();
        }
        out
    }
}

/// Phrases, each with what it means.
#[derive(Debug)]
pub(in crate::parse) struct Phrases<T> {
    /// By first byte; longer phrases first.
    buckets: Vec<Vec<(&'static str, T)>>,
    /// For each first byte a bit for every second byte that a phrase has: one look tells most texts
    /// from all phrases.
    pairs: Vec<Pairs>,
    /// The same for the phrases that are shorter than four bytes.
    short: Vec<Pairs>,
    /// The first four bytes of the others.
    starts: Starts,
    /// For each first byte the lengths of its phrases as bits.
    lengths: Vec<u32>,
}

/// A bit for every second byte.
type Pairs = [u64; 4];

fn has_pair(pairs: &[Pairs], a: u8, b: u8) -> bool {
    let of_first = pairs.get(usize::from(a));
    of_first.is_some_and(|bits| bits[usize::from(b >> 6)] >> (b & 63) & 1 == 1)
}

/// Remembers which four bytes words begin with, and is wrong about some that none begins with: one look
/// tells all but a few words from those that are looked for.
#[derive(Debug)]
pub(in crate::parse) struct Starts([u64; 64]);

impl Starts {
    /// Those of `words`; of shorter ones nothing is remembered.
    pub(in crate::parse) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut bits = [0; 64];
        for start in words.filter_map(|w| w.as_bytes().first_chunk::<4>()) {
            let (word, bit) = Self::place(*start);
            bits[word] |= bit;
        }
        Starts(bits)
    }

    /// Whether a word may begin so.
    #[inline]
    pub(in crate::parse) fn may_hold(&self, start: [u8; 4]) -> bool {
        let (word, bit) = Self::place(start);
        self.0[word] & bit != 0
    }

    /// Twelve bits of a product (Knuth's multiplicative hash) name a place.
    #[inline]
    fn place(start: [u8; 4]) -> (usize, u64) {
        let at = u32::from_le_bytes(start).wrapping_mul(0x9e37_79b1) >> 20;
        ((at >> 6) as usize, 1 << (at & 63))
    }
}

impl<T: Copy> Phrases<T> {
    /// A table of groups: the meaning, and its phrases with `|` between them.
    pub(in crate::parse) fn of(groups: &[(T, &'static str)]) -> Self {
        let mut buckets: Vec<Vec<(&'static str, T)>> = Vec::new();
        buckets.resize_with(256, Vec::new);
        for &(meaning, phrases) in groups {
            for phrase in phrases.split('|').filter(|p| !p.is_empty()) {
                buckets[usize::from(phrase.as_bytes()[0])].push((phrase, meaning));
            }
        }
        let (mut pairs, mut short) = (vec![[0; 4]; 256], vec![[0; 4]; 256]);
        let note = |bits: &mut Pairs, second: Option<&u8>| match second {
            Some(b) => bits[usize::from(b >> 6)] |= 1 << (b & 63),
            None => *bits = [u64::MAX; 4],
        };
        for (first, bucket) in buckets.iter_mut().enumerate() {
            bucket.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
            for (phrase, _) in bucket.iter() {
                let second = phrase.as_bytes().get(1);
                note(&mut pairs[first], second);
                if phrase.len() < 4 {
                    note(&mut short[first], second);
                }
            }
        }
        let lengths = |bucket: &Vec<(&'static str, T)>| {
            let each = bucket.iter().map(|(phrase, _)| length_bit(phrase.len()));
            each.fold(0, |all, one| all | one)
        };
        let lengths = buckets.iter().map(lengths).collect();
        let starts = Starts::of(buckets.iter().flatten().map(|(phrase, _)| *phrase));
        Phrases {
            buckets,
            pairs,
            short,
            starts,
            lengths,
        }
    }

    /// Those of [`Phrases::near`] that can stand at the start of `text`, as far as its second byte
    /// tells.
    pub(in crate::parse) fn likely(&self, text: &str) -> &[(&'static str, T)] {
        match *text.as_bytes() {
            [a, b, ..] if !has_pair(&self.pairs, a, b) => &[],
            _ => self.near(text),
        }
    }

    /// All phrases that begin with the byte that `text` begins with.
    pub(in crate::parse) fn near(&self, text: &str) -> &[(&'static str, T)] {
        text.as_bytes().first().map_or(&[], |&b| self.near_byte(b))
    }

    /// All phrases that begin with `byte`.
    pub(in crate::parse) fn near_byte(&self, byte: u8) -> &[(&'static str, T)] {
        self.buckets
            .get(usize::from(byte))
            .map_or(&[], Vec::as_slice)
    }

    /// The longest phrase that `text` (folded) begins with.
    pub(in crate::parse) fn begins(&self, text: &str) -> Option<(&'static str, T)> {
        self.likely(text)
            .iter()
            .find(|(phrase, _)| may_begin(text, phrase) && text.starts_with(phrase))
            .copied()
    }

    /// The longest phrase that `text` (folded) begins with as whole words.
    pub(in crate::parse) fn begins_word(&self, text: &str) -> Option<(&'static str, T)> {
        self.likely(text)
            .iter()
            .find(|(phrase, _)| {
                may_begin(text, phrase)
                    && text.strip_prefix(phrase).is_some_and(|rest| {
                        rest.chars().next().is_none_or(|c| {
                            !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '/' | '&')
                        })
                    })
            })
            .copied()
    }

    /// Whether a phrase may begin with the bytes that a line begins with.
    fn may_start(&self, line: &Folded<'_>) -> bool {
        if let Some(start) = line.start() {
            let [a, b, ..] = start;
            return self.starts.may_hold(start) || has_pair(&self.short, a, b);
        }
        // Quotation marks and dashes begin with the same two bytes.
        let Some(first) = line.line.chars().next().map(folded) else {
            return true;
        };
        let mut buffer = [0; 4];
        let first: &str = first.encode_utf8(&mut buffer);
        let pair = line.pair();
        pair.is_none_or(|[a, b]| has_pair(&self.pairs, a, b))
            && self.near(first).iter().any(|(p, _)| p.starts_with(first))
    }

    /// The longest phrase that a line begins with.
    pub(in crate::parse) fn begins_line(&self, line: &Folded<'_>) -> Option<(&'static str, T)> {
        self.may_start(line)
            .then(|| self.begins(line.as_str()))
            .flatten()
    }

    /// The longest phrase that a line begins with as whole words.
    pub(in crate::parse) fn begins_line_word(
        &self,
        line: &Folded<'_>,
    ) -> Option<(&'static str, T)> {
        self.may_start(line)
            .then(|| self.begins_word(line.as_str()))
            .flatten()
    }

    /// What a line is as a whole. One that is longer than any phrase is none.
    pub(in crate::parse) fn whole_line(&self, line: &Folded<'_>) -> Option<T> {
        // Folding changes the length of a line only where it is not all ASCII.
        if let Some(first) = line.line.as_bytes().first()
            && self.lengths[usize::from(first.to_ascii_lowercase())] & length_bit(line.line.len())
                == 0
            && line.line.is_ascii()
        {
            return None;
        }
        (self.may_start(line) && line.is_whole())
            .then(|| self.whole(line.as_str()))
            .flatten()
    }

    /// What `text` (folded) is as a whole.
    pub(in crate::parse) fn whole(&self, text: &str) -> Option<T> {
        self.likely(text)
            .iter()
            .find(|(phrase, _)| *phrase == text)
            .map(|&(_, meaning)| meaning)
    }
}

/// A few words, which most others are told from by first byte and length.
pub(in crate::parse) struct Words {
    list: &'static [&'static str],
    /// For each first byte a bit for every length, the last one for all that are longer.
    lengths: [u32; 256],
}

impl Words {
    /// The words of a list.
    pub(in crate::parse) const fn of(list: &'static [&'static str]) -> Self {
        let mut lengths = [0; 256];
        let mut at = 0;
        while at < list.len() {
            let word = list[at].as_bytes();
            lengths[word[0] as usize] |= length_bit(word.len());
            at += 1;
        }
        Words { list, lengths }
    }

    /// All of them.
    pub(in crate::parse) fn all(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.list.iter().copied()
    }

    /// Whether `word` is one of them.
    pub(in crate::parse) fn has(&self, word: &str) -> bool {
        let first = word.as_bytes().first();
        first.is_some_and(|b| self.lengths[usize::from(*b)] & length_bit(word.len()) != 0)
            && self.list.contains(&word)
    }
}

/// The bit of a length in a set of lengths.
pub(in crate::parse) const fn length_bit(len: usize) -> u32 {
    1 << if len < 31 { len } else { 31 }
}

/// A cheap test by the second byte, which tells most phrases of a bucket from a line.
fn may_begin(text: &str, phrase: &str) -> bool {
    match phrase.as_bytes().get(1) {
        Some(b) => text.as_bytes().get(1) == Some(b),
        None => true,
    }
}

/// The rest of `line` behind `phrase`, which its folded form begins with.
pub(in crate::parse) fn behind<'a>(line: &'a str, phrase: &str) -> &'a str {
    line.char_indices()
        .nth(phrase.chars().count())
        .map_or("", |(at, _)| &line[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let table = Phrases::of(&[(1, "read|read more"), (2, "share")]);
        assert_eq!(table.begins("read more here"), Some(("read more", 1)));
        assert_eq!(table.begins_word("readers wrote"), None);
        assert_eq!(table.whole("share"), Some(2));
        assert_eq!(table.whole("shares"), None);
        assert_eq!(table.begins(""), None);
    }

    #[test]
    fn folding_keeps_characters() {
        assert_eq!(Folded::of("ÄRGER’S").as_str(), "ärger's");
        assert!(!Folded::of(&"é".repeat(90)).is_whole());
        assert_eq!(behind("Editor’s Picks: x", "editor's picks"), ": x");
    }
}
