"""Which form of mention counts for which tracker on which channel."""

from __future__ import annotations

import pytest

from idcheck.auditing.trackers import form_of, is_read, reads, trackers
from idcheck.mentions.finding import find
from idcheck.post.channels import all_channels
from idcheck.post.formats import read

DOI = "10.1038/nature12373"


@pytest.mark.parametrize(
    ("source", "kind", "form"),
    [
        (f"See [our paper](https://doi.org/{DOI}) in Nature.", "markdown", "link"),
        (f"See our new paper in Nature, doi:{DOI}.", "markdown", "identifier"),
        ("Our new paper in *Nature* is out.", "markdown", "words"),
        (
            "- Kucsko, G., Maurer, P. C. (2013). Nanometre-scale thermometry in a living cell. *Nature*, 500, 54-58.",
            "markdown",
            "reference",
        ),
        (
            f"It is warm.<ref>{{{{cite journal |last1=Kucsko |first1=G. |title=Nanometre-scale thermometry in a living cell |journal=Nature |year=2013 |doi={DOI}}}}}</ref>",
            "wikitext",
            "template",
        ),
    ],
)
def test_forms(source: str, kind: str, form: str) -> None:
    (post,) = read(
        source, path="a", format=kind, channel="blog", channel_by="default", bare_links=None
    )
    assert [form_of(mention) for mention in find(post)] == [form]


@pytest.mark.parametrize(
    ("least", "enough"),
    [
        ("template", {"template"}),
        ("link", {"template", "link"}),
        ("identifier", {"template", "link", "identifier"}),
        ("reference", {"template", "link", "identifier", "reference"}),
        ("nothing", set()),
        ("unknown", set()),
    ],
)
def test_what_is_enough(least: str, enough: set[str]) -> None:
    forms = ("template", "link", "identifier", "reference", "words")

    assert {form for form in forms if is_read(form, least)} == enough


def test_the_table_is_sound() -> None:
    words = {"template", "link", "identifier", "reference", "unknown"}

    assert list(trackers()) == ["Altmetric", "PlumX", "Crossref Event Data", "Overton"]
    for channels in trackers().values():
        assert set(channels) <= set(all_channels())
        assert set(channels.values()) <= words


def test_altmetric_as_it_describes_itself() -> None:
    assert reads("Altmetric", "blog") == "link"
    assert reads("Altmetric", "news") == "identifier"
    assert reads("Altmetric", "wikipedia") == "template"
    assert reads("Altmetric", "linkedin") == "nothing"
    assert reads("Overton", "blog") == "nothing"
