//! What each page depends on, as one number: equal numbers, equal bytes.
//!
//! A fingerprint covers everything that goes into a page: the article's file, the cards it shows, the
//! templates, the settings and the program's version. Lists are hashed as they are planned, with
//! each article's digest in place of its row, so that nothing that a list shows can be forgotten here.

use super::pages::Listed;
use super::plan::{FeedOf, Page, Planned};
use super::view::List;
use super::{Plan, Site, links, pages};
use crate::archive::{Archive, ArticleId, TermKind};
use serde::Serialize;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;
use std::io;
use std::sync::OnceLock;

/// A digest of 128 bits.
pub type Fingerprint = u128;

/// A hasher of whatever can be serialised.
#[derive(Debug)]
pub struct Digest {
    hasher: SipHasher13,
    /// What it has not taken in yet: values are serialised in many small pieces.
    ahead: [u8; TOGETHER],
    /// How many bytes of it there are.
    len: usize,
}

/// Pieces are taken in together when there are so many bytes of them.
const TOGETHER: usize = 1 << 9;

impl Default for Digest {
    fn default() -> Self {
        Digest {
            hasher: SipHasher13::default(),
            ahead: [0; TOGETHER],
            len: 0,
        }
    }
}

impl Digest {
    /// The digest of one value.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Fingerprint {
        let mut digest = Digest::default();
        digest.add(value);
        digest.finish()
    }

    /// The digest of bytes as they stand.
    pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
        let mut digest = Digest::default();
        digest.add_bytes(bytes);
        digest.finish()
    }

    /// Takes bytes in as they stand.
    pub fn add_bytes(&mut self, bytes: &[u8]) {
        if let Some(room) = self.ahead.get_mut(self.len..self.len + bytes.len()) {
            room.copy_from_slice(bytes);
            self.len += bytes.len();
            return;
        }
        self.hasher.write(&self.ahead[..self.len]);
        self.len = 0;
        self.hasher.write(bytes);
    }

    /// Takes a value in. Its serialised form is what counts, so that two values that are equal to a
    /// reader are equal here.
    pub fn add<T: Serialize + ?Sized>(&mut self, value: &T) {
        // Nothing that is hashed here can fail to serialise; if it did, the mark would still differ
        // from that of any value.
        if postcard::to_io(value, &mut *self).is_err() {
            self.add_bytes(&[0xff]);
        }
    }

    /// The digest.
    pub fn finish(&self) -> Fingerprint {
        let mut hasher = self.hasher;
        hasher.write(&self.ahead[..self.len]);
        hasher.finish128().as_u128()
    }
}

impl io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add_bytes(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a card's own file says of it, beyond what lists show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct SourceDigest {
    /// Of the bytes of the original and its sidecar.
    pub content: Fingerprint,
    /// References and headlines in its text that may lead to other articles or files.
    pub mentions: Box<[Box<str>]>,
    /// Of its words, for the search index; 0 where there is none.
    pub words: Fingerprint,
}

/// Digests of articles' rows, each made once and when it is asked for.
#[derive(Debug)]
pub struct Rows<'a> {
    site: &'a Site,
    /// Halves of them, since there are as many as articles: that a change of one goes unseen is as good as impossible.
    all: Vec<OnceLock<u64>>,
}

impl<'a> Rows<'a> {
    /// Digests of all rows.
    pub fn new(site: &'a Site) -> Self {
        let all = site.archive.articles().iter();
        Rows {
            site,
            all: all.map(|_| OnceLock::new()).collect(),
        }
    }

    fn get(&self, id: ArticleId) -> u64 {
        let row = || row(self.site, id) as u64;
        self.all
            .get(id.index())
            .map_or_else(row, |slot| *slot.get_or_init(row))
    }
}

/// The digest of all that [`super::lists::item`] is made of. Dates are shown as the settings have them.
fn row(site: &Site, id: ArticleId) -> Fingerprint {
    let article = site.archive.get(id);
    let card = &article.card;
    let mut digest = Digest::default();
    digest.add(&(
        &article.path,
        &card.headline,
        card.standfirst(),
        site.foreign(card),
        &card.published,
    ));
    for kind in [TermKind::Byline, TermKind::Section] {
        terms(&mut digest, &site.archive, id, kind);
    }
    digest.add(&super::stories::also(site, id));
    digest.finish()
}

/// Adds the names and addresses of an article's terms.
fn terms(digest: &mut Digest, archive: &Archive, id: ArticleId, kind: TermKind) {
    let terms = archive.terms(kind);
    digest.add(&terms.of(id).len());
    for term in terms.of(id) {
        digest.add(&(&terms.get(*term).name, terms.path(*term)));
    }
}

