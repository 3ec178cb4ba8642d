"""Settings: `idcheck.toml`, `.idcheck.toml` or `[tool.idcheck]` in `pyproject.toml`.

The nearest settings file above the checked file holds, and it alone: files are not merged. The
search stops at the root of the repository. Paths in it are relative to its folder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from idcheck.patterns import Pattern
from idcheck.selection import PROFILES, Selection, UnknownSelectorError, chosen
from idcheck.silencing import Ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from idcheck.mentions.announced_page import PageType
    from idcheck.post.channels import Sayer
    from idcheck.rules import Rule
    from idcheck.sources.access import Access

FILE_NAMES = ("idcheck.toml", ".idcheck.toml", "pyproject.toml")
FAIL_LEVELS = ("error", "warning", "info")
SEVERITIES = (*FAIL_LEVELS, "off")
DEFAULT_CHANNEL = "blog"
DEFAULT_EXCLUDES = (
    ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", ".cache", ".eggs", "__pycache__",
    "node_modules", "bower_components", "vendor", "site-packages", "build", "dist",
    "_site", "_book", "public", ".quarto", ".jekyll-cache", ".docusaurus", ".next",
)  # fmt: skip
"""Left out of folders outside a repository: version control, installed packages, built sites."""


class SettingsError(Exception):
    """A settings file that cannot be used. The message names the file, the key and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one file.

    `file` is where they were read, None for the defaults. `exclude` None stands for `DEFAULT_EXCLUDES`, which hold in folders outside a
    repository only; patterns a person wrote hold everywhere. Later `selections` are made
    from what the earlier chose, the first from the `profile`. `severities` are pairs of a selector
    and a level, of which the longest that fits a rule wins. `channel_by` is who named the channel. `bare_links` None takes the usual
    answer of a format, `format` None the one that name or content show. `ignores` silence findings; `expired` are the codes of those whose day has
    passed. `paths` are the settings of some files, which `at` puts in force.

    Registries are asked if `online`, though not about files that fit `offline_paths`, whatever
    is in them; `contact` tells them whom to turn to, `base_urls` are pairs of a service and the
    address that stands in for it, `timeout` bounds a request in seconds, and `refresh` passes
    over answers at hand.
    """

    file: Path | None = None
    channel: str = DEFAULT_CHANNEL
    channel_by: Sayer = "default"
    type: PageType = "auto"
    feed: Literal["full", "excerpt"] = "full"
    catalogue: tuple[Path, ...] = ()
    profile: str = "release"
    selections: tuple[Selection, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    exclude: tuple[Pattern, ...] | None = None
    extend_exclude: tuple[Pattern, ...] = ()
    fail_on: str = "error"
    bare_links: bool | None = None
    paths: tuple[PathSettings, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    expired: tuple[str, ...] = ()
    format: str | None = None
    online: bool = False
    refresh: bool = False
    contact: str = ""
    base_urls: tuple[tuple[str, str], ...] = ()
    offline_paths: tuple[Pattern, ...] = ()
    timeout: float = 30.0

    def access(self, path: Path) -> Access:
        """How registries may be asked about a file."""
        from idcheck.sources.access import Access

        home = any(pattern.fits(path) for pattern in self.offline_paths)
        return Access(
            online=self.online and not home,
            contact=self.contact,
            bases=self.base_urls,
            refresh=self.refresh,
            timeout=self.timeout,
        )

    def rules(self) -> tuple[Rule, ...]:
        """The rules that these settings choose, each as severe as they say.

        Raises SettingsError for an unknown one.
        """
        try:
            return chosen(self.profile, self.selections, self.severities)
        except UnknownSelectorError as error:
            raise SettingsError(f"{self.file}: {error}" if self.file else str(error)) from None

    def at(self, path: Path) -> Settings:
        """The settings for one file: each entry of `paths` that fits it adds to the earlier."""
        settings = self
        for entry in self.paths:
            if any(pattern.fits(path) for pattern in entry.patterns):
                settings = replace(
                    settings,
                    **entry.changes,
                    selections=(*settings.selections, entry.selection),
                    severities=(*settings.severities, *entry.severities),
                )
        return settings

    def excluding(self, path: Path) -> Pattern | None:
        """The pattern that leaves a file or a folder out, of those that a person wrote."""
        patterns = (*(self.exclude or ()), *self.extend_exclude)
        return next((pattern for pattern in patterns if pattern.fits(path)), None)


@dataclass(frozen=True, slots=True)
class PathSettings:
    """The settings of the files that one of the patterns fits; `changes` are fields of Settings."""

    patterns: tuple[Pattern, ...]
    changes: Mapping[str, Any]
    selection: Selection
    severities: tuple[tuple[str, str], ...]


def settings_for(path: Path) -> Settings:
    """The settings for a file, which need not exist, before its path is looked at.

    Raises SettingsError.
    """
    return _in_folder(Path(os.path.abspath(path)).parent)  # noqa: PTH100 - symbolic links stay as they are


@cache
def _in_folder(folder: Path) -> Settings:
    """The settings for the files of a folder, found in it or above."""
    for name in FILE_NAMES:
        file = folder / name
        if file.is_file() and (table := _table(file)) is not None:
            return _settings(file, table)
    if (folder / ".git").exists() or folder.parent == folder:
        return Settings()
    return _in_folder(folder.parent)


def has_settings(file: Path) -> bool:
    """Whether a file is there and holds settings. Raises SettingsError for one that is broken."""
    return file.is_file() and _table(file) is not None


def read_settings(file: Path) -> Settings:
    """The settings in a named file. Raises SettingsError."""
    table = _table(file)
    if table is None:
        raise SettingsError(f"{file}: there is no [tool.idcheck] table in this file")
    return _settings(file, table)


def forget() -> None:
    """Forget what was read, so that changed files are read anew."""
    _in_folder.cache_clear()


def _table(file: Path) -> dict[str, Any] | None:
    """The table of settings in a file, None for a pyproject.toml without one."""
    import tomllib

    try:
        content: dict[str, Any] = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file}: not in UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not valid TOML: {error}") from None
    if file.name != "pyproject.toml":
        return content
    tools = content.get("tool")
    table = tools.get("idcheck") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{file}: `tool.idcheck` must be a table")
    return table


def _settings(file: Path, table: Mapping[str, Any]) -> Settings:
    values = _values(file, table, _KEYS)
    ignores = [
        _ignore_values(file, entry) for entry in values.get("ignore", ()) if isinstance(entry, dict)
    ]
    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100 - symbolic links stay as they are
    return Settings(
        file=file,
        catalogue=tuple(folder / name for name in values.get("catalogue", ())),
        selections=(_selection(values),),
        severities=values.get("severity", ()),
        exclude=_patterns(values["exclude"], folder) if "exclude" in values else None,
        extend_exclude=_patterns(values.get("extend-exclude", ()), folder),
        fail_on=values.get("fail-on", "error"),
        online=values.get("online", False),
        contact=values.get("contact", ""),
        base_urls=values.get("base-urls", ()),
        offline_paths=_patterns(values.get("offline-paths", ()), folder),
        timeout=values.get("timeout", 30.0),
        paths=tuple(_path_settings(file, folder, entry) for entry in values.get("paths", ())),
        ignores=tuple(_ignore(folder, entry) for entry in ignores if not _is_over(entry)),
        expired=tuple(entry["code"] for entry in ignores if _is_over(entry)),
        **_changes(values, "settings"),
    )


def _values(
    file: Path, table: Mapping[str, Any], keys: Mapping[str, Callable[[_Place, object], Any]],
    within: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The values of a table, each checked. `within` is how messages name the table."""
    for key in table:
        if key not in keys:
            raise SettingsError(f"{file}: unknown key `{within}{key}`{_nearest(key, keys)}")
    return {key: keys[key](_Place(file, within + key), value) for key, value in table.items()}


