"""Titles and names as registries send them, without markup."""

from __future__ import annotations

import html
import re

from idcheck import lazy

_NOT_SHOWN = lazy.pattern(
    r"<(?P<name>(?:mml:)?annotation(?:-xml)?|(?:jats:)?tex-math|script|style)\b[^<>]*>[^<>]*</(?P=name)>",
    re.IGNORECASE,
)
_MATH = lazy.pattern(r"<(?:mml:)?math\b[^<>]*>|</(?:mml:)?math>(?=\w)", re.IGNORECASE)
_TAG = lazy.pattern(
    r"</?(?:(?:mml|jats|m):[a-z-]+|h[1-6]|i|b|u|s|em|p|br|tt|sc|scp|sub|sup|inf|bold|italic|roman|strong|small|big|span|div|a|abbr|font|title|underline|monospace"
    r"|inline-formula|alternatives|named-content|styled-content|xref|ext-link|overline|strike|sans-serif|emph?|math|mi|mo|mn|mrow|mtext|msub|msup|msubsup|mfrac|mfenced"
    r"|msqrt|mover|munder|mspace|mstyle|semantics|label|break)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = lazy.pattern(r"&#?\w+;")


def plain(text: str) -> str:
    """Text on one line without HTML, MathML and JATS; entities are resolved, doubled ones too."""
    for _ in range(3):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _MATH.sub(" ", _NOT_SHOWN.sub("", text)))
    return " ".join(text.split())
