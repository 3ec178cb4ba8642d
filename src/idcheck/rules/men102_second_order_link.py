"""The only link at a publication leads to a story about it: news, a press release, your own web page.

What it does
    Looks at publications that no link leads to, while the link on the words or beside them, in
    the same paragraph, goes to a news site, a distributor of press releases (EurekAlert!,
    AlphaGalileo, Cision ...) or a news page of an institution.

Why it matters
    Trackers count direct attention only. A link to a report about the work, or to your own story
    on it, credits nothing: the post as a whole counts for naught.
    Source: Altmetric help pages on missed mentions ("second-order mentions").

Example
    New paper out in Nature! https://www.example.edu/news/thermometer-for-cells

Use instead
    New paper out in Nature! https://doi.org/10.1038/nature12373
    The story: https://www.example.edu/news/thermometer-for-cells

Fix safety
    Unsafe: which work the story is about is for a person to say. The link to the story stays.

Settings
    `catalogue` names the publication lists that suggestions come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.lacking import lack_of
from idcheck.rules.linking import suggested
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for index in range(len(judged.mentions)):
        lack = lack_of(judged, index)
        if lack and lack.kind == "story" and lack.link:
            yield rule.diagnostic(
                judged, lack.link.target_place,
                Message("this link leads to a story about the publication, which trackers do not count"),
                **suggested(judged, index, Message("add a link to the publication itself, best its DOI as https://doi.org/...")),
            )  # fmt: skip


RULE = Rule("MEN102", "second-order-link", "EEWEEEEEWEWW", "text", "unsafe", __doc__ or "", _check)
