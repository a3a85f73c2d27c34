//! What is remembered of stories gives what finding them anew gives.

use super::*;
use proptest::prelude::*;

/// An article of a few words out of few, so that everything crosses something.
fn article() -> impl Strategy<Value = (Sketch, Option<i32>, bool)> {
    let words = prop::collection::btree_map(0u32..90, 1u8..6, 0..14);
    let marks = prop::collection::btree_set(0u32..40, 0..20);
    let day = prop::option::weighted(0.8, 0..900i32);
    (words, marks, day, prop::bool::weighted(0.9)).prop_map(|(words, marks, day, related)| {
        let sketch = Sketch {
            words: words.keys().copied().collect(),
            weights: words.values().copied().collect(),
            marks: marks.into_iter().collect(),
        };
        (sketch, day, related)
    })
}

fn members(all: &[(Sketch, Option<i32>, bool)]) -> Vec<Member<'_>> {
    all.iter()
        .map(|(sketch, day, related)| Member {
            sketch,
            day: *day,
            named: None,
            related: *related,
        })
        .collect()
}

proptest! {
    #[test]
    fn what_is_brought_up_to_date_is_what_is_found_anew(
        mut all in prop::collection::vec(article(), 80..160),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3u8, article()), 1..4),
    ) {
        let known = Known::new(&members(&all));
        let mut same: Vec<Option<u32>> = (0..all.len() as u32).map(Some).collect();
        let mut gone = Vec::new();
        for (at, what, new) in edits {
            let at = at.index(all.len());
            if what > 0 {
                let (old, then) = (all.remove(at), same.remove(at));
                if old.2 && then.is_some() {
                    gone.push(old.0);
                }
            }
            if what < 2 {
                all.insert(at, new);
                same.insert(at, None);
            }
        }
        let before = Before { known, same, gone };
        let members = members(&all);
        if let Some(again) = Known::again(&members, &before) {
            prop_assert_eq!(again, Known::new(&members));
        }
    }
}
