"""Posts of one file are one campaign: repeated and mixed identifiers, silencing by a column."""

from __future__ import annotations

from idcheck.checking import check_source
from idcheck.config import Settings

TITLE = "Nanometre-scale thermometry in a living cell"
OTHER = "Global maps of mangrove forest soil carbon"


def _codes(*rows: str, head: str = "platform,text") -> list[list[str]]:
    source = "\n".join((head, *rows)) + "\n"
    posts = check_source(source, path="posts.csv", format="table", settings=Settings())
    return [[item.code for item in post.diagnostics] for post in posts]


def test_one_work_linked_through_two_versions() -> None:
    first, second = _codes(
        f'facebook,"Our new paper ""{TITLE}"" is out: https://arxiv.org/abs/1304.1068"',
        f'facebook,"Our new paper ""{TITLE}"" is out: https://doi.org/10.1038/nature12373"',
    )
    assert "VER703" not in first
    assert "VER703" in second


def test_one_doi_for_two_works() -> None:
    first, second = _codes(
        f'facebook,"Our new paper ""{TITLE}"" is out: https://doi.org/10.1038/nature12373"',
        f'facebook,"Our new paper ""{OTHER}"" is out: https://doi.org/10.1038/nature12373"',
    )
    assert "IDN304" not in first
    assert "IDN304" in second


def test_a_column_silences_its_post() -> None:
    named = "Our new paper in PNAS is out."
    head = "platform,text,idcheck"
    (silenced,), (told,) = (
        _codes(f'facebook,"{named}",{said}', head=head)
        for said in ("ignore[MEN101] comes out in May", "")
    )
    assert "MEN101" not in silenced
    assert "MEN101" in told
