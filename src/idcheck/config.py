"""Settings: `idcheck.toml`, `.idcheck.toml` or `[tool.idcheck]` in `pyproject.toml`.

The nearest settings file above the checked file holds, and it alone, with what it names as `extend`:
other files are not merged. The search stops at the root of the repository. Paths in it are
relative to its folder.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from idcheck.patterns import Pattern
from idcheck.selection import Selection, UnknownSelectorError, chosen
from idcheck.setting_keys import (
    FAIL_LEVELS,
    IGNORE_KEYS,
    KEYS,
    PATH_KEYS,
    SettingsError,
    values_of,
)
from idcheck.silencing import Ignore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.mentions.announced_page import PageType
    from idcheck.post.channels import Sayer
    from idcheck.rules import Rule
    from idcheck.sources.access import Access

__all__ = [
    "DEFAULT_CHANNEL", "DEFAULT_EXCLUDES", "FAIL_LEVELS", "FILE_NAMES", "PathSettings", "Settings",
    "SettingsError", "forget", "has_settings", "near", "read_settings", "settings_for",
]  # fmt: skip
FILE_NAMES = ("idcheck.toml", ".idcheck.toml", "pyproject.toml")
DEFAULT_CHANNEL = "blog"
DEFAULT_EXCLUDES = (
    ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", ".cache", ".eggs", "__pycache__",
    "node_modules", "bower_components", "vendor", "site-packages", "build", "dist",
    "_site", "_book", "public", ".quarto", ".jekyll-cache", ".docusaurus", ".next", "idcheck-audit",
)  # fmt: skip
"""Left out of folders outside a repository: version control, installed packages, built sites, reports."""


class Settings(Struct, frozen=True):
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

    `section` is the part of the site that an audit counts the posts in, "" where nobody said;
    `lang` is the language of messages, None for that of the locale.

    `said` are pairs of a key and who set it, of which the last counts.
    """

    file: Path | None = None
    channel: str = DEFAULT_CHANNEL
    channel_by: Sayer = "default"
    type: PageType = "auto"
    nouns: tuple[str, ...] = ()
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
    lang: str | None = None
    section: str = ""
    said: tuple[tuple[str, str], ...] = ()

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
                    said=(*settings.said, *entry.said),
                )
        return settings

    def excluding(self, path: Path) -> Pattern | None:
        """The pattern that leaves a file or a folder out, of those that a person wrote."""
        patterns = (*(self.exclude or ()), *self.extend_exclude)
        return next((pattern for pattern in patterns if pattern.fits(path)), None)


class PathSettings(Struct, frozen=True):
    """The settings of the files that one of the patterns fits; `changes` are fields of Settings."""

    patterns: tuple[Pattern, ...]
    changes: Mapping[str, Any]
    selection: Selection
    severities: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...] = ()


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


def _settings(file: Path, table: Mapping[str, Any], above: tuple[Path, ...] = ()) -> Settings:
    """The settings of a table, added to those of the file that it extends.

    `above` are the files that extend this one, so that a circle is seen.
    """
    values = values_of(file, table, KEYS)
    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100 - symbolic links stay as they are
    base = _extended(file, folder / values["extend"], above) if "extend" in values else Settings()
    entries = [each for each in values.get("ignore", ()) if isinstance(each, dict)]
    ignores = [_ignore_values(file, entry) for entry in entries]
    paths = (_path_settings(file, folder, entry) for entry in values.get("paths", ()))
    left_out = _patterns(values.get("extend-exclude", ()), folder)
    at_home = _patterns(values.get("offline-paths", ()), folder)
    over = [entry["code"] for entry in ignores if _is_over(entry)]
    return replace(
        base,
        file=file,
        selections=(*base.selections, _selection(values)),
        severities=(*base.severities, *values.get("severity", ())),
        extend_exclude=(*base.extend_exclude, *left_out),
        offline_paths=(*base.offline_paths, *at_home),
        paths=(*base.paths, *paths),
        ignores=(*base.ignores, *(_ignore(folder, each) for each in ignores if not _is_over(each))),
        expired=(*base.expired, *over),
        said=(*base.said, *((key, near(file)) for key in values)),
        **_changes(values, "settings"),
        **_located(values, folder),
    )


def near(file: Path) -> str:
    """A file as seen from the working folder, where it is below that."""
    absolute = Path(os.path.abspath(file))  # noqa: PTH100 - symbolic links stay as they are
    below = absolute.is_relative_to(Path.cwd())
    return (absolute.relative_to(Path.cwd()) if below else absolute).as_posix()


def _extended(file: Path, base: Path, above: tuple[Path, ...]) -> Settings:
    """The settings that a file extends."""
    if base.resolve() in (*above, file.resolve()):
        raise SettingsError(f"{file}: `extend` leads back to {base}")
    if (table := _table(base)) is None:
        raise SettingsError(f"{file}: `extend` names {base}, which has no [tool.idcheck] table")
    return _settings(base, table, (*above, file.resolve()))


def _located(values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The fields of Settings whose values are paths, from the folder of their file."""
    located: dict[str, Any] = {}
    if "catalogue" in values:
        located["catalogue"] = tuple(folder / name for name in values["catalogue"])
    if "exclude" in values:
        located["exclude"] = _patterns(values["exclude"], folder)
    return located


def _path_settings(file: Path, folder: Path, table: Mapping[str, Any]) -> PathSettings:
    values = values_of(file, table, PATH_KEYS, "paths.")
    if "pattern" not in values:
        raise SettingsError(
            f'{file}: each [[paths]] needs a `pattern`, as in pattern = "news/*.md"'
        )
    return PathSettings(
        _patterns(values["pattern"], folder),
        _changes(values, "path"),
        _selection(values),
        values.get("severity", ()),
        tuple((key, f"[[paths]] {values['pattern'][0]} in {near(file)}") for key in values),
    )


def _ignore_values(file: Path, table: Mapping[str, Any]) -> dict[str, Any]:
    values = values_of(file, table, IGNORE_KEYS, "ignore.")
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
        "fail-on": "fail_on", "online": "online", "contact": "contact", "base-urls": "base_urls",
        "timeout": "timeout", "format": "format", "lang": "lang", "section": "section", "nouns": "nouns",
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
