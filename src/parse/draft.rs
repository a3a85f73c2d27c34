//! What parsing returns: the facts that a file states, each with its place and the rule that found
//! it, and the doubts.
//!
//! A [`Draft`] is immutable once a parser has returned it. Nothing in it is guessed: a field that the
//! file does not state is `None` or empty.

use crate::date::When;
use crate::diag::Diagnostic;
use serde::{Deserialize, Serialize};

/// Lines of the original, counted from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lines {
    /// First line.
    pub first: u32,
    /// Last line.
    pub last: u32,
}

impl Lines {
    /// A single line.
    pub fn one(line: u32) -> Self {
        Lines {
            first: line,
            last: line,
        }
    }
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// In the article's own file.
    Original(Lines),
    /// In the `NAME.toml` beside it.
    Sidecar(Lines),
}

impl Origin {
    /// The lines, in whichever file.
    pub fn lines(self) -> Lines {
        match self {
            Origin::Original(l) | Origin::Sidecar(l) => l,
        }
    }
}

/// A value that was read, where it stands, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub origin: Origin,
    /// The rule in words that an editor understands: "date line with update", "front matter `date`".
    #[serde(skip)]
    pub rule: &'static str,
}

impl<T> Found<T> {
    /// A value found in the original.
    pub fn new(value: T, lines: Lines, rule: &'static str) -> Self {
        Found {
            value,
            origin: Origin::Original(lines),
            rule,
        }
    }

    /// A value found in the sidecar.
    pub fn in_sidecar(value: T, lines: Lines, rule: &'static str) -> Self {
        Found {
            value,
            origin: Origin::Sidecar(lines),
            rule,
        }
    }

    /// First line of its place.
    pub fn line(&self) -> u32 {
        self.origin.lines().first
    }
}

/// Who wrote an article: one person or agency.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Byline {
    /// The name as printed, without "By", role and outlet; never empty.
    pub name: String,
    /// What the person is ("Health correspondent").
    pub role: Option<String>,
    /// Whom the person works for, where the byline says so.
    pub outlet: Option<String>,
}

/// Text under a picture, and who made the picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The picture as the original refers to it; `None` where only the caption survived, as in
    /// scraped text.
    pub picture: Option<String>,
    /// Text for readers who do not see the picture.
    pub alt: Option<String>,
    /// The caption, without the credit.
    pub caption: Option<String>,
    /// The credit, without its label ("Picture:", "Credit:").
    pub credit: Option<String>,
}

/// A link to another article, as the page showed it ("Read more: …").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The headline that was shown.
    pub headline: String,
    /// The address, where the original had one.
    pub address: Option<String>,
}

/// How much of an article may be shown to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rights {
    /// All of it.
    Full,
    /// Headline, facts and first paragraph, with a link to the original.
    Excerpt,
    /// Nothing: it stays in the folder for its owner.
    Private,
}

/// A correction or clarification that the article carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made, where that is stated.
    pub date: Option<When>,
    /// What was corrected.
    pub text: String,
}

/// HTML that is safe to publish: balanced, of an allowlist, without anything executable.
///
/// Local references (a picture beside the file, a link to another article) stand between two
/// U+0001, so that the site can put the right address in their place: `<img
/// src="\u{1}tower.png\u{1}" alt="">`. No other control character is ever inside. Only `parse` makes
/// values of this type, or reads back those that it made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CleanHtml(String);

/// The mark on both sides of a local reference in [`CleanHtml`].
pub const LOCAL: char = '\u{1}';

impl CleanHtml {
    /// Takes HTML that the caller has cleaned.
    pub(in crate::parse) fn trusted(html: String) -> Self {
        CleanHtml(html)
    }

