//! Clips as databases of newspapers, mail programs and people who keep them write them: lines with a label before their
//! fact: "HEADLINE: …", "Title: …", "LENGTH: 412 words".
//!
//! What has a label that the grammar of heads does not know becomes a fact here, or is left out with a reason; bylines
//! and dates are left to that grammar. Labels count only where several stand together, so that a page with a "Source:"
//! somewhere is read as ever.

use super::super::{Draft, Dropped, Found, Lines, byline, noise};
use super::database::{self, Indexed};
use super::furniture::{below_its_paper, is_day, is_page};
use super::line::Line;
use std::collections::HashSet;

/// How far down the head of a record reaches at most, in lines.
const REACH: usize = 30;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Headline,
    Standfirst,
    Byline,
    Date,
    Dateline,
    Section,
    Source,
    Original,
    Tags,
    /// The text itself.
    Body,
    /// What the database, the printer or the mail program needs and no reader.
    Record,
}

const LABELS: &[(Label, &str)] = &[
    (
        Label::Headline,
        "headline|title|hed|subject|betreff|titel|titre|titulo|titolo",
    ),
    (
        Label::Standfirst,
        "standfirst|subheadline|subhead|subtitle|deck|dek|summary|abstract",
    ),
    (
        Label::Byline,
        "byline|by-line|author|authors|writer|reporter|by|autor|autorin|auteur",
    ),
    (
        Label::Date,
        "date|published|publication date|pub date|pubdate|date published|datum|fecha|data",
    ),
    (Label::Dateline, "dateline"),
    (
        Label::Section,
        "section|rubric|ressort|rubrik|rubrique|seccion",
    ),
    (
        Label::Source,
        "source|publication|publication title|newspaper|paper|outlet|quelle|zeitung",
    ),
    (
        Label::Original,
        "url|link|original|source url|permalink|web address|document url",
    ),
    (Label::Tags, "tags|keywords"),
    (Label::Body, "body|text|full text|story|volltext"),
    (
        Label::Record,
        "length|word count|words|load-date|publication-type|publication type|journal code|language|document-type|\
         graphic|distribution|edition|page|pages|volume|issue|issn|copyright|publisher|place of publication|\
         country of publication|publication info|publication year|publication subject|first page|location|people|\
         source type|language of publication|document type|last updated|database|accession number|document id|from|to|cc|bcc|sent|reply-to|message-id|\
         mime-version|content-type|x-mailer|van|an|von",
    ),
];

/// A line with a label.
pub(super) struct Labelled<'t> {
    pub(super) label: Label,
    /// Small letters.
    pub(super) name: String,
    pub(super) value: &'t str,
}

pub(super) fn labelled(text: &str) -> Option<Labelled<'_>> {
    let (name, value) = text.split_once(':')?;
    // "http://…" and "12:30" have none.
    if name.len() > 24 || value.starts_with("//") || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let name = name.trim().to_lowercase();
    let label = LABELS
        .iter()
        .find(|(_, names)| names.split('|').any(|n| n == name))?
        .0;
    let value = value.trim();
    Some(Labelled { label, name, value })
}

/// Takes what labels say into `draft`; gives the lines that are left, a headline found here
/// not among them, and the day that an index below the text gives.
pub(super) fn read<'a>(
    lines: Vec<Line<'a>>,
    draft: &mut Draft,
) -> (Vec<Line<'a>>, Option<Indexed<'a>>) {
    let lines = below_its_paper(lines, draft);
    let end = head_of(&lines);
    let head: Vec<_> = lines[..end]
        .iter()
        .filter_map(|l| labelled(&l.text))
        .collect();
    let has = |label| head.iter().any(|l| l.label == label);
    let known =
        has(Label::Byline) || has(Label::Date) || has(Label::Source) || has(Label::Original);
    let is_record = head.len() > 1 && has(Label::Headline) && known
        || head.len() > 2 && has(Label::Record) && (has(Label::Byline) || has(Label::Section));
    if !is_record {
        return (lines, None);
    }
    let first = lines
        .iter()
        .find(|l| labelled(&l.text).is_some())
        .map_or(0, |l| l.number);
    let (lines, indexed) = database::above_its_index(lines, end, draft);
    let lines = taken(lines, end, draft);
    let lines = match draft.headline {
        Some(_) => lines,
        None => below_its_preamble(lines, first, draft),
    };
    (lines, indexed)
}

