// ANCHOR: all
//! What is asked for: `?after=17`, `?name=ann`, `Last-Event-ID: 17`.

/// The value of the only key that a path knows. `None`: it was not given.
///
/// # Errors
/// What is wrong, for whoever has asked.
fn value<'a>(query: &'a str, key: &str) -> Result<Option<&'a str>, String> {
    let mut found = None;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some((name, value)) if name == key && found.is_none() => {
                found = Some(value);
            }
            _ => return Err(format!("the query is {key}=…, once, or nothing")),
        }
    }
    Ok(found)
}

/// A message's number.
///
/// # Errors
/// What is wrong, for whoever has asked.
fn number(text: &str) -> Result<u64, String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits);
    number.ok_or_else(|| "a message has a number, such as 17".to_string())
}

/// The last message that somebody has heard. A browser that reconnects asks
/// with the address it had at first, and says in a header how far it came:
/// so the header wins.
///
/// # Errors
/// What is wrong, for whoever has asked.
pub fn after(
    query: &str,
    last_event_id: Option<&str>,
) -> Result<Option<u64>, String> {
    let asked = value(query, "after")?;
    last_event_id.or(asked).map(number).transpose()
}

/// Who speaks.
///
/// # Errors
/// What is wrong, for whoever has asked.
pub fn name(query: &str) -> Result<&str, String> {
    Ok(value(query, "name")?.unwrap_or("web"))
}
// ANCHOR_END: all
