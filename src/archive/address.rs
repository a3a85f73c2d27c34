//! Where each article's page stands: by its date as deep as that is known, then its slug.
//!
//! Adding an article must never move another. So the name of a second article that wants a taken
//! address is drawn from its own file alone, and who keeps the plain name is decided by facts of
//! the articles: a stated slug first, then the earlier date, then the path of the file.

use super::card::{Article, Card};
use super::slug;
use crate::date::{Span, When};
use crate::diag::Diagnostic;
use crate::path::SitePath;
use chrono::Datelike;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Folder of the articles that no date is known of.
pub const UNDATED: &str = "undated";

/// The folder of a date: `2021/06/16`, `2021/06`, `2021` or `undated`.
fn folder(published: Option<When>) -> String {
    match published.map(|p| p.span) {
        None => UNDATED.to_owned(),
        Some(Span::Year(y)) => format!("{y:04}"),
        Some(Span::Month(y, m)) => format!("{y:04}/{m:02}"),
        Some(Span::Day(d) | Span::Minute(d, ..)) => {
            format!("{:04}/{:02}/{:02}", d.year(), d.month(), d.day())
        }
    }
}

/// Gives every card its address. `content` is the content folder as the user knows it, for messages.
pub fn assign<C: Into<Box<Card>>>(cards: Vec<C>, content: &str) -> (Vec<Article>, Vec<Diagnostic>) {
    let cards: Vec<Box<Card>> = cards.into_iter().map(Into::into).collect();
    let mut said = Vec::new();
    let wanted: Vec<(String, Cow<'_, str>)> = cards
        .iter()
        .map(|c| (folder(c.published), wanted_slug(c)))
        .collect();
    let address = |i: usize| (wanted[i].0.as_str(), &*wanted[i].1);
    let mut claims: HashMap<(&str, &str), usize> = HashMap::with_capacity(cards.len());
    // Few addresses are wanted twice.
    let mut contested: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for i in 0..cards.len() {
        let first = *claims.entry(address(i)).or_insert(i);
        if first != i {
            let all = contested.entry(address(i));
            all.or_insert_with(|| vec![first]).push(i);
        }
    }
    let mut drawn_for: HashMap<usize, String> = HashMap::new();
    let mut taken: HashSet<(&str, String)> = HashSet::new();
    let mut losers = Vec::new();
    for mut who in contested.into_values() {
        who.sort_by(|a, b| claim(&cards[*a]).cmp(&claim(&cards[*b])));
        losers.extend(who.iter().skip(1).map(|i| (*i, who[0])));
    }
    // Drawn from the file alone; a further letter at a time in the one case in a billion that the
    // drawn name is taken too.
    for (i, keeper) in losers {
        let (folder, slug) = &wanted[i];
        let mut key = cards[i].file.to_string();
        let drawn = loop {
            let drawn = format!("{slug}-{}", slug::tag(&key));
            let is_free = !claims.contains_key(&(folder.as_str(), drawn.as_str()));
            if is_free && taken.insert((folder, drawn.clone())) {
                break drawn;
            }
            key.push('+');
        };
        said.push(Diagnostic::same_address(
            content,
            &cards[i].file,
            &cards[keeper].file,
            &format!("{folder}/{slug}.html"),
            &format!("{folder}/{drawn}.html"),
        ));
        drawn_for.insert(i, drawn);
    }
    let paths: Vec<Option<SitePath>> = wanted
        .iter()
        .enumerate()
        .map(|(i, (folder, slug))| {
            let slug = drawn_for.get(&i).map_or(&**slug, String::as_str);
            SitePath::new(&format!("{folder}/{slug}.html"))
        })
        .collect();
    drop(wanted);
    let articles = cards
        .into_iter()
        .zip(paths)
        .filter_map(|(card, path)| Some(Article { card, path: path? }));
    (articles.collect(), said)
}

/// The slug that an article would have if it were alone: reserved and empty ones get the tag of its
/// file at once, whether or not another wants them.
fn wanted_slug(card: &Card) -> Cow<'_, str> {
    match &*card.slug {
        "" => format!("article-{}", slug::tag(&card.file)).into(),
        reserved if slug::is_reserved(reserved) => {
            format!("{reserved}-{}", slug::tag(&card.file)).into()
        }
        free => free.into(),
    }
}

