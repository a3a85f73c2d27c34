//! What lists need of an article: its facts, without its body.

use super::alias::{Alias, address_key};
use crate::date::When;
use crate::parse::{Block, Correction, Draft, Kind};
use crate::path::SitePath;
use crate::story::Sketch;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};

/// An article as every page but its own sees it. About a kilobyte; an archive holds these and no
/// bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its file, relative to the content folder, with `/` between the parts.
    pub file: Arc<str>,
    /// Its headline, or where it has none the name of its file.
    pub headline: Box<str>,
    /// Whether the headline is the article's own.
    pub has_headline: bool,
    /// Its standfirst, or where it has none the beginning of its first paragraph.
    summary: Option<Box<str>>,
    has_standfirst: bool,
    /// Who wrote it: the names alone, since their roles and outlets stand on its own page only.
    pub bylines: Box<[Box<str>]>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
    /// Its section.
    pub section: Option<Box<str>>,
    /// Its tags.
    pub tags: Box<[Box<str>]>,
    /// The outlet it appeared in.
    pub source: Option<Box<str>>,
    /// Its language, where stated.
    pub lang: Option<Box<str>>,
    /// Its lead picture, as the original refers to it.
    pub picture: Option<Box<str>>,
    /// The end of its address that the author or the file's name asks for, cleaned.
    pub slug: Box<str>,
    /// Whether the author asks for that slug in so many words.
    pub slug_is_stated: bool,
    /// The key of the address of the web at which it says it appeared.
    pub address: Option<u64>,
    /// What few articles have, where this one has some of it.
    seldom: Option<Box<Seldom>>,
    /// Whether it may be grouped with others that it does not name.
    pub related: bool,
    /// What it is about, for finding its story; nothing where stories are not wanted.
    pub sketch: Option<Box<Sketch>>,
}

/// What few articles have: apart from their cards, so that the others need no room for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seldom {
    /// Addresses of this site that lead on to it.
    pub aliases: Vec<Alias>,
    /// Its corrections.
    pub corrections: Vec<Correction>,
    /// Names of the places in its text that links can lead to, sorted.
    pub anchors: Vec<Box<str>>,
    /// What search engines are asked: `noindex` and the like.
    pub robots: Option<Box<str>>,
    /// Why it was withdrawn, empty where no reason is given; then its date and its address are all that
    /// is known of it.
    pub withdrawn: Option<Box<str>>,
    /// The key of the headline that it had before it was withdrawn, or a name in it became initials.
    pub former: Option<u64>,
    /// The story that it says it belongs to.
    pub story: Option<Box<str>>,
}

impl Seldom {
    fn of(draft: &Draft) -> Self {
        let boxed = |f: &crate::parse::Found<String>| f.value.as_str().into();
        Seldom {
            aliases: aliases(draft),
            corrections: draft.corrections.iter().map(|c| c.value.clone()).collect(),
            anchors: super::anchor::anchors(draft),
            robots: draft.robots.as_ref().map(boxed),
            withdrawn: draft.withdrawn.as_ref().map(boxed),
            former: None,
            story: draft.story.as_ref().map(boxed),
        }
    }

    fn boxed(self) -> Option<Box<Self>> {
        (self != NOTHING).then(|| Box::new(self))
    }
}

/// What most articles have of it.
static NOTHING: Seldom = Seldom {
    aliases: Vec::new(),
    corrections: Vec::new(),
    anchors: Vec::new(),
    robots: None,
    withdrawn: None,
    former: None,
    story: None,
};

/// Longest excerpt, in characters.
const EXCERPT: usize = 200;

impl Card {
    /// What it is about, as far as that is told.
    pub fn sketch(&self) -> &Sketch {
        static NONE: LazyLock<Sketch> = LazyLock::new(Sketch::default);
        self.sketch.as_deref().unwrap_or(&NONE)
    }

    /// The card of a draft. `file` is relative to the content folder.
    pub fn new(file: Arc<str>, kind: Kind, draft: &Draft, default_source: Option<&str>) -> Self {
        let boxed = |f: &crate::parse::Found<String>| f.value.as_str().into();
        let standfirst: Option<Box<str>> = draft.standfirst.as_ref().map(boxed);
        let headline = draft
            .headline
            .as_ref()
            .map_or_else(|| stem(&file).into(), boxed);
        let stated = draft
            .slug
            .as_ref()
            .map(|s| super::slug::slug(&s.value))
            .filter(|s| !s.is_empty());
        let slug = stated
            .clone()
            .unwrap_or_else(|| match (kind, &draft.headline) {
                // Users of Markdown generators know their file's name as its address; the name of a saved
                // clip or page says little.
                (Kind::Markdown, _) | (_, None) => super::slug::slug(named(&file)),
                (Kind::Text | Kind::Page, Some(h)) => super::slug::slug(&h.value),
            });
        Card {
            file,
            headline,
            has_headline: draft.headline.is_some(),
            has_standfirst: standfirst.is_some(),
            summary: standfirst.or_else(|| first_words(draft)),
            bylines: draft
                .bylines
                .iter()
                .map(|b| b.value.name.as_str().into())
                .collect(),
            published: draft.published.as_ref().map(|p| p.value),
            updated: draft.updated.as_ref().map(|u| u.value),
            section: draft.section.as_ref().map(boxed),
            tags: draft.tags.iter().map(boxed).collect(),
            source: draft
                .source
                .as_ref()
                .map(boxed)
                .or_else(|| default_source.map(Into::into)),
            lang: draft.lang.as_ref().map(boxed),
            picture: draft
                .image
                .as_ref()
                .map(boxed)
                .or_else(|| first_picture(draft)),
            slug: slug.into(),
            slug_is_stated: stated.is_some(),
            address: draft.original.as_ref().and_then(|o| address_key(&o.value)),
            seldom: Seldom::of(draft).boxed(),
            related: draft.related.as_ref().is_none_or(|r| r.value),
            sketch: None,
        }
    }