/// Where the text begins: behind "BODY:", or with the first line that is prose and has no label.
fn head_of(lines: &[Line<'_>]) -> usize {
    for (at, line) in lines.iter().enumerate().take(REACH) {
        match labelled(&line.text) {
            Some(l) if l.label == Label::Body => return at + 1,
            Some(_) => {}
            None if line.text == "Body" => return at + 1,
            None if line.is_prose() => return at,
            None => {}
        }
    }
    lines.len().min(REACH)
}

/// The lines without those whose labels say all; of other labels as a page would print them.
fn taken<'a>(lines: Vec<Line<'a>>, end: usize, draft: &mut Draft) -> Vec<Line<'a>> {
    let mut out: Vec<Line<'a>> = Vec::with_capacity(lines.len());
    let mut gap = false;
    for (at, mut line) in lines.into_iter().enumerate() {
        let is_head = at < end;
        let is_taken = if is_head {
            take(&mut line, draft)
        } else {
            is_foot(&line.text) && drop_line(draft, &line)
        };
        if is_taken {
            gap |= line.gap;
        } else {
            line.gap |= std::mem::take(&mut gap);
            out.push(line);
        }
    }
    out
}

/// Takes a line of the head, if nothing is left to read of it.
fn take(line: &mut Line<'_>, draft: &mut Draft) -> bool {
    let place = Lines {
        first: line.number,
        last: line.last,
    };
    let Some(Labelled { label, value, .. }) = labelled(&line.text) else {
        return line.text == "Body" && drop_line(draft, line);
    };
    let value = value.to_owned();
    // A label without a value, or of a fact that is known, says nothing.
    let set = |fact: &mut Option<Found<String>>, value: &str| {
        let is_new = fact.is_none() && !value.is_empty();
        if is_new {
            *fact = Some(Found::new(value.to_owned(), place, "line with a label"));
        }
        is_new
    };
    let is_taken = match label {
        Label::Headline => set(&mut draft.headline, &value),
        Label::Standfirst => set(&mut draft.standfirst, &value),
        Label::Dateline => set(&mut draft.dateline, &value),
        Label::Section => set(
            &mut draft.section,
            value.split(';').next().unwrap_or_default().trim(),
        ),
        Label::Source => set(&mut draft.source, paper(&value)),
        Label::Original if value.starts_with("http") => set(&mut draft.original, &value),
        Label::Tags => {
            let before = draft.tags.len();
            let mut known: HashSet<_> = draft.tags.iter().map(|t| t.value.clone()).collect();
            let all = value.split([',', ';']).map(str::trim);
            let new = all.filter(|tag| !tag.is_empty() && known.insert(tag.to_string()));
            let new = new.map(|tag| Found::new(tag.to_owned(), place, "line with a label"));
            draft.tags.extend(new);
            draft.tags.len() > before
        }
        Label::Byline => {
            if let Some(turned) = turned(&value) {
                line.text = format!("By {turned}").into();
            } else if value
                .get(..3)
                .is_some_and(|by| by.eq_ignore_ascii_case("by "))
            {
                // "BYLINE: By Jane Roe" says it twice.
                line.text = value.into();
            }
            return false;
        }
        Label::Date => return false,
        Label::Body if !value.is_empty() => {
            line.ends = super::line::ends_sentence(&value);
            line.text = value.into();
            return false;
        }
        Label::Body | Label::Original | Label::Record => false,
    };
    is_taken || drop_line(draft, line)
}

