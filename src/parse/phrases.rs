//! Tables of phrases that lines begin with or consist of, and how a line is compared with them.
//!
//! A table is written as groups of phrases with `|` between them, in lower case, and asked for by the
//! first byte, so that most lines are told to be nothing special after a handful of comparisons.

/// The beginning of a line in lower case, on the stack, with plain apostrophes.
#[derive(Debug, Clone, Copy)]
pub(in crate::parse) struct Folded {
    bytes: [u8; Self::MOST],
    len: usize,
    whole: bool,
}

impl Folded {
    /// How much of a line is folded; longer than any phrase.
    const MOST: usize = 96;

    /// Folds the beginning of `line`.
    pub(in crate::parse) fn of(line: &str) -> Self {
        let mut out = Folded {
            bytes: [0; Self::MOST],
            len: 0,
            whole: true,
        };
        let ascii = line.len().min(Self::MOST);
        if let Some(head) = line.as_bytes().get(..ascii).filter(|b| b.is_ascii())
            && let Some(slot) = out.bytes.get_mut(..ascii)
        {
            slot.copy_from_slice(head);
            slot.make_ascii_lowercase();
            out.len = ascii;
            out.whole = line.len() <= Self::MOST;
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
            let lower = match c {
                '’' | '‘' => '\'',
                c => c.to_lowercase().next().unwrap_or(c),
            };
            let Some(slot) = out.bytes.get_mut(out.len..out.len + lower.len_utf8()) else {
                out.whole = false;
                break;
            };
            lower.encode_utf8(slot);
            out.len += lower.len_utf8();
        }
        out
    }

    /// The folded beginning.
    pub(in crate::parse) fn as_str(&self) -> &str {
        // The bytes were written from whole characters, so the check never fails.
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }

    /// Whether the whole line is folded.
    pub(in crate::parse) fn is_whole(&self) -> bool {
        self.whole
    }
}

/// Phrases, each with what it means.
#[derive(Debug)]
pub(in crate::parse) struct Phrases<T> {
    /// By first byte; longer phrases first.
    buckets: Vec<Vec<(&'static str, T)>>,
    /// For each first byte a bit for every second byte that a phrase has: one look tells most lines
    /// from all phrases.
    pairs: Vec<[u64; 4]>,
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
        let mut pairs = vec![[0; 4]; 256];
        for (bucket, bits) in buckets.iter_mut().zip(&mut pairs) {
            bucket.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
            for (phrase, _) in bucket.iter() {
                match phrase.as_bytes().get(1) {
                    Some(b) => bits[usize::from(b >> 6)] |= 1 << (b & 63),
                    None => *bits = [u64::MAX; 4],
                }
            }
        }
        Phrases { buckets, pairs }
    }

    /// Those of [`Phrases::near`] that can stand at the start of `text`, as far as its second byte
    /// tells.
    fn likely(&self, text: &str) -> &[(&'static str, T)] {
        match *text.as_bytes() {
            [a, b, ..] if self.pairs[usize::from(a)][usize::from(b >> 6)] >> (b & 63) & 1 == 0 => {
                &[]
            }
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

    /// What `text` (folded) is as a whole.
    pub(in crate::parse) fn whole(&self, text: &str) -> Option<T> {
        self.likely(text)
            .iter()
            .find(|(phrase, _)| *phrase == text)
            .map(|&(_, meaning)| meaning)
    }
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
