//! A session's id is its password.

use std::collections::HashSet;

use engine::Sid;

#[test]
fn it_has_20_letters_that_need_no_escape_in_a_url() {
    for _ in 0..1000 {
        let sid = Sid::fresh().to_string();
        assert_eq!(sid.len(), 20);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        assert!(sid.chars().all(is_plain), "{sid}");
    }
}

#[test]
fn no_two_are_the_same_and_every_letter_changes() {
    let sids: Vec<_> = (0..1000).map(|_| Sid::fresh().to_string()).collect();
    assert_eq!(sids.iter().collect::<HashSet<_>>().len(), sids.len());
    // A counter, or a time, would keep some letter.
    for place in 0..20 {
        let letters: HashSet<_> =
            sids.iter().map(|sid| sid.as_bytes()[place]).collect();
        assert!(letters.len() > 48, "letter {place} has {}", letters.len());
    }
}

#[test]
fn what_was_written_is_read_again() {
    for _ in 0..100 {
        let sid = Sid::fresh();
        assert_eq!(Sid::read(&sid.to_string()), Some(sid));
    }
}

#[test]
fn what_is_not_20_letters_of_base64url_is_none_of_ours() {
    let ours = "Tgda6jvCUCjnffadAAAA";
    assert!(Sid::read(ours).is_some());
    for theirs in [
        "",
        &ours[..19],
        &format!("{ours}A"),
        &ours.repeat(400),
        &ours.replace('A', "+"),
        &ours.replace('A', "/"),
        &ours.replace('A', "="),
        &ours.replace('A', "é"),
        "__proto__",
        "toString",
        "../../../etc/passwd_",
    ] {
        assert_eq!(Sid::read(theirs), None, "{theirs}");
    }
}
