"""A passage names a publication, and no link or identifier of that work is in the post.

What it does
    Looks at every mention of a publication: a formatted reference, a title, an announcement
    such as "our new paper in PNAS". It is reported when neither a link nor an identifier
    (DOI, PMID, arXiv, ISBN ...) of that work stands with it or elsewhere in the post. Where a
    catalogue of your publications is set, up to three works that fit are shown, with the fields
    that agree and differ, and the link to paste.

    One rule alone speaks of each mention, whichever rules are chosen: of books MEN104, of theses,
    reports, data, software and trials MEN105, of works beside a link to news about them MEN102.
    `--select MEN` chooses all of them.

    A text of a single paragraph without a link, as a schedule of posts has them, is also read as a
    whole: if it sounds as such paragraphs do, a hint (never an error) says that it may refer to a
    publication. About one such hint in three is right.

Why it matters
    Altmetric collects a mention from a blog or a social network only if it finds a link to the
    work or its identifier. Text mining for author, journal and date is a fallback for English
    news stories alone, and one study found it to catch about 70 per cent there. A mention
    without a link is not counted, and a link added to a news story later is missed, since
    stories are scanned once.
    Source: Altmetric help pages on news, blogs and social media; a content analysis of 400 news
    stories, https://doi.org/10.1007/s11192-022-04510-7.

Example
    Our group can now take the temperature of a living cell, in a new paper in *Nature*.

Use instead
    Our group can now take the temperature of a living cell, in
    [a new paper](https://doi.org/10.1038/nature12373) in *Nature*.

Fix safety
    Unsafe: which work is meant is for a person to say, however well a candidate fits.

Settings
    `catalogue` names the publication lists to look in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.mentions.anchors import leads_nowhere
from idcheck.messages import Message
from idcheck.rules.lacking import lack_of
from idcheck.rules.linking import suggested
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions import Mention
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


_MENTIONED = Message(
    "a publication is mentioned without a link or identifier, so trackers cannot count it"
)
_LIKELY = Message("this may refer to a publication; if it does, link it")
_UNFINISHED = Message("the link of this mention has no address, so trackers cannot count it")
_MESSAGES = {
    "citation": Message("this reference has no link or identifier, so trackers cannot count it"),
    "title": Message(
        "a publication is named by its title, without a link or identifier, so trackers cannot count it"
    ),
}


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for index, mention in enumerate(judged.mentions):
        lack = lack_of(judged, index)
        if lack and mention.likely:
            finding = rule.diagnostic(judged, mention.place, _LIKELY, mention=index)
            yield replace(finding, severity="info")
        elif lack and lack.kind == "link":
            yield rule.diagnostic(
                judged, mention.place, _message(mention),
                **suggested(judged, index, Message("add a link to the publication, best its DOI as https://doi.org/...")),
            )  # fmt: skip


def _message(mention: Mention) -> Message:
    if any(leads_nowhere(link.target) for link in mention.links):
        return _UNFINISHED
    return _MESSAGES.get(mention.kind, _MENTIONED)


RULE = Rule("MEN101", "untracked-mention", "EWEEEEEEWEEW", "text", "unsafe", __doc__ or "", _check)
