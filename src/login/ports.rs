//! The same port on both loopback families.
//!
//! The redirect address says `localhost`, which a browser may resolve to either family. If another program held the
//! port on the other one, it would get the code; so the port is taken as a pair or not at all.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use super::LoginError;

/// How many free ports are tried before giving up.
const TRIES: usize = 20;
/// `EAFNOSUPPORT` of Linux, macOS and Windows, for which the standard library has no name.
const NO_SUCH_FAMILY: [i32; 3] = [97, 47, 10047];

/// Listeners on one port of the loopback: two, or one where the machine has one family only.
#[derive(Debug)]
pub(super) struct Ports {
    /// The port they share.
    pub(super) port: u16,
    /// The listeners.
    pub(super) listeners: Vec<TcpListener>,
}

/// Takes `port`, or a free one.
pub(super) fn take(port: Option<u16>) -> Result<Ports, LoginError> {
    take_with(port, &|address| TcpListener::bind(address))
}

type Bind<'a> = &'a dyn Fn(SocketAddr) -> io::Result<TcpListener>;

/// What became of one family.
enum Family {
    Ours(TcpListener),
    Taken,
    Missing,
}

fn take_with(port: Option<u16>, bind: Bind<'_>) -> Result<Ports, LoginError> {
    if let Some(port) = port.filter(|port| *port != 0) {
        return pair(port, bind)?.ok_or(LoginError::PortTaken(port));
    }
    for _ in 0..TRIES {
        if let Some(ports) = pair(0, bind)? {
            return Ok(ports);
        }
    }
    Err(LoginError::CannotListen(format!("no port was free on both families in {TRIES} tries")))
}

/// Both families on `port`; `None` if one of them is taken.
fn pair(port: u16, bind: Bind<'_>) -> Result<Option<Ports>, LoginError> {
    let first = match one(Ipv4Addr::LOCALHOST.into(), port, bind)? {
        Family::Ours(listener) => Some(listener),
        Family::Missing => None,
        Family::Taken => return Ok(None),
    };
    // The second family must follow the port that the system chose for the first.
    let port = first.as_ref().map_or(Ok(port), port_of)?;
    let second = match one(Ipv6Addr::LOCALHOST.into(), port, bind)? {
        Family::Ours(listener) => Some(listener),
        Family::Missing => None,
        Family::Taken => return Ok(None),
    };
    let port = second.as_ref().map_or(Ok(port), port_of)?;
    let listeners: Vec<_> = first.into_iter().chain(second).collect();
    if listeners.is_empty() {
        return Err(LoginError::CannotListen("this machine has neither 127.0.0.1 nor ::1".to_owned()));
    }
    Ok(Some(Ports { port, listeners }))
}

fn one(address: IpAddr, port: u16, bind: Bind<'_>) -> Result<Family, LoginError> {
    match bind((address, port).into()) {
        Ok(listener) => {
            listener.set_nonblocking(true).map_err(cannot)?;
            Ok(Family::Ours(listener))
        }
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Ok(Family::Taken),
        Err(error) if is_missing(&error) => Ok(Family::Missing),
        Err(error) => Err(cannot(error)),
    }
}

fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrNotAvailable
        || error.raw_os_error().is_some_and(|code| NO_SUCH_FAMILY.contains(&code))
}

fn port_of(listener: &TcpListener) -> Result<u16, LoginError> {
    listener.local_addr().map(|address| address.port()).map_err(cannot)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn cannot(error: io::Error) -> LoginError {
    LoginError::CannotListen(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn has_v6() -> bool {
        TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
    }

    /// Binds for real, but asks for `wanted` where any port would do, the first time.
    fn wanting(wanted: u16) -> impl Fn(SocketAddr) -> io::Result<TcpListener> {
        let first = Cell::new(true);
        move |mut address| {
            if address.port() == 0 && first.replace(false) {
                address.set_port(wanted);
            }
            TcpListener::bind(address)
        }
    }

    #[test]
    fn l01_only_loopback_addresses_are_bound() {
        for _ in 0..50 {
            let ports = take(None).unwrap();
            for listener in &ports.listeners {
                let address = listener.local_addr().unwrap();
                assert!(address.ip() == Ipv4Addr::LOCALHOST || address.ip() == Ipv6Addr::LOCALHOST, "{address}");
                assert_eq!(address.port(), ports.port);
            }
            assert_eq!(ports.listeners.len(), if has_v6() { 2 } else { 1 });
        }
    }

    #[test]
    fn l02_a_port_whose_other_family_is_taken_is_left_alone() {
        for squatted in [IpAddr::from(Ipv6Addr::LOCALHOST), IpAddr::from(Ipv4Addr::LOCALHOST)] {
            for _ in 0..100 {
                let Ok(squatter) = TcpListener::bind((squatted, 0)) else { return assert!(!has_v6()) };
                let wanted = squatter.local_addr().unwrap().port();
                let ports = take_with(None, &wanting(wanted)).unwrap();
                assert_ne!(ports.port, wanted);
                assert_eq!(ports.listeners.len(), 2);
            }
        }
    }

    #[test]
    fn l02_a_machine_with_one_family_goes_on_with_it() {
        for missing_v6 in [true, false] {
            for error in [io::ErrorKind::AddrNotAvailable.into(), io::Error::from_raw_os_error(97)] {
                let code = error.raw_os_error();
                let bind = move |address: SocketAddr| {
                    if address.is_ipv6() == missing_v6 {
                        Err(code.map_or(io::ErrorKind::AddrNotAvailable.into(), io::Error::from_raw_os_error))
                    } else {
                        TcpListener::bind(address)
                    }
                };
                if !missing_v6 && !has_v6() {
                    continue;
                }
                let ports = take_with(None, &bind).unwrap();
                assert_eq!(ports.listeners.len(), 1);
                assert_eq!(ports.listeners[0].local_addr().unwrap().port(), ports.port);
            }
        }
    }

    #[test]
    fn l02_twenty_tries_are_enough_of_them() {
        let tries = Cell::new(0);
        let bind = |_: SocketAddr| {
            tries.set(tries.get() + 1);
            Err(io::ErrorKind::AddrInUse.into())
        };
        assert!(matches!(take_with(None, &bind), Err(LoginError::CannotListen(_))));
        assert_eq!(tries.get(), 20);
    }

    #[test]
    fn l04_a_fixed_port_that_is_taken_on_either_family_is_an_error() {
        for squatted in [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)] {
            let Ok(squatter) = TcpListener::bind((squatted, 0)) else { return assert!(!has_v6()) };
            let port = squatter.local_addr().unwrap().port();
            assert_eq!(take(Some(port)).unwrap_err(), LoginError::PortTaken(port));
        }
    }

    #[test]
    fn l03_nobody_binds_beside_us() {
        let ports = take(None).unwrap();
        for listener in &ports.listeners {
            // The standard library binds with address reuse on Unix, as an attacker would.
            assert!(TcpListener::bind(listener.local_addr().unwrap()).is_err());
        }
    }
}
