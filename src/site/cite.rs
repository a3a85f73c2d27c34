//! Ready-made citations: for a footnote, for LaTeX, for reference managers, for Wikipedia. A part that
//! is not known is left out, never filled in.

mod exchange;

use super::dates::DateStyle;
use super::view::Citation;
use crate::archive::{Article, slug};
use crate::date::When;
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

/// Writes all forms, the plainest first.
pub(super) fn citations(cited: &Cited<'_>) -> [Citation; 5] {
    [
        ("Plain", plain(cited, &ENGLISH)),
        ("BibTeX", bibtex(cited)),
        ("RIS", exchange::ris(cited)),
        ("CSL-JSON", exchange::csl(cited)),
        ("Wikipedia", wikipedia(cited, &ENGLISH)),
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
    let mut out = names(cited);
    if !out.is_empty() {
        out.push_str(", ");
    }
    out.push_str(&format!(
        "\u{2018}{}\u{2019}, {}",
        card.headline, cited.publisher
    ));
    match &card.published {
        Some(when) => out.push_str(&format!(", {}", dates.view(when).day)),
        None => out.push_str(", undated"),
    }
    if let Some(address) = cited.address {
        out.push_str(&format!(", {address}"));
    }
    out
}

fn names(cited: &Cited<'_>) -> String {
    let names: Vec<_> = cited
        .article
        .card
        .bylines
        .iter()
        .map(|b| b.name.as_str())
        .collect();
    match names.split_last() {
        None => String::new(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// A biblatex `article` entry; braces keep the capitals and whole names as they are.
fn bibtex(cited: &Cited<'_>) -> String {
    let card = &cited.article.card;
    let mut key = card.bylines.first().map_or_else(
        || slug(cited.publisher),
        |b| slug(b.name.rsplit(' ').next().unwrap_or_default()),
    );
    key.push_str(
        &card
            .published
            .map_or_else(|| "undated".to_owned(), |w| w.year_number().to_string()),
    );
    if let Some(word) = slug(&card.headline).split('-').find(|w| w.len() > 3) {
        key.push_str(word);
    }
    let mut out = String::with_capacity(512);
    push(&mut out, &["@article{", &key, ",\n"]);
    let mut field = |name: &str, value: &str| push(&mut out, &["  ", name, " = {", value, "},\n"]);
    if !card.bylines.is_empty() {
        // Braces around an agency keep biblatex from splitting it.
        let author = |name: &str| match parted(name) {
            Some(_) => tex(name),
            None => format!("{{{}}}", tex(name)),
        };
        let authors: Vec<_> = card.bylines.iter().map(|b| author(&b.name)).collect();
        field("author", &authors.join(" and "));
    }
    field("title", &tex(&card.headline));
    field("journal", &tex(cited.publisher));
    if let Some(when) = &card.published {
        // Biblatex reads EDTF, with its marks for what is approximate.
        field("date", &day_iso(&when.to_string()));
    }
    if let Some(address) = cited.address {
        field("url", &tex(address));
    }
    out.push('}');
    out
}

/// A date without its clock.
fn day_iso(when: &str) -> String {
    let mark = when.find(['~', '?', '%']).map_or("", |at| &when[at..]);
    let day = when.split('T').next().unwrap_or_default();
    format!("{}{mark}", day.trim_end_matches(['~', '?', '%']))
}

/// The characters that mean something to TeX, made to mean themselves. Unbalanced braces would swallow
/// the rest of a bibliography.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' | '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash "),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Template:Cite news. A pipe or braces in a value would end the parameter; `{{!}}` stands for the
/// pipe as Wikipedia's own help has it.
fn wikipedia(cited: &Cited<'_>, dates: &DateStyle) -> String {
    let card = &cited.article.card;
    let mut out = String::from("{{cite news");
    let mut field = |name: &str, value: &str| push(&mut out, &[" |", name, "=", &wiki(value)]);
    for (i, byline) in card.bylines.iter().enumerate() {
        let n = if card.bylines.len() == 1 {
            String::new()
        } else {
            (i + 1).to_string()
        };
        match parted(&byline.name) {
            Some((first, last)) => {
                field(&format!("last{n}"), last);
                field(&format!("first{n}"), first);
            }
            None => field(&format!("author{n}"), &byline.name),
        }
    }
    field("title", &card.headline);
    field("work", cited.publisher);
    match &card.published {
        // The template accepts "c. June 2021" for what is approximate.
        Some(when) => {
            let exact = When {
                circa: false,
                uncertain: false,
                ..*when
            };
            let shown = dates.view(&exact).day;
            field(
                "date",
                &if when.circa || when.uncertain {
                    format!("c. {shown}")
                } else {
                    shown
                },
            );
        }
        None => field("date", "n.d."),
    }
    if let Some(lang) = card
        .lang
        .as_deref()
        .filter(|l| !l.starts_with(cited.lang.split('-').next().unwrap_or_default()))
    {
        field("language", lang);
    }
    if let Some(address) = cited.address {
        field("url", address);
    }
    out.push_str("}}");
    out
}

fn wiki(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' => out.push_str("{{!}}"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '<' => out.push_str("&lt;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
