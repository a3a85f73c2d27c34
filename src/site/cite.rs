//! Ready-made citations: for a footnote, for LaTeX, for reference managers, for Wikipedia. A part that
//! is not known is left out, never filled in.

mod exchange;

use super::bytes;
use super::dates::DateStyle;
use super::view::Citation;
use crate::archive::{Article, slug};
use crate::date::{When, digits};
use std::sync::LazyLock;

/// Citations are in English, whatever language the archive's dates are written in.
static ENGLISH: LazyLock<DateStyle> = LazyLock::new(|| DateStyle::new("en", None));

/// What a citation is made of.
pub(super) struct Cited<'a> {
    /// The article.
    pub(super) article: &'a Article,
    /// The outlet, or the archive where no outlet is known.
    pub(super) publisher: &'a str,
    /// The absolute address, where one is known.
    pub(super) address: Option<&'a str>,
    /// The archive's language.
    pub(super) lang: &'a str,
}

/// An author's name, and its first and last part where they can be told.
struct Named<'a> {
    name: &'a str,
    parted: Option<(&'a str, &'a str)>,
}

/// Writes all forms, the plainest first.
pub(super) fn citations(cited: &Cited<'_>) -> [Citation; 5] {
    let bylines = cited.article.card.bylines.iter();
    let names: Vec<_> = bylines
        .map(|name| Named {
            name,
            parted: parted(name),
        })
        .collect();
    [
        ("Plain", plain(cited, &ENGLISH)),
        ("BibTeX", bibtex(cited, &names)),
        ("RIS", exchange::ris(cited, &names)),
        ("CSL-JSON", exchange::csl(cited, &names)),
        ("Wikipedia", wikipedia(cited, &names, &ENGLISH)),
    ]
    .map(|(label, text)| Citation { label, text })
}

/// First and last names, where a name is one of a person and so short that there is no doubt which is
/// which. Small words belong to the last name: "Ludwig van Dam".
fn parted(name: &str) -> Option<(&str, &str)> {
    if crate::parse::is_agency(name) || name.split(' ').count() > 4 {
        return None;
    }
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let (mut first, mut last) = name.rsplit_once(' ')?;
    while let Some((before, word)) = first.rsplit_once(' ').filter(|(_, word)| small(word)) {
        last = &name[before.len() + 1..];
        first = before;
        debug_assert!(last.starts_with(word));
    }
    (first.split(' ').count() < 3).then_some((first, last))
}

fn push(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

fn plain(cited: &Cited<'_>, dates: &DateStyle) -> String {
    let card = &cited.article.card;
    let mut out = String::with_capacity(384);
    for (i, name) in card.bylines.iter().enumerate() {
        let before = match i {
            0 => "",
            i if i + 1 == card.bylines.len() => " and ",
            _ => ", ",
        };
        push(&mut out, &[before, name]);
    }
    if !out.is_empty() {
        out.push_str(", ");
    }
    push(
        &mut out,
        &["\u{2018}", &card.headline, "\u{2019}, ", cited.publisher],
    );
    match &card.published {
        Some(when) => push(&mut out, &[", ", &dates.shown_day(when)]),
        None => out.push_str(", undated"),
    }
    if let Some(address) = cited.address {
        push(&mut out, &[", ", address]);
    }
    out
}

/// A biblatex `article` entry; braces keep the capitals and whole names as they are.
fn bibtex(cited: &Cited<'_>, names: &[Named<'_>]) -> String {
    let card = &cited.article.card;
    let mut out = String::with_capacity(512);
    out.push_str("@article{");
    out.push_str(&match names.first() {
        Some(named) => slug(named.name.rsplit(' ').next().unwrap_or_default()),
        None => slug(cited.publisher),
    });
    match &card.published {
        Some(when) => digits(&mut out, when.year_number(), 1),
        None => out.push_str("undated"),
    }
    if let Some(word) = slug(&card.headline).split('-').find(|w| w.len() > 3) {
        out.push_str(word);
    }
    out.push_str(",\n");
    if !names.is_empty() {
        out.push_str("  author = {");
        for (i, named) in names.iter().enumerate() {
            out.push_str(if i > 0 { " and " } else { "" });
            // Braces around an agency keep biblatex from splitting it.
            let (open, close) = match named.parted {
                Some(_) => ("", ""),
                None => ("{", "}"),
            };
            out.push_str(open);
            tex(&mut out, named.name);
            out.push_str(close);
        }
        out.push_str("},\n");
    }
    let mut field = |name: &str, value: &str| {
        push(&mut out, &["  ", name, " = {"]);
        tex(&mut out, value);
        out.push_str("},\n");
    };
    field("title", &card.headline);
    field("journal", cited.publisher);
    if let Some(when) = &card.published {
        // Biblatex reads EDTF, with its marks for what is approximate, none of which TeX may escape.
        let day = day_iso(&when.to_string());
        push(&mut out, &["  date = {", &day, "},\n"]);
    }
    if let Some(address) = cited.address {
        out.push_str("  url = {");
        tex(&mut out, address);
        out.push_str("},\n");
    }
    out.push('}');
    out
}

