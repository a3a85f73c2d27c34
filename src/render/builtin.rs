//! The built-in theme, embedded in the program.

/// Templates: name and source. A test holds the list against the `templates` folder.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", include_str!("../../templates/404.html")),
    ("article.html", include_str!("../../templates/article.html")),
    ("base.html", include_str!("../../templates/base.html")),
    (
        "corrections.html",
        include_str!("../../templates/corrections.html"),
    ),
    ("data.html", include_str!("../../templates/data.html")),
    ("day.html", include_str!("../../templates/day.html")),
    ("days.html", include_str!("../../templates/days.html")),
    ("index.html", include_str!("../../templates/index.html")),
    ("month.html", include_str!("../../templates/month.html")),
    ("moved.html", include_str!("../../templates/moved.html")),
    (
        "on-this-day.html",
        include_str!("../../templates/on-this-day.html"),
    ),
    (
        "parts/between.html",
        include_str!("../../templates/parts/between.html"),
    ),
    (
        "parts/calendar.html",
        include_str!("../../templates/parts/calendar.html"),
    ),
    (
        "parts/chart.html",
        include_str!("../../templates/parts/chart.html"),
    ),
    (
        "parts/groups.html",
        include_str!("../../templates/parts/groups.html"),
    ),
    (
        "parts/legend.html",
        include_str!("../../templates/parts/legend.html"),
    ),
    (
        "parts/nav.html",
        include_str!("../../templates/parts/nav.html"),
    ),
    (
        "parts/pager.html",
        include_str!("../../templates/parts/pager.html"),
    ),
    (
        "parts/terms.html",
        include_str!("../../templates/parts/terms.html"),
    ),
    ("search.html", include_str!("../../templates/search.html")),
    ("stories.html", include_str!("../../templates/stories.html")),
    ("story.html", include_str!("../../templates/story.html")),
    ("term.html", include_str!("../../templates/term.html")),
    ("terms.html", include_str!("../../templates/terms.html")),
    ("undated.html", include_str!("../../templates/undated.html")),
    (
        "withdrawn.html",
        include_str!("../../templates/withdrawn.html"),
    ),
    ("year.html", include_str!("../../templates/year.html")),
];

/// Static files: path in the site and content. A test holds the list against the `static` folder.
pub const STATICS: &[(&str, &[u8])] = &[
    ("icon.svg", include_bytes!("../../static/icon.svg")),
    ("morgue.css", include_bytes!("../../static/morgue.css")),
    ("reader.js", include_bytes!("../../static/reader.js")),
    (
        "search-more.js",
        include_bytes!("../../static/search-more.js"),
    ),
    ("search.js", include_bytes!("../../static/search.js")),
    ("today.js", include_bytes!("../../static/today.js")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(
        clippy::disallowed_methods,
        reason = "the test compares with the folder"
    )]
    fn files_of(folder: &str) -> Vec<String> {
        let root = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        let mut open = vec![root.clone()];
        while let Some(dir) = open.pop() {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                let text = path.to_str().unwrap().replace('\\', "/");
                if path.is_dir() {
                    open.push(text)
                } else {
                    found.push(text[root.len() + 1..].to_owned())
                }
            }
        }
        found.sort();
        found
    }

    #[test]
    fn every_file_of_the_theme_is_embedded() {
        let templates: Vec<_> = TEMPLATES.iter().map(|(name, _)| *name).collect();
        assert_eq!(templates, files_of("templates"));
        let statics: Vec<_> = STATICS.iter().map(|(name, _)| *name).collect();
        assert_eq!(statics, files_of("static"));
    }
}
