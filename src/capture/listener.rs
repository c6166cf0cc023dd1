//! Binding the address: loopback on both protocols, and a clear word where it is taken.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::{TcpListener, TcpSocket};

/// Connections that the kernel may hold ready for us.
const BACKLOG: u32 = 1024;

/// Which address to listen on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostChoice {
    /// 127.0.0.1, and `::1` beside it on the same port where the machine has it: senders resolve `localhost` to either.
    Loopback,
    /// That address alone.
    Address(IpAddr),
}

/// What was bound.
#[derive(Debug)]
pub struct Bound {
    /// One listener, or two for loopback.
    pub listeners: Vec<TcpListener>,
    /// The address to print.
    pub address: SocketAddr,
    /// Why `::1` is not listened on, if it should have been.
    pub without_v6: Option<std::io::Error>,
}

/// The address cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}")]
pub struct BindError {
    /// The address that was tried.
    pub address: SocketAddr,
    /// What the system said.
    #[source]
    pub cause: std::io::Error,
}

/// Binds, with port 0 any free port. Must be called within a tokio runtime.
pub fn bind(host: &HostChoice, port: u16) -> Result<Bound, BindError> {
    match host {
        HostChoice::Address(ip) => {
            let (listener, address) = listen(SocketAddr::new(*ip, port))?;
            Ok(Bound { listeners: vec![listener], address, without_v6: None })
        }
        HostChoice::Loopback => bind_loopback(port),
    }
}

/// With port 0 the port found free on one protocol may be taken on the other: then another is tried.
fn bind_loopback(port: u16) -> Result<Bound, BindError> {
    const TRIES: usize = 8;
    let mut bound = None;
    for _ in 0..if port == 0 { TRIES } else { 1 } {
        let (v4, address) = listen(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port))?;
        match listen(SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port())) {
            Ok((v6, _)) => return Ok(Bound { listeners: vec![v4, v6], address, without_v6: None }),
            Err(BindError { cause, .. }) => {
                let taken = cause.kind() == std::io::ErrorKind::AddrInUse;
                bound = Some(Bound { listeners: vec![v4], address, without_v6: taken.then_some(cause) });
                if !taken {
                    break;
                }
            }
        }
    }
    bound.map_or_else(|| bind(&HostChoice::Address(Ipv4Addr::LOCALHOST.into()), port), Ok)
}

fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), BindError> {
    let attempt = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        // So that a restart need not wait for old connections to be forgotten.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        let listener = socket.listen(BACKLOG)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    attempt().map_err(|cause| BindError { address, cause })
}
