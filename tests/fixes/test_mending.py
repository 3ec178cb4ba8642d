"""Repairing texts: until stable, verified, and nothing besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from idcheck.checking import check_source
from idcheck.config import Settings
from idcheck.fixes import RefusedError, Version, mend, safe_only
from idcheck.fixes.choosing import first_unsafe
from idcheck.post import Span, UnreadableError, decode, format_of
from idcheck.rules import Edit, Fix

if TYPE_CHECKING:
    from pathlib import Path

    from idcheck.rules import Diagnostic


def _checked(source: str, path: str = "a.md") -> Version:
    kind = format_of(path)
    assert kind
    posts = check_source(source, path=path, format=kind, settings=Settings())
    return Version(
        source,
        tuple(post.post for post in posts),
        tuple(item for post in posts for item in post.diagnostics),
    )


def _mended(source: str, path: str = "a.md") -> str:
    def check(text: str) -> Version:
        return _checked(text, path)

    done = mend(check(source), check, safe_only)
    again = mend(done.version, check, safe_only)
    assert again.version.source == done.version.source
    return done.version.source


def _cell(words: str) -> str:
    """A notebook of one cell, whose words are those of a JSON string."""
    return f'{{"cells":[{{"cell_type":"markdown","metadata":{{}},"source":["{words}"]}}],"metadata":{{}},"nbformat":4,"nbformat_minor":5}}'


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.md", "DOI: 10.1000/a_b_c!", "DOI: [10.1000/a\\_b\\_c](https://doi.org/10.1000/a_b_c)!"),
        ("a.md", "[it](doi:10.1000/a)", "[it](https://doi.org/10.1000/a)"),
        ("a.md", "<div>\n<b>DOI 10.1000/a</b>\n</div>\n\nx", '<div>\n<b>DOI <a href="https://doi.org/10.1000/a">10.1000/a</a></b>\n</div>\n\nx'),
        ("a.md", "[it][1], [too][1]\n\n[1]: http://dx.doi.org/10.1000/a\n", "[it][1], [too][1]\n\n[1]: https://doi.org/10.1000/a\n"),
        ("a.md", "a\r\nb  \r\n\tDOI 10.1000/a\nend\r", "a\r\nb  \r\n\tDOI [10.1000/a](https://doi.org/10.1000/a)\nend\r"),
        ("a.md", "{{ x }} [it](doi:10.1000/a) {% y %}", "{{ x }} [it](https://doi.org/10.1000/a) {% y %}"),
        ("a.md", "{% cite doi:10.1000/a %} `10.1000/b`", "{% cite doi:10.1000/a %} `10.1000/b`"),
        ("a.html", "<p>DOI 10.1000/a&amp;b</p>", "<p>DOI 10.1000/a&amp;b</p>"),
        ("a.html", "<p>DOI 10.1000/a</p>", '<p>DOI <a href="https://doi.org/10.1000/a">10.1000/a</a></p>'),
        ("a.html", "<a href='//doi.org/10.1000/a'>x</a>", "<a href='https://doi.org/10.1000/a'>x</a>"),
        ("a.txt", "DOI 10.1000/a", "DOI https://doi.org/10.1000/a"),
        ("a.rst", "DOI 10.1000/a and `it <http://dx.doi.org/10.1000/b>`_", "DOI `10.1000/a <https://doi.org/10.1000/a>`__ and `it <https://doi.org/10.1000/b>`_"),
        ("a.csv", 'platform,text\r\nfacebook,"A ""new"" one: DOI 10.1000/a"\r\n', 'platform,text\r\nfacebook,"A ""new"" one: DOI https://doi.org/10.1000/a"\r\n'),
        ("a.ipynb", _cell("DOI 10.1000/a_b"), _cell("DOI [10.1000/a\\\\_b](https://doi.org/10.1000/a_b)")),
        ("a.ipynb", _cell("<div>\\nDOI 10.1000/a\\n</div>"), _cell('<div>\\nDOI <a href=\\"https://doi.org/10.1000/a\\">10.1000/a</a>\\n</div>')),
    ],
)  # fmt: skip
def test_a_fix_is_written_as_the_format_writes_it(path: str, before: str, after: str) -> None:
    assert _mended(before, path) == after


def _misled(source: str, edit: Edit) -> str:
    """Why a fix that makes this edit is refused."""
    first = _checked(source)
    item = replace(first.diagnostics[0], fixes=(Fix("wrong", (edit,), "safe"),))
    with pytest.raises(RefusedError) as caught:
        mend(replace(first, diagnostics=(item,)), _checked, safe_only)
    return str(caught.value)


SOURCE = "See [it](doi:10.1000/a) and **the** [other](https://example.org)."


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Edit(Span(9, 22), "https://doi.org/10.1000/a) **("), "other words"),
        (Edit(Span(8, 8), "`"), "other"),
        (Edit(Span(9, 22), "<https://doi.org/10.1000/a"), ""),
        (Edit(Span(4, 4), "!"), "other"),
        (Edit(Span(0, 3), "Look"), "FRM502 would still be there"),
        (Edit(Span(5, 7), "them"), "FRM502 would still be there"),
    ],
)  # fmt: skip
def test_what_would_change_something_else_is_refused(edit: Edit, reason: str) -> None:
    assert reason in _misled(SOURCE, edit)


def test_fixes_that_undo_one_another_end() -> None:
    def check(source: str) -> Version:
        first = _checked(source)
        other = "b" if "/a" in source else "a"
        items = [
            replace(item, fixes=(Fix("", (Edit(Span(13, 22), f"10.1000/{other}"),), "safe"),))
            for item in first.diagnostics
        ]
        return replace(first, diagnostics=tuple(items))

    with pytest.raises(RefusedError):
        mend(check(SOURCE), check, safe_only)


_PIECES = st.sampled_from(
    [
        "DOI: 10.1000/abc", "[it](doi:10.1000/a)", "<https://www.doi.org/10.1000/b>", "10.1000/(x)_y",
        "http://dx.doi.org/10.1000/d", "[a](http://dx.doi.org/10.1000/e)", "*", "**", "_", "`", "[",
        "](", ")", "> ", "- ", "1. ", "# ", "|", "\n", "\n\n", "\r\n", "    ", "\t", "<b>", "</b>",
        "<div>\n", "\n</div>\n\n", "{{ x }}", "{% y %}", "&amp;", "\\", "words", "PMID: 23467089",
        "https://doi.org/10.1000/f?utm_source=x", "<!--", "-->", "é", "🧵", "[1]: doi:10.1000/g\n", "[x][1]",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=14), st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_generated_documents_stay_as_they_are_but_for_the_edits(
    parts: list[str], path: str
) -> None:
    """Whatever stands around, a repaired text is read again with the same words."""
    _mended(" ".join(parts), path)


def test_posts_of_the_corpus_are_repaired_and_stay(shared: Path) -> None:
    files = sorted((shared / "corpus" / "posts").glob("*/*"))[::12]
    assert files
    for file in files:
        kind = format_of(file.name)
        if kind is None or file.stat().st_size > 30_000:
            continue
        try:
            _mended(decode(file.read_bytes()), file.name)
        except UnreadableError:
            continue


def test_unsafe_fixes_keep_their_place_too() -> None:
    source = "[10.1000/abc](https://doi.org/10.1000/other) x https://doi.org/10.1000/a/full"
    done = mend(_checked(source), _checked, first_unsafe)

    assert done.version.source.startswith("[10.1000/abc](https://doi.org/10.1000/abc) x ")


def test_the_diagnostics_of_a_repaired_text_are_gone() -> None:
    done = mend(_checked(SOURCE), _checked, safe_only)
    codes: list[Diagnostic] = [item for item in done.version.diagnostics if item.code == "FRM502"]

    assert not codes
    assert [item.code for item in done.fixed] == ["FRM502"]
