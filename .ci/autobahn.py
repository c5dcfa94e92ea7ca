#!/usr/bin/env python3
"""Judges a report of the Autobahn cases.

    .ci/autobahn.py REPORT/index.json   says what is wrong, or nothing
    .ci/autobahn.py --table REPORT/index.json
                                        a line for each group of cases
    .ci/autobahn.py --self-test         proves that faults are found

A case must be OK or INFORMATIONAL, and so must the way in which it closed.
NON-STRICT is allowed where the cases ask for more than the RFC does: a text
that has gone wrong in the middle of a frame is refused when the frame is
whole, not before.
"""

import copy
import json
import sys
from collections import Counter

# All but 9 (performance), and 12 and 13 (compression, which is declined).
CASES = 247
FINE = {"OK", "INFORMATIONAL"}
NON_STRICT = {"6.4.3", "6.4.4"}


def faults(report):
    """What is wrong with a report, one line each."""
    if len(report) != 1:
        return [f"one server was asked, the report has {len(report)}"]
    (cases,) = report.values()
    found = []
    if len(cases) != CASES:
        found.append(f"{len(cases)} cases, of {CASES}")
    for name, case in cases.items():
        behavior = case.get("behavior")
        allowed = FINE | {"NON-STRICT"} if name in NON_STRICT else FINE
        if behavior not in allowed:
            found.append(f"case {name}: {behavior}")
        closed = case.get("behaviorClose")
        if closed not in FINE:
            found.append(f"case {name}: closed {closed}")
    return found


GROUPS = {
    "1": "frames and lengths",
    "2": "pings and pongs",
    "3": "reserved bits",
    "4": "opcodes",
    "5": "fragments",
    "6": "UTF-8",
    "7": "closing",
    "9": "big messages, and many",
    "10": "a message in small writes",
}


def table(report):
    """How many cases of each group went how, and how long they took."""
    (cases,) = report.values()
    for number, what in GROUPS.items():
        group = [
            case
            for name, case in cases.items()
            if name.split(".")[0] == number
        ]
        if not group:
            continue
        counts = Counter(case["behavior"] for case in group)
        counts = ", ".join(f"{n} {how}" for how, n in counts.most_common())
        seconds = sum(case["duration"] for case in group) / 1000
        print(f"{number:>2}  {what:<26} {seconds:>6.1f} s  {counts}")


def self_test():
    """Plants each fault in a healthy report."""
    good = {"behavior": "OK", "behaviorClose": "OK"}
    names = ["6.4.3", "6.4.4", *(f"1.1.{n}" for n in range(CASES - 2))]
    healthy = {"server": {name: dict(good) for name in names}}
    healthy["server"]["6.4.3"]["behavior"] = "NON-STRICT"
    healthy["server"]["1.1.1"]["behavior"] = "INFORMATIONAL"
    assert faults(healthy) == [], faults(healthy)

    def planted(what, change):
        report = copy.deepcopy(healthy)
        change(report["server"])
        assert len(faults(report)) == 1, f"{what}: {faults(report)}"

    def with_value(name, key, value):
        return lambda cases: cases[name].update({key: value})

    for value in ["FAILED", "NON-STRICT", "UNCLEAN", "WRONG CODE", None]:
        planted("behavior", with_value("1.1.2", "behavior", value))
        planted("close", with_value("1.1.2", "behaviorClose", value))
    planted("6.4.4", with_value("6.4.4", "behavior", "FAILED"))
    planted("6.4.3", with_value("6.4.3", "behaviorClose", "NON-STRICT"))
    planted("one less", lambda cases: cases.pop("1.1.5"))
    planted("one more", lambda cases: cases.update({"1.2.1": dict(good)}))
    planted("none", lambda cases: cases.clear())
    assert len(faults({})) == 1
    assert len(faults({**healthy, "other": {}})) == 1


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        print("every planted fault was found")
        return
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with open(sys.argv[-1], encoding="utf-8") as file:
        report = json.load(file)
    if sys.argv[1] == "--table":
        table(report)
        return
    found = faults(report)
    for fault in found:
        print(fault)
    if found:
        sys.exit(1)
    (cases,) = report.values()
    print(f"{len(cases)} cases, and none is wrong")


if __name__ == "__main__":
    main()
