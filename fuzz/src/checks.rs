//! What is promised of every draft, whatever the bytes were.

use crate::html;
use morgue::date::When;
use morgue::diag::{Diagnostic, Severity};
use morgue::parse::{Block, Draft, Figure, Found, Lines, Origin, Source};
use std::collections::HashSet;

/// The files of an article, as far as the checks need them.
pub(crate) struct Original<'a> {
    path: &'a str,
    lines: u32,
    beside: Option<(&'a str, u32)>,
}

impl<'a> Original<'a> {
    pub(crate) fn new(source: &Source<'a>) -> Self {
        Original {
            path: source.path,
            lines: lines(source.bytes),
            beside: source.sidecar.map(|(path, bytes)| (path, lines(bytes))),
        }
    }

    fn place(&self, origin: Origin, what: &str) {
        let last = match origin {
            Origin::Original(_) => self.lines,
            Origin::Sidecar(_) => self.beside.expect("a sidecar").1,
        };
        let at = origin.lines();
        assert!(
            1 <= at.first && at.first <= at.last && at.last <= last,
            "{what} at {at:?} of {last} lines"
        );
    }

    fn said(&self, said: &Diagnostic) {
        let last = match self.beside {
            Some((path, last)) if path == said.file => last,
            _ => {
                assert_eq!(said.file, self.path, "{said}");
                self.lines
            }
        };
        assert!(
            said.line.is_none_or(|l| (1..=last).contains(&l)),
            "{said} of {last} lines"
        );
        assert!(!said.message.is_empty() && !said.kind.is_empty());
        let shown = said.to_string();
        assert!(
            !shown.contains(|c: char| c.is_control() && c != '\n'),
            "{shown:?}"
        );
    }
}

/// No file has more lines than this, in any encoding: each line end has one of these bytes.
fn lines(bytes: &[u8]) -> u32 {
    let feeds = bytes.iter().filter(|b| **b == b'\n').count();
    let lone = bytes
        .iter()
        .zip(bytes.iter().skip(1).chain([&0]))
        .filter(|(a, b)| **a == b'\r' && **b != b'\n')
        .count();
    u32::try_from(feeds + lone + 1).expect("a small file")
}

/// Nothing to publish: then at least one message is an error.
pub(crate) fn refusal(original: &Original<'_>, said: &[Diagnostic]) {
    assert!(said.iter().any(|d| d.severity == Severity::Error));
    said.iter().for_each(|d| original.said(d));
}

/// The draft keeps what its types promise.
pub(crate) fn draft(original: &Original<'_>, draft: &Draft) {
    draft.doubts.iter().for_each(|d| original.said(d));
    let texts = [
        ("headline", &draft.headline),
        ("standfirst", &draft.standfirst),
        ("dateline", &draft.dateline),
        ("section", &draft.section),
        ("lang", &draft.lang),
        ("source", &draft.source),
        ("original", &draft.original),
        ("slug", &draft.slug),
        ("image", &draft.image),
    ];
    for (what, found) in texts {
        if let Some(found) = found {
            place(original, found, what);
            value(what, &found.value);
        }
    }
    for (what, list) in [("tag", &draft.tags), ("alias", &draft.aliases)] {
        for found in list {
            place(original, found, what);
            value(what, &found.value);
        }
    }
    for found in &draft.bylines {
        place(original, found, "byline");
        value("name", &found.value.name);
        maybe("role", found.value.role.as_deref());
        maybe("outlet", found.value.outlet.as_deref());
    }
    for (what, found) in [
        ("published", &draft.published),
        ("updated", &draft.updated),
        ("not before", &draft.not_before),
    ] {
        if let Some(found) = found {
            place(original, found, what);
            when(&found.value);
        }
    }
    for found in &draft.corrections {
        place(original, found, "correction");
        value("correction", &found.value.text);
        found.value.date.iter().for_each(when);
    }
    for found in &draft.dropped {
        place(original, found, "dropped");
        plain("dropped", &found.value.text);
        assert!(!found.value.reason.is_empty());
    }
    for found in &draft.body {
        place(original, found, "block");
        block(&found.value);
    }
}

fn place<T>(original: &Original<'_>, found: &Found<T>, what: &str) {
    original.place(found.origin, what);
    assert!(!found.rule.is_empty(), "a rule for {what}");
}

