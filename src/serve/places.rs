//! Where the site's files are, as the settings of this moment have it.

use crate::build::Options;
use crate::diag::Severity;
use crate::disk;
use crate::settings::{self, BaseUrl, Settings};
use std::path::PathBuf;

/// Folders of a site, and the path that it will have on its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) root: PathBuf,
    pub(super) content: PathBuf,
    pub(super) output: PathBuf,
    /// `/`, or `/repo/`.
    pub(super) base: String,
}

impl Places {
    /// The places where there are no settings.
    pub(super) fn usual(options: &Options) -> Self {
        Places::of(options, &Settings::default())
    }

    /// The places that the settings name; `None` where those are broken.
    pub(super) fn read(options: &Options) -> Option<Self> {
        let text = disk::settings(&options.root).ok()?;
        let (settings, faults) = text.as_deref().map(settings::read).unwrap_or_default();
        let broken = faults.iter().any(|d| d.severity == Severity::Error);
        (!broken).then(|| Places::of(options, &settings))
    }

    fn of(options: &Options, settings: &Settings) -> Self {
        let inside = |folder: &str| options.root.join(folder);
        let base = options.base_url.as_ref().or(settings.base_url.as_ref());
        Places {
            root: options.root.clone(),
            content: options
                .content
                .clone()
                .unwrap_or_else(|| inside(&settings.content)),
            output: options
                .output
                .clone()
                .unwrap_or_else(|| inside(&settings.output)),
            base: base.map_or("/", BaseUrl::path).to_owned(),
        }
    }
}
