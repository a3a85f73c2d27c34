//! The `Key: value` lines at the top of a Pelican article.
//!
//! They have no fence, so plain prose must not be taken for them: the first line has to be one of
//! Pelican's own keys, and one of the lines has to be a `Title:`.

use super::value::{Entry, Node, Value, duplicate};
use crate::diag::Diagnostic;
use crate::parse::messages::{self, Spot};
use std::borrow::Cow;

/// With what the headers of an article may begin.
const FIRST: [&str; 14] = [
    "title", "date", "modified", "author", "authors", "category", "tags", "slug", "lang", "status",
    "summary", "subtitle", "keywords", "template",
];

/// The length of the headers at the top of `text`, or `None` where it has none.
pub(super) fn length(text: &str) -> Option<usize> {
    let first = key_of(text.lines().next()?)?;
    if !FIRST.iter().any(|k| first.eq_ignore_ascii_case(k)) {
        return None;
    }
    let mut titled = false;
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        match key_of(line) {
            Some(key) => titled |= key.eq_ignore_ascii_case("title"),
            None if is_continuation(line) => {}
            None => break,
        }
        length += line.len();
    }
    titled.then_some(length)
}

/// Reads headers of which the first line is line `first` of the file.
///
/// # Errors
/// A key that is given twice, naming both lines.
pub(super) fn read<'a>(
    text: &'a str,
    spot: Spot<'_>,
    first: u32,
) -> Result<Vec<Entry<'a>>, Box<Diagnostic>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for (line, number) in text.lines().zip(first..) {
        if let Some(key) = key_of(line) {
            let value = line.get(key.len() + 1..).unwrap_or_default().trim();
            entries.push(Entry {
                key: Cow::Borrowed(key),
                line: number,
                node: scalar(value, number),
            });
        } else if let Some(last) = entries.last_mut() {
            continue_with(&mut last.node, line.trim(), number);
        }
    }
    match duplicate(&entries) {
        Some((key, one, two)) => Err(Box::new(messages::duplicate_key(spot, key, one, two))),
        None => Ok(entries),
    }
}

fn scalar(text: &str, line: u32) -> Node<'_> {
    Node {
        line,
        value: Value::Scalar {
            text: Cow::Borrowed(text),
            quoted: false,
        },
    }
}

/// An indented line below a key adds a value: the key then has a list.
fn continue_with<'a>(node: &mut Node<'a>, text: &'a str, line: u32) {
    let more = scalar(text, line);
    match &mut node.value {
        Value::List(items) => items.push(more),
        Value::Scalar { text, .. } if text.is_empty() => *node = more,
        Value::Scalar { .. } | Value::Table(_) => {
            let line = node.line;
            let first = std::mem::replace(node, scalar("", line));
            node.value = Value::List(vec![first, more]);
        }
    }
}

/// The key of a line `Key: value`; keys are letters, digits, `-` and `_`.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (!key.is_empty() && key.bytes().all(plain)).then_some(key)
}

fn is_continuation(line: &str) -> bool {
    (line.starts_with("    ") || line.starts_with('\t')) && !line.trim().is_empty()
}
