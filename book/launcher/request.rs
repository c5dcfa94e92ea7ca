//! What the reader asked for: arguments for mdBook, and where it will listen.

use std::ffi::OsString;
use std::fmt;

/// The arguments for mdBook. Without any subcommand it is asked to serve.
#[derive(Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) arguments: Vec<OsString>,
}

/// Where the book will be served.
#[derive(Debug, PartialEq)]
pub(crate) struct Address {
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl From<Vec<OsString>> for Request {
    fn from(mut arguments: Vec<OsString>) -> Request {
        let first = arguments.first().and_then(|first| first.to_str());
        let serve = match first {
            None => arguments.is_empty(),
            Some("-h" | "--help" | "-V" | "--version") => false,
            // `cargo run -- -p 4000` means serve, too.
            Some(first) => first.starts_with('-'),
        };
        if serve {
            arguments.insert(0, "serve".into());
        }
        Request { arguments }
    }
}

impl Request {
    /// True for `cargo run -- --help`; `help serve` and `serve --help` are
    /// mdBook's to answer.
    pub(crate) fn wants_help(&self) -> bool {
        matches!(self.first(), Some("-h" | "--help"))
    }

    /// The address, if the book will be served, and on a port that we can
    /// read.
    pub(crate) fn served_at(&self) -> Option<Address> {
        let asks = |option: &str| self.arguments.iter().any(|a| a == option);
        let informs = ["-h", "--help", "-V", "--version"].into_iter().any(asks);
        if self.first() != Some("serve") || informs {
            return None;
        }
        let host = self.value_of("-n", "--hostname").unwrap_or("localhost");
        let port = self.value_of("-p", "--port").unwrap_or("3000");
        Some(Address { host: host.to_string(), port: port.parse().ok()? })
    }

    fn first(&self) -> Option<&str> {
        self.arguments.first()?.to_str()
    }

    /// The value in `-p 4000`, `-p4000`, `-p=4000`, `--port 4000` or
    /// `--port=4000`.
    fn value_of(&self, short: &str, long: &str) -> Option<&str> {
        let mut arguments = self.arguments.iter().map(|a| a.to_str());
        while let Some(argument) = arguments.next() {
            let argument = argument.unwrap_or_default();
            if argument == short || argument == long {
                return arguments.next()?;
            }
            if let Some(value) = argument.strip_prefix(long) {
                return value.strip_prefix('=');
            }
            if let Some(value) = argument.strip_prefix(short) {
                return Some(value.strip_prefix('=').unwrap_or(value));
            }
        }
        None
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::Request;

    fn request(line: &str) -> Request {
        let words = line.split_whitespace();
        Request::from(words.map(Into::into).collect::<Vec<_>>())
    }

    fn address(line: &str) -> Option<String> {
        request(line).served_at().map(|address| address.to_string())
    }

    #[test]
    fn without_a_subcommand_the_book_is_served() {
        assert_eq!(request(""), request("serve"));
        assert_eq!(request("-p 4000"), request("serve -p 4000"));
        assert_eq!(request("build").arguments, ["build"]);
        assert_eq!(request("--version").arguments, ["--version"]);
    }

    #[test]
    fn the_address_is_the_one_that_was_asked_for() {
        let default = "http://localhost:3000";
        assert_eq!(address("").as_deref(), Some(default));
        assert_eq!(address("serve --open").as_deref(), Some(default));
        let other = "http://127.0.0.1:4000";
        for line in [
            "-n 127.0.0.1 -p 4000",
            "serve -n127.0.0.1 -p4000 --open",
            "serve --hostname=127.0.0.1 --port=4000",
            "serve -o --port 4000 --hostname 127.0.0.1",
        ] {
            assert_eq!(address(line).as_deref(), Some(other), "{line}");
        }
    }

    #[test]
    fn what_serves_nothing_has_no_address() {
        for line in ["build", "help serve", "serve --help", "-p nonsense"] {
            assert_eq!(address(line), None, "{line}");
        }
        assert!(request("--help").wants_help());
        assert!(!request("serve --help").wants_help());
    }
}
