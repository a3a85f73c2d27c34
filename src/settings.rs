//! The archive's settings: `morgue.toml`, every key of it optional.
//!
//! Reading is pure: text in, [`Settings`] and diagnostics out. A wrong value is an error that names the
//! line, an unknown key a warning that names the nearest known one; the other keys still count.

mod values;

use crate::diag::Diagnostic;
use crate::parse::{DateOrder, Hints, Rights};
use chrono_tz::Tz;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use values::{base_url, by_section, date_order, folder, language, names, rights, string, timezone};

/// Name of the settings file at the root of a site folder.
pub const FILE: &str = "morgue.toml";

/// Every key, in the order in which the documentation lists them.
pub const KEYS: [&str; 17] = [
    "title",
    "tagline",
    "footer",
    "base_url",
    "lang",
    "timezone",
    "date_order",
    "source",
    "rights",
    "section_rights",
    "anonymise",
    "search",
    "exports",
    "stories",
    "content",
    "output",
    "follow_links",
];

/// What the user can set. [`Settings::default`] is what holds without a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The archive's name.
    pub title: String,
    /// A line below it.
    pub tagline: Option<String>,
    /// A line at the foot of every page: rights, contact, thanks.
    pub footer: Option<String>,
    /// Absolute address of the front page, always with a trailing slash.
    pub base_url: Option<BaseUrl>,
    /// BCP 47 tag of the archive's main language.
    pub lang: String,
    /// Zone that clock times without an offset are labelled with; none is claimed without it.
    pub timezone: Option<Tz>,
    /// How to read 03/04/2021; only unambiguous numeric dates are read without it.
    pub date_order: Option<DateOrder>,
    /// The outlet of articles that do not name theirs.
    pub source: Option<String>,
    /// How much may be shown of articles that say nothing of it themselves.
    pub rights: Rights,
    /// The same by section.
    pub section_rights: Vec<(String, Rights)>,
    /// Names of which the public sees initials only, in all articles.
    pub anonymise: Vec<String>,
    /// Whether readers can search the archive.
    pub search: bool,
    /// Whether all articles are given as data too.
    pub exports: bool,
    /// Whether articles of the same running events are found and shown as stories.
    pub stories: bool,
    /// Folder of originals, relative to the root.
    pub content: String,
    /// Folder of the site, relative to the root.
    pub output: String,
    /// Whether symbolic links inside the content folder are followed.
    pub follow_links: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            title: "News archive".into(),
            tagline: None,
            footer: None,
            base_url: None,
            lang: "en".into(),
            timezone: None,
            date_order: None,
            source: None,
            rights: Rights::Full,
            section_rights: Vec::new(),
            anonymise: Vec::new(),
            search: true,
            exports: true,
            stories: true,
            content: "content".into(),
            output: "public".into(),
            follow_links: false,
        }
    }
}

impl Settings {
    /// What the parsers need to know.
    pub fn hints(&self) -> Hints {
        Hints {
            date_order: self.date_order,
        }
    }
}

/// An absolute `http` or `https` address that ends in a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Reads an address such as `https://example.org/archive`; `None` where it is not absolute, has a
    /// query or fragment, or characters that an address cannot hold.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && scheme != "http" {
            return None;
        }
        let host = rest.split('/').next().unwrap_or_default();
        let forbidden =
            |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}?#@".contains(c);
        if host.is_empty()
            || text.contains(forbidden)
            || rest.contains("/../")
            || rest.ends_with("/..")
        {
            return None;
        }
        Some(BaseUrl(format!(
            "{scheme}://{}/",
            rest.trim_end_matches('/')
        )))
    }

    /// The address with its trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The absolute address of a path of the site.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The path part, `/` or `/repo/`.
    pub fn path(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
        self.0[after_scheme..]
            .find('/')
            .map_or("/", |at| &self.0[after_scheme + at..])
    }
}

/// Reads the settings file.
pub fn read(text: &str) -> (Settings, Vec<Diagnostic>) {
    let mut reader = Reader {
        text,
        settings: Settings::default(),
        said: Vec::new(),
    };
    match DeTable::parse(text) {
        Ok(table) => {
            let mut entries: Vec<_> = table.get_ref().iter().collect();
            entries.sort_by_key(|(key, _)| key.span().start);
            for (key, value) in entries {
                reader.set(key.get_ref(), key.span(), value);
            }
        }
        Err(fault) => {
            let place = fault.span().unwrap_or_default();
            let (line, column) = place_of(text, place.start);
            let message = format!("the settings are not TOML: {}", fault.message());
            reader
                .said
                .push(Diagnostic::error("settings", FILE, message).at_column(line, column));
        }
    }
    (reader.settings, reader.said)
}

