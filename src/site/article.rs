//! An article's own page.

use super::Site;
use super::body;
use super::cite::{Cited, citations};
use super::links::{Target, archived, resolve};
use super::lists::terms_of;
use super::meta::{self, Place};
use super::stories;
use super::view::{
    ArticleView, Author, Content, CorrectionView, FeedLink, Head, ItemTerm, Labelled, Neighbour,
    Picture, RelatedView, View,
};
use crate::archive::{Article, ArticleId, TermKind};
use crate::date::{When, digits};
use crate::diag::Diagnostic;
use crate::parse::{Block, Draft, Related};
use chrono::Datelike;

/// The page of an article, and what was found wrong in its text. `draft` is its original read again;
/// `content` is the content folder as the user knows it.
pub fn article<'a>(
    site: &'a Site,
    content: &str,
    id: ArticleId,
    draft: &'a Draft,
) -> (View<'a>, Vec<Diagnostic>) {
    let article = site.archive.get(id);
    let card = &article.card;
    let root = article.path.root();
    let written = body::write(site, content, &card.file, &root, draft);
    let picture = lead_picture(site, article, &root, draft);
    let canonical = site
        .settings
        .base_url
        .as_ref()
        .map(|b| b.join(article.path.as_str()));
    let picture_address = picture.as_ref().and_then(|p| {
        site.settings
            .base_url
            .as_ref()
            .map(|b| b.join(p.src.trim_start_matches("../")))
    });
    let place = Place {
        canonical: canonical.as_deref(),
        picture: picture_address.as_deref(),
    };
    let head = head(site, id, draft, &place);
    let view = facts(site, id, draft, picture, written.html, canonical.as_deref());
    (
        View {
            template: "article.html",
            root,
            page: head,
            content: Content::Article {
                article: Box::new(view),
            },
        },
        written.said,
    )
}

/// What the page says of itself.
fn head(site: &Site, id: ArticleId, draft: &Draft, place: &Place<'_>) -> Head {
    let article = site.archive.get(id);
    let card = &article.card;
    Head {
        kind: "article",
        path: article.path.to_string(),
        title: card.headline.to_string(),
        description: card.summary().map(str::to_owned),
        feeds: feeds(site, id),
        meta: meta::elements(site, article, draft, place),
        json_ld: Some(meta::json_ld(site, article, draft, place)),
        crumbs: up(site, card.published.as_ref()),
        canonical: place.canonical.map(str::to_owned),
    }
}

/// What the template sees of the article.
fn facts<'a>(
    site: &'a Site,
    id: ArticleId,
    draft: &'a Draft,
    picture: Option<Picture>,
    body: String,
    address: Option<&str>,
) -> ArticleView<'a> {
    let article = site.archive.get(id);
    let card = &article.card;
    let original = draft.original.as_ref().map(|o| o.value.as_str());
    let day = card.published.as_ref().and_then(When::date);
    let (earlier, later) = site.archive.neighbours(id);
    let neighbour = |id: Option<ArticleId>| {
        id.map(|id| site.archive.get(id)).map(|a| Neighbour {
            headline: &a.card.headline,
            path: a.path.as_str(),
        })
    };
    ArticleView {
        headline: &card.headline,
        standfirst: card.standfirst(),
        dateline: draft.dateline.as_ref().map(|d| d.value.as_str()),
        lang: site.foreign(card),
        dir: match &card.lang {
            Some(lang) if super::lang::is_rtl(lang) => "rtl",
            Some(_) => "ltr",
            None => "auto",
        },
        section: terms_of(&site.archive, id, TermKind::Section).pop(),
        date: card.published.as_ref().map(|w| site.dates.view(w)),
        updated: card.updated.as_ref().map(|w| site.dates.view(w)),
        zone: card
            .published
            .as_ref()
            .and_then(|w| site.dates.zone_label(w)),
        bylines: authors(site, id, draft),
        picture,
        body,
        excerpt: draft.is_excerpt(),
        corrections: corrections(site, draft),
        story: stories::so_far(site, id),
        also: stories::also(site, id),
        related: related(site, id, draft),
        tags: terms_of(&site.archive, id, TermKind::Tag),
        source: terms_of(&site.archive, id, TermKind::Source).pop(),
        original: original.filter(|o| body::is_remote(o)),
        earlier: neighbour(earlier),
        later: neighbour(later),
        on_this_day: day.map(|d| {
            let mut path = String::with_capacity(24);
            path.push_str("on-this-day/");
            digits(&mut path, d.month() as i32, 2);
            path.push('-');
            digits(&mut path, d.day() as i32, 2);
            path.push_str(".html");
            path
        }),
        cite: citations(&Cited {
            article,
            publisher: meta::publisher(site, card),
            address,
            lang: &site.settings.lang,
        }),
        reading: reading(article),
    }
}

/// Authors under their names as this article prints them, each linked to the byline's page.
fn authors<'a>(site: &'a Site, id: ArticleId, draft: &'a Draft) -> Vec<Author<'a>> {
    let terms: Vec<ItemTerm<'_>> = terms_of(&site.archive, id, TermKind::Byline);
    let bylines = draft.bylines.iter().map(|found| &found.value);
    let mut seen = std::collections::HashSet::new();
    bylines
        .filter(|b| {
            let key = crate::archive::fold(&b.name);
            !key.is_empty() && seen.insert(key)
        })
        .zip(terms)
        .map(|(b, term)| Author {
            name: &b.name,
            path: term.path,
            role: b.role.as_deref(),
            outlet: b.outlet.as_deref(),
        })
        .collect()
}