fn block(block: &Block) {
    match block {
        Block::Paragraph(text) => value("paragraph", text),
        Block::Crosshead(text) => value("crosshead", text),
        Block::Related(related) => {
            value("related", &related.headline);
            maybe("address", related.address.as_deref());
        }
        Block::Figure(Figure {
            picture,
            alt,
            caption,
            credit,
        }) => {
            maybe("picture", picture.as_deref());
            maybe("alt", alt.as_deref());
            maybe("caption", caption.as_deref());
            maybe("credit", credit.as_deref());
            assert!(
                picture.is_some() || caption.is_some() || credit.is_some(),
                "a figure of nothing"
            );
        }
        Block::Html { html, text, .. } => {
            html::clean(html.as_str());
            plain("text of HTML", text);
        }
    }
}

/// A value that is there says something.
fn value(what: &str, text: &str) {
    assert!(!text.trim().is_empty(), "an empty {what}");
    assert_eq!(text, text.trim(), "white space around {what}");
    plain(what, text);
}

fn maybe(what: &str, text: Option<&str>) {
    if let Some(text) = text {
        value(what, text);
    }
}

/// Text holds no control characters but line breaks and tabs, and no noncharacters.
fn plain(what: &str, text: &str) {
    assert!(
        !text.contains(
            |c: char| (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
                || matches!(c, '\u{fdd0}'..='\u{fdef}')
                || u32::from(c) & 0xfffe == 0xfffe
        ),
        "control character in {what}: {text:?}"
    );
}

fn when(when: &When) {
    assert!((0..=9999).contains(&when.year_number()));
    let shown = when.to_string();
    assert_eq!(morgue::date::parse(&shown), Ok(*when), "{shown}");
}

/// Every value of a story stands in its text: names and headline word for word, years in digits.
pub(crate) fn nothing_invented(bytes: &[u8], draft: &Draft) {
    names_are_printed(bytes, draft);
    for found in [&draft.published, &draft.updated, &draft.not_before] {
        year_is_printed(bytes, found.as_ref());
    }
}

/// Each word of a name is a word of the text; checked for plain letters only, since others may be
/// normalised.
pub(crate) fn names_are_printed(bytes: &[u8], draft: &Draft) {
    let Some(text) = ascii(bytes) else { return };
    for found in &draft.bylines {
        for word in found.value.name.split(|c: char| !c.is_ascii_alphanumeric()) {
            assert!(
                text.contains(&word.to_ascii_lowercase()),
                "{:?} is not in the text",
                found.value.name
            );
        }
    }
}

/// The year, or its last two digits, is in the text.
pub(crate) fn year_is_printed(bytes: &[u8], found: Option<&Found<When>>) {
    if let (Some(found), Some(text)) = (found, ascii(bytes)) {
        let year = format!("{:02}", found.value.year_number() % 100);
        assert!(text.contains(&year), "{} is not in the text", found.value);
    }
}

/// Text that no step of decoding and cleaning changes.
fn ascii(bytes: &[u8]) -> Option<String> {
    let plain = |b: &u8| matches!(b, b' '..=b'~' | b'\n' | b'\r' | b'\t');
    let text = std::str::from_utf8(bytes).ok()?;
    bytes.iter().all(plain).then(|| text.to_ascii_lowercase())
}

/// Every line of a story that says anything ends in a fact, in a block, or among what was dropped.
pub(crate) fn every_line_is_somewhere(bytes: &[u8], draft: &Draft) {
    let Some(text) = ascii(bytes) else { return };
    let mut covered: HashSet<u32> = HashSet::new();
    let mut cover = |origin: Origin| {
        let Lines { first, last } = origin.lines();
        covered.extend(first..=last);
    };
    for found in [
        &draft.headline,
        &draft.standfirst,
        &draft.dateline,
        &draft.section,
        &draft.lang,
        &draft.source,
        &draft.original,
        &draft.image,
    ] {
        found.iter().for_each(|f| cover(f.origin));
    }
    draft.tags.iter().for_each(|f| cover(f.origin));
    draft.bylines.iter().for_each(|f| cover(f.origin));
    draft.published.iter().for_each(|f| cover(f.origin));
    draft.updated.iter().for_each(|f| cover(f.origin));
    draft.corrections.iter().for_each(|f| cover(f.origin));
    draft.dropped.iter().for_each(|f| cover(f.origin));
    draft.body.iter().for_each(|f| cover(f.origin));
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    for (line, number) in unified.split('\n').zip(1..) {
        let says = line.contains(|c: char| c.is_ascii_alphanumeric());
        assert!(
            !says || covered.contains(&number),
            "line {number} is lost: {line:?}"
        );
    }
}
