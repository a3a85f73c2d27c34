//! `NAME.toml` beside an original: the facts that a person adds or corrects. It wins over what was
//! parsed.

use super::draft::Draft;
use super::messages::Spot;
use super::{Hints, Kind, decode, facts, front, lines, messages};

/// Puts the facts of a sidecar over those of `draft`. One that cannot be read is an error of its own
/// file: the article is published as its original has it, and the exit status says that something is
/// wrong. An empty one says nothing.
pub(in crate::parse) fn apply(path: &str, bytes: &[u8], hints: &Hints, draft: &mut Draft) {
    if bytes.trim_ascii().is_empty() {
        return;
    }
    let decoded = match decode::decode(path, Kind::Text, bytes) {
        Ok(decoded) => decoded,
        Err(refusal) => return draft.doubts.push(refusal),
    };
    draft.doubts.extend(decoded.doubts);
    let text = lines::unify(&decoded.text);
    let spot = Spot::sidecar(path);
    match front::read_toml(&text, spot, 1) {
        Ok(entries) => facts::apply(&entries, spot, hints, draft),
        Err(refusal) => {
            let line = refusal.line.unwrap_or(1);
            draft.doubts.push(*refusal);
            // A slip of the pen must not publish what the file was written to hide.
            if facts::seems_limited(&text) {
                draft.doubts.push(messages::held_by_sidecar(path, line));
                facts::hold(draft, line);
            }
        }
    }
}