    /// The same with other text in some places, in order. What is put in must be escaped text, and
    /// what is taken out text, attributes or tags of elements without content.
    pub(crate) fn edited(&self, edits: &[(std::ops::Range<usize>, String)]) -> Self {
        let mut out = String::with_capacity(self.0.len());
        let mut done = 0;
        for (range, instead) in edits {
            out.push_str(self.0.get(done..range.start).unwrap_or_default());
            out.push_str(instead);
            done = done.max(range.end);
        }
        out.push_str(self.0.get(done..).unwrap_or_default());
        CleanHtml(out)
    }

    /// The HTML, local references between U+0001.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A piece of the body, in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph of plain text.
    Paragraph(String),
    /// A sub-heading in the body, plain text.
    Crosshead(String),
    /// A picture, or what is left of one.
    Figure(Figure),
    /// A related link that stood between paragraphs.
    Related(Related),
    /// Anything with markup: paragraphs with links and emphasis, lists, tables, quotations.
    Html {
        /// What to publish.
        html: CleanHtml,
        /// The same as plain text, for excerpts, search and `inspect`; empty for a rule or the like.
        text: String,
        /// Whether it counts as a paragraph of the story (a heading does not).
        paragraph: bool,
    },
}

/// A line that is not part of the article, with the reason why it was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The line as it stood.
    pub text: String,
    /// Why: "share bar", "newsletter block", "repeated caption" …
    pub reason: &'static str,
}

/// Everything that one original says. Written and read back, it has lost its rules, its doubts and what
/// was left out, which nobody asks for after parsing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// The headline.
    pub headline: Option<Found<String>>,
    /// The standfirst (US: deck).
    pub standfirst: Option<Found<String>>,
    /// Who wrote it, in the order printed.
    pub bylines: Vec<Found<Byline>>,
    /// Place and agency at the head of the text; never the publication date.
    pub dateline: Option<Found<String>>,
    /// When it was published.
    pub published: Option<Found<When>>,
    /// When it was last changed, as it says itself.
    pub updated: Option<Found<When>>,
    /// The section it stood in.
    pub section: Option<Found<String>>,
    /// Its tags, in the order given.
    pub tags: Vec<Found<String>>,
    /// BCP 47 tag of its language, where stated.
    pub lang: Option<Found<String>>,
    /// The outlet it appeared in.
    pub source: Option<Found<String>>,
    /// The address it was published at.
    pub original: Option<Found<String>>,
    /// The last part of the address that the author asks for.
    pub slug: Option<Found<String>>,
    /// Older addresses.
    pub aliases: Vec<Found<String>>,
    /// The lead picture, as the original refers to it.
    pub image: Option<Found<String>>,
    /// Corrections and clarifications.
    pub corrections: Vec<Found<Correction>>,
    /// `true` where the author says that it is not to be published.
    pub draft: Option<Found<bool>>,
    /// What search engines are asked: `noindex` and the like.
    pub robots: Option<Found<String>>,
    /// Names of which the public sees initials only.
    pub anonymise: Vec<Found<String>>,
    /// Why it was withdrawn; empty where no reason is given.
    pub withdrawn: Option<Found<String>>,
    /// How much of it may be shown, where it says so itself.
    pub rights: Option<Found<Rights>>,
    /// The story that it says it belongs to.
    pub story: Option<Found<String>>,
    /// `false` where it is not to be grouped with others.
    pub related: Option<Found<bool>>,
    /// The story itself.
    pub body: Vec<Found<Block>>,
    /// What was left out, and why.
    #[serde(skip)]
    pub dropped: Vec<Found<Dropped>>,
    /// The earliest day that an undated article can be from: the latest full date its text mentions.
    /// A hint for the archivist, never a value.
    pub not_before: Option<Found<When>>,
    /// What is doubtful, for the user to read. `file` is the original's or the sidecar's path.
    #[serde(skip)]
    pub doubts: Vec<Diagnostic>,
}

impl Draft {
    /// Whether its beginning only may be shown.
    pub(crate) fn is_excerpt(&self) -> bool {
        let rights = self.rights.as_ref();
        rights.is_some_and(|r| r.value == Rights::Excerpt)
    }
}
