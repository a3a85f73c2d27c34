//! The last look at a draft: no string of it holds what no text may hold.
//!
//! `decode` cleans the bytes of a file, but escapes (`"\u0000"` in TOML, YAML and JSON, `&#1;` in
//! HTML) make such characters afterwards, and every notation has its own. Here they all come
//! together, so that a feed or a page can never be broken by one.

use super::clean::printable_char;
use super::draft::{Block, CleanHtml, Draft, Dropped, Found, LOCAL, Origin};
use super::messages::{self, Place};
use crate::diag::Diagnostic;

/// Which white space a string keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A fact of one line: line breaks and tabs become spaces.
    Line,
    /// Text of several lines.
    Text,
}

/// What was taken out: how many characters, and the first of them with its place.
#[derive(Default)]
struct Removed {
    count: usize,
    first: Option<(char, Origin)>,
    /// Where U+FFFD stands first.
    lost: Option<Origin>,
}

/// Takes out of `draft` what text cannot have, with one warning that names the first place. `file`
/// is the path of the original, `sidecar` that of the sidecar.
pub(super) fn scrub(draft: &mut Draft, file: &str, sidecar: Option<&str>) {
    let mut removed = Removed::default();
    facts(draft, &mut removed);
    for block in &mut draft.body {
        removed.block(&mut block.value, block.origin);
    }
    if draft.body.iter().any(|b| says_nothing(&b.value)) {
        drop_what_says_nothing(draft);
    }
    for found in &mut draft.corrections {
        removed.clean(&mut found.value.text, Shape::Text, found.origin);
    }
    for found in &mut draft.dropped {
        removed.clean(&mut found.value.text, Shape::Text, found.origin);
    }
    let named = |origin: Origin| match origin {
        Origin::Original(_) => file,
        Origin::Sidecar(_) => sidecar.unwrap_or(file),
    };
    if let Some((c, origin)) = removed.first {
        let at = Place {
            line: origin.lines().first,
            byte: 0,
        };
        let said = messages::removed(named(origin), at, c, removed.count);
        draft.doubts.push(said);
    }
    // Where the bytes of the file held one already, or could not be decoded, that is said.
    let told = |d: &Diagnostic| d.kind == "lost-characters" || d.kind == "undecodable";
    if let Some(origin) = removed.lost
        && !draft.doubts.iter().any(told)
    {
        let said = messages::no_character(named(origin), origin.lines().first);
        draft.doubts.push(said);
    }
}

fn facts(draft: &mut Draft, removed: &mut Removed) {
    for fact in [
        &mut draft.headline,
        &mut draft.dateline,
        &mut draft.section,
        &mut draft.lang,
        &mut draft.source,
        &mut draft.original,
        &mut draft.slug,
        &mut draft.image,
    ] {
        removed.fact(fact, Shape::Line);
    }
    removed.fact(&mut draft.standfirst, Shape::Text);
    for list in [&mut draft.tags, &mut draft.aliases] {
        list.retain_mut(|found| {
            removed.clean(&mut found.value, Shape::Line, found.origin);
            !found.value.is_empty()
        });
    }
    draft.bylines.retain_mut(|found| {
        let (byline, origin) = (&mut found.value, found.origin);
        removed.clean(&mut byline.name, Shape::Line, origin);
        removed.part(&mut byline.role, origin);
        removed.part(&mut byline.outlet, origin);
        !byline.name.is_empty()
    });
}

/// Whether nothing of a block would be left on a page. A picture is nothing once its address was
/// refused and no caption or credit stands with it.
fn says_nothing(block: &Block) -> bool {
    match block {
        Block::Paragraph(text) | Block::Crosshead(text) => text.is_empty(),
        Block::Figure(f) => f.picture.is_none() && f.caption.is_none() && f.credit.is_none(),
        Block::Related(related) => related.headline.is_empty(),
        Block::Html { html, .. } => html.as_str().is_empty(),
    }
}

fn drop_what_says_nothing(draft: &mut Draft) {
    let (empty, kept) = std::mem::take(&mut draft.body)
        .into_iter()
        .partition(|b| says_nothing(&b.value));
    draft.body = kept;
    draft.dropped.extend(empty.into_iter().map(nothing));
    draft.dropped.sort_by_key(Found::line);
}

