"""Problems in the forms that other programs read: JSON, GitHub's annotations, SARIF.

In: problems, and the path by which a reader of the report finds each file. Out: text.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from dateline import __version__
from dateline.problems import MEANINGS, WARNINGS, Problem

PathOf = Callable[[str], str]
"""From a problem's path to the one in the report: as seen from the working directory."""
COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""How GitHub's workflow commands escape (actions/toolkit, `command.ts`)."""
SPAN = ("line", "column", "end_line", "end_column")


def as_json(problems: Iterable[Problem], path_of: PathOf) -> str:
    """A list of objects; `fix` is null, or the stretch of the file to replace and by what."""
    objects = [
        {
            "path": path_of(problem.path),
            **{name: getattr(problem, name) for name in SPAN},
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
            "fix": problem.fix and {name: getattr(problem.fix, name) for name in (*SPAN, "text")},
        }
        for problem in problems
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem], path_of: PathOf) -> str:
    """A workflow command a line. Columns are given for one line only: GitHub's rule."""
    return "\n".join(command(problem, path_of(problem.path)) for problem in problems)


def command(problem: Problem, path: str) -> str:
    """One annotation."""
    properties = {"file": path, "line": problem.line, "endLine": problem.end_line}
    if problem.line == problem.end_line:
        properties |= {"col": problem.column, "endColumn": problem.end_column}
    properties["title"] = problem.code
    written = ",".join(
        f"{key}={str(value).translate(PROPERTY)}" for key, value in properties.items()
    )
    text = "\n".join(part for part in (problem.message, problem.hint) if part)
    return f"::{COMMANDS[problem.severity]} {written}::{text.translate(TEXT)}"


def as_sarif(problems: Iterable[Problem], path_of: PathOf) -> str:
    """One run of SARIF 2.1.0, with every code there is as a rule (OASIS, 2020)."""
    found = list(problems)
    codes = sorted(MEANINGS)
    rules = [
        {
            "id": code,
            "shortDescription": {"text": f"{MEANINGS[code]}."},
            "defaultConfiguration": {"level": "warning" if code in WARNINGS else "error"},
        }
        for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "Dateline", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [result(each, codes.index(each.code), path_of(each.path)) for each in found],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
    return json.dumps({**log, "runs": [run]}, ensure_ascii=False, indent=2)


def result(problem: Problem, index: int, path: str) -> dict[str, Any]:
    """One result; `index` is that of its rule."""
    text = "\n".join(part for part in (problem.message, problem.hint) if part)
    where = {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
    place = {"artifactLocation": where, "region": region(problem)}
    made: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
    if fix := problem.fix:
        replacement = {"deletedRegion": region(fix), "insertedContent": {"text": fix.text}}
        change = {"artifactLocation": where, "replacements": [replacement]}
        made["fixes"] = [{"description": {"text": problem.message}, "artifactChanges": [change]}]
    return made


def region(place: Any) -> dict[str, int]:
    """A stretch of a file, counted as we do: from 1, the end exclusive."""
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, (getattr(place, name) for name in SPAN), strict=True))


REPORTS: dict[str, Callable[[Iterable[Problem], PathOf], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""The forms of `dateline check --format`, but for the one that people read."""
