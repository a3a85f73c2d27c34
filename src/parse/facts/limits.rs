//! Keys by which an archive limits what it shows: `robots`, `anonymise`, `withdrawn`, `rights`.
//!
//! They fail closed. Where any other value cannot be read, the article is published without it; a
//! slip in one of these would publish what somebody wanted hidden, so the article is held back and
//! the slip is an error.

use super::fields::Put;
use super::messages;
use crate::parse::draft::{Draft, Found, Lines, Rights};
use crate::parse::front::truth;

/// What is meant by `robots = …` (Google's and Bing's common list, and two of the Internet Archive's
/// time), without those that take a value.
const DIRECTIVES: [&str; 11] = [
    "all",
    "follow",
    "index",
    "indexifembedded",
    "noarchive",
    "nofollow",
    "noimageindex",
    "noindex",
    "none",
    "nosnippet",
    "notranslate",
];

impl Put<'_, '_, '_, '_> {
    /// `robots = "noindex"`, a list of such words, or `noindex = true`.
    pub(super) fn robots(&mut self) {
        let node = self.given.node;
        if node.is_nothing() {
            return self.draft.robots = None;
        }
        let truth = node.truth();
        let by_name = self.given.key.name == "noindex";
        let words = match truth {
            Some(hidden) if by_name => {
                vec![if hidden { "noindex" } else { "index" }.to_owned()]
            }
            // `robots: false` asks for no robots.
            Some(shown) => vec![if shown { "index" } else { "noindex" }.to_owned()],
            None => self
                .texts()
                .into_iter()
                .map(|(t, _)| t.to_ascii_lowercase())
                .collect(),
        };
        let known = |word: &String| {
            DIRECTIVES.contains(&word.as_str())
                || ["max-", "unavailable_after"]
                    .iter()
                    .any(|p| word.starts_with(p))
        };
        if words.is_empty() || !words.iter().all(known) {
            self.hold(
                &words.join(", "),
                "what search engines know is `noindex`, `nofollow`, `noarchive` and a few more",
            );
        }
        self.draft.robots = Some(self.found(words.join(", "), node.line));
    }

    pub(super) fn anonymise(&mut self) {
        let node = self.given.node;
        // Names have commas only where the last one stands first, which is no list.
        let names: Vec<(String, u32)> = match node.text() {
            Some(one) if !node.is_nothing() => vec![(super::names::one_line(one), node.line)],
            _ => self.texts(),
        };
        if names.is_empty() && !node.is_nothing() {
            return self.hold("", "it is a name, or a list of names");
        }
        let has_letters = |name: &str| name.chars().any(char::is_alphanumeric);
        if let Some((bad, _)) = names.iter().find(|(name, _)| !has_letters(name)) {
            self.hold(bad, "a name has letters");
        }
        self.draft.anonymise = names
            .into_iter()
            .map(|(name, line)| self.found(name, line))
            .collect();
    }

    /// A reason, or `true` for none.
    pub(super) fn withdrawn(&mut self) {
        let node = self.given.node;
        let takes_back = self.draft.withdrawn.is_some();
        let reason = match node.text() {
            // Someone meant something by quotation marks with nothing between; a key that is left open says
            // nothing.
            Some("") if node.is_quoted() && !takes_back => {
                self.hold("", "it is the reason as a text, or `true`");
                Some(String::new())
            }
            _ if node.is_nothing() => None,
            Some(text) => match truth(text) {
                Some(true) => Some(String::new()),
                Some(false) => None,
                None => Some(super::names::one_line(text)),
            },
            None => {
                self.hold("", "it is the reason as a text, or `true`");
                Some(String::new())
            }
        };
        self.draft.withdrawn = reason.map(|r| self.found(r, node.line));
    }

    pub(super) fn rights(&mut self) {
        let node = self.given.node;
        if node.is_nothing() {
            return self.draft.rights = None;
        }
        match node.text().and_then(rights) {
            Some(rights) => self.draft.rights = Some(self.found(rights, node.line)),
            None => self.hold(
                node.text().unwrap_or_default(),
                "it is one of `full`, `excerpt` and `private`",
            ),
        }
    }

    /// Keeps the article from being published until the value is put right.
    fn hold(&mut self, value: &str, why: &str) {
        let (spot, key, line) = (self.spot(), self.given.key.name, self.given.node.line);
        let said = messages::unread_limit(spot, key, line, value, why);
        self.draft.doubts.push(said);
        self.draft.draft = Some(self.found(true, line));
    }
}

/// `full`, `excerpt` or `private`.
pub(crate) fn rights(text: &str) -> Option<Rights> {
    [
        ("full", Rights::Full),
        ("excerpt", Rights::Excerpt),
        ("private", Rights::Private),
    ]
    .into_iter()
    .find(|(name, _)| text.trim().eq_ignore_ascii_case(name))
    .map(|(_, rights)| rights)
}

/// Whether a sidecar that cannot be read seems to hold one of these keys.
pub(in crate::parse) fn seems_limited(text: &str) -> bool {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
    words.into_iter().any(|word| {
        super::keys::find(word).is_some_and(|(_, key)| {
            use super::keys::Field;
            matches!(
                key.field,
                Field::Robots | Field::Anonymise | Field::Withdrawn | Field::Rights | Field::Draft
            )
        })
    })
}

/// Keeps an article with such a sidecar from being published.
pub(in crate::parse) fn hold(draft: &mut Draft, line: u32) {
    draft.draft = Some(Found::in_sidecar(
        true,
        Lines::one(line),
        "a sidecar that cannot be read",
    ));
}
