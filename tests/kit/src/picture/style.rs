//! The one look of all pictures.
//!
//! In a page the variables of the book's theme win (book.css); alone, the
//! fallbacks follow the reader's preference for light or dark.

/// Each variable: its name, and its value alone on light and on dark.
const VARIABLES: [(&str, &str, &str); 7] = [
    ("fg", "#1d2125", "#d7dbe0"),
    ("bg", "#ffffff", "#15181c"),
    ("client", "#0b5cad", "#7cb9f7"),
    ("server", "#a33c00", "#f0a868"),
    ("middle", "#6b4a9e", "#c3a6ee"),
    ("payload", "#3b4754", "#d3dae2"),
    ("overhead", "#616972", "#949da7"),
];

/// One rule a line: selectors, then what they mean. A rule is written into a
/// picture only if all classes of one of its selectors occur in it.
const RULES: &str = "\
text{fill:currentColor}
.mono{font-family:var(--mono-font,ui-monospace,monospace)}
.strong{font-weight:600}
.quiet,.time{fill:var(--p-overhead)}
.center{text-anchor:middle}
.end{text-anchor:end}
.client{--side:var(--p-client);--dash:none}
.server{--side:var(--p-server);--dash:7 4}
.middle{--side:var(--p-middle);--dash:1.5 3.5}
.neutral{--side:var(--p-payload);--dash:none}
.name{fill:var(--side);font-weight:600}
.actor{fill:none;stroke:var(--side);stroke-width:1.6;stroke-dasharray:var(--dash)}
.life{stroke:var(--p-fg);opacity:.35;stroke-width:1.2}
.middle .life{opacity:.6;stroke:var(--side);stroke-dasharray:var(--dash)}
.gap{stroke:var(--p-bg);stroke-width:5}
.break{stroke:var(--p-fg);opacity:.55;stroke-width:1.2}
.line{stroke:var(--side);stroke-width:1.8;stroke-dasharray:var(--dash)}
.head{fill:var(--side)}
.fin .line,.control .line,.beside .line{stroke-width:1.1}
.fin .head{fill:none;stroke:var(--side);stroke-width:1.6}
.rst .line{stroke-width:3.4}
.more .line{stroke-dasharray:.1 5;stroke-linecap:round}
.cross{fill:none;stroke:var(--side);stroke-width:2.6}
.said{fill:var(--side);paint-order:stroke;stroke:var(--p-bg);\
stroke-width:5px;stroke-linejoin:round}
.cell{fill:var(--side);fill-opacity:.14;stroke:var(--side);stroke-width:1.4}
.overhead .cell{fill-opacity:0;stroke:var(--p-overhead);\
stroke-width:1;stroke-opacity:.6}
.overhead .hex,.overhead .bit{fill:var(--p-overhead)}
.payload .hex{font-weight:600;fill:var(--side)}
.brace{stroke:currentColor;stroke-opacity:.5;stroke-width:1.2}
.leader{stroke:currentColor;stroke-opacity:.4;stroke-dasharray:2 3}
.bar{fill:var(--side)}
.overhead .bar{fill:var(--p-overhead);fill-opacity:.2;stroke:var(--p-overhead)}";

/// The `<style>` of one picture: it reaches nothing outside of `id`.
pub(super) fn style(id: &str, body: &str) -> String {
    let mut rules = format!(
        "#{id}{{color:var(--p-fg);background:var(--p-bg);\
         font:14px 'Open Sans',system-ui,sans-serif}}\n"
    );
    for (selectors, meaning) in RULES.lines().filter_map(|r| r.split_once('{'))
    {
        let used: Vec<_> = selectors
            .split(',')
            .filter(|selector| is_used(selector, body))
            .map(|selector| format!("#{id} {selector}"))
            .collect();
        if !used.is_empty() {
            rules.push_str(&format!("{}{{{meaning}\n", used.join(",")));
        }
    }
    let (on_light, on_dark) =
        (variables(&rules, false), variables(&rules, true));
    format!(
        "<style>\n#{id}{{{on_light}}}\n\
         @media (prefers-color-scheme:dark){{#{id}{{{on_dark}}}}}\n\
         {rules}</style>"
    )
}

/// The variables that the rules ask for.
fn variables(rules: &str, dark: bool) -> String {
    let asked = |name: &str| rules.contains(&format!("var(--p-{name})"));
    let variables: Vec<_> = VARIABLES
        .into_iter()
        .filter(|(name, ..)| asked(name))
        .map(|(name, on_light, on_dark)| {
            let alone = if dark { on_dark } else { on_light };
            format!("--p-{name}:var(--{name},{alone})")
        })
        .collect();
    variables.join(";")
}

/// Whether all classes of a selector occur in a picture's body.
fn is_used(selector: &str, body: &str) -> bool {
    let lists = || body.split("class=\"").skip(1);
    let names = || lists().filter_map(|list| list.split('"').next());
    let occurs =
        |class: &str| names().any(|n| n.split(' ').any(|n| n == class));
    selector.split(' ').filter_map(|part| part.strip_prefix('.')).all(occurs)
}
