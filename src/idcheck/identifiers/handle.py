"""Handles of repositories. Source: RFC 3650 to 3652. Those that begin with `10.` are DOIs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from idcheck import lazy
from idcheck.identifiers.hit import Hit, bounded
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "handle"
SIGNS: tuple[str, ...] = ("hdl", "handle", "/bitstream/")
FOLDED = False
_LOCAL = r"[^\s\x00-\x1f\"“”„«»‘’<>?#&;,|{}\[\]…。、」）]"
_VALUE = rf"(?P<value>[A-Za-z0-9][\w.-]{{0,60}}+/+{_LOCAL}++)"
# A pattern that begins with certain characters is looked for at the speed of memory.
_LABELLED = (
    *(
        lazy.pattern(rf"{label}(?<![A-Za-z0-9.]{label})(?::\s?/{{0,2}}|/(?<=info:hdl/)){_VALUE}")
        for label in ("hdl", "HDL", "Hdl")
    ),
    *(
        lazy.pattern(rf"{host}/+(?:handle/+|api/handles/+)?{_VALUE}")
        for host in (r"handle\.net", r"Handle\.net")
    ),
)
_IN_PATH = lazy.pattern(
    r"handle/(?<=/handle/)/*(?P<value>[0-9][0-9.]{1,30}+/[^\s\x00-\x1f\"“”„«»‘’<>?#&;,|{}\[\]()/…。、」）]++)"
)
_BITSTREAM = lazy.pattern(r"/bitstream/(?P<value>[0-9][0-9.]{2,30}+/[0-9]{1,9})/[0-9]{1,3}/[^/\s]")
_WHOLE = lazy.pattern(
    rf"(?P<prefix>[0-9][A-Za-z0-9.-]*|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/{_LOCAL}+"
)
"""Prefixes are numbers or, of some early members, names with a dot (`loc.pnp`)."""
_MOST_ESCAPED = 3
_NOT_REGISTERED = frozenset({"123456789", "10"})
"""The prefix of every fresh DSpace, and that of the DOIs."""
_ENTERED = lazy.pattern(
    r"(?:https?://)?(?:(?:hdl\.)?handle\.net/+(?:handle/+)?|(?:[\w.-]+/)+handle/+)"
    r"|info:hdl/|(?:hdl|handle)(?::\s*/{0,2}|\s+)(?=\S)",
    re.IGNORECASE,
)


def find(copy: str) -> Iterator[Hit]:
    """Handles after a label, a resolver or `/handle/`; the span of the first two covers it."""
    for pattern in (*_LABELLED, _IN_PATH, _BITSTREAM):
        for match in pattern.finditer(copy):
            raw = _trimmed(match["value"])
            value = normalise(raw)
            if value:
                start = match.start() if pattern in _LABELLED else match.start("value")
                yield Hit(value, start, match.start("value") + len(raw), claim=match.end())


def _trimmed(raw: str) -> str:
    return bounded(raw).rstrip(".,:!'*_~/\\")


def normalise(raw: str) -> str:
    """The handle in its own case, "" if it is none or a DOI."""
    for _ in range(_MOST_ESCAPED):
        raw = unquote(raw)
    value = re.sub(r"^([^/]+)/{2,}", r"\1/", _trimmed(working(raw).copy))
    match = _WHOLE.fullmatch(value)
    if match is None or "%" in value or "\ufffd" in raw:
        return ""
    return "" if match["prefix"].split(".")[0] in _NOT_REGISTERED else value


def parse(text: str) -> Identifier | None:
    """The handle that a person entered, with or without label or resolver."""
    entered = working(text).copy.strip()
    label = _ENTERED.match(entered)
    entered = entered[label.end() :] if label else entered
    entered = re.split(r"[?#]|;jsessionid", entered, maxsplit=1)[0]
    value = normalise(_trimmed(entered))
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value is a handle of a prefix that can be registered."""
    return normalise(value) == value and bool(value)
