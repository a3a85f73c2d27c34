//! What is said about bytes, front matter, sidecars and Markdown: one function a message.
//!
//! They stand together so that their wording can be compared; the snapshot of `tests` shows each as
//! the user sees it.

mod bytes;
mod keys;

#[cfg(test)]
mod tests;

pub(in crate::parse) use bytes::*;
pub(in crate::parse) use keys::*;
