//! What reading a Markdown article costs: front matter in both notations, plain and marked-up bodies.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use morgue::parse::{Hints, Kind, Outcome, Source, parse};
use std::fmt::Write as _;
use std::hint::black_box;

const TOML: &str = "+++\ntitle = \"Harbour wall gives way after a night of storms\"\ndate = 2021-06-16T15:34:00+01:00\nauthors = [\"Jane Roe\", \"Li Wei\"]\ntags = [\"harbour\", \"storms\"]\nsection = \"News\"\ndescription = \"A night of repairs ends with a breach\"\n+++\n\n";
const YAML: &str = "---\ntitle: \"Harbour wall gives way after a night of storms\"\ndate: 2021-06-16 15:34:00 +0100\nauthor: Jane Roe and Li Wei\ntags: [harbour, storms]\ncategories: [News]\ndescription: A night of repairs ends with a breach\n---\n\n";

/// About 550 words in paragraphs of two sentences.
fn body(marked: bool) -> String {
    let mut out = String::new();
    for n in 0..18 {
        let said = if marked && n % 3 == 0 {
            "the *harbour master* told [the council](../minutes.md) on Tuesday"
        } else {
            "the harbour master told the council on Tuesday evening"
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "The wall that has kept the sea out of the lower town since the war gave way in part {n}, \
             {said}. Crews worked through the night to close the gap before the next tide.\n"
        );
        if marked && n % 6 == 5 {
            out.push_str("## What happens next\n\n");
        }
    }
    out
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("markdown");
    for (name, front, body) in [
        ("toml, plain", TOML, body(false)),
        ("yaml, plain", YAML, body(false)),
        ("yaml, marked up", YAML, body(true)),
        (
            "headers, plain",
            "Title: Harbour wall\nDate: 2021-06-16\n\n",
            body(false),
        ),
        ("no keys, plain", "---\n---\n", body(false)),
    ] {
        let text = format!("{front}{body}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let source = Source {
                    path: "content/2021/harbour.md",
                    kind: Kind::Markdown,
                    bytes: black_box(text.as_bytes()),
                    sidecar: None,
                };
                match parse(&source, &Hints::default()) {
                    Outcome::Article(draft) => draft.body.len(),
                    Outcome::Refused(said) => said.len(),
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
