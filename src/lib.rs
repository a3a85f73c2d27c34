//! A static-site generator for news archives: a folder of saved articles in, a site to browse, search
//! and cite out.
//!
//! ```text
//! content/ ─read→ Source ─parse→ Draft ─publish→ Article = Card + body
//!                                                  │ cards only
//!                                                  ▼
//!                 Archive (sorted, indexed, frozen) ─plan→ Plan (every page: path + kind)
//!                                                            │ in parallel, page by page
//!                           Theme (Tera) + Archive + body ─render→ bytes ─write→ site folder
//! ```
//!
//! Each value is immutable once made. Only [`disk`] touches the file system (and [`serve`], which reads
//! the finished site), only [`render`] knows the template engine, and there is no clock in what makes pages: the same inputs give the same bytes.

pub mod archive;
mod build;
mod check;
pub mod date;
pub mod diag;
pub mod disk;
pub mod doubtful;
pub mod inspect;
pub mod parse;
pub mod path;
mod publish;
pub mod redirects;
pub mod render;
pub mod search;
pub mod serve;
pub mod settings;
pub mod site;
pub mod story;
mod suggest;

pub use build::{Options, Outcome, Progress, Stage, Summary, build, check};
