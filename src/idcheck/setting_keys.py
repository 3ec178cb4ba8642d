"""The keys of a settings file: what each takes, and what it means.

The JSON Schema of settings files is made of the same rows: `python -m idcheck.setting_keys` prints it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from idcheck.post.formats import FORMATS
from idcheck.selection import PROFILES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

FAIL_LEVELS = ("error", "warning", "info")
SEVERITIES = (*FAIL_LEVELS, "off")


class SettingsError(Exception):
    """A settings file that cannot be used. The message names the file, the key and the remedy."""


class Key(Struct, frozen=True):
    """A key: what reads its value, the value's JSON Schema, and what it means."""

    read: Callable[[Place, object], Any]
    shape: Mapping[str, Any]
    about: str


def values_of(
    file: Path, table: Mapping[str, Any], keys: Mapping[str, Key],
    within: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The values of a table, each checked. `within` is how messages name the table.

    Raises SettingsError for an unknown key and a value that a key does not take.
    """
    for key in table:
        if key not in keys:
            raise SettingsError(f"{file}: unknown key `{within}{key}`{_nearest(key, keys)}")
    return {key: keys[key].read(Place(file, within + key), value) for key, value in table.items()}


class Place(Struct, frozen=True):
    """A key of a settings file, for messages."""

    file: Path
    key: str

    def expected(self, what: str, value: object) -> SettingsError:
        """The error that tells what was expected in place of a value."""
        return SettingsError(f"{self.file}: `{self.key}` must be {what}, not {_shown(value)}")


def _shown(value: object) -> str:
    """A value as TOML would write it, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        value = f'"{value}"'
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _nearest(word: str, words: Mapping[str, object] | tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, words, 1)
    if near:
        return f"; did you mean `{near[0]}`?"
    return f"; the keys are {', '.join(sorted(words))}"


def _texts(place: Place, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise place.expected('a list of texts, as in ["a", "b"]', value)
    return tuple(value)


def _text_or_texts(place: Place, value: object) -> tuple[str, ...]:
    return _texts(place, [value] if isinstance(value, str) else value)


def _tables(place: Place, value: object) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise SettingsError(f"{place.file}: `{place.key}` is written as [[{place.key}]]")
    return tuple(value)


def _severities(place: Place, value: object) -> tuple[tuple[str, str], ...]:
    if isinstance(value, str):
        return (("ALL", _one_of(place, value, SEVERITIES)),)
    if not isinstance(value, dict):
        raise place.expected('a level, or rules with theirs, as in {MEN101 = "warning"}', value)
    return tuple(
        (selector, _one_of(Place(place.file, f"{place.key}.{selector}"), level, SEVERITIES))
        for selector, level in value.items()
    )


def _type(place: Place, value: object) -> str:
    return _one_of(place, value, ("auto", "post", "publication"))


def _feed(place: Place, value: object) -> str:
    return _one_of(place, value, ("full", "excerpt"))


def _profile(place: Place, value: object) -> str:
    return _one_of(place, value, tuple(PROFILES))


def _text(place: Place, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise place.expected("a text", value)
    return value


def _day(place: Place, value: object) -> date:
    from datetime import date, datetime

    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise place.expected("a day, as in 2026-12-31", value) from None
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise place.expected("a day, as in 2026-12-31", value)
    return value


def _rules_or_tables(place: Place, value: object) -> tuple[Any, ...]:
    """Rules to leave out and findings to silence: TOML has one key for `ignore` and [[ignore]]."""
    if not isinstance(value, list) or not all(
        (isinstance(item, str) and item) or isinstance(item, dict) for item in value
    ):
        raise place.expected('a list of texts, as in ["a", "b"], or tables [[ignore]]', value)
    return tuple(value)


def _truth(place: Place, value: object) -> bool:
    if not isinstance(value, bool):
        raise place.expected("true or false", value)
    return value


def _channel(place: Place, value: object) -> str:
    from idcheck.post.channels import all_channels, channel_named

    named = channel_named(value) if isinstance(value, str) else None
    return named or _one_of(place, value, all_channels())


def _format(place: Place, value: object) -> str:
    return _one_of(place, value, FORMATS)


def _lang(place: Place, value: object) -> str:
    from idcheck.messages import language_named, languages

    named = language_named(value) if isinstance(value, str) else None
    return named or _one_of(place, value, languages())


def _level(place: Place, value: object) -> str:
    return _one_of(place, value, FAIL_LEVELS)


def _contact(place: Place, value: object) -> str:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value:
        raise place.expected("an e-mail address or the address of a page", value)
    return value


def _seconds(place: Place, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise place.expected("a number of seconds above 0", value)
    return float(value)


def _base_urls(place: Place, value: object) -> tuple[tuple[str, str], ...]:
    from idcheck.sources.access import origin_of
    from idcheck.sources.services import SERVICES

    if not isinstance(value, dict):
        raise place.expected('a table, as in crossref = "https://mirror.example.edu"', value)
    for name, url in value.items():
        if name not in SERVICES:
            raise SettingsError(
                f"{place.file}: unknown service `{name}` in `{place.key}`{_nearest(name, tuple(SERVICES))}"
            )
        try:
            origin_of(url if isinstance(url, str) else "")
        except ValueError:
            raise place.expected(f"an address of the web for {name}", url) from None
    return tuple(sorted(value.items()))


def _one_of(place: Place, value: object, words: tuple[str, ...]) -> str:
    if value not in words:
        raise place.expected(f"one of {', '.join(words)}", value)
    return str(value)


def _table(keys: Mapping[str, Key], *required: str) -> dict[str, Any]:
    """The schema of a table."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": key.about, **key.shape} for name, key in sorted(keys.items())
        },
        **({"required": list(required)} if required else {}),
    }


def _one(*words: str) -> dict[str, Any]:
    return {"enum": list(words)}


_STRING = {"type": "string", "minLength": 1}
_STRINGS = {"type": "array", "items": _STRING}
_BOOLEAN = {"type": "boolean"}
_LEVELS = _one(*SEVERITIES)
_RULES = "Codes (`MEN101`), beginnings of codes (`MEN`), names (`untracked-mention`) or `ALL`."

IGNORE_KEYS: Mapping[str, Key] = {
    "code": Key(
        _text, _STRING, "The rule that is silenced: its code, a beginning of it, or its name."
    ),
    "reason": Key(_text, _STRING, "Why."),
    "text": Key(_text, _STRING, "Words that the silenced passage holds; any passage if not given."),
    "path": Key(_text, _STRING, "A pattern for the files; all files if not given."),
    "until": Key(
        _day,
        {"type": "string", "format": "date"},
        "The last day on which this holds, as 2026-12-31.",
    ),
}
_SHARED_KEYS: Mapping[str, Key] = {
    "bare-links": Key(
        _truth,
        _BOOLEAN,
        "Whether the site makes links of bare addresses; if not given, what is usual for the format.",
    ),
    "channel": Key(
        _channel,
        {
            **_STRING,
            "examples": ["blog", "news", "web", "press", "policy", "wikipedia", "x", "bluesky"],
        },
        "Where the posts appear, which decides how grave a finding is.",
    ),
    "extend-ignore": Key(
        _texts, _STRINGS, f"Rules that do not run, besides those of `ignore`. {_RULES}"
    ),
    "extend-select": Key(_texts, _STRINGS, f"Rules that run too. {_RULES}"),
    "feed": Key(
        _feed, _one("full", "excerpt"), "Whether feeds hold whole posts or their beginnings."
    ),
    "format": Key(_format, _one(*FORMATS), "What the files are, whatever they are called."),
    "nouns": Key(
        _texts,
        _STRINGS,
        "Words of your own that name publications, beside those of the language: `fact sheet`, `Factsheets`.",
    ),
    "profile": Key(
        _profile,
        _one(*PROFILES),
        "The rules to start from: all, those that need no registry, the gravest.",
    ),
    "section": Key(
        _text, _STRING, "The part of the site that `idcheck audit` counts the posts in."
    ),
    "select": Key(_texts, _STRINGS, f"The only rules that run. {_RULES}"),
    "severity": Key(
        _severities,
        {"anyOf": [_LEVELS, {"type": "object", "additionalProperties": _LEVELS}]},
        "How grave findings are: one level, or a table of rules and levels.",
    ),
    "type": Key(
        _type,
        _one("auto", "post", "publication"),
        "Whether the front matter of a page is itself a publication.",
    ),
}
PATH_KEYS: Mapping[str, Key] = {
    "pattern": Key(
        _text_or_texts,
        {"anyOf": [_STRING, _STRINGS]},
        "Which files: a pattern or several; a folder is all that is in it.",
    ),
    "ignore": Key(_texts, _STRINGS, f"Rules that do not run for these files. {_RULES}"),
    **_SHARED_KEYS,
}
KEYS: Mapping[str, Key] = {
    **_SHARED_KEYS,
    "base-urls": Key(
        _base_urls,
        {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        "Addresses that stand in for those of services, as for a mirror.",
    ),
    "catalogue": Key(_texts, _STRINGS, "Publication lists that suggestions come from."),
    "contact": Key(
        _contact,
        {**_STRING, "pattern": "^[!-~]*$"},
        "An e-mail address or a page that services can turn to.",
    ),
    "exclude": Key(
        _texts, _STRINGS, "Files and folders that are left out, even if they are named."
    ),
    "extend": Key(_text, _STRING, "A settings file that this one adds to."),
    "extend-exclude": Key(_texts, _STRINGS, "Files and folders that are left out too."),
    "fail-on": Key(_level, _one(*FAIL_LEVELS), "The mildest finding that makes the exit code 1."),
    "ignore": Key(
        _rules_or_tables,
        {"type": "array", "items": {"anyOf": [_STRING, _table(IGNORE_KEYS, "code", "reason")]}},
        f"Rules that do not run, or as [[ignore]] findings that are silenced. {_RULES}",
    ),
    "lang": Key(
        _lang,
        {**_STRING, "examples": ["en", "sv"]},
        "The language of messages; that of the locale if not given.",
    ),
    "offline-paths": Key(
        _texts, _STRINGS, "Files that nobody is asked about, whatever is in them."
    ),
    "online": Key(_truth, _BOOLEAN, "Whether registries are asked."),
    "paths": Key(
        _tables,
        {"type": "array", "items": _table(PATH_KEYS, "pattern")},
        "Settings for some files; later entries that fit a file add to earlier ones.",
    ),
    "timeout": Key(
        _seconds,
        {"type": "number", "exclusiveMinimum": 0, "maximum": 3600},
        "The most that one request may take, in seconds.",
    ),
}


def schema() -> str:
    """The JSON Schema of `idcheck.toml`, with a line end at its end."""
    import json

    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of idcheck",
    }
    return json.dumps(head | _table(KEYS), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema())
