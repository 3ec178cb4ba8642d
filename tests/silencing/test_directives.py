"""Silencing in the comment syntax of each format: what is read, and how far it reaches."""

from __future__ import annotations

import pytest

from idcheck.silencing import directives

SAID = "idcheck: ignore[MEN101] comes out in May"


@pytest.mark.parametrize(
    "comment",
    [
        f"<!-- {SAID} -->", f"{{/* {SAID} */}}", f"{{{{/* {SAID} */}}}}", f"{{# {SAID} #}}", f"{{#- {SAID} -#}}",
        f"{{% comment %}} {SAID} {{% endcomment %}}", f"{{%- # {SAID} -%}}", f"<%# {SAID} %>",
        f"[//]: # ({SAID})", f".. {SAID}",
    ],
)  # fmt: skip
def test_every_comment_syntax(comment: str) -> None:
    (found,) = directives(f"One\n\n{comment}\n\nTwo\nthree\n\nfour")

    assert (found.verb, found.selectors, found.reason) == (
        "ignore",
        ("MEN101",),
        "comes out in May",
    )
    assert (found.place.line, found.first, found.last) == (3, 5, 6)
    assert found.complete


def test_a_comment_beside_text_holds_for_its_line() -> None:
    (found,) = directives(f"One\nOur new paper. <!-- {SAID} -->\nTwo")

    assert (found.first, found.last) == (2, 2)


def test_front_matter_has_comments_of_its_own() -> None:
    found = directives(f"---\ntitle: x # {SAID}\n# {SAID}\ndoi: y\n---\n\n# {SAID}\n")

    assert [(each.first, each.last) for each in found] == [(2, 2), (4, 5)]


def test_off_ends_at_the_next_on_for_its_rules() -> None:
    source = "<!-- idcheck: off[MEN101] quotes -->\na\n<!-- idcheck: on[FRM] -->\nb\n<!-- idcheck: on -->\nc"
    (found,) = directives(source)

    assert (found.first, found.last) == (1, 5)


def test_a_whole_file() -> None:
    (found,) = directives("a\nb\n<!-- idcheck: ignore-file[MEN, frm506] all quoted -->\nc")

    assert (found.first, found.last, found.selectors) == (1, 4, ("MEN", "frm506"))


@pytest.mark.parametrize(
    "said",
    ["idcheck: ignore", "idcheck: ignore[] why", "idcheck: off[MEN101]", "idcheck: ignore why"],
)
def test_without_rule_or_reason_it_is_incomplete(said: str) -> None:
    (found,) = directives(f"<!-- {said} -->")

    assert not found.complete


@pytest.mark.parametrize("source", ["idcheck: ignore[MEN101] why", "<!-- idcheck is fine -->", "x"])
def test_what_is_no_directive(source: str) -> None:
    assert directives(source) == ()
