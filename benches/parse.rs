//! How many texts and saved pages a second the parser reads on one core: generated stories of about four
//! kilobytes, and the same on pages of about 330 kilobytes, most of it scripts, menus and teasers.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use morgue::parse::{Hints, Kind, Source, parse};
use std::hint::black_box;

const WORDS: &[&str] = &[
    "bridge", "storm", "council", "ferry", "bolts", "tower", "mayor", "walkers", "cables",
    "Friday", "night", "Kessel", "the", "a", "of", "was", "said", "had", "that", "would", "not",
    "for", "and", "its", "Lorn", "two", "crews", "1987", "repairs", "cost",
];

/// A story of about four kilobytes, the same for the same number.
fn story(number: usize) -> String {
    let mut seed = number as u64 * 2_654_435_761 + 1;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let mut out = format!(
        "Lorn bridge shut after storm number {number}\n\nThe council says that it will take weeks to look at every bolt of the bridge\n\n\
         By Jane Roe and John Doe, Lorn News\n{} May 2019, 0{}:34 | Updated: 30 May 2019, 16:50\n\nFacebook\nTwitter\nShare this article\n\n",
        1 + next(28),
        next(10)
    );
    for paragraph in 0..24 {
        match paragraph {
            5 => out.push_str("The bridge at dawn on 3 May 2019. Picture: PA\n\n"),
            9 => out.push_str("Read more: Who owns the Lorn bridge?\n\n"),
            14 => out.push_str("The bolts\n\n"),
            _ => {
                out.push_str("The ");
                for _ in 0..22 + next(14) {
                    out.push_str(WORDS[next(WORDS.len())]);
                    out.push(' ');
                }
                out.push_str("bridge.\n\n");
            }
        }
    }
    out
}

fn texts(c: &mut Criterion) {
    let texts: Vec<String> = (0..200).map(story).collect();
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("200 texts of 4 kB", |b| {
        b.iter(|| {
            for text in &texts {
                let source = Source {
                    path: "content/a.txt",
                    kind: Kind::Text,
                    bytes: text.as_bytes(),
                    sidecar: None,
                };
                black_box(parse(&source, &Hints::default()));
            }
        });
    });
    group.finish();
}

/// A saved page around the story of the same number.
fn page(number: usize) -> String {
    let story = story(number);
    let mut lines = story.lines().filter(|line| !line.is_empty());
    let headline = lines.next().unwrap_or_default();
    let body: String = lines
        .map(|line| format!("<p class=\"text\">{line}</p>\n"))
        .collect();
    let script = format!(
        "<script>var a={{{}}};</script>\n",
        "\"key\":\"value\",".repeat(600)
    );
    let teaser = "<li class=\"teaser-item\"><a class=\"teaser__link\" href=\"/x\"><img src=\"a.jpg\" width=\"90\" \
        alt=\"\"><h3 class=\"teaser__title\">Ferry to run all night long</h3><span class=\"teaser__date\">3 May 2019</span>\
        </a></li>\n";
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>{headline} | Lorn Bugle</title>\n\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"{headline}\",\"datePublished\":\
         \"2019-05-03T09:34:00+01:00\",\"author\":{{\"@type\":\"Person\",\"name\":\"Jane Roe\"}}}}</script>\n{}</head><body>\
         <nav><ul>{}</ul></nav><main><article><h1>{headline}</h1>\n{body}</article></main><aside><ul>{}</ul></aside>{}</body></html>\n",
        script.repeat(10),
        "<li><a href=\"/n\">News</a></li>".repeat(200),
        teaser.repeat(640),
        script.repeat(12)
    )
}

fn pages(c: &mut Criterion) {
    let pages: Vec<String> = (0..20).map(page).collect();
    let mut group = c.benchmark_group("parse");
    group.sample_size(20);
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("20 pages of 330 kB", |b| {
        b.iter(|| {
            for page in &pages {
                let source = Source {
                    path: "content/a.html",
                    kind: Kind::Page,
                    bytes: page.as_bytes(),
                    sidecar: None,
                };
                black_box(parse(&source, &Hints::default()));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, texts, pages);
criterion_main!(benches);
