//! How fast a saved page is read. The page is made here: 330 kB with the weight of a real one, most
//! of it scripts, style sheets and menus around a story of a thousand words.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use morgue::parse::{Hints, Kind, Source, parse};
use std::fmt::Write as _;
use std::hint::black_box;

fn saved_page() -> String {
    let mut html = String::from(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Harbour wall gives way | The Echo</title>\
         <meta property=\"og:title\" content=\"Harbour wall gives way\">\
         <script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"Harbour wall gives way\", \
         \"datePublished\": \"2024-03-02T07:15:00Z\", \"author\": [{\"@type\": \"Person\", \"name\": \"Mira Okafor\"}]}</script>",
    );
    for i in 0..12 {
        let body = format!("window.q{i}=window.q{i}||[];window.q{i}.push({{id:{i},a:'<div>'}});")
            .repeat(150);
        let _ = write!(
            html,
            "<script>{body}</script><style>.c{i} {{ color: red }}</style>"
        );
    }
    html.push_str("</head><body class=\"page\"><nav><ul>");
    for i in 0..400 {
        let _ = write!(
            html,
            "<li class=\"menu-item level-{}\"><a class=\"menu-link\" href=\"/section/{i}\" data-track=\"nav:{i}\"><span class=\"label\">Section {i}</span></a></li>",
            i % 4
        );
    }
    html.push_str("</ul></nav><main><article><h1>Harbour wall gives way</h1><p class=\"byline\">By <a href=\"/m\">Mira Okafor</a></p><p>2 March 2024, 07:15</p><div class=\"article-body\">");
    for i in 0..30 {
        let _ = write!(
            html,
            "<p class=\"paragraph css-1x{i}\">The outer wall of the harbour gave way in the night of storm number {i}, the <a href=\"/people/{i}\">harbour master</a> said, \
             and <em>three</em> moorings were lost. A crane leans over the quay, and nobody yet knows what it will cost to set it up again.</p>"
        );
        if i % 6 == 5 {
            let _ = write!(
                html,
                "<aside class=\"related\"><h3>Related</h3><ul><li><a href=\"/r/{i}\">Another story of that day</a></li></ul></aside>"
            );
        }
    }
    html.push_str("</div></article></main>");
    for i in 0..150 {
        let _ = write!(
            html,
            "<div class=\"card teaser-{i}\"><a href=\"/t/{i}\"><img src=\"https://img.example/{i}.jpg\" width=\"300\" alt=\"\"><h3 class=\"card-title\">A teaser of another story, number {i}</h3></a><p>It says a little of what the story says, and no more than that.</p></div>"
        );
    }
    while html.len() < 330_000 {
        html.push_str("<div class=\"footer-link\"><a href=\"/legal\" rel=\"nofollow\">Terms and conditions</a></div>");
    }
    html.push_str("</body></html>");
    html
}

fn pages(c: &mut Criterion) {
    let html = saved_page();
    let mut group = c.benchmark_group("page");
    group.throughput(Throughput::Bytes(html.len() as u64));
    group.bench_function("330 kB", |b| {
        let source = Source {
            path: "content/a.html",
            kind: Kind::Page,
            bytes: html.as_bytes(),
            sidecar: None,
        };
        b.iter(|| parse(black_box(&source), &Hints::default()));
    });
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
