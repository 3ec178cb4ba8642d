"""Making text safe to print: what a terminal would obey, or nobody would see, becomes visible.

Posts and registry records are other people's words. An escape sequence could repaint the
terminal, and an override of the writing direction could make a link look like another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck import lazy

if TYPE_CHECKING:
    import re

_HIDDEN = lazy.pattern(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, escape among them
    "\xad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # undecodable bytes of file names
    "\U000e0000-\U000e007f"  # tags: invisible ASCII
    "]"
)
"""Joiners (U+200C, U+200D) stay: Persian words and emoji are spelt with them."""


def visible(text: str) -> str:
    """The text on one line; tabs and line ends as spaces, unprintable characters as signs."""
    return text if text.isprintable() else _HIDDEN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in "\t\n\r":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)  # the pictures of the controls
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
