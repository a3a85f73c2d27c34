//! Ready-made citations: for a footnote, for LaTeX, for Wikipedia. A part that is not known is left
//! out, never filled in.

use super::dates::DateStyle;
use super::view::Citations;
use crate::archive::{Article, slug};
use crate::date::When;

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

/// Writes all three forms.
pub(super) fn citations(cited: &Cited<'_>) -> Citations {
    // Citations are in English, whatever language the archive's dates are written in.
    let dates = DateStyle::new("en", None);
    Citations {
        plain: plain(cited, &dates),
        bibtex: bibtex(cited),
        wikipedia: wikipedia(cited, &dates),
    }
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
    let mut out = format!("@article{{{key},\n");
    let mut field =
        |name: &str, value: &str| out.push_str(&format!("  {name} = {{{}}},\n", tex(value)));
    if !card.bylines.is_empty() {
        // Braces around an agency or a name of one word keep biblatex from splitting it.
        let authors: Vec<_> = card.bylines.iter().map(|b| b.name.as_str()).collect();
        field("author", &authors.join(" and "));
    }
    field("title", &card.headline);
    field("journal", cited.publisher);
    if let Some(when) = &card.published {
        field("date", &day_iso(when));
    }
    if let Some(address) = cited.address {
        field("url", address);
    }
    out.push('}');
    out
}

fn day_iso(when: &When) -> String {
    when.to_string()
        .split('T')
        .next()
        .unwrap_or_default()
        .to_owned()
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
    let mut field = |name: &str, value: &str| out.push_str(&format!(" |{name}={}", wiki(value)));
    for (i, byline) in card.bylines.iter().enumerate() {
        let n = if card.bylines.len() == 1 {
            String::new()
        } else {
            (i + 1).to_string()
        };
        match byline.name.rsplit_once(' ') {
            Some((first, last)) if byline.name.split(' ').count() < 4 => {
                field(&format!("last{n}"), last);
                field(&format!("first{n}"), first);
            }
            _ => field(&format!("author{n}"), &byline.name),
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
mod tests {
    use super::*;
    use crate::archive::tests::{archive, card};
    use crate::parse::Byline;

    fn of(headline: &str, date: &str, names: &[&str]) -> Citations {
        let mut c = card("a.txt", headline, date);
        c.bylines = names
            .iter()
            .map(|n| Byline {
                name: (*n).into(),
                role: None,
                outlet: None,
            })
            .collect();
        let a = archive(vec![c]);
        citations(&Cited {
            article: &a.articles()[0],
            publisher: "The Packet",
            address: Some("https://x.example/a.html"),
            lang: "en",
        })
    }

    #[test]
    fn the_three_forms() {
        let c = of(
            "Rain & shine",
            "2021-06-16T15:34",
            &["Ada Byrne", "Þóra Jónsdóttir"],
        );
        insta::assert_snapshot!(format!("{}\n{}\n{}", c.plain, c.bibtex, c.wikipedia), @r"
        Ada Byrne and Þóra Jónsdóttir, ‘Rain & shine’, The Packet, 16 June 2021, https://x.example/a.html
        @article{byrne2021rain,
          author = {Ada Byrne and Þóra Jónsdóttir},
          title = {Rain \& shine},
          journal = {The Packet},
          date = {2021-06-16},
          url = {https://x.example/a.html},
        }
        {{cite news |last1=Byrne |first1=Ada |last2=Jónsdóttir |first2=Þóra |title=Rain & shine |work=The Packet |date=16 June 2021 |url=https://x.example/a.html}}
        ");
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let c = of("A | b}}", "", &[]);
        assert_eq!(
            c.plain,
            "\u{2018}A | b}}\u{2019}, The Packet, undated, https://x.example/a.html"
        );
        assert!(
            !c.bibtex.contains("author")
                && !c.bibtex.contains("date =")
                && c.bibtex.contains("b\\}\\}")
        );
        assert!(
            c.wikipedia.contains("|title=A {{!}} b&#125;&#125;")
                && c.wikipedia.contains("|date=n.d.")
        );
    }
}
