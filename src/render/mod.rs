//! Views to bytes: the only place that knows Tera.

mod builtin;
mod faults;
mod nav;

pub use builtin::{STATICS, TEMPLATES};

use crate::diag::Diagnostic;
use crate::site::{Digest, Fingerprint, SiteView, View};
use nav::Nav;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use tera::value::Key;
use tera::{Context, Tera, Value};

/// The templates in force: the built-in ones, and the user's over them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    own: Vec<UserTemplate>,
    digests: HashMap<String, Fingerprint>,
    nav: Nav,
}

/// A template of the user: its name relative to the `templates` folder, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserTemplate {
    /// `article.html`, `parts/row.html` …
    pub name: String,
    /// Its source.
    pub text: String,
}

impl Theme {
    /// Loads the built-in theme and the user's templates. A user's template of a built-in name wins;
    /// the built-in one stays known as `builtin/NAME`, so that it can be extended.
    ///
    /// # Errors
    /// What Tera says of a template that does not parse, or that extends or includes one that is
    /// not there, with file, line and the lines around it.
    pub fn new(user: &[UserTemplate], site: &SiteView) -> Result<Self, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        let builtin = TEMPLATES.iter().flat_map(|(name, text)| {
            [
                ((*name).to_owned(), *text),
                (format!("builtin/{name}"), *text),
            ]
        });
        let own = user.iter().map(|t| (t.name.clone(), t.text.as_str()));
        // One call for all, so that they may refer to each other in any order; later names win.
        tera.add_raw_templates(builtin.chain(own))
            .map_err(|e| faults::faults(&e, user))?;
        tera.global_context().insert("site", site);
        tera.set_escape_fn(escape);
        let digests = digests(user);
        Ok(Theme {
            nav: Nav::new(&tera, site),
            tera,
            own: user.to_vec(),
            digests,
        })
    }

    /// The digest of a template and of every other that it may use.
    pub fn digest(&self, template: &str) -> Fingerprint {
        self.digests.get(template).copied().unwrap_or_default()
    }

    /// Whether a template of the user's may ask for the articles of a list one by one.
    pub fn asks_for_items(&self) -> bool {
        self.own.iter().any(|t| t.text.contains("items"))
    }

    /// Renders a page into `out`, which is emptied first so that its memory can be used again.
    ///
    /// # Errors
    /// What Tera says of the template, the first of it.
    pub fn render(&self, view: &View<'_>, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
        out.clear();
        let fault = |e: tera::Error| {
            let first = faults::faults(&e, &self.own).into_iter().next();
            first.unwrap_or_else(|| Diagnostic::template("", &e.to_string()))
        };
        let mut context = context(view).map_err(fault)?;
        self.nav
            .insert(&self.tera, view, &mut context)
            .map_err(fault)?;
        self.tera
            .render_to(view.template, &context, out)
            .map_err(fault)
    }
}

/// Escapes as Tera does, and passes on at once what needs none of it, as nearly every value.
fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let special = |b: u8| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'');
    if text.bytes().fold(false, |any, b| any | special(b)) {
        tera::escape_html(text, out)
    } else {
        out.write_all(text.as_bytes())
    }
}

/// The names that a template sees besides the site.
fn context(view: &View<'_>) -> tera::TeraResult<Context> {
    let mut context = Context::new();
    context.insert_value("root", Value::normal_string(&view.root));
    context.insert_value("page", Value::try_from_serializable(&view.page)?);
    // What is left are maps without exception, each with the names of one kind of page.
    let content = Value::try_from_serializable(&view.content)?;
    for (name, value) in content.into_map().into_iter().flatten() {
        if let Key::Str(name) = name {
            context.insert_value(name, value);
        }
    }
    Ok(context)
}

