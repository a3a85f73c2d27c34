//! One function a field: how its value may be written.

use super::dates::written_date;
use super::keys::Field;
use super::names::{self, one_line};
use super::{Given, messages};
use crate::date::When;
use crate::parse::Hints;
use crate::parse::draft::{Byline, Correction, Draft, Found, Lines};
use crate::parse::front::{Entry, Node, Value, truth};
use crate::parse::messages::Spot;
use std::collections::HashSet;

/// Puts one fact into the draft.
pub(super) fn put(given: &Given<'_, '_>, spot: Spot<'_>, hints: &Hints, draft: &mut Draft) {
    let mut put = Put {
        given,
        spot,
        hints,
        draft,
    };
    match given.field {
        Field::Headline => put.text(|d| &mut d.headline, Some),
        Field::Standfirst => put.text(|d| &mut d.standfirst, Some),
        Field::Dateline => put.text(|d| &mut d.dateline, Some),
        Field::Slug => put.text(|d| &mut d.slug, Some),
        Field::Lang => put.lang(),
        Field::Source if put.is_address() => put.address(|d| &mut d.original),
        Field::Source => put.text(|d| &mut d.source, Some),
        Field::Original => put.address(|d| &mut d.original),
        Field::Published => put.date(|d| &mut d.published),
        Field::Updated => put.date(|d| &mut d.updated),
        Field::Bylines => put.bylines(),
        Field::Section => put.section(),
        Field::Tags => {
            put.draft.tags.clear();
            put.tags();
        }
        Field::Aliases => put.aliases(),
        Field::Image => put.image(),
        Field::Corrections => put.corrections(),
        Field::Robots => put.robots(),
        Field::Anonymise => put.anonymise(),
        Field::Withdrawn => put.withdrawn(),
        Field::Story => put.text(|d| &mut d.story, Some),
        Field::Related => put.related(),
        Field::Rights => put.rights(),
        Field::Draft => put.unpublished(),
        Field::Status | Field::Group | Field::Free | Field::Other => {}
    }
}

pub(super) struct Put<'p, 'e, 'a, 'd> {
    pub(super) given: &'p Given<'e, 'a>,
    spot: Spot<'p>,
    hints: &'p Hints,
    pub(super) draft: &'d mut Draft,
}

/// Chooses a field of a draft.
type Slot<T> = fn(&mut Draft) -> &mut Option<Found<T>>;

