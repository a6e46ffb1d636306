"""A pytest plugin that only reports: how each test ended, as lines of JSON in a file."""

import json
import os

SHOWN = 600


def pytest_runtest_logreport(report):
    if report.when != "call" and report.outcome == "passed":
        return
    line = {
        "id": report.nodeid,
        "when": report.when,
        "outcome": report.outcome,
        "reason": _reason(report)[:SHOWN],
    }
    with open(os.environ["PLEXUS_REPORT"], "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def _reason(report):
    if report.outcome == "passed":
        return ""
    if report.outcome == "skipped":
        # Place, line and reason.
        return str(report.longrepr[2])
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is None:
        return str(report.longrepr)
    return f"{os.path.basename(crash.path)}:{crash.lineno}: {crash.message}"
