"""Patterns compiled at their first use."""

from __future__ import annotations

import gc
import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import idcheck
from idcheck import lazy


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    found = lazy.pattern(r"(\w)(\d)", re.IGNORECASE)

    assert (found.pattern, found.flags) == (r"(\w)(\d)", re.IGNORECASE)
    assert found.sub(r"\2\1", "a1 b2") == "1a 2b"
    assert [match[2] for match in found.finditer("a1 b2", 2)] == ["2"]
    assert found.search("") is None


def test_an_error_comes_at_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy, "_made", [])  # where it would stay
    found = lazy.pattern("(")

    with pytest.raises(re.error):
        found.search("a")


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    for module in walk_packages(idcheck.__path__, "idcheck."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    kind = type(lazy.pattern(""))
    patterns = [each for each in gc.get_objects() if isinstance(each, kind)]

    assert len(patterns) > 100
    for each in patterns:
        re.compile(each.pattern, each.flags)


def test_all_can_be_compiled_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy, "_made", [])
    found = lazy.pattern("a+")
    lazy.compile_all()

    assert "search" in vars(found)