fn nothing(block: Found<Block>) -> Found<Dropped> {
    let (text, reason) = match block.value {
        Block::Figure(figure) => (
            figure.alt.unwrap_or_default(),
            "picture whose address cannot be published",
        ),
        _ => (String::new(), "nothing but characters that no text holds"),
    };
    Found {
        value: Dropped { text, reason },
        origin: block.origin,
        rule: block.rule,
    }
}

impl Removed {
    fn fact(&mut self, fact: &mut Option<Found<String>>, shape: Shape) {
        if let Some(found) = fact {
            self.clean(&mut found.value, shape, found.origin);
            if found.value.is_empty() {
                *fact = None;
            }
        }
    }

    fn part(&mut self, part: &mut Option<String>, origin: Origin) {
        if let Some(text) = part {
            self.clean(text, Shape::Line, origin);
            if text.is_empty() {
                *part = None;
            }
        }
    }

    fn block(&mut self, block: &mut Block, origin: Origin) {
        match block {
            Block::Paragraph(text) => self.clean(text, Shape::Text, origin),
            Block::Crosshead(text) => self.clean(text, Shape::Line, origin),
            Block::Figure(figure) => {
                self.part(&mut figure.picture, origin);
                self.part(&mut figure.alt, origin);
                self.part(&mut figure.caption, origin);
                self.part(&mut figure.credit, origin);
            }
            Block::Related(related) => {
                self.clean(&mut related.headline, Shape::Line, origin);
                self.part(&mut related.address, origin);
            }
            Block::Html { html, text, .. } => {
                self.clean(text, Shape::Text, origin);
                if html.as_str().chars().any(|c| c != LOCAL && is_bad(c)) {
                    let kept = self.kept(html.as_str(), |c| c == LOCAL, origin);
                    *html = CleanHtml::trusted(kept);
                }
            }
        }
    }

    fn clean(&mut self, text: &mut String, shape: Shape, origin: Origin) {
        if !suspicious(text.as_bytes()) {
            return;
        }
        if self.lost.is_none() && text.contains('\u{fffd}') {
            self.lost = Some(origin);
        }
        if text.chars().any(is_bad) {
            *text = self.kept(text, |_| false, origin).trim().to_owned();
        }
        if shape == Shape::Line && text.contains(BREAKS) {
            let parts = text.split(BREAKS).map(str::trim).filter(|p| !p.is_empty());
            *text = parts.collect::<Vec<_>>().join(" ");
        }
    }

    fn kept(&mut self, text: &str, may: impl Fn(char) -> bool, origin: Origin) -> String {
        let keep = |c: &char| {
            let bad = is_bad(*c) && !may(*c);
            if bad {
                self.count += 1;
                self.first.get_or_insert((*c, origin));
            }
            !bad
        };
        text.chars().filter(keep).collect()
    }
}

const BREAKS: [char; 3] = ['\n', '\r', '\t'];

fn is_bad(c: char) -> bool {
    !printable_char(c)
}

