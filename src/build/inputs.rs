//! Everything that a build reads before it reads articles: settings, templates, the list of files.

use super::Options;
use super::memory::{Memory, Whole};
use crate::diag::{Diagnostic, Severity};
use crate::disk::{self, Listing, Moment, Remembered, Stamp};
use crate::redirects::{self, Redirects};
use crate::render::{STATICS, UserTemplate};
use crate::settings::{self, Settings};
use crate::site::{Digest, Fingerprint};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// A static file: the theme's own, or the user's with its stamp.
#[derive(Debug, Clone)]
pub(super) enum Static {
    Builtin(&'static [u8]),
    Own(PathBuf, Stamp),
}

/// What is known before an article is opened.
pub(super) struct Inputs {
    pub(super) root: PathBuf,
    pub(super) content: PathBuf,
    /// The content folder as messages name it.
    pub(super) shown: String,
    pub(super) output: PathBuf,
    /// Whether the process ends with the build.
    pub(super) last: bool,
    pub(super) settings: Settings,
    pub(super) redirects: Redirects,
    pub(super) templates: Vec<UserTemplate>,
    pub(super) statics: Vec<(String, Static)>,
    pub(super) listing: Listing,
    /// When the files were looked at.
    pub(super) moment: Moment,
    /// Of all of it, once it is taken; `None` where a file changed so recently that it may change again unnoticed.
    pub(super) digest: Option<Fingerprint>,
}

impl Inputs {
    /// Reads settings and templates and lists the files; `None` where the site cannot be built.
    pub(super) fn gather(options: &Options, said: &mut Vec<Diagnostic>) -> Option<Self> {
        let moment = Moment::now();
        let settings = read_settings(options, said)?;
        let content = options
            .content
            .clone()
            .unwrap_or_else(|| options.root.join(&settings.content));
        let output = options
            .output
            .clone()
            .unwrap_or_else(|| options.root.join(&settings.output));
        let shown = options
            .content
            .as_ref()
            .map_or_else(|| settings.content.clone(), |path| disk::shown(path));
        disk::apart(&content, &output)
            .and_then(|()| disk::apart_from_own(&options.root, &output))
            .map_err(|d| said.push(d))
            .ok()?;
        let templates = disk::templates(&options.root)
            .map_err(|d| said.extend(d))
            .ok();
        let listing = disk::list(&content, &shown, settings.follow_links)
            .map_err(|d| said.push(d))
            .ok()?;
        let statics = statics(&options.root, said);
        let redirects = read_redirects(options, &shown, said)?;
        Some(Inputs {
            root: options.root.clone(),
            content,
            shown,
            output,
            last: options.last,
            settings,
            redirects,
            templates: templates?,
            statics,
            listing,
            moment,
            digest: None,
        })
    }

    /// Takes their digest, with what there is to say of them, while `beside` is done.
    pub(super) fn digested_beside<T: Send>(
        &mut self,
        said: &[Diagnostic],
        beside: impl FnOnce(&Self) -> T + Send,
    ) -> T {
        let (digest, done) = rayon::join(|| self.digested(said), || beside(self));
        self.digest = digest;
        done
    }

    /// The digest of everything here, or `None` where a stamp cannot be trusted.
    fn digested(&self, said: &[Diagnostic]) -> Option<Fingerprint> {
        let mut digest = Digest::default();
        let mut racy = false;
        let mut stamped = |digest: &mut Digest, name: &str, stamp: &Stamp| {
            racy |= stamp.is_racy(self.moment);
            digest.add(&(name, stamp));
        };
        digest.add(env!("CARGO_PKG_VERSION"));
        digest.add(&(
            &self.shown,
            disk::shown(&self.output),
            disk::shown(&self.content),
        ));
        digest.add(&format!("{:?}", self.settings));
        digest.add(&self.redirects);
        self.templates
            .iter()
            .for_each(|t| digest.add(&(&t.name, &t.text)));
        for (name, file) in &self.statics {
            match file {
                Static::Builtin(bytes) => digest.add_bytes(bytes),
                Static::Own(_, stamp) => stamped(&mut digest, name, stamp),
            }
        }
        for original in &self.listing.originals {
            stamped(&mut digest, &original.file, &original.stamp);
            if let Some((name, stamp)) = original.sidecar.as_deref() {
                stamped(&mut digest, name, stamp);
            }
        }
        self.listing
            .assets
            .iter()
            .chain(&self.listing.page_parts)
            .for_each(|(name, stamp)| stamped(&mut digest, name, stamp));
        self.listing
            .said
            .iter()
            .chain(said)
            .for_each(|d| digest.add(d));
        (!racy).then(|| digest.finish())
    }

    /// What decides how an original is read, besides itself.
    pub(super) fn reading(&self) -> Fingerprint {
        Digest::of(&(
            env!("CARGO_PKG_VERSION"),
            &self.shown,
            format!("{:?}", self.settings.hints()),
            &self.settings.source,
            (
                self.settings.rights,
                &self.settings.section_rights,
                &self.settings.anonymise,
            ),
            self.settings.stories,
            &self.redirects,
        ))
    }

    /// What the build before remembered, but for its sources, as far as it holds for this one.
    pub(super) fn remembered(&self, file: Option<&Remembered>) -> Memory {
        let memory = file.map(Memory::head).unwrap_or_default();
        let whole = memory.whole.filter(|_| memory.reading == self.reading());
        Memory { whole, ..memory }
    }

    /// The same with its sources.
    pub(super) fn with_sources(&self, memory: Memory, file: Option<&Remembered>) -> Memory {
        match file.filter(|_| memory.reading == self.reading()) {
            Some(file) => memory.with_sources(file),
            None => memory,
        }
    }

    /// Whether nothing has changed since that build.
    pub(super) fn are_those_of(&self, whole: &Whole<'_>) -> bool {
        self.digest == Some(whole.inputs)
    }

    /// Whether the site stands as it was left.
    pub(super) fn stands(&self, memory: &Memory) -> bool {
        memory
            .pages
            .par_iter()
            .all(|page| disk::stamp_in(&self.output, &page.path) == Some(page.stamp))
    }
}

fn read_settings(options: &Options, said: &mut Vec<Diagnostic>) -> Option<Settings> {
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

fn read_redirects(options: &Options, shown: &str, said: &mut Vec<Diagnostic>) -> Option<Redirects> {
    let bytes = disk::redirects(&options.root)
        .map_err(|d| said.push(d))
        .ok()?;
    let read = bytes.map(|bytes| redirects::read(&bytes, shown));
    let (redirects, faults) = read.unwrap_or_default();
    let broken = faults.iter().any(|d| d.severity == Severity::Error);
    said.extend(faults);
    // Without them old addresses would be taken off the site.
    (!broken).then_some(redirects)
}

/// The static files in force: the user's win over the theme's of the same name, where they can be
/// read.
fn statics(root: &Path, said: &mut Vec<Diagnostic>) -> Vec<(String, Static)> {
    let (own, faults) = disk::statics(root);
    said.extend(faults);
    let builtin = STATICS
        .iter()
        .filter(|(name, _)| !own.iter().any(|(o, _)| o == name));
    let mut all: Vec<_> = builtin
        .map(|(name, bytes)| ((*name).to_owned(), Static::Builtin(bytes)))
        .collect();
    all.extend(own.into_iter().map(|(name, stamp)| {
        let path = root.join("static").join(&name);
        (name, Static::Own(path, stamp))
    }));
    all
}
