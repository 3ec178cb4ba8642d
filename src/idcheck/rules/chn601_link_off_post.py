"""The post says that the link is elsewhere: in a comment, in the profile, in the next post.

What it does
    Reports wordings such as "link in bio", "link in the comments", "paper in the next tweet", in
    several languages; "link below" where the post has no link at all; and links in Instagram
    captions, where links do not work.

Why it matters
    Comments and profiles are not tracked. A link in a reply counts for the reply alone: reposts
    of the first post, which spread furthest, count for nothing.
    Source: Altmetric help pages on Facebook, Reddit, YouTube and X.

Example
    New paper! Link in first comment 👇

Use instead
    New paper! https://doi.org/10.1038/nature12373

Fix safety
    None: the link has to be known first. `idcheck fix -i` takes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import from_url, names_work
from idcheck.messages import Message
from idcheck.post.model import Span
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_ELSEWHERE = lazy.pattern(
    r"\b(?:links?|url|paper|article|study|preprint|doi)\b(?: to (?:the |our )?\w+(?: \w+)?)?(?: is| are|:)?[ ](?:in|on) (?:the |my |our |your )?(?:(?:first|1st|top|pinned) )?(?:comments?|bio|profile|replies|reply|next (?:post|tweet)|thread)\b"
    r"|\b(?:see|in) (?:the |my )?(?:first|1st|next|pinned) (?:comment|reply|tweet) (?:for|below)\b"
    r"|\blänk(?:en|ar)?\b[^.!?\n]{0,25} i (?:kommentar\w*|första kommentaren|bion?|profilen|tråden)"
    r"|\blink(?:s)?\b[^.!?\n]{0,20} (?:im|in den|in der|in die) (?:ersten )?(?:kommentar\w*|bio|profil)"
    r"|\blien\b[^.!?\n]{0,25} (?:en|dans (?:le |les |la )?)(?:premier )?(?:commentaires?|bio|profil)"
    r"|\b(?:enlace|link)\b[^.!?\n]{0,25} (?:en|nos|no|na) (?:el |los |la |mi )?(?:primer )?(?:comentarios?|coment[áa]rios?|bio|perfil)"
    r"|🔗\s*(?:in|i|en|dans|im) (?:the )?(?:bio|comments?)",
    re.IGNORECASE,
)
_BELOW = lazy.pattern(r"\blinks? (?:is |are )?below\b|\blink\s*(?:👇|⬇️|⬇|↓)", re.IGNORECASE)


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    found = list(_ELSEWHERE.finditer(post.text))
    if not post.links:
        found += _BELOW.finditer(post.text)
    for match in sorted(found, key=lambda each: each.start()):
        yield rule.diagnostic(
            judged, post.place(Span(*match.span())), Message("the link stands elsewhere, where trackers do not read it"),
            suggestion=Message("put the link into the post itself"),
        )  # fmt: skip
    if post.channel == "instagram":
        for link in post.links:
            if any(map(names_work, from_url(link.target).identifiers)):
                yield rule.diagnostic(
                    judged, link.target_place, Message("links do not work in captions on Instagram"),
                    suggestion=Message("print a short address that people can type, and post the link on another channel too"),
                )  # fmt: skip


RULE = Rule("CHN601", "link-off-post", "---WWEEEW---", "text", "none", __doc__ or "", _check)