struct Reader<'a> {
    text: &'a str,
    settings: Settings,
    said: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn set(&mut self, key: &str, at: Range<usize>, value: &Spanned<DeValue<'_>>) {
        let s = &mut self.settings;
        let fault = match (key, value.get_ref()) {
            ("title", v) => string(v).map(|t| s.title = t).err(),
            ("tagline", v) => string(v).map(|t| s.tagline = Some(t)).err(),
            ("footer", v) => string(v).map(|t| s.footer = Some(t)).err(),
            ("source", v) => string(v).map(|t| s.source = Some(t)).err(),
            ("rights", v) => rights(v).map(|r| s.rights = r).err(),
            ("section_rights", v) => by_section(v).map(|r| s.section_rights = r).err(),
            ("anonymise", v) => names(v).map(|n| s.anonymise = n).err(),
            ("exports", DeValue::Boolean(b)) => {
                s.exports = *b;
                None
            }
            ("exports", _) => Some("wants true or false".to_owned()),
            ("content", v) => folder(v).map(|t| s.content = t).err(),
            ("output", v) => folder(v).map(|t| s.output = t).err(),
            ("lang", v) => language(v).map(|t| s.lang = t).err(),
            ("follow_links", DeValue::Boolean(b)) => {
                s.follow_links = *b;
                None
            }
            ("search", DeValue::Boolean(b)) => {
                s.search = *b;
                None
            }
            ("stories", DeValue::Boolean(b)) => {
                s.stories = *b;
                None
            }
            ("follow_links" | "search" | "stories", _) => Some("wants true or false".to_owned()),
            ("base_url", v) => base_url(v).map(|u| s.base_url = u).err(),
            ("timezone", v) => timezone(v).map(|z| s.timezone = Some(z)).err(),
            ("date_order", v) => date_order(v).map(|o| s.date_order = Some(o)).err(),
            _ => return self.unknown(key, at.start),
        };
        if let Some(fault) = fault {
            let (line, column) = place_of(self.text, value.span().start);
            let message = format!("the setting `{key}` {fault}");
            self.said
                .push(Diagnostic::error("settings", FILE, message).at_column(line, column));
        }
    }

    fn unknown(&mut self, key: &str, at: usize) {
        let (line, column) = place_of(self.text, at);
        let said = Diagnostic::warning("unknown-key", FILE, format!("there is no setting `{key}`"))
            .at_column(line, column);
        self.said.push(match crate::suggest::nearest(key, &KEYS) {
            Some(known) => said.hint(format!("did you mean `{known}`?")),
            None => said.hint(format!("the settings are {}", KEYS.join(", "))),
        });
    }
}

/// Line and column, counted from 1, of a byte offset.
fn place_of(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let (s, said) = read(
            "title = 'T'\ntagline = 'L'\nfooter = 'F'\nbase_url = 'https://x.example/repo'\nlang = 'en-GB'\n\
             timezone = 'Europe/London'\ndate_order = 'day-first'\nsource = 'S'\nsearch = false\n\
             rights = 'excerpt'\nsection_rights = { News = 'full' }\nanonymise = ['Jane Roe']\nexports = false\ncontent = 'clips'\noutput = 'site'\nfollow_links = true\nstories = false\n",
        );
        assert_eq!(said, []);
        assert_eq!(
            (s.title.as_str(), s.content.as_str(), s.output.as_str()),
            ("T", "clips", "site")
        );
        assert_eq!(
            s.base_url.as_ref().map(BaseUrl::as_str),
            Some("https://x.example/repo/")
        );
        assert_eq!(s.base_url.as_ref().map(BaseUrl::path), Some("/repo/"));
        assert_eq!(
            (s.timezone, s.date_order, s.follow_links, s.search),
            (
                Some(Tz::Europe__London),
                Some(DateOrder::DayFirst),
                true,
                false
            )
        );
        for key in KEYS {
            let (_, said) = read(&format!("{key} = [1]"));
            assert_eq!(said.len(), 1, "{key} is known and refuses a list");
            assert_eq!(said[0].kind, "settings");
        }
    }

    #[test]
    fn faults_name_line_and_column_and_the_rest_counts() {
        let (s, said) = read("title = 'T'\nbase_ur = 'x'\ntimezone = 'Mars/Olympus'\n");
        assert_eq!(s.title, "T");
        let shown: Vec<_> = said.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(shown.join("\n\n"), @r"
        warning: there is no setting `base_ur`
         --> morgue.toml:2:1
        hint: did you mean `base_url`?

        error: the setting `timezone` wants a zone of the IANA list such as Europe/London
         --> morgue.toml:3:12
        ");
    }

    #[test]
    fn folders_stay_inside_the_root() {
        for bad in ["/etc", "../x", "a/../../b", "C:\\x", "a//b"] {
            let (s, said) = read(&format!("output = '{bad}'"));
            assert_eq!((s.output.as_str(), said.len()), ("public", 1), "{bad}");
        }
    }

    #[test]
    fn base_urls_are_absolute() {
        for bad in [
            "",
            "example.org",
            "https://",
            "https:///x",
            "ftp://x.y/",
            "https://x.y/?a",
            "https://x.y/\"><script>",
            "https://u@x.y/",
        ] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
        assert_eq!(
            BaseUrl::parse("http://localhost:8000").map(|u| u.join("a/b.html")),
            Some("http://localhost:8000/a/b.html".into())
        );
    }
}
