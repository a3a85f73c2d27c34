//! The file that a search begins with: how many articles there are, year by year, and the names of all other
//! files.

use super::layout::Layout;
use super::shard::Shards;
use super::{File, named};
use crate::archive::Archive;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Words that are suggested for one that the archive does not have.
const SUGGESTED: usize = 30_000;

/// The names of the other files.
pub(super) struct Names<'a> {
    pub(super) base: &'a Shards,
    pub(super) tail: &'a Shards,
    pub(super) cards: &'a [String],
    pub(super) days: &'a File,
    pub(super) words: &'a File,
    pub(super) places: &'a File,
}

/// The root.
pub(super) fn root(archive: &Archive, layout: Layout, lang: &str, names: &Names<'_>) -> File {
    // Oldest first, as the articles are numbered.
    let years: Vec<Value> = archive
        .calendar()
        .years
        .iter()
        .rev()
        .map(|y| json!([y.year, y.articles.len()]))
        .collect();
    let part = |shards: &Shards| {
        let files: String = shards.names.iter().map(|(docs, _)| docs.as_str()).collect();
        json!({ "firsts": shards.firsts, "names": files })
    };
    let value = json!({
        "lang": lang,
        "dated": layout.dated,
        "undated": layout.undated,
        "full": layout.scale.segment,
        "block": layout.scale.block,
        "years": years,
        "parts": [part(names.base), part(names.tail)],
        "cards": names.cards.concat(),
        "days": names.days.path,
        "words": names.words.path,
        "places": names.places.path,
    });
    named("root", "js", format!("morgue.root({value})\n").into_bytes())
}

/// The names of the files of places, which only exact phrases need.
pub(super) fn places(base: &Shards, tail: &Shards) -> File {
    let all = |shards: &Shards| -> String {
        let names = shards.names.iter().map(|(_, places)| places.as_str());
        names.collect()
    };
    let value = json!([all(base), all(tail)]);
    named("places", "json", value.to_string().into_bytes())
}

/// For every span that is the whole date of some article, from the oldest: `20210616`, `20210699` for a month,
/// `20219999` for a year, and the number of its articles.
pub(super) fn days(archive: &Archive) -> File {
    let mut all: Vec<(u32, u32)> = Vec::new();
    for id in archive.dated() {
        if let Some(when) = &archive.get(id).card.published {
            let (year, month, day, ..) = when.order();
            let part = |n: u8| u32::from(n.min(99));
            let key = year.unsigned_abs() * 10_000 + part(month) * 100 + part(day);
            match all.last_mut() {
                Some((last, count)) if *last == key => *count += 1,
                _ => all.push((key, 1)),
            }
        }
    }
    all.sort_unstable();
    let all = all.chunk_by(|a, b| a.0 == b.0);
    let all = all.map(|same| (same[0].0, same.iter().map(|(_, n)| n).sum::<u32>()));
    let mut before = 0;
    let rows: Vec<u32> = all
        .flat_map(|(key, count)| {
            let step = key - before;
            before = key;
            [step, count]
        })
        .collect();
    named("days", "json", json!(rows).to_string().into_bytes())
}

/// The commonest words, in order, for "did you mean": each after the length of what it shares with the one
/// before.
pub(super) fn suggestions(counts: &BTreeMap<&str, u32>) -> File {
    let mut all: Vec<(&str, u32)> = counts.iter().map(|(w, n)| (*w, *n)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    all.truncate(SUGGESTED);
    let mut words: Vec<&str> = all.into_iter().map(|(word, _)| word).collect();
    words.sort_unstable();
    let mut text = String::new();
    let mut before = "";
    for word in words {
        let same = before.chars().zip(word.chars());
        let shared = same.take_while(|(a, b)| a == b).count().min(9);
        text.push_str(&shared.to_string());
        text.extend(word.chars().skip(shared));
        text.push('\n');
        before = word;
    }
    named("words", "txt", text.into_bytes())
}