/// For each template the digest of its text and of all templates that it names in quotes, and so on. A
/// name that is quoted for another reason counts too: a page rendered once too often is no fault.
fn digests(user: &[UserTemplate]) -> HashMap<String, Fingerprint> {
    let mut texts: BTreeMap<String, &str> = BTreeMap::new();
    for (name, text) in TEMPLATES {
        texts.insert((*name).to_owned(), text);
        texts.insert(format!("builtin/{name}"), text);
    }
    texts.extend(user.iter().map(|t| (t.name.clone(), t.text.as_str())));
    // Components are called without naming the file that defines them.
    let defines_components = |text: &str| text.contains("component");
    let everywhere: Vec<&str> = texts
        .iter()
        .filter(|(_, t)| defines_components(t))
        .map(|(n, _)| n.as_str())
        .collect();
    let named: BTreeMap<&str, Vec<&str>> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), quoted(text, &texts)))
        .collect();
    let closure = |start: &str| {
        let mut open = vec![start];
        open.extend(&everywhere);
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = open.pop() {
            if let Some((name, names)) = named.get_key_value(name)
                && seen.insert(name)
            {
                open.extend(names);
            }
        }
        Digest::of(
            &seen
                .iter()
                .map(|name| (name, texts.get(*name)))
                .collect::<Vec<_>>(),
        )
    };
    texts
        .keys()
        .map(|name| (name.clone(), closure(name)))
        .collect()
}

/// The names of templates that stand between two quotation marks of a kind in a text.
fn quoted<'a>(text: &str, names: &'a BTreeMap<String, &str>) -> Vec<&'a str> {
    let is_quoted = |name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let behind = text[at + name.len()..].chars().next();
            before == behind && matches!(before, Some('"' | '\'' | '`'))
        })
    };
    names
        .keys()
        .map(String::as_str)
        .filter(|name| is_quoted(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::settings::Settings;
    use crate::site::{Assets, Plan, Site, view};

    fn empty_site() -> Site {
        Site::new(
            Archive::new(Vec::new()),
            Settings::default(),
            Assets::default(),
        )
    }

    fn rendered(user: &[UserTemplate]) -> Result<String, Vec<Diagnostic>> {
        let site = empty_site();
        let theme = Theme::new(user, &SiteView::new(&site))?;
        let plan = Plan::new(&site, &[]).unwrap();
        let front = plan
            .pages()
            .iter()
            .find(|p| p.path.as_str() == "index.html")
            .unwrap();
        let mut out = Vec::new();
        theme
            .render(&view(&site, front, None, false).unwrap(), &mut out)
            .map_err(|d| vec![d])?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn user(name: &str, text: &str) -> UserTemplate {
        UserTemplate {
            name: name.into(),
            text: text.into(),
        }
    }

    #[test]
    fn the_builtin_front_page_renders_without_articles() {
        let html = rendered(&[]).unwrap();
        assert!(
            html.starts_with("<!doctype html>") && html.ends_with("</html>\n"),
            "{html}"
        );
    }

    #[test]
    fn a_users_template_wins_and_may_extend_the_builtin_one() {
        let html = rendered(&[user(
            "index.html",
            "{% extends \"builtin/index.html\" %}{% block footer %}mine{% endblock %}",
        )])
        .unwrap();
        assert!(html.contains("mine") && html.contains("<!doctype html>"));
    }

    #[test]
    fn template_errors_name_file_and_line() {
        let cases = [
            ("syntax", user("index.html", "one\n{% if %}")),
            ("unknown name", user("index.html", "one\n{{ nobody }}")),
            (
                "unknown parent",
                user("index.html", "{% extends \"gone.html\" %}"),
            ),
            (
                "includes itself",
                user("index.html", "{% include \"index.html\" %}"),
            ),
        ];
        let shown: Vec<_> = cases
            .iter()
            .map(|(what, t)| {
                format!(
                    "## {what}\n{}",
                    rendered(std::slice::from_ref(t)).unwrap_err()[0]
                )
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n\n"));
    }
}
