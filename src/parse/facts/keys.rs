//! The names under which front matter and sidecars give their facts.
//!
//! A new name is one line here. Where one fact has several names in a file, the one that stands
//! earlier in this table is taken, and a note names the other.

/// What a key is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Who wrote it.
    Bylines,
    /// Place and agency at the head of the text.
    Dateline,
    /// When it was published.
    Published,
    /// When it was last changed.
    Updated,
    /// The section; further categories become tags.
    Section,
    /// Tags; put before the section, which may add some.
    Tags,
    /// Language.
    Lang,
    /// The outlet, or its address.
    Source,
    /// The address of the original.
    Original,
    /// Last part of the address.
    Slug,
    /// Older addresses.
    Aliases,
    /// The lead picture.
    Image,
    /// Corrections.
    Corrections,
    /// What search engines are asked.
    Robots,
    /// Names to be shown as initials.
    Anonymise,
    /// Taken down, and why.
    Withdrawn,
    /// How much may be shown.
    Rights,
    /// The story it belongs to.
    Story,
    /// Whether it may be grouped with others.
    Related,
    /// Not to be published.
    Draft,
    /// Pelican's `status`, a word for the same.
    Status,
    /// Zola's `[taxonomies]`: a table of further keys.
    Group,
    /// `[extra]` and `[params]`: a table in which themes keep what they like, so that only the keys
    /// that are known count and the others are no slip.
    Free,
    /// Means something to another generator and nothing to an archive.
    Other,
}

/// A name and what it is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The name in lower case, with `_` for `-`.
    pub name: &'static str,
    /// What it is about.
    pub field: Field,
    /// The rule that `inspect` shows for front matter.
    pub front: &'static str,
    /// The rule that `inspect` shows for a sidecar.
    pub sidecar: &'static str,
}

macro_rules! keys {
    ($($field:ident: $($name:literal)+;)+) => {
        &[$($(Key {
            name: $name,
            field: Field::$field,
            front: concat!("front matter `", $name, "`"),
            sidecar: concat!("sidecar `", $name, "`"),
        },)+)+]
    };
}

/// All names.
pub(super) const KEYS: &[Key] = keys! {
    Headline: "headline" "title";
    Standfirst: "standfirst" "deck" "dek" "subtitle" "description" "summary" "excerpt";
    Bylines: "byline" "bylines" "authors" "author";
    Dateline: "dateline";
    Published: "published" "date" "date_published" "publishdate" "publish_date" "pubdate" "published_at";
    Updated: "updated" "lastmod" "modified" "last_modified" "last_modified_at" "date_modified" "updated_at";
    Tags: "tags" "tag" "keywords";
    Section: "section" "sections" "category" "categories";
    Lang: "lang" "language" "locale";
    Source: "source" "outlet" "publication" "publisher";
    Original: "source_url" "original" "original_url" "canonical" "canonical_url" "canonicalurl";
    Slug: "slug";
    Aliases: "aliases" "alias" "redirect_from";
    Image: "image" "cover" "images" "featured_image" "featuredimage" "thumbnail" "banner";
    Corrections: "correction" "corrections" "clarification" "clarifications";
    Robots: "robots" "noindex";
    Anonymise: "anonymise" "anonymize";
    Withdrawn: "withdrawn" "retracted";
    Story: "story";
    Related: "related";
    Rights: "rights";
    Draft: "draft";
    Status: "status";
    Group: "taxonomies";
    Free: "extra" "params";
    Other: "altitude" "author_profile" "build" "_build" "cascade" "classes" "clipped" "comments" "completed?"
        "created" "css" "cssclasses" "disableshare" "due"
        "editpost" "excerpt_separator" "expirydate" "featured" "generate_feed" "generate_feeds"
        "guid" "has_children" "header" "headless" "hidemeta" "icon" "id" "in_search_index"
        "insert_anchor_links" "iscjklanguage" "js" "katex" "latitude" "layout" "link" "linktitle" "longitude" "markup"
        "math" "mathjax" "mermaid" "menu" "menus" "meta" "nav_order" "order" "outputs" "page_template"
        "paginate_by" "parent" "path" "permalink" "pin" "pinned" "private" "read_time"
        "reading_time" "redirect_to" "render" "resources" "save_as" "scripts"
        "searchhidden" "series" "share" "show_date" "showtoc" "sidebar" "sitemap" "sort_by" "sticky"
        "styles" "template" "toc" "toc_label" "toc_sticky" "tocopen" "translation"
        "translationkey" "transparent" "type" "url" "uuid" "weight";
};

/// The key of this name; capitals and the choice of `-` or `_` count for nothing.
pub(super) fn find(name: &str) -> Option<(usize, &'static Key)> {
    let same = |known: &str| {
        known.len() == name.len()
            && known
                .bytes()
                .zip(name.bytes())
                .all(|(k, n)| k == n.to_ascii_lowercase() || (k == b'_' && n == b'-'))
    };
    KEYS.iter().enumerate().find(|(_, key)| same(key.name))
}

/// The known name that an unknown one is most likely a slip for.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let names: Vec<&'static str> = KEYS
        .iter()
        .filter(|k| k.field != Field::Other)
        .map(|k| k.name)
        .collect();
    crate::suggest::nearest(name, &names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_they_are_compared_and_once() {
        let mut names: Vec<_> = KEYS.iter().map(|k| k.name).collect();
        assert!(
            names
                .iter()
                .all(|n| *n == n.to_lowercase().replace('-', "_"))
        );
        names.sort_unstable();
        assert!(names.windows(2).all(|w| w[0] != w[1]));
    }

    #[test]
    fn capitals_and_dashes_do_not_matter() {
        for name in ["canonicalURL", "canonical-url", "Title", "publishDate"] {
            assert!(find(name).is_some(), "{name}");
        }
        assert!(find("titel").is_none());
        assert_eq!(nearest("titel"), Some("title"));
    }
}
