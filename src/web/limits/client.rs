//! Who is asking, as far as limits go: an address.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::http::header::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address: who opened the connection, or, where that is a trusted proxy, whom it
/// names in `X-Forwarded-For`. Only the last address there that is no trusted proxy was written by
/// one; those before it may be anybody's invention.
pub(super) fn address(peer: Option<SocketAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    let peer = peer?.ip().to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(&peer) {
        return Some(household(peer));
    }
    let named = headers.get_all(FORWARDED_FOR).filter_map(|value| value.to_str().ok());
    let chain: Vec<&str> = named.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for part in chain.iter().rev() {
        let Some(address) = read(part) else { break };
        nearest = address;
        if !is_trusted(&address) {
            break;
        }
    }
    Some(household(nearest))
}

/// An address as proxies write it, some with a port.
fn read(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok().or_else(|| text.parse::<SocketAddr>().map(|socket| socket.ip()).ok());
    address.map(|address: IpAddr| address.to_canonical())
}

/// One client has a whole /64 of IPv6 addresses to itself.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn check(peer: &str, forwarded: &[&'static str], expect: &str) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(value));
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let found = address(Some(SocketAddr::new(peer.parse().unwrap(), 4711)), &headers, &trusted);
        assert_eq!(found, Some(expect.parse().unwrap()), "{peer} {forwarded:?}");
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        check("203.0.113.9", &[], "203.0.113.9");
        check("203.0.113.9", &["198.51.100.1"], "203.0.113.9");
        check("10.0.0.5", &["198.51.100.1"], "198.51.100.1");
        check("::ffff:10.0.0.5", &["198.51.100.1:5000"], "198.51.100.1");
        check("::1", &["[2001:db8::1]:5000"], "2001:db8::");
    }

    #[test]
    fn what_a_client_writes_itself_is_not_believed() {
        check("10.0.0.5", &["192.0.2.1, 198.51.100.1"], "198.51.100.1");
        check("10.0.0.5", &["192.0.2.1", "198.51.100.1, 10.0.0.7"], "198.51.100.1");
        check("10.0.0.5", &["192.0.2.1, nonsense"], "10.0.0.5");
        check("10.0.0.5", &["nonsense, 10.0.0.7"], "10.0.0.7");
        check("10.0.0.5", &[], "10.0.0.5");
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        check("2001:db8:0:1:aaaa::1", &[], "2001:db8:0:1::");
        check("::ffff:203.0.113.9", &[], "203.0.113.9");
    }
}
