//! What the list of hits shows of articles: files of JavaScript that call back with rows, because a page on
//! a disk may load a script and nothing else.

use super::layout::Layout;
use super::{File, named};
use crate::archive::TermKind;
use crate::site::Site;
use rayon::prelude::*;
use serde_json::{Value, json};

/// All files of cards, in order. A row is headline, path, date as shown and as a machine reads it, bylines,
/// section, and the language where it is not the site's; empty ones at the end are left out.
pub(super) fn files(site: &Site, layout: Layout) -> Vec<File> {
    let blocks: Vec<_> = layout.blocks().collect();
    blocks
        .into_par_iter()
        .enumerate()
        .map(|(number, block)| {
            let rows: Vec<Value> = block.map(|n| row(site, layout, n)).collect();
            let text = format!("morgue.cards({number},{})\n", Value::from(rows));
            named("c", "js", text.into_bytes())
        })
        .collect()
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