/// A date without its clock.
fn day_iso(when: &str) -> String {
    let (exact, mark) = when.split_at(when.find(['~', '?', '%']).unwrap_or(when.len()));
    let mut out = exact.split('T').next().unwrap_or_default().to_owned();
    out.push_str(mark);
    out
}

/// The characters that mean something to TeX, made to mean themselves. Unbalanced braces would swallow
/// the rest of a bibliography.
fn tex(out: &mut String, text: &str) {
    instead(out, text, |c| {
        Some(match c {
            '{' => "\\{",
            '}' => "\\}",
            '%' => "\\%",
            '&' => "\\&",
            '$' => "\\$",
            '#' => "\\#",
            '_' => "\\_",
            '\\' => "\\textbackslash ",
            '~' => "\\textasciitilde ",
            '^' => "\\textasciicircum ",
            c if c.is_control() => " ",
            _ => return None,
        })
    });
}

/// Whether a character begins with this byte that TeX or Wikipedia may need to be written otherwise:
/// a mark of ASCII that is not of plain text, or a control.
#[inline]
fn is_odd(b: u8) -> bool {
    (b < b' ')
        | (b'#'..=b'&').contains(&b)
        | (b == b'<')
        | (b'['..=b'_').contains(&b)
        | (b'{'..=0x7f).contains(&b)
        | (b == 0xc2)
}

/// `text` with some of the characters that [`is_odd`] finds written otherwise.
fn instead(out: &mut String, text: &str, other: impl Fn(char) -> Option<&'static str>) {
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = bytes::next(text.as_bytes(), at, is_odd) {
        let c = text[found..].chars().next().unwrap_or_default();
        at = found + c.len_utf8();
        if let Some(written) = other(c) {
            out.push_str(&text[done..found]);
            out.push_str(written);
            done = at;
        }
    }
    out.push_str(&text[done..]);
}

/// Template:Cite news. A pipe or braces in a value would end the parameter; `{{!}}` stands for the
/// pipe as Wikipedia's own help has it.
fn wikipedia(cited: &Cited<'_>, names: &[Named<'_>], dates: &DateStyle) -> String {
    let card = &cited.article.card;
    let mut out = String::with_capacity(512);
    out.push_str("{{cite news");
    let mut field = |name: &[&str], value: &str| {
        out.push_str(" |");
        push(&mut out, name);
        out.push('=');
        wiki(&mut out, value);
    };
    for (i, named) in names.iter().enumerate() {
        let mut n = String::new();
        if names.len() > 1 {
            digits(&mut n, i32::try_from(i + 1).unwrap_or(i32::MAX), 1);
        }
        match named.parted {
            Some((first, last)) => {
                field(&["last", &n], last);
                field(&["first", &n], first);
            }
            None => field(&["author", &n], named.name),
        }
    }
    field(&["title"], &card.headline);
    field(&["work"], cited.publisher);
    match &card.published {
        // The template accepts "c. June 2021" for what is approximate.
        Some(when) => {
            let exact = When {
                circa: false,
                uncertain: false,
                ..*when
            };
            let mut shown = dates.shown_day(&exact);
            if when.circa || when.uncertain {
                shown.insert_str(0, "c. ");
            }
            field(&["date"], &shown);
        }
        None => field(&["date"], "n.d."),
    }
    if let Some(lang) = card
        .lang
        .as_deref()
        .filter(|l| !l.starts_with(cited.lang.split('-').next().unwrap_or_default()))
    {
        field(&["language"], lang);
    }
    if let Some(address) = cited.address {
        field(&["url"], address);
    }
    out.push_str("}}");
    out
}

fn wiki(out: &mut String, text: &str) {
    instead(out, text, |c| {
        Some(match c {
            '|' => "{{!}}",
            '{' => "&#123;",
            '}' => "&#125;",
            '[' => "&#91;",
            ']' => "&#93;",
            // Three or more would sign with the name of whoever pastes it.
            '~' => "&#126;",
            '<' => "&lt;",
            c if c.is_control() => " ",
            _ => return None,
        })
    });
}

#[cfg(test)]
mod tests;