/// Everything that fingerprints are made from.
pub struct Prints<'a> {
    /// The site.
    pub site: &'a Site,
    /// The plan.
    pub plan: &'a Plan,
    /// Digests of rows.
    pub rows: &'a Rows<'a>,
    /// Of the program, the settings and what all pages show.
    pub common: Fingerprint,
    /// Of a template and all that it uses.
    pub template: &'a (dyn Fn(&str) -> Fingerprint + Sync),
    /// Of an article's file.
    pub source: &'a (dyn Fn(ArticleId) -> Option<&'a SourceDigest> + Sync),
    /// Of a static file or asset, for the page that is its copy.
    pub copy: &'a (dyn Fn(Page) -> Option<Fingerprint> + Sync),
}

impl Prints<'_> {
    /// The fingerprint of a page; `None` for one that must be made anew. `list` is what the page lists.
    pub fn of(&self, planned: &Planned, list: Option<&mut Listed>) -> Option<Fingerprint> {
        let mut digest = Digest::default();
        digest.add(&self.common);
        digest.add(planned.path.as_str());
        let template = |digest: &mut Digest, name: &str| digest.add(&(self.template)(name));
        match planned.page {
            Page::Article(id) => {
                template(&mut digest, "article.html");
                self.article(&mut digest, id)?;
            }
            Page::Feed(of) => self.feed(&mut digest, of),
            Page::JsonFeed => self.feed(&mut digest, FeedOf::Archive),
            Page::CorrectionsFeed => self.corrections(&mut digest),
            Page::Data(part, _) => self.data(&mut digest, part)?,
            Page::DataPackage => digest.add(&super::data::data_package(self.site)),
            Page::Sitemap(number) => self.addresses(&mut digest, number),
            Page::SitemapIndex => digest.add(&self.site.archive.articles().len()),
            // The name of a file of the index is drawn from its content.
            Page::Robots | Page::NoJekyll | Page::Index(_) => {}
            Page::Static(_) | Page::Asset(_) => digest.add(&(self.copy)(planned.page)?),
            _ => {
                if let Some(Listed(name, list)) = list {
                    template(&mut digest, name);
                    self.list(&mut digest, list);
                } else {
                    let view = pages::view(self.site, planned, None, true)?;
                    template(&mut digest, view.template);
                    // A flattened view is a map of unknown length, which only a self-describing format
                    // can write; these pages are few.
                    digest.add(&serde_json::to_string(&view).ok()?);
                }
            }
        }
        Some(digest.finish())
    }

    /// A list, with the digests of its articles for themselves.
    fn list(&self, digest: &mut Digest, list: &mut List<ArticleId>) {
        let groups = std::mem::take(&mut list.groups);
        digest.add(list);
        for group in &groups {
            digest.add(&(&group.label, &group.path, group.items.len()));
            for id in &group.items {
                digest.add(&self.rows.get(*id));
            }
        }
        list.groups = groups;
    }

    fn article(&self, digest: &mut Digest, id: ArticleId) -> Option<()> {
        let source = (self.source)(id)?;
        let archive = &self.site.archive;
        let article = archive.get(id);
        digest.add(&source.content);
        digest.add(&self.rows.get(id));
        // The row has the others.
        for kind in [TermKind::Tag, TermKind::Source] {
            terms(digest, archive, id, kind);
        }
        let (older, newer) = archive.neighbours(id);
        // Their rows say more than is shown of them, and are known already.
        for neighbour in [older, newer] {
            digest.add(&neighbour.map(|n| self.rows.get(n)));
        }
        digest.add(&super::stories::so_far(self.site, id));
        for mention in &source.mentions {
            if let Some(headline) = mention.strip_prefix(crate::parse::LOCAL) {
                let shown = archive.formerly(headline);
                digest.add(&shown.map(|id| id.map(|id| &archive.get(id).card.headline)));
            }
            digest.add(&links::mentioned(
                archive,
                &self.site.assets,
                &article.card.file,
                mention,
            ));
        }
        Some(())
    }

    fn feed(&self, digest: &mut Digest, of: FeedOf) {
        digest.add(&(
            super::feed::title(self.site, of),
            super::feed::links(self.site, of),
        ));
        for id in super::feed::members(self.site, of) {
            let card = &self.site.archive.get(id).card;
            digest.add(&self.rows.get(id));
            digest.add(&(
                &card.updated,
                &card.tags,
                card.summary(),
                &card.lang,
                &card.source,
            ));
        }
    }

    fn corrections(&self, digest: &mut Digest) {
        for (id, _) in self.site.archive.corrections() {
            let article = self.site.archive.get(*id);
            let card = &article.card;
            digest.add(&(
                &article.path,
                &card.headline,
                &card.seldom().corrections,
                &card.updated,
                &card.published,
            ));
        }
    }

    /// The files of a part, their addresses, and with the settings all that is made of them.
    fn data(&self, digest: &mut Digest, part: u32) -> Option<()> {
        for id in super::data::data_members(self.site, part) {
            digest.add(&(&self.site.archive.get(id).path, (self.source)(id)?.content));
        }
        Some(())
    }

    fn addresses(&self, digest: &mut Digest, number: u32) {
        for (planned, id) in super::feed::addresses(self.site, self.plan, number) {
            let card = &self.site.archive.get(id).card;
            digest.add(&(&planned.path, &card.published, &card.updated));
        }
    }
}
