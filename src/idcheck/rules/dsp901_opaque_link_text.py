"""The words of the link to a publication say nothing: "here", "read more", "link".

What it does
    Reports links to publications in running text whose words are "here", "click here", "this
    link", "read more" or the like, and addresses written out in the middle of a sentence. Lists
    of references, lines that hold nothing but the link, and posts for Bluesky and other social
    networks are left alone: there the visible address is right.

Why it matters
    People who use screen readers hear the links of a page without what stands around them
    (WCAG 2.4.4). Trackers read the target alone, so words that describe it cost nothing.
    Source: W3C, Understanding Success Criterion 2.4.4.

Example
    Read the paper [here](https://doi.org/10.1038/nature12373).

Use instead
    Read [Nanometre-scale thermometry in a living cell](https://doi.org/10.1038/nature12373).

Fix safety
    Unsafe: the words are for a person to choose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import from_url, names_work
from idcheck.messages import Message
from idcheck.rules.leading import content_links
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post import Link, Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_OPAQUE = frozenset(
    {
        "here", "click here", "this link", "link", "this", "read more", "more", "see here", "read here", "available here",
        "found here", "read it here", "hier", "här", "ici", "aquí", "qui", "aqui", "her", "läs mer", "mehr", "en savoir plus",
    }
)  # fmt: skip
_ADDRESS = lazy.pattern(r"https?://", re.IGNORECASE)
_WORDS_AFTER = lazy.pattern(r"[ ,]*\(?[a-z]+(?: [\w'-]+){2,}")
_WORDS_BEFORE = lazy.pattern(r"(?:[\w'’-]+[ ,]+){4,}$")


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    entries = [each.span for each in judged.mentions if each.kind == "citation"]
    for link in content_links(post):
        if not any(map(names_work, from_url(link.target).identifiers)):
            continue
        if any(span.overlaps(link.span) for span in entries):
            continue
        label = link.label.strip(" \t\n.,:;!>»→()[]").lower()
        if label in _OPAQUE and _in_sentence(post, link):
            message = Message('the words "{label}" do not say where this link leads', label=label)
        elif _ADDRESS.match(label) and _amid_sentence(post, link):
            message = Message("an address in the middle of a sentence is hard to listen to")
        else:
            continue
        yield rule.diagnostic(
            judged, post.place(link.span), message, suggestion=Message("link the title of the publication, or the words that name it")
        )  # fmt: skip


def _in_sentence(post: Post, link: Link) -> bool:
    """Whether enough words stand around a link to be a sentence."""
    begin = max(post.text.rfind("\n", 0, link.span.start) + 1, link.span.start - 200)
    end = post.text.find("\n", link.span.end)
    around = (
        post.text[begin : link.span.start]
        + post.text[link.span.end : end if end >= 0 else None][:200]
    )
    return len(around.split()) >= 3


def _amid_sentence(post: Post, link: Link) -> bool:
    begin = max(post.text.rfind("\n", 0, link.span.start) + 1, link.span.start - 200)
    before = post.text[begin : link.span.start]
    return bool(_WORDS_BEFORE.search(before) and _WORDS_AFTER.match(post.text, link.span.end))


RULE = Rule("DSP901", "opaque-link-text", "WWW-------IW", "text", "unsafe", __doc__ or "", _check)
