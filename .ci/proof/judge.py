"""Is it proven? Each function looks at one run of one chapter's checks, and
gives a list of faults: pairs of the exercise and what is wrong with it."""


def strangers(chapter, run):
    """What holds in every run: it ended, and nothing else failed in it."""
    faults = []
    if not run.complete:
        faults.append((None, "the test program broke off"))
    known = {run.path(c) for cs in chapter.checks.values() for c in cs}
    for path, (outcome, _) in run.ended.items():
        if outcome == "FAILED" and path not in known:
            faults.append((None, f"{path} fails, and is no exercise's check"))
    return faults


def every(chapter, run, fault_of):
    faults = strangers(chapter, run)
    for name, checks in chapter.checks.items():
        if not checks:
            faults.append((name, "no test is marked as its check"))
        for check in checks:
            if run.path(check) is None:
                faults.append((name, f"{check} was not run"))
            elif fault := fault_of(name, check):
                faults.append((name, f"{check} {fault}"))
    return faults


def listed(chapter, run):
    """Unsolved, as a reader runs it: ignored, with the file to open."""

    def fault_of(name, check):
        if run.outcome(check) != "ignored":
            return f"is {run.outcome(check)} while unsolved; expected: ignored"
        file = f"chapters/{chapter.name}/exercises/{name}.rs"
        expected = f"not done yet: open {file}"
        if run.reason(check) != expected:
            return f"is ignored for “{run.reason(check)}”, not “{expected}”"
        return None

    return every(chapter, run, fault_of)


def unsolved(chapter, run):
    """Unsolved, but run by force: fails, and for its own reason."""

    def fault_of(name, check):
        if run.outcome(check) != "FAILED":
            return f"is {run.outcome(check)} although nobody has solved it"
        own = chapter.not_done_yet(name)
        if not own:
            return "has neither not_yet! nor a blank prediction in its file"
        if not any(text in run.message(check) for text in own):
            return f"fails without saying “{own[0]}”:\n{run.message(check)}"
        return None

    return every(chapter, run, fault_of)


def solved(chapter, run):
    """With the solutions everything passes."""

    def fault_of(_, check):
        if run.outcome(check) == "ok":
            return None
        return f"is {run.outcome(check)} with the solution:\n{run.message(check)}"

    return every(chapter, run, fault_of)


def wrong(chapter, run, answers):
    """A wrong attempt fails one of its checks at least, and says something.
    Where this folder has none, the solution stands in and passes."""
    faults = []

    def fault_of(name, check):
        outcome, message = run.outcome(check), run.message(check)
        if not chapter.has(answers, name):
            if outcome != "ok":
                return f"is {outcome} in {answers}, where the solution stands in"
        elif outcome not in ("ok", "FAILED"):
            return f"is {outcome} in {answers}"
        elif outcome == "FAILED" and "not done yet" in message:
            return f"fails as not done yet in {answers}"
        elif outcome == "FAILED" and not message.strip():
            return f"fails in {answers} without a word"
        return None

    faults += every(chapter, run, fault_of)
    for name, checks in chapter.checks.items():
        passes = checks and all(run.outcome(c) == "ok" for c in checks)
        if chapter.has(answers, name) and passes:
            faults.append((name, f"{answers} passes all checks"))
    return faults


def complete(chapter):
    """What an exercise has to have before anything is run."""
    faults = []
    for name in chapter.checks:
        if not chapter.has(".", name):
            faults.append((name, "has checks, but no file"))
        if not chapter.has("solutions", name):
            faults.append((name, "has no solution"))
        attempts = sum(chapter.has(wrong, name) for wrong in chapter.wrongs())
        if attempts < 2:
            faults.append((name, f"has {attempts} wrong attempts; 2 at least"))
    for answers in ["solutions", *chapter.wrongs()]:
        for file in chapter.files(answers):
            if file.stem not in chapter.checks:
                faults.append((file.stem, f"stands in {answers} alone"))
    return faults
