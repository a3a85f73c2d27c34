//! Hostile originals are read in time linear in their size.
//!
//! Each is read at one size and at eight times that; a reader whose work grows with the square would
//! need sixty-four times as long, and the bound is half of that. Time is that of the processor where the
//! system tells it, so that a busy machine does not matter.

#![allow(
    clippy::disallowed_methods,
    reason = "the system tells a thread's own time in a file"
)]

use morgue::parse::{Hints, Kind, Source, parse};
use std::hint::black_box;
use std::time::{Duration, Instant};

type Make = fn(usize) -> String;

const TEXT: &str = "<p>The bridge was shut on Friday, they said.</p>";

fn page(middle: &str) -> String {
    format!("<html><body><h1>The bridge of Lorn is shut</h1>{middle}{TEXT}</body></html>")
}

fn ld(authors: usize, others: usize) -> String {
    let refs: Vec<String> = (0..authors)
        .map(|i| format!("{{\"@id\":\"#p{i}\"}}"))
        .collect();
    let things: Vec<String> = (0..others)
        .map(|i| format!("{{\"@type\":\"Thing\",\"@id\":\"#q{i}\",\"name\":\"x\"}}"))
        .collect();
    format!(
        "<html><head><script type=\"application/ld+json\">{{\"@graph\":[{{\"@type\":\"NewsArticle\",\"headline\":\"The \
         bridge of Lorn is shut\",\"keywords\":[{}],\"author\":[{}]}},{}]}}</script></head>{}</html>",
        vec!["\"storms\""; authors].join(","),
        refs.join(","),
        things.join(","),
        page("")
    )
}

fn front(body: &str) -> String {
    format!("---\ntitle: Lorn\n---\n\n{body}\n")
}

/// A name, the kind of file, a size that takes some milliseconds, and the text of a size.
const HOSTILE: &[(&str, Kind, usize, Make)] = &[
    ("attributes on one tag", Kind::Page, 4_000, |n| {
        let all: String = (0..n).map(|i| format!(" a{i}=1")).collect();
        page(&format!("<p{all}>x</p>"))
    }),
    ("attributes in Markdown", Kind::Markdown, 4_000, |n| {
        let all: String = (0..n).map(|i| format!(" a{i}=1")).collect();
        front(&format!("<p{all}>x</p>"))
    }),
    ("nested elements", Kind::Page, 1_000, |n| {
        page(&"<div>".repeat(n))
    }),
    ("nested quotations", Kind::Page, 500, |n| {
        page(&"<blockquote><p>a".repeat(n))
    }),
    ("nested emphasis", Kind::Page, 4_000, |n| {
        page(&"<b>".repeat(n))
    }),
    ("headings", Kind::Page, 1_000, |n| {
        page(&"<h2>A crosshead of it</h2>".repeat(n))
    }),
    ("pictures", Kind::Page, 1_000, |n| {
        page(&"<img src=a.jpg>".repeat(n))
    }),
    ("paragraphs", Kind::Page, 500, |n| page(&TEXT.repeat(n))),
    ("lines of a paragraph", Kind::Page, 1_000, |n| {
        page(&format!("<p>{}</p>", "a<br>".repeat(n)))
    }),
    ("authors", Kind::Page, 500, |n| {
        page(&"<span class=author>Jane Roe</span>".repeat(n))
    }),
    ("nested authors", Kind::Page, 400, |n| {
        page(&format!(
            "{}Jane Roe{}",
            "<div class=author>".repeat(n),
            "</div>".repeat(n)
        ))
    }),
    ("references in JSON-LD", Kind::Page, 500, |n| ld(n, n)),
    (
        "nested quotations in Markdown",
        Kind::Markdown,
        10_000,
        |n| front(&format!("{} x", ">".repeat(n))),
    ),
    ("brackets in Markdown", Kind::Markdown, 4_000, |n| {
        front(&"[a](".repeat(n))
    }),
    ("stars in Markdown", Kind::Markdown, 4_000, |n| {
        front(&"*a ".repeat(n))
    }),
    ("one line of Markdown", Kind::Markdown, 5_000, |n| {
        front(&"a *b* ".repeat(n))
    }),
    ("one line of text", Kind::Text, 50_000, |n| {
        format!("Lorn\n\n{}\n", "a word, ".repeat(n))
    }),
    ("lines set to a width", Kind::Text, 1_000, |n| {
        "the bridge over the river was shut yes-\nterday after the storm took the roof-\n".repeat(n)
    }),
    ("quotation marks", Kind::Text, 50_000, |n| {
        format!("Lorn\n\n{}\n", "“".repeat(n))
    }),
    ("bylines", Kind::Text, 300, |n| {
        format!("Lorn\n\n{}", "By Jane Roe, 3 May 2019\n".repeat(n))
    }),
    ("credits", Kind::Text, 1_000, |n| {
        format!("Lorn\n\n{}", "Picture: PA\n".repeat(n))
    }),
    ("short lines", Kind::Text, 1_000, |n| {
        format!("Lorn\n\n{}", "A short line of it\n".repeat(n))
    }),
    ("years", Kind::Text, 2_000, |n| {
        format!("Lorn\n\n{}\n", "3 May 2019 ".repeat(n))
    }),
];

/// Times as long that eight times the size may take.
const BOUND: f64 = 32.0;

/// Times that one that took longer is measured again.
const TRIES: usize = 5;

/// How long this thread has run, on Linux.
fn on_processor() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// How long reading takes: the mean of as many readings as make up a time that can be measured.
fn time(kind: Kind, text: &str) -> Duration {
    let source = Source {
        path: "content/a.x",
        kind,
        bytes: text.as_bytes(),
        sidecar: None,
    };
    let (begun, ran) = (Instant::now(), on_processor());
    let mut runs = 0;
    loop {
        black_box(parse(&source, &Hints::default()));
        runs += 1;
        let ran = ran.zip(on_processor());
        let spent = ran.map_or(begun.elapsed(), |(before, after)| after - before);
        if spent >= Duration::from_millis(60) {
            return spent / runs;
        }
    }
}

#[test]
fn time_grows_with_the_size_alone() {
    let mut slow = Vec::new();
    for (name, kind, size, make) in HOSTILE {
        let (small, large) = (make(*size), make(size * 8));
        let measured = (0..TRIES).map(|_| {
            let (a, b) = (time(*kind, &small), time(*kind, &large));
            (b.as_secs_f64() / a.as_secs_f64(), a, b)
        });
        // Work that grows with the square does so every time; a neighbour who takes the cache does not.
        let mut best = (f64::INFINITY, Duration::ZERO, Duration::ZERO);
        for (factor, a, b) in measured {
            if factor < best.0 {
                best = (factor, a, b);
            }
            if factor <= BOUND {
                break;
            }
        }
        let (factor, a, b) = best;
        println!("{factor:>6.1}  {a:>10.1?}  {b:>10.1?}  {name}");
        if factor > BOUND {
            slow.push(format!(
                "{name}: {a:?} became {b:?}, {factor:.0} times as much"
            ));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