    /// What few articles have, as far as this one has it.
    pub fn seldom(&self) -> &Seldom {
        self.seldom.as_deref().unwrap_or(&NOTHING)
    }

    /// Gives it other facts of those.
    pub fn set_seldom(&mut self, seldom: Seldom) {
        self.seldom = seldom.boxed();
    }

    /// Whether search engines are asked to leave it out.
    pub fn is_unlisted(&self) -> bool {
        let words = self
            .seldom()
            .robots
            .as_deref()
            .unwrap_or_default()
            .split(',');
        words
            .map(str::trim)
            .any(|w| matches!(w, "noindex" | "none"))
    }

    /// Whether its text has a place of this name.
    pub fn has_anchor(&self, name: &str) -> bool {
        let anchors = &self.seldom().anchors;
        anchors.binary_search_by(|a| (**a).cmp(name)).is_ok()
    }

    /// What says in a sentence what the article is about, in its own words.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Its standfirst.
    pub fn standfirst(&self) -> Option<&str> {
        self.summary().filter(|_| self.has_standfirst)
    }

    /// The beginning of its first paragraph, where it has no standfirst.
    pub fn excerpt(&self) -> Option<&str> {
        self.summary().filter(|_| !self.has_standfirst)
    }
}

/// An article of the archive: a card with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The facts.
    pub card: Box<Card>,
    /// Where its page stands in the site.
    pub path: SitePath,
}

fn aliases(draft: &Draft) -> Vec<Alias> {
    let all = draft.aliases.iter();
    all.filter_map(|found| Alias::new(&found.value, found.line(), false))
        .collect()
}

/// The file's name without folders and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The name that a Markdown generator would take for the address: the file's, or its folder's where
/// the file is called `index` (a Hugo page bundle), without a leading date as Jekyll writes it.
fn named(file: &str) -> &str {
    let mut name = stem(file);
    if name == "index" || name == "_index" {
        name = file.rsplit('/').nth(1).unwrap_or(name);
    }
    let bytes = name.as_bytes();
    let dated = bytes.len() > 11
        && bytes[..10].iter().enumerate().all(|(i, b)| {
            if i == 4 || i == 7 {
                *b == b'-'
            } else {
                b.is_ascii_digit()
            }
        })
        && matches!(bytes[10], b'-' | b'_' | b' ');
    if dated { &name[11..] } else { name }
}

fn first_picture(draft: &Draft) -> Option<Box<str>> {
    draft.body.iter().find_map(|block| match &block.value {
        Block::Figure(figure) => figure.picture.as_deref().map(Into::into),
        _ => None,
    })
}

fn first_words(draft: &Draft) -> Option<Box<str>> {
    draft.body.iter().find_map(|block| match &block.value {
        Block::Paragraph(text)
        | Block::Html {
            text,
            paragraph: true,
            ..
        } if !text.trim().is_empty() => Some(cut(text.trim(), EXCERPT).into()),
        _ => None,
    })
}

/// At most `limit` characters of `text`, cut at a word and marked with an ellipsis.
pub fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let at = head
        .rfind(char::is_whitespace)
        .filter(|at| *at > end / 2)
        .unwrap_or(end);
    format!(
        "{}\u{2026}",
        head[..at]
            .trim_end_matches(|c: char| c.is_whitespace() || ",;:\u{2013}\u{2014}-".contains(c))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_files_are_named_as_their_generators_do() {
        for (file, want) in [
            ("posts/2021-06-16-summit.md", "summit"),
            ("posts/summit/index.md", "summit"),
            ("summit.v2.md", "summit.v2"),
            ("2021-06-16.md", "2021-06-16"),
        ] {
            assert_eq!(named(file), want, "{file}");
        }
    }

    #[test]
    fn excerpts_end_at_a_word() {
        assert_eq!(cut("short", 10), "short");
        assert_eq!(cut("one two three, four", 15), "one two three\u{2026}");
        assert_eq!(
            cut(&"\u{e9}".repeat(30), 10),
            format!("{}\u{2026}", "\u{e9}".repeat(10))
        );
    }
}
