//! Connections: so many at once, and none for ever.
//!
//! A client may be slow, silent or hostile. Whoever does not send a request in time is cut off, and
//! whoever does not read. Where the connections are at their limit, the one that was used least
//! recently makes room for the new one, so that no number of silent clients keeps a browser out.

use super::answer::Server;
use super::patience::Patience;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// Most connections at once. Each takes a file descriptor, and another for the file that it is sent;
/// most systems allow a process 1,024.
const MOST: usize = 400;

/// How long a client may take to send the head of a request, and wait before it sends the next.
const HEAD_IN: Duration = Duration::from_secs(10);

/// Most bytes that the head of a request may have.
const HEAD_SIZE: usize = 16 * 1024;

/// Most lines in it.
const HEAD_LINES: usize = 64;

/// Accepts connections for ever.
pub(super) async fn accept(listener: TcpListener, server: Arc<Server>) {
    let lines = Arc::new(Lines::default());
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                lines.make_room(MOST);
                lines.open(stream, &server);
            }
            // The client was gone already.
            Err(e)
                if matches!(
                    e.kind(),
                    ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
                ) => {}
            Err(_) => {
                // No more file descriptors, most likely: one connection less, and a moment for it to go.
                lines.drop_oldest();
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

/// The open connections.
#[derive(Default)]
struct Lines {
    open: Mutex<BTreeMap<u64, Line>>,
    /// Counts connections and requests.
    clock: AtomicU64,
}

struct Line {
    task: AbortHandle,
    /// When a request came last; 0 where none has.
    used: Arc<AtomicU64>,
}

impl Lines {
    fn open(self: &Arc<Self>, stream: TcpStream, server: &Arc<Server>) {
        let id = self.tick();
        let used = Arc::new(AtomicU64::new(0));
        let (lines, server) = (Arc::clone(self), Arc::clone(server));
        let line = Arc::clone(&used);
        // Held while the task begins, so that it cannot end before it is known.
        let mut open = self.lock();
        let task = tokio::spawn(async move {
            lines.speak(stream, &server, &line).await;
            lines.lock().remove(&id);
        });
        let task = task.abort_handle();
        open.insert(id, Line { task, used });
    }

    async fn speak(&self, stream: TcpStream, server: &Server, used: &AtomicU64) {
        let service = service_fn(|request| {
            used.store(self.tick(), Ordering::Relaxed);
            async { Ok::<_, Infallible>(server.answer(request).await) }
        });
        // Small answers go out at once; without it they may wait for the client's acknowledgement.
        let _ = stream.set_nodelay(true);
        // What a client does wrong is its own affair, and there is no one to tell.
        let _ = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_IN)
            .max_buf_size(HEAD_SIZE)
            .max_headers(HEAD_LINES)
            .serve_connection(TokioIo::new(Patience::new(stream)), service)
            .await;
    }

    fn make_room(&self, most: usize) {
        while self.lock().len() >= most {
            self.drop_oldest();
        }
    }

    /// Cuts off the connection that was used least recently.
    fn drop_oldest(&self) {
        let mut open = self.lock();
        let oldest = open
            .iter()
            .min_by_key(|(id, line)| (line.used.load(Ordering::Relaxed), **id))
            .map(|(id, _)| *id);
        if let Some(line) = oldest.and_then(|id| open.remove(&id)) {
            line.task.abort();
        }
    }

    fn tick(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Line>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