def _path_settings(file: Path, folder: Path, table: Mapping[str, Any]) -> PathSettings:
    values = _values(file, table, _PATH_KEYS, "paths.")
    if "pattern" not in values:
        raise SettingsError(
            f'{file}: each [[paths]] needs a `pattern`, as in pattern = "news/*.md"'
        )
    return PathSettings(
        _patterns(values["pattern"], folder),
        _changes(values, "path"),
        _selection(values),
        values.get("severity", ()),
    )


def _ignore_values(file: Path, table: Mapping[str, Any]) -> dict[str, Any]:
    values = _values(file, table, _IGNORE_KEYS, "ignore.")
    for key, example in (("code", "MEN101"), ("reason", "the article comes out in May")):
        if key not in values:
            raise SettingsError(
                f'{file}: each [[ignore]] needs a `{key}`, as in {key} = "{example}"'
            )
    return values


def _ignore(folder: Path, values: Mapping[str, Any]) -> Ignore:
    path = Pattern(values["path"], folder) if "path" in values else None
    return Ignore(values["code"], values["reason"], values.get("text", ""), path)


def _is_over(values: Mapping[str, Any]) -> bool:
    """Whether the day until which an entry holds has passed."""
    from datetime import date

    return "until" in values and values["until"] < date.today()


def _changes(values: Mapping[str, Any], by: Sayer) -> dict[str, Any]:
    """The fields of Settings that a table sets as they stand in it."""
    fields = {
        "channel": "channel", "type": "type", "feed": "feed", "profile": "profile", "bare-links": "bare_links",
        "format": "format",
    }  # fmt: skip
    changes = {field: values[key] for key, field in fields.items() if key in values}
    return changes | ({"channel_by": by} if "channel" in values else {})


