//! What a program was asked and what it said, as a page shows it.

/// What was typed and what was printed, for a page.
#[derive(Clone)]
pub struct Transcript(pub(crate) Vec<String>);

impl Transcript {
    /// The text for a page. `names` says which port a page shows for the
    /// one that the system chose; all others become 50001, 50002, … in the
    /// order in which they appear.
    pub fn text(&self, names: &[(u16, u16)]) -> String {
        let text = self.0.join("\n");
        let mut renamed: Vec<(u16, u16)> = names.to_vec();
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, number) = rest.split_at(at);
            let end = number
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(number.len());
            let digits = &number[..end];
            out.push_str(before);
            let marks = ["127.0.0.1:", "127.0.0.1 ", "--port ", "port "];
            let is_port = marks.iter().any(|mark| out.ends_with(mark));
            match digits.parse() {
                Ok(port) if is_port => {
                    let known = renamed.iter().find(|name| name.0 == port);
                    let shown = known.map(|name| name.1).unwrap_or_else(|| {
                        let clients = renamed.len() - names.len();
                        let shown = 50_001 + clients as u16;
                        renamed.push((port, shown));
                        shown
                    });
                    out.push_str(&shown.to_string());
                }
                _ => out.push_str(digits),
            }
            rest = &number[end..];
        }
        out.push_str(rest);
        out
    }

    /// The text for a page, of a server that listens on IPv4 and IPv6. A
    /// machine without IPv6 has one line less: it is put back in front of
    /// the line that begins with `before`. `names[0]` is the server's port.
    pub fn text_with_ipv6(&self, names: &[(u16, u16)], before: &str) -> String {
        let (port, shown) = names[0];
        let text = self.text(names);
        let text = text.replace(&format!(":{port}"), &format!(":{shown}"));
        let second = format!("listening on [::1]:{shown}\n");
        match text.contains(&second) {
            true => text,
            false => text.replacen(before, &format!("{second}{before}"), 1),
        }
    }

    /// The article's two `created` lines may come in either order; on a
    /// page the server's stands first.
    pub fn server_first(mut self) -> Transcript {
        let place =
            |what: &str| self.0.iter().position(|line| line.starts_with(what));
        let created = (place("created server"), place("created client"));
        if let (Some(server), Some(client)) = created {
            if client < server {
                self.0.swap(client, server);
            }
        }
        self
    }
}