/// "Roe, Jane; Hill, Adam" as Jane Roe and Adam Hill; `None` where the names are not turned.
fn turned(value: &str) -> Option<String> {
    let turn = |name: &str| {
        let (last, first) = name.trim().split_once(", ")?;
        let is_name =
            |word: &str| word.starts_with(char::is_uppercase) && !byline::is_role_word(word);
        let fits =
            !last.contains(' ') && first.split(' ').count() < 3 && first.split(' ').all(is_name);
        fits.then(|| format!("{first} {last}"))
    };
    let names: Option<Vec<String>> = value.split(';').map(turn).collect();
    Some(names?.join(" and "))
}

/// "The Quernmouth Packet, p. 3": the paper without the page.
pub(super) fn paper(value: &str) -> &str {
    let (name, rest) = value.split_once([',', ';']).unwrap_or((value, ""));
    if is_page(rest.trim()) {
        name.trim()
    } else {
        value
    }
}

pub(super) fn drop_line(draft: &mut Draft, line: &Line<'_>) -> bool {
    let dropped = Dropped {
        text: line.text.to_string(),
        reason: "record of a clip",
    };
    let place = Lines {
        first: line.number,
        last: line.last,
    };
    draft.dropped.push(Found::new(dropped, place, "noise"));
    true
}

/// Lines below the text of a record.
fn is_foot(text: &str) -> bool {
    let is_record = labelled(text).is_some_and(|l| {
        l.label == Label::Record
            && matches!(
                &*l.name,
                "load-date"
                    | "graphic"
                    | "length"
                    | "language"
                    | "publication-type"
                    | "journal code"
            )
    });
    is_record || text.eq_ignore_ascii_case("end of document")
}

/// The lines without what a database prints above its labels: how many clips there are, the paper, its edition, and the
/// headline, which stands last in old ones and first in new ones. `first` is the line of the first label.
fn below_its_preamble<'a>(lines: Vec<Line<'a>>, first: u32, draft: &mut Draft) -> Vec<Line<'a>> {
    let above = lines.iter().take_while(|l| l.number < first);
    // What stands above the count, such as when the clip was asked for, is of the database.
    let count = above
        .clone()
        .filter(|l| is_count_of_clips(&l.text))
        .last()
        .map(|l| l.number);
    let own = above.filter(|l| Some(l.number) > count);
    let mut titles: Vec<u32> = own.filter(|l| is_title(l)).map(|l| l.number).collect();
    let is_counted = count.is_some();
    if is_counted {
        titles.reverse();
    }
    let other = if is_counted {
        titles.last()
    } else {
        titles.get(1)
    };
    let (headline, source) = (
        titles.first().copied(),
        other.copied().filter(|_| titles.len() > 1),
    );
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let found = || {
            Found::new(
                line.text.to_string(),
                place_of(&line),
                "above the labels of a record",
            )
        };
        let number = Some(line.number);
        if number == headline {
            draft.headline = Some(found());
        } else if number == source && draft.source.is_none() {
            draft.source = Some(found());
        } else if number <= count || line.number < first && is_furniture(&line.text) {
            drop_line(draft, &line);
        } else {
            out.push(line);
        }
    }
    out
}

pub(super) fn place_of(line: &Line<'_>) -> Lines {
    Lines {
        first: line.number,
        last: line.last,
    }
}

/// Whether a line may be a headline or the name of a paper.
fn is_title(line: &Line<'_>) -> bool {
    !is_day(line)
        && !is_furniture(&line.text)
        && !line.is_prose()
        && noise::reason(&line.text).is_none()
}

fn is_furniture(text: &str) -> bool {
    let lower = text.to_lowercase();
    is_count_of_clips(text)
        || is_page(text)
        || (lower.ends_with("edition") && text.split(' ').count() < 5)
}

/// "3 of 20 DOCUMENTS", "Document 3 of 20".
fn is_count_of_clips(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let is_number = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    match words[..] {
        [one, "of", all, "documents" | "document"] | ["document", one, "of", all] => {
            [one, all].iter().all(is_number)
        }
        _ => false,
    }
}
