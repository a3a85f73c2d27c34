//! Where each article's page stands: by its date as deep as that is known, then its slug.
//!
//! Adding an article must never move another. So the name of a second article that wants a taken
//! address is drawn from its own file alone, and who keeps the plain name is decided by facts of
//! the articles: a stated slug first, then the earlier date, then the path of the file.

use super::card::{Article, Card};
use super::slug;
use crate::date::{Span, When, digits};
use crate::diag::Diagnostic;
use crate::path::SitePath;
use chrono::Datelike;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Folder of the articles that no date is known of.
pub const UNDATED: &str = "undated";

/// The folder of a date, as year, month and day as far as they are known: `2021/06/16`, `2021/06`, `2021`
/// or `undated`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Folder(Option<(i32, u8, u8)>);

impl Folder {
    fn of(published: Option<When>) -> Self {
        Folder(published.map(|p| match p.span {
            Span::Year(y) => (y, 0, 0),
            Span::Month(y, m) => (y, m, 0),
            Span::Day(d) | Span::Minute(d, ..) => (d.year(), d.month() as u8, d.day() as u8),
        }))
    }

    /// The address of a page in the folder.
    fn page(self, slug: &str) -> String {
        let mut out = String::with_capacity("2021/06/16/.html".len() + slug.len());
        match self.0 {
            None => out.push_str(UNDATED),
            Some((year, month, day)) => {
                digits(&mut out, year, 4);
                for part in [month, day].into_iter().filter(|part| *part > 0) {
                    out.push('/');
                    digits(&mut out, part.into(), 2);
                }
            }
        }
        out.push('/');
        out.push_str(slug);
        out.push_str(".html");
        out
    }

    /// A number that differs between folders.
    fn number(self) -> u64 {
        let (year, month, day) = self.0.unwrap_or_default();
        u64::from(year.unsigned_abs()) << 16 | u64::from(month) << 8 | u64::from(day)
    }
}

/// The folder and the slug that an article wants.
type Wanted<'a> = (Folder, Cow<'a, str>);

/// Gives every card its address. `content` is the content folder as the user knows it, for messages.
pub fn assign<C: Into<Box<Card>>>(cards: Vec<C>, content: &str) -> (Vec<Article>, Vec<Diagnostic>) {
    let cards: Vec<Box<Card>> = cards.into_iter().map(Into::into).collect();
    let mut said = Vec::new();
    let wanted: Vec<Wanted<'_>> = cards
        .par_iter()
        .map(|c| (Folder::of(c.published), wanted_slug(c)))
        .collect();
    let claims = Claims::new(&wanted);
    let contested = claims.contested();
    let mut drawn_for: HashMap<usize, String> = HashMap::new();
    let mut taken: HashSet<(Folder, String)> = HashSet::new();
    let mut losers = Vec::new();
    for mut who in contested.into_values() {
        who.sort_by(|a, b| claim(&cards[*a]).cmp(&claim(&cards[*b])));
        losers.extend(who.iter().skip(1).map(|i| (*i, who[0])));
    }
    // Drawn from the file alone; a further letter at a time in the one case in a billion that the
    // drawn name is taken too.
    for (i, keeper) in losers {
        let (folder, slug) = (wanted[i].0, &wanted[i].1);
        let mut key = cards[i].file.to_string();
        let drawn = loop {
            let drawn = format!("{slug}-{}", slug::tag(&key));
            if !claims.contains(folder, &drawn) && taken.insert((folder, drawn.clone())) {
                break drawn;
            }
            key.push('+');
        };
        said.push(Diagnostic::same_address(
            content,
            &cards[i].file,
            &cards[keeper].file,
            &folder.page(slug),
            &folder.page(&drawn),
        ));
        drawn_for.insert(i, drawn);
    }
    let paths: Vec<Option<SitePath>> = wanted
        .par_iter()
        .enumerate()
        .map(|(i, (folder, slug))| {
            let slug = drawn_for.get(&i).map_or(&**slug, String::as_str);
            SitePath::new(&folder.page(slug))
        })
        .collect();
    drop(wanted);
    let articles = cards
        .into_iter()
        .zip(paths)
        .filter_map(|(card, path)| Some(Article { card, path: path? }));
    (articles.collect(), said)
}

/// What all articles want, found again by a key of it.
struct Claims<'a> {
    wanted: &'a [Wanted<'a>],
    /// Keys with the numbers of the articles, sorted.
    keys: Vec<(u64, u32)>,
}

impl<'a> Claims<'a> {
    fn new(wanted: &'a [Wanted<'a>]) -> Self {
        let numbered = wanted.par_iter().enumerate();
        let key = |(i, (folder, slug)): (usize, &Wanted<'_>)| {
            (key(*folder, slug), u32::try_from(i).unwrap_or(u32::MAX))
        };
        let mut keys: Vec<(u64, u32)> = numbered.map(key).collect();
        keys.par_sort_unstable();
        Claims { wanted, keys }
    }

    fn of(&self, number: u32) -> (Folder, &'a str) {
        let (folder, slug) = &self.wanted[number as usize];
        (*folder, slug)
    }

    fn contains(&self, folder: Folder, slug: &str) -> bool {
        let key = key(folder, slug);
        let from = self.keys.partition_point(|(other, _)| *other < key);
        let same = self.keys[from..].iter().take_while(|(k, _)| *k == key);
        same.into_iter().any(|(_, i)| self.of(*i) == (folder, slug))
    }

    /// The addresses that several articles want, each with those articles. They are few.
    fn contested(&self) -> BTreeMap<(Folder, &'a str), Vec<usize>> {
        let mut all: BTreeMap<(Folder, &str), Vec<usize>> = BTreeMap::new();
        let same = self.keys.chunk_by(|a, b| a.0 == b.0);
        for (_, i) in same.filter(|some| some.len() > 1).flatten() {
            all.entry(self.of(*i)).or_default().push(*i as usize);
        }
        all.retain(|_, who| who.len() > 1);
        all
    }
}

fn key(folder: Folder, slug: &str) -> u64 {
    slug::fnv(slug) ^ folder.number().wrapping_mul(0x9e37_79b9_7f4a_7c15)
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
