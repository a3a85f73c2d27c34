//! TOML: front matter between `+++`, and sidecars.
//!
//! The parser refuses nesting beyond 80 levels by itself, so walking its result may recurse.

use super::value::{Entry, Node, Value, duplicate};
use crate::diag::Diagnostic;
use crate::parse::messages::{self, Spot};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

/// Reads TOML of which the first line is line `first` of `spot.file`.
///
/// # Errors
/// What the parser says, at its line and column; a key that is given twice, naming both lines.
pub(in crate::parse) fn read<'a>(
    text: &'a str,
    spot: Spot<'_>,
    first: u32,
) -> Result<Vec<Entry<'a>>, Box<Diagnostic>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let reader = Reader {
        text,
        lines: line_starts(text),
        first,
    };
    // A date that the calendar does not have is a wrong value and no wrong notation: the others of
    // the file can be read, and whoever reads the dates names it.
    let fatal = errors
        .into_iter()
        .find(|e| !reader.is_written_date(e.span()));
    if let Some(error) = fatal {
        return Err(Box::new(reader.diagnostic(spot, &error, table.get_ref())));
    }
    let entries = reader.table(table.into_inner());
    match duplicate(&entries) {
        Some((key, one, two)) => Err(Box::new(messages::duplicate_key(spot, key, one, two))),
        None => Ok(entries),
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The byte at which each line starts.
    lines: Vec<usize>,
    first: u32,
}

impl<'a> Reader<'a> {
    fn table(&self, table: DeTable<'a>) -> Vec<Entry<'a>> {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| Entry {
                line: self.line(key.span().start),
                key: key.into_inner(),
                node: self.node(value),
            })
            .collect();
        // The parser hands its keys out sorted by name.
        entries.sort_by_key(|e| e.line);
        entries
    }

    fn node(&self, value: Spanned<DeValue<'a>>) -> Node<'a> {
        let span = value.span();
        let line = self.line(span.start);
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Scalar { text, quoted: true },
            DeValue::Array(items) => Value::List(items.into_iter().map(|i| self.node(i)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
            DeValue::Boolean(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Datetime(_) => Value::Scalar {
                text: Cow::Borrowed(self.text.get(span).unwrap_or_default()),
                quoted: false,
            },
        };
        Node { line, value }
    }

    fn line(&self, offset: usize) -> u32 {
        let above = self.lines.partition_point(|start| *start <= offset);
        let above = u32::try_from(above).unwrap_or(u32::MAX);
        self.first.saturating_add(above.saturating_sub(1))
    }

    fn column(&self, offset: usize) -> u32 {
        let above = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(above.saturating_sub(1)).copied();
        let before = self.text.get(start.unwrap_or_default()..offset);
        let count = before.unwrap_or_default().chars().count() + 1;
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn is_written_date(&self, span: Option<Range<usize>>) -> bool {
        let text = span.and_then(|s| self.text.get(s)).unwrap_or_default();
        let mut bytes = text.bytes();
        text.len() >= 10
            && bytes.by_ref().take(4).all(|b| b.is_ascii_digit())
            && bytes.next() == Some(b'-')
    }

    fn diagnostic(&self, spot: Spot<'_>, error: &Error, table: &DeTable<'_>) -> Diagnostic {
        let Some(span) = error.span() else {
            return messages::malformed(spot, self.first, 1, error.message());
        };
        let line = self.line(span.start);
        if error.message().contains("duplicate key") {
            let key = self.text.get(span.clone()).unwrap_or_default();
            let bare = key.trim_matches(['"', '\'', '[', ']', ' ']);
            let earlier = earlier_key(table, bare, span.start)
                .or_else(|| earlier_header(self.text, bare, span.start));
            if let Some(earlier) = earlier {
                return messages::duplicate_key(spot, bare, self.line(earlier), line);
            }
        }
        messages::malformed(spot, line, self.column(span.start), error.message())
    }
}

/// Where a key of this name stands before `limit`, in any table.
fn earlier_key(table: &DeTable<'_>, name: &str, limit: usize) -> Option<usize> {
    let mut open = vec![table];
    let mut found = None;
    while let Some(table) = open.pop() {
        for (key, value) in table {
            let start = key.span().start;
            if key.get_ref() == name && start < limit {
                found = found.max(Some(start));
            }
            if let DeValue::Table(inner) = value.get_ref() {
                open.push(inner);
            }
        }
    }
    found
}

/// Where the table `[name]` is opened on a line before the one of `limit`; of a table that is opened
/// twice, the parser knows the second place only.
fn earlier_header(text: &str, name: &str, limit: usize) -> Option<usize> {
    let head = text.get(..limit)?;
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        let inner = line.trim().strip_prefix('[');
        if inner
            .and_then(|i| i.split_once(']'))
            .is_some_and(|(i, _)| i.trim() == name)
        {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn line_starts(text: &str) -> Vec<usize> {
    let feeds = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
    std::iter::once(0)
        .chain(feeds.map(|(i, _)| i + 1))
        .collect()
}
