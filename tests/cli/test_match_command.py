"""`idcheck match`: references in, works of the list out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

WORKS = (
    '{"id": "doi:10.1038/nature12373", "title": "Nanometre-scale thermometry in a living cell",'
    ' "authors": ["Kucsko, Georg", "Maurer, Peter"], "container": "Nature", "year": 2013,'
    ' "volume": "500", "page": "54-58"}\n'
    '{"id": "doi:10.1000/cheese", "title": "A history of alpine cheese makers", "year": 1999}\n'
)
REFERENCE = (
    "Kucsko G, Maurer P. Nanometre-scale thermometry in a living cell. Nature 2013;500:54-8."
)
DOI = "doi:10.1038/nature12373"


@pytest.fixture(autouse=True)
def ours(folder: Path) -> str:
    (folder / "ours.jsonl").write_text(WORKS)
    return "ours.jsonl"


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_lines(idcheck: Run) -> None:
    asked = [{"id": "a", "text": REFERENCE}, {"id": 7, "text": "Dancing bees. Apis 2001;4:7-9."}]
    stdin = "".join(json.dumps(row) + "\n" for row in asked)
    found = rows(idcheck("match", "--offline", "--catalogue", "ours.jsonl", stdin=stdin))

    assert [(row["id"], row["answer"]) for row in found] == [("a", DOI), ("7", None)]
    assert found[0]["candidates"][0] == DOI
    assert found[0]["evidence"][0]["agree"] == [
        "title", "authors", "container", "year", "volume", "pages",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stdin", "names"),
    [
        (f"{REFERENCE}\nKucsko, Nature 500, 54 (2013)\n", ["1", "2"]),
        (f"[1] {REFERENCE}\n\n[2] {REFERENCE}\n", ["1", "2"]),
        (REFERENCE.replace(". ", ".\n") + f"\n\n{REFERENCE}\n", ["1", "2"]),
        ("@article{k, title={Nanometre-Scale Thermometry in a Living Cell}, author={Kucsko, G.}}", ["k"]),
        ("TY  - JOUR\nID  - r\nTI  - Nanometre-scale thermometry in a living cell\nAU  - Kucsko, G\nER  - \n", ["r"]),
        ("10.1038/nature12373 Nanometre-scale thermometry in a living cell, Kucsko", ["1"]),
    ],
)  # fmt: skip
def test_lists_of_references(idcheck: Run, stdin: str, names: list[str]) -> None:
    found = rows(idcheck("match", "--catalogue", "ours.jsonl", stdin=stdin))
    assert [(row["id"], row["answer"]) for row in found] == [(name, DOI) for name in names]


def test_prose_leads_to_candidates_and_no_answer(idcheck: Run) -> None:
    (row,) = rows(
        idcheck("match", "--catalogue", "ours.jsonl", stdin="Making cheese in the Alps: a look back")
    )  # fmt: skip
    assert row["answer"] is None
    assert row["candidates"][0] == "doi:10.1000/cheese"


def test_the_table_shows_the_evidence(idcheck: Run, folder: Path) -> None:
    (folder / "refs.txt").write_text(f"{REFERENCE}\nBees dance. Apis 2001;4:7-9.\n")
    result = idcheck("match", "refs.txt", "--catalogue", "ours.jsonl", "--output-format", "text")
    assert result.stdout == (
        f"1: {REFERENCE}\n"
        "  = Nanometre-scale thermometry in a living cell\n"
        "    Georg Kucsko et al., Nature, 2013\n"
        "    https://doi.org/10.1038/nature12373\n"
        "    the same work; agree: title, authors, container, year, volume, pages\n"
        "\n"
        "2: Bees dance. Apis 2001;4:7-9.\n"
        "  not in the list\n"
        "\n"
    )


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(idcheck: Run) -> None:
    stdin = '{"id": 1}\n{"id": 2, "text": "Kucsko, Nature 500, 54 (2013)"}\n[]\n'
    result = idcheck("match", "gone.txt", "-", "--catalogue", "ours.jsonl", stdin=stdin)
    assert result.exit_code == 2
    assert [row["answer"] for row in rows(result)] == [DOI]
    assert "gone.txt: cannot be read" in result.stderr
    assert '-:1: it is no JSON object with a "text"' in result.stderr


@pytest.mark.parametrize("text", ["", "\x00", '" OR * NEAR(', "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "a" * 50_000])  # fmt: skip
def test_hostile_texts_are_answered(idcheck: Run, text: str) -> None:
    stdin = json.dumps({"id": "x", "text": text}) + "\n"
    (row,) = rows(idcheck("match", "--catalogue", "ours.jsonl", stdin=stdin))
    assert row["answer"] is None
