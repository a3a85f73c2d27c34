//! The text under a picture of which it is known that it is a caption.

use crate::parse::caption;

/// Caption and credit of the text under a picture; either may be missing.
pub(super) fn split(text: &str) -> (Option<String>, Option<String>) {
    match caption::caption(text.trim()) {
        Some(read) => (filled(read.text), filled(read.credit)),
        None => (filled(text), None),
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
