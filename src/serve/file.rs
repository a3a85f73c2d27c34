//! Answers with a file: whole, in part, or not at all where the browser has it.

#![expect(
    clippy::disallowed_methods,
    reason = "the server reads the site as any server does"
)]

use super::body::Payload;
use super::range::{self, Part};
use super::{page, types};
use hyper::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    IF_NONE_MATCH, IF_RANGE, RANGE,
};
use hyper::{Response, StatusCode};
use std::fs::{File, Metadata};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

/// HTML beyond this size is not one of the site's pages, and goes out as it is.
const LONGEST_PAGE: u64 = 16 * 1024 * 1024;

/// What a request asks of a file beside its name.
pub(super) struct Wish {
    /// Whether it is GET: ranges are of its bodies only.
    pub(super) get: bool,
    pub(super) headers: HeaderMap,
}

/// Answers with a file. HTML carries the reloading script for `version`, and `status`.
pub(super) fn answer(
    path: &Path,
    status: StatusCode,
    wish: &Wish,
    version: &str,
) -> io::Result<Response<Payload>> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kind = types::of(&name);
    if kind == types::HTML && meta.len() <= LONGEST_PAGE {
        // With room for the script, so that the page need not move.
        let mut html = Vec::with_capacity(meta.len() as usize + 256);
        file.take(LONGEST_PAGE).read_to_end(&mut html)?;
        let html = page::with_script(html, version);
        return Ok(whole(status, kind, Payload::Bytes(html.into())));
    }
    let tag = tag(&meta);
    let is = |name: HeaderName, wanted: &str| {
        wish.headers.get(name).and_then(|v| v.to_str().ok()) == Some(wanted)
    };
    let size = meta.len();
    let mut response = if is(IF_NONE_MATCH, &tag) {
        with_status(StatusCode::NOT_MODIFIED, Payload::empty())
    } else {
        let header = wish.headers.get(RANGE).and_then(|v| v.to_str().ok());
        // A range is of the file that the client has the beginning of, or of none.
        let same = !wish.headers.contains_key(IF_RANGE) || is(IF_RANGE, &tag);
        let part = header
            .filter(|_| wish.get && same && status == StatusCode::OK)
            .map_or(Part::Whole, |header| range::part(header, size));
        partial(file, part, size, status)?
    };
    let headers = response.headers_mut();
    set(headers, CONTENT_TYPE, kind);
    set(headers, CACHE_CONTROL, "no-cache");
    set(headers, ACCEPT_RANGES, "bytes");
    set(headers, ETAG, &tag);
    Ok(response)
}

/// A response that no one keeps.
pub(super) fn whole(status: StatusCode, kind: &str, body: Payload) -> Response<Payload> {
    let mut response = with_status(status, body);
    set(response.headers_mut(), CONTENT_TYPE, kind);
    set(response.headers_mut(), CACHE_CONTROL, "no-store");
    response
}

/// Sets a header, unless the value cannot be one.
pub(super) fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = value.parse() {
        headers.insert(name, value);
    }
}

fn partial(
    mut file: File,
    part: Part,
    size: u64,
    status: StatusCode,
) -> io::Result<Response<Payload>> {
    Ok(match part {
        Part::Whole => with_status(status, Payload::file(file, size)),
        Part::Range { from, length } => {
            file.seek(SeekFrom::Start(from))?;
            let range = format!("bytes {from}-{}/{size}", from + length - 1);
            let body = Payload::file(file, length);
            let mut response = with_status(StatusCode::PARTIAL_CONTENT, body);
            set(response.headers_mut(), CONTENT_RANGE, &range);
            response
        }
        Part::Beyond => {
            let status = StatusCode::RANGE_NOT_SATISFIABLE;
            let mut response = with_status(status, Payload::empty());
            set(
                response.headers_mut(),
                CONTENT_RANGE,
                &format!("bytes */{size}"),
            );
            response
        }
    })
}

fn with_status(status: StatusCode, body: Payload) -> Response<Payload> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// Differs between any two states of a file, as far as the disk's clock tells them apart.
fn tag(meta: &Metadata) -> String {
    let since = |at: SystemTime| at.duration_since(SystemTime::UNIX_EPOCH).ok();
    let stamp = meta.modified().ok().and_then(since);
    let stamp = stamp.unwrap_or_default().as_nanos();
    format!("\"{:x}-{stamp:x}\"", meta.len())
}
