//! Lines of a story's head that state facts: a byline, a date, or both on one line in any order,
//! with counters, places and sections between bars and bullets.

use super::super::byline::{self, BylineLine, Sign};
use super::super::dates::{self, Moment, Order, Stamp};
use super::super::noise;
use super::standing;

/// A line of facts.
#[derive(Debug, Clone)]
pub(super) struct Meta<'a> {
    /// Its dates, in order.
    pub(super) stamps: Vec<Stamp>,
    /// Its authors.
    pub(super) byline: Option<BylineLine>,
    /// The section it names ("Topic: Hardware").
    pub(super) section: Option<&'a str>,
    /// Whether the line can be nothing else: signed, labelled, or a date and nothing more.
    pub(super) strong: bool,
}

impl Meta<'_> {
    /// Whether it has a stamp of any kind.
    pub(super) fn is_dated(&self) -> bool {
        !self.stamps.is_empty()
    }

    /// Whether one of its dates is exact to the day.
    pub(super) fn names_day(&self) -> bool {
        let day = |s: &Stamp| matches!(s.moment, Moment::Full(when) if when.date().is_some());
        self.stamps.iter().any(day)
    }

    /// Whether it names people.
    pub(super) fn names_people(&self) -> bool {
        self.byline.as_ref().is_some_and(|b| !b.bylines.is_empty())
    }

    /// Whether it names an author, or is the label of a name that follows.
    pub(super) fn is_signed(&self) -> bool {
        self.byline.as_ref().is_some_and(|b| b.sign == Sign::Signed)
    }
}

/// Longer lines are prose.
const LONGEST: usize = 260;

/// Reads one line as a line of facts; `None` where something on it is none.
pub(super) fn read(text: &str, order: Order) -> Option<Meta<'_>> {
    if text.len() > LONGEST {
        return None;
    }
    let stamps = dates::stamps(text, order);
    if stamps.is_empty() {
        return without_date(text);
    }
    let mut meta = Meta {
        stamps: Vec::new(),
        byline: None,
        section: None,
        strong: false,
    };
    let mut others = 0;
    let mut from = 0;
    for stamp in &stamps {
        others += read_piece(text.get(from..stamp.start)?, &mut meta)?;
        from = stamp.end;
    }
    others += read_piece(text.get(from..)?, &mut meta)?;
    let labelled = stamps.iter().any(|s| s.label.is_some());
    let clocked = stamps.iter().any(|s| match s.moment {
        Moment::Full(when) => when.time().is_some(),
        _ => false,
    });
    meta.strong = meta.is_signed() || labelled || clocked || others == 0;
    // A month alone ("June 2021") or a clock is a date line only where nothing else stands there.
    let full = stamps.iter().any(|s| match s.moment {
        Moment::Full(when) => when.date().is_some(),
        Moment::Open(..) | Moment::Impossible | Moment::Vague => true,
        Moment::Clock(..) => s.label.is_some(),
    });
    if !full && others > 0 && meta.byline.is_none() {
        return None;
    }
    meta.stamps = stamps;
    Some(meta)
}

fn without_date(text: &str) -> Option<Meta<'_>> {
    if let Some(line) = byline::signed(text) {
        return Some(Meta {
            stamps: Vec::new(),
            byline: Some(line),
            section: None,
            strong: true,
        });
    }
    if let Some(line) = name_and_count(text) {
        return Some(Meta {
            stamps: Vec::new(),
            byline: Some(line),
            section: None,
            strong: true,
        });
    }
    // "Section | Written by Jane Roe": a signed part between bars.
    if !text.contains('|') && (text.is_ascii() || !text.contains(['•', '·'])) {
        return None;
    }
    let mut meta = Meta {
        stamps: Vec::new(),
        byline: None,
        section: None,
        strong: true,
    };
    for part in text.split(['|', '•', '·']) {
        read_piece(part, &mut meta)?;
    }
    meta.is_signed().then_some(meta)
}