/// Whether any byte can belong to a character that is looked for; without an early exit, since
/// nearly every string goes through to its end.
fn suspicious(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |found, b| {
        found | (*b < 0x20) | (*b == 0x7f) | (*b == 0xc2) | (*b >= 0xef)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Hints, Kind, Outcome, Source, parse};
    use super::*;

    fn read(kind: Kind, text: &str, sidecar: Option<&str>) -> Draft {
        let source = Source {
            path: "content/a.x",
            kind,
            bytes: text.as_bytes(),
            sidecar: sidecar.map(|s| ("content/a.toml", s.as_bytes())),
        };
        match parse(&source, &Hints::default()) {
            Outcome::Article(draft) => *draft,
            Outcome::Refused(said) => panic!("refused: {said:?}"),
        }
    }

    fn said(draft: &Draft) -> Vec<String> {
        let ours = draft
            .doubts
            .iter()
            .filter(|d| d.kind == "control-characters");
        ours.map(ToString::to_string).collect()
    }

    fn check(draft: &Draft, place: &str) {
        let facts = format!("{:?} {:?}", draft.headline, draft.bylines);
        assert!(facts.contains("\"Lorn bridge\""), "{facts}");
        assert!(facts.contains("\"Jane Roe\""), "{facts}");
        assert_eq!(draft.tags.len(), 1, "{:?}", draft.tags);
        assert_eq!(draft.tags[0].value, "storms");
        let said = said(draft);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains(place), "{said:?}");
    }

    #[test]
    fn escapes_of_front_matter_make_no_control_characters() {
        let yaml = "---\ntitle: \"Lorn \\u0001\\u0000\\u001bbridge\\uFFFE\\uFFFF\"\nauthor: \"Jane\\tRoe\\u0008\"\n\
            tags: [\"storms\\u0003\", \"\\u0001\"]\ndate: 2021-06-16\n---\n\nText.\n";
        check(&read(Kind::Markdown, yaml, None), "content/a.x:2");
        let toml = "+++\ntitle = \"Lorn\\nbridge\\u0000\"\nauthor = \"Jane Roe\\u007F\"\n\
            tags = [\"storms\\u009F\"]\ndate = 2021-06-16\n+++\n\nText.\n";
        check(&read(Kind::Markdown, toml, None), "content/a.x:2");
    }

    #[test]
    fn a_sidecar_is_named_for_what_it_brought_in() {
        let text =
            "Lorn bridge\n\nBy Jane Roe\n\nThe bridge was shut on Friday night, they said.\n";
        let toml = "tags = [\"sto\\u0001rms\"]\n";
        check(&read(Kind::Text, text, Some(toml)), "content/a.toml:1");
    }

    #[test]
    fn entities_of_pages_and_markdown_bring_nothing_in() {
        let page = "<html><head><title>Lorn&#8; bridge</title><script type=\"application/ld+json\">\
            {\"@type\":\"NewsArticle\",\"headline\":\"Lorn\\u0001 bridge\",\"author\":{\"name\":\"Jane\\u0000 Roe\"}}\
            </script></head><body><h1>Lorn&#1; bridge</h1><p>The bridge&#1; was &#31;shut on Friday, they said.</p>\
            </body></html>";
        let markdown = "---\ntitle: Lorn bridge\n---\n\nA &#1;b&#1; &#xFFFE; *c&#27;*\n";
        for (kind, text) in [(Kind::Page, page), (Kind::Markdown, markdown)] {
            let draft = read(kind, text, None);
            let shown = format!("{draft:?}");
            for bad in ["\\u{1}", "\\u{1f}", "\\u{1b}", "\\u{8}", "\\0", "\\u{fffe}"] {
                assert!(!shown.contains(bad), "{bad}: {shown}");
            }
        }
    }

    #[test]
    fn a_picture_that_cannot_be_shown_is_dropped_by_name() {
        let markdown = "---\ntitle: Lorn bridge\n---\n\n![The bridge](javascript:x)\n\nText.\n\n![](vbscript:y)\n";
        let draft = read(Kind::Markdown, markdown, None);
        assert_eq!(draft.body.len(), 1, "{:?}", draft.body);
        let named: Vec<_> = draft.dropped.iter().map(|d| &d.value).collect();
        assert_eq!(named.len(), 2, "{named:?}");
        assert_eq!(named[0].text, "The bridge");
        assert!(named[1].reason.starts_with("picture"));
    }

    #[test]
    fn a_reference_to_no_character_is_named_once() {
        let page = "<html><head><title>Lorn &#0; bridge</title></head><body><h1>Lorn &#0; bridge</h1>\
            <p>The bridge was &#xD800; shut on Friday, they said.</p></body></html>";
        let markdown = "---\ntitle: Lorn bridge\n---\n\nA &#0; b\n\nC &#x110000; d\n";
        let front = "---\ntitle: \"Lorn \\uFFFD bridge\"\n---\n\nText.\n";
        for (kind, text, line) in [
            (Kind::Page, page, 1),
            (Kind::Markdown, markdown, 5),
            (Kind::Markdown, front, 2),
        ] {
            let doubts = read(kind, text, None).doubts;
            let said: Vec<_> = doubts
                .iter()
                .filter(|d| d.kind == "lost-characters")
                .collect();
            assert_eq!(said.len(), 1, "{doubts:?}");
            assert_eq!(said[0].line, Some(line));
        }
        let held = read(
            Kind::Markdown,
            "---\ntitle: a\n---\n\ncaf\u{fffd} &#0;\n",
            None,
        );
        let said = held.doubts.iter().filter(|d| d.kind == "lost-characters");
        assert_eq!(said.count(), 1, "{:?}", held.doubts);
    }

    #[test]
    fn clean_drafts_stay_as_they_are() {
        let text = "---\ntitle: A £5 note\n---\n\nA [link](b.md)\n![p](p.png)\n";
        let draft = read(Kind::Markdown, text, None);
        let mut again = draft.clone();
        scrub(&mut again, "a", None);
        assert_eq!(draft, again);
        assert!(format!("{:?}", draft.body).contains("\\u{1}b.md\\u{1}"));
    }
}
