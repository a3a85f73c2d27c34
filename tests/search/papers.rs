//! Random papers: articles of few words in many forms, two languages, dates of every precision.

use morgue::archive::{Archive, Card, assign};
use morgue::parse::{Block, Byline, Draft, Found, Kind, Lines};
use morgue::search::{self, File, Gather, Scale, Segment};
use morgue::settings::Settings;
use morgue::site::{Assets, Site};
use std::collections::BTreeMap;

/// The same numbers for the same seed, whatever the machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// One of some words.
    pub(crate) fn word<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Article {
    pub(crate) headline: String,
    pub(crate) paragraphs: Vec<String>,
    pub(crate) date: String,
    pub(crate) lang: Option<&'static str>,
    pub(crate) bylines: Vec<String>,
    pub(crate) section: Option<&'static str>,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) source: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub(crate) struct Paper {
    pub(crate) articles: Vec<Article>,
}

const ROOTS: &[&str] = &[
    "flood",
    "harbour",
    "council",
    "vote",
    "tide",
    "barrier",
    "siren",
    "ferry",
    "wall",
    "report",
    "inquiry",
    "mayor",
    "budget",
    "school",
    "bridge",
    "market",
    "storm",
    "police",
    "court",
    "strike",
    "café",
    "façade",
    "naïve",
    "Ångström",
    "gull",
    "mud",
];
const ENDINGS: &[&str] = &["", "", "s", "ed", "ing", "’s", "-like"];
const RARE: &[&str] = &[
    "zeppelin",
    "quorum",
    "yawl",
    "xylophone",
    "O’Dell",
    "Þóra",
    "东京",
    "1987",
    "3.5",
    "covid-19",
];
const GERMAN: &[&str] = &[
    "Haus", "Häuser", "Hafen", "Häfen", "die", "Flut", "Fluten", "Rat", "Räte", "Straße", "report",
];
const COMMON: &[&str] = &["the", "of", "and", "a", "in", "to"];
pub(crate) const NAMES: &[&str] = &[
    "Maureen Tapp",
    "Hew Dacre",
    "José Núñez",
    "Maureen O’Dell",
    "AP",
    "Þóra Einarsdóttir",
];
pub(crate) const SECTIONS: &[&str] = &["News", "UK News", "Sport", "Letters"];
pub(crate) const TAGS: &[&str] = &["flood of 1994", "harbour", "Sea wall", "vote"];
pub(crate) const SOURCES: &[&str] = &["The Quernmouth Packet", "Coast Press"];

fn word(dice: &mut Dice, is_german: bool) -> String {
    match dice.below(20) {
        _ if is_german => dice.word(GERMAN).to_owned(),
        0 => dice.word(RARE).to_owned(),
        1..=7 => dice.word(COMMON).to_owned(),
        // The square makes the first ones common.
        _ => {
            let at = dice.below(ROOTS.len()) * dice.below(ROOTS.len()) / ROOTS.len();
            format!("{}{}", ROOTS[at], dice.of(ENDINGS))
        }
    }
}

fn text(dice: &mut Dice, is_german: bool, words: usize) -> String {
    let all: Vec<String> = (0..words).map(|_| word(dice, is_german)).collect();
    all.join(dice.word(&[" ", " ", ", ", " “"]))
}

fn date(dice: &mut Dice) -> String {
    let (y, m, d) = (
        1985 + dice.below(12),
        1 + dice.below(12),
        1 + dice.below(28),
    );
    match dice.below(12) {
        0 => String::new(),
        1 => format!("{y}"),
        2 => format!("{y}-{m:02}"),
        3 => format!("{y}-{m:02}-{d:02}T10:30"),
        _ => format!("{y}-{m:02}-{d:02}"),
    }
}

/// A segment as a later build finds it.
fn kept(bytes: Vec<u8>, name: morgue::site::Fingerprint) -> Segment {
    let read = move |range: std::ops::Range<u64>| {
        let range = range.start as usize..range.end as usize;
        bytes.get(range).map(<[u8]>::to_vec)
    };
    Segment::open(read, name).unwrap()
}

