from hypothesis import given
from hypothesis import strategies as st

from idcheck.post import Link, Place, Post, Region, SourceMap, Span

_SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda at: Span(at[0], sum(at))),
    max_size=6,
)


@given(_SPANS, _SPANS)
def test_links_outside_are_those_that_no_region_covers(
    regions: list[Span], links: list[Span]
) -> None:
    post = Post(
        "a.md", "markdown", "blog", "", "", SourceMap(()),
        links=tuple(Link("/", "", span, "anchor", Place(1), Place(1)) for span in sorted(links)),
        regions=tuple(Region("furniture", span) for span in sorted(regions)),
    )  # fmt: skip
    kept = [link.span for link in post.links_outside("furniture")]
    assert kept == [
        link for link in sorted(links) if not any(span.covers(link) for span in regions)
    ]
