//! TCP connections that can be reset in the middle of a request.

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};
use tokio_util::task::{TaskTracker, task_tracker::TaskTrackerToken};

/// Cuts one connection.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Cut(Arc<AtomicBool>);

impl Cut {
    /// Whatever is written from now on resets the connection instead.
    pub fn now(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// A listener whose connections can be cut, and what counts them.
#[derive(Debug)]
pub(in super::super) struct Wires(pub TcpListener, pub TaskTracker);

/// A connection, and what cuts it.
#[derive(Debug)]
pub(in super::super) struct Wire {
    stream: TcpStream,
    cut: Cut,
    _counted: TaskTrackerToken,
}

impl Listener for Wires {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            match self.0.accept().await {
                Ok((stream, from)) => {
                    let _ = stream.set_nodelay(true);
                    return (Wire { stream, cut: Cut::default(), _counted: self.1.token() }, from);
                }
                // Out of file descriptors, most likely: one moment of rest rather than a spin.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Wires>> for Cut {
    fn connect_info(stream: IncomingStream<'_, Wires>) -> Cut {
        stream.io().cut.clone()
    }
}

impl Wire {
    /// The error in place of writing on a cut connection. Closing then sends a reset.
    fn reset(&self) -> Option<io::Error> {
        self.cut.0.load(Ordering::SeqCst).then(|| {
            let _ = self.stream.set_zero_linger();
            io::ErrorKind::ConnectionReset.into()
        })
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.reset() {
            Some(error) => Poll::Ready(Err(error)),
            None => Pin::new(&mut self.stream).poll_write(cx, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.reset() {
            Some(error) => Poll::Ready(Err(error)),
            None => Pin::new(&mut self.stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.reset() {
            Some(error) => Poll::Ready(Err(error)),
            None => Pin::new(&mut self.stream).poll_shutdown(cx),
        }
    }
}
