//! Which words belong together: the forms of one stem in one language.

use super::segment::{Segment, Which};
use super::shard::Word;
use super::stem::Stems;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Notes beside each word the others of its stem. The base knows its own words alone, so that a new word in
/// the tail leaves it as it is; the tail then knows all forms of that stem, those without an article of the
/// tail, too.
pub(super) fn relate<'a>(base: &mut [Word<'a>], tail: &mut Vec<Word<'a>>, main: &str) {
    let mut groups: HashMap<String, [Vec<&'a str>; 2]> = HashMap::new();
    let stems = [stems(base, main), stems(tail, main)];
    for (part, (words, stems)) in [&*base, &*tail].into_iter().zip(&stems).enumerate() {
        for (word, stem) in words.iter().zip(stems) {
            match groups.get_mut(stem) {
                Some(group) => group[part].push(word.key),
                None => groups.entry(stem.clone()).or_default()[part].push(word.key),
            }
        }
    }
    for (word, stem) in base.iter_mut().zip(&stems[0]) {
        word.forms = others(&groups[stem][0], word.key);
    }
    for (word, stem) in tail.iter_mut().zip(&stems[1]) {
        if let Some(all) = new_in_tail(&groups[stem]) {
            word.forms = others(&all, word.key);
        }
    }
    for (word, stem) in base.iter().zip(&stems[0]) {
        let group = &groups[stem];
        let absent = !group[1].contains(&word.key);
        if let Some(all) = new_in_tail(group).filter(|_| absent) {
            tail.push(Word {
                key: word.key,
                at: Vec::new(),
                forms: others(&all, word.key),
            });
        }
    }
    tail.sort_by_key(|word| word.key);
}

/// All forms of a stem, where the tail has one that the base has not.
fn new_in_tail<'a>([base, tail]: &[Vec<&'a str>; 2]) -> Option<Vec<&'a str>> {
    if tail.iter().all(|key| base.contains(key)) {
        return None;
    }
    let mut all: Vec<&str> = base.iter().chain(tail).copied().collect();
    all.sort_unstable();
    all.dedup();
    Some(all)
}

fn others<'a>(all: &[&'a str], key: &str) -> Vec<&'a str> {
    all.iter().copied().filter(|other| *other != key).collect()
}

/// The stem of each word with the code of its language before, which tells the stems of two languages apart.
fn stems(words: &[Word<'_>], main: &str) -> Vec<String> {
    let stem = |stemmers: &mut HashMap<String, Stems>, key: &str| {
        let (word, code) = key.split_once(' ').unwrap_or((key, main));
        if !stemmers.contains_key(code) {
            stemmers.insert(code.to_owned(), Stems::of(code));
        }
        let stem = stemmers.get(code).map(|s| s.stem(word)).unwrap_or_default();
        format!("{code} {stem}")
    };
    words
        .par_iter()
        .map_init(HashMap::new, |stemmers, word| stem(stemmers, word.key))
        .collect()
}

/// Adds up how common words of the archive's own language are: the length of their lists is near enough to
/// tell common words from rare ones. Short ones and numbers are nothing to suggest.
pub(super) fn weigh<'a>(
    words: &[Word<'a>],
    segments: &[Segment],
    weights: &mut BTreeMap<&'a str, u32>,
) {
    let is_word = |key: &str| key.len() > 2 && key.chars().all(char::is_alphabetic);
    for word in words.iter().filter(|w| is_word(w.key)) {
        let lens = word.at.iter().filter_map(|(segment, form)| {
            let segment = segments.get(*segment as usize)?;
            Some(segment.len(Which::Docs, *form as usize) as u32)
        });
        *weights.entry(word.key).or_default() += lens.sum::<u32>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(keys: &[&'a str]) -> Vec<Word<'a>> {
        let word = |key: &&'a str| Word {
            key,
            at: vec![(0, 0)],
            forms: Vec::new(),
        };
        keys.iter().map(word).collect()
    }

    #[test]
    fn a_new_form_in_the_tail_leaves_the_base_as_it_is() {
        let mut base = words(&["flood", "floods", "haus de", "mast", "mud"]);
        let mut tail = words(&["flooding", "hauser de", "mast", "mud"]);
        relate(&mut base, &mut tail, "en");
        assert_eq!(base[0].forms, ["floods"]);
        assert_eq!(base[2].forms, [""; 0]);
        let shown: Vec<_> = tail
            .iter()
            .map(|w| (w.key, w.at.len(), &*w.forms))
            .collect();
        assert_eq!(
            shown,
            [
                ("flood", 0, &["flooding", "floods"][..]),
                ("flooding", 1, &["flood", "floods"]),
                ("floods", 0, &["flood", "flooding"]),
                ("haus de", 0, &["hauser de"]),
                ("hauser de", 1, &["haus de"]),
                ("mast", 1, &[]),
                ("mud", 1, &[]),
            ]
        );
    }
}
