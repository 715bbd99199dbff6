//! One port on both loopback families.
//!
//! An address says `localhost`, which a browser may resolve to either family. If another program held the port on the
//! other one, it would get what was meant for us; so the port is taken as a pair or not at all.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::{TcpListener, TcpSocket};

/// How many free ports are tried before giving up.
const TRIES: usize = 20;
/// Connections that wait to be accepted, on each family.
const BACKLOG: u32 = 1024;
/// `EAFNOSUPPORT` of Linux, macOS and Windows, for which the standard library has no name.
const NO_SUCH_FAMILY: [i32; 3] = [97, 47, 10047];

/// Why a port could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another program has it.
    #[error("port {0} is in use by another program")]
    PortTaken(u16),
    /// This machine has no usable loopback.
    #[error("cannot listen on this machine's loopback: {0}")]
    CannotListen(#[source] io::Error),
}

/// Listeners on one port of the loopback: two, or one where the machine has one family only.
#[derive(Debug)]
pub(crate) struct LoopbackPort {
    pub(crate) number: u16,
    pub(crate) listeners: Vec<TcpListener>,
}

impl LoopbackPort {
    /// Takes port `number`, or a free one. Must be called within a runtime.
    pub(crate) fn take(number: Option<u16>) -> Result<Self, BindError> {
        take_with(number, &bind)
    }
}

type Bind<'a> = &'a dyn Fn(SocketAddr) -> io::Result<TcpListener>;

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A port can be taken again at once. Windows would let another program bind beside us.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// What became of one family.
enum Family {
    Ours(TcpListener),
    Taken,
    Missing,
}

fn take_with(number: Option<u16>, bind: Bind<'_>) -> Result<LoopbackPort, BindError> {
    if let Some(number) = number.filter(|number| *number != 0) {
        return pair(number, bind)?.ok_or(BindError::PortTaken(number));
    }
    for _ in 0..TRIES {
        if let Some(port) = pair(0, bind)? {
            return Ok(port);
        }
    }
    Err(failed(format!("no port was free on both families in {TRIES} tries")))
}

/// Both families on `number`; `None` if one of them is taken.
fn pair(number: u16, bind: Bind<'_>) -> Result<Option<LoopbackPort>, BindError> {
    let (mut number, mut listeners) = (number, Vec::new());
    for family in [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)] {
        match one((family, number).into(), bind)? {
            Family::Ours(listener) => {
                // The second family must follow the port that the system chose for the first.
                number = listener.local_addr().map_err(BindError::CannotListen)?.port();
                listeners.push(listener);
            }
            Family::Missing => {}
            Family::Taken => return Ok(None),
        }
    }
    if listeners.is_empty() {
        return Err(failed("this machine has neither 127.0.0.1 nor ::1".to_owned()));
    }
    Ok(Some(LoopbackPort { number, listeners }))
}

fn one(address: SocketAddr, bind: Bind<'_>) -> Result<Family, BindError> {
    match bind(address) {
        Ok(listener) => Ok(Family::Ours(listener)),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Ok(Family::Taken),
        Err(error) if is_missing(&error) => Ok(Family::Missing),
        Err(error) => Err(BindError::CannotListen(error)),
    }
}

fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrNotAvailable
        || error.raw_os_error().is_some_and(|code| NO_SUCH_FAMILY.contains(&code))
}

fn failed(why: String) -> BindError {
    BindError::CannotListen(io::Error::other(why))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::net::TcpListener as Squatter;

    use super::*;

    fn has_v6() -> bool {
        Squatter::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
    }

    /// Binds for real, but asks for `wanted` where any port would do, the first time.
    fn wanting(wanted: u16) -> impl Fn(SocketAddr) -> io::Result<TcpListener> {
        let first = Cell::new(true);
        move |mut address| {
            if address.port() == 0 && first.replace(false) {
                address.set_port(wanted);
            }
            bind(address)
        }
    }

    #[tokio::test]
    async fn l01_only_loopback_addresses_are_bound() {
        for _ in 0..50 {
            let port = LoopbackPort::take(None).unwrap();
            for listener in &port.listeners {
                let address = listener.local_addr().unwrap();
                assert!(address.ip() == Ipv4Addr::LOCALHOST || address.ip() == Ipv6Addr::LOCALHOST, "{address}");
                assert_eq!(address.port(), port.number);
            }
            assert_eq!(port.listeners.len(), if has_v6() { 2 } else { 1 });
        }
    }

    #[tokio::test]
    async fn l02_a_port_whose_other_family_is_taken_is_left_alone() {
        for squatted in [IpAddr::from(Ipv6Addr::LOCALHOST), IpAddr::from(Ipv4Addr::LOCALHOST)] {
            for _ in 0..100 {
                let Ok(squatter) = Squatter::bind((squatted, 0)) else { return assert!(!has_v6()) };
                let wanted = squatter.local_addr().unwrap().port();
                let port = take_with(None, &wanting(wanted)).unwrap();
                assert_ne!(port.number, wanted);
                assert_eq!(port.listeners.len(), 2);
            }
        }
    }

    #[tokio::test]
    async fn l02_a_machine_with_one_family_goes_on_with_it() {
        for missing_v6 in [true, false] {
            for error in [io::ErrorKind::AddrNotAvailable.into(), io::Error::from_raw_os_error(97)] {
                let code = error.raw_os_error();
                let one_family = move |address: SocketAddr| {
                    if address.is_ipv6() == missing_v6 {
                        Err(code.map_or(io::ErrorKind::AddrNotAvailable.into(), io::Error::from_raw_os_error))
                    } else {
                        bind(address)
                    }
                };
                if !missing_v6 && !has_v6() {
                    continue;
                }
                let port = take_with(None, &one_family).unwrap();
                assert_eq!(port.listeners.len(), 1);
                assert_eq!(port.listeners[0].local_addr().unwrap().port(), port.number);
            }
        }
    }

    #[tokio::test]
    async fn l02_twenty_tries_are_enough_of_them() {
        let tries = Cell::new(0);
        let bind = |_: SocketAddr| {
            tries.set(tries.get() + 1);
            Err(io::ErrorKind::AddrInUse.into())
        };
        assert!(matches!(take_with(None, &bind), Err(BindError::CannotListen(_))));
        assert_eq!(tries.get(), 20);
    }

    #[tokio::test]
    async fn l04_a_fixed_port_that_is_taken_on_either_family_is_an_error() {
        for squatted in [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)] {
            let Ok(squatter) = Squatter::bind((squatted, 0)) else { return assert!(!has_v6()) };
            let port = squatter.local_addr().unwrap().port();
            assert!(matches!(LoopbackPort::take(Some(port)), Err(BindError::PortTaken(taken)) if taken == port));
        }
    }

    /// With every option that shares a port.
    #[tokio::test]
    async fn l03_nobody_binds_beside_us() {
        for _ in 0..100 {
            let port = LoopbackPort::take(None).unwrap();
            for listener in &port.listeners {
                let address = listener.local_addr().unwrap();
                let attacker = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }.unwrap();
                attacker.set_reuseaddr(true).unwrap();
                #[cfg(unix)]
                attacker.set_reuseport(true).unwrap();
                assert!(attacker.bind(address).and_then(|()| attacker.listen(1)).is_err());
            }
        }
    }
}
