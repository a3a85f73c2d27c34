//! Keys and values to the fields of a draft, for front matter and sidecars alike.
//!
//! A value that says nothing (`""`, `[]`, null) makes its field unknown: in a sidecar that takes back
//! what was parsed. A value of the wrong type or form is named and changes nothing but for dates,
//! where a wrong one is worse than none.

mod dates;
mod fields;
mod keys;
mod limits;
mod names;

pub(in crate::parse) use dates::Fault;
pub(crate) use limits::rights;
pub(in crate::parse) use limits::{hold, seems_limited};

use super::Hints;
use super::draft::Draft;
use super::front::{Entry, Node, Value};
use super::messages::{self, Spot};
use crate::diag::Diagnostic;
use keys::{Field, Key};

/// Puts what `entries` say into `draft`, over what it holds, with a doubt for each value that cannot
/// be used.
pub(in crate::parse) fn apply(
    entries: &[Entry<'_>],
    spot: Spot<'_>,
    hints: &Hints,
    draft: &mut Draft,
) {
    let told = draft.doubts.len();
    let mut given = Vec::with_capacity(entries.len());
    gather(entries, spot, false, &mut given, draft);
    // Stable, so that of two keys of one rank the first in the file is taken.
    given.sort_by_key(|g| g.rank);
    for (index, fact) in given.iter().enumerate() {
        let earlier = given
            .get(..index)
            .unwrap_or_default()
            .iter()
            .find(|g| g.field == fact.field && !g.node.is_nothing());
        match earlier {
            Some(first) if fact.field != Field::Draft => {
                if first.node.value != fact.node.value {
                    let said = messages::set_aside(
                        spot,
                        fact.key.name,
                        fact.line,
                        first.key.name,
                        first.line,
                    );
                    draft.doubts.push(said);
                }
            }
            _ => fields::put(fact, spot, hints, draft),
        }
    }
    if let Some(new) = draft.doubts.get_mut(told..) {
        new.sort_by(Diagnostic::order);
    }
}

/// A known key with its value.
struct Given<'e, 'a> {
    rank: usize,
    key: &'static Key,
    field: Field,
    line: u32,
    node: &'e Node<'a>,
}

/// Collects the known keys, also those in tables of keys, and names the unknown ones.
fn gather<'e, 'a>(
    entries: &'e [Entry<'a>],
    spot: Spot<'_>,
    free: bool,
    given: &mut Vec<Given<'e, 'a>>,
    draft: &mut Draft,
) {
    for entry in entries {
        let known =
            keys::find(&entry.key).filter(|(_, k)| !spot.sidecar || k.field != Field::Other);
        let Some((rank, key)) = known else {
            if !free {
                let near = keys::nearest(&entry.key);
                draft
                    .doubts
                    .push(messages::unknown_key(spot, &entry.key, entry.line, near));
            }
            continue;
        };
        match (key.field, &entry.node.value) {
            (Field::Other, _) => {}
            (Field::Updated, _) if !spot.sidecar && is_note(entries) => {
                let said = messages::of_the_note(spot, key.name, entry.line);
                draft.doubts.push(said);
            }
            // A table in a table of keys has no keys of ours: nothing recurses further than this.
            (Field::Group | Field::Free, Value::Table(inner)) if !free => {
                gather(inner, spot, true, given, draft);
            }
            (Field::Group | Field::Free, _) => {
                if !free && !entry.node.is_nothing() {
                    let said =
                        messages::wrong_type(spot, key.name, entry.line, "a table", &entry.node);
                    draft.doubts.push(said);
                }
            }
            (field, _) => given.push(Given {
                rank,
                key,
                field: meant(field, &entry.node),
                line: entry.line,
                node: &entry.node,
            }),
        }
    }
}

/// Whether these are the keys of a note-taking program: they say when the note was made and changed, and nothing of
/// when the article was published.
fn is_note(entries: &[Entry<'_>]) -> bool {
    let has_field = |field| {
        entries
            .iter()
            .any(|e| keys::find(&e.key).is_some_and(|(_, k)| k.field == field))
    };
    entries
        .iter()
        .any(|e| e.key.eq_ignore_ascii_case("created"))
        && !has_field(Field::Published)
}

/// `published: false` is Jekyll's way to say `draft: true`.
fn meant(field: Field, node: &Node<'_>) -> Field {
    match field {
        Field::Published if node.truth().is_some() => Field::Draft,
        Field::Status => Field::Draft,
        other => other,
    }
}

#[cfg(test)]
mod tests;
