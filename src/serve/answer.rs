//! From a request to a response.

use super::body::Payload;
use super::file::{self, Wish};
use super::guard::Guard;
use super::locate::{self, Place};
use super::state::State;
use super::{page, types};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, HeaderName, LOCATION, X_CONTENT_TYPE_OPTIONS};
use hyper::{Method, Request, Response, StatusCode, Uri};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch as channel};

/// An event stream without events says something so often, and so finds out that no one listens.
const HEARTBEAT: Duration = Duration::from_secs(15);

const TEXT: &str = "text/plain; charset=utf-8";

/// All that answers depend on.
pub(super) struct Server {
    guard: Guard,
    state: channel::Receiver<Arc<State>>,
}

impl Server {
    pub(super) fn new(guard: Guard, state: channel::Receiver<Arc<State>>) -> Self {
        Server { guard, state }
    }

    /// Answers a request. The body of one is never read.
    pub(super) async fn answer(&self, request: Request<Incoming>) -> Response<Payload> {
        let mut response = self.unlabelled(request).await;
        let headers = response.headers_mut();
        file::set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
        // No page of another origin may show or run what is served here.
        let policy = HeaderName::from_static("cross-origin-resource-policy");
        file::set(headers, policy, "same-origin");
        response
    }

    async fn unlabelled(&self, request: Request<Incoming>) -> Response<Payload> {
        let (request, _) = request.into_parts();
        if let Err(status) = self.guard.host(&request.uri, &request.headers) {
            return plain(
                status,
                "This server answers only for the host that it was started for; see --host.\n",
            );
        }
        let get = request.method == Method::GET;
        if !get && request.method != Method::HEAD {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
            file::set(response.headers_mut(), ALLOW, "GET, HEAD");
            return response;
        }
        if let Some(own) = request.uri.path().strip_prefix(page::RESERVED) {
            return match own {
                "events" if !self.guard.own_page(&request.headers) => {
                    plain(StatusCode::FORBIDDEN, "Only for pages of this server.\n")
                }
                "events" => self.events(get),
                "reload.js" => text(StatusCode::OK, types::of(own), page::SCRIPT),
                "reload.css" => text(StatusCode::OK, types::of(own), page::STYLE),
                _ => plain(StatusCode::NOT_FOUND, "There is nothing here.\n"),
            };
        }
        // The state is taken before the file, so that a page is never older than it says.
        let state = Arc::clone(&self.state.borrow());
        let wish = Wish {
            get,
            headers: request.headers,
        };
        tokio::task::spawn_blocking(move || page(&state, &request.uri, &wish))
            .await
            .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "The server failed.\n"))
    }

    /// The stream that tells a page of every new state, and at once of the present one.
    fn events(&self, get: bool) -> Response<Payload> {
        let (to, events) = mpsc::channel(1);
        let mut state = self.state.clone();
        state.mark_changed();
        if get {
            tokio::spawn(async move {
                loop {
                    let event = match tokio::time::timeout(HEARTBEAT, state.changed()).await {
                        Ok(Ok(())) => state.borrow_and_update().event.clone(),
                        Ok(Err(_)) => break,
                        Err(_) => Bytes::from_static(b":\n\n"),
                    };
                    if to.send(event).await.is_err() {
                        break;
                    }
                }
            });
        }
        file::whole(StatusCode::OK, "text/event-stream", Payload::Events(events))
    }
}

/// A page of the site, or what stands in for it.
fn page(state: &State, uri: &Uri, wish: &Wish) -> Response<Payload> {
    let query = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
    let found = match locate::locate(&state.places, uri.path()) {
        Place::File(path) => file::answer(&path, StatusCode::OK, wish, &state.version).ok(),
        Place::Folder(to) => Some(redirect(StatusCode::MOVED_PERMANENTLY, &to, &query)),
        Place::Above(to) => Some(redirect(StatusCode::FOUND, &to, &query)),
        Place::Missing => None,
    };
    found.unwrap_or_else(|| missing(state, wish))
}

/// The site's own page for what is not there, as GitHub Pages shows it.
fn missing(state: &State, wish: &Wish) -> Response<Payload> {
    let own = locate::file(&state.places.output, "404.html")
        .and_then(|path| file::answer(&path, StatusCode::NOT_FOUND, wish, &state.version).ok());
    own.unwrap_or_else(|| {
        // There is no site: it is being built, or it cannot be.
        let html = page::none(&state.version);
        let status = StatusCode::SERVICE_UNAVAILABLE;
        file::whole(status, types::HTML, Payload::Bytes(html.into()))
    })
}

fn redirect(status: StatusCode, to: &str, query: &str) -> Response<Payload> {
    let mut response = plain(status, "");
    file::set(response.headers_mut(), LOCATION, &format!("{to}{query}"));
    response
}

fn plain(status: StatusCode, body: &'static str) -> Response<Payload> {
    text(status, TEXT, body)
}

fn text(status: StatusCode, kind: &str, body: &'static str) -> Response<Payload> {
    let body = Payload::Bytes(Bytes::from_static(body.as_bytes()));
    file::whole(status, kind, body)
}