impl<'p> Put<'p, '_, '_, '_> {
    /// Where the key stands.
    pub(super) fn spot(&self) -> Spot<'p> {
        self.spot
    }

    pub(super) fn found<T>(&self, value: T, line: u32) -> Found<T> {
        let at = Lines::one(line);
        if self.spot.sidecar {
            Found::in_sidecar(value, at, self.given.key.sidecar)
        } else {
            Found::new(value, at, self.given.key.front)
        }
    }

    pub(super) fn wrong_type(&mut self, wanted: &str, node: &Node<'_>) {
        let said = messages::wrong_type(self.spot, self.given.key.name, node.line, wanted, node);
        self.draft.doubts.push(said);
    }

    pub(super) fn wrong_value(&mut self, value: &str, line: u32, why: &str) {
        let said = messages::wrong_value(self.spot, self.given.key.name, line, value, why);
        self.draft.doubts.push(said);
    }

    /// A field of one text; `read` refuses what is not a value of it.
    fn text(&mut self, slot: Slot<String>, read: fn(String) -> Option<String>) {
        let node = self.given.node;
        if node.is_nothing() {
            *slot(self.draft) = None;
        } else if let Some(text) = node.text() {
            let value = read(one_line(text)).map(|t| self.found(t, node.line));
            *slot(self.draft) = value;
        } else {
            self.wrong_type("a text", node);
        }
    }

    /// `en`, `en-GB`, `en_GB.UTF-8`.
    fn lang(&mut self) {
        let node = self.given.node;
        match node.text().filter(|t| !t.is_empty()) {
            Some(text) if language(text).is_none() => {
                self.wrong_value(
                    text,
                    node.line,
                    "it is not a language tag such as `en` or `pt-BR`",
                );
            }
            _ => self.text(|d| &mut d.lang, |t| language(&t)),
        }
    }

    fn is_address(&self) -> bool {
        self.given.node.text().is_some_and(is_web_address)
    }

    /// An address that readers will be sent to, so nothing but the web's own schemes.
    fn address(&mut self, slot: Slot<String>) {
        let node = self.given.node;
        match node.text().filter(|_| !node.is_nothing()) {
            Some(text) if !is_web_address(text) => {
                self.wrong_value(
                    text,
                    node.line,
                    "it is not an address that starts with https:// or http://",
                );
            }
            _ => self.text(slot, Some),
        }
    }

    fn date(&mut self, slot: Slot<When>) {
        let node = self.given.node;
        if node.is_nothing() {
            *slot(self.draft) = None;
            return;
        }
        let Some(text) = node.text() else {
            return self.wrong_type("a date", node);
        };
        let value = match written_date(text, self.hints) {
            Ok(when) => Some(self.found(when, node.line)),
            Err(error) => {
                let said =
                    messages::bad_date(self.spot, self.given.key.name, node.line, text, error);
                self.draft.doubts.push(said);
                None
            }
        };
        *slot(self.draft) = value;
    }

    /// The values of a list of texts, or the parts of one text between commas.
    pub(super) fn texts(&mut self) -> Vec<(String, u32)> {
        let node = self.given.node;
        let mut all = Vec::new();
        match &node.value {
            Value::Scalar { text, .. } if !node.is_nothing() => {
                all.extend(text.split(',').map(|t| (one_line(t), node.line)));
            }
            Value::Scalar { .. } => {}
            Value::List(items) => {
                for item in items.iter().filter(|i| !i.is_nothing()) {
                    match item.text() {
                        Some(text) => all.push((one_line(text), item.line)),
                        None => self.wrong_type("a list of texts", item),
                    }
                }
            }
            Value::Table(_) => self.wrong_type("a list of texts", node),
        }
        all.retain(|(text, _)| !text.is_empty());
        all
    }

    fn tags(&mut self) {
        let mut known: HashSet<_> = self.draft.tags.iter().map(|t| t.value.clone()).collect();
        for (text, line) in self.texts() {
            if known.insert(text.clone()) {
                let found = self.found(text, line);
                self.draft.tags.push(found);
            }
        }
    }

    /// The first category is the section; an article stands in one. The others are kept as tags.
    fn section(&mut self) {
        let mut all = self.texts().into_iter();
        let first = all.next();
        self.draft.section = first.map(|(text, line)| self.found(text, line));
        for (text, line) in all {
            let found = self.found(text, line);
            self.draft.tags.push(found);
        }
    }

    fn aliases(&mut self) {
        let all = self.texts();
        self.draft.aliases = all
            .into_iter()
            .map(|(text, line)| self.found(text, line))
            .collect();
    }

    fn bylines(&mut self) {
        let node = self.given.node;
        self.draft.bylines.clear();
        match &node.value {
            Value::List(items) => {
                for item in items.iter().filter(|i| !i.is_nothing()) {
                    self.byline(item);
                }
            }
            Value::Scalar { .. } | Value::Table(_) if node.is_nothing() => {}
            Value::Scalar { .. } | Value::Table(_) => self.byline(node),
        }
    }

    fn byline(&mut self, node: &Node<'_>) {
        let persons = match &node.value {
            Value::Scalar { text, .. } => names::split(text),
            Value::Table(entries) => {
                let part = |names: &[&str]| part(entries, names).map(one_line);
                match part(&["name", "author", "display_name"]) {
                    Some(name) => vec![Byline {
                        name,
                        role: part(&["role", "title", "job"]),
                        outlet: part(&["outlet", "organization", "organisation", "affiliation"]),
                    }],
                    None => return self.wrong_type("a name, or a table with `name`", node),
                }
            }
            Value::List(_) => return self.wrong_type("a name, or a table with `name`", node),
        };
        for person in persons {
            let found = self.found(person, node.line);
            self.draft.bylines.push(found);
        }
    }

    /// A picture: its address, a table that has it, or a list of which the first counts.
    fn image(&mut self) {
        let mut node = self.given.node;
        if let Value::List(items) = &node.value {
            match items.first() {
                Some(first) => node = first,
                None => return self.draft.image = None,
            }
        }
        let address = match &node.value {
            Value::Table(entries) => {
                part(entries, &["src", "url", "image", "path", "file", "teaser"])
            }
            Value::Scalar { .. } | Value::List(_) => node.text(),
        };
        match address {
            None => self.wrong_type("the name of a picture, or a table with `src`", node),
            Some(text) if text.contains(':') && !is_web_address(text) => {
                self.wrong_value(text, node.line, "it is neither a file nor a web address");
            }
            Some("") => self.draft.image = None,
            Some(text) => self.draft.image = Some(self.found(text.to_owned(), node.line)),
        }
    }

    fn corrections(&mut self) {
        let node = self.given.node;
        self.draft.corrections.clear();
        match &node.value {
            Value::List(items) => {
                for item in items {
                    self.correction(item);
                }
            }
            Value::Scalar { .. } | Value::Table(_) => self.correction(node),
        }
    }

    fn correction(&mut self, node: &Node<'_>) {
        if node.is_nothing() {
            return;
        }
        let (text, date) = match &node.value {
            Value::Scalar { text, .. } => (Some(text.as_ref()), None),
            Value::Table(entries) => (
                part(entries, &["text", "note", "correction", "body"]),
                part(entries, &["date", "published", "on"]),
            ),
            Value::List(_) => (None, None),
        };
        let Some(text) = text else {
            return self.wrong_type("a text, or a table with `date` and `text`", node);
        };
        let when = match date.map(|d| (d, written_date(d, self.hints))) {
            Some((_, Ok(when))) => Some(when),
            Some((written, Err(error))) => {
                let said =
                    messages::bad_date(self.spot, self.given.key.name, node.line, written, error);
                self.draft.doubts.push(said);
                None
            }
            None => None,
        };
        let correction = Correction {
            date: when,
            text: one_line(text),
        };
        let found = self.found(correction, node.line);
        self.draft.corrections.push(found);
    }

    /// Other generators keep lists of pages under this name, which mean nothing here.
    fn related(&mut self) {
        let node = self.given.node;
        self.draft.related = node.truth().map(|t| self.found(t, node.line));
    }

    /// `draft: true`, `published: false` or `status: draft`: any one of them is enough.
    fn unpublished(&mut self) {
        let node = self.given.node;
        let Some(text) = node.text() else {
            return self.wrong_type("true or false", node);
        };
        if node.is_nothing() {
            return self.draft.draft = None;
        }
        let negated = self.given.key.field == Field::Published;
        let value = match (self.given.key.field, text.to_ascii_lowercase().as_str()) {
            (Field::Status, "draft" | "hidden" | "private" | "pending") => Some(true),
            (Field::Status, "published" | "publish" | "public") => Some(false),
            (Field::Status, _) => None,
            _ => truth(text).map(|t| t != negated),
        };
        let Some(value) = value else {
            let why = if self.given.key.field == Field::Status {
                "it is neither `draft` nor `published`"
            } else {
                "it is neither true nor false"
            };
            return self.wrong_value(text, node.line, why);
        };
        if value || self.draft.draft.is_none() || self.spot.sidecar {
            self.draft.draft = Some(self.found(value, node.line));
        }
    }
}

/// The text of the first of `names` that a small table has.
fn part<'e>(entries: &'e [Entry<'_>], names: &[&str]) -> Option<&'e str> {
    names.iter().find_map(|name| {
        let entry = entries.iter().find(|e| e.key.eq_ignore_ascii_case(name))?;
        entry.node.text().filter(|t| !t.is_empty())
    })
}

fn is_web_address(text: &str) -> bool {
    let starts = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(scheme))
    };
    (starts("https://") || starts("http://")) && !text.contains(char::is_whitespace)
}

/// A BCP 47 tag from what generators call a language or a locale.
fn language(text: &str) -> Option<String> {
    let tag = text.split(['.', '@']).next()?.replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next()?;
    let letters = |p: &str| p.bytes().all(|b| b.is_ascii_alphanumeric());
    let good = (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && letters(p));
    good.then_some(tag)
}
