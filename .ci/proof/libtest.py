"""Reads what a test program prints."""

import re

RESULT = re.compile(r"^test (\S+)(?: - should panic)? \.\.\. (\w+)(?:, (.*))?$")
MESSAGE = re.compile(r"^---- (\S+) stdout ----$")


class Run:
    """How each test of one run ended, and what the failed ones said."""

    def __init__(self, printed):
        # Name, as `ok`, `FAILED` or `ignored`, and why it was ignored.
        self.ended = {}
        self.said = {}
        # A run without this line broke off: an abort, a stack overflow.
        self.complete = "\ntest result: " in printed
        name = None
        for line in printed.splitlines():
            message = MESSAGE.match(line)
            if message:
                name = message[1]
                self.said[name] = []
            elif line == "failures:":
                name = None  # the messages come between two of these
            elif name is not None:
                self.said[name].append(line)
            elif result := RESULT.match(line):
                self.ended[result[1]] = (result[2], result[3])

    def path(self, check):
        """The test's whole name, with the modules in front."""
        for path in self.ended:
            if path == check or path.endswith(f"::{check}"):
                return path
        return None

    def outcome(self, check):
        return self.ended.get(self.path(check), ("missing", None))[0]

    def reason(self, check):
        return self.ended.get(self.path(check), (None, None))[1]

    def message(self, check):
        return "\n".join(self.said.get(self.path(check), []))


def same_everywhere(message, root):
    """The message without what changes from run to run and with every edit:
    thread ids, where the repository lies, and line numbers."""
    message = message.replace(f"{root}/", "")
    message = re.sub(r"(?m)^(thread '.*') \(\d+\) panicked", r"\1 panicked", message)
    message = re.sub(r"[\w-]+/\.\./", "", message)  # tests/../exercises
    message = re.sub(r"(?m)(panicked at \S+?\.rs):\d+:\d+:$", r"\1:", message)
    message = re.sub(r"(?m)^note: run with `RUST_BACKTRACE=.*\n?", "", message)
    return "\n".join(line.rstrip() for line in message.strip().splitlines())
