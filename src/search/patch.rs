//! A segment of which few articles changed: most of its lists are taken over as they stand, bit for bit, and
//! come out as if all of it had been made anew.

use super::bag::{Bag, read};
use super::bits::Reader;
use super::lists::{ByForm, Listed};
use super::segment::{Segment, Which, rice};
use crate::site::Fingerprint;
use std::collections::{BTreeMap, HashMap};

/// Articles that may be new or have moved: of more of them, making all anew costs little more. One of today
/// that says no more than its day moves others of that day.
const FEW: usize = 256;

/// A segment of `keys` made from one that has most of them at the same places, and some perhaps at others;
/// the words of the rest `known` finds in `bags`. `None` where that does not pay, or words are missing or
/// damaged.
pub(super) fn patched(
    old: &Segment,
    keys: &[Fingerprint],
    bags: &[Bag],
    known: &HashMap<Fingerprint, (usize, usize)>,
) -> Option<Segment> {
    let is_new = |at: &usize| old.keys.get(*at) != keys.get(*at);
    let new: Vec<usize> = (0..keys.len().max(old.keys.len()))
        .filter(is_new)
        .take(FEW + 1)
        .collect();
    if new.len() > FEW {
        return None;
    }
    // (article, place) of the new articles by form.
    let mut fresh: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    // Where each article of then is now, if it is.
    let stays = |at: u32| (!new.contains(&(at as usize))).then_some(at);
    let mut now: Vec<Option<u32>> = (0..old.keys.len() as u32).map(stays).collect();
    for at in new.iter().filter(|at| **at < keys.len()) {
        let Some((bag, article)) = known.get(&keys[*at]) else {
            // One whose text is there twice may be at two places; that is not looked into.
            let was = |was: &&usize| old.keys.get(**was) == keys.get(*at);
            let slot = now.get_mut(*new.iter().find(was)?)?;
            if slot.replace(*at as u32).is_some() {
                return None;
            }
            continue;
        };
        let from = bags.get(*bag)?;
        let forms = from.forms()?;
        read(&from.words(*article)?, |form, place| {
            let all = fresh.entry(forms.get(form).to_owned()).or_default();
            all.push((*at as u32, place));
        });
    }
    let all = 0..old.forms.len();
    let docs = old.lists(Which::Docs, all.clone())?;
    let places = old.lists(Which::Places, all.clone())?;
    let mut out = ByForm::new(keys.to_vec());
    let mut fresh = fresh.into_iter().peekable();
    for form in all {
        let key = old.forms.get(form as u32);
        while let Some((key, list)) = fresh.next_if(|(other, _)| other.as_str() < key) {
            out.add(&key, Listed::Anew(&list));
        }
        let more = fresh
            .next_if(|(other, _)| *other == key)
            .map(|(_, list)| list);
        let docs = docs.get(old.within(Which::Docs, 0, form))?;
        let places = places.get(old.within(Which::Places, 0, form))?;
        let stands = more.is_none() && stands(old, docs, keys.len(), &new);
        if stands {
            let digests = [Which::Docs, Which::Places].map(|which| old.digest(which, form));
            out.add(key, Listed::As([docs, places], digests));
            continue;
        }
        let mut list = more.unwrap_or_default();
        old.postings(docs, places, |article, place| {
            let now = now.get(article as usize).copied().flatten();
            list.extend(now.map(|now| (now, place)));
        });
        list.sort_unstable();
        out.add(key, Listed::Anew(&list));
    }
    for (key, list) in fresh {
        out.add(&key, Listed::Anew(&list));
    }
    Some(out.finish())
}

/// Whether a list has none of the articles that are no more, and would be written in the same way.
fn stands(old: &Segment, docs: &[u8], len: usize, new: &[usize]) -> bool {
    let mut docs = Reader::new(docs);
    let was = old.keys.len() as u32;
    let count = docs.varint().min(was);
    let k = rice(was, count);
    if k != rice(len as u32, count) {
        return false;
    }
    let mut next = 0;
    let mut rest = new.iter().peekable();
    for _ in 0..count {
        let article = next + docs.rice(k);
        next = article + 1;
        let _weight = docs.unary();
        while rest.next_if(|at| **at < article as usize).is_some() {}
        match rest.peek() {
            None => return true,
            Some(at) if **at == article as usize => return false,
            Some(_) => {}
        }
    }
    true
}
