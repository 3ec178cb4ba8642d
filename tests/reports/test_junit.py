"""JUnit XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

from hostile import for_evils

from idcheck.checking import CheckedFile, Outcome
from idcheck.reports import Look, render

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element


def _root(*files: CheckedFile) -> Element:
    return fromstring(render("junit", Outcome(files), Look()).encode())


def test_a_suite_a_file_and_a_case_a_finding(file: Callable[..., CheckedFile]) -> None:
    root = _root(
        file(),
        CheckedFile("clean.md", "checked", None, "blog", ""),
        CheckedFile("gone.md", "failed", "there is no such file", "blog", ""),
        CheckedFile("a.png", "skipped", "is of no format", "blog", ""),
    )

    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [
        ("posts/a.md", "4"), ("clean.md", "1"), ("gone.md", "1"), ("a.png", "1"),
    ]  # fmt: skip
    assert root.attrib == {
        "name": "idcheck", "tests": "7", "failures": "2", "errors": "1", "skipped": "2",
    }  # fmt: skip
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.attrib == {
        "message": "a publication is mentioned without a link",
        "type": "error MEN101",
    }
    assert failure.text
    assert failure.text.splitlines()[0] == "Our new paper in PNAS"
    assert "https://doi.org/10.1073/pnas.1" in failure.text


def test_what_was_not_verified_is_a_case_that_was_skipped(
    file: Callable[..., CheckedFile],
) -> None:
    case = _root(file())[0][3]

    assert case.get("name") == "asked of registries"
    assert case.find("skipped").attrib == {"message": "2 not verified (offline)"}  # type: ignore[union-attr]
    assert len(_root(file(unverified={}))[0]) == 3


def test_a_note_passes(file: Callable[..., CheckedFile]) -> None:
    case = _root(file())[0][2]

    assert case.get("name") == "VIS401 unrendered-identifier at 1"
    assert case.find("failure") is None
    assert "only in the front matter" in (case.findtext("system-out") or "")


@for_evils
def test_any_text_makes_xml_of_the_same_shape(
    hostile: Callable[[str], CheckedFile], evil: str
) -> None:
    (suite,) = _root(hostile(evil))

    assert [child.tag for case in suite for child in case] == [
        "failure",
        "failure",
        "system-out",
        "skipped",
    ]
