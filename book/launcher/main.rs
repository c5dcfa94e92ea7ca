//! The program behind a bare `cargo run`: serves the book with mdBook, which
//! it finds on the PATH or installs once below `target`.

mod mdbook;
mod request;

use request::{Address, Request};
use std::env;
use std::ffi::OsString;
use std::io;
use std::net::{TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
Serves this book in the browser, and rebuilds it when you change it.

    cargo run                           serve it at http://localhost:3000
    cargo run -- serve --open -p 4000   on another port, and open the browser
    cargo run -- build                  write it to book/book
    cargo run -- help serve             all that mdBook can do

Everything after `--` goes to mdBook, which runs in the folder `book`.
If there is no mdBook 0.5 on the PATH, it is installed once below `target`.

A chapter runs with `cargo run -p chapter-01`; `cargo test` runs the tests
and the exercises.";

fn main() -> ExitCode {
    match run(env::args_os().skip(1).collect()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<OsString>) -> Result<ExitCode, String> {
    let request = Request::from(arguments);
    if request.wants_help() {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = workspace();
    let mdbook = match mdbook::on_path() {
        Some(mdbook) => mdbook,
        None => mdbook::installed_below(&target(&workspace))?,
    };
    if let Some(address) = request.served_at() {
        check_free(&address)?;
        println!("Serving the book at {address} (Ctrl-C ends it).");
    }
    let mut command = Command::new(mdbook);
    command.args(request.arguments).current_dir(workspace.join("book"));
    become_it(command)
        .map_err(|error| format!("mdBook could not be started: {error}"))
}

/// The folder with the workspace's `Cargo.toml`, wherever we were started.
fn workspace() -> PathBuf {
    let book = Path::new(env!("CARGO_MANIFEST_DIR"));
    book.parent().unwrap_or(book).to_path_buf()
}

/// Where cargo builds.
fn target(workspace: &Path) -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        // cargo reads a relative one from the current folder, and so do we.
        Some(target) if !target.is_empty() => PathBuf::from(target),
        _ => workspace.join("target"),
    }
}

/// mdBook panics on a taken port. We bind as it will, to say it in one line.
fn check_free(address: &Address) -> Result<(), String> {
    let Address { host, port } = address;
    let first = format!("{host}:{port}")
        .to_socket_addrs()
        .map_err(|error| format!("{host} cannot be found: {error}"))?
        .next()
        .ok_or_else(|| format!("{host} has no address"))?;
    TcpListener::bind(first).map(drop).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is taken on {host}; choose another with -p: \
                 cargo run -- serve -p {}",
            port.checked_add(1).unwrap_or(3000)
        ),
        _ => format!("port {port} on {host} cannot be used: {error}"),
    })
}

/// Hands the process over, so that Ctrl-C and the exit code are mdBook's own.
#[cfg(unix)]
fn become_it(mut command: Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

/// Elsewhere a program cannot be replaced: wait for it, and end as it ends.
/// Ctrl-C reaches both.
#[cfg(not(unix))]
fn become_it(mut command: Command) -> io::Result<ExitCode> {
    let status = command.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
