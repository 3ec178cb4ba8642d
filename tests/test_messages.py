"""What people are told: that it is said in every language, and says the same there."""

from __future__ import annotations

import ast
import pickle
import re
import string
import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import idcheck
from idcheck.messages import ENGLISH, Message, joined, language_named, languages, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(idcheck.__file__).parent
OTHERS = languages()[1:]


@cache
def _calls() -> tuple[tuple[str, ast.Call], ...]:
    """The messages in the code, with where they stand."""
    return tuple(_found())


def _found() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id == "Message" and file.name != "messages.py":
                yield f"{file.relative_to(SOURCES)}:{node.lineno}", node


def _templates() -> dict[str, set[str]]:
    """The templates that have words in them, with the names of their values."""
    return {
        template: names
        for _, call in _calls()
        for template in [ast.literal_eval(call.args[0])]
        for names in [_names(template)]
        if re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", template))
    }


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def _content(language: str) -> dict[str, object]:
    return tomllib.loads((SOURCES / f"data/messages/{language}.toml").read_text("utf-8"))


def test_the_code_states_every_message_in_full() -> None:
    for where, call in _calls():
        values = {each.arg for each in call.keywords} - {"one"}
        one = [each.value for each in call.keywords if each.arg == "one"]
        for template in (*call.args, *one):
            assert isinstance(template, ast.Constant), where
            assert _names(template.value) == values - ({"count"} - _names(template.value)), where
        assert not one or "count" in values, where


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said_in_every_language(language: str) -> None:
    told = _content(language)["messages"]

    assert sorted(_templates().keys() - told.keys()) == [], "these are not said yet"
    assert sorted(told.keys() - _templates().keys()) == [], "nobody says these any more"


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_says_the_same_in_every_language(language: str) -> None:
    for template, told in _content(language)["messages"].items():
        forms = [told] if isinstance(told, str) else told
        for form in forms:
            assert _names(form) == _names(template), template
        assert isinstance(told, str) or "count" in _names(template), template


@pytest.mark.parametrize("language", OTHERS)
def test_plurals_have_all_their_forms(language: str) -> None:
    from gettext import c2py

    which = c2py(_content(language)["plural"])
    needed = {which(count) for count in range(200)}
    for template, told in _content(language)["messages"].items():
        if isinstance(told, list):
            assert set(range(len(told))) == needed, template


def test_a_message_is_a_text_in_english() -> None:
    message = Message("this {label} is plain text", label="DOI")

    assert message == "this DOI is plain text"
    assert message.in_language(ENGLISH) == message
    assert Message("{no} braces of {others}", no="{x}", others="{0}") == "{x} braces of {0}"


def test_counts_have_their_plural_in_every_language() -> None:
    def told(count: int) -> list[str]:
        message = Message("{count} findings", one="{count} finding", count=count)
        return [message.in_language(each) for each in ("en", "sv")]

    assert told(0) == ["0 findings", "0 anmärkningar"]
    assert told(1) == ["1 finding", "1 anmärkning"]
    assert told(2) == ["2 findings", "2 anmärkningar"]


def test_messages_in_a_message_are_translated_too() -> None:
    fields = (Message("title"), Message("year"))
    told = joined("; ", (Message("fits: {fields}", fields=fields), verbatim("https://a.example")))

    assert told == "fits: title, year; https://a.example"
    assert told.in_language("sv") == "stämmer: titel, år; https://a.example"


def test_what_a_language_lacks_is_said_in_english() -> None:
    assert Message("{count} geese", one="{count} goose", count=1).in_language("sv") == "1 goose"
    assert Message("geese").in_language("sv") == "geese"


@pytest.mark.parametrize("copy", [lambda it: pickle.loads(pickle.dumps(it)), deepcopy])
def test_a_copy_speaks_the_same_languages(copy: object) -> None:
    message = copy(Message("{count} findings", one="{count} finding", count=1))

    assert message == "1 finding"
    assert message.in_language("sv") == "1 anmärkning"


def test_the_text_of_an_error_is_a_message() -> None:
    assert str(ValueError(Message("title"))).in_language("sv") == "titel"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("sv", "sv"), ("sv_SE.UTF-8", "sv"), ("sv-FI", "sv"), ("SV", "sv"), ("en_GB", "en"),
        ("C", None), ("C.UTF-8", None), ("POSIX", None), ("de_DE", None), ("", None), ("svx", None),
        ("../sv", None),
    ],
)  # fmt: skip
def test_languages_are_named_by_tags_and_locales(name: str, language: str | None) -> None:
    assert language_named(name) == language