impl Paper {
    pub(crate) fn random(seed: u64, count: usize) -> Self {
        let mut dice = Dice::new(seed);
        let article = |_| {
            let is_german = dice.below(8) == 0;
            let head = 2 + dice.below(5);
            let paragraphs = 2 + dice.below(4);
            let mut names: Vec<String> = (0..dice.below(3))
                .map(|_| dice.word(NAMES).to_owned())
                .collect();
            names.dedup();
            Article {
                headline: text(&mut dice, is_german, head),
                paragraphs: (0..paragraphs)
                    .map(|_| {
                        let words = 4 + dice.below(40);
                        text(&mut dice, is_german, words)
                    })
                    .collect(),
                date: date(&mut dice),
                lang: is_german.then_some("de-AT"),
                bylines: names,
                section: (dice.below(4) > 0).then(|| dice.word(SECTIONS)),
                tags: (0..dice.below(3)).map(|_| dice.word(TAGS)).collect(),
                source: (dice.below(3) > 0).then(|| dice.word(SOURCES)),
            }
        };
        Paper {
            articles: (0..count).map(article).collect(),
        }
    }

    /// The drafts that would be parsed from such articles, by file.
    fn drafts(&self) -> BTreeMap<String, (Card, Draft)> {
        let line = Lines::one(1);
        fn found<T>(value: T, line: Lines) -> Found<T> {
            Found::new(value, line, "test")
        }
        let of = |(i, a): (usize, &Article)| {
            let file = format!("{i:05}.txt");
            let draft = Draft {
                headline: Some(found(a.headline.clone(), line)),
                published: morgue::date::parse(&a.date).ok().map(|d| found(d, line)),
                lang: a.lang.map(|l| found(l.to_owned(), line)),
                section: a.section.map(|s| found(s.to_owned(), line)),
                source: a.source.map(|s| found(s.to_owned(), line)),
                tags: a
                    .tags
                    .iter()
                    .map(|t| found((*t).to_owned(), line))
                    .collect(),
                bylines: a
                    .bylines
                    .iter()
                    .map(|n| {
                        let byline = Byline {
                            name: n.clone(),
                            role: None,
                            outlet: None,
                        };
                        found(byline, line)
                    })
                    .collect(),
                body: a
                    .paragraphs
                    .iter()
                    .map(|p| found(Block::Paragraph(p.clone()), line))
                    .collect(),
                ..Draft::default()
            };
            let card = Card::new(file.as_str().into(), Kind::Text, &draft, None);
            (file, (card, draft))
        };
        self.articles.iter().enumerate().map(of).collect()
    }

    fn site(&self) -> Site {
        let cards = self.drafts().into_values().map(|(card, _)| card).collect();
        let settings = Settings {
            lang: "en-GB".into(),
            ..Settings::default()
        };
        Site::new(
            Archive::new(assign(cards, "content").0),
            settings,
            Assets::default(),
        )
    }

    /// The place of each article in the archive, newest first, by its place here.
    pub(crate) fn order(&self) -> Vec<usize> {
        let site = self.site();
        let place =
            |a: &morgue::archive::Article| a.card.file.trim_end_matches(".txt").parse().unwrap();
        site.archive.articles().iter().map(place).collect()
    }

    /// The segments of its index; with those of another paper, only what is new is gathered.
    pub(crate) fn segments(&self, scale: Scale, before: Option<Vec<Segment>>) -> Vec<Segment> {
        let known: BTreeMap<_, _> = before
            .into_iter()
            .flatten()
            .map(|s| (Segment::fingerprint(s.keys()), s))
            .map(|(name, s)| (name, kept(s.parts().unwrap().concat(), name)))
            .collect();
        let site = self.site();
        let keys: std::collections::BTreeSet<_> =
            known.values().flat_map(Segment::keys).copied().collect();
        let (mut bags, mut key_of) = (Vec::new(), BTreeMap::new());
        for (file, (card, draft)) in self.drafts() {
            let mut gather = Gather::default();
            let key = gather.add(&card, &draft, "en-GB");
            if !keys.contains(&key) {
                bags.push(gather.finish());
            }
            key_of.insert(file, key);
        }
        let wanted = search::segments(&site.archive, scale, |id| {
            key_of[&*site.archive.get(id).card.file]
        });
        search::gathered(&wanted, bags, known, None).unwrap()
    }

    pub(crate) fn files(&self, scale: Scale, segments: Vec<Segment>) -> Vec<File> {
        search::files(&self.site(), scale, segments).unwrap()
    }

    /// The files of its index, made from nothing.
    pub(crate) fn index(&self, scale: Scale) -> Vec<File> {
        self.files(scale, self.segments(scale, None))
    }
}
