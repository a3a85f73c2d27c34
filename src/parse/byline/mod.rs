//! Bylines: who wrote it, out of one line.
//!
//! [`signed`] reads a line that says so itself ("By Jane Roe, Health editor"); [`byline_line`] also
//! one without "By", for text that is known to be a byline, such as a page's byline element.
//! `name` knows what a name looks like, `split` parts names from roles, outlets and places, `glue` takes
//! off what pages glue to them, and `words` holds the word lists.

mod glue;
mod name;
mod person;
mod split;
mod words;

use super::Byline;
use super::phrases::behind;

/// How a line says who wrote the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Sign {
    /// With "By", "Von", "Author:" …
    Signed,
    /// Names alone.
    Bare,
}

/// A line read as a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct BylineLine {
    /// The authors, in the order printed; empty where the line is a label whose name follows ("By").
    pub(in crate::parse) bylines: Vec<Byline>,
    /// Whether the line itself says that it is a byline.
    pub(in crate::parse) sign: Sign,
    /// Whether only agencies or outlets are named, no person.
    pub(in crate::parse) only_outlets: bool,
}

/// Reads text that is known to be a byline: with or without "By", one or several names, roles,
/// outlets, agencies, handles and buttons glued on. `None` where no name can be told from it.
pub(in crate::parse) fn byline_line(text: &str) -> Option<BylineLine> {
    signed(text)
        .filter(|line| !line.bylines.is_empty())
        .or_else(|| bare(text))
}

/// Reads a line that says itself that it is a byline. A label alone ("By", "Author:") is one without
/// names.
pub(in crate::parse) fn signed(text: &str) -> Option<BylineLine> {
    let text = text.trim();
    if is_not_by(text) {
        return None;
    }
    let introduced = introduction(text)?;
    if introduced.rest.is_empty() {
        return Some(BylineLine {
            bylines: Vec::new(),
            sign: Sign::Signed,
            only_outlets: false,
        });
    }
    let people = split::people(introduced.rest, Sign::Signed, introduced.german)?;
    Some(people.line(Sign::Signed))
}

/// Reads names that stand alone, without "By".
pub(in crate::parse) fn bare(text: &str) -> Option<BylineLine> {
    let text = text.trim_start_matches(['•', '·', '|', ' ']).trim();
    if is_not_by(text) || text.ends_with(['.', '?', '!', ':', '…']) && !ends_in_initial(text) {
        return None;
    }
    // Most lines that are no byline begin with a word that no name begins with.
    let first = text.split_whitespace().next()?;
    let never = first.starts_with(char::is_lowercase) && !words::is_particle(first)
        || words::is_never_in_name(&first.to_lowercase());
    if never && !is_agency_line(text) {
        return None;
    }
    let people = split::people(text, Sign::Bare, false)?;
    Some(people.line(Sign::Bare))
}

/// A role on its own line below a name: "Political editor", "Staff Writer".
pub(in crate::parse) fn is_role_line(text: &str) -> bool {
    split::is_role_text(text)
}

/// The name of an agency or an outlet by itself, as front matter has it beside a name.
pub(in crate::parse) fn is_outlet_line(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    !words.is_empty()
        && words.len() <= 5
        && person::is_outlet_words(&words)
        && !text.ends_with(['.', '?', '!', ':'])
}

/// Whether one word is the noun of a journalist's role ("Correspondent", "Reporter").
pub(in crate::parse) fn is_role_word(word: &str) -> bool {
    words::is_reporter(&word.to_lowercase())
}

/// Whether a line names a news agency and nothing else.
pub(in crate::parse) fn is_agency_line(text: &str) -> bool {
    words::is_agency(&text.trim().to_lowercase())
}

/// Whether a line names somebody who is not the author ("Photos by …", "Edited by …").
pub(in crate::parse) fn is_not_by(text: &str) -> bool {
    words::NOT_BY.begins(text).is_some_and(|phrase| {
        // "Editor: Jane Roe" and "Photos by Jane Roe", but not the name "Picture Jane".
        phrase.ends_with("by")
            || phrase.ends_with("von")
            || behind(text, phrase).trim_start().starts_with(':')
    })
}

struct Introduced<'a> {
    rest: &'a str,
    german: bool,
}

/// "By", "Written by", "Von:", "Author of the article:", and what stands behind it.
fn introduction(text: &str) -> Option<Introduced<'_>> {
    if let Some(phrase) = words::BY.begins(text) {
        let rest = behind(text, phrase).trim_start();
        let colon = rest.starts_with([':', '：']);
        if words::LABELS.contains(phrase) && !colon {
            let open = rest.is_empty() || rest.starts_with('-');
            return open.then_some(Introduced {
                rest: rest.trim_start_matches(['-', '–', '—', ' ']),
                german: false,
            });
        }
        return Some(Introduced {
            rest: rest
                .trim_start_matches([':', '：', '-', '–', '—', ' '])
                .trim(),
            german: phrase == "von" || phrase.ends_with(" von"),
        });
    }
    // "ByJane Roe": a page that sets its "By" apart by style alone.
    let glued = text.strip_prefix("By").filter(|rest| {
        let mut chars = rest.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    });
    if let Some(rest) = glued {
        return Some(Introduced {
            rest,
            german: false,
        });
    }
    short_before_by(text)
}

/// "Science fiction by Jane Roe": up to four words, then "by" and a name.
fn short_before_by(text: &str) -> Option<Introduced<'_>> {
    // Most lines have it nowhere.
    let bytes = text.as_bytes();
    let may = |at: usize| {
        matches!(
            bytes.get(at..at + 4),
            Some([b' ', b'b' | b'B', b'y' | b'Y', b' '])
        )
    };
    if !memchr::memchr2_iter(b'y', b'Y', bytes).any(|y| y >= 2 && may(y - 2)) {
        return None;
    }
    let at = text
        .find(" by ")
        .or_else(|| text.find(" By "))
        .or_else(|| text.find(" BY "))?;
    let before = &text[..at];
    if before.split_whitespace().count() > 4 || before.contains(['.', ',', '"', '“']) {
        return None;
    }
    let rest = text[at + 4..].trim();
    // Prose has "made by the"; a byline has a name and nothing else behind it.
    rest.starts_with(|c: char| c.is_uppercase())
        .then_some(Introduced {
            rest,
            german: false,
        })
}

fn ends_in_initial(text: &str) -> bool {
    text.ends_with("Jr.") || text.ends_with("Sr.") || {
        let mut back = text.chars().rev().skip(1);
        back.next().is_some_and(char::is_uppercase) && back.next() == Some(' ')
    }
}

#[cfg(test)]
mod tests;
