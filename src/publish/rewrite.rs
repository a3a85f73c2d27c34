//! Names to initials in every fact and every block of a draft.

use super::html;
use super::names::Names;
use super::stream::units;
use crate::parse::{Block, Draft, Figure, Found};

/// Which of the names were met.
struct Rewriter<'a> {
    names: &'a Names,
    met: Vec<bool>,
}

/// Puts initials for `names` into `draft`, and takes out addresses, pictures and links that have one of
/// them in their own name. Says for each name, in the order given, whether it was met.
pub(super) fn anonymise(draft: &mut Draft, names: &Names) -> Vec<bool> {
    let mut rewriter = Rewriter {
        names,
        met: vec![false; names.count()],
    };
    if !names.is_empty() {
        rewriter.facts(draft);
        rewriter.body(draft);
    }
    rewriter.met
}

impl Rewriter<'_> {
    fn facts(&mut self, draft: &mut Draft) {
        for fact in [
            &mut draft.headline,
            &mut draft.standfirst,
            &mut draft.dateline,
            &mut draft.section,
            &mut draft.source,
            &mut draft.withdrawn,
            &mut draft.story,
        ] {
            fact.iter_mut().for_each(|f| self.text(&mut f.value));
        }
        for found in &mut draft.bylines {
            self.text(&mut found.value.name);
            self.part(&mut found.value.role);
            self.part(&mut found.value.outlet);
        }
        draft.tags.iter_mut().for_each(|t| self.text(&mut t.value));
        draft.tags.dedup_by(|a, b| a.value == b.value);
        for found in &mut draft.corrections {
            self.text(&mut found.value.text);
        }
        if let Some(slug) = &mut draft.slug {
            // Cleaned first, so that every spelling is one.
            let clean = crate::archive::slug(&slug.value);
            if self.names.in_address(&clean) {
                slug.value = self.names.slug(&clean);
            }
        }
        self.address(&mut draft.original);
        self.address(&mut draft.image);
        draft.aliases.retain(|a| !self.names.in_address(&a.value));
    }

    fn body(&mut self, draft: &mut Draft) {
        for found in &mut draft.body {
            match &mut found.value {
                Block::Paragraph(text) | Block::Crosshead(text) => self.text(text),
                Block::Figure(figure) => self.figure(figure),
                Block::Related(related) => {
                    self.text(&mut related.headline);
                    related.address.take_if(|a| self.names.in_address(a));
                }
                Block::Html { html, text, .. } => {
                    self.text(text);
                    let (edits, met) = html::edits(html.as_str(), self.names);
                    met.into_iter().for_each(|name| self.meet(name));
                    if !edits.is_empty() {
                        *html = html.edited(&edits);
                    }
                }
            }
        }
    }

    /// A picture whose file is named after the person shows the person, most likely.
    fn figure(&mut self, figure: &mut Figure) {
        figure.picture.take_if(|p| self.names.in_address(p));
        for part in [&mut figure.alt, &mut figure.caption, &mut figure.credit] {
            self.part(part);
        }
    }

    fn address(&mut self, address: &mut Option<Found<String>>) {
        address.take_if(|a| self.names.in_address(&a.value));
    }

    fn part(&mut self, part: &mut Option<String>) {
        if let Some(text) = part {
            self.text(text);
        }
    }

    fn text(&mut self, text: &mut String) {
        for found in self.names.find(&units(text)) {
            self.meet(found.name);
        }
        if let Some(shown) = self.names.text(text) {
            *text = shown;
        }
    }

    fn meet(&mut self, name: usize) {
        if let Some(met) = self.met.get_mut(name) {
            *met = true;
        }
    }
}
