"""Runs cargo, rustfmt and git."""

import json
import os
import signal
import subprocess

from proof.libtest import Run

LONG_ENOUGH = 300  # seconds; every wait inside a check has its own limit


def environment(answers):
    """As a reader's, but for the folder that the checks look into."""
    env = {**os.environ, "CARGO_TERM_COLOR": "never"}
    env.pop("ANSWERS", None)
    return {**env, "ANSWERS": answers} if answers else env


def call(command, root, answers=None):
    """The exit code (None after too long), and what was printed on stdout
    and stderr."""
    process = subprocess.Popen(
        command, cwd=root, env=environment(answers), text=True,
        encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        out, err = process.communicate(timeout=LONG_ENOUGH)
    except subprocess.TimeoutExpired:
        # With the session, cargo's own children end too.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, "", f"no end after {LONG_ENOUGH} s"
    return process.returncode, out, err


def build(chapters, root, answers):
    """Builds the checks; what the compiler has to say about them."""
    packages = [word for c in chapters for word in ("-p", c.package)]
    command = ["cargo", "test", "--no-run", "--message-format=json"]
    code, out, err = call(
        [*command, *packages, "--test", "exercises"], root, answers
    )
    said = []
    for line in out.splitlines():
        message = json.loads(line) if line.startswith("{") else {}
        if message.get("reason") == "compiler-message":
            said.append(message["message"]["rendered"])
    if code != 0 and not said:
        said.append(err)
    return code == 0, said


def test(chapter, root, answers, *arguments):
    """Runs one chapter's checks: the run, or what kept it from ending."""
    command = ["cargo", "test", "-p", chapter.package, "--test", "exercises"]
    code, out, err = call([*command, "--", *arguments], root, answers)
    return (Run(out), None) if code is not None else (None, err)


def clippy(chapters, root, answers):
    packages = [word for c in chapters for word in ("-p", c.package)]
    command = ["cargo", "clippy", "-q", *packages, "--test", "exercises"]
    code, _, err = call([*command, "--", "-D", "warnings"], root, answers)
    return None if code == 0 else err


def rustfmt(files, root):
    """rustfmt sees these files only when they are named."""
    command = ["rustfmt", "--check", "--color=never", "--edition=2024"]
    code, out, err = call([*command, *map(str, files)], root)
    return None if code == 0 else out + err


def git_status(root):
    return call(["git", "status", "--porcelain"], root)[1]
