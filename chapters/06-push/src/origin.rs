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
    hosts.next().is_some_and(is_here)
}

/// Whether that is a name of this machine, with a port or without. It is
/// asked of `Host` as well: a page whose own name was made to lead to
/// 127.0.0.1 is at home here, as its browser sees it, and sends no `Origin`.
pub fn is_here(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => name,
        _ => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}
// ANCHOR_END: is_allowed
// ANCHOR_END: all
