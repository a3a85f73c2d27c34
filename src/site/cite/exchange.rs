//! Citations for reference managers: RIS (the tags that EndNote, Zotero and Mendeley share) and CSL-JSON
//! (citationstyles.org, schema 1.0.2).

use super::{Cited, Named, day_iso, push};
use crate::date::{Span, digits};
use crate::site::bytes;
use chrono::Datelike;
use serde::Serialize;

/// A RIS record. Each line is a tag of two letters; a value cannot hold a line break.
pub(super) fn ris(cited: &Cited<'_>, names: &[Named<'_>]) -> String {
    let card = &cited.article.card;
    let mut out = String::with_capacity(1024);
    out.push_str("TY  - NEWS\n");
    let mut line = |tag: &str, parts: &[&str]| {
        push(&mut out, &[tag, "  - "]);
        for part in parts {
            printable_into(&mut out, part);
        }
        out.push('\n');
    };
    for named in names {
        match named.parted {
            Some((first, last)) => line("AU", &[last, ", ", first]),
            None => line("AU", &[named.name]),
        }
    }
    line("TI", &[&card.headline]);
    line("T2", &[cited.publisher]);
    if let Some(when) = &card.published {
        let mut year = String::with_capacity(8);
        digits(&mut year, when.year_number(), 4);
        line("PY", &[&year]);
        line("DA", &[&day_iso(&when.iso()).replace('-', "/")]);
    }
    card.tags.iter().for_each(|tag| line("KW", &[tag]));
    line("LA", &[card.lang.as_deref().unwrap_or(cited.lang)]);
    if let Some(address) = cited.address {
        line("UR", &[address]);
    }
    out.push_str("ER  - ");
    out
}

/// `text` with a blank for each control character.
fn printable_into(out: &mut String, text: &str) {
    // All of them but those of ASCII begin with one byte.
    let may_be = |b: u8| (b < b' ') | (b == 0x7f) | (b == 0xc2);
    match bytes::next(text.as_bytes(), 0, may_be) {
        Some(_) => out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c })),
        None => out.push_str(text),
    }
}

/// A CSL item. What is not known is left out.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
    #[serde(rename = "container-title")]
    container: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    language: &'a str,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Person { family: &'a str, given: &'a str },
    Whole { literal: &'a str },
}

impl<'a> Author<'a> {
    fn of(named: &Named<'a>) -> Self {
        match named.parted {
            Some((given, family)) => Author::Person { family, given },
            None => Author::Whole {
                literal: named.name,
            },
        }
    }
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [Parts; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    circa: Option<bool>,
}

/// Year, month and day, as far as they are known.
#[derive(Serialize)]
#[serde(untagged)]
enum Parts {
    Year([i32; 1]),
    Month([i32; 2]),
    Day([i32; 3]),
}

/// A list of one CSL item.
pub(super) fn csl(cited: &Cited<'_>, names: &[Named<'_>]) -> String {
    let card = &cited.article.card;
    let issued = card.published.as_ref().map(|when| Issued {
        parts: [match when.span {
            Span::Year(y) => Parts::Year([y]),
            Span::Month(y, m) => Parts::Month([y, m.into()]),
            Span::Day(d) | Span::Minute(d, ..) => {
                Parts::Day([d.year(), d.month() as i32, d.day() as i32])
            }
        }],
        circa: (when.circa || when.uncertain).then_some(true),
    });
    let item = Item {
        id: cited.article.path.as_str(),
        r#type: "article-newspaper",
        title: &card.headline,
        author: names.iter().map(Author::of).collect(),
        container: cited.publisher,
        issued,
        section: card.section.as_deref(),
        language: card.lang.as_deref().unwrap_or(cited.lang),
        address: cited.address,
    };
    let mut out = Vec::with_capacity(768);
    let written = serde_json::to_writer(&mut out, &[item]);
    debug_assert!(written.is_ok(), "writing to memory");
    String::from_utf8(out).unwrap_or_default()
}
