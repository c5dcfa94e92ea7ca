//! A program that breaks a promise is noticed.
#![cfg(unix)] // the programs are a shell's

use std::panic::{AssertUnwindSafe, catch_unwind};

use kit::{Program, Screen, promises};

/// What a check says about a program; `None`: nothing.
fn complaint(check: impl FnOnce()) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(check)).err()?;
    Some(*panic.downcast::<String>().expect("a message with a value"))
}

fn planted(fault: &str) -> String {
    format!("tests/planted.sh {fault}")
}

#[test]
fn a_taken_port_without_the_one_line_is_noticed() {
    let of = |fault| {
        let planted = planted(fault);
        complaint(move || drop(promises::taken_port("sh", &planted)))
    };
    assert_eq!(of("kept"), None);
    for (fault, what) in [
        ("to-stdout", "complains to stdout"),
        ("code", "exit status: 3"),
        ("no-way-out", "left == right"),
        ("two-lines", "not one line"),
    ] {
        let said = of(fault).expect(fault);
        assert!(said.contains(what), "{fault}: {said}");
    }
}

#[test]
fn a_program_that_begins_before_it_complains_is_noticed() {
    let of = |fault, code, complains| {
        let planted = planted(fault);
        let cases = [(planted.as_str(), complains)];
        let check = || drop(promises::refuses("sh", code, "--prot", &cases));
        complaint(check)
    };
    assert_eq!(of("refuses", 1, "--prot"), None);
    assert!(of("refuses", 2, "--prot").unwrap().contains("exit status: 1"));
    assert!(of("refuses", 1, "--port").unwrap().contains("unknown --prot"));
    assert!(of("begins", 1, "--prot").unwrap().contains("it has begun"));
}

#[test]
fn an_option_that_help_does_not_explain_is_noticed() {
    for (fault, what) in [
        ("help", None),
        ("help-without", Some("--idle is not explained")),
        ("help-empty", Some("--port is not explained")),
    ] {
        let text = Program::start("sh", &planted(fault)).ends(0).text(&[]);
        let said = complaint(move || promises::explains(&text));
        assert_eq!(said.is_some(), what.is_some(), "{fault}: {said:?}");
        let said = said.unwrap_or_default();
        assert!(said.contains(what.unwrap_or_default()), "{said}");
    }
}

/// Whoever started us may ignore Ctrl-C: a script does so in the background.
/// Then so does a shell, whatever its trap says. (The chapters' programs ask
/// to hear it, and do.)
fn a_shell_hears_ctrl_c() -> bool {
    let script = "trap 'exit 0' INT; kill -INT $$; exit 1";
    let shell = std::process::Command::new("sh").args(["-c", script]).status();
    shell.is_ok_and(|status| status.success())
}

#[test]
fn an_end_by_ctrl_c_with_another_exit_code_is_noticed() {
    if !a_shell_hears_ctrl_c() {
        return;
    }
    let of = |fault| {
        let mut program = Program::start("sh", &planted(fault));
        program.line_with("ready");
        let check = || drop(program.ends_on_ctrl_c());
        complaint(check)
    };
    assert_eq!(of("stops"), None);
    assert!(of("dies").unwrap().contains("exit status: 130"));
}

#[test]
fn a_screen_that_closes_breaks_the_pipe_and_one_that_stands_still_waits() {
    let screen = Screen::ClosesAfter("ready");
    let mut program = Program::start_on("sh", screen, &planted("closed"));
    program.line_with("ready");
    program.line_with("broken");
    let screen = Screen::StandsStillAfter("ready");
    let mut program = Program::start_on("sh", screen, &planted("still"));
    program.line_with("ready");
    program.type_line("go on");
    let said = program.ends(0).text(&[]);
    assert_eq!(said.lines().last(), Some("go on"), "{said}");
}
