//! Old addresses: which of them get a page that leads on, and which cannot.

use super::Site;
use super::plan::{Mover, Page, Planned};
use crate::archive::{Alias, Article, ArticleId};
use crate::redirects;
use std::collections::{BTreeMap, BTreeSet};

/// An old address that is not led on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unserved {
    /// The article's file, relative to the content folder; `None` where the list of redirects names the
    /// address.
    pub file: Option<String>,
    /// The line that names it.
    pub line: u32,
    /// The file that would answer at it.
    pub path: String,
    /// The file of another article that claims it, too; `None` where the site has something there.
    pub other: Option<String>,
}

/// The pages at old addresses beside those of `plan`, and the addresses where none can be. One that two
/// articles claim leads to neither, since nobody knows which of them is meant.
pub(super) fn moved(site: &Site, plan: &[Planned]) -> (Vec<Planned>, Vec<Unserved>) {
    let claims = claims(site);
    if claims.is_empty() {
        return Default::default();
    }
    let mut taken: BTreeSet<String> = plan.iter().map(|p| p.path.folded()).collect();
    let (mut served, mut unserved) = (Vec::new(), Vec::new());
    for (path, who) in claims {
        let one = who.first().filter(|_| who.len() == 1);
        match one.filter(|_| is_free(&taken, &path)) {
            Some(claim) => {
                served.push(Planned {
                    path: claim.alias.path.clone(),
                    page: Page::Moved(claim.mover, claim.number),
                });
                taken.insert(path);
            }
            None => unserved.extend((0..who.len()).map(|i| refused(&who, i))),
        }
    }
    (served, unserved)
}

/// An alias of an article.
struct Claim<'a> {
    mover: Mover,
    number: u32,
    article: &'a Article,
    alias: &'a Alias,
}

/// All aliases by the address without regard to case, one for each article that has it. An article's
/// own address needs none.
fn claims(site: &Site) -> BTreeMap<String, Vec<Claim<'_>>> {
    let articles = (0u32..).zip(site.archive.articles());
    let withdrawn = site.archive.withdrawn().iter().enumerate();
    let all = articles
        .map(|(id, article)| (Mover::Article(ArticleId(id)), article))
        .chain(withdrawn.map(|(i, article)| (Mover::Withdrawn(i), article)));
    let mut claims: BTreeMap<String, Vec<Claim<'_>>> = BTreeMap::new();
    for (mover, article) in all {
        for (number, alias) in (0u32..).zip(&article.card.seldom().aliases) {
            if alias.path == article.path {
                continue;
            }
            let who = claims.entry(alias.path.folded()).or_default();
            // All of an article come one after another.
            if who.last().is_none_or(|claim| claim.mover != mover) {
                who.push(Claim {
                    mover,
                    number,
                    article,
                    alias,
                });
            }
        }
    }
    claims
}

/// Whether a file can be at `path` beside the others: nothing is there, nothing below it, and no file where
/// it needs a folder.
fn is_free(taken: &BTreeSet<String>, path: &str) -> bool {
    let below = format!("{path}/");
    let is_folder = taken
        .range(below.clone()..)
        .next()
        .is_some_and(|next| next.starts_with(&below));
    let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
    !taken.contains(path) && !is_folder && !above.any(|folder| taken.contains(folder))
}

fn refused(who: &[Claim<'_>], i: usize) -> Unserved {
    let claim = &who[i];
    let other = who.iter().find(|other| other.mover != claim.mover);
    Unserved {
        file: (!claim.alias.listed).then(|| claim.article.card.file.to_string()),
        line: claim.alias.line,
        path: claim.alias.path.to_string(),
        other: other.map(|other| other.article.card.file.to_string()),
    }
}

impl Unserved {
    /// The file that names the address, as the user knows it. `content` is the content folder.
    pub fn named_in(&self, content: &str) -> String {
        match &self.file {
            Some(file) => format!("{content}/{file}"),
            None => redirects::FILE.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Assets, Plan, Site};
    use super::*;
    use crate::archive::Seldom;
    use crate::archive::tests::{archive, card};
    use crate::settings::Settings;

    fn plan(aliases: &[(&str, &[&str])]) -> Plan {
        let cards = aliases.iter().map(|(name, old)| {
            let mut card = card(name, name, "2003");
            let lines = (1u32..).zip(*old);
            let aliases = lines
                .filter_map(|(line, text)| Alias::new(text, line, false))
                .collect();
            card.set_seldom(Seldom {
                aliases,
                ..Seldom::default()
            });
            card
        });
        let site = Site::new(
            archive(cards.collect()),
            Settings::default(),
            Assets::default(),
        );
        Plan::new(&site, &["morgue.css".into()]).unwrap()
    }

    fn stubs(plan: &Plan) -> Vec<&str> {
        let pages = plan.pages().iter();
        let moved = pages.filter(|p| matches!(p.page, Page::Moved(..)));
        moved.map(|p| p.path.as_str()).collect()
    }

    #[test]
    fn an_old_address_gets_a_page_where_one_can_be() {
        let plan = plan(&[
            ("a", &["/old/a/", "/old/a", "/a.htm", "/2003/a.html"]),
            (
                "b",
                &["/index.html", "/morgue.css/b/", "/2003/", "/A.HTM/b/"],
            ),
        ]);
        assert_eq!(stubs(&plan), ["a.htm", "old/a/index.html"]);
        let said: Vec<_> = plan.unserved().iter().map(|u| u.path.as_str()).collect();
        assert_eq!(
            said,
            [
                "2003/index.html",
                "A.HTM/b/index.html",
                "index.html",
                "morgue.css/b/index.html"
            ]
        );
    }

    #[test]
    fn an_address_of_two_articles_leads_to_neither() {
        let plan = plan(&[("a", &["/old/"]), ("b", &["/x/", "/OLD/"])]);
        assert_eq!(stubs(&plan), ["x/index.html"]);
        let said: Vec<_> = plan.unserved().iter().collect();
        let shown: Vec<_> = said
            .iter()
            .map(|u| (u.file.as_deref(), u.line, u.other.as_deref()))
            .collect();
        assert_eq!(
            shown,
            [(Some("a"), 1, Some("b")), (Some("b"), 2, Some("a"))]
        );
    }
}
