"""A link at a publication is shortened, so that nobody sees where it leads.

What it does
    Looks at publications whose only links are of a shortener (bit.ly, t.co, lnkd.in, buff.ly,
    ow.ly, tinyurl ...). Short DOIs (doi.org/...) are no shortened links: they are resolved by the DOI
    system itself.

Why it matters
    Shortened links are followed on X only; elsewhere it is doubtful, and Crossref Event Data does
    not. They save nothing: X and Mastodon count every link as 23 characters, Bluesky shows it
    shortened.
    Source: Altmetric help pages; the platforms' own documentation.

Example
    New paper out in Nature! https://bit.ly/3abcd

Use instead
    New paper out in Nature! https://doi.org/10.1038/nature12373

Fix safety
    Unsafe: where the short link leads can only be told by following it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.leading import lost, misled
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for lead in lost(judged):
        if lead.address.kind == "shortener":
            yield misled(
                rule,
                judged,
                lead,
                Message("this link is shortened, and most trackers do not follow it"),
            )


RULE = Rule("LNK204", "shortened-link", "EEEWEEEEIEEE", "text", "unsafe", __doc__ or "", _check)
