//! What a page says about itself in its metadata: JSON-LD first, then meta tags, then microdata.

use super::dom::{Dom, Id};
use super::ld::Article;
use super::plain::{key, plain};
use super::scan::Scan;
use super::when::stated;
use crate::date::When;
use crate::parse::draft::{Found, Lines};

/// Everything that metadata is asked for.
pub(super) struct Evidence<'a> {
    /// The page.
    pub(super) dom: &'a Dom,
    /// Its places of interest.
    pub(super) scan: &'a Scan,
    /// The article's own JSON-LD.
    pub(super) article: Option<Article<'a>>,
    /// The page's JSON-LD, for dates that the article's leaves out.
    pub(super) web_page: Option<Article<'a>>,
}

/// Meta tags that give the publication, most exact names first. `date` alone is last: some sites
/// mean the last change by it.
const PUBLISHED: [&str; 22] = [
    "articlepublishedtime",
    "ogarticlepublishedtime",
    "articlepublished",
    "ogpublishedtime",
    "datepublished",
    "rnewsdatepublished",
    "parselypubdate",
    "sailthrudate",
    "cxenseparserecspublishtime",
    "cxenseparserecspublishedtime",
    "pubdate",
    "publishdate",
    "publicationdate",
    "publisheddate",
    "articlepublicationdate",
    "citationpublicationdate",
    "citationdate",
    "dcdateissued",
    "dctermsissued",
    "datecreated",
    "originalpublicationdate",
    "articlepubdate",
];

/// Meta tags that may mean either date, used where nothing else is said.
const DATED: [&str; 4] = ["dctermscreated", "dcdate", "date", "dctermsdate"];

const UPDATED: [&str; 14] = [
    "articlemodifiedtime",
    "ogarticlemodifiedtime",
    "ogupdatedtime",
    "datemodified",
    "articlemodified",
    "articleupdated",
    "modifieddate",
    "lastmod",
    "lastmodified",
    "dctermsmodified",
    "dcdatemodified",
    "revised",
    "updateddate",
    "articlemodifieddate",
];

