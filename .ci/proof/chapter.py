"""What a chapter's folder holds of exercises."""

import re
from pathlib import Path

CHECK = re.compile(
    r"#\[exercise::check\((\w+)\)\]"  # which exercise,
    r"(?:\s*(?:#\[[^\]]*\]|//[^\n]*))*"  # other attributes and comments,
    r"\s*(?:pub\s+)?(?:async\s+)?fn\s+(\w+)"  # and the test's name
)
NOT_YET = re.compile(r'not_yet!\(\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
BLANK = re.compile(r'const\s+(\w+)\s*:[^=]*=\s*"\?\?\?"')


class Chapter:
    """`chapters/03-framing`: package `chapter-03`, and its exercises."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.name = self.folder.name
        self.package = "chapter-" + self.name.split("-")[0]
        tests = self.folder / "tests"
        sources = [tests / "exercises.rs"]
        sources += sorted(tests.glob("exercises/**/*.rs"))
        # Each exercise's checks, as the tests' text has them in order.
        self.checks = {file.stem: [] for file in self.files()}
        for source in sources:
            for name, check in CHECK.findall(source.read_text("utf-8")):
                self.checks.setdefault(name, []).append(check)

    def files(self, answers="."):
        """The exercise files, or those in `solutions`, `wrong/1`, …"""
        return sorted((self.folder / "exercises" / answers).glob("*.rs"))

    def has(self, answers, name):
        return (self.folder / "exercises" / answers / f"{name}.rs").is_file()

    def wrongs(self):
        """`wrong/1`, `wrong/2`, … as far as they are there."""
        found = (self.folder / "exercises/wrong").glob("*")
        return sorted(f"wrong/{f.name}" for f in found if any(f.glob("*.rs")))

    def message_file(self, answers, name):
        return self.folder / "exercises" / answers / f"{name}.message.txt"

    def not_done_yet(self, name):
        """What the unsolved exercise says of itself, one text per marker."""
        source = self.folder / "exercises" / f"{name}.rs"
        text = source.read_text("utf-8") if source.is_file() else ""
        todo = [re.sub(r"\\\n\s*", "", t) for t in NOT_YET.findall(text)]
        blank = [f"predict {constant}" for constant in BLANK.findall(text)]
        return [f"not done yet: {what}" for what in todo + blank]


def all_chapters(root):
    """Every chapter with exercises, in the order of the book."""
    folders = sorted((Path(root) / "chapters").glob("[0-9]*"))
    return [Chapter(f) for f in folders if (f / "tests/exercises.rs").is_file()]
