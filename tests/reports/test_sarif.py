"""SARIF, judged by the published schema (sarif-2.1.0-rtm.5.json, from schemastore.org)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hostile import for_evils
from msgspec.structs import replace

from idcheck.checking import CheckedFile, Outcome
from idcheck.reports import Look, render
from idcheck.rules import catalogue
from idcheck.silencing import Silenced

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
_VALIDATOR = jsonschema.Draft4Validator(_SCHEMA)


def _run(*files: CheckedFile) -> Any:
    report = render("sarif", Outcome(files), Look())
    log = json.loads(report)
    _VALIDATOR.validate(log)
    assert report.isascii()
    (run,) = log["runs"]
    return run


def test_the_schema_refuses_what_is_no_sarif() -> None:
    with pytest.raises(jsonschema.ValidationError):
        _VALIDATOR.validate({"version": "2.1.0", "runs": [{"results": []}]})


def test_every_rule_is_described_with_its_page() -> None:
    rules = _run()["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == [rule.code for rule in catalogue()]
    (mention,) = [rule for rule in rules if rule["id"] == "MEN101"]
    assert mention["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert "\n\n**Why it matters**\n\nAltmetric" in mention["help"]["markdown"]
    assert "**Example**\n\n~~~~text\nOur group" in mention["help"]["markdown"]


def test_a_result_with_its_place_and_its_fix(file: Callable[..., CheckedFile]) -> None:
    run = _run(file(path="posts/a b.md"))
    first = run["results"][0]
    artifact = {"uri": "posts/a%20b.md", "uriBaseId": "%SRCROOT%"}
    region = {
        "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 22, "charOffset": 9, "charLength": 21,
    }  # fmt: skip

    assert run["columnKind"] == "unicodeCodePoints"
    assert (first["ruleId"], first["level"]) == ("MEN101", "error")
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "MEN101"
    (location,) = first["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": artifact,
        "region": {**region, "snippet": {"text": "Our new paper in PNAS"}},
    }
    (fix,) = first["fixes"]
    (change,) = fix["artifactChanges"]
    assert change == {
        "artifactLocation": artifact,
        "replacements": [{
            "deletedRegion": region,
            "insertedContent": {"text": "[Our new paper in PNAS](https://doi.org/10.1073/pnas.1)"},
        }],
    }  # fmt: skip
    assert fix["properties"] == {"applicability": "unsafe"}


def test_where_only_the_line_is_known_the_region_is_the_line(
    file: Callable[..., CheckedFile],
) -> None:
    third = _run(file())["results"][2]

    assert third["level"] == "note"
    assert third["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_columns_are_code_points(file: Callable[..., CheckedFile]) -> None:
    first = _run(file("🎉 Our new paper in PNAS 10.5555/12345678"))["results"][0]

    assert first["locations"][0]["physicalLocation"]["region"]["startColumn"] == 3


def test_fingerprints_survive_line_moves(file: Callable[..., CheckedFile]) -> None:
    moved = file(f"New.\n\n{file().source}")
    prints = [
        [result["partialFingerprints"] for result in _run(each)["results"][:2]]
        for each in (file(), moved)
    ]

    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]


def test_what_a_person_put_aside_is_marked_as_such(file: Callable[..., CheckedFile]) -> None:
    made = file()
    (post,) = made.posts
    first, second, third = post.diagnostics
    aside = (Silenced(first, "comment", "embargo"), Silenced(third, "settings", "a\x1b"))
    sorted_ = replace(post, diagnostics=(second,), silenced=aside)
    rows = _run(replace(made, posts=(sorted_,)))["results"]

    assert [(row["ruleId"], row.get("suppressions")) for row in rows] == [
        ("MEN103", None),
        ("MEN101", [{"kind": "inSource", "justification": "embargo"}]),
        ("VIS401", [{"kind": "external", "justification": "a␛"}]),
    ]


def test_what_is_in_the_baseline_is_marked_as_such(file: Callable[..., CheckedFile]) -> None:
    made = file()
    (post,) = made.posts
    first, *others = post.diagnostics
    rows = _run(replace(made, posts=(replace(post, diagnostics=(first,), known=tuple(others)),)))
    known = [{"kind": "external", "justification": "in the baseline"}]

    assert [row.get("suppressions") for row in rows["results"]] == [None, known, known]


def test_what_was_not_done_is_told(file: Callable[..., CheckedFile]) -> None:
    failed = CheckedFile("/tmp/gone.md", "failed", "there is no such file", "blog", "")
    (invocation,) = _run(file(), failed)["invocations"]
    unread, unverified = invocation["toolExecutionNotifications"]

    assert not invocation["executionSuccessful"]
    assert unread["level"] == "error"
    assert unread["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "file:///tmp/gone.md"
    }
    assert unverified["message"]["text"] == "2 mentions not verified: offline"


def test_a_finding_of_a_rule_from_elsewhere_is_told_too(file: Callable[..., CheckedFile]) -> None:
    made = file()
    (post,) = made.posts
    items = (replace(post.diagnostics[0], code="ZZZ999"),)
    (result,) = _run(replace(made, posts=(replace(post, diagnostics=items),)))["results"]

    assert "ruleIndex" not in result


@for_evils
def test_any_text_makes_valid_sarif(hostile: Callable[[str], CheckedFile], evil: str) -> None:
    results = _run(hostile(evil))["results"]

    assert len(results) == 3
    for result in results:
        assert not {"\x1b", "\x9b", "\u202e", "\n"} & set(result["message"]["text"])
