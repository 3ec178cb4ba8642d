"""What a DOI that does not exist may have been before it was copied, cut or typed wrongly."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from idcheck import lazy
from idcheck.identifiers.identifier import Identifier

_UNSEEN = lazy.pattern("[\xad\u200b-\u200f\u2060\ufeff\\s]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_TAIL = lazy.pattern(
    r"(?:/(?:full|abstract|abs|pdf|epdf|pdfdirect|fulltext|meta|summary|html|references|suppl_file.*)|\.(?:pdf|full(?:\.pdf)?|abstract|html?|xml)|;jsessionid.*|[?#&].*)+$"
)
_AFTER = ".,;:!?'\"”’»*_-–/\\"
_VERSION = lazy.pattern(r"(?<=\d)v\d{1,2}$")
_MOST = 6


def repaired(identifier: Identifier) -> tuple[Identifier, ...]:
    """Other DOIs that this one may stand for, the likeliest first; none of them is certain."""
    if identifier.scheme != "doi":
        return ()
    value = identifier.value
    clean = _UNSEEN.sub("", html.unescape(unquote(value))).translate(_DASHES)
    made = [clean, clean.replace("\\_", "_"), *_cut(clean)]
    made += [_VERSION.sub("", each) for each in list(made)]
    kept = dict.fromkeys(
        each for each in made if each != value and re.match(r"10\.\d{4,9}/.", each)
    )
    return tuple(Identifier("doi", each) for each in kept)[:_MOST]


def _cut(value: str) -> list[str]:
    """The value without what hung on to its end, and with the bracket that was cut off."""
    bare = value.rstrip(_AFTER)
    found = [bare, _TAIL.sub("", bare), _TAIL.sub("", value).rstrip(_AFTER)]
    for opening, closing in ("()", "[]", "<>"):
        if value.count(opening) > value.count(closing):
            found += [value + closing, value[: value.rindex(opening)].rstrip(_AFTER)]
        if value.count(closing) > value.count(opening):
            found.append(value[: value.rindex(closing)].rstrip(_AFTER))
    return found
