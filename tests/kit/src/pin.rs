//! Outputs pinned for the book.

/// Pins a text as the snapshot of that name.
///
/// The snapshot holds the text between `ANCHOR` lines of the same name, so
/// that a page can include just that.
#[macro_export]
macro_rules! pin {
    ($name:literal, $text:expr) => {{
        let text = $crate::pinned($name, $text.as_ref());
        $crate::settings().bind(|| $crate::insta::assert_snapshot!($name, text))
    }};
}

/// The text with its anchors.
pub fn pinned(name: &str, text: &str) -> String {
    // Pictures and cells bring their own anchors along.
    let picture = format!("ANCHOR: {name} ");
    if text.contains(&picture) || text.starts_with("ANCHOR:") {
        return text.to_string();
    }
    format!("ANCHOR: {name}\n{text}\nANCHOR_END: {name}\n")
}

/// One folder for a chapter's snapshots, and nothing in them that changes
/// when a test is reworded.
pub fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots");
    settings
}
