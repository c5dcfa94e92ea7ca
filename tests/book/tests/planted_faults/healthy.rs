//! A book of two chapters in which everything is as it should be.

use tests_book::Tree;

pub(crate) const PAGE: &str = "book/src/ping.md";
pub(crate) const OTHER: &str = "book/src/framing.md";
pub(crate) const GLOSSARY: &str = "book/src/glossary.md";
pub(crate) const SUMMARY: &str = "book/src/SUMMARY.md";
pub(crate) const SNAPSHOT: &str = "chapters/01-ping/tests/snapshots/pong.snap";
pub(crate) const PICTURE: &str = "chapters/01-ping/tests/pictures/pong.svg";
pub(crate) const LIBRARY: &str = "chapters/01-ping/src/lib.rs";
pub(crate) const EXERCISE: &str = "chapters/01-ping/exercises/endpoints.rs";
pub(crate) const ELSEWHERE: &str = "tests/book/commands-run-elsewhere.txt";

pub(crate) fn tree() -> Tree {
    Tree::of(&[
        ("Cargo.toml", WORKSPACE),
        ("Cargo.lock", LOCK),
        (
            "README.md",
            "Read [the book](book/src/ping.md#build-it): `cargo run`\n",
        ),
        (".ci/run", "cargo run # serves the book\n"),
        (ELSEWHERE, "# command  # who\ncargo run  # .ci/run\n"),
        (SUMMARY, CONTENTS),
        (PAGE, PING),
        (OTHER, FRAMING),
        (GLOSSARY, TERMS),
        ("chapters/01-ping/Cargo.toml", MANIFEST),
        (LIBRARY, PING_LIB),
        ("chapters/01-ping/src/main.rs", MAIN),
        ("chapters/01-ping/tests/ping.rs", CHECKS),
        (SNAPSHOT, OUTPUT),
        (PICTURE, SVG),
        (EXERCISE, "//! Name both endpoints.\n"),
        ("chapters/01-ping/exercises/solutions/endpoints.rs", "fn f() {}\n"),
        (
            "chapters/01-ping/exercises/wrong/1/endpoints.rs",
            "//! Local only.\n",
        ),
        (
            "chapters/01-ping/exercises/wrong/2/endpoints.rs",
            "// The same twice.\n",
        ),
        ("chapters/01-ping/exercises/wrong/1/endpoints.snap", "a message\n"),
        ("chapters/02-framing/Cargo.toml", FRAMING_MANIFEST),
        ("chapters/02-framing/src/lib.rs", FRAMING_LIB),
    ])
}

const WORKSPACE: &str = r#"
[workspace.package]
rust-version = "1.85" # tokio's

[workspace.dependencies]
ping = { package = "chapter-01", path = "chapters/01-ping" }
framing = { package = "chapter-02", path = "chapters/02-framing" }
kit = { path = "tests/kit" }
"#;

const LOCK: &str = r#"
[[package]]
name = "tokio"
version = "1.54.0"
"#;

const CONTENTS: &str = "\
# Summary

[A draft]()

- [ping](ping.md)
- [framing](framing.md)
- [Glossary](glossary.md)
";

const PING: &str = r##"# Ping

A connection has two **[endpoints](glossary.md#endpoint)**. See [the code
as it is](#build-it), [Node](https://nodejs.org/api/net.html), and
[the end][end]; `[not](a-link.md)` is code, `\{{#include x}}` is escaped.

[end]: framing.md#the-price-so-far

## Run it first

Type `cargo run -p chapter-01`, or `cargo run -p chapter-01 -- --port PORT`.

```console
{{#include ../../chapters/01-ping/tests/snapshots/pong.snap:run}}
```

<figure>
{{#include ../../chapters/01-ping/tests/pictures/pong.svg}}
<figcaption>One pong.</figcaption>
</figure>

## What goes wrong

> ```rust,fragment
> socket.read(&mut buffer)
> ```

- It sends {{#include ../../chapters/01-ping/tests/snapshots/pong.snap:bytes}} bytes.

## Build it

```rust
{{#include ../../chapters/01-ping/src/lib.rs:serve}}
```

```sh
# in another terminal
nc localhost 8888 | \
  head -1
PORT=1 cargo test -p chapter-01
```

```js
console.log("other languages may be typed")
```

<details><summary>The whole files</summary>

```rust
{{#include ../../chapters/01-ping/src/lib.rs:all}}
{{#include ../../chapters/01-ping/src/main.rs:all}}
```

</details>

## Your turn

### Both endpoints

Open `chapters/01-ping/exercises/endpoints.rs`.

<details><summary>Hint 1: a question</summary>
</details>
<details><summary>Hint 2: a pointer</summary>
</details>
<details><summary>Hint 3: nearly the answer</summary>
</details>

## The price so far
"##;

const FRAMING: &str = r#"# Framing

<a id="top"></a>

## Run it first
## What goes wrong
## Build it

[Up](#top).

```rust
{{#include ../../chapters/02-framing/src/lib.rs:all}}
```

## Your turn
## The price so far
"#;

const TERMS: &str = "\
# Glossary

## E

### endpoint

An address and a port.
";

const MANIFEST: &str = r#"
[package]
name = "chapter-01"

[lib]
name = "ping"

[dependencies]
tokio.workspace = true

[dev-dependencies]
framing.workspace = true
kit.workspace = true
"#;

const FRAMING_MANIFEST: &str = r#"
[package]
name = "chapter-02"

[lib]
name = "framing"

[dependencies]
ping.workspace = true
"#;

const PING_LIB: &str = "\
// ANCHOR: all
//! The ping.

// ANCHOR: serve
#[derive(Debug)]
pub struct Server;
// ANCHOR_END: serve
// ANCHOR_END: all
";

const MAIN: &str = "// ANCHOR: all\nfn main() {}\n// ANCHOR_END: all\n";

const FRAMING_LIB: &str = "// ANCHOR: all\n//! Lines.\n// ANCHOR_END: all\n";

const CHECKS: &str = "\
exercise::load!(endpoints);

#[exercise::check(endpoints)]
#[test]
fn both_endpoints_are_named() {}
";

const OUTPUT: &str = "\
---
source: chapters/01-ping/tests/ping.rs
---
ANCHOR: run
$ cargo run -p chapter-01
pong
ANCHOR_END: run
ANCHOR: bytes
8
ANCHOR_END: bytes
";

const SVG: &str = r#"<svg role="img" aria-label="The server sends pong.">
<path id="pong-arrow" d="M0 0"/>
</svg>
"#;
