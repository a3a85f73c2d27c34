//! HTML on its way out: with the script that reloads it, and the page where there is no other.

/// Where the server's own files are. The root, not the base path of the site, so that an open page
/// stays connected when the base path changes; no part of a site's path is empty or outside of it.
pub(super) const RESERVED: &str = "/__morgue/";

/// The script of a page.
pub(super) const SCRIPT: &str = include_str!("page/reload.js");

/// The style sheet of what that script shows.
pub(super) const STYLE: &str = include_str!("page/reload.css");

const NO_PAGE: &str = include_str!("page/no-page.html");

/// `html` with the reloading script in it, which will know the version of the site that this is.
pub(super) fn with_script(mut html: Vec<u8>, version: &str) -> Vec<u8> {
    let script =
        format!("<script src=\"{RESERVED}reload.js\" data-version=\"{version}\" defer></script>\n");
    // The first one: a parser would end the head there. A page without one ends with the script.
    let end = b"</head>";
    let at = html
        .windows(end.len())
        .position(|w| w.eq_ignore_ascii_case(end))
        .unwrap_or(html.len());
    html.splice(at..at, script.into_bytes());
    html
}

/// The page where the site has none, not even one for what is missing.
pub(super) fn none(version: &str) -> Vec<u8> {
    with_script(NO_PAGE.into(), version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_ends_the_head() {
        let script = "<script src=\"/__morgue/reload.js\" data-version=\"7\" defer></script>\n";
        for (html, want) in [
            ("<head></HEAD><p>", format!("<head>{script}</HEAD><p>")),
            (
                "<head></head></head>",
                format!("<head>{script}</head></head>"),
            ),
            ("<p>", format!("<p>{script}")),
            ("", script.to_owned()),
        ] {
            let done = with_script(html.into(), "7");
            assert_eq!(String::from_utf8(done).unwrap(), want);
        }
    }
}
