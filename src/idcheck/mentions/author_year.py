"""Author-year references in running text: "Lee et al. (2019)", "(Dray and Legendre 2006)"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

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

_YEAR = r"(?:(?:19|20)\d\d)(?!\d)[a-f]?"


@cache
def _pattern(cues: Cues) -> re.Pattern[str]:
    joint = alternatives([*cues.words("and"), "and", "&"])
    return re.compile(
        rf"(?<![\w@#])(?P<first>{SURNAME})"
        rf"(?:(?P<al>,?[ ]et\.?[ ]al\b\.?)|(?P<rest>(?:,[ ]{SURNAME}){{0,4}}),?[ ](?:{joint})[ ](?P<last>{SURNAME}))?"
        rf"(?:['’]s?)?(?:,?[ ]|[ ]?\()\(?(?P<year>{_YEAR})\)?"
    )


def author_years(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The author-year references of a block. One with a single name needs a link to count."""
    for match in _pattern(cues).finditer(post.text, block.span.start, block.span.end):
        several = bool(match["al"] or match["last"])
        names = [match["first"], *re.findall(SURNAME, match["rest"] or ""), match["last"] or ""]
        opened = match.group().count("(") > match.group().count(")")
        reference = Reference(
            authors=tuple(Author(name) for name in names if name),
            year=int(match["year"][:4]),
            words=match.group(),
        )
        end = match.end() - (1 if match.group().endswith(")") and "(" not in match.group() else 0)
        yield Sighting(
            Span(match.start(), end + (1 if opened and post.text[end : end + 1] == ")" else 0)),
            "informal", reference, several, block.span,
        )  # fmt: skip
