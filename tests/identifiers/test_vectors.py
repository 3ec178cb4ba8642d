"""The shared vectors, answered through the same script that the scoring reads."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

DISPUTED = {
    "issn-v010": "1234-4567 has the right check digit of ISO 3297: 8+14+18+20+16+15+12+7 = 110 = 10 x 11; "
    "idutils and python-stdnum accept it too",
}
"""Vectors that expect something else than the standard says, and why. At most one per cent."""


@pytest.fixture(scope="module")
def vectors(shared: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((shared / "vectors").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "identifier_answers.py"
    spec = importlib.util.spec_from_file_location("identifier_answers", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["extract", "normalise", "validate", "url-to-identifier"])
def test_vectors_hold(kind: str, vectors: list[dict[str, Any]], script: ModuleType) -> None:
    wrong = {}
    for vector in vectors:
        if vector["kind"] == kind and vector["id"] not in DISPUTED:
            got = script.answer(vector)
            expected = vector["expect"]
            if got != expected if kind == "validate" else sorted(got) != sorted(set(expected)):
                wrong[vector["id"]] = (vector["input"][:200], expected, got)
    assert wrong == {}


def test_distinct_values_come_in_order_of_appearance(
    vectors: list[dict[str, Any]], script: ModuleType
) -> None:
    plain = [each for each in vectors if each["kind"] == "extract" and "format" not in each]
    assert len(plain) > 300
    for vector in plain:
        if len(vector["expect"]) > 1:
            assert script.answer(vector) == vector["expect"], vector["id"]


def test_few_vectors_are_disputed(vectors: list[dict[str, Any]]) -> None:
    assert len(DISPUTED) <= len(vectors) / 100
    assert DISPUTED.keys() <= {vector["id"] for vector in vectors}
