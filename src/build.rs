//! The pipeline: from a site folder to a written site, or to all that can be said about it.

mod assets;
mod company;
mod edits;
mod index;
mod inputs;
mod matched;
mod memory;
mod original;
mod pages;
mod parts;
mod sources;
mod standing;
mod touched;
mod withheld;

use crate::diag::{Diagnostic, Severity};
use crate::disk::{self, Output};
use crate::redirects;
use crate::render::Theme;
use crate::search::Index;
use crate::settings::BaseUrl;
use crate::site::{Page, Plan, Site, SiteView};
use company::Company;
use index::Known;
use inputs::Inputs;
use memory::{Memory, Whole};
use serde::{Deserialize, Serialize};
use standing::{Before, Stamped};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// Whether the process ends with the build, so that nothing it holds need be given back piece by piece.
    pub last: bool,
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    let Some(mut inputs) = Inputs::gather(options, &mut said) else {
        return finish(said, None);
    };
    let file = disk::remembered(&inputs.root);
    let mut memory = inputs.digested_beside(&said, |inputs| inputs.remembered(file.as_ref()));
    if let Some(whole) = memory.whole.take_if(|w| inputs.are_those_of(w))
        && inputs.stands(&memory)
    {
        let summary = Summary {
            changed: 0,
            output: inputs.output.clone(),
            ..whole.summary.into_owned()
        };
        return Outcome {
            said: whole.said.into_owned(),
            summary: Some(summary),
        };
    }
    let (memory, known) = rayon::join(
        || inputs.with_sources(memory, file.as_ref()),
        || Known::read(&inputs),
    );
    let spool = disk::Spool::new(&inputs.root).map(Arc::new);
    let mut written = written(&mut inputs, memory, known, spool, progress, &mut said);
    if let Err(Stopped::Forgotten) = written {
        said.clear();
        let Some(again) = Inputs::gather(options, &mut said) else {
            return finish(said, None);
        };
        inputs = again;
        inputs.digested_beside(&said, |_| ());
        let known = Known::forgotten(&inputs);
        let nothing = Memory::default();
        written = self::written(&mut inputs, nothing, known, None, progress, &mut said);
    }
    if inputs.last {
        std::mem::forget(inputs);
    }
    finish(said, written.ok())
}

/// Why nothing was built.
enum Stopped {
    /// There is something wrong, and it has been said.
    Said,
    /// What the build before kept is damaged: without it, all goes well.
    Forgotten,
}

/// Everything that [`build`] would complain about; nothing is written.
pub fn check(options: &Options, progress: &dyn Progress) -> Outcome {
    let mut said = Vec::new();
    let summary = (|| {
        let mut inputs = Inputs::gather(options, &mut said)?;
        let nothing = Memory::default();
        let loaded = load(&mut inputs, nothing, None, None, progress, &mut said).ok()?;
        let made = pages::all(&loaded, None, progress)?;
        said.extend(made.said);
        made.sound.then(|| loaded.summary(made.bytes, 0))
    })();
    finish(said, summary)
}

fn finish(mut said: Vec<Diagnostic>, summary: Option<Summary>) -> Outcome {
    in_order(&mut said);
    Outcome { said, summary }
}

fn in_order(said: &mut Vec<Diagnostic>) {
    said.sort_by(Diagnostic::order);
    said.dedup();
}

