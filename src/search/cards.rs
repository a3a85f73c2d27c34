//! What the list of hits shows of articles: files of JavaScript that call back with rows, because a page on
//! a disk may load a script and nothing else.

use super::layout::Layout;
use super::short_name;
use crate::archive::TermKind;
use crate::site::{Digest, Site};
use rayon::prelude::*;
use serde_json::{Value, json};

/// The parts of the names of all files of cards that are their own, in order. A name is drawn from all that
/// rows are made of.
pub(super) fn names(site: &Site, layout: Layout) -> Vec<String> {
    let blocks: Vec<_> = layout.blocks().collect();
    let name = |(at, block): (usize, std::ops::Range<usize>)| {
        let mut digest = Digest::default();
        let zone = format!("{:?}", site.settings.timezone);
        digest.add(&(at, &site.settings.lang, zone));
        for number in block {
            let id = layout.article(number);
            let article = site.archive.get(id);
            let card = &article.card;
            digest.add(&(
                &card.headline,
                article.path.as_str(),
                &card.published,
                &card.lang,
            ));
            for kind in [TermKind::Byline, TermKind::Section] {
                let terms = site.archive.terms(kind);
                let all = terms.of(id);
                digest.add(&all.len());
                all.iter().for_each(|t| digest.add(&terms.get(*t).name));
            }
        }
        short_name(&digest)
    };
    blocks.into_par_iter().enumerate().map(name).collect()
}

/// A file of cards. A row is headline, path, date as shown and as a machine reads it, bylines,
/// section, and the language where it is not the site's; empty ones at the end are left out.
pub(super) fn file(site: &Site, layout: Layout, number: usize) -> Option<Vec<u8>> {
    let block = layout.blocks().nth(number)?;
    let rows: Vec<Value> = block.map(|n| row(site, layout, n)).collect();
    Some(format!("morgue.cards({number},{})\n", Value::from(rows)).into_bytes())
}

fn row(site: &Site, layout: Layout, number: usize) -> Value {
    let id = layout.article(number);
    let article = site.archive.get(id);
    let card = &article.card;
    let names = |kind| {
        let terms = site.archive.terms(kind);
        let all = terms.of(id).iter().map(|t| &*terms.get(*t).name);
        all.collect::<Vec<_>>().join("; ")
    };
    let when = card.published.as_ref();
    let lang = card.lang.as_deref();
    let mut row = vec![
        card.headline.to_string(),
        article.path.to_string(),
        when.map(|w| site.dates.view(w).day).unwrap_or_default(),
        when.map(crate::date::When::iso).unwrap_or_default(),
        names(TermKind::Byline),
        names(TermKind::Section),
        lang.filter(|l| !l.eq_ignore_ascii_case(&site.settings.lang))
            .unwrap_or_default()
            .to_owned(),
    ];
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    json!(row)
}
