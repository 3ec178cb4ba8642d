"""Words for people, in the languages that idcheck speaks.

The code says everything in English, as a `Message`: a template, and the values in it. Another
language is a file in `data/messages/` that says each template anew. What is said stays a plain
value until a report is written; only there it is put into the reader's language, by
`Message.in_language` or, for all that a value holds, by a method of that name (`Diagnostic`,
`Outcome`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Self

from idcheck import data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ENGLISH = "en"
"""The language of the code, which needs no file."""


class Message(str):
    """A text in English that can be said in other languages.

    `template` has the names of `values` in braces, if there are any. A value is a text, a number, a Message, or a
    tuple of such, which is listed with commas. `one` is the template for a `count` of 1. As a
    text it is English, and compares, sorts and is stored as such.

    >>> Message("{count} links lead nowhere", one="{count} link leads nowhere", count=1)
    '1 link leads nowhere'
    """

    __slots__ = ("one", "template", "values")

    template: str
    one: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, /, *, one: str = "", **values: Any) -> Self:
        """The message; values that are no texts, numbers or tuples are kept as texts."""
        kept = {name: _plain(value) for name, value in values.items()}
        message = super().__new__(cls, _filled(_english(template, one, kept), kept, ENGLISH))
        message.template, message.one, message.values = template, one, kept
        return message

    def __str__(self) -> Message:
        """The message itself, so that the text of an error is one too."""
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """What a copy, or the same message in another process, is made of."""
        return (self.template,), {"one": self.one, **self.values}

    def in_language(self, language: str) -> Message:
        """The message in a language; in English what that language has no words for."""
        if language == ENGLISH:
            return self
        told = _catalogue(language).get(self.template)
        template = _english(self.template, self.one, self.values)
        if told is not None:
            template = (
                told if isinstance(told, str) else told[_plural(language)(self.values["count"])]
            )
        return verbatim(_filled(template, self.values, language))


def verbatim(text: str) -> Message:
    """A text that is the same in all languages: a link, something to paste."""
    return Message("{text}", text=text)


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Texts and messages with a separator between them."""
    named = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(separator.join(f"{{{name}}}" for name in named), **named)


def in_language(text: str, language: str) -> str:
    """A text in a language, if it is a message; any other as it is."""
    return text.in_language(language) if isinstance(text, Message) else text


def languages() -> tuple[str, ...]:
    """The tags of the languages, English first."""
    from importlib.resources import files

    folder = files("idcheck.data") / "messages"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return (ENGLISH, *(name.removesuffix(".toml") for name in names))


def language_named(name: str) -> str | None:
    """The language that a tag or a locale names (`sv`, `sv-FI`, `sv_SE.UTF-8`), None for others."""
    tag = name.replace("-", "_").split("_")[0].split(".")[0].lower()
    return tag if tag == ENGLISH or (tag.isalpha() and _content(tag)) else None


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    return value if isinstance(value, str | int) else str(value)


def _english(template: str, one: str, values: Mapping[str, Any]) -> str:
    return one if one and values["count"] == 1 else template


def _filled(template: str, values: Mapping[str, Any], language: str) -> str:
    if not values:
        return template
    return template.format_map({name: _said(value, language) for name, value in values.items()})


def _said(value: Any, language: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(each, language) for each in value)
    return in_language(value, language) if isinstance(value, str) else str(value)


@cache
def _catalogue(language: str) -> Mapping[str, str | list[str]]:
    """The templates of a language by the English ones; a list holds the forms of a plural."""
    told: Mapping[str, str | list[str]] = _content(language)["messages"]
    return told


@cache
def _plural(language: str) -> Callable[[int], int]:
    """The function that tells which form a count takes."""
    from gettext import c2py

    return c2py(_content(language)["plural"])


@cache
def _content(language: str) -> Mapping[str, Any]:
    """The file of a language, empty where there is none."""
    import tomllib

    try:
        return tomllib.loads(data.text(f"messages/{language}.toml"))
    except FileNotFoundError:
        return {}


NOTHING = Message("")
