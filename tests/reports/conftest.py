"""Outcomes made by hand, so that reports are tested without the engine."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from idcheck.checking import CheckedFile, CheckedPost
from idcheck.identifiers import Identifier
from idcheck.mentions import Bound, Mention
from idcheck.post import Place, Post, SourceMap, Span
from idcheck.post.model import Piece
from idcheck.rules import Diagnostic, Edit, Fix
from idcheck.works import Author, Candidate, Reference, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SOURCE = "# News\r\n\nOur new paper in PNAS is out.\nRead 10.5555/12345678 too.\n"
PAPER, DOI = "Our new paper in PNAS", "10.5555/12345678"


def _place(source: str, words: str) -> Place:
    start = source.index(words)
    return Place(source.count("\n", 0, start) + 1, Span(start, start + len(words)))


@pytest.fixture
def candidate() -> Candidate:
    work = Work(
        title="On the temperature of cells",
        authors=(Author("Berg", "Anna"), Author("Lee", "Kim")),
        container="Proceedings of the National Academy of Sciences",
        year=2026,
        type="article",
        identifiers=(Identifier("doi", "10.1073/pnas.1"),),
        source="catalogue",
    )
    return Candidate(work, "cannot tell", 0.91234567, agree=("container",), differ=("year",))


@pytest.fixture
def file(candidate: Candidate) -> Callable[..., CheckedFile]:
    """A file with an untracked mention, a plain identifier, and a mention known by its line."""

    def made(
        source: str = SOURCE,
        path: str = "posts/a.md",
        candidates: tuple[Candidate, ...] = (candidate,),
        unverified: Mapping[int, str] = MappingProxyType({0: "offline", 1: "offline"}),
    ) -> CheckedFile:
        whole = Span(0, len(source))
        post = Post(path, "markdown", "blog", source, source, SourceMap((Piece(whole, whole, 1),)))
        first, second = _place(source, PAPER), _place(source, DOI)
        assert first.span is not None
        assert second.span is not None
        reference = Reference(container="PNAS", type="article")
        bound = Bound(Identifier("doi", DOI), "same-sentence", second)
        mentions = (
            Mention(first.span, "informal", reference, "en", "no", first),
            Mention(second.span, "link", Reference(), "en", "weak", second, (bound,)),
            Mention(Span(2, 6), "title", Reference(title="News"), "en", "yes", Place(1)),
        )
        fix = Fix(
            "link it", (Edit(first.span, f"[{PAPER}](https://doi.org/10.1073/pnas.1)"),), "unsafe"
        )
        diagnostics = (
            Diagnostic(
                "MEN101", "untracked-mention", "error", "a publication is mentioned without a link",
                first, 0, "it may be this one; link it", candidates, (fix,),
            ),
            Diagnostic("MEN103", "unlinked-identifier", "warning", "this DOI is plain text", second, 1),
            Diagnostic("VIS401", "unrendered-identifier", "info", "only in the front matter", Place(1)),
        )  # fmt: skip
        shown = {0: candidates} if candidates else {}
        checked = CheckedPost(post, mentions, shown, diagnostics, unverified)
        return CheckedFile(path, "checked", None, "blog", source, (checked,))

    return made


@pytest.fixture
def hostile(file: Callable[..., CheckedFile], candidate: Candidate) -> Callable[[str], CheckedFile]:
    """A file in which a text stands wherever a post or a registry has the say."""

    def made(evil: str) -> CheckedFile:
        work = replace(
            candidate.work, title=evil, container=evil, authors=(Author(evil, evil),),
            identifiers=(Identifier("doi", f"10.1/{evil}"),),
        )  # fmt: skip
        found = replace(candidate, work=work)
        checked = file(
            f"{evil}Our new paper in PNAS{evil} 10.5555/12345678", f"{evil}.md", (found,)
        )
        (post,) = checked.posts
        items = tuple(
            replace(item, message=f"said {evil}", suggestion=f"do {evil}")
            for item in post.diagnostics
        )
        return replace(checked, posts=(replace(post, diagnostics=items, unverified={0: evil}),))

    return made
