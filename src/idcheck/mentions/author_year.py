"""Author-year references in running text: "Lee et al. (2019)", "(Dray and Legendre 2006)"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions.cues import alternatives
from idcheck.mentions.names import SURNAME
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.post import Post

_MARGIN = 8
_GENITIVE = lazy.pattern(r"(?:(?<=s)['’]|['’]s)$")
_HAS_YEAR = lazy.pattern(r"[12](?:(?<=1)9|(?<=2)0)\d\d")
_YEAR = r"(?:(?:19|20)\d\d)(?!\d)[a-f]?"


@cache
def _pattern(cues: Cues) -> re.Pattern[str]:
    joint = alternatives([*cues.words("and"), "and", "&"])
    return lazy.pattern(
        rf"(?<![\w@#])(?P<first>{SURNAME})"
        rf"(?:(?P<al>,?[ ]et\.?[ ]al\b\.?)|(?P<rest>(?:,[ ]{SURNAME}){{0,4}}),?[ ](?:{joint})[ ](?P<last>{SURNAME}))?"
        rf"(?:['’]s?)?(?:,?[ ]|[ ]?\()\(?(?P<year>{_YEAR})\)?"
    )


def author_years(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The author-year references of a block. One with a single name needs a link to count."""
    if not _HAS_YEAR.search(post.text, block.span.start, block.span.end):
        return
    yield from _credited(post, block, cues)
    for match in _pattern(cues).finditer(post.text, block.span.start, block.span.end):
        names = [match["first"], *re.findall(SURNAME, match["rest"] or ""), match["last"] or ""]
        if any(name in cues.not_authors for name in names):
            continue
        span = _span(match)
        if not (match["al"] or match["last"] or _is_label(post, span)):
            continue
        reference = Reference(
            authors=tuple(Author(name) for name in names if name),
            year=int(match["year"][:4]),
            words=match.group(),
        )
        yield Sighting(span, "informal", reference, _plain_enough(post, match), block.span)


def _credited(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """Single authors that need no link: "by Mark Vellend (2016)", "Mark Vellend's (2016)"."""
    for match in _credit(cues).finditer(post.text, block.span.start, block.span.end):
        group = "name" if match["name"] else "owner"
        names = _GENITIVE.sub("", match[group]).split()
        if cues.not_authors.isdisjoint(names):
            span = Span(match.start(group), match.end())
            author = Author(names[-1], " ".join(names[:-1]))
            reference = Reference(
                authors=(author,), year=int(match["year"][:4]), words=span.of(post.text)
            )
            yield Sighting(span, "informal", reference, True, block.span)


@cache
def _credit(cues: Cues) -> re.Pattern[str]:
    credit = alternatives(cues.words("credit"))
    name = rf"(?:{SURNAME}[ ](?:[A-Z]\.[ ])?)?{SURNAME}"
    return lazy.pattern(
        rf"(?<![\w@#-])(?:(?:{credit})[ ](?P<name>{name})|(?P<owner>{SURNAME}[ ](?:[A-Z]\.[ ])?{SURNAME}(?:(?<=['’]s)|(?<=s['’]))))[ ]\((?P<year>{_YEAR})\)"
    )


def _is_label(post: Post, span: Span) -> bool:
    """Whether the words are, but for a few, the label of a link."""
    return any(
        link.span.covers(span) and len(link.span) <= len(span) + _MARGIN for link in post.links
    )


def is_author_year(text: str, cues: Cues) -> bool:
    """Whether a text is an author-year reference and nothing else."""
    return _pattern(cues).fullmatch(text.strip(" ()")) is not None


def _plain_enough(post: Post, match: re.Match[str]) -> bool:
    """Whether it needs no link: "et al.", or two names with the year or the whole in brackets."""
    if match["al"]:
        return True
    before = post.text[max(0, match.start() - 40) : match.start()]
    opened, closed = before.rfind("("), before.rfind(")")
    bracketed = "(" in match.group() or opened > closed
    return bool(match["last"]) and bracketed


def _span(match: re.Match[str]) -> Span:
    """The match without a closing bracket that was opened before it."""
    end = match.end()
    if match.group().endswith(")") and "(" not in match.group():
        end -= 1
    return Span(match.start(), end)
