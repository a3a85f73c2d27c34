//! JSON front matter, as Hugo has it: a `{` at the top of the file and what belongs to it.
//!
//! The reader refuses nesting beyond 128 levels by itself. It does not tell where a key stands, so
//! the block's line is given for all of them.

use super::value::{Entry, Node, Value, duplicate};
use crate::diag::Diagnostic;
use crate::parse::messages::{self, Spot};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Whether `text` begins with a JSON object; `{{< … >}}` and `{: .lead}` are Markdown.
pub(super) fn begins(text: &str) -> bool {
    text.strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// Reads the object that `text` begins with, on line `line` of the file, and returns what follows.
///
/// # Errors
/// What the reader says, at its line and column; a key that is given twice.
pub(super) fn read<'a>(
    text: &'a str,
    spot: Spot<'_>,
    line: u32,
) -> Result<(Vec<Entry<'a>>, &'a str), Box<Diagnostic>> {
    let broken = |error: &serde_json::Error| {
        let at = u32::try_from(error.line().saturating_sub(1)).unwrap_or(u32::MAX);
        let column = u32::try_from(error.column()).unwrap_or(u32::MAX);
        let said = error.to_string();
        let what = said.split(" at line ").next().unwrap_or_default();
        Box::new(messages::malformed(
            spot,
            line.saturating_add(at),
            column.max(1),
            what,
        ))
    };
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Block>();
    let entries = match values.next() {
        Some(Ok(Block(entries))) => entries,
        Some(Err(error)) => return Err(broken(&error)),
        None => Vec::new(),
    };
    let entries = at_line(entries, line);
    let rest = text.get(values.byte_offset()..).unwrap_or_default();
    // Blanks and the line end behind the brace belong to the block.
    let rest = rest.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    match duplicate(&entries) {
        Some((key, one, two)) => Err(Box::new(messages::duplicate_key(spot, key, one, two))),
        None => Ok((entries, rest)),
    }
}

/// The same entries with their line, which only the caller knows.
fn at_line(entries: Vec<Entry<'static>>, line: u32) -> Vec<Entry<'static>> {
    let entry = |entry: Entry<'static>| Entry {
        line,
        node: node_at_line(entry.node, line),
        ..entry
    };
    entries.into_iter().map(entry).collect()
}

fn node_at_line(node: Node<'static>, line: u32) -> Node<'static> {
    let value = match node.value {
        Value::List(items) => {
            Value::List(items.into_iter().map(|i| node_at_line(i, line)).collect())
        }
        Value::Table(entries) => Value::Table(at_line(entries, line)),
        scalar @ Value::Scalar { .. } => scalar,
    };
    Node { line, value }
}

/// The whole object.
struct Block(Vec<Entry<'static>>);

impl<'de> serde::Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Any.deserialize(from)?.value {
            Value::Table(entries) => Ok(Block(entries)),
            _ => Err(D::Error::custom("not an object")),
        }
    }
}

/// Any value, with the keys of an object as written: two of a name are two.
struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Node<'static>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Node<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(scalar(value.to_string(), false))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(scalar(value.to_string(), false))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(scalar(value.to_string(), false))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(scalar(value.to_string(), false))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(scalar(value.to_owned(), true))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(scalar("null".to_owned(), false))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Any)? {
            list.push(item);
        }
        Ok(node(Value::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push(Entry {
                key: Cow::Owned(key),
                line: 0,
                node: map.next_value_seed(Any)?,
            });
        }
        Ok(node(Value::Table(entries)))
    }
}

fn scalar(text: String, quoted: bool) -> Node<'static> {
    node(Value::Scalar {
        text: Cow::Owned(text),
        quoted,
    })
}

fn node(value: Value<'static>) -> Node<'static> {
    Node { line: 0, value }
}
