//! What closes a story: "Reporting by …; Editing by …", corrections and clarifications, tags, and the
//! hints that a whole draft gives (dateline, the earliest day of an undated text).

use super::super::byline;
use super::super::dates::{self, DateLine, Label, Moment};
use super::super::phrases::{self, Folded, Phrases};
use super::super::{Block, Correction, Found, noise};
use super::Story;
use std::sync::LazyLock;

/// Beginnings of corrections, lower case.
const CORRECTIONS: &str = "correction:|corrections:|correction -|correction –|correction —|correction,|correction (|\
    clarification:|clarification -|clarification,|clarification (|clarifications:|\
    corrections and clarifications|this article was amended|this story was amended|\
    this article has been amended|this article was corrected|this story was corrected|\
    this story has been corrected|this article has been corrected|this story has been amended|\
    an earlier version of this|a previous version of this|editor's note: this story has been|\
    editor's note: this article has been|editor's note: an earlier|korrektur:|korrekturhinweis|\
    berichtigung:|in einer früheren version|anmerkung der redaktion: in einer früheren|rectificatif|\
    erratum|fe de errores|fe de errata|errata corrige|rettelse:|rättelse:|retting:|rectificatie";

/// Beginnings of credits below a story, lower case.
const CREDITS: &str = "reporting by|(reporting by|additional reporting|(additional reporting|– additional reporting|\
    - additional reporting|editing by|(editing by|writing by|(writing by|compiled by|with reporting by|\
    with additional reporting|with files from|— with files from|-with files from|\
    contributed to this report|produced by|edited by|translated by|read more at|\
    this article was originally published|this story was originally published|\
    this article originally appeared|this story originally appeared|originally published|mitarbeit:|\
    übersetzung:|redaktion:";

/// Beginnings of lines of tags, lower case.
const TAGS: &str = "tags:|tags|tag:|topics:|topic:|filed under:|filed under|filed to:|keywords:|related topics:|\
    more about:|more on:|in this article:|categories:|schlagworte:|schlagwörter:|themen:|mots-clés :|\
    mots-clés:|etiquetas:|temas:|etichette:";

/// What a closing line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Correction,
    Credits,
    Tags,
}

static TABLE: LazyLock<Phrases<Closing>> = LazyLock::new(|| {
    Phrases::of(&[
        (Closing::Correction, CORRECTIONS),
        (Closing::Credits, CREDITS),
        (Closing::Tags, TAGS),
    ])
});

/// Whether a line is a credit or a correction that stands below a story.
pub(super) fn is_closing(text: &str) -> bool {
    matches!(
        TABLE.begins_line(&Folded::of(text)),
        Some((_, Closing::Correction | Closing::Credits))
    )
}

/// Reads line `at` as a closing line; whether it was one.
pub(super) fn read(story: &mut Story<'_>, at: usize, folded: &Folded<'_>) -> bool {
    let text = story.text(at);
    match TABLE.begins_line(folded) {
        Some((_, Closing::Correction)) => correction(story, at),
        Some((_, Closing::Credits)) if text.len() <= 400 => credits(story, at),
        Some((label, Closing::Tags)) if text.len() <= 400 && label.ends_with(':') => {
            tags(story, at, label);
        }
        _ if is_dated_correction(text, story.order) => correction(story, at),
        _ if is_contributors(text) => story.drop_line(at, "closing credits"),
        _ => return false,
    }
    true
}

