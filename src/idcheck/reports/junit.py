"""JUnit XML, which most CI servers show as test results: a suite for each file, a case for each finding.

Errors and warnings are failures; a note is a case that passed, with its words as output. A file
without findings is one case that passed, so that it is seen to have been checked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from idcheck.reports.findings import advice, findings_of
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.checking import CheckedFile, Outcome
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding

_NOT_IN_XML = {0xFFFE: "<U+FFFE>", 0xFFFF: "<U+FFFF>"}
_FAILING = ("error", "warning")


def render(outcome: Outcome, look: Look) -> str:  # noqa: ARG001 - every report is called alike
    """The run as an XML document."""
    root = Element("testsuites", name="idcheck")
    for file in outcome.files:
        _suite(root, file, tuple(findings_of(file)))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'


def _suite(root: Element, file: CheckedFile, found: Sequence[Finding]) -> None:
    suite = SubElement(root, "testsuite", name=_sound(file.path))
    for each in found:
        _case(suite, each)
    if file.status == "failed":
        SubElement(_named(suite, file, "read"), "error", message=_sound(file.reason or ""))
    elif file.status == "skipped":
        SubElement(_named(suite, file, "read"), "skipped", message=_sound(file.reason or ""))
    elif not found:
        _named(suite, file, "no findings")
    reasons = Counter(why for post in file.posts for why in post.unverified.values())
    for why, mentions in reasons.most_common():
        message = _sound(f"{mentions} not verified ({why})")
        SubElement(_named(suite, file, "asked of registries"), "skipped", message=message)
    suite.set("tests", str(len(suite)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"*/{tag}"))))


def _case(suite: Element, found: Finding) -> None:
    item = found.item
    case = _named(suite, found.file, f"{item.code} {item.name} at {found.where}")
    case.set("line", str(found.start.line))
    told = "\n".join(part for part in (found.words, advice(item)) if part)
    if item.severity in _FAILING:
        failure = SubElement(
            case, "failure", message=_sound(item.message), type=f"{item.severity} {item.code}"
        )
        failure.text = _lines(told)
    else:
        SubElement(case, "system-out").text = _lines(f"{item.message}\n{told}")


def _named(suite: Element, file: CheckedFile, name: str) -> Element:
    path = _sound(file.path)
    return SubElement(suite, "testcase", name=name, classname=path, file=path)


def _lines(text: str) -> str:
    return "\n".join(_sound(line) for line in text.split("\n"))


def _sound(text: str) -> str:
    """The text with signs in place of what XML cannot hold."""
    return visible(text).translate(_NOT_IN_XML)
