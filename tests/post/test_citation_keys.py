from __future__ import annotations

import pytest
from posts import html, links, markdown

_BIB = "---\nbibliography: [refs/a.bib, b.bib]\n---\n\n"


def _keys(source: str) -> list[tuple[str, str]]:
    post = markdown(source)
    for item in post.citation_keys:
        assert item.place.span is not None
        assert item.place.span.of(source) == item.key
        assert item.place.line == source.count("\n", 0, item.place.span.start) + 1
    return [(item.key, item.span.of(post.text)) for item in post.citation_keys]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Bees dream [@lee2024].", [("lee2024", "[@lee2024]")]),
        (
            "So [see *also* @a_b:c, p. 3; -@doi:10.1/x].",
            [
                ("a_b:c", "[see also @a_b:c, p. 3; -@doi:10.1/x]"),
                ("doi:10.1/x", "[see also @a_b:c, p. 3; -@doi:10.1/x]"),
            ],
        ),
        ("As @lee2024 [p. 3] say. Or @{x y}.", [("lee2024", "@lee2024")]),
        ("-@lee2024.", [("lee2024", "-@lee2024")]),
        ("> - x^[See @{https://x.org/a}.]", [("https://x.org/a", "@{https://x.org/a}")]),
        ("so \\citep[p. 3]{a, b}", [("a", "\\citep[p. 3]{a, b}"), ("b", "\\citep[p. 3]{a, b}")]),
        ("a `[@x]` \\@y x@y.org https://x.org/@z @fig-a [@tbl-b]", []),
        ("```\n[@x]\n```", []),
    ],
)
def test_keys_of_a_bibliography(source: str, expected: list[tuple[str, str]]) -> None:
    assert _keys(_BIB + source) == expected


def test_without_a_bibliography_a_bare_name_greets_a_person() -> None:
    assert _keys("Thanks @lee and [@kim](https://x.org/kim)! [@lee2024]") == [
        ("lee2024", "[@lee2024]")
    ]


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("{% cite lee2024 %}", ["lee2024"]),
        ("{% cite lee2024 kim -A --file other --locator 3 %}", ["lee2024", "kim", "-A"]),
        ('{{< cite "lee2024" >}}', ["lee2024"]),
        ('{{< cite key="lee2024" >}}', ["lee2024"]),
        ('{{< cite "a;&b" >}}', ["a", "b"]),
        ("{{ cite }} {% citeproc x %}", []),
    ],
)
def test_keys_in_template_code_have_the_empty_place_where_it_stands(
    code: str, keys: list[str]
) -> None:
    source = f"Bees dream {code} of it.\n\n{code}\n"
    post = markdown(source)
    assert post.text == "Bees dream of it."
    assert [item.key for item in post.citation_keys] == keys * 2
    assert all(len(item.span) == 0 for item in post.citation_keys)
    assert {item.span.start for item in post.citation_keys} <= {len("Bees dream"), len(post.text)}
    assert all(
        item.place.span.of(source) == item.key for item in post.citation_keys if item.place.span
    )


def test_template_code_that_is_a_link() -> None:
    source = (
        'See {{< doi "10.1234/x" >}} and {{< button href="https://x.org/a" >}}here{{< /button >}}.'
    )
    for post in (markdown(source), html(f"<p>{source}</p>")):
        assert post.text == "See 10.1234/x and here."
        assert links(post) == [
            ("shortcode", "10.1234/x", "https://doi.org/10.1234/x"),
            ("shortcode", "", "https://x.org/a"),
        ]
        assert [span.of(post.source) for span in post.templates] == [
            '{{< doi "10.1234/x" >}}', '{{< button href="https://x.org/a" >}}', "{{< /button >}}",
        ]  # fmt: skip


def test_files_named_for_the_keys() -> None:
    assert markdown(_BIB).bibliographies == ("refs/a.bib", "b.bib")
    assert markdown("---\nbibliography: a.bib\n---\n").bibliographies == ("a.bib",)
    assert markdown("a").bibliographies == ()


def test_no_space_before_the_stop_after_template_code() -> None:
    assert markdown('So ({{% arxiv "2401.1" %}}).\n{{ a }} {{ b }}').text == "So (2401.1)."
