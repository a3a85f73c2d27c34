//! The bodies of the fuzz targets: bytes in, a panic where morgue breaks a promise.
//!
//! They are a plain library, so that stable Rust can compile them and run them over the seeds; the
//! files in `fuzz_targets/` only hand them to libFuzzer.

mod checks;
mod html;

use checks::Original;
use morgue::archive::{Archive, ArticleId, Card, assign};
use morgue::date;
use morgue::parse::{self, DateOrder, Draft, Hints, Kind, Outcome, Source};
use morgue::render::Theme;
use morgue::settings::{self, Settings};
use morgue::site::{self, Assets, Site, SiteView};
use std::sync::LazyLock;

/// A target: its name, which is the folder of its seeds, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 7] = [
    ("text", text),
    ("front_matter", front_matter),
    ("sidecar", sidecar),
    ("date", date),
    ("byline", byline),
    ("page", page),
    ("site", site),
];

/// A story as saved or scraped.
pub fn text(data: &[u8]) {
    if let Some(draft) = read(Kind::Text, data, None, hints(data)) {
        checks::nothing_invented(data, &draft);
        checks::every_line_is_somewhere(data, &draft);
    }
}

/// Markdown, with or without front matter.
pub fn front_matter(data: &[u8]) {
    read(Kind::Markdown, data, None, hints(data));
}

/// The sidecar of a story that has every fact of its own.
pub fn sidecar(data: &[u8]) {
    const STORY: &[u8] = b"Flood closes the bridge\n\nBy Ada Moss, Harbour correspondent\n16 June 2021, 15:34\n\nThe river rose by a metre on Wednesday night, and the bridge was closed.\n\nReporting by Ben Lund; Editing by Cy Marsh\n";
    let with = read(Kind::Text, STORY, Some(data), hints(data));
    let without = read(Kind::Text, STORY, None, hints(data));
    let (with, without) = (with.expect("a story"), without.expect("a story"));
    assert_eq!(with.body, without.body, "a sidecar has no say in the body");
}

/// The written form of a date, and a date line.
pub fn date(data: &[u8]) {
    let line = one_line(data);
    for text in [&line, line.trim()] {
        if let Ok(when) = date::parse(text) {
            let shown = when.to_string();
            assert_eq!(
                date::parse(&shown),
                Ok(when),
                "{text:?} is shown as {shown}"
            );
            assert!((0..=9999).contains(&when.year_number()));
            assert!(text.contains(&format!("{:04}", when.year_number())));
        }
    }
    let story = format!(
        "Flood closes the bridge\nBy Ada Moss\n{line}\n\nThe river rose by a metre in the night, and the bridge was closed.\n"
    );
    if let Some(draft) = read(Kind::Text, story.as_bytes(), None, hints(data)) {
        checks::nothing_invented(story.as_bytes(), &draft);
        checks::every_line_is_somewhere(story.as_bytes(), &draft);
    }
    let markdown = format!(
        "---\ntitle: Flood\ndate: \"{}\"\n---\n\nThe river rose.\n",
        quoted(&line)
    );
    if let Some(draft) = read(Kind::Markdown, markdown.as_bytes(), None, hints(data)) {
        checks::year_is_printed(line.as_bytes(), draft.published.as_ref());
    }
}

/// The second line of a story, and the byline of front matter.
pub fn byline(data: &[u8]) {
    let line = one_line(data);
    let story = format!(
        "Flood closes the bridge\n{line}\n16 June 2021\n\nThe river rose by a metre in the night, and the bridge was closed.\n"
    );
    if let Some(draft) = read(Kind::Text, story.as_bytes(), None, hints(data)) {
        checks::nothing_invented(story.as_bytes(), &draft);
        checks::every_line_is_somewhere(story.as_bytes(), &draft);
    }
    let markdown = format!(
        "---\ntitle: Flood\nauthor: \"{}\"\n---\n\nThe river rose.\n",
        quoted(&line)
    );
    if let Some(draft) = read(Kind::Markdown, markdown.as_bytes(), None, hints(data)) {
        checks::names_are_printed(line.as_bytes(), &draft);
    }
}

/// A saved page.
pub fn page(data: &[u8]) {
    read(Kind::Page, data, None, hints(data));
}