/// The order in which articles may keep a plain name.
fn claim(card: &Card) -> impl Ord + '_ {
    (
        !card.slug_is_stated,
        card.published.map(|p| p.order()),
        &card.file,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Draft, Found, Kind, Lines};
    use proptest::prelude::*;

    fn card(file: &str, headline: &str, date: &str) -> Card {
        let line = Lines::one(1);
        let draft = Draft {
            headline: Some(Found::new(headline.to_owned(), line, "test")),
            published: crate::date::parse(date)
                .ok()
                .map(|d| Found::new(d, line, "test")),
            ..Draft::default()
        };
        Card::new(file.into(), Kind::Text, &draft, None)
    }

    fn addresses(cards: Vec<Card>) -> Vec<(String, String)> {
        let (articles, _) = assign(cards, "content");
        let mut all: Vec<_> = articles
            .iter()
            .map(|a| (a.card.file.to_string(), a.path.to_string()))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn folders_are_as_deep_as_the_date_is_known() {
        let got = addresses(vec![
            card("a.txt", "Flood", "2021-06-16T15:34"),
            card("b.txt", "Flood", "2021-06"),
            card("c.txt", "Flood", "2021~"),
            card("d.txt", "Flood", ""),
        ]);
        let paths: Vec<_> = got.iter().map(|(_, p)| p.as_str()).collect();
        assert_eq!(
            paths,
            [
                "2021/06/16/flood.html",
                "2021/06/flood.html",
                "2021/flood.html",
                "undated/flood.html"
            ]
        );
    }

    #[test]
    fn same_address_is_said_and_set_apart() {
        let (articles, said) = assign(
            vec![
                card("b.txt", "Flood!", "2021-06-16"),
                card("a.txt", "FLOOD", "2021-06-16"),
            ],
            "content",
        );
        let paths: HashSet<_> = articles.iter().map(|a| a.path.folded()).collect();
        assert_eq!(paths.len(), 2);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].file, "content/b.txt");
    }

    #[test]
    fn reserved_names_are_never_an_article() {
        for headline in ["Index", "404", "2021", "CON", "page 2", "🙂\u{202e}", ""] {
            let got = addresses(vec![card("x.txt", headline, "2021")]);
            let name = got[0]
                .1
                .strip_prefix("2021/")
                .unwrap()
                .strip_suffix(".html")
                .unwrap();
            assert!(
                !slug::is_reserved(name) && !name.is_empty(),
                "{headline}: {name}"
            );
        }
    }

    proptest! {
        #[test]
        fn order_of_reading_does_not_matter(titles in prop::collection::vec("[aA b]{0,3}", 1..20), seed in any::<u64>()) {
            let cards: Vec<_> = titles.iter().enumerate().map(|(i, t)| card(&format!("{i}.txt"), t, "2021")).collect();
            let mut shuffled = cards.clone();
            shuffled.sort_by_key(|c| slug::fnv(&format!("{seed}{}", c.file)));
            let got = addresses(cards);
            prop_assert_eq!(&got, &addresses(shuffled));
            let distinct: HashSet<_> = got.iter().map(|(_, p)| p.to_lowercase()).collect();
            prop_assert_eq!(distinct.len(), got.len());
        }

        #[test]
        fn a_later_article_moves_no_other(titles in prop::collection::vec("[aA b]{0,3}", 2..20)) {
            let cards: Vec<_> = titles.iter().enumerate().map(|(i, t)| card(&format!("{i:02}.txt"), t, "2021")).collect();
            let before = addresses(cards[..cards.len() - 1].to_vec());
            let after = addresses(cards);
            prop_assert_eq!(&before[..], &after[..before.len()]);
        }
    }
}
