//! Rows of lists as HTML. An article stands in seven lists or more, so that its rows are written more
//! often than anything else; as values for a loop of the template they took a sixth of a build.

use super::Site;
use super::body::escape_into;
use super::lists::item;
use super::plan::Page;
use super::stories::also;
use super::view::{Group, Item, List};
use crate::archive::{ArticleId, TermId, TermKind};

/// What the rows of a page show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// The clock instead of the day, since the page says which day.
    clock: bool,
    /// The standfirst.
    full: bool,
    /// No section, since the page is a section's.
    no_section: bool,
    /// No byline of this person alone, since the page is the person's.
    of: Option<TermId>,
}

impl Style {
    /// The style of a page; `parts/groups.html` and the pages' templates say the same to the style sheet.
    pub(super) fn of(page: Page) -> Self {
        Style {
            clock: matches!(page, Page::Day(..) | Page::OnThisDay(..) | Page::Month(..)),
            full: matches!(
                page,
                Page::Day(..) | Page::OnThisDay(..) | Page::Undated(_) | Page::Story(..)
            ),
            no_section: matches!(page, Page::Term(TermKind::Section, ..)),
            of: match page {
                Page::Term(TermKind::Byline, id, _) => Some(id),
                _ => None,
            },
        }
    }
}

impl List<ArticleId> {
    /// The list as templates see it, on a page from which `root` leads to the top.
    pub(super) fn shown<'a>(
        self,
        site: &'a Site,
        root: &str,
        style: Style,
        with_items: bool,
    ) -> List<Item<'a>> {
        let group = |group: Group<ArticleId>| {
            let mut rows = String::with_capacity(group.items.len() * 384);
            for id in &group.items {
                push(&mut rows, site, *id, root, style);
            }
            let shown = group.items.iter().filter(|_| with_items);
            Group {
                label: group.label,
                path: group.path,
                items: shown.map(|id| item(site, *id)).collect(),
                rows,
            }
        };
        List {
            groups: self.groups.into_iter().map(group).collect(),
            title: self.title,
            label: self.label,
            year: self.year,
            weekday: self.weekday,
            on_this_day: self.on_this_day,
            count_text: self.count_text,
            span: self.span,
            chart: self.chart,
            calendars: self.calendars,
            months: self.months,
            pager: self.pager,
            earlier: self.earlier,
            later: self.later,
        }
    }
}

/// Writes the row of an article on a page from which `root` leads to the top.
pub(super) fn push(out: &mut String, site: &Site, id: ArticleId, root: &str, style: Style) {
    let article = site.archive.get(id);
    let card = &article.card;
    out.push_str("\n<li>");
    if let Some(when) = &card.published {
        let shown = if style.clock {
            site.dates.clock(when)
        } else {
            Some(site.dates.shown_day(when))
        };
        if let Some(shown) = shown {
            out.push_str("<time datetime=\"");
            out.push_str(&site.dates.zoned(when).iso());
            out.push_str("\">");
            escape_into(out, &shown);
            out.push_str("</time>");
        }
    }
    let lang = site.foreign(card);
    out.push_str("<a href=\"");
    out.push_str(root);
    out.push_str(article.path.as_str());
    out.push_str("\" dir=\"auto\"");
    push_lang(out, lang);
    out.push('>');
    escape_into(out, &card.headline);
    out.push_str("</a>");
    if let Some(standfirst) = card.standfirst().filter(|_| style.full) {
        out.push_str("<p dir=\"auto\"");
        push_lang(out, lang);
        out.push('>');
        escape_into(out, standfirst);
        out.push_str("</p>");
    }
    push_by(out, site, id, root, style);
}

/// Section, bylines and other outlets, where there is anything to say.
fn push_by(out: &mut String, site: &Site, id: ArticleId, root: &str, style: Style) {
    let start = out.len();
    out.push_str("<p class=\"by\">");
    let empty = out.len();
    if !style.no_section
        && let Some(section) = names(site, id, TermKind::Section).last()
    {
        out.push_str("<b dir=\"auto\">");
        escape_into(out, section);
        out.push_str("</b> ");
    }
    let bylines = site.archive.terms(TermKind::Byline).of(id);
    if style.of.is_none_or(|own| bylines != [own]) {
        push_bylines(out, site, id);
    }
    for (i, other) in also(site, id).iter().enumerate() {
        out.push_str(if i == 0 { " Also in " } else { ", " });
        out.push_str("<a href=\"");
        out.push_str(root);
        out.push_str(other.path);
        out.push_str("\" dir=\"auto\">");
        escape_into(out, other.name);
        out.push_str("</a>");
    }
    if out.len() == empty {
        out.truncate(start);
    } else {
        out.push_str("</p>");
    }
}

fn push_bylines(out: &mut String, site: &Site, id: ArticleId) {
    let last = site
        .archive
        .terms(TermKind::Byline)
        .of(id)
        .len()
        .saturating_sub(1);
    for (i, name) in names(site, id, TermKind::Byline).enumerate() {
        out.push_str(match i {
            0 => "By ",
            i if i == last => " and ",
            _ => ", ",
        });
        out.push_str("<bdi>");
        escape_into(out, name);
        out.push_str("</bdi>");
    }
}

fn names(site: &Site, id: ArticleId, kind: TermKind) -> impl Iterator<Item = &str> {
    let terms = site.archive.terms(kind);
    terms.of(id).iter().map(move |t| &*terms.get(*t).name)
}

fn push_lang(out: &mut String, lang: Option<&str>) {
    if let Some(lang) = lang {
        out.push_str(" lang=\"");
        escape_into(out, lang);
        out.push('"');
    }
}
