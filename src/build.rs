//! The pipeline: from a site folder to a written site, or to all that can be said about it.

mod pages;
mod sources;

use crate::diag::{Diagnostic, Severity};
use crate::disk::{self, Output};
use crate::render::{STATICS, Theme};
use crate::settings::{self, BaseUrl, Settings};
use crate::site::{Page, Plan, Site, SiteView};
use std::path::{Path, PathBuf};

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The site folder.
    pub root: PathBuf,
    /// Another content folder than the settings name.
    pub content: Option<PathBuf>,
    /// Another output folder than the settings name.
    pub output: Option<PathBuf>,
    /// Another base address than the settings name.
    pub base_url: Option<BaseUrl>,
}

/// What a build tells while it runs.
pub trait Progress: Sync {
    /// A stage begins, of so many steps.
    fn begin(&self, stage: Stage, steps: usize);
    /// A step is done. Called from many threads.
    fn step(&self);
}

/// The stages that take time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading and parsing originals.
    Reading,
    /// Rendering and writing pages.
    Writing,
}

/// What a run found and did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything there is to say, sorted by file and line.
    pub said: Vec<Diagnostic>,
    /// What was built; `None` where nothing was, because of an error.
    pub summary: Option<Summary>,
}

impl Outcome {
    /// Whether any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.said.iter().any(|d| d.severity == Severity::Error)
    }
}

/// A site in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Where it is.
    pub output: PathBuf,
    /// Articles published.
    pub articles: usize,
    /// Files in the content folder that were meant as articles and are not published.
    pub refused: usize,
    /// HTML pages.
    pub pages: usize,
    /// All files.
    pub files: usize,
    /// Files that changed.
    pub changed: usize,
    /// Articles without a date.
    pub undated: usize,
    /// Articles without a byline.
    pub unsigned: usize,
    /// Size of all files in bytes.
    pub bytes: u64,
    /// Whether addresses of the web are known, and with them feeds and site map.
    pub has_base_url: bool,
}

/// Builds the site. An article that cannot be published is named and left out; the site is written all
/// the same. Nothing is written where the site as a whole is at fault.
pub fn build(options: &Options, progress: &dyn Progress) -> Outcome {
    let mut said = Vec::new();
    let summary = written(options, progress, &mut said);
    finish(said, summary)
}

/// Everything that [`build`] would complain about; nothing is written.
pub fn check(options: &Options, progress: &dyn Progress) -> Outcome {
    let mut said = Vec::new();
    let summary = (|| {
        let loaded = load(options, progress, &mut said)?;
        pages::all(&loaded, None, progress, &mut said)
    })();
    finish(said, summary)
}

fn finish(mut said: Vec<Diagnostic>, summary: Option<Summary>) -> Outcome {
    said.sort_by(Diagnostic::order);
    said.dedup();
    Outcome { said, summary }
}

fn written(
    options: &Options,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Option<Summary> {
    let loaded = load(options, progress, said)?;
    let or_say = |result: Result<Output, Diagnostic>, said: &mut Vec<Diagnostic>| {
        result.map_err(|d| said.push(d)).ok()
    };
    let output = or_say(Output::begin(&loaded.output), said)?;
    let paths = || loaded.plan.pages().iter().map(|p| &p.path);
    if let Err(faults) = output.prepare(paths()) {
        said.extend(faults);
        return None;
    }
    let summary = pages::all(&loaded, Some(&output), progress, said)?;
    output.commit(paths()).map_err(|d| said.push(d)).ok()?;
    Some(summary)
}

/// Everything that pages are made of.
struct Loaded {
    content: PathBuf,
    /// The content folder as messages name it.
    content_shown: String,
    output: PathBuf,
    root: PathBuf,
    site: Site,
    kinds: sources::Kinds,
    theme: Theme,
    statics: Vec<Static>,
    plan: Plan,
    refused: usize,
}

/// A static file: the theme's own, or the user's.
enum Static {
    Builtin(&'static [u8]),
    Own(String),
}

fn load(options: &Options, progress: &dyn Progress, said: &mut Vec<Diagnostic>) -> Option<Loaded> {
    let settings = settings(options, said)?;
    let content = options
        .content
        .clone()
        .unwrap_or_else(|| options.root.join(&settings.content));
    let output = options
        .output
        .clone()
        .unwrap_or_else(|| options.root.join(&settings.output));
    let content_shown = match &options.content {
        Some(path) => disk::shown(path),
        None => settings.content.clone(),
    };
    if let Err(fault) = disk::apart(&content, &output) {
        said.push(fault);
        return None;
    }
    let templates = disk::templates(&options.root)
        .map_err(|d| said.extend(d))
        .ok();
    let listing = disk::list(&content, &content_shown, settings.follow_links)
        .map_err(|d| said.push(d))
        .ok()?;
    let read = sources::read(&content, &content_shown, listing, &settings, progress);
    said.extend(read.said);
    let site = Site::new(read.archive, settings, read.assets);
    let theme = Theme::new(&templates?, &SiteView::new(&site))
        .map_err(|d| said.extend(d))
        .ok()?;
    let (names, statics) = statics(&options.root);
    let plan = Plan::new(&site, &names).map_err(|d| said.extend(d)).ok()?;
    Some(Loaded {
        content,
        content_shown,
        output,
        root: options.root.clone(),
        site,
        kinds: read.kinds,
        theme,
        statics,
        plan,
        refused: read.refused,
    })
}

fn settings(options: &Options, said: &mut Vec<Diagnostic>) -> Option<Settings> {
    let text = disk::settings(&options.root)
        .map_err(|d| said.push(d))
        .ok()?;
    let (mut settings, faults) = text.as_deref().map(settings::read).unwrap_or_default();
    let broken = faults.iter().any(|d| d.severity == Severity::Error);
    said.extend(faults);
    if let Some(base_url) = &options.base_url {
        settings.base_url = Some(base_url.clone());
    }
    // With half of the settings a site would come out that nobody asked for.
    (!broken).then_some(settings)
}

/// The static files in force: the user's win over the theme's of the same name.
fn statics(root: &Path) -> (Vec<String>, Vec<Static>) {
    let own = disk::statics(root);
    let builtin = STATICS
        .iter()
        .filter(|(name, _)| !own.iter().any(|o| o == name))
        .map(|(name, bytes)| ((*name).to_owned(), Static::Builtin(bytes)));
    builtin
        .chain(
            own.iter()
                .map(|name| (name.clone(), Static::Own(name.clone()))),
        )
        .unzip()
}

impl Loaded {
    fn summary(&self, files: usize, changed: usize, bytes: u64) -> Summary {
        let articles = self.site.archive.articles();
        Summary {
            output: self.output.clone(),
            articles: articles.len(),
            refused: self.refused,
            pages: self
                .plan
                .pages()
                .iter()
                .filter(|p| {
                    p.path.as_str().ends_with(".html")
                        && !matches!(p.page, Page::Static(_) | Page::Asset(_))
                })
                .count(),
            files,
            changed,
            undated: self.site.archive.undated().count(),
            unsigned: articles
                .iter()
                .filter(|a| a.card.bylines.is_empty())
                .count(),
            bytes,
            has_base_url: self.site.settings.base_url.is_some(),
        }
    }
}
