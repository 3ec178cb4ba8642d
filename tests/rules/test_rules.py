"""Every rule against its fixtures.

`fixtures/CODE/pass/*` must give no diagnostic of that rule. `fixtures/CODE/flag/*` names what must
be found in comments: `<!-- expect LINE "source stretch" -->` (a line end in the stretch is `\\n`),
and `<!-- fixed "..." -->` after an expectation where a safe fix must write exactly that.
`<!-- answer doi:10.1000/1 {"title": "..."} -->` is what a registry says of an identifier (or
`not found`, `registered` without a description, `unavailable` where nobody could be asked).
`<!-- searched -->` says that the registries found nothing for the references, with a record after
it that they offered this one, and `<!-- searched unavailable -->` that one could not be asked.
`<!-- channel X -->` sets the channel, `<!-- feed excerpt -->` the feed, `<!-- source: ... -->` names the real post
that a passage was taken from, with its licence. What follows `<!-- expectations -->` is no part
of the post.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from idcheck.checking import check_source
from idcheck.config import Settings
from idcheck.identifiers import Identifier
from idcheck.mentions.finding import find
from idcheck.messages import Message
from idcheck.post.formats import format_of, read
from idcheck.rules import CHANNELS, Diagnostic, Judged, catalogue, diagnosed, judge
from idcheck.works import (
    Answers,
    Author,
    Found,
    NotFound,
    NotYet,
    Parent,
    Search,
    Unavailable,
    Work,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.mentions import Mention
    from idcheck.post import Post
    from idcheck.works.answer import Answer

FIXTURES = Path(__file__).parent / "fixtures"
_EXPECT = re.compile(r'<!-- expect (\d+) "(.*?)" -->(?:\s*<!-- fixed "(.*?)" -->)?')
_REAL = re.compile(r"<!-- source: .+, .*(?:CC|MIT|BSD|ECL|Apache).* -->")
_CHANNEL = re.compile(r"<!-- channel (\w+) -->")
_FEED = re.compile(r"<!-- feed (\w+) -->")
_ANSWER = re.compile(r"<!-- answer (\w+):(\S+) (\{.*\}|not found|registered|unavailable) -->")
_SEARCHED = re.compile(r"<!-- searched ?(\{.*\}|unavailable|) -->")
_ASKED = re.compile(r"<!-- asked (\S+) -->")
_EXPECTATIONS = "<!-- expectations -->\n"


def _judged(file: Path) -> list[tuple[Post, Diagnostic]]:
    """What the rule of a fixture finds, with the posts that it finds it in."""
    whole = file.read_bytes().decode()
    source = whole.split(_EXPECTATIONS)[0]
    channel, feed = _CHANNEL.search(whole), _FEED.search(whole)
    kind = format_of(file.name)
    assert kind is not None
    code = file.parent.parent.name
    where = channel[1] if channel else "blog"
    if code == "SUP002":  # known only when all rules have run
        posts = check_source(source, path=file.name, format=kind, settings=Settings(channel=where))
        return [
            (each.post, item) for each in posts for item in each.diagnostics if item.code == code
        ]
    found, earlier = [], ()
    for post in read(source, path=file.name, format=kind, channel=where):
        mentions = find(post)
        judged = Judged(
            post,
            mentions,
            {},
            _answers(whole, mentions),
            earlier=earlier,
            feed=feed[1] if feed else "full",
        )
        earlier = (*earlier, judged)
        found += [(post, item) for item in diagnosed(judged) if item.code == code]
    return found


def _answers(whole: str, mentions: Sequence[Mention]) -> Answers:
    """What the fixture says that registries answered."""
    found: dict[Identifier, Answer] = {}
    for scheme, value, record in _ANSWER.findall(whole):
        found[Identifier(scheme, value)] = _answer(record)
    asked = _ASKED.search(whole)
    told = _SEARCHED.findall(whole)
    works = tuple(_work(json.loads(each)) for each in told if each.startswith("{"))
    search = Search(works, ("Crossref is busy",) if "unavailable" in told else ())
    searches = {each.reference: search for each in mentions} if told else {}
    return Answers(found, searches, asked[1] if asked else "")


def _answer(record: str) -> Answer:
    plain: dict[str, Answer] = {
        "not found": NotFound(),
        "registered": NotYet(),
        "unavailable": Unavailable("busy"),
    }
    return plain.get(record) or Found(_work(json.loads(record)))


def _work(row: dict) -> Work:
    """A work as a fixture writes it: identifiers as `doi:10.1/x`, the rest as its fields are."""
    kind, _, whole = row.pop("part", "").partition(" ")
    plain = {name: row.pop(name, []) for name in ("authors", "identifiers", "updates_of")}
    named = [each.split(":", 1) for each in plain["identifiers"]]
    return replace(
        msgspec.convert(row, Work),
        authors=tuple(Author(*each) for each in plain["authors"]),
        identifiers=tuple(Identifier(*each) for each in named),
        parent=Parent(kind, Identifier("doi", whole)) if whole else None,
        updates_of=tuple((kind, Identifier("doi", doi)) for kind, doi in plain["updates_of"]),
    )


def test_what_rules_say_can_be_said_in_every_language() -> None:
    for file in _files("flag"):
        for _, item in _judged(file):
            for text in (item.message, item.suggestion, *(fix.message for fix in item.fixes)):
                assert isinstance(text, Message), (file, text)


def _expected(file: Path) -> list[tuple[str, str, str]]:
    """Line, words and safe fix of each finding that a fixture names."""
    return _EXPECT.findall(file.read_bytes().decode())


def _files(verdict: str) -> list[Path]:
    return sorted(FIXTURES.glob(f"*/{verdict}/*"))


@pytest.mark.parametrize(
    "file", _files("pass"), ids=lambda file: f"{file.parent.parent.name}-{file.name}"
)
def test_nothing_is_found_where_all_is_well(file: Path) -> None:
    assert [item.message for _, item in _judged(file)] == []


@pytest.mark.parametrize(
    "file", _files("flag"), ids=lambda file: f"{file.parent.parent.name}-{file.name}"
)
def test_exactly_what_the_fixture_names_is_found(file: Path) -> None:
    expected = [(int(line), words) for line, words, _ in _expected(file)]

    assert expected, "a flag fixture names what must be found"
    assert expected == [
        (item.place.line, _on_one_line(item.place.span.of(post.source)) if item.place.span else "")
        for post, item in _judged(file)
    ]


def _on_one_line(words: str) -> str:
    return words.replace("\r", "\\r").replace("\n", "\\n")


@pytest.mark.parametrize(
    "file", _files("flag"), ids=lambda file: f"{file.parent.parent.name}-{file.name}"
)
def test_safe_fixes_write_what_the_fixture_names(file: Path) -> None:
    written = []
    for _, item in _judged(file):
        safe = [fix for fix in item.fixes if fix.applicability == "safe"]
        written.append(safe[0].edits[0].replacement if safe else "")

    assert written == [fixed for *_, fixed in _expected(file)]


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_every_rule_has_fixtures_of_both_kinds_and_a_page(rule) -> None:
    for verdict in ("pass", "flag"):
        files = list((FIXTURES / rule.code / verdict).glob("*"))
        assert files
        assert len(files) >= 3
        assert len({file.suffix for file in files}) > 1, "in more than one format"
        assert any(_REAL.search(file.read_text("utf-8")) for file in files), "one from a real post"
    for section in ("What it does", "Why it matters", "Example", "Use instead", "Fix safety"):
        assert f"\n{section}\n" in rule.page
    assert len(rule.levels) == len(CHANNELS)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


def test_the_rules_of_the_catalogue_carry_their_severities(shared: Path) -> None:
    """The table of the rule catalogue is the authority on codes, names and severities."""
    rows = {}
    for line in (shared / "RULES.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 6 and re.fullmatch(r"[A-Z]{3}\d{3}", cells[1]):
            row = (cells[2].strip("`"), cells[5].replace(" ", "").replace("–", "-"))
            rows.setdefault(cells[1], row)  # the table of examples comes later

    for rule in catalogue():
        if not rule.code.startswith("SUP"):  # on comments, not on posts: the catalogue has none
            assert (rule.name, rule.levels) == rows[rule.code]


def test_no_fix_touches_template_code() -> None:
    source = "Read {{< button href='http://dx.doi.org/10.1038/nature12373' >}}our paper{{< /button >}} or [it](http://dx.doi.org/10.1038/nature12373)."
    (post,) = read(source, path="a.md", format="markdown")
    found = [item for item in judge(post, find(post), {}) if item.code == "FRM506"]
    assert [bool(item.fixes) for item in found] == [False, True]
