"""Template code in drafts: hidden by filler of equal length before a parser sees it.

Liquid, Jinja, Hugo shortcodes, Handlebars and ERB are recognised, and Markdown attribute lists
(`{: .class}`, `{.class}`, `{#id}`). Offsets stay true, and the filler never reaches the text.
"""

from __future__ import annotations

import re

FILLER = "\ue000"
"""A private-use character that no draft holds and no parser gives a meaning."""

_TEMPLATE = re.compile(
    r"\{%[^%]*+(?:%(?!\})[^%]*+)*+%\}|\{\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}\}|<%[^%]*+(?:%(?!>)[^%]*+)*+%>"
)
_ATTRIBUTES = re.compile(
    r"(?<=[\])`*_\w>])\{(?::[ \t]*|(?=[.#]|[a-z][\w-]*+=))[^{}\n]*+\}|^[ \t]*\{:[^{}\n]*+\}[ \t]*$",
    re.MULTILINE,
)
_MATH = re.compile(r"\$\$[^$]*+\$\$")
_DIV = re.compile(r"^[ \t]*:{3,}[^\n]*$", re.MULTILINE)


def mask_templates(source: str) -> str:
    """The source with template code replaced by filler; line ends inside are kept."""
    return (
        _TEMPLATE.sub(_fill, source)
        if "{%" in source or "{{" in source or "<%" in source
        else source
    )


def mask_markdown(source: str) -> str:
    """The same for Markdown, with attribute lists display math and the fences of divs hidden too."""
    masked = mask_templates(source)
    if "{" in masked:
        masked = _ATTRIBUTES.sub(_fill, masked)
    if "$$" in masked:
        masked = _MATH.sub(_fill, masked)
    return _DIV.sub(_fill, masked) if ":::" in masked else masked


def _fill(match: re.Match[str]) -> str:
    return "".join(char if char in "\r\n" else FILLER for char in match.group())
