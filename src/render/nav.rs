//! The navigation of a page. It differs by the page's depth alone, unless the page stands in it itself, so
//! that it is rendered once for each depth.

use crate::site::{SiteView, View};
use tera::{Context, Tera, TeraResult, Value};

/// The template.
const TEMPLATE: &str = "parts/nav.html";

/// How deep the pages of a site stand, and one more.
const DEPTHS: usize = 5;

/// The navigation as most pages show it.
#[derive(Debug)]
pub(super) struct Nav {
    /// By depth: what leads to the top, and the HTML; `None` where the template has a fault, which the first
    /// page then tells.
    by_depth: Vec<(String, Option<Value>)>,
    /// The pages that stand in it.
    own: Vec<String>,
}

impl Nav {
    pub(super) fn new(tera: &Tera, site: &SiteView) -> Self {
        let of_depth = |depth| {
            let root = "../".repeat(depth);
            let html = rendered(tera, &root, "").ok();
            (root, html)
        };
        Nav {
            by_depth: (0..DEPTHS).map(of_depth).collect(),
            own: site.nav.iter().map(|entry| entry.path.clone()).collect(),
        }
    }

    /// Lets a page see its navigation as `nav`.
    pub(super) fn insert(
        &self,
        tera: &Tera,
        view: &View<'_>,
        context: &mut Context,
    ) -> TeraResult<()> {
        let known = self.by_depth.iter().find(|(root, _)| *root == view.root);
        let html = match known.and_then(|(_, html)| html.clone()) {
            Some(html) if !self.own.contains(&view.page.path) => html,
            _ => rendered(tera, &view.root, &view.page.path)?,
        };
        context.insert_value("nav", html);
        Ok(())
    }
}

fn rendered(tera: &Tera, root: &str, path: &str) -> TeraResult<Value> {
    let mut context = Context::new();
    context.insert("root", root);
    context.insert("page", &std::collections::BTreeMap::from([("path", path)]));
    Ok(Value::safe_string(&tera.render(TEMPLATE, &context)?))
}
