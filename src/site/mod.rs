//! What the site consists of: which pages there are, where they stand, and what their templates may
//! see. Pure; knows neither disk nor templates.

mod article;
mod body;
mod bytes;
mod chart;
mod cite;
mod corrections;
mod data;
mod dates;
mod distinct;
mod feed;
mod fingerprint;
mod front;
mod lang;
mod links;
mod lists;
mod meta;
mod moved;
mod pages;
mod paging;
mod plan;
mod rows;
mod search;
mod stories;
mod terms;
mod view;

pub use article::article;
pub use corrections::corrections_feed;
pub use data::{Format, Table, data_members, data_package};
pub use dates::DateStyle;
pub use feed::{SITEMAP_LIMIT, atom, json_feed, robots, sitemap, sitemap_index};
pub use fingerprint::{Digest, Fingerprint, Prints, Rows, SourceDigest};
pub use links::{Asset, Assets, local_files, mentions};
pub use moved::Unserved;
pub use pages::{Listed, listed, view};
pub use paging::Part;
pub use plan::{FeedOf, Mover, Page, Plan, Planned};
pub use view::{SiteView, View};

use crate::archive::{Archive, TermKind};
use crate::settings::Settings;
use crate::story::{Before, Stories};
use terms::Alphabet;

/// Everything that a page can be made of. Immutable; every page is a function of this and its number
/// in the plan.
#[derive(Debug)]
pub struct Site {
    /// The archive.
    pub archive: Archive,
    /// The settings.
    pub settings: Settings,
    /// Pictures, PDFs and other files beside the articles.
    pub assets: Assets,
    /// How dates are written.
    pub dates: DateStyle,
    /// Articles of the same running events; none where they are not wanted.
    pub stories: Stories,
    /// Terms in the order of the alphabet, by kind.
    alphabets: [Alphabet; 4],
    /// The search index; of no files where there is no search, or nothing is written.
    pub index: crate::search::Index,
}

impl Site {
    /// Puts the parts together.
    pub fn new(archive: Archive, settings: Settings, assets: Assets) -> Self {
        let site = Site::plain(archive, settings, assets);
        Site {
            stories: site.grouped(None),
            ..site
        }
    }

    /// The same without stories, which [`Site::grouped`] finds, and which the search index does not need.
    pub fn plain(archive: Archive, settings: Settings, assets: Assets) -> Self {
        Site {
            alphabets: TermKind::ALL.map(|kind| Alphabet::new(archive.terms(kind), kind)),
            dates: DateStyle::new(&settings.lang, settings.timezone),
            stories: Stories::default(),
            archive,
            settings,
            assets,
            index: crate::search::Index::default(),
        }
    }

    /// Its stories, found with less work where it is told what an earlier build knew of them.
    pub fn grouped(&self, before: Option<&Before>) -> Stories {
        match self.settings.stories {
            true => Stories::again(&self.archive, before),
            false => Stories::default(),
        }
    }

    /// The language of an article, where it is not the archive's.
    fn foreign<'a>(&self, card: &'a crate::archive::Card) -> Option<&'a str> {
        let lang = card.lang.as_deref();
        lang.filter(|l| !l.eq_ignore_ascii_case(&self.settings.lang))
    }

    fn alphabet(&self, kind: TermKind) -> &Alphabet {
        &self.alphabets[kind as usize]
    }

    /// Whether readers can search it.
    pub fn is_searchable(&self) -> bool {
        self.settings.search && !self.archive.articles().is_empty()
    }

    /// Whether the site exports its articles as data.
    pub fn has_data(&self) -> bool {
        self.settings.exports && !self.archive.articles().is_empty()
    }
}
