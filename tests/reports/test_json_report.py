"""The contract of the JSON report."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema
import pytest

from idcheck import __version__
from idcheck.checking import CheckedFile, Outcome
from idcheck.reports import Look, render
from idcheck.reports.json import schema
from idcheck.verifying import NotRun

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def _published() -> str:
    return (files("idcheck.reports") / "idcheck-1.schema.json").read_text("utf-8")


def _report(*given: CheckedFile, not_run: tuple[NotRun, ...] = ()) -> Any:
    report = json.loads(render("json", Outcome(given, not_run=not_run), Look()))
    jsonschema.Draft202012Validator(json.loads(_published())).validate(report)
    return report


def test_the_published_schema_is_that_of_the_structs() -> None:
    assert _published() == schema(), (
        "write it: python -m idcheck.reports.json > src/idcheck/reports/idcheck-1.schema.json"
    )


def test_the_schema_is_a_schema_and_refuses_what_is_none() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(_published()))
    validator.check_schema(validator.schema)

    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"schema": "idcheck-1"})


def test_a_run_without_files() -> None:
    assert _report() == {
        "schema": "idcheck-1", "version": __version__, "online": False, "language": "en",
        "files": [], "mentions": [], "diagnostics": [], "not_run": [], "not_verified": [],
        "summary": {
            "files": 0, "skipped": 0, "failed": 0, "mentions": 0, "tracked": 0, "weak": 0,
            "untracked": 0, "not_verified": 0, "errors": 0, "warnings": 0, "infos": 0, "silenced": 0, "known": 0,
        },
    }  # fmt: skip


def test_a_mention_with_its_candidates(file: Callable[..., CheckedFile]) -> None:
    mention = _report(file())["mentions"][0]

    assert mention == {
        "path": "posts/a.md", "post": 0, "kind": "informal", "text": "Our new paper in PNAS",
        "language": "en", "tracked": "no", "likely": False,
        "start": {"line": 3, "column": 1, "offset": 9}, "end": {"line": 3, "column": 22, "offset": 30},
        "work": {"title": None, "authors": [], "container": "PNAS", "year": None, "type": "article"},
        "identifiers": [],
        "candidates": [{
            "identifier": {"scheme": "doi", "value": "10.1073/pnas.1", "url": "https://doi.org/10.1073/pnas.1"},
            "verdict": "cannot tell", "score": 0.9123, "agree": ["container"], "differ": ["year"],
            "source": "catalogue",
            "work": {
                "title": "On the temperature of cells", "authors": ["Anna Berg", "Kim Lee"],
                "container": "Proceedings of the National Academy of Sciences", "year": 2026, "type": "article",
            },
        }],
        "not_verified": "offline",
    }  # fmt: skip


def test_an_identifier_says_what_binds_it(file: Callable[..., CheckedFile]) -> None:
    assert _report(file())["mentions"][1]["identifiers"] == [
        {
            "scheme": "doi",
            "value": "10.5555/12345678",
            "url": "https://doi.org/10.5555/12345678",
            "bound_by": "same-sentence",
            "answer": None,
        }
    ]


def test_where_only_the_line_is_known_the_rest_is_null(file: Callable[..., CheckedFile]) -> None:
    mention = _report(file())["mentions"][2]

    assert mention["start"] == mention["end"] == {"line": 1, "column": None, "offset": None}
    assert mention["text"] == "News"


def test_a_diagnostic_with_its_fix(file: Callable[..., CheckedFile]) -> None:
    first, second, third = _report(file())["diagnostics"]

    assert first == {
        "code": "MEN101", "name": "untracked-mention", "severity": "error",
        "message": "a publication is mentioned without a link", "suggestion": "it may be this one; link it",
        "path": "posts/a.md", "post": 0, "mention": 0,
        "start": {"line": 3, "column": 1, "offset": 9}, "end": {"line": 3, "column": 22, "offset": 30},
        "fixes": [{
            "applicability": "unsafe", "message": "link it",
            "edits": [{"start": 9, "end": 30, "replacement": "[Our new paper in PNAS](https://doi.org/10.1073/pnas.1)"}],
        }],
    }  # fmt: skip
    assert (second["mention"], third["mention"]) == (1, None)


def test_mentions_are_counted_over_all_files(file: Callable[..., CheckedFile]) -> None:
    report = _report(file(), file(path="b.md"))

    assert [item["mention"] for item in report["diagnostics"]] == [0, 1, None, 3, 4, None]
    assert report["mentions"][3]["path"] == "b.md"


def test_the_counts(file: Callable[..., CheckedFile]) -> None:
    failed = CheckedFile("b.md", "failed", "there is no such file", "blog", "")
    report = _report(file(), failed, not_run=(NotRun("IDN301", "offline", 2),))

    assert report["summary"] == {
        "files": 2, "skipped": 0, "failed": 1, "mentions": 3, "tracked": 1, "weak": 1, "untracked": 1,
        "not_verified": 2, "errors": 1, "warnings": 1, "infos": 1, "silenced": 0, "known": 0,
    }  # fmt: skip
    assert report["files"] == [
        {
            "path": "posts/a.md",
            "status": "checked",
            "reason": None,
            "channel": "blog",
            "posts": 1,
            "channels": ["blog"],
        },
        {
            "path": "b.md",
            "status": "failed",
            "reason": "there is no such file",
            "channel": "blog",
            "posts": 0,
            "channels": [],
        },
    ]
    assert report["not_verified"] == [{"reason": "offline", "mentions": 2}]
    assert report["not_run"] == [{"code": "IDN301", "reason": "offline", "mentions": 2}]


def test_what_a_terminal_obeys_is_escaped_and_kept(file: Callable[..., CheckedFile]) -> None:
    evil = "\x1b\x9b\u202e\u2028\ufeff"
    checked = file(f"Our new paper in PNAS, 10.5555/12345678 {evil}", path=f"{evil}\udcff.md")
    text = render("json", Outcome((checked,)), Look())

    assert not set(text) & set(evil)
    assert json.loads(text)["files"][0]["path"] == f"{evil}\N{REPLACEMENT CHARACTER}.md"
