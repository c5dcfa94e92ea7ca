// ANCHOR: all
//! Whose pages may read what is said here.

// ANCHOR: is_allowed
/// Whether a page of that origin may. Pages that were loaded from this very
/// machine may, whatever their port: the book is one of them. All others
/// only if they are named.
pub fn is_allowed(origin: &str, named: &[String]) -> bool {
    if named.iter().any(|name| name == origin) {
        return true;
    }
    let schemes = ["http://", "https://"];
    let mut hosts = schemes.iter().filter_map(|s| origin.strip_prefix(s));
    hosts.next().is_some_and(|host| {
        let host = match host.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() => host,
            _ => host,
        };
        ["localhost", "127.0.0.1", "[::1]"].contains(&host)
    })
}
// ANCHOR_END: is_allowed
// ANCHOR_END: all