/// Feeds of the article's bylines and section.
fn feeds(site: &Site, id: ArticleId) -> Vec<FeedLink> {
    if site.settings.base_url.is_none() || !site.archive.is_dated(id) {
        return Vec::new();
    }
    let of = |kind| terms_of(&site.archive, id, kind).into_iter();
    of(TermKind::Byline)
        .chain(of(TermKind::Section))
        .map(|t| FeedLink {
            title: t.name.to_owned(),
            path: t.path.replace(".html", ".xml"),
            kind: super::pages::ATOM,
        })
        .collect()
}

/// From the year down to the day.
fn up(site: &Site, published: Option<&When>) -> Vec<Labelled> {
    let Some(when) = published else {
        return vec![Labelled {
            label: "Undated".into(),
            path: "undated/index.html".into(),
        }];
    };
    let (year, month, date) = (when.year_number(), when.month_number(), when.date());
    let mut label = String::with_capacity(4);
    digits(&mut label, year, 1);
    // Each stands in the folder of the one before.
    let mut folder = String::with_capacity(24);
    digits(&mut folder, year, 4);
    let index = |folder: &str| [folder, "/index.html"].concat();
    let mut out = Vec::with_capacity(3);
    out.push(Labelled {
        label,
        path: index(&folder),
    });
    if let Some(month) = month {
        folder.push('/');
        digits(&mut folder, month.into(), 2);
        out.push(Labelled {
            label: site.dates.month_of_year(year, month),
            path: index(&folder),
        });
    }
    if let Some(date) = date {
        folder.push('/');
        digits(&mut folder, date.day() as i32, 2);
        out.push(Labelled {
            label: site.dates.day(date),
            path: index(&folder),
        });
    }
    out
}

/// The lead picture, where the original names one that is published and its text does not show it
/// anyway.
fn lead_picture(site: &Site, article: &Article, root: &str, draft: &Draft) -> Option<Picture> {
    let image = &draft.image.as_ref()?.value;
    let target =
        |reference: &str| match resolve(&site.archive, &site.assets, &article.card.file, reference)
        {
            Target::Asset(path) => Some(path.clone()),
            _ => None,
        };
    let path = target(image)?;
    let shown = draft.body.iter().any(|b| match &b.value {
        Block::Figure(f) => f
            .picture
            .as_deref()
            .and_then(target)
            .is_some_and(|p| p == path),
        Block::Html { html, .. } => html
            .as_str()
            .split(crate::parse::LOCAL)
            .skip(1)
            .step_by(2)
            .any(|r| target(r).is_some_and(|p| p == path)),
        _ => false,
    });
    (!shown).then(|| Picture {
        src: format!("{root}{path}"),
        alt: None,
        caption: None,
        credit: None,
    })
}

fn corrections<'a>(site: &Site, draft: &'a Draft) -> Vec<CorrectionView<'a>> {
    draft
        .corrections
        .iter()
        .map(|c| CorrectionView {
            date: c.value.date.as_ref().map(|d| site.dates.view(d).day),
            text: &c.value.text,
        })
        .collect()
}

/// Related links, each once; one that names an article of this archive leads to it.
fn related<'a>(site: &'a Site, id: ArticleId, draft: &'a Draft) -> Vec<RelatedView<'a>> {
    let file = &site.archive.get(id).card.file;
    let mut out: Vec<RelatedView<'a>> = Vec::new();
    let links = draft.body.iter().filter_map(|b| match &b.value {
        Block::Related(r) => Some(r),
        _ => None,
    });
    for link in links {
        let mut here = target_in_archive(site, file, link).filter(|other| *other != id);
        let mut headline: &str = &link.headline;
        // A headline that its own article shows no more is not for others to show.
        match site.archive.formerly(headline) {
            Some(Some(other)) => {
                headline = &site.archive.get(other).card.headline;
                here = here.or(Some(other)).filter(|other| *other != id);
            }
            Some(None) => continue,
            None => {}
        }
        let view = RelatedView {
            headline,
            path: here.map(|other| site.archive.get(other).path.as_str()),
            address: link.address.as_deref().filter(|a| body::is_remote(a)),
        };
        if !out.iter().any(|r| r.headline == view.headline) {
            out.push(view);
        }
    }
    out
}

fn target_in_archive(site: &Site, file: &str, link: &Related) -> Option<ArticleId> {
    let by_address = link.address.as_deref().and_then(|address| {
        if body::is_remote(address) {
            return archived(&site.archive, file, address).map(|(id, _)| id);
        }
        match resolve(&site.archive, &site.assets, file, address) {
            Target::Article(id, _) | Target::Unanchored(id) => Some(id),
            _ => None,
        }
    });
    by_address.or_else(|| site.archive.by_headline(&link.headline))
}

/// What a reader should know about the facts above the text.
fn reading(article: &Article) -> Vec<String> {
    let card = &article.card;
    let mut out = Vec::new();
    match &card.published {
        None => out.push("The file does not say when it was published.".to_owned()),
        Some(w) if w.circa => out.push("The date is approximate.".to_owned()),
        Some(w) if w.uncertain => out.push("The date is uncertain.".to_owned()),
        Some(_) => {}
    }
    if !card.has_headline {
        out.push("The file has no headline; it is listed under its own name.".to_owned());
    }
    out
}
