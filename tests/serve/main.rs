//! `morgue serve`: the real program on a real port, with clients of every sort.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests set the scene on the real disk, and fail where it cannot be set"
)]

mod child;
mod clients;
#[path = "../common/mod.rs"]
mod common;
mod http;
mod live;

use common::folder;

pub(crate) const STORY: &str =
    "Library cat retires\n16 June 2021\nBy Will Taylor\n\nThe cat slept.\n";
pub(crate) const OTHER: &str = "Bridge opens\n17 June 2021\nBy Ann Lee\n\nThe bridge opened.\n";
pub(crate) const PAGE: &str = "/2021/06/16/library-cat-retires.html";
pub(crate) const SCRIPT: &str = "<script src=\"/__morgue/reload.js\"";

pub(crate) fn site() -> tempfile::TempDir {
    folder(&[
        ("content/cat.txt", STORY),
        ("content/bridge.txt", OTHER),
        ("static/data.json", "0123456789"),
    ])
}
