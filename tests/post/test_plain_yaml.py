"""Plain front matter is read as the reader of YAML reads it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from idcheck.post import front_matter
from idcheck.post.assembly import Lines
from idcheck.post.plain_yaml import plain_scalars

PLAIN = """title: "New paper: on bees"
subtitle: 'what they "do"'
# a comment
date: 2026-11-28T07:00:00+01:00
url: https://doi.org/10.1000/1#a

draft:
tags: [bees, "wild bees", C#, 3.5]
authors:
  - Ann Lee
  - 'Bo Ek'
empty: []
last: Ärzte und Bienen: not here""".removesuffix(": not here")


def test_plain_front_matter_needs_no_yaml() -> None:
    found = plain_scalars(PLAIN)

    assert found is not None
    assert [(key, value) for key, value, _ in found] == [
        ("title", "New paper: on bees"),
        ("subtitle", 'what they "do"'),
        ("date", "2026-11-28T07:00:00+01:00"),
        ("url", "https://doi.org/10.1000/1#a"),
        ("draft", ""),
        ("tags.0", "bees"),
        ("tags.1", "wild bees"),
        ("tags.2", "C#"),
        ("tags.3", "3.5"),
        ("authors.0", "Ann Lee"),
        ("authors.1", "Bo Ek"),
        ("last", "Ärzte und Bienen"),
    ]
    assert all(PLAIN[at : at + len(value)] == value for _, value, at in found)


@pytest.mark.parametrize(
    "body",
    [
        "a: |\n  b\n", "a: b\n  c\n", "a: &x b\n", "a: b: c\n", "a: b:\n", "a:\n  b: c\n", "a: {b: c}\n",
        "a:\n- b: c\n", "a:\n  - b\n - c\n", "a: [b, [c]]\n", "a: [b\n]\n", "a: \"b\\n\"\n", "a: 'it''s'\n",
        "a: b\tc\n", "a: -\n", "a: [b: c]\n", "- a\n", "a\n", "", "# a\n", "a: b\r\nc: d\n", "a:\n\n  - b\n", "a: \"b\n  c\"\n",
        "a: 'b' c\n", "a: [,]\n", "a: [b,,c]\n", " a: b\n", "a: b\n- c\n", "a: [b:]\n", "a: *b\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_yaml(body: str) -> None:
    assert _alike(body)


def _bodies() -> st.SearchStrategy[str]:
    parts = ["a", "b c", "é", "1", ":", ": ", " :", "#", " #", "-", "- ", "'", '"', "[", "]", ",", ", ",
             "\n", "\n", "\na: ", "\nb:\n", "\n- ", "\n  - ", " ", "{", "}", "|", "&", "*", "?", "!", "%", "~", "/", "."]  # fmt: skip
    return st.lists(st.sampled_from(parts), max_size=14).map(lambda held: "a: " + "".join(held))


@given(_bodies())
@example("a: [b ,c]\nb: d#e\n")
@example("a:\nb:")
@example("a: b:c\n")
@example("a: [b#c, d]")
def test_both_ways_read_alike(body: str) -> None:
    assert _alike(body)


def _alike(body: str) -> bool:
    """Whether what is read plainly is what the reader of YAML reads, at the same places."""
    if (found := plain_scalars(body)) is None:
        return True
    root = yaml.compose(body, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    text = front_matter._Yaml(body, 0, Lines(body), set())
    wanted = list(front_matter._scalars(root, "", text, 0))
    assert list(front_matter._plainly(found, 0, Lines(body))) == wanted
    return True
