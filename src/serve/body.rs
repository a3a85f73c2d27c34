//! Bodies of responses: bytes, a part of a file, or events without end.

use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::fs::File;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead as _, ReadBuf};
use tokio::sync::mpsc;

/// How much of a file is read at once.
const PIECE: usize = 64 * 1024;

/// What a response carries.
pub(super) enum Payload {
    /// These bytes.
    Bytes(Bytes),
    /// So many bytes of a file, from where it stands.
    File {
        /// Opened for reading.
        file: tokio::fs::File,
        /// Bytes still to be sent.
        left: u64,
    },
    /// Events, as they come.
    Events(mpsc::Receiver<Bytes>),
}

impl Payload {
    /// `length` bytes of `file` from where it stands.
    pub(super) fn file(file: File, length: u64) -> Self {
        let mut file = tokio::fs::File::from_std(file);
        file.set_max_buf_size(PIECE);
        Payload::File { file, left: length }
    }

    /// Nothing.
    pub(super) fn empty() -> Self {
        Payload::Bytes(Bytes::new())
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match &mut *self {
            Payload::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Payload::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Payload::File { left: 0, .. } => Poll::Ready(None),
            Payload::File { file, left } => {
                let most = usize::try_from(*left).unwrap_or(PIECE).min(PIECE);
                let mut piece = vec![0; most];
                let mut buffer = ReadBuf::new(&mut piece);
                let read = ready!(Pin::new(file).poll_read(cx, &mut buffer));
                let length = buffer.filled().len();
                Poll::Ready(Some(read.and_then(|()| {
                    if length == 0 {
                        // Fewer bytes than were promised: the client has to see that they are missing.
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    *left -= length as u64;
                    piece.truncate(length);
                    Ok(Frame::data(Bytes::from(piece)))
                })))
            }
            Payload::Events(events) => events.poll_recv(cx).map(|e| e.map(|e| Ok(Frame::data(e)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Payload::Bytes(bytes) => bytes.is_empty(),
            Payload::File { left, .. } => *left == 0,
            Payload::Events(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Payload::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Payload::File { left, .. } => SizeHint::with_exact(*left),
            Payload::Events(_) => SizeHint::default(),
        }
    }
}
