//! YAML front matter, from the parser's events.
//!
//! Events rather than a deserialiser, because they give every scalar as it was written (`title: 007`,
//! `date: 2021-06-16 15:34`), with its line, and because nothing recurses: depth and number are
//! bounded here, and an alias, which is what a YAML bomb is made of, is refused.

use super::value::{Entry, Node, Value, duplicate};
use crate::diag::Diagnostic;
use crate::parse::messages::{self, Spot};
use granit_parser::{Event, Options, Parser, ScalarStyle, Span};
use std::borrow::Cow;

/// Deepest nesting: `[cover]`, `[extra.menu.main]` and the like need four.
const DEPTH: usize = 32;

/// Most values; an article with this many is none.
const VALUES: usize = 10_000;

/// Reads YAML of which the first line is line `first` of `spot.file`.
///
/// # Errors
/// What the parser says, at its line and column; what is no table of keys; aliases; nesting and
/// numbers beyond reason; a key that is given twice, naming both lines.
pub(in crate::parse) fn read<'a>(
    text: &'a str,
    spot: Spot<'_>,
    first: u32,
) -> Result<Vec<Entry<'a>>, Box<Diagnostic>> {
    let mut options = Options::default();
    options.block_nesting_limit = DEPTH;
    options.flow_nesting_limit = DEPTH;
    let mut builder = Builder {
        spot,
        first,
        open: Vec::new(),
        values: 0,
        root: None,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| {
            let mark = error.marker();
            builder.malformed(mark.line(), mark.col(), &error.info())
        })?;
        builder.event(event, span)?;
        if builder.root.is_some() {
            break;
        }
    }
    match builder.root {
        None => Ok(Vec::new()),
        Some(Node {
            value: Value::Table(entries),
            ..
        }) => Ok(entries),
        Some(node) if node.is_nothing() => Ok(Vec::new()),
        Some(node) => Err(Box::new(messages::malformed(
            spot,
            node.line,
            1,
            "this is not a list of `key: value` lines",
        ))),
    }
}

/// A list or table whose end has not come yet.
enum Open<'a> {
    List(u32, Vec<Node<'a>>),
    Table(u32, Vec<Entry<'a>>, Option<(Cow<'a, str>, u32)>),
}

struct Builder<'a, 'f> {
    spot: Spot<'f>,
    first: u32,
    open: Vec<Open<'a>>,
    values: usize,
    root: Option<Node<'a>>,
}

impl<'a> Builder<'a, '_> {
    fn event(&mut self, event: Event<'a>, span: Span) -> Result<(), Box<Diagnostic>> {
        let line = self.line(span.start.line());
        match event {
            Event::Scalar(text, style, ..) => {
                let quoted = style != ScalarStyle::Plain;
                self.node(line, Value::Scalar { text, quoted })
            }
            Event::SequenceStart(..) => self.start(Open::List(line, Vec::new())),
            Event::MappingStart(..) => self.start(Open::Table(line, Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(line, items)) => self.node(line, Value::List(items)),
                Some(Open::Table(line, entries, _)) => {
                    if let Some((key, one, two)) = duplicate(&entries) {
                        let said = messages::duplicate_key(self.spot, key, one, two);
                        return Err(Box::new(said));
                    }
                    self.node(line, Value::Table(entries))
                }
                None => Ok(()),
            },
            Event::Alias(_) => Err(self.malformed(
                span.start.line(),
                span.start.col(),
                "aliases (`*name`) are not read; write the value out",
            )),
            _ => Ok(()),
        }
    }

    fn start(&mut self, open: Open<'a>) -> Result<(), Box<Diagnostic>> {
        // The parser's own limits count lists and tables of each notation apart.
        if self.open.len() >= DEPTH {
            let (Open::List(line, _) | Open::Table(line, ..)) = open;
            let said = messages::malformed(self.spot, line, 1, "nested too deeply");
            return Err(Box::new(said));
        }
        self.open.push(open);
        Ok(())
    }

    /// Takes a finished value to where it belongs.
    fn node(&mut self, line: u32, value: Value<'a>) -> Result<(), Box<Diagnostic>> {
        self.values += 1;
        if self.values > VALUES {
            let said = messages::malformed(self.spot, line, 1, "more than 10,000 values");
            return Err(Box::new(said));
        }
        let node = Node { line, value };
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Table(_, entries, key)) => match (key.take(), node.value) {
                (Some((key, at)), value) => entries.push(Entry {
                    key,
                    line: at,
                    node: Node { line, value },
                }),
                (None, Value::Scalar { text, .. }) => *key = Some((text, line)),
                (None, Value::List(_) | Value::Table(_)) => {
                    let said = "a key must be a text; put text that starts with [ or { in quotes";
                    return Err(Box::new(messages::malformed(self.spot, line, 1, said)));
                }
            },
        }
        Ok(())
    }

    /// The parser counts lines from 1.
    fn line(&self, line: usize) -> u32 {
        let below = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        self.first.saturating_add(below)
    }

    fn malformed(&self, line: usize, column: usize, what: &str) -> Box<Diagnostic> {
        let column = u32::try_from(column.saturating_add(1)).unwrap_or(u32::MAX);
        Box::new(messages::malformed(
            self.spot,
            self.line(line),
            column,
            what,
        ))
    }
}
