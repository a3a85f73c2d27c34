//! From what an original says to what the public may see of it. Pure.
//!
//! The one step between parsing and everything else: names that are to be initials are initials, what
//! is withdrawn is gone, what may be shown in part only is cut. Cards, pages, lists, feeds, exports
//! and indexes are made of what comes out here, so none of them can show more.

mod html;
mod names;
mod rewrite;
mod spelling;
mod stream;

#[cfg(test)]
mod tests;

pub(crate) use names::Names;

use crate::archive::{Card, Seldom, cut, headline_key};
use crate::date::When;
use crate::diag::Diagnostic;
use crate::parse::{Block, Draft, Found, Kind, Rights};
use crate::settings::Settings;
use std::sync::Arc;

/// Most characters of an excerpt's paragraph. A text that was saved without breaks is one paragraph,
/// and an excerpt must not be all of it.
const LONGEST: usize = 1_000;

/// What becomes of an article.
#[derive(Debug)]
pub(crate) enum Release {
    /// It has a page: its own, or where it was withdrawn one that says so.
    Public(Public),
    /// Nothing of it is published, with the line that says so where there is one.
    Private(Option<u32>),
}

/// What the public may see.
#[derive(Debug)]
pub(crate) struct Public {
    /// The article. Of a withdrawn one nothing but its date, the reason and what its address was made of.
    pub(crate) draft: Box<Draft>,
    /// Whether more was in the original than may be shown.
    pub(crate) limited: bool,
    /// Names that are shown as initials.
    pub(crate) names: Names,
    /// The key of its headline where that is shown no more.
    former: Option<u64>,
    /// Names that were asked for and that the article does not have.
    unmet: Vec<Found<String>>,
}

/// Takes out of `draft` what the article, its section or the archive does not let the public see.
/// `own` tells its own names (of [`names_of`]) from none.
pub(crate) fn publish(mut draft: Box<Draft>, settings: &Settings) -> Release {
    let rights = rights(&draft, settings);
    if rights == Rights::Private && draft.withdrawn.is_none() {
        return Release::Private(draft.rights.as_ref().map(Found::line));
    }
    let corrected = draft
        .corrections
        .iter()
        .filter_map(|c| c.value.date)
        .max_by(When::compare);
    if let Some(date) = corrected {
        update(&mut draft, date);
    }
    let own = std::mem::take(&mut draft.anonymise);
    let asked = own.iter().map(|n| n.value.as_str());
    let names = Names::new(asked.chain(settings.anonymise.iter().map(String::as_str)));
    let headline = draft.headline.as_ref().map(|h| h.value.clone());
    let met = rewrite::anonymise(&mut draft, &names);
    let unmet: Vec<_> = own
        .into_iter()
        .zip(met)
        .filter_map(|(name, met)| (!met).then_some(name))
        .collect();
    let limited = !names.is_empty() || rights != Rights::Full || draft.withdrawn.is_some();
    if draft.withdrawn.is_some() {
        draft = Box::new(tombstone(*draft));
    } else if rights == Rights::Excerpt {
        excerpt(&mut draft);
    }
    draft.dropped.clear();
    let shown = draft.headline.as_ref().map(|h| &h.value);
    let gone = draft.withdrawn.is_some() || shown != headline.as_ref();
    let former = headline.filter(|_| gone).map(|h| headline_key(&h));
    Release::Public(Public {
        draft,
        limited,
        names,
        former,
        unmet,
    })
}

impl Public {
    /// The card of the article in `file`.
    pub(crate) fn card(&self, file: Arc<str>, kind: Kind, default_source: Option<&str>) -> Card {
        let mut card = Card::new(file, kind, &self.draft, default_source);
        // Parts that are drawn from the file's own name, which no rewriting of the draft reaches.
        if !self.names.is_empty() {
            card.slug = self.names.slug(&card.slug).into();
            if !card.has_headline
                && let Some(shown) = self.names.text(&card.headline)
            {
                card.headline = shown.into();
            }
        }
        if self.former.is_some() {
            card.set_seldom(Seldom {
                former: self.former,
                ..card.seldom().clone()
            });
        }
        if self.draft.withdrawn.is_some() {
            card.headline = "".into();
            card.source = None;
        }
        card
    }

    /// What there is to say about the limits. `path` is the file as the user knows it.
    pub(crate) fn said(&self, path: &str) -> Vec<Diagnostic> {
        let mut said: Vec<_> = self
            .unmet
            .iter()
            .map(|name| Diagnostic::name_not_met(path, &name.value))
            .collect();
        if let Some(reason) = &self.draft.withdrawn {
            said.push(Diagnostic::withdrawn(path, reason.line()));
        } else if self.draft.is_excerpt() && self.draft.original.is_none() {
            said.push(Diagnostic::excerpt_without_original(path));
        }
        said
    }
}

/// The article's own word counts before its section's, and that before the archive's.
fn rights(draft: &Draft, settings: &Settings) -> Rights {
    if let Some(own) = &draft.rights {
        return own.value;
    }
    let section = draft
        .section
        .as_ref()
        .map(|s| crate::archive::fold(&s.value));
    let of_section = section.and_then(|section| {
        let mut all = settings.section_rights.iter();
        all.find(|(name, _)| crate::archive::fold(name) == section)
    });
    of_section.map_or(settings.rights, |(_, rights)| *rights)
}

/// An article was last changed when it was last corrected, if it does not say later.
fn update(draft: &mut Draft, corrected: When) {
    let same_day = |w: &When| w.date().is_some() && w.date() == corrected.date();
    let known = draft.updated.as_ref().map(|u| &u.value);
    if known.is_none_or(|w| w.compare(&corrected).is_lt() && !same_day(w)) {
        let line = draft.corrections.first().map_or(1, Found::line);
        let lines = crate::parse::Lines::one(line);
        draft.updated = Some(Found::new(corrected, lines, "date of its correction"));
    }
}

/// What is left of a withdrawn article: the reason, and what its address is made of.
fn tombstone(draft: Draft) -> Draft {
    Draft {
        headline: draft.headline,
        published: draft.published,
        slug: draft.slug,
        aliases: draft.aliases,
        withdrawn: draft.withdrawn,
        ..Draft::default()
    }
}

/// Headline, facts and first paragraph. That is given as plain text: links and pictures belong to
/// what is withheld.
fn excerpt(draft: &mut Draft) {
    let first = draft.body.iter().find_map(|block| {
        let text = match &block.value {
            Block::Paragraph(text)
            | Block::Html {
                text,
                paragraph: true,
                ..
            } => text.trim(),
            _ => return None,
        };
        let text = text.split("\n\n").next().unwrap_or_default();
        (!text.is_empty()).then(|| Found {
            value: Block::Paragraph(cut(text, LONGEST)),
            ..block.clone()
        })
    });
    draft.body = first.into_iter().collect();
    draft.image = None;
    draft.not_before = None;
    let lines = crate::parse::Lines::one(1);
    draft.rights = Some(Found::new(Rights::Excerpt, lines, "rights"));
}