def _selection(values: Mapping[str, Any]) -> Selection:
    ignored = (*values.get("ignore", ()), *values.get("extend-ignore", ()))
    return Selection(
        values.get("select"),
        values.get("extend-select", ()),
        tuple(item for item in ignored if isinstance(item, str)),
    )


def _patterns(texts: tuple[str, ...], folder: Path) -> tuple[Pattern, ...]:
    return tuple(Pattern(text, folder) for text in texts)


@dataclass(frozen=True, slots=True)
class _Place:
    """A key of a settings file, for messages."""

    file: Path
    key: str

    def expected(self, what: str, value: object) -> SettingsError:
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


def _texts(place: _Place, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise place.expected('a list of texts, as in ["a", "b"]', value)
    return tuple(value)


def _text_or_texts(place: _Place, value: object) -> tuple[str, ...]:
    return _texts(place, [value] if isinstance(value, str) else value)


def _tables(place: _Place, value: object) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise SettingsError(f"{place.file}: `{place.key}` is written as [[{place.key}]]")
    return tuple(value)


def _severities(place: _Place, value: object) -> tuple[tuple[str, str], ...]:
    if isinstance(value, str):
        return (("ALL", _one_of(place, value, SEVERITIES)),)
    if not isinstance(value, dict):
        raise place.expected('a level, or rules with theirs, as in {MEN101 = "warning"}', value)
    return tuple(
        (selector, _one_of(_Place(place.file, f"{place.key}.{selector}"), level, SEVERITIES))
        for selector, level in value.items()
    )


def _type(place: _Place, value: object) -> str:
    return _one_of(place, value, ("auto", "post", "publication"))


def _feed(place: _Place, value: object) -> str:
    return _one_of(place, value, ("full", "excerpt"))


def _profile(place: _Place, value: object) -> str:
    return _one_of(place, value, tuple(PROFILES))


def _text(place: _Place, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise place.expected("a text", value)
    return value


def _day(place: _Place, value: object) -> date:
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


def _rules_or_tables(place: _Place, value: object) -> tuple[Any, ...]:
    """Rules to leave out and findings to silence: TOML has one key for `ignore` and [[ignore]]."""
    if not isinstance(value, list) or not all(
        (isinstance(item, str) and item) or isinstance(item, dict) for item in value
    ):
        raise place.expected('a list of texts, as in ["a", "b"], or tables [[ignore]]', value)
    return tuple(value)


def _truth(place: _Place, value: object) -> bool:
    if not isinstance(value, bool):
        raise place.expected("true or false", value)
    return value


def _channel(place: _Place, value: object) -> str:
    from idcheck.post.channels import all_channels, channel_named

    named = channel_named(value) if isinstance(value, str) else None
    return named or _one_of(place, value, all_channels())


def _format(place: _Place, value: object) -> str:
    from idcheck.post.formats import FORMATS

    return _one_of(place, value, FORMATS)


def _level(place: _Place, value: object) -> str:
    return _one_of(place, value, FAIL_LEVELS)


def _contact(place: _Place, value: object) -> str:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value:
        raise place.expected("an e-mail address or the address of a page", value)
    return value


def _seconds(place: _Place, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise place.expected("a number of seconds above 0", value)
    return float(value)


def _base_urls(place: _Place, value: object) -> tuple[tuple[str, str], ...]:
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


def _one_of(place: _Place, value: object, words: tuple[str, ...]) -> str:
    if value not in words:
        raise place.expected(f"one of {', '.join(words)}", value)
    return str(value)


_KEYS: Mapping[str, Callable[[_Place, object], Any]] = {
    "bare-links": _truth,
    "base-urls": _base_urls,
    "catalogue": _texts,
    "channel": _channel,
    "contact": _contact,
    "exclude": _texts,
    "extend-exclude": _texts,
    "extend-ignore": _texts,
    "extend-select": _texts,
    "fail-on": _level,
    "feed": _feed,
    "format": _format,
    "ignore": _rules_or_tables,
    "offline-paths": _texts,
    "online": _truth,
    "paths": _tables,
    "profile": _profile,
    "select": _texts,
    "severity": _severities,
    "timeout": _seconds,
    "type": _type,
}
_PATH_KEYS: Mapping[str, Callable[[_Place, object], Any]] = {
    "pattern": _text_or_texts,
    "ignore": _texts,
    **{
        key: _KEYS[key]
        for key in (
            "bare-links", "channel", "extend-ignore", "extend-select", "feed", "format", "profile", "select", "severity",
            "type",
        )
    },
}  # fmt: skip
_IGNORE_KEYS: Mapping[str, Callable[[_Place, object], Any]] = {
    "code": _text,
    "path": _text,
    "reason": _text,
    "text": _text,
    "until": _day,
}