impl<'a> Evidence<'a> {
    fn meta(&self, keys: &'a [&'a str]) -> Option<(String, Lines)> {
        let (value, id) = self.scan.meta_value(self.dom, keys)?;
        let value = plain(value);
        (!value.is_empty()).then(|| (value, self.at(id)))
    }

    fn at(&self, id: Id) -> Lines {
        Lines::one(self.dom.line(id))
    }

    /// Dates of publication, best first.
    pub(super) fn published(&self) -> Vec<Found<When>> {
        let mut out = Vec::new();
        self.add_ld(
            self.article.as_ref(),
            "datePublished",
            "JSON-LD `datePublished`",
            &mut out,
        );
        self.add_metas(&PUBLISHED, "meta tag of the publication date", &mut out);
        self.add_props("datepublished", "microdata `datePublished`", &mut out);
        self.add_ld(
            self.web_page.as_ref(),
            "datePublished",
            "JSON-LD `datePublished` of the page",
            &mut out,
        );
        if out.is_empty() {
            self.add_metas(&DATED, "meta tag `date`", &mut out);
        }
        if out.is_empty() {
            self.add_ld(
                self.article.as_ref(),
                "dateCreated",
                "JSON-LD `dateCreated`",
                &mut out,
            );
        }
        out
    }

    /// Dates of the last change, best first.
    pub(super) fn updated(&self) -> Vec<Found<When>> {
        let mut out = Vec::new();
        self.add_ld(
            self.article.as_ref(),
            "dateModified",
            "JSON-LD `dateModified`",
            &mut out,
        );
        self.add_metas(&UPDATED, "meta tag of the last change", &mut out);
        self.add_props("datemodified", "microdata `dateModified`", &mut out);
        out
    }

    fn add_ld(
        &self,
        object: Option<&Article<'_>>,
        key: &str,
        rule: &'static str,
        out: &mut Vec<Found<When>>,
    ) {
        if let Some(object) = object
            && let Some((text, lines)) = object.text(key)
            && let Some(when) = stated(&text)
        {
            out.push(Found::new(when, lines, rule));
        }
    }

    fn add_metas(&self, keys: &[&str], rule: &'static str, out: &mut Vec<Found<When>>) {
        for key in keys {
            for (value, id) in self.scan.meta_values(self.dom, key) {
                if let Some(when) = stated(value) {
                    out.push(Found::new(when, self.at(id), rule));
                }
            }
        }
    }

    fn add_props(&self, prop: &str, rule: &'static str, out: &mut Vec<Found<When>>) {
        for (name, id) in &self.scan.props {
            if name != prop {
                continue;
            }
            let value = ["content", "datetime"]
                .iter()
                .find_map(|a| self.dom.attr(*id, a));
            let when = match value {
                Some(value) => stated(value),
                None => stated(&self.dom.text(*id)),
            };
            if let Some(when) = when {
                out.push(Found::new(when, self.at(*id), rule));
                return;
            }
        }
    }

    /// The section.
    pub(super) fn section(&self) -> Option<Found<String>> {
        let ld = self
            .article
            .as_ref()
            .and_then(|a| a.list("articleSection").into_iter().next());
        let ld = ld.map(|(v, l)| Found::new(v, l, "JSON-LD `articleSection`"));
        ld.or_else(|| {
            let meta = self.meta(&[
                "articlesection",
                "ogarticlesection",
                "parselysection",
                "section",
                "cxenseparserecscategory",
            ]);
            meta.map(|(v, l)| Found::new(v, l, "meta `article:section`"))
        })
        .filter(|f| f.value.chars().count() <= 80 && !f.value.contains("://"))
    }

    /// The tags, each once, in the order given.
    pub(super) fn tags(&self) -> Vec<Found<String>> {
        let mut out = Vec::new();
        self.add_tags("articletag", "meta `article:tag`", &mut out);
        if let Some(article) = &self.article {
            for (value, lines) in article.list("keywords") {
                add_tag(value, lines, "JSON-LD `keywords`", &mut out);
            }
        }
        for name in ["newskeywords", "keywords"] {
            if out.is_empty() {
                self.add_tags(name, "meta `keywords`", &mut out);
            }
        }
        out
    }

    fn add_tags(&self, meta: &str, rule: &'static str, out: &mut Vec<Found<String>>) {
        for (value, id) in self.scan.meta_values(self.dom, meta) {
            for part in value.split([',', ';']).map(plain) {
                add_tag(part, self.at(id), rule, out);
            }
        }
    }

    /// BCP 47 tag of the language.
    pub(super) fn lang(&self) -> Option<Found<String>> {
        let html = self.scan.html.and_then(|id| {
            let lang = self
                .dom
                .attr(id, "lang")
                .or_else(|| self.dom.attr(id, "xml:lang"))?;
            Some((lang.to_owned(), self.at(id), "attribute `lang`"))
        });
        let ld = || {
            let (v, l) = self.article.as_ref()?.text("inLanguage")?;
            Some((v, l, "JSON-LD `inLanguage`"))
        };
        let meta = || {
            let (v, l) = self.meta(&["oglocale", "contentlanguage", "dclanguage"])?;
            Some((v, l, "meta `og:locale`"))
        };
        let (value, lines, rule) = html.or_else(ld).or_else(meta)?;
        let value = value.trim().replace('_', "-");
        let sound = value.len() >= 2
            && value.len() <= 35
            && value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && value.split('-').next().is_some_and(|p| {
                matches!(p.len(), 2 | 3) && p.bytes().all(|b| b.is_ascii_alphabetic())
            });
        sound.then(|| Found::new(value, lines, rule))
    }

    /// The outlet.
    pub(super) fn source(&self) -> Option<Found<String>> {
        let site = self
            .meta(&["ogsitename"])
            .map(|(v, l)| Found::new(v, l, "meta `og:site_name`"));
        let publisher = || {
            let (v, l) = self.article.as_ref()?.publisher()?;
            Some(Found::new(v, l, "JSON-LD `publisher`"))
        };
        let meta = || {
            let (v, l) = self.meta(&[
                "publisher",
                "dcpublisher",
                "citationjournaltitle",
                "applicationname",
            ])?;
            Some(Found::new(v, l, "meta `publisher`"))
        };
        site.or_else(publisher)
            .or_else(meta)
            .filter(|f| f.value.chars().count() <= 100 && !f.value.contains("://"))
    }

    /// What the page says in one or two sentences: `description` of the article.
    pub(super) fn descriptions(&self) -> Vec<(String, Lines, &'static str)> {
        let mut out = Vec::new();
        if let Some(article) = &self.article {
            for key in ["alternativeHeadline", "description", "abstract"] {
                out.extend(
                    article
                        .text(key)
                        .map(|(v, l)| (v, l, "JSON-LD `description`")),
                );
            }
        }
        for name in [
            "ogdescription",
            "description",
            "twitterdescription",
            "dcdescription",
        ] {
            if let Some((value, id)) = self.scan.meta_values(self.dom, name).next() {
                out.push((plain(value), self.at(id), "meta `description`"));
            }
        }
        out
    }
}

/// Adds a tag that is new. Machines hide labels of their own among the keywords (`type:article`,
/// paths), which are no tags.
fn add_tag(value: String, lines: Lines, rule: &'static str, out: &mut Vec<Found<String>>) {
    let fits = !value.is_empty()
        && value.chars().count() <= 80
        && !value.contains([':', '/', '=', '{'])
        && out.len() < 60;
    if fits && !out.iter().any(|f| key(&f.value) == key(&value)) {
        out.push(Found::new(value, lines, rule));
    }
}