fn written(
    inputs: &mut Inputs,
    mut memory: Memory,
    known: Known,
    spool: Option<Arc<disk::Spool>>,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Result<Summary, Stopped> {
    let known = known.beside(spool.as_ref());
    let pages = std::mem::take(&mut memory.pages);
    // Where there is a site, what it consists of can be looked at meanwhile.
    let early = !pages.is_empty();
    let target = inputs.output.clone();
    let begin = || {
        let output = Output::begin(&target)?;
        let before = Before::new(pages, &output);
        Ok((output, before))
    };
    let (loaded, begun) = match early {
        true => {
            let load = || load(inputs, memory, spool, Some(known), progress, said);
            rayon::join(load, begin)
        }
        false => {
            let loaded = load(inputs, memory, spool, Some(known), progress, said)?;
            (Ok(loaded), begin())
        }
    };
    let mut loaded = loaded?;
    let inputs = loaded.inputs;
    let (output, before) = begun.map_err(|d| say(said, [d]))?;
    let paths = || loaded.plan.pages().iter().map(|p| &p.path);
    // An unplugged disk looks like an empty folder. Where articles say themselves that they are not to be
    // published, none may be left.
    let archive = &loaded.site.archive;
    let none = archive.articles().is_empty() && archive.withdrawn().is_empty();
    let empty = none && !loaded.sources.are_held();
    if empty && output.has_dated_pages() {
        let site = disk::shown(&inputs.output);
        return Err(say(
            said,
            [Diagnostic::all_articles_gone(&site, &inputs.shown)],
        ));
    }
    output.prepare(paths()).map_err(|d| say(said, d))?;
    let made = pages::all(&loaded, Some((&output, &before)), progress).ok_or(Stopped::Said)?;
    if made.forgotten {
        return Err(Stopped::Forgotten);
    }
    said.extend(made.said.iter().cloned());
    if !made.sound {
        return Err(Stopped::Said);
    }
    output.commit(paths()).map_err(|d| say(said, [d]))?;
    // Only of a site that stands is anything remembered.
    index::keep(inputs, loaded.site.index.segments());
    // All of it is written, and what follows needs room.
    loaded.site.index = Index::default();
    let summary = loaded.summary(made.bytes, made.changed);
    in_order(said);
    remember(&loaded, &before, &made, &output, (said, &summary));
    if inputs.last {
        std::mem::forget((loaded, before, made));
    }
    Ok(summary)
}

/// Keeps for the next build what this one read, wrote and said.
fn remember(
    loaded: &Loaded<'_>,
    before: &Before,
    made: &pages::Made,
    output: &Output,
    (said, summary): (&[Diagnostic], &Summary),
) {
    let (pages, (sources, stories)) = rayon::join(
        || Stamped::new(made, loaded.plan.pages(), before, output),
        || {
            let sources = loaded.sources.carded(&loaded.site.archive);
            (sources, loaded.sources.stories(&loaded.site))
        },
    );
    let whole = loaded.inputs.digest.map(|inputs| Whole {
        inputs,
        said: said.into(),
        summary: Cow::Borrowed(summary),
    });
    let head = (loaded.inputs.reading(), &whole, made.frame);
    let root = &loaded.inputs.root;
    let groups = (stories, &loaded.company[0]);
    memory::write(root, head, &pages, &groups, &sources, &loaded.parts);
}

fn say(said: &mut Vec<Diagnostic>, all: impl IntoIterator<Item = Diagnostic>) -> Stopped {
    said.extend(all);
    Stopped::Said
}

/// Everything that pages are made of.
struct Loaded<'a> {
    inputs: &'a Inputs,
    site: Site,
    sources: sources::Sources,
    theme: Theme,
    plan: Plan,
    /// What has changed of the originals since, where that is little.
    edits: Option<edits::Edits>,
    /// In whose company articles are, and were then.
    company: [Company; 2],
    /// What was remembered, and where it was read from.
    parts: memory::Parts,
}

/// Reads all originals and plans the site.
fn load<'a>(
    inputs: &'a mut Inputs,
    memory: Memory,
    spool: Option<Arc<disk::Spool>>,
    known: Option<Known>,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Result<Loaded<'a>, Stopped> {
    let Memory {
        sources: remembered,
        stories,
        company,
        parts,
        ..
    } = memory;
    let read = sources::read(inputs, remembered, stories, spool, known.as_ref(), progress);
    let inputs = &*inputs;
    said.extend(read.said);
    if read.archive.articles().is_empty() {
        said.push(Diagnostic::no_articles(&inputs.shown));
    }
    let settings = inputs.settings.clone();
    let mut site = Site::plain(read.archive, settings, read.assets);
    let (stories, index) = rayon::join(
        || site.grouped(read.before.as_ref()),
        // A check writes nothing, and so needs no index.
        || known.map(|known| index::made(&site, &read.sources, read.words, known)),
    );
    site.stories = stories;
    if let Some(index) = index {
        site.index = index.ok_or(Stopped::Forgotten)?;
    }
    let now = Company::new(&site);
    let view = SiteView::new(&site);
    let theme = Theme::new(&inputs.templates, &view).map_err(|d| say(said, d))?;
    let names: Vec<String> = inputs
        .statics
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    let plan = Plan::new(&site, &names).map_err(|d| say(said, d))?;
    said.extend(astray(inputs, &site, &plan));
    Ok(Loaded {
        inputs,
        site,
        sources: read.sources,
        theme,
        plan,
        edits: read.edits,
        company: [now, company],
        parts,
    })
}

/// Addresses that lead nowhere.
fn astray(inputs: &Inputs, site: &Site, plan: &Plan) -> Vec<Diagnostic> {
    let content = &inputs.shown;
    let taken = plan.unserved().iter().map(|u| {
        let by = u.other.as_ref().map(|file| format!("{content}/{file}"));
        let by = by.as_deref().unwrap_or("a page or file of the site");
        Diagnostic::alias_taken(&u.named_in(content), u.line, &u.path, by)
    });
    let archive = &site.archive;
    let is_there =
        |file: &str| archive.by_file(file).is_some() || archive.withdrawn_by_file(file).is_some();
    let nowhere = inputs.redirects.files().filter(|(file, _)| !is_there(file));
    let named = |article: &crate::archive::Article| format!("{content}/{}", article.card.file);
    let twice = archive.at_one_address().into_iter();
    let twice = twice.map(|(one, first)| Diagnostic::same_original(&named(one), &named(first)));
    taken
        .chain(twice)
        .chain(nowhere.map(|(to, line)| Diagnostic::redirect_nowhere(redirects::FILE, line, to)))
        .collect()
}

impl Loaded<'_> {
    fn summary(&self, bytes: u64, changed: usize) -> Summary {
        let articles = self.site.archive.articles();
        let is_page = |p: &&crate::site::Planned| {
            p.path.as_str().ends_with(".html")
                && !matches!(p.page, Page::Static(_) | Page::Asset(_))
        };
        Summary {
            output: self.inputs.output.clone(),
            articles: articles.len(),
            refused: self.sources.refused(),
            pages: self.plan.pages().iter().filter(is_page).count(),
            files: self.plan.pages().len(),
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
