//! Random queries, as the reader types them and as the tests understand them.

use crate::papers::{Dice, NAMES, Paper, SECTIONS, SOURCES, TAGS};
use morgue::search::words;
use std::fmt;

#[derive(Debug, Clone)]
pub(crate) enum Clause {
    Word(String),
    Begins(String),
    Phrase(Vec<String>),
    /// A kind of name, its words, and how it is typed.
    Field(&'static str, Vec<String>, String),
}

/// A year, perhaps with month and day.
pub(crate) type Date = (u32, Option<u32>, Option<u32>);

#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) all: Vec<Clause>,
    pub(crate) not: Vec<Clause>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) sort: &'static str,
}

fn clause(dice: &mut Dice, paper: &Paper) -> Clause {
    let article = dice.of(&paper.articles);
    let text = dice.of(&article.paragraphs);
    let mut all = words(if dice.below(4) == 0 {
        &article.headline
    } else {
        text
    });
    if dice.below(20) == 0 {
        all = vec!["nowhere".to_owned()];
    }
    let at = dice.below(all.len());
    let field = |kind, name: &str| Clause::Field(kind, words(name), name.replace('“', ""));
    match dice.below(12) {
        0..=3 => Clause::Word(all[at].clone()),
        4 => Clause::Begins(all[at].chars().take(1 + dice.below(4)).collect()),
        5..=7 => {
            let end = (at + 2 + dice.below(2)).min(all.len());
            let mut phrase = all[at.min(end.saturating_sub(2))..end].to_vec();
            if dice.below(4) == 0 {
                phrase.reverse();
            }
            match phrase.len() {
                0 | 1 => Clause::Word(all[at].clone()),
                _ => Clause::Phrase(phrase),
            }
        }
        8 => {
            let name = dice.word(NAMES);
            let last = name.rsplit(' ').next().unwrap_or(name);
            field("by", if dice.below(2) == 0 { name } else { last })
        }
        9 => field("section", dice.word(SECTIONS)),
        10 => field("tag", dice.word(TAGS)),
        _ => field(
            "source",
            dice.word(&[SOURCES[0], SOURCES[1], "packet", "Coast"]),
        ),
    }
}

fn date(dice: &mut Dice) -> Date {
    let year = 1984 + dice.below(14) as u32;
    let month = (dice.below(3) > 0).then(|| 1 + dice.below(12) as u32);
    let day = month
        .filter(|_| dice.below(2) == 0)
        .map(|_| 1 + dice.below(28) as u32);
    (year, month, day)
}

impl Query {
    pub(crate) fn random(seed: u64, paper: &Paper) -> Self {
        let mut dice = Dice::new(seed + 1000);
        let count = [0, 1, 1, 2, 2, 3][dice.below(6)];
        let all: Vec<Clause> = (0..count).map(|_| clause(&mut dice, paper)).collect();
        let negative = usize::from(dice.below(4) == 0);
        let not = (0..negative).map(|_| clause(&mut dice, paper)).collect();
        Query {
            all,
            not,
            from: (dice.below(4) == 0).then(|| date(&mut dice)),
            to: (dice.below(4) == 0).then(|| date(&mut dice)),
            sort: dice.word(&["newest", "oldest", "relevance"]),
        }
    }

    /// What it is made of, by name.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &'static str> {
        let mut out: Vec<&str> = self
            .all
            .iter()
            .map(|c| match c {
                Clause::Word(_) => "word",
                Clause::Begins(_) => "begins",
                Clause::Phrase(_) => "phrase",
                Clause::Field(kind, ..) => kind,
            })
            .collect();
        out.extend(self.not.iter().map(|_| "not"));
        out.extend(self.from.map(|_| "from"));
        out.extend(self.to.map(|_| "to"));
        out.into_iter()
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clause::Word(word) => f.write_str(word),
            Clause::Begins(word) => write!(f, "{word}*"),
            Clause::Phrase(words) => write!(f, "\"{}\"", words.join(" ")),
            Clause::Field(kind, _, name) => write!(f, "{kind}:\"{name}\""),
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.all.iter().map(ToString::to_string).collect();
        parts.extend(self.not.iter().map(|c| format!("-{c}")));
        for (name, date) in [("from", self.from), ("to", self.to)] {
            if let Some((y, m, d)) = date {
                let rest: String = [m, d]
                    .into_iter()
                    .flatten()
                    .map(|n| format!("-{n:02}"))
                    .collect();
                parts.push(format!("{name}:{y}{rest}"));
            }
        }
        f.write_str(&parts.join(" "))
    }
}
