//! What an archive of 10,000 articles costs: parsing, rendering, and whole builds from nothing, with
//! one article changed and with none. The articles are made here, the same in every run.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark sets its scene on the real disk"
)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use morgue::archive::{Archive, ArticleId, Card, assign};
use morgue::parse::{Draft, Hints, Kind, Outcome, Source, parse};
use morgue::render::Theme;
use morgue::settings::Settings;
use morgue::site::{Assets, Page, Plan, Site, SiteView, article, listed, view};
use morgue::{Options, Progress, Stage, build};
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;

const ARTICLES: u32 = 10_000;

const SYLLABLES: [&str; 16] = [
    "ba", "cor", "den", "el", "fir", "gom", "hul", "is", "jat", "ker", "lin", "mor", "nep", "os",
    "pra", "tu",
];

/// Numbers that look random and are the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    fn word(&mut self) -> String {
        let syllables = 1 + self.below(3);
        (0..syllables)
            .map(|_| SYLLABLES[usize::try_from(self.below(16)).unwrap()])
            .collect()
    }

    fn sentence(&mut self, words: u64) -> String {
        let mut text: Vec<String> = (0..words).map(|_| self.word()).collect();
        text[0] = capital(&text[0]);
        text.join(" ")
    }
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// File name and text of an article of about 550 words: a story, or Markdown with front matter.
fn made(n: u32) -> (String, Kind, String) {
    let mut r = Numbers(u64::from(n));
    let (year, month, day) = (1990 + n % 36, 1 + r.below(12), 1 + r.below(28));
    let headline = r.sentence(8);
    let author = format!("Ada {}", capital(SYLLABLES[n as usize % 16]));
    let mut text = String::new();
    let kind = if n.is_multiple_of(2) {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "{headline}\n\n{day:02}/{month:02}/{year} {:02}:30\n\nBy {author}\n\n",
            r.below(24)
        );
        Kind::Text
    } else {
        let _ = write!(
            text,
            "+++\ntitle = \"{headline}\"\ndate = {year}-{month:02}-{day:02}\nauthors = [\"{author}\"]\nsection = \"{}\"\ntags = [\"{}\", \"{}\"]\n+++\n\n",
            SYLLABLES[n as usize % 7],
            SYLLABLES[n as usize % 11],
            SYLLABLES[n as usize % 13]
        );
        Kind::Markdown
    };
    for _ in 0..14 {
        for _ in 0..3 {
            let words = 9 + r.below(8);
            let _ = write!(text, "{}. ", r.sentence(words));
        }
        text.push_str("\n\n");
    }
    let ending = if kind == Kind::Text { "txt" } else { "md" };
    (format!("{year}/{n}.{ending}"), kind, text)
}

fn hints() -> Hints {
    let (settings, _) = morgue::settings::read("date_order = 'day-first'\n");
    settings.hints()
}

fn draft(file: &str, kind: Kind, text: &str) -> Box<Draft> {
    let source = Source {
        path: file,
        kind,
        bytes: text.as_bytes(),
        sidecar: None,
    };
    match parse(&source, &hints()) {
        Outcome::Article(draft) => draft,
        Outcome::Refused(said) => unreachable!("{said:?}"),
    }
}

fn parsing(criterion: &mut Criterion) {
    let all: Vec<_> = (0..1000).map(made).collect();
    let mut group = criterion.benchmark_group("archive");
    group.throughput(Throughput::Elements(all.len() as u64));
    group.sample_size(20);
    group.bench_function("parse 1,000", |bencher| {
        bencher.iter(|| {
            all.iter()
                .map(|(file, kind, text)| draft(file, *kind, black_box(text)).body.len())
                .sum::<usize>()
        });
    });
    group.finish();
}

fn rendering(criterion: &mut Criterion) {
    let cards = (0..ARTICLES).map(made).map(|(file, kind, text)| {
        let draft = draft(&file, kind, &text);
        Card::new(file.into(), kind, &draft, None)
    });
    let (articles, _) = assign(cards.collect(), "content");
    let site = Site::new(
        Archive::new(articles),
        Settings::default(),
        Assets::default(),
    );
    let theme = Theme::new(&[], &SiteView::new(&site)).unwrap();
    let plan = Plan::new(&site, &[]).unwrap();
    let drafts: Vec<(ArticleId, Box<Draft>)> = (0..1000)
        .map(made)
        .map(|(file, kind, text)| {
            (
                site.archive.by_file(&file).unwrap(),
                draft(&file, kind, &text),
            )
        })
        .collect();
    let lists: Vec<_> = plan
        .pages()
        .iter()
        .filter(|p| !matches!(p.page, Page::Article(_)))
        .step_by(10)
        .collect();
    let mut out = Vec::new();
    let mut group = criterion.benchmark_group("archive");
    group.sample_size(20);
    group.throughput(Throughput::Elements(drafts.len() as u64));
    group.bench_function("render 1,000 articles", |bencher| {
        bencher.iter(|| {
            for (id, draft) in &drafts {
                let (view, _) = article(&site, "content", *id, draft);
                theme.render(&view, &mut out).unwrap();
            }
            out.len()
        });
    });
    group.throughput(Throughput::Elements(lists.len() as u64));
    group.bench_function("render a tenth of the lists", |bencher| {
        bencher.iter(|| {
            for planned in &lists {
                if let Some(view) = view(&site, planned, listed(&site, planned.page), false) {
                    theme.render(&view, &mut out).unwrap();
                }
            }
            out.len()
        });
    });
    group.finish();
}

/// Nobody watches.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

fn built(root: &Path) -> usize {
    let options = Options {
        root: root.to_owned(),
        ..Options::default()
    };
    let summary = build(&options, &Silent).summary.unwrap();
    assert_eq!(summary.articles, ARTICLES as usize);
    summary.changed
}

fn building(criterion: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::write(root.join("morgue.toml"), "date_order = 'day-first'\n").unwrap();
    for (file, _, text) in (0..ARTICLES).map(made) {
        let path = root.join("content").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut group = criterion.benchmark_group("archive");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::from(ARTICLES)));
    group.bench_function("build 10,000 from nothing", |bencher| {
        let clear = || {
            let _ = fs::remove_dir_all(root.join("public"));
            let _ = fs::remove_dir_all(root.join(".morgue"));
        };
        bencher.iter_batched(clear, |()| built(root), BatchSize::PerIteration);
    });
    let mut edits = 0;
    group.bench_function("build 10,000 with one changed", |bencher| {
        let edit = || {
            edits += 1;
            let (file, _, text) = made(77);
            fs::write(
                root.join("content").join(file),
                format!("{text}Edit {edits}.\n"),
            )
            .unwrap();
        };
        bencher.iter_batched(edit, |()| built(root), BatchSize::PerIteration);
    });
    group.bench_function("build 10,000 with none changed", |bencher| {
        built(root);
        bencher.iter(|| built(root));
    });
    group.finish();
}

criterion_group!(benches, parsing, rendering, building);
criterion_main!(benches);