/// "Jane Roe 2 minutes read", "Jane Roe • 3 min": how long reading takes stands beside a byline.
fn name_and_count(text: &str) -> Option<BylineLine> {
    if text.len() > 80 {
        return None;
    }
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let (name, count) = text.split_at(at);
    let minutes = count.to_lowercase().contains("min");
    if !minutes || !noise::is_count(count) {
        return None;
    }
    byline::bare(trimmed(name)).filter(|line| !line.only_outlets)
}

/// Reads what stands between two dates. The number of its parts that are only tolerated; `None`
/// where it is prose.
fn read_piece<'a>(piece: &'a str, meta: &mut Meta<'a>) -> Option<usize> {
    let piece = trimmed(piece);
    if piece.is_empty() {
        return Some(0);
    }
    if let Some(line) = byline::signed(piece) {
        take_byline(meta, line);
        return Some(0);
    }
    let mut others = 0;
    for part in piece
        .split(['|', '•', '·', '●'])
        .flat_map(|p| p.split(" / "))
        .flat_map(|p| p.split(" - "))
        .flat_map(|p| p.split(" – "))
        .flat_map(|p| p.split(" — "))
    {
        let part = trimmed(part);
        if part.is_empty()
            || noise::is_count(part)
            || noise::reason(part).is_some()
            || byline::is_not_by(part)
        {
            continue;
        }
        if let Some(source) = part.strip_prefix("Source:").map(str::trim) {
            // "Source: Xinhua | 2024-03-05 16:01": an agency that is named so is the author.
            let line = byline::bare(source).filter(|_| byline::is_agency_line(source));
            line.into_iter().for_each(|line| take_byline(meta, line));
            continue;
        }
        if let Some(line) = byline::signed(part) {
            take_byline(meta, line);
        } else if let Some(section) =
            section(part).or_else(|| standing::is_section(part).then_some(part))
        {
            meta.section = meta.section.or(Some(section));
        } else if let Some(line) = byline::bare(part).filter(|_| !is_place(part)) {
            take_byline(meta, line);
        } else if is_short(part) {
            others += 1;
        } else {
            return None;
        }
    }
    Some(others)
}

fn take_byline(meta: &mut Meta<'_>, line: BylineLine) {
    match &mut meta.byline {
        Some(old) if old.sign == Sign::Signed || line.sign == Sign::Bare => {
            // "Jane Roe • John Doe": two bare names, or a second signed part.
            if old.sign == line.sign && !line.only_outlets {
                // "Lorn.com | Jane Roe": the outlet is no second author.
                if old.only_outlets {
                    *old = line;
                } else {
                    old.bylines.extend(line.bylines);
                }
            }
        }
        old => *old = Some(line),
    }
}

/// Without the marks and small words that lead to a date.
fn trimmed(piece: &str) -> &str {
    if !piece.contains(char::is_alphanumeric) {
        return "";
    }
    let mut piece = piece;
    loop {
        let bare = piece.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | '-'
                        | '–'
                        | '—'
                        | '|'
                        | '•'
                        | '·'
                        | ':'
                        | ';'
                        | '/'
                        | '('
                        | ')'
                        | '['
                        | ']'
                        | '*'
                        | '●'
                )
        });
        let bare = [
            "on", "at", "On", "ON", "am", "um", "le", "el", "den", "op", "il", "em", "-", "the",
        ]
        .iter()
        .find_map(|w| {
            bare.strip_suffix(w)
                .filter(|head| head.is_empty() || head.ends_with(' '))
        })
        .unwrap_or(bare);
        if bare.len() == piece.len() {
            return bare;
        }
        piece = bare;
    }
}

/// "Topic: Hardware", "Filed under: Council".
fn section(part: &str) -> Option<&str> {
    let (label, value) = part.split_once(':')?;
    let known = [
        "topic",
        "section",
        "category",
        "filed under",
        "filed to",
        "filed in",
        "rubrik",
        "ressort",
        "catégorie",
        "rubrique",
        "sección",
        "categoria",
        "sezione",
    ];
    let value = value.trim();
    (known.iter().any(|k| label.trim().eq_ignore_ascii_case(k)) && !value.is_empty())
        .then_some(value)
}

