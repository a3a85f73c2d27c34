//! A static-site generator for news archives.

pub mod date;
pub mod diag;
pub mod parse;
pub(crate) mod suggest;