/// A whole page of the site; the first byte says of what kind of original.
pub fn site(data: &[u8]) {
    let Some((first, data)) = data.split_first() else {
        return;
    };
    let (kind, file) = match first {
        b't' => (Kind::Text, "1994/flood.txt"),
        b'm' => (Kind::Markdown, "1994/flood.md"),
        _ => (Kind::Page, "1994/flood.html"),
    };
    let Some(draft) = read(kind, data, None, hints(data)) else {
        return;
    };
    let card = Card::new(file.into(), kind, &draft, None);
    let (articles, _) = assign(vec![card], "content");
    let files = ["1994/tower.png", "1994/flood_files/tower.png"];
    let made = Site::new(
        Archive::new(articles),
        settings(),
        Assets::new(files.map(str::to_owned).to_vec()),
    );
    let (view, _) = site::article(&made, "content", ArticleId(0), &draft);
    let seen = serde_json::to_value(&view).expect("a view is data");
    let body = seen["article"]["body"].as_str().expect("a body");
    html::fragment(body);
    let mut out = Vec::new();
    theme().render(&view, &mut out).expect("it renders");
    let out = String::from_utf8(out).expect("UTF-8");
    for what in ["<script", "<article", "</article>", "<main", "<iframe"] {
        assert_eq!(
            out.matches(what).count(),
            PLAIN.matches(what).count(),
            "{what} in\n{out}"
        );
    }
    assert!(
        !out.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')),
        "control character in the page"
    );
}

static PLAIN: LazyLock<String> = LazyLock::new(|| {
    let outcome = parse::parse(
        &Source {
            path: "a.txt",
            kind: Kind::Text,
            bytes: b"Flood\n\nBy Ada Moss\n16 June 2021\n\nThe river rose.\n",
            sidecar: None,
        },
        &Hints::default(),
    );
    let Outcome::Article(draft) = outcome else {
        panic!("refused")
    };
    let (articles, _) = assign(
        vec![Card::new("a.txt".into(), Kind::Text, &draft, None)],
        "content",
    );
    let made = Site::new(Archive::new(articles), settings(), Assets::default());
    let (view, _) = site::article(&made, "content", ArticleId(0), &draft);
    let mut out = Vec::new();
    theme().render(&view, &mut out).expect("it renders");
    String::from_utf8(out).expect("UTF-8")
});

fn settings() -> Settings {
    let (settings, said) =
        settings::read("title = \"Test\"\nbase_url = \"https://example.org/a/\"\n");
    assert!(said.is_empty(), "{said:?}");
    settings
}

fn theme() -> &'static Theme {
    static THEME: LazyLock<Theme> = LazyLock::new(|| {
        let site = Site::new(Archive::new(Vec::new()), settings(), Assets::default());
        Theme::new(&[], &SiteView::new(&site)).expect("the built-in theme")
    });
    &THEME
}

/// Parses twice, and checks what is promised of every draft and every refusal.
fn read(kind: Kind, bytes: &[u8], beside: Option<&[u8]>, hints: Hints) -> Option<Box<Draft>> {
    let source = Source {
        path: "content/1994/flood.txt",
        kind,
        bytes,
        sidecar: beside.map(|b| ("content/1994/flood.toml", b)),
    };
    let outcome = parse::parse(&source, &hints);
    assert_eq!(
        outcome,
        parse::parse(&source, &hints),
        "parsing is a function"
    );
    let original = Original::new(&source);
    match outcome {
        Outcome::Article(draft) => {
            checks::draft(&original, &draft);
            Some(draft)
        }
        Outcome::Refused(said) => {
            checks::refusal(&original, &said);
            None
        }
    }
}

/// Settings as the input happens to choose them.
fn hints(data: &[u8]) -> Hints {
    Hints {
        date_order: match data.len() % 3 {
            0 => None,
            1 => Some(DateOrder::DayFirst),
            _ => Some(DateOrder::MonthFirst),
        },
    }
}

/// The input as text on one line.
fn one_line(data: &[u8]) -> String {
    String::from_utf8_lossy(data).replace(['\r', '\n'], " ")
}

/// Text for between double quotes in YAML.
fn quoted(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
        out
    })
}
