//! Who wrote it: what metadata and the visible page say about it, weighed against each other.

use crate::parse::draft::Lines;

/// A string that is said to name authors, with all that came with it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// The string: a name, several names, or a whole byline.
    pub(super) text: String,
    /// What the person is, where it was given apart.
    pub(super) role: Option<String>,
    /// Whether it is said to be an organisation.
    pub(super) organisation: bool,
    /// Where it stands.
    pub(super) lines: Lines,
    /// The rule that found it.
    pub(super) rule: &'static str,
}
