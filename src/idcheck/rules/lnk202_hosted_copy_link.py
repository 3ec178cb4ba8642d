"""A link at a publication leads to a copy of it on a site that trackers do not know.

What it does
    Looks at publications whose only links lead to ResearchGate, Academia.edu, Semantic Scholar,
    Sci-Hub, sharing and reading tools, or to a web archive or a search engine's cache.

Why it matters
    Trackers know the publisher, the preprint servers and the repositories; a copy elsewhere names
    no work to them. Many copies ask readers to log in, and some are not lawful.
    Source: Altmetric help pages on trackable domains.

Example
    Read [our paper](https://www.researchgate.net/publication/255177362_Nanometre-scale_thermometry).

Use instead
    Read [our paper](https://doi.org/10.1038/nature12373).

Fix safety
    Unsafe without a look-up, even where the address holds the DOI: a copy may be of another
    version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import NOTHING, Message
from idcheck.rules.leading import lost, misled
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Address
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_ARCHIVES = frozenset({"web-archive", "google-amp", "google-translate"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for lead in lost(judged):
        if what := _copy(lead.address):
            yield misled(
                rule,
                judged,
                lead,
                Message("this link leads to {what}, which trackers do not follow", what=what),
            )


def _copy(address: Address) -> Message:
    """What sort of copy an address leads to, "" if to none."""
    if _ARCHIVES.intersection(address.wrappers):
        return Message("an archived or translated copy")
    return Message("a copy on another site") if address.kind == "copy" else NOTHING


RULE = Rule("LNK202", "hosted-copy-link", "EWEEEEEEWEEW", "text", "unsafe", __doc__ or "", _check)
