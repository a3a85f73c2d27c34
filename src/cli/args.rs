//! The flags, as clap reads them.

use clap::{Args as ClapArgs, Parser, Subcommand};
use morgue::settings::BaseUrl;
use std::path::PathBuf;

/// Turns a folder of saved articles into an archive that people can browse, search and cite.
#[derive(Debug, Parser)]
#[command(
    name = "morgue",
    version,
    arg_required_else_help = true,
    after_help = "Example: morgue build my-archive"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the site.
    #[command(
        after_help = "Example: morgue build my-archive --base-url https://example.org/archive/"
    )]
    Build(SiteArgs),
    /// Say everything that build would complain about, and write nothing.
    #[command(after_help = "Example: morgue check my-archive --strict")]
    Check(CheckArgs),
    /// Build the site, show it in the browser, and build and show it again with every change.
    #[command(after_help = "Example: morgue serve my-archive --open")]
    Serve(ServeArgs),
    /// Show what was parsed from files: every fact with its line and the rule that found it.
    #[command(after_help = "Example: morgue inspect content/1998/library-cat.txt")]
    Inspect(InspectArgs),
    /// Write a small working site folder to begin with.
    #[command(after_help = "Example: morgue init my-archive")]
    Init {
        /// The folder to write; what is in it already is never replaced.
        dir: PathBuf,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SiteArgs {
    /// The site folder, with content/ and perhaps morgue.toml in it.
    #[arg(default_value = ".")]
    pub(crate) root: PathBuf,
    /// Read articles from this folder instead of ROOT/content.
    #[arg(long, value_name = "DIR")]
    pub(crate) content: Option<PathBuf>,
    /// Write the site to this folder instead of ROOT/public.
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Absolute address of the front page; feeds, site map and canonical links need it.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<BaseUrl>,
    /// End with status 1 where there is a warning.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Use so many threads instead of one for each processor.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// Print errors only.
    #[arg(long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// Print one JSON object: counts by kind, and the doubtful articles, worst first.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ServeArgs {
    /// The site folder, with content/ and perhaps morgue.toml in it.
    #[arg(default_value = ".")]
    pub(crate) root: PathBuf,
    /// Serve at this port, or at any free one if 0 [default: 1846, or the next that is free].
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// Serve to others too: a name or address of this machine, or 0.0.0.0 for all of them.
    #[arg(long, value_name = "ADDR")]
    pub(crate) host: Option<String>,
    /// Open the front page in the browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// Read articles from this folder instead of ROOT/content.
    #[arg(long, value_name = "DIR")]
    pub(crate) content: Option<PathBuf>,
    /// Write the site to this folder instead of ROOT/public.
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Absolute address that the front page will have; the site is served under its path.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<BaseUrl>,
    /// Use so many threads instead of one for each processor.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// Print errors and the address only.
    #[arg(long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct InspectArgs {
    /// The files to look at.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print one JSON object a line.
    #[arg(long)]
    pub(crate) json: bool,
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text)
        .ok_or_else(|| "wants an absolute address such as https://example.org/archive/".to_owned())
}
