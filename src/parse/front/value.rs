//! What front matter and sidecars come down to, whichever notation they are in: keys with values as
//! written, each with its line.

use std::borrow::Cow;

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Entry<'a> {
    /// The key as written.
    pub key: Cow<'a, str>,
    /// The line of the key.
    pub line: u32,
    /// Its value.
    pub node: Node<'a>,
}

/// A value and the line it starts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Node<'a> {
    /// The line.
    pub line: u32,
    /// The value.
    pub value: Value<'a>,
}

/// A value. Numbers, truth values and dates stay the text that was written, since `title: 1984` is a
/// headline and `date: 2021-06` has a precision that no timestamp type can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Value<'a> {
    /// One value.
    Scalar {
        /// As written, without quotation marks and with escapes resolved.
        text: Cow<'a, str>,
        /// Whether it stood in quotation marks, or in a notation that has none: then it is text,
        /// never a truth value and never null.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node<'a>>),
    /// Keys with values, in the order written.
    Table(Vec<Entry<'a>>),
}

impl Node<'_> {
    /// The words for its type, for messages.
    pub(in crate::parse) fn type_name(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// Whether it says that there is no value: null or an empty text.
    pub(in crate::parse) fn is_nothing(&self) -> bool {
        match &self.value {
            Value::Scalar { text, quoted } => {
                text.trim().is_empty()
                    || (!quoted && matches!(text.as_ref(), "~" | "null" | "Null" | "NULL"))
            }
            Value::List(items) => items.is_empty(),
            Value::Table(entries) => entries.is_empty(),
        }
    }

    /// Whether it is a text between quotation marks, or of a notation that has no other.
    pub(in crate::parse) fn is_quoted(&self) -> bool {
        matches!(self.value, Value::Scalar { quoted: true, .. })
    }

    /// The text of a single value.
    pub(in crate::parse) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text.trim()),
            Value::List(_) | Value::Table(_) => None,
        }
    }

    /// The truth value, where it is one and not a text of the same letters.
    pub(in crate::parse) fn truth(&self) -> Option<bool> {
        match &self.value {
            Value::Scalar {
                text,
                quoted: false,
            } => truth(text),
            _ => None,
        }
    }
}

/// Truth values in the spellings of TOML and of both versions of YAML.
pub(in crate::parse) fn truth(text: &str) -> Option<bool> {
    let is = |word: &str| text.trim().eq_ignore_ascii_case(word);
    if is("true") || is("yes") || is("on") {
        Some(true)
    } else if is("false") || is("no") || is("off") {
        Some(false)
    } else {
        None
    }
}

/// The lines of two entries that have the same key, capitals aside.
pub(in crate::parse) fn duplicate<'e>(entries: &'e [Entry<'_>]) -> Option<(&'e str, u32, u32)> {
    let mut seen = std::collections::HashMap::with_capacity(entries.len());
    for entry in entries {
        if let Some(first) = seen.insert(entry.key.to_lowercase(), entry.line) {
            return Some((&entry.key, first, entry.line));
        }
    }
    None
}
