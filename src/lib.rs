//! A static-site generator for news archives.

pub mod archive;
pub mod date;
pub mod diag;
pub mod parse;
pub mod path;
pub mod render;
pub mod settings;
pub mod site;
mod suggest;