/// "Corrected March 3, 1998 at 11:52 a.m.: The wedding was in 1913."
fn is_dated_correction(text: &str, order: dates::Order) -> bool {
    if !text.starts_with(['C', 'A']) {
        return false;
    }
    let Some(rest) = ["Corrected", "CORRECTED", "Amended", "Clarified"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
    else {
        return false;
    };
    let Some(end) = rest.find(": ").filter(|end| *end <= 60) else {
        return false;
    };
    let when = rest.get(..end).unwrap_or_default().trim_start();
    let when = when.strip_prefix("on ").unwrap_or(when);
    dates::stamps(when, order)
        .first()
        .is_some_and(|stamp| stamp.start == 0 && stamp.end + 2 >= when.len())
}

/// "Lorn Press writer Joan Hale contributed to this report."
fn is_contributors(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let bare = text.trim_end_matches(['.', ')', ' ', ']']);
    // The last letters of those words.
    bare.ends_with(['t', 'y', 'e', 'g'])
        && [
            "contributed to this report",
            "contributed to this story",
            "contributed to this article",
            "contributed reporting",
        ]
        .iter()
        .any(|end| bare.ends_with(end))
}

fn correction(story: &mut Story<'_>, at: usize) {
    let text = story.text(at);
    let start: String = text.chars().take(90).collect();
    let date = dates::stamps(&start, story.order)
        .into_iter()
        .find_map(|s| match s.moment {
            Moment::Full(when) if when.date().is_some() => Some(when),
            _ => None,
        });
    let correction = Correction {
        date,
        text: text.to_owned(),
    };
    let found = Found::new(correction, story.place(at), "correction");
    story.draft.corrections.push(found);
}

/// "(Reporting by Jane Roe in Kyiv; Editing by John Doe)": reporters are authors where the head
/// names nobody; editors never are.
fn credits(story: &mut Story<'_>, at: usize) {
    let text = story.text(at).trim_matches(['(', ')', '[', ']', ' ']);
    let place = story.place(at);
    let reporting = text.get(..12).is_some_and(|h| {
        h.eq_ignore_ascii_case("reporting by") || h.eq_ignore_ascii_case("compiled by ")
    });
    if reporting && story.draft.bylines.is_empty() {
        let lower = text.to_ascii_lowercase();
        let end = [";", " additional", "writing by", "editing by"]
            .iter()
            .filter_map(|mark| lower.find(mark))
            .min()
            .unwrap_or(text.len());
        if let Some(line) = byline::signed(text[..end].trim_end_matches(['.', ',', ' '])) {
            for byline in line.bylines {
                story
                    .draft
                    .bylines
                    .push(Found::new(byline, place, "closing credits"));
            }
            if !story.draft.bylines.is_empty() {
                return;
            }
        }
    }
    labelled_dates(story, at);
    story.drop_line(at, "closing credits");
}

/// "This story was originally published June 16, 2021, 3:34 PM": a date below the story counts where
/// the head has none and the line says what it is.
fn labelled_dates(story: &mut Story<'_>, at: usize) {
    if story.draft.published.is_some() {
        return;
    }
    let mut line = DateLine::default();
    for stamp in dates::stamps(story.text(at), story.order) {
        if stamp.label == Some(Label::Published) {
            line.take(&stamp);
        }
    }
    if let Some(when) = line.published {
        let place = story.place(at);
        story.draft.published = Some(Found::new(when, place, "labelled date below the story"));
    }
}

fn tags(story: &mut Story<'_>, at: usize, label: &str) {
    let text = story.text(at);
    let place = story.place(at);
    let values = phrases::behind(text, label);
    let before = story.draft.tags.len();
    for tag in values.split([',', ';', '|', '•', '·']) {
        let tag = tag.trim().trim_start_matches('#').trim_start();
        // "Filed under: Council | 31 comments"
        let counts = noise::is_count(tag);
        if !tag.is_empty() && tag.len() <= 80 && !counts && story.tags.insert(tag.to_owned()) {
            story
                .draft
                .tags
                .push(Found::new(tag.to_owned(), place, "line of tags"));
        }
    }
    if story.draft.tags.len() == before {
        story.drop_line(at, "label of tags");
    }
}

/// Fills in what needs the whole draft.
pub(super) fn finish(story: &mut Story<'_>) {
    dateline(story);
    first_line_reporter(story);
    if story.draft.published.is_none() && story.draft.updated.is_none() {
        not_before(story);
    }
}

/// A reporter named in the first line below a headline without any byline: that line is the
/// standfirst.
fn first_line_reporter(story: &mut Story<'_>) {
    if !story.draft.bylines.is_empty() || story.draft.standfirst.is_some() {
        return;
    }
    let first = story.draft.body.first().map(|b| &b.value);
    let Some(Block::Paragraph(text) | Block::Crosshead(text)) = first else {
        return;
    };
    let Some(byline) = super::reporter::in_standfirst(text) else {
        return;
    };
    let text = text.clone();
    let first = story.draft.body.remove(0);
    let lines = first.origin.lines();
    story.draft.bylines.push(Found::new(
        byline,
        lines,
        "reporter named in the standfirst",
    ));
    story.draft.standfirst = Some(Found::new(text, lines, "names the reporter"));
}

/// The place and agency at the head of the first paragraph: "GENEVA (AP) —".
fn dateline(story: &mut Story<'_>) {
    let found = story
        .draft
        .body
        .iter()
        .take(4)
        .find_map(|b| match &b.value {
            Block::Paragraph(text) => {
                Some(of_paragraph(text).map(|d| (d.to_owned(), b.origin.lines())))
            }
            _ => None,
        });
    if let Some(Some((value, lines))) = found {
        story.draft.dateline = Some(Found::new(value, lines, "head of the first paragraph"));
    }
}

/// The dateline that a paragraph begins with, without its dash.
fn of_paragraph(text: &str) -> Option<&str> {
    let window = match text.as_bytes().get(..64) {
        Some(head) if head.is_ascii() => 64,
        _ => text.char_indices().nth(64).map_or(text.len(), |(at, _)| at),
    };
    let head = &text[..window];
    let dashes = [" — ", " – ", " - ", " -- ", "— ", "– ", " —", ") –", ")—"];
    // Most paragraphs have no dash in their first words.
    let has_dash = head.contains('-') || !head.is_ascii();
    let end = dashes
        .iter()
        .filter(|_| has_dash)
        .filter_map(|dash| {
            head.find(dash)
                .map(|at| at + usize::from(dash.starts_with(')')))
        })
        .min();
    if let Some(end) = end {
        let place = head[..end].trim();
        return is_place_line(place).then_some(place);
    }
    // "Berlin. Die Feuerwehr …" and "(CNN)The president …" have no dash.
    let close = head.strip_prefix('(').and_then(|h| h.find(')'));
    close
        .filter(|&at| at <= 12)
        .and_then(|at| head.get(..at + 2))
        .filter(|d| {
            d.chars()
                .filter(|c| c.is_alphabetic())
                .all(char::is_uppercase)
        })
}

/// A place in capitals, a place with an agency, or a few capitalised words with commas.
fn is_place_line(place: &str) -> bool {
    if place.is_empty() || place.len() > 60 {
        return false;
    }
    let (name, agency) = match place.split_once('(') {
        Some((name, agency)) => (name.trim(), Some(agency)),
        None => (place, None),
    };
    let words: Vec<&str> = name.split([' ', '/']).filter(|w| !w.is_empty()).collect();
    let capitals = |w: &&str| {
        w.chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase)
    };
    let shouted = words
        .first()
        .is_some_and(|w| capitals(w) && w.chars().count() > 2);
    let proper = words.iter().all(|w| {
        w.starts_with(|c: char| !c.is_lowercase())
            || matches!(*w, "de" | "del" | "of" | "am" | "an" | "der")
    });
    let signed = agency.is_some_and(|a| a.ends_with(')') && a.len() <= 40);
    words.len() <= 6 && proper && (shouted || signed || (words.len() <= 2 && agency.is_none()))
}

/// The latest full date that the text of an undated story mentions.
fn not_before(story: &mut Story<'_>) {
    let mut latest = None;
    for found in &story.draft.body {
        let text = match &found.value {
            Block::Paragraph(text) => text.as_str(),
            Block::Figure(figure) => figure.caption.as_deref().unwrap_or_default(),
            _ => continue,
        };
        if let Some((when, _)) = dates::latest_day(text)
            && latest
                .as_ref()
                .is_none_or(|l: &Found<crate::date::When>| l.value.date() < when.date())
        {
            latest = Some(Found::new(
                when,
                found.origin.lines(),
                "latest date that the text mentions",
            ));
        }
    }
    story.draft.not_before = latest;
}
