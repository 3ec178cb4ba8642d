"""One mention explained to the person who points at it: how it is tracked, why, and by which work."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions.explaining import beside, tracking
from idcheck.messages import Message
from idcheck.reports import record
from idcheck.reports.markdown import IN_ADDRESS
from idcheck.reports.text import evidence
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.checking import CheckedPost
    from idcheck.works import Work

_MOST = 3
_MARKUP = lazy.pattern(r"[\\`*_\[\]<>&~!#|$]|^[-+=]|(?<=\d)[.)](?= )")


class _Named(Struct, frozen=True):
    """A work that is named or may be meant, and what there is to say of it."""

    work: Work
    said: str


def mention_at(post: CheckedPost, offset: int) -> int | None:
    """The index of the mention at an offset of the source, the shortest if there are several."""
    found = [
        (len(span), index)
        for index, mention in enumerate(post.mentions)
        if (span := mention.place.span) is not None and span.start <= offset <= span.end
    ]
    return min(found)[1] if found else None


def as_text(post: CheckedPost, index: int, language: str) -> str:
    """What there is to say of a mention, a line each."""
    lines = list(_lines(post, index, language))
    for named in _works(post, index, language):
        lines += ["", record.title(named.work), *filter(None, (named.said, record.url(named.work)))]
    return "\n".join(lines)


def as_markdown(post: CheckedPost, index: int, language: str) -> str:
    """The same as Markdown; words of posts and registries mark up nothing."""
    first, *rest = _lines(post, index, language)
    parts = [f"**{_prose(first)}**", *map(_prose, rest)]
    for named in _works(post, index, language):
        title, url = _prose(record.title(named.work)), record.url(named.work)
        parts.append(f"[{title}](<{quote(url, safe=IN_ADDRESS)}>)" if url else title)
        parts += filter(None, (_prose(named.said), _prose(url)))
    return "\n\n".join(parts)


def _prose(text: str) -> str:
    """Text that means nothing but itself, with no more escapes than that takes: some editors show them."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _lines(post: CheckedPost, index: int, language: str) -> Iterator[str]:
    mention = post.mentions[index]
    lines = [tracking(mention), *beside(mention)]
    if why := post.unverified.get(index):
        lines.append(Message("not verified: {why}", why=why))
    for line in lines:
        yield visible(line.in_language(language))


def _works(post: CheckedPost, index: int, language: str) -> Iterator[_Named]:
    """The works that the identifiers name, else those that may be meant, the likeliest first."""
    named = [
        work
        for bound in post.mentions[index].identifiers
        if (work := post.answers.work(bound.identifier))
    ]
    for work in named[:_MOST]:
        yield _Named(work, record.details(work))
    for candidate in post.candidates.get(index, ())[:_MOST]:
        if candidate.work not in named:
            said = (record.details(candidate.work), *evidence(candidate, language))
            yield _Named(candidate.work, "; ".join(filter(None, said)))