/// A few capitalised words: a place, a section, an outlet. Prose has small words.
fn is_short(part: &str) -> bool {
    let mut words = 0;
    for word in part.split_whitespace() {
        words += 1;
        let capital = word.starts_with(|c: char| !c.is_lowercase());
        let small = matches!(
            word,
            "in" | "de"
                | "del"
                | "and"
                | "of"
                | "the"
                | "und"
                | "et"
                | "y"
                | "e"
                | "by"
                | "updated"
                | "h"
                | "uhr"
        );
        let known = matches!(
            word,
            "admin" | "dpa" | "imago" | "views" | "years" | "comments"
        );
        if !capital && !small && !known && !word.contains('.') {
            return false;
        }
    }
    words <= 8 && !part.ends_with('.') && part.len() <= 80
}

/// First words of cities that are written in two.
const PLACES: &str = "San Santa Santo São Sao Los Las New Hong Tel Abu Kuala Buenos Rio Sri Saudi Cape Port Fort \
    St St. Saint El Salt Kansas Mexico Costa Puerto Sierra Addis Ho Phnom Den Bad Frankfurt \
    Baton Grand Little Long Palm Virginia Nova Belo Le La Notting West North South East";

/// Cities of two words that look like names: "San Diego", "Los Angeles", "Tel Aviv".
pub(super) fn is_place(part: &str) -> bool {
    let first = part.split_whitespace().next().unwrap_or_default();
    PLACES.split(' ').any(|place| place == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_it(text: &str) -> Option<(usize, Vec<String>, bool)> {
        read(text, Order::default()).map(|m| {
            let names = m
                .byline
                .map(|b| b.bylines.into_iter().map(|b| b.name).collect());
            (m.stamps.len(), names.unwrap_or_default(), m.strong)
        })
    }

    #[test]
    fn lines_of_facts() {
        for (text, stamps, names) in [
            ("16 June 2021, 15:34 | Updated: 16 June 2021, 16:50", 2, ""),
            ("By Jane Roe", 0, "Jane Roe"),
            ("By Jane Roe - 11/18/19 06:56 AM EST", 1, "Jane Roe"),
            (
                "By Jane Roe Updated Nov 13, 2019, 10:28am EST",
                1,
                "Jane Roe",
            ),
            (
                "Monday November 18, 2019 7:45 am PST by Jane Roe",
                1,
                "Jane Roe",
            ),
            ("Jane Roe, 26.04.2024 10:00 Uhr", 1, "Jane Roe"),
            ("27. Januar 2026 • Jana Rohe • 3 Minuten", 1, "Jana Rohe"),
            ("Jane Roe 2 minutes ago", 1, "Jane Roe"),
            ("Jane Roe @janeroe / 2 days", 1, "Jane Roe"),
            (
                "By JR, in News, Business, Travel · 31 Jan 2025, 20:02 · 0 Comments",
                1,
                "JR",
            ),
            (
                "Funeral, National | Published: 5 hours ago | Written by Jane Roe",
                1,
                "Jane Roe",
            ),
            (
                "By Jane Roe | November 18, 2019 -- 19:14 GMT (19:14 GMT) | Topic: Hardware",
                1,
                "Jane Roe",
            ),
            ("San Diego - 16 June 2021", 1, ""),
            (
                "Written by Jane Roe, MS, RD on November 14, 2019",
                1,
                "Jane Roe",
            ),
            ("By Jane Roe On 11/13/19 at 4:00 PM EST", 1, "Jane Roe"),
        ] {
            let found = read_it(text).map(|(s, n, _)| (s, n.join(";")));
            assert_eq!(found, Some((stamps, names.to_owned())), "{text}");
        }
    }

    #[test]
    fn prose_is_no_line_of_facts() {
        for text in [
            "On 16 June 2021 the bridge was opened.",
            "The first two cases were confirmed on November 12, 2019, in the north.",
            "By the end of June 2021 nobody was left",
            "Read More",
        ] {
            assert_eq!(read_it(text), None, "{text}");
        }
    }
}
