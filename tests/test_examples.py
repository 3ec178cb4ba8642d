"""The folder of examples: every file accounted for, every record read from a post."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

EXAMPLES = Path(__file__).parents[1] / "examples"
LICENCES = {"CC-BY-4.0", "MIT", "Apache-2.0"}


class Row(NamedTuple):
    """A line of the table of posts in the README."""

    path: str
    commit: str
    licence: str
    changes: str


def _posts() -> dict[str, Row]:
    rows = {}
    for line in (EXAMPLES / "README.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        origin = re.search(
            r"`(?P<path>[^`]+)` at (?P<commit>[0-9a-f]{40})$", cells[min(1, len(cells) - 1)]
        )
        if origin:
            rows[cells[0].strip("`")] = Row(origin["path"], origin["commit"], cells[3], cells[4])
    return rows


def _entries() -> list[dict[str, str]]:
    text = (EXAMPLES / "publications.bib").read_text("utf-8")
    return [
        dict(re.findall(r"^\s+(\w+)\s*= \{(.*)\},?$", entry, re.MULTILINE))
        for entry in re.split(r"^@", text, flags=re.MULTILINE)[1:]
    ]


def _original(shared: Path, row: Row) -> bytes:
    (file,) = shared.glob(f"corpus/posts/*/{row.path.replace('/', '__')}")
    return file.read_bytes()


def _identifier(entry: dict[str, str]) -> str:
    fields = [entry[field] for field in ("doi", "eprint", "isbn", "pmid") if field in entry]
    return fields[0] if fields else ""


def test_every_file_stands_in_the_readme_with_its_licence() -> None:
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    for file in sorted(EXAMPLES.iterdir()):
        if file.name == "README.md":
            continue
        rows = [line for line in readme.splitlines() if line.startswith(f"| `{file.name}` |")]
        assert len(rows) == 1, file.name
        assert LICENCES & {cell.strip() for cell in rows[0].split("|")}, file.name


def test_there_are_posts_in_three_formats() -> None:
    posts = _posts()
    assert len(posts) >= 8
    assert {".md", ".html", ".txt"} <= {Path(name).suffix for name in posts}
    assert all((EXAMPLES / name).is_file() for name in posts)


def test_posts_without_changes_are_the_originals(shared: Path) -> None:
    unchanged = {name: row for name, row in _posts().items() if row.changes == "none"}
    assert unchanged
    for name, row in unchanged.items():
        assert (EXAMPLES / name).read_bytes() == _original(shared, row), name


def test_posts_with_changes_differ_from_the_originals(shared: Path) -> None:
    for name, row in _posts().items():
        if row.changes != "none":
            original = _original(shared, row)
            assert len((EXAMPLES / name).read_bytes()) < len(original), name
            for address in re.findall(r"https://\S+[\w/]", row.changes):
                assert address.encode() in original, address
                assert address.encode() not in (EXAMPLES / name).read_bytes(), address


def test_there_are_enough_works() -> None:
    identifiers = [_identifier(entry) for entry in _entries()]
    assert len(identifiers) >= 20
    assert len(set(identifiers)) == len(identifiers)


def test_every_work_stands_in_its_post_as_published(shared: Path) -> None:
    posts = _posts()
    for entry in _entries():
        name = entry["note"].split(",")[0]
        original = _original(shared, posts[name]).decode().casefold()
        identifier = _identifier(entry)
        assert identifier, entry["title"]
        assert identifier.casefold() in original, identifier
        words = re.sub(r"\W+", " ", entry["title"]).casefold()
        assert words in re.sub(r"\W+", " ", original), entry["title"]


def test_works_whose_links_were_taken_away_are_in_the_catalogue() -> None:
    known = {_identifier(entry).casefold() for entry in _entries()}
    for row in _posts().values():
        for doi in re.findall(r"https://doi\.org/(\S+[\w/])", row.changes):
            assert doi.casefold() in known


def test_the_settings_name_the_catalogue() -> None:
    settings = tomllib.loads((EXAMPLES / "idcheck.toml").read_text("utf-8"))
    assert all((EXAMPLES / name).is_file() for name in settings["catalogue"])
    assert settings["catalogue"] == ["publications.bib"]
